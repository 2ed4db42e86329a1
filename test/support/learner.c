#include "test/support/learner.h"

#include "app/award_change.h"
#include "test/support/test.h"

#include <stdlib.h>

enum {
    HEADERS_MAX = 6,
};

static const str EMAIL = STR("aroha@learner.example");

int learner_open(void **state)
{
    struct learner *l = calloc(1, sizeof(*l));

    assert_non_null(l);
    assert_int_equal(front_open(state), 0);
    l->front = *state;
    office_open(l->front, DID_WEB, &l->office);
    l->act = desk_act(l->front);
    l->person = desk_person(&l->act, EMAIL, S(""), 0);
    l->secret = desk_session(&l->act, l->person).secret;
    l->act.actor.person = l->person;
    *state = l;
    return 0;
}

int learner_close(void **state)
{
    struct learner *l = *state;
    void *front = l->front;

    free(l);
    return front_close(&front);
}

struct award learner_award(struct learner *l, const char *email)
{
    const struct award_order order = {
        .achievement = l->office.achievement,
        .email = str_of(email),
        .recipient_name = S("Aroha Ngata"),
        .grade = S("P"),
    };
    struct award award;

    assert_int_equal(award_issue(&l->office.act, &order, &award, NULL), OK);
    return award;
}

struct award learner_claimed(struct learner *l)
{
    struct award award = learner_award(l, EMAIL.ptr);

    assert_int_equal(award_claim(&l->act, award.id, &award, NULL), OK);
    return award;
}

static str joined(struct learner *l, str a, str b, str c)
{
    const str parts[] = {a, b, c};

    return arena_join(&l->front->lasting, parts, 3);
}

struct http_response learner_ask(
    struct learner *l, const struct learner_request *request)
{
    const size_t mark = str_find(request->path, '?', 0);
    struct arena *arena = &l->front->lasting;
    struct http_field headers[HEADERS_MAX];
    struct http_request req = {
        .method = request->method,
        .path = str_sub(request->path, 0, mark),
        .query = mark == SIZE_MAX
                     ? S("")
                     : str_sub(request->path, mark + 1, request->path.len),
        .headers = headers,
        .body = str_bytes(request->body),
        .peer = S("192.0.2.1"),
        .now_unix_s = DESK_NOW,
    };
    struct http_response res;

    headers[req.n_headers++] =
        (struct http_field){S("Host"), S("127.0.0.1:8080")};
    if (request->method == HTTP_POST)
        headers[req.n_headers++] = (struct http_field){
            S("Content-Type"), S("application/x-www-form-urlencoded")};
    if (request->secret.len > 0)
        headers[req.n_headers++] = (struct http_field){
            S("Cookie"), joined(l, S("session="), request->secret, S(""))};
    if (request->dest.len > 0)
        headers[req.n_headers++] =
            (struct http_field){S("Sec-Fetch-Dest"), request->dest};
    response_init(&res, arena);
    assert_int_equal(web_handle(&l->front->worker, &req, arena, &res), OK);
    assert_int_equal(response_finish(&res, &req), OK);
    return res;
}

struct http_response learner_get(
    struct learner *l, const char *before, str id, const char *after)
{
    return learner_ask(
        l, &(struct learner_request){.method = HTTP_GET,
               .path = joined(l, str_of(before), id, str_of(after)),
               .secret = l->secret});
}

struct http_response learner_get_public(
    struct learner *l, const char *before, str id, const char *after)
{
    return learner_ask(
        l, &(struct learner_request){.method = HTTP_GET,
               .path = joined(l, str_of(before), id, str_of(after))});
}

struct http_response learner_post(struct learner *l,
    const char *before,
    str id,
    const char *after,
    const char *form)
{
    const str token =
        joined(l, S("csrf="), session_csrf(&l->act, l->secret), S("&"));

    return learner_ask(
        l, &(struct learner_request){.method = HTTP_POST,
               .path = joined(l, str_of(before), id, str_of(after)),
               .secret = l->secret,
               .body = joined(l, token, str_of(form), S(""))});
}

bool learner_has(const struct http_response *res, const char *words)
{
    return front_has(bytes_str(res->body), words);
}
