/*
 * Tokens of programs, requests that are done once, lists in parts, and the
 * description of the API. RELIABILITY WB-06, DB-01, DB-02, TN-01, TN-02.
 */
#include "web/api.h"

#include "app/api_token.h"
#include "base/num.h"
#include "store/sql.h"
#include "test/support/caller.h"
#include "test/support/org.h"
#include "test/support/test.h"
#include "test/support/visitor.h"
#include "web/route.h"

#include <string.h>

enum {
    COURSES = 5,
    DAY_S = 24 * 3600,
};

/* Two organisations, each with an owner. */
struct place {
    struct front *front;
    struct act act; /* the owner of the first */
    struct organisation own;
    struct organisation other;
};

static struct place place;

static int open_place(void **state)
{
    const int result = front_open(state);

    place.front = *state;
    org_person(place.front, "ola");
    org_person(place.front, "max");
    place.own = org_new(place.front, "Northfield College", "ola");
    place.other = org_new(place.front, "Southfield Institute", "max");
    place.act = org_act(place.front, S("ola"), place.own.tenant);
    return result;
}

static const char *path_of(
    const struct caller *caller, str slug, const char *end)
{
    const str parts[] = {S("/api/v1/o/"), slug, str_of(end), {"", 1}};

    return arena_join(&caller->front->lasting, parts, 4).ptr;
}

#define OWN(caller, end) path_of(caller, place.own.slug, end)

static bool has_header(
    const struct http_response *res, str name, const char *words)
{
    return front_has(response_header(res, name), words);
}

static void test_api_wb_06_token(void **state)
{
    static const enum right read[] = {RIGHT_org_read, RIGHT_public};
    struct caller caller = caller_with(*state, &place.act, read);
    const struct caller nobody = {.front = *state};
    const struct caller stranger = {.front = *state, .token = S("tmr_none")};
    struct http_response res = caller_get(&caller, OWN(&caller, ""));

    assert_int_equal(res.status, 200);
    assert_string_equal(
        caller_value(&caller, &res, "/name"), "Northfield College");
    res = caller_get(&nobody, OWN(&caller, ""));
    assert_int_equal(res.status, 401);
    assert_true(has_header(&res, S("WWW-Authenticate"), "Bearer"));
    res = caller_get(&stranger, OWN(&caller, ""));
    assert_int_equal(res.status, 401);
    assert_true(has_header(&res, S("WWW-Authenticate"), "invalid_token"));
    assert_string_equal(caller_value(&caller, &res, "/type"),
        "urn:testamur:error:TOKEN_INVALID");
    res =
        caller_ask(&caller, HTTP_PATCH, OWN(&caller, ""), "{\"about\":\"x\"}");
    assert_int_equal(res.status, 403);
    assert_true(has_header(&res, S("WWW-Authenticate"), "insufficient_scope"));
    assert_string_equal(
        caller_value(&caller, &res, "/type"), "urn:testamur:error:TOKEN_SCOPE");
}

/* TN-01: a token is of one organisation; of any other it knows nothing, not
 * even whether it is there. */
static void test_api_tn_01_token_of_another(void **state)
{
    const struct caller caller = caller_all(*state, &place.act);
    const struct http_response there =
        caller_get(&caller, path_of(&caller, place.other.slug, ""));
    const struct http_response nowhere =
        caller_get(&caller, path_of(&caller, S("nowhere"), ""));

    assert_int_equal(there.status, 404);
    assert_int_equal(nowhere.status, 404);
    assert_true(bytes_eq(there.body, nowhere.body));
}

/* A token ends, and is no more than the person who made it. */
static void test_api_token_ends(void **state)
{
    struct act act = place.act;
    struct caller caller = caller_all(*state, &act);
    struct api_token *tokens;
    str tenant;
    size_t n;

    assert_int_equal(api_token_all(&act, &tokens, &n, NULL), OK);
    assert_true(n > 0);
    act.now += (int64_t)2 * DAY_S;
    assert_int_equal(
        api_token_resume(&act, caller.token, &tenant, NULL), E_TOKEN_INVALID);
    act = place.act;
    assert_int_equal(api_token_revoke(&act, caller.id, NULL), OK);
    assert_int_equal(caller_get(&caller, OWN(&caller, "")).status, 401);
    assert_int_equal(api_token_revoke(&act, S("none"), NULL), E_NOT_FOUND);
    act.actor.roles = (role_set)1 << ROLE_VIEWER;
    assert_int_equal(api_token_all(&act, &tokens, &n, NULL), E_FORBIDDEN);
}

static void test_api_token_refuses(void **state)
{
    static const struct {
        const char *label;
        uint64_t scopes;
        int64_t days;
    } cases[] = {
        {"", 1u << RIGHT_org_read, 1},
        {"x", 0, 1},
        {"x", 1u << RIGHT_org_read, 0},
        {"x", 1u << RIGHT_org_read, API_TOKEN_DAYS_MAX + 1},
        {"x", 1u << RIGHT_public, 1},
        {"x", (uint64_t)1 << RIGHT_token_write, 1},
        {"x", (uint64_t)1 << RIGHT_installation, 1},
    };
    struct api_token token;
    str secret;
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        const struct api_token_order order = {
            str_of(cases[i].label), cases[i].scopes, cases[i].days};

        assert_int_equal(
            api_token_make(&place.act, &order, &token, &secret, NULL),
            E_FORM_FIELD);
    }
}

static str id_of(str label)
{
    struct api_token *tokens;
    size_t n;
    size_t i = 0;

    assert_int_equal(api_token_all(&place.act, &tokens, &n, NULL), OK);
    while (i < n && !str_eq(tokens[i].label, label))
        i++;
    assert_true(i < n);
    return tokens[i].id;
}

/* The page: made and shown once, used, revoked. */
static void test_api_token_page(void **state)
{
    const struct visitor ola = visitor_of(*state, "ola");
    const char *place_of_page =
        visitor_path(&ola, "/o/", place.own.slug, "/token");
    struct http_response res = visitor_get(&ola, place_of_page);
    struct caller caller = {.front = *state};
    str id;

    assert_int_equal(res.status, 200);
    assert_false(visitor_sees(&res, "id=\"secret\""));
    res = visitor_post(&ola, place_of_page, "label=&days=30&scope=org_read");
    assert_int_equal(res.status, 422);
    assert_true(visitor_sees(&res, "label-fault"));
    res = visitor_post(&ola, place_of_page, "label=Payroll&days=30");
    assert_int_equal(res.status, 422);
    res = visitor_post(&ola, place_of_page,
        "label=Payroll&days=30&scope=org_read&scope=award_read");
    assert_int_equal(res.status, 200);
    caller.token = visitor_field(&res, "<code id=\"secret\">");
    caller.token.len = str_find(caller.token, '<', 0);
    assert_int_equal(caller_get(&caller, OWN(&caller, "")).status, 200);
    res = visitor_get(&ola, place_of_page);
    assert_true(visitor_sees(&res, "Payroll"));
    assert_false(visitor_sees(&res, "tmr_"));
    id = id_of(S("Payroll"));
    res = visitor_post(&ola,
        visitor_path(
            &ola, place_of_page, S("/"), visitor_path(&ola, "", id, "/revoke")),
        "");
    assert_int_equal(res.status, 303);
    assert_int_equal(caller_get(&caller, OWN(&caller, "")).status, 401);
}

static const char COURSE[] = "{\"title\":\"Reading Data\"}";

static int64_t count_courses(const struct caller *caller)
{
    const struct http_response res =
        caller_get(caller, OWN(caller, "/achievement"));
    uint64_t n = 0;

    assert_true(num_parse_u64(
        str_of(caller_value(caller, &res, "/total")), INT64_MAX, &n));
    return (int64_t)n;
}

static void test_api_db_01_02_done_once(void **state)
{
    struct caller caller = caller_all(*state, &place.act);
    const char *url = OWN(&caller, "/achievement");
    const int64_t before = count_courses(&caller);
    struct http_response first;
    struct http_response again;

    caller.key = S("one");
    first = caller_ask(&caller, HTTP_POST, url, COURSE);
    assert_int_equal(first.status, 201);
    again = caller_ask(&caller, HTTP_POST, url, COURSE);
    assert_int_equal(again.status, 201);
    assert_true(bytes_eq(first.body, again.body));
    assert_true(has_header(&again, S("Idempotency-Replayed"), "true"));
    assert_int_equal(count_courses(&caller), before + 1);
    again = caller_ask(&caller, HTTP_POST, url, "{\"title\":\"Other\"}");
    assert_int_equal(again.status, 422);
    assert_true(has_header(&again, S("Content-Type"), "problem+json"));
    assert_string_equal(caller_value(&caller, &again, "/type"),
        "urn:testamur:error:IDEMPOTENCY_KEY_REUSED");
    assert_int_equal(count_courses(&caller), before + 1);
}

/* What was refused has used no key. */
static void test_api_db_02_refused_frees_the_key(void **state)
{
    struct caller caller = caller_all(*state, &place.act);
    const char *url = OWN(&caller, "/achievement");

    caller.key = S("two");
    assert_int_equal(caller_ask(&caller, HTTP_POST, url, "[]").status, 422);
    assert_int_equal(caller_ask(&caller, HTTP_POST, url, COURSE).status, 201);
}

/* The first is at work; or was cut off, and nobody knows how far it came. */
static void test_api_db_02_in_progress(void **state)
{
    struct caller caller = caller_all(*state, &place.act);
    const char *url = OWN(&caller, "/achievement");
    struct db *db = place.front->worker.db;
    struct http_response res;
    struct idempotency row;

    caller.key = S("three");
    assert_int_equal(caller_ask(&caller, HTTP_POST, url, COURSE).status, 201);
    assert_int_equal(sql_idempotency_by_key(db, place.own.tenant, caller.id,
                         caller.key, &place.front->lasting, &row, NULL),
        OK);
    row.status = 0;
    assert_int_equal(db_begin(db, DB_WRITE, NULL), OK);
    assert_int_equal(sql_idempotency_answer(db, &row, NULL, NULL), OK);
    assert_int_equal(db_commit(db, NULL), OK);
    res = caller_ask(&caller, HTTP_POST, url, COURSE);
    assert_int_equal(res.status, 409);
    assert_string_equal(caller_value(&caller, &res, "/type"),
        "urn:testamur:error:IDEMPOTENCY_IN_PROGRESS");
}

static void test_api_lists_in_parts(void **state)
{
    const struct caller caller = caller_all(*state, &place.act);
    const char *url = OWN(&caller, "/achievement");
    struct http_response res;
    int64_t seen = 0;
    const char *next = "0";
    int i;

    for (i = 0; i < COURSES; i++)
        assert_int_equal(
            caller_ask(&caller, HTTP_POST, url, COURSE).status, 201);
    while (next[0] != '\0') {
        res = caller_get(
            &caller, caller_text(&caller, url, "?limit=2&cursor=", next, NULL));
        assert_int_equal(res.status, 200);
        assert_true(caller_value(&caller, &res, "/items/0/id")[0] != '\0');
        seen += caller_value(&caller, &res, "/items/1/id")[0] ? 2 : 1;
        next = caller_value(&caller, &res, "/next");
    }
    assert_int_equal(seen, count_courses(&caller));
    assert_int_equal(
        caller_get(&caller, caller_text(&caller, url, "?limit=0", NULL)).status,
        422);
    assert_int_equal(
        caller_get(&caller, caller_text(&caller, url, "?limit=201", NULL))
            .status,
        422);
    assert_int_equal(
        caller_get(&caller, caller_text(&caller, url, "?cursor=x", NULL))
            .status,
        422);
    assert_int_equal(
        caller_get(&caller, caller_text(&caller, url, "?state=none", NULL))
            .status,
        422);
}

/* Each reference of the description leads to something. */
static void check_references(const struct json *root, const struct json *value)
{
    const struct json *at;
    const str target = json_text(json_get(value, S("$ref")));

    if (target.len > 0) {
        if (!json_pointer_get(root, str_sub(target, 1, target.len)))
            fail_msg("%.*s", (int)target.len, target.ptr);
    }
    if (!json_is(value, JSON_OBJECT) && !json_is(value, JSON_ARRAY))
        return;
    for (at = value->child.first; at; at = at->next)
        check_references(root, at);
}

static void test_api_description(void **state)
{
    const struct caller nobody = {.front = *state};
    const struct http_response res =
        caller_get(&nobody, "/api/v1/openapi.json");
    struct budget budget = budget_default();
    struct json *root;
    const struct json *paths;
    size_t i;

    assert_int_equal(json_parse(bytes_str(res.body), &budget,
                         &place.front->lasting, &root, NULL),
        OK);
    assert_true(json_text_is(json_get(root, S("openapi")), S("3.1.0")));
    check_references(root, root);
    paths = json_get(root, S("paths"));
    for (i = 0; i < web_route.n; i++) {
        const struct route *route = &web_route.items[i];
        const bool is_api = str_starts(route->pattern, S("/api/"));

        assert_true((json_get(paths, route->pattern) != NULL) == is_api);
        /* What it says of bodies and answers is all that there is. */
        if (is_api && route->method != HTTP_GET &&
            !str_eq(route->name, S("verify_api")))
            assert_true(route->takes.len > 0 || route->status == 204);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_api_wb_06_token),
        cmocka_unit_test(test_api_tn_01_token_of_another),
        cmocka_unit_test(test_api_token_ends),
        cmocka_unit_test(test_api_token_refuses),
        cmocka_unit_test(test_api_token_page),
        cmocka_unit_test(test_api_db_01_02_done_once),
        cmocka_unit_test(test_api_db_02_refused_frees_the_key),
        cmocka_unit_test(test_api_db_02_in_progress),
        cmocka_unit_test(test_api_lists_in_parts),
        cmocka_unit_test(test_api_description),
    };

    return cmocka_run_group_tests(tests, open_place, front_close);
}
