#include "vc/did_web.h"

#include "base/num.h"
#include "text/iri.h"
#include "vc/did.h"

#include <string.h>

static const str PREFIX = STR("did:web:");
static const str HTTPS = STR("https://");
static const str COLON = STR("%3A");

enum {
    LABEL_MAX = 63, /* RFC 1035 2.3.4 */
    HOST_MAX = 253,
    SEGMENT_MAX = 255,
    SEGMENTS_MAX = 16,
    PORT_MAX = 65535,
};

bool did_is_web(str did)
{
    return str_starts(did, PREFIX);
}

static bool is_alnum(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
           (c >= 'A' && c <= 'Z');
}

/* Letters, digits and inner hyphens. */
static bool is_label(str label)
{
    size_t i;

    if (label.len == 0 || label.len > LABEL_MAX || label.ptr[0] == '-' ||
        label.ptr[label.len - 1] == '-')
        return false;
    for (i = 0; i < label.len; i++) {
        if (!is_alnum(label.ptr[i]) && label.ptr[i] != '-')
            return false;
    }
    return true;
}

static bool is_host(str host)
{
    size_t at = 0;

    if (host.len > HOST_MAX)
        return false;
    while (at <= host.len) {
        size_t dot = str_find(host, '.', at);

        if (!is_label(str_sub(host, at, dot)))
            return false;
        if (dot == SIZE_MAX)
            return true;
        at = dot + 1;
    }
    return false; /* ends with a dot */
}

/* A byte of UTF-8 beyond ASCII, as "%C3". */
static bool is_encoded(str three)
{
    static const char high[] = "89ABCDEFabcdef";
    static const char hex[] = "0123456789ABCDEFabcdef";

    return three.len == 3 && three.ptr[0] == '%' &&
           memchr(high, three.ptr[1], sizeof(high) - 1) &&
           memchr(hex, three.ptr[2], sizeof(hex) - 1);
}

static bool is_segment(str s)
{
    size_t i = 0;

    if (s.len == 0 || s.len > SEGMENT_MAX || str_eq(s, S(".")) ||
        str_eq(s, S("..")))
        return false;
    while (i < s.len) {
        if (is_encoded(str_sub(s, i, i + 3)))
            i += 3;
        else if (is_alnum(s.ptr[i]) || s.ptr[i] == '-' || s.ptr[i] == '.' ||
                 s.ptr[i] == '_')
            i++;
        else
            return false;
    }
    return true;
}

/* HOST, or HOST%3APORT; *ret_port is empty without one. */
static bool split_host(str text, str *ret_host, str *ret_port)
{
    size_t percent = str_find(text, '%', 0);
    uint64_t port = 0;

    *ret_host = str_sub(text, 0, percent);
    *ret_port = S("");
    if (percent < text.len) {
        str rest = str_sub(text, percent, text.len);

        *ret_port = str_sub(rest, COLON.len, rest.len);
        if (!str_starts(rest, COLON) ||
            !num_parse_u64(*ret_port, PORT_MAX, &port) || port == 0)
            return false;
    }
    return is_host(*ret_host);
}

/* "https://HOST/" or "https://HOST/PATH/": the folder of the DID. */
static code folder_of(
    str did, struct arena *arena, str *ret, struct err *reterr)
{
    str parts[5 + 2 * SEGMENTS_MAX];
    str host = {NULL, 0};
    str port = {NULL, 0};
    size_t at = PREFIX.len;
    size_t end = str_find(did, ':', at);
    size_t n = 0;
    str folder;

    if (!did_is_web(did) || !split_host(str_sub(did, at, end), &host, &port))
        return err_set(reterr, E_INVALID_DID, did);
    parts[n++] = HTTPS;
    parts[n++] = host;
    parts[n++] = port.len > 0 ? S(":") : S("");
    parts[n++] = port;
    parts[n++] = S("/");
    while (end < did.len) {
        at = end + 1;
        end = str_find(did, ':', at);
        if (n + 2 > sizeof(parts) / sizeof(parts[0]) ||
            !is_segment(str_sub(did, at, end)))
            return err_set(reterr, E_INVALID_DID, did);
        parts[n++] = str_sub(did, at, end);
        parts[n++] = S("/");
    }
    folder = arena_join(arena, parts, n);
    TRY(arena_status(arena));
    *ret = folder;
    return OK;
}

code did_web_url(str did, struct arena *arena, str *ret, struct err *reterr)
{
    str folder = {NULL, 0};
    bool is_bare = str_find(did, ':', PREFIX.len) == SIZE_MAX;
    str url;

    TRY(folder_of(did, arena, &folder, reterr));
    url = arena_join(arena,
        (const str[]){
            folder, is_bare ? S(".well-known/did.json") : S("did.json")},
        2);
    TRY(arena_status(arena));
    *ret = url;
    return OK;
}

bool did_web_covers(str id, str url, struct arena *arena)
{
    str folder = {NULL, 0};
    struct iri parts = iri_split(id);
    size_t end = HTTPS.len + parts.authority.len + parts.path.len;

    if (did_is_web(id))
        return folder_of(id, arena, &folder, NULL) == OK &&
               str_starts(url, folder);
    if (!str_starts(id, HTTPS) || parts.path.len == 0)
        return false;
    while (id.ptr[end - 1] != '/')
        end--;
    return str_starts(url, str_sub(id, 0, end));
}

str did_web_domain(str id, struct arena *arena)
{
    str url = id;

    if (did_is_web(id) && folder_of(id, arena, &url, NULL) != OK)
        return S("");
    return str_starts(url, HTTPS) ? iri_split(url).authority : S("");
}

static void add_key(struct json *document,
    str did,
    const struct did_web_key *key,
    struct arena *a)
{
    char multikey[MULTIKEY_TEXT_MAX];
    str id = arena_join(a, (const str[]){did, S("#"), key->name}, 3);
    struct json *method;

    key_to_multikey(&key->key, multikey);
    method = did_method(id, did, arena_str(a, str_of(multikey)), a);
    json_put_text(method, S("expires"), key->expires, a);
    json_put_text(method, S("revoked"), key->revoked, a);
    json_push(json_get(document, S("verificationMethod")), method);
    json_push(json_get(document, S("assertionMethod")), json_new_string(a, id));
}

code did_web_document(str did,
    const struct did_web_key *keys,
    size_t n_keys,
    struct arena *arena,
    struct json **ret,
    struct err *reterr)
{
    struct json *document = json_new(arena, JSON_OBJECT);
    struct json *context;
    str url = {NULL, 0};
    size_t i;

    TRY(did_web_url(did, arena, &url, reterr));
    context = json_add(document, S("@context"), json_new(arena, JSON_ARRAY));
    json_push(
        context, json_new_string(arena, S("https://www.w3.org/ns/did/v1")));
    json_push(context,
        json_new_string(arena, S("https://w3id.org/security/multikey/v1")));
    json_put_text(document, S("id"), did, arena);
    json_add(document, S("verificationMethod"), json_new(arena, JSON_ARRAY));
    json_add(document, S("assertionMethod"), json_new(arena, JSON_ARRAY));
    for (i = 0; i < n_keys; i++)
        add_key(document, did, &keys[i], arena);
    TRY(arena_status(arena));
    *ret = document;
    return OK;
}
