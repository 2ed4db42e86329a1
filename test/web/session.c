/* Signing in through the pages: cookies, tokens of forms, who sees what. */
#include "app/session.h"

#include "store/sql.h"
#include "test/support/desk.h"
#include "test/support/test.h"

enum {
    HEADERS_MAX = 5,
};

static const str EMAIL = STR("aroha@learner.example");
static const str FORM = STR("application/x-www-form-urlencoded");

struct asked {
    enum http_method method;
    const char *path;
    str cookie; /* the secret; empty: none is sent */
    str host;   /* another than ours, or empty */
    str body;
};

static struct http_response ask(struct front *front, struct asked asked)
{
    const str target = str_of(asked.path);
    const size_t mark = str_find(target, '?', 0);
    const str cookie[] = {S("session="), asked.cookie};
    struct http_field headers[HEADERS_MAX];
    struct http_request req = {
        .method = asked.method,
        .path = str_sub(target, 0, mark),
        .query =
            mark == SIZE_MAX ? S("") : str_sub(target, mark + 1, target.len),
        .headers = headers,
        .body = str_bytes(asked.body),
        .now_unix_s = DESK_NOW,
    };
    struct http_response res;

    headers[req.n_headers++] = (struct http_field){
        S("Host"), asked.host.len > 0 ? asked.host : S("127.0.0.1:8080")};
    headers[req.n_headers++] = (struct http_field){S("Content-Type"), FORM};
    if (asked.cookie.len > 0)
        headers[req.n_headers++] = (struct http_field){
            S("Cookie"), arena_join(&front->lasting, cookie, 2)};
    response_init(&res, &front->lasting);
    assert_int_equal(
        web_handle(&front->worker, &req, &front->lasting, &res), OK);
    assert_int_equal(response_finish(&res, &req), OK);
    return res;
}

static struct http_response get(
    struct front *front, const char *path, str cookie)
{
    return ask(front,
        (struct asked){.method = HTTP_GET, .path = path, .cookie = cookie});
}

static struct http_response post(
    struct front *front, const char *path, str cookie, str body)
{
    return ask(front,
        (struct asked){
            .method = HTTP_POST, .path = path, .cookie = cookie, .body = body});
}

/* The value of the cookie an answer sets. */
static str cookie_of(const struct http_response *res)
{
    const str field = response_header(res, S("Set-Cookie"));
    const size_t from = str_find(field, '=', 0);

    assert_true(str_starts(field, S("session=")));
    return str_sub(field, from + 1, str_find(field, ';', from));
}

/* A known and an unknown address get the same page (WB-12); a look at the
 * link does not use it up; afterwards it is used (410); the link's host is
 * the configured one, whatever the client says (WB-10); a cookie that was
 * there before is not kept (WB-08). */
static void test_web_session_by_link(void **state)
{
    static const str MADE_UP = STR("abcdefghijklmnopqrstuvwxyz");
    struct front *front = *state;
    struct act act = desk_act(front);
    const str path[] = {S("/sign-in/"), {"", 0}, {"", 1}};
    str parts[3] = {path[0], path[1], path[2]};
    struct http_response known;
    struct http_response unknown;
    struct http_response entered;
    const char *link;
    struct mail *mails;
    size_t n;

    (void)desk_person(&act, EMAIL, S(""), 0);
    known = ask(front, (struct asked){.method = HTTP_POST,
                           .path = "/sign-in",
                           .host = S("evil.example"),
                           .body = S("email=aroha%40learner.example")});
    unknown =
        post(front, "/sign-in", S(""), S("email=nobody%40learner.example"));
    assert_int_equal(known.status, 200);
    assert_int_equal(unknown.status, 200);
    assert_int_equal(known.body.len, unknown.body.len + 5 - 6);
    assert_int_equal(sql_mail_list(act.db, &(struct mail_list_args){.limit = 9},
                         act.arena, &mails, &n, NULL),
        OK);
    assert_int_equal(n, 1);
    assert_false(front_has(mails[0].body, "evil.example"));
    parts[1] = desk_secret(&act, S(""));
    link = arena_join(act.arena, parts, 3).ptr;
    assert_int_equal(get(front, link, S("")).status, 200);
    assert_int_equal(get(front, link, S("")).status, 200);
    entered = post(front, link, MADE_UP, S(""));
    assert_int_equal(entered.status, 303);
    assert_false(str_eq(cookie_of(&entered), MADE_UP));
    assert_true(front_has(
        bytes_str(get(front, "/", cookie_of(&entered)).body), "href=\"/me\""));
    assert_int_equal(post(front, link, S(""), S("")).status, 410);
}

/* WB-07: without the token of the session's forms nothing changes. */
static void test_web_session_wb_07_token(void **state)
{
    struct front *front = *state;
    struct act act = desk_act(front);
    const str person = desk_person(&act, EMAIL, S(""), 0);
    const str secret = desk_session(&act, person).secret;
    const str other = desk_session(&act, person).secret;
    const str right[] = {S("csrf="), session_csrf(&act, secret)};
    const str wrong[] = {S("csrf="), session_csrf(&act, other)};
    struct session session;

    assert_int_equal(post(front, "/sign-out", secret, S("")).status, 403);
    assert_int_equal(
        post(front, "/sign-out", secret, arena_join(act.arena, wrong, 2))
            .status,
        403);
    assert_int_equal(session_resume(&act, secret, &session, NULL), OK);
    assert_int_equal(
        post(front, "/sign-out", secret, arena_join(act.arena, right, 2))
            .status,
        303);
    assert_int_equal(
        session_resume(&act, secret, &session, NULL), E_NOT_SIGNED_IN);
    assert_int_equal(session_resume(&act, other, &session, NULL), OK);
}

/* WB-12: a wrong password and an unknown address; WB-21: `next`. */
static void test_web_session_by_password(void **state)
{
    struct front *front = *state;
    struct act act = desk_act(front);
    struct http_response entered;

    act.actor.person = desk_person(&act, EMAIL, S(""), 0);
    assert_int_equal(
        session_set_password(&act, S("threesmallgreenboats"), NULL), OK);
    assert_int_equal(post(front, "/sign-in", S(""),
                         S("email=aroha%40learner.example&password=x"))
                         .status,
        422);
    assert_int_equal(post(front, "/sign-in", S(""),
                         S("email=nobody%40learner.example&password=x"))
                         .status,
        422);
    entered = post(front, "/sign-in", S(""),
        S("email=aroha%40learner.example&password=threesmallgreenboats"
          "&next=%2F%2Fevil.example"));
    assert_int_equal(entered.status, 303);
    assert_true(str_eq(response_header(&entered, S("Location")), S("/me")));
}

/* WB-13: too many tries are told to wait. */
static void test_web_session_wb_13_wait(void **state)
{
    struct front *front = *state;
    struct http_response answer = {0};
    int i;

    for (i = 0; i <= SIGN_IN_TRIES; i++)
        answer = post(front, "/sign-in", S(""), S("email=a%40b.example"));
    assert_int_equal(answer.status, 429);
    assert_true(response_header(&answer, S("Retry-After")).len > 0);
}

/* TN-01, and who sees the outbox of an organisation. */
static void test_web_session_outbox(void **state)
{
    struct front *front = *state;
    struct act act = desk_act(front);
    const str ours = desk_organisation(&act, S("ours"));
    const struct {
        str person;
        int status;
    } cases[] = {
        {desk_person(&act, S("r@x.example"), ours, ROLE_REGISTRAR), 200},
        {desk_person(&act, S("v@x.example"), ours, ROLE_VIEWER), 403},
        {desk_person(&act, S("l@x.example"), ours, ROLE_LEARNER), 403},
        {desk_person(&act, S("n@x.example"), S(""), 0), 404},
    };
    struct http_response nobody;
    size_t i;

    for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        const str secret = desk_session(&act, cases[i].person).secret;

        assert_int_equal(
            get(front, "/o/ours/outbox", secret).status, cases[i].status);
    }
    nobody = get(front, "/o/ours/outbox", S(""));
    assert_int_equal(nobody.status, 303);
    assert_true(str_eq(response_header(&nobody, S("Location")),
        S("/sign-in?next=%2Fo%2Fours%2Foutbox")));
}

static void test_web_session_language(void **state)
{
    struct front *front = *state;
    struct http_response answer =
        get(front, "/language?lang=de&next=%2Fverify", S(""));

    assert_int_equal(answer.status, 303);
    assert_true(str_starts(
        response_header(&answer, S("Set-Cookie")), S("language=de")));
    assert_int_equal(get(front, "/language?lang=xx", S("")).status, 404);
}

#define WITH_FRONT(test)                                                       \
    cmocka_unit_test_setup_teardown(test, front_open, front_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_FRONT(test_web_session_by_link),
        WITH_FRONT(test_web_session_wb_07_token),
        WITH_FRONT(test_web_session_by_password),
        WITH_FRONT(test_web_session_wb_13_wait),
        WITH_FRONT(test_web_session_outbox),
        WITH_FRONT(test_web_session_language),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
