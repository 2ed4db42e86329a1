/*
 * The description of the API (OpenAPI 3.1), made of the table of routes and
 * the schemas of asset/api.json: what a handler's ROUTE does not say is not
 * in it, and the tests hold real answers against it.
 */
#include "web/openapi.h"

#include "domain/right.h"
#include "http/token.h"
#include "web/api.h"
#include "web/route.h"

enum {
    STATUS_BYTES = 16,
};

static struct json *object(struct web *web)
{
    return json_new(web->arena, JSON_OBJECT);
}

static struct json *array(struct web *web)
{
    return json_new(web->arena, JSON_ARRAY);
}

static str joined(struct web *web, str a, str b)
{
    const str parts[] = {a, b};

    return arena_join(web->arena, parts, 2);
}

static struct json *reference(struct web *web, str place, str name)
{
    struct json *value = object(web);

    api_put(web, value, S("$ref"), joined(web, place, name));
    return value;
}

/* --- one operation --- */

static struct json *parameter(struct web *web, str name, str place)
{
    struct json *value = object(web);
    struct json *schema;

    api_put(web, value, S("name"), name);
    api_put(web, value, S("in"), place);
    if (str_eq(place, S("path")))
        api_put_flag(web, value, S("required"), true);
    schema = json_add(value, S("schema"), object(web));
    api_put(web, schema, S("type"), S("string"));
    return value;
}

static void add_captures(struct web *web, str pattern, struct json *list)
{
    size_t at = str_find(pattern, '{', 0);

    while (at != SIZE_MAX) {
        const size_t end = str_find(pattern, '}', at);

        json_push(
            list, parameter(web, str_sub(pattern, at + 1, end), S("path")));
        at = str_find(pattern, '{', end);
    }
}

/* Those that are described once, and others that are plain texts. */
static void add_query(
    struct web *web, const struct json *described, str names, struct json *list)
{
    str name;

    while (token_next(&names, ',', &name)) {
        if (json_get(described, name))
            json_push(
                list, reference(web, S("#/components/parameters/"), name));
        else
            json_push(list, parameter(web, name, S("query")));
    }
}

static void add_key(struct web *web, struct json *list)
{
    struct json *value =
        json_push(list, parameter(web, S("Idempotency-Key"), S("header")));

    api_put(web, value, S("description"),
        S("The same key gives the same answer for a day."));
}

static struct json *content_of(struct web *web, str type, str schema)
{
    struct json *content = object(web);
    struct json *media = json_add(content, type, object(web));

    json_add(
        media, S("schema"), reference(web, S("#/components/schemas/"), schema));
    return content;
}

static void add_body(
    struct web *web, const struct route *route, struct json *operation)
{
    struct json *body;

    if (route->takes.len == 0)
        return;
    body = json_add(operation, S("requestBody"), object(web));
    api_put_flag(web, body, S("required"), true);
    json_add(body, S("content"),
        content_of(web, S("application/json"), route->takes));
}

static str status_text(struct web *web, int status)
{
    struct buf out;
    str text = {NULL, 0};

    buf_init(&out, web->arena, STATUS_BYTES);
    buf_u64(&out, (uint64_t)status);
    return buf_finish_str(&out, &text) == OK ? text : S("200");
}

static void add_answers(
    struct web *web, const struct route *route, struct json *operation)
{
    struct json *all = json_add(operation, S("responses"), object(web));
    struct json *good =
        json_add(all, status_text(web, route->status), object(web));
    struct json *bad = json_add(all, S("default"), object(web));

    api_put(web, good, S("description"), S("All is well."));
    if (route->answers.len > 0)
        json_add(good, S("content"),
            content_of(web, S("application/json"), route->answers));
    api_put(web, bad, S("description"), S("What stands against it."));
    json_add(bad, S("content"),
        content_of(web, S("application/problem+json"), S("Problem")));
}

/* Nobody needed; or somebody, with the right as the scope. */
static void add_security(
    struct web *web, const struct route *route, struct json *operation)
{
    static const char *const WAYS[] = {"token", "session"};
    struct json *ways = json_add(operation, S("security"), array(web));
    const enum right right = (enum right)route->right;
    size_t i;

    if (right_public(right))
        return;
    for (i = right == RIGHT_person ? 1 : 0; i < 2; i++) {
        struct json *way = json_push(ways, object(web));
        struct json *scopes = json_add(way, str_of(WAYS[i]), array(web));

        json_push(scopes,
            json_new_string(web->arena, names_word(&right_names, right)));
    }
}

static struct json *operation_of(
    struct web *web, const struct route *route, const struct json *parameters)
{
    struct json *operation = object(web);
    struct json *list;

    api_put(web, operation, S("operationId"), route->name);
    api_put(web, operation, S("summary"), route->summary);
    list = json_add(operation, S("parameters"), array(web));
    add_captures(web, route->pattern, list);
    add_query(web, parameters, route->query, list);
    if (route->method != HTTP_GET && !right_public((enum right)route->right))
        add_key(web, list);
    add_body(web, route, operation);
    add_answers(web, route, operation);
    add_security(web, route, operation);
    return operation;
}

/* --- the whole --- */

static str method_name(enum http_method method)
{
    static const str NAMES[] = {
        [HTTP_GET] = STR("get"),
        [HTTP_HEAD] = STR("head"),
        [HTTP_POST] = STR("post"),
        [HTTP_PUT] = STR("put"),
        [HTTP_PATCH] = STR("patch"),
        [HTTP_DELETE] = STR("delete"),
    };

    return NAMES[method];
}

static void add_paths(
    struct web *web, struct json *document, const struct json *parameters)
{
    struct json *paths = json_add(document, S("paths"), object(web));
    size_t i;

    for (i = 0; i < web_route.n; i++) {
        const struct route *route = &web_route.items[i];
        struct json *path;

        if (!str_starts(route->pattern, S("/api/")))
            continue;
        path = json_get(paths, route->pattern);
        if (!path)
            path = json_add(paths, route->pattern, object(web));
        json_add(path, method_name(route->method),
            operation_of(web, route, parameters));
    }
}

static void add_head(struct web *web, struct json *document)
{
    struct json *info;
    struct json *servers;

    api_put(web, document, S("openapi"), S("3.1.0"));
    info = json_add(document, S("info"), object(web));
    api_put(web, info, S("title"), S("Testamur"));
    api_put(web, info, S("version"), S("1"));
    api_put(web, info, S("summary"),
        S("Micro-credentials that anyone can verify."));
    servers = json_add(document, S("servers"), array(web));
    api_put(web, json_push(servers, object(web)), S("url"), web->view.base);
}

static void add_schemes(struct web *web, struct json *components)
{
    struct json *schemes =
        json_add(components, S("securitySchemes"), object(web));
    struct json *token = json_add(schemes, S("token"), object(web));
    struct json *session = json_add(schemes, S("session"), object(web));

    api_put(web, token, S("type"), S("http"));
    api_put(web, token, S("scheme"), S("bearer"));
    api_put(web, token, S("description"),
        S("Made by an owner of the organisation, with scopes."));
    api_put(web, session, S("type"), S("apiKey"));
    api_put(web, session, S("in"), S("cookie"));
    api_put(web, session, S("name"), S("session"));
    api_put(web, session, S("description"),
        S("Of a browser; a change also wants the header X-CSRF-Token."));
}

/* ROUTE GET /api/v1/openapi.json  right: public
 *   summary: this description */
code openapi_show(struct web *web, struct err *reterr)
{
    struct json *document = object(web);
    const struct json *schemas;
    struct json *components;

    TRY(api_schemas(web->arena, &schemas, reterr));
    add_head(web, document);
    components = json_copy(web->arena, json_get(schemas, S("components")));
    add_paths(web, document, json_get(components, S("parameters")));
    add_schemes(web, components);
    json_add(document, S("components"), components);
    TRY(web_json(web, document, reterr));
    response_set(web->res, S("Cache-Control"), S("public, max-age=300"));
    return OK;
}
