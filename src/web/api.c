#include "web/api.h"

#include "app/format.h"
#include "app/say.h"
#include "base/code_info.h"
#include "base/num.h"
#include "text/schema.h"
#include "web/asset.h"

#include <math.h>

enum {
    NUMBER_BYTES = 24,
    OFFSET_MAX = 10000000,
    STATUS_NO_CONTENT = 204,
};

static const str SCHEMAS_URI = STR("urn:testamur:api");

/* --- the schemas --- */

code api_schemas(
    struct arena *arena, const struct json **ret, struct err *reterr)
{
    const struct web_asset *asset = asset_at(asset_url(ASSET_API_JSON));
    struct budget budget = budget_default();
    struct json *schemas;

    TRY(json_parse(bytes_str(asset->plain), &budget, arena, &schemas, reterr));
    *ret = schemas;
    return OK;
}

/* A schema that refers to one of ours. */
static struct json *reference(str name, struct arena *arena)
{
    const str parts[] = {SCHEMAS_URI, S("#/components/schemas/"), name};
    struct json *root = json_new(arena, JSON_OBJECT);

    json_put_text(root, S("$ref"), arena_join(arena, parts, 3), arena);
    return root;
}

code api_check(const struct json *value,
    str schema,
    struct arena *arena,
    struct err *reterr)
{
    struct budget budget = budget_default();
    struct schema_document document = {.uri = SCHEMAS_URI};
    const struct schema_library library = {&document, 1};
    struct schema_report report = {0};
    struct schema *compiled = NULL;

    TRY(api_schemas(arena, &document.root, reterr));
    TRY(schema_compile(
        reference(schema, arena), &library, &budget, arena, &compiled, reterr));
    TRY(schema_check(compiled, value, &budget, arena, &report, reterr));
    if (report.verdict == SCHEMA_VALID)
        return OK;
    schema_failure_err(&report.failures[0], value, report.verdict, reterr);
    return report.verdict == SCHEMA_INVALID ? E_SCHEMA_INVALID
                                            : E_SCHEMA_UNSUPPORTED;
}

/* --- what came --- */

code api_body(struct web *web, const struct json **ret, struct err *reterr)
{
    struct budget budget = budget_default();
    struct json *body;

    TRY(json_parse(
        bytes_str(web->req->body), &budget, web->arena, &body, reterr));
    TRY(api_check(body, web->match.route->takes, web->arena, reterr));
    *ret = body;
    return OK;
}

str api_get(const struct json *body, str name)
{
    return json_text(json_get(body, name));
}

/* The schema says that it is a whole number, and how large. */
int64_t api_get_number(const struct json *body, str name)
{
    const struct json *value = json_get(body, name);
    double number = 0;

    if (!json_is(value, JSON_NUMBER) || json_number(value, &number) != OK ||
        fabs(number) > (double)((int64_t)1 << 53))
        return 0;
    return (int64_t)number;
}

static code find_word(str name,
    str word,
    const struct names *names,
    int64_t *ret,
    struct err *reterr)
{
    *ret = 0;
    return word.len == 0 || names_find(names, word, ret)
               ? OK
               : err_set(reterr, E_FORM_FIELD, name);
}

code api_get_word(const struct json *body,
    str name,
    const struct names *names,
    int64_t *ret,
    struct err *reterr)
{
    return find_word(name, api_get(body, name), names, ret, reterr);
}

code api_query_word(const struct web *web,
    str name,
    const struct names *names,
    int64_t *ret,
    struct err *reterr)
{
    return find_word(name, web_query(web, name), names, ret, reterr);
}

static code read_number(const struct web *web,
    str name,
    uint64_t max,
    int64_t *ret,
    struct err *reterr)
{
    const str text = web_query(web, name);
    uint64_t number;

    if (text.len == 0)
        return OK;
    if (!num_parse_u64(text, max, &number))
        return err_set(reterr, E_FORM_FIELD, name);
    *ret = (int64_t)number;
    return OK;
}

code api_range(const struct web *web, struct api_range *ret, struct err *reterr)
{
    struct api_range range = {.limit = API_LIMIT_USUAL};

    TRY(read_number(web, S("limit"), API_LIMIT_MAX, &range.limit, reterr));
    TRY(read_number(web, S("cursor"), OFFSET_MAX, &range.offset, reterr));
    if (range.limit == 0)
        return err_set(reterr, E_FORM_FIELD, S("limit"));
    *ret = range;
    return OK;
}

/* --- what goes back --- */

struct json *api_object(struct web *web)
{
    return json_new(web->arena, JSON_OBJECT);
}

void api_put(struct web *web, struct json *object, str name, str text)
{
    json_put_text(object, name, text, web->arena);
}

static str number_text(struct web *web, int64_t number)
{
    struct buf out;
    str text = {NULL, 0};

    buf_init(&out, web->arena, NUMBER_BYTES);
    if (number < 0)
        buf_byte(&out, '-');
    buf_u64(
        &out, number < 0 ? (uint64_t)0 - (uint64_t)number : (uint64_t)number);
    return buf_finish_str(&out, &text) == OK ? text : S("0");
}

void api_put_number(
    struct web *web, struct json *object, str name, int64_t number)
{
    json_add(
        object, name, json_new_number(web->arena, number_text(web, number)));
}

void api_put_flag(struct web *web, struct json *object, str name, bool flag)
{
    json_add(object, name, json_new_bool(web->arena, flag));
}

void api_put_time(
    struct web *web, struct json *object, str name, int64_t unix_s)
{
    if (unix_s != 0)
        api_put(web, object, name, format_iso_time(web->arena, unix_s));
}

void api_put_findings(
    struct web *web, struct json *object, const struct findings *findings)
{
    struct json *list =
        json_add(object, S("findings"), json_new(web->arena, JSON_ARRAY));
    size_t i;

    for (i = 0; i < findings->n_kept; i++) {
        const struct finding *finding = &findings->kept[i];
        struct json *item = json_push(list, api_object(web));

        api_put(web, item, S("code"), code_info(finding->code)->name);
        api_put(web, item, S("title"), code_info(finding->code)->title);
        api_put(web, item, S("pointer"), finding->pointer);
        api_put(web, item, S("about"), finding->about);
    }
}

code api_list(struct web *web,
    struct json *items,
    const struct api_range *range,
    int64_t total,
    struct err *reterr)
{
    struct json *list = api_object(web);
    const int64_t end = range->offset + (items ? (int64_t)items->n : 0);
    const bool more =
        total < 0 ? items && items->n == (uint64_t)range->limit : end < total;

    json_add(list, S("items"), items);
    if (total >= 0)
        api_put_number(web, list, S("total"), total);
    if (more)
        api_put(web, list, S("next"), number_text(web, end));
    return api_answer(web, list, reterr);
}

code api_answer(struct web *web, const struct json *value, struct err *reterr)
{
    TRY(web_json(web, value, reterr));
    web->res->status = web->match.route->status;
    return OK;
}
