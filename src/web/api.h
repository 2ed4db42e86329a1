/*
 * What the handlers of the JSON API share: bodies held against their schemas,
 * objects built, lists in parts. The schemas are those of asset/api.json; a
 * route names its own (tools/mkroute).
 *
 * Names are lowerCamel; instants are ISO 8601 in UTC, days YYYY-MM-DD, money
 * minor units, credit hundredths; what is empty is left out.
 */
#ifndef WEB_API_H
#define WEB_API_H

#include "domain/findings.h"
#include "domain/names.h"
#include "web/web.h"

enum {
    API_LIMIT_USUAL = 50,
    API_LIMIT_MAX = 200,
};

/* --- what came --- */

/* The body, which conforms to the schema that the route takes:
 * E_SCHEMA_INVALID with the pointer, and what JSON text can be wrong with. */
MUST_USE code api_body(
    struct web *web, const struct json **ret, struct err *reterr);

/* Members of it; empty and 0 when they are missing. */
str api_get(const struct json *body, str name);
int64_t api_get_number(const struct json *body, str name);

/* A word of the table, 0 when it is missing; E_FORM_FIELD with its pointer. */
MUST_USE code api_get_word(const struct json *body,
    str name,
    const struct names *names,
    int64_t *ret,
    struct err *reterr);

/* The same of the query. */
MUST_USE code api_query_word(const struct web *web,
    str name,
    const struct names *names,
    int64_t *ret,
    struct err *reterr);

/* Which part of a list is asked for: ?limit= and ?cursor=, which is the
 * `next` of the part before. E_FORM_FIELD. */
struct api_range {
    int64_t limit;
    int64_t offset;
};

MUST_USE code api_range(
    const struct web *web, struct api_range *ret, struct err *reterr);

/* --- what goes back --- */

struct json *api_object(struct web *web);
void api_put(struct web *web, struct json *object, str name, str text);
void api_put_number(
    struct web *web, struct json *object, str name, int64_t number);
void api_put_flag(struct web *web, struct json *object, str name, bool flag);

/* Left out when it is 0. */
void api_put_time(
    struct web *web, struct json *object, str name, int64_t unix_s);

/* Every point that stands against something: code, pointer, about. */
void api_put_findings(
    struct web *web, struct json *object, const struct findings *findings);

/* {"items": [...], "total": n, "next": "..."}; a total below 0 is unknown and
 * left out, and then there is more when the part is full. */
MUST_USE code api_list(struct web *web,
    struct json *items,
    const struct api_range *range,
    int64_t total,
    struct err *reterr);

/* The value, with the route's status. */
MUST_USE code api_answer(
    struct web *web, const struct json *value, struct err *reterr);

/* --- the schemas --- */

/* asset/api.json, in the arena. */
MUST_USE code api_schemas(
    struct arena *arena, const struct json **ret, struct err *reterr);

/* Does the value conform to the schema of that name? E_SCHEMA_INVALID. */
MUST_USE code api_check(const struct json *value,
    str schema,
    struct arena *arena,
    struct err *reterr);

#endif
