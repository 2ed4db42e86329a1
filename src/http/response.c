#include "http/response.h"

#include "http/token.h"

enum {
    STATUS_OK = 200,
    STATUS_SEE_OTHER = 303,
    STATUS_NOT_MODIFIED = 304,
};

/* Every answer has these unless its handler says otherwise (RELIABILITY
 * design item 22, WB-22, WB-26). Other sites are told no referrer; our own
 * are, because with none at all a browser says "Origin: null" of our forms. */
static const struct http_field RESPONSE_DEFAULTS[] = {
    {STR("Content-Security-Policy"),
        STR("default-src 'none'; script-src 'self'; style-src 'self'; "
            "img-src 'self' data:; font-src 'self'; connect-src 'self'; "
            "form-action 'self'; base-uri 'none'; frame-ancestors 'none'")},
    {STR("X-Content-Type-Options"), STR("nosniff")},
    {STR("Referrer-Policy"), STR("same-origin")},
    {STR("Cross-Origin-Opener-Policy"), STR("same-origin")},
    {STR("Cross-Origin-Resource-Policy"), STR("same-origin")},
    {STR("Permissions-Policy"),
        STR("camera=(), geolocation=(), microphone=(), payment=()")},
    {STR("Cache-Control"), STR("no-store")},
};

void response_init(struct http_response *res, struct arena *arena)
{
    *res = (struct http_response){.arena = arena, .status = STATUS_OK};
}

static struct http_field *find(const struct http_response *res, str name)
{
    size_t i;

    for (i = 0; i < res->n_headers; i++) {
        if (token_eq(res->headers[i].name, name))
            return &res->headers[i];
    }
    return NULL;
}

void response_add(struct http_response *res, str name, str value)
{
    struct http_field *grown;

    if (res->failed)
        return;
    if (!token_is(name) || !token_is_value(value)) {
        res->failed = E_ARGUMENT;
        return;
    }
    grown = arena_grow(res->arena, res->headers, sizeof(*res->headers),
        res->n_headers + 1, &res->capacity);
    if (!grown) {
        res->failed = arena_status(res->arena);
        return;
    }
    res->headers = grown;
    grown[res->n_headers++] =
        (struct http_field){name, arena_str(res->arena, value)};
}

void response_set(struct http_response *res, str name, str value)
{
    struct http_field *old = find(res, name);

    while (old) {
        *old = res->headers[--res->n_headers];
        old = find(res, name);
    }
    response_add(res, name, value);
}

str response_header(const struct http_response *res, str name)
{
    const struct http_field *field = find(res, name);

    return field ? field->value : (str){NULL, 0};
}

void response_body(struct http_response *res, str content_type, bytes body)
{
    response_set(res, S("Content-Type"), content_type);
    res->body = body;
}

void response_asset(struct http_response *res,
    str content_type,
    bytes body,
    bytes packed,
    str etag)
{
    response_body(res, content_type, body);
    res->packed = packed;
    response_set(res, S("ETag"), etag);
    if (packed.len > 0)
        response_add(res, S("Vary"), S("Accept-Encoding"));
}

void response_redirect(struct http_response *res, str location)
{
    res->status = STATUS_SEE_OTHER;
    res->body = (bytes){NULL, 0};
    response_set(res, S("Location"), location);
}

void response_stream(struct http_response *res,
    str content_type,
    http_produce *produce,
    void (*end)(void *self),
    void *self)
{
    response_set(res, S("Content-Type"), content_type);
    res->produce = produce;
    res->produce_end = end;
    res->produce_self = self;
}

/* The opaque part, so that W/"a" and "a" compare alike. */
static str opaque(str etag)
{
    return str_starts(etag, S("W/")) ? str_sub(etag, 2, etag.len) : etag;
}

bool response_etag_matches(str if_none_match, str etag)
{
    str item = {NULL, 0};

    if (etag.len == 0)
        return false;
    while (token_next(&if_none_match, ',', &item)) {
        if (str_eq(item, S("*")) || str_eq(opaque(item), opaque(etag)))
            return true;
    }
    return false;
}

static bool takes_gzip(const struct http_request *req)
{
    str rest = request_header(req, S("Accept-Encoding"));
    str item = {NULL, 0};

    while (token_next(&rest, ',', &item)) {
        str coding;
        unsigned weight = token_weight(item, &coding);

        if (token_eq(coding, S("gzip")))
            return weight > 0;
    }
    return false;
}

code response_finish(struct http_response *res, const struct http_request *req)
{
    size_t i;

    for (i = 0; i < sizeof(RESPONSE_DEFAULTS) / sizeof(RESPONSE_DEFAULTS[0]);
         i++) {
        if (!find(res, RESPONSE_DEFAULTS[i].name))
            response_add(
                res, RESPONSE_DEFAULTS[i].name, RESPONSE_DEFAULTS[i].value);
    }
    if (res->status == STATUS_OK && request_is_safe(req) &&
        response_etag_matches(request_header(req, S("If-None-Match")),
            response_header(res, S("ETag")))) {
        res->status = STATUS_NOT_MODIFIED;
        res->body = (bytes){NULL, 0};
    } else if (res->packed.len > 0 && takes_gzip(req)) {
        res->body = res->packed;
        response_set(res, S("Content-Encoding"), S("gzip"));
    }
    return res->failed ? res->failed : arena_status(res->arena);
}
