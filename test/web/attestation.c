/* A witness through the pages: asked, answering without an account, once. */
#include "app/attestation.h"

#include "app/submission.h"
#include "store/sql.h"
#include "test/support/desk.h"
#include "test/support/school.h"
#include "test/support/test.h"
#include "test/support/visitor.h"

/* The path of the link in the letter, or NULL. */
static const char *link_in(const struct visitor *visitor, str body)
{
    size_t at = str_find(body, '/', 0);

    for (; at != SIZE_MAX; at = str_find(body, '/', at + 1)) {
        const str rest = str_sub(body, at, body.len);

        if (str_starts(rest, S("/attest/")))
            return visitor_path(
                visitor, "", str_sub(rest, 0, str_find(rest, '\n', 0)), "");
    }
    return NULL;
}

/* Asks by that page; where the letter to the witness leads. */
static const char *ask(const struct visitor *visitor, const char *path)
{
    const struct mail_list_args all = {.tenant = S("school"), .limit = 50};
    struct act act = desk_act(visitor->front);
    const char *found = NULL;
    struct mail *mails;
    size_t n;
    size_t i;

    assert_int_equal(visitor_post(visitor, path,
                         "ask=1&witness=Bo&witness_email=bo%40work.example&"
                         "relation=client")
                         .status,
        303);
    assert_int_equal(
        sql_mail_list(act.db, &all, act.arena, &mails, &n, NULL), OK);
    for (i = 0; i < n; i++) {
        if (str_eq(mails[i].email, S("bo@work.example")))
            found = link_in(visitor, mails[i].body);
    }
    assert_non_null(found);
    return found;
}

static void test_web_attestation_by_the_learner(void **state)
{
    const struct visitor ann = visitor_of(*state, "ann");
    const struct visitor nobody = visitor_of(*state, "");
    const str id = school_enrol(*state, "ann");
    const char *path = visitor_path(&ann, "/me/enrolment/", id, "");
    struct http_response res = visitor_get(&ann, path);
    const char *link;

    assert_true(visitor_sees(&res, "name=\"witness_email\""));
    link = ask(&ann, path);
    res = visitor_get(&ann, path);
    assert_true(visitor_sees(&res, "asked"));
    /* The learner never sees the link: it would be their own word. */
    assert_false(visitor_sees(&res, link));
    res = visitor_get(&nobody, link);
    assert_int_equal(res.status, 200);
    assert_true(visitor_sees(&res, "Clear writing"));
    assert_true(visitor_sees(&res, "value=\"O2\""));
    assert_int_equal(visitor_get(&nobody, link).status, 200);
    res = visitor_post(&nobody, link, "answer=given&seen=O2&body=");
    assert_int_equal(res.status, 422);
    assert_true(visitor_sees(&res, "Say in your words"));
    assert_true(visitor_sees(&res, "value=\"O2\" checked"));
    assert_int_equal(
        visitor_post(&nobody, link, "answer=given&seen=O9&body=x").status, 422);
    res = visitor_post(&nobody, link, "answer=given&seen=O2&body=I+saw+it");
    assert_int_equal(res.status, 303);
    res = visitor_get(&nobody, "/attest");
    assert_true(visitor_sees(&res, "Thank you."));
    assert_int_equal(visitor_get(&nobody, link).status, 410);
    assert_int_equal(
        visitor_post(&nobody, link, "answer=declined").status, 410);
    assert_int_equal(visitor_get(&nobody, "/attest/madeup").status, 410);
    res = visitor_get(&ann, path);
    assert_true(visitor_sees(&res, "I saw it"));
    assert_true(visitor_sees(&res, "confirmed"));
    school_clear(*state, "ann");
}

/* Asked by the assessor, who reads it beside the work. */
static void test_web_attestation_by_the_assessor(void **state)
{
    const struct visitor kim = visitor_of(*state, "kim");
    const struct visitor reg = visitor_of(*state, "reg");
    const struct visitor out = visitor_of(*state, "out");
    const struct visitor nobody = visitor_of(*state, "");
    struct act ben = school_act(*state, "ben");
    const struct evidence_new given = {.enrolment = school_enrol(*state, "ben"),
        .kind = EVIDENCE_TEXT,
        .body = S("My work")};
    struct evidence evidence;
    struct http_response res;
    const char *path =
        visitor_path(&kim, "/o/school/assess/", given.enrolment, "/witness");
    const char *link;

    assert_int_equal(visitor_post(&kim, path, "witness=Bo").status, 404);
    assert_int_equal(submission_add(&ben, &given, &evidence, NULL), OK);
    assert_int_equal(submission_send(&ben, given.enrolment, S(""), NULL), OK);
    assert_int_equal(visitor_post(&reg, path, "witness=Bo").status, 403);
    assert_int_equal(visitor_post(&out, path, "witness=Bo").status, 404);
    res =
        visitor_post(&kim, path, "witness=Ben&witness_email=ben%40example.org");
    assert_int_equal(res.status, 422);
    assert_true(visitor_sees(&res, "A witness is somebody else."));
    res = visitor_post(&kim, path, "witness=Bo&witness_email=nobody");
    assert_int_equal(res.status, 422);
    link = ask(&kim, path);
    assert_int_equal(
        visitor_post(&nobody, link, "answer=declined").status, 303);
    res = visitor_get(
        &kim, visitor_path(&kim, "/o/school/assess/", given.enrolment, ""));
    assert_true(visitor_sees(&res, "could not confirm"));
    school_clear(*state, "ben");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(
            test_web_attestation_by_the_learner, school_open, front_close),
        cmocka_unit_test_setup_teardown(
            test_web_attestation_by_the_assessor, school_open, front_close),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
