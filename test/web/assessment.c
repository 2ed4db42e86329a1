/* Judging through the pages: the queue, the rubric, the end; and what the
 * learner sees of it. */
#include "app/assessment.h"

#include "test/support/desk.h"
#include "test/support/school.h"
#include "test/support/test.h"
#include "test/support/visitor.h"

#define MARKED "level-O1=P&comment-O1=Good&level-O2=P"
#define CHECKED "&supervision=3&identity=1"

/* Work that is handed in; its path among the pages of staff. */
static const char *hand_in(struct front *front, const char *who, str *ret_id)
{
    const struct visitor staff = {.front = front};
    struct evidence_new given = {
        .kind = EVIDENCE_TEXT, .body = S("My <b>work</b>")};
    struct act act = school_act(front, who);
    struct evidence evidence;

    given.enrolment = *ret_id = school_enrol(front, who);
    assert_int_equal(submission_add(&act, &given, &evidence, NULL), OK);
    assert_int_equal(submission_send(&act, *ret_id, S("Please"), NULL), OK);
    return visitor_path(&staff, "/o/school/assess/", *ret_id, "");
}

static int64_t state_of(struct front *front, const char *who, str id)
{
    struct act act = school_act(front, who);
    struct enrolment enrolment;

    assert_int_equal(enrolment_show(&act, id, &enrolment, NULL), OK);
    return enrolment.state;
}

/* A form with the revision that the page has now. */
static struct http_response mark(
    const struct visitor *visitor, const char *path, const char *fields)
{
    const struct http_response page = visitor_get(visitor, path);
    const str revision = visitor_field(&page, "name=\"revision\" value=\"");
    const char *form = visitor_path(visitor, "revision=", revision, "&");

    return visitor_post(
        visitor, path, visitor_path(visitor, form, str_of(fields), ""));
}

static void test_web_assessment_queue(void **state)
{
    const struct visitor kim = visitor_of(*state, "kim");
    struct http_response res = visitor_get(&kim, "/o/school/assess");
    const char *path;
    str id;

    assert_int_equal(res.status, 200);
    assert_true(visitor_sees(&res, "Nothing waits"));
    path = hand_in(*state, "ann", &id);
    res = visitor_get(&kim, "/o/school/assess");
    assert_true(visitor_sees(&res, path));
    assert_true(visitor_sees(&res, "2026-12-09"));
    res = visitor_get(&kim, "/o/school/assess?mine=1");
    assert_true(visitor_sees(&res, "Nothing of that waits"));
    res = visitor_get(&kim, "/o/school/assess?q=ann");
    assert_true(visitor_sees(&res, path));
    school_clear(*state, "ann");
}

/* Saved as it is written, and read again; an older page saves nothing. */
static void test_web_assessment_is_saved(void **state)
{
    const struct visitor kim = visitor_of(*state, "kim");
    const struct visitor lee = visitor_of(*state, "lee");
    const struct visitor reg = visitor_of(*state, "reg");
    struct http_response res;
    const char *path;
    str id;

    path = hand_in(*state, "ben", &id);
    res = visitor_get(&kim, path);
    assert_int_equal(res.status, 200);
    assert_true(visitor_sees(&res, "My &lt;b&gt;work&lt;/b&gt;"));
    assert_true(visitor_sees(&res, "Please"));
    res = mark(&kim, path, "do=save&quiet=1&" MARKED CHECKED);
    assert_int_equal(res.status, 303);
    res = visitor_get(&kim, path);
    assert_true(visitor_sees(&res, "name=\"level-O2\" value=\"P\" checked"));
    assert_true(visitor_sees(&res, ">Good</textarea>"));
    assert_true(visitor_sees(&res, "name=\"revision\" value=\"1\""));
    res = visitor_post(&kim, path, "revision=0&do=save&level-O1=N");
    assert_int_equal(res.status, 409);
    assert_true(visitor_sees(&res, ">Good</textarea>"));
    res = visitor_get(&lee, path);
    assert_true(visitor_sees(&res, "Somebody else judges this."));
    assert_int_equal(
        visitor_post(&lee, path, "revision=1&do=save").status, 403);
    res = visitor_get(&reg, path);
    assert_true(visitor_sees(&res, "You may read this"));
    assert_int_equal(
        visitor_post(&reg, path, "revision=1&do=save").status, 403);
    school_clear(*state, "ben");
}

/* Invariant 21 through the page: nobody judges their own work. */
static void test_web_assessment_inv_21_not_ones_own(void **state)
{
    const struct visitor lee = visitor_of(*state, "lee");
    struct http_response res;
    const char *path;
    str id;

    path = hand_in(*state, "lee", &id);
    res = visitor_get(&lee, path);
    assert_int_equal(res.status, 200);
    assert_true(visitor_sees(&res, "This is your own work."));
    assert_false(visitor_sees(&res, "name=\"do\""));
    assert_int_equal(
        visitor_post(&lee, path, "revision=0&do=save&" MARKED).status, 403);
    assert_int_equal(
        visitor_post(&lee, path, "revision=0&do=pass&" MARKED CHECKED).status,
        403);
    assert_int_equal(state_of(*state, "lee", id), ENROLMENT_SUBMITTED);
    school_clear(*state, "lee");
}

/* Invariants 25 and 27, and refusals: each fault stands beside its field,
 * what was marked is kept in the form, nothing is decided. */
static void test_web_assessment_inv_25_inv_27_faults(void **state)
{
    static const struct {
        const char *form;
        const char *says;
    } CASES[] = {
        {"do=pass&level-O1=P" CHECKED, "Judge this outcome."},
        {"do=pass&level-O1=P&level-O2=N" CHECKED,
            "A pass needs every outcome to be met."},
        {"do=pass&grade=N&" MARKED CHECKED, "A pass needs a grade of"},
        {"do=pass&supervision=3&identity=0&" MARKED, "a stricter check"},
        {"do=pass&supervision=1&identity=1&" MARKED, "stricter supervision"},
        {"do=fail&" MARKED CHECKED, "Say why: the learner reads it."},
        {"do=again&" MARKED CHECKED, "Say why: the learner reads it."},
    };
    const struct visitor kim = visitor_of(*state, "kim");
    const char *path;
    str id;
    size_t i;

    path = hand_in(*state, "ann", &id);
    for (i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
        const struct http_response res = mark(&kim, path, CASES[i].form);

        assert_int_equal(res.status, 422);
        assert_true(visitor_sees(&res, CASES[i].says));
        assert_true(
            visitor_sees(&res, "name=\"level-O1\" value=\"P\" checked"));
    }
    assert_int_equal(state_of(*state, "ann", id), ENROLMENT_SUBMITTED);
    school_clear(*state, "ann");
}

/* Not yet, with a reason; what was handed in is there to be bettered; three
 * tries and no more. */
static void test_web_assessment_three_tries(void **state)
{
    const struct visitor kim = visitor_of(*state, "kim");
    const struct visitor ann = visitor_of(*state, "ann");
    struct http_response res;
    const char *path;
    const char *own;
    str id;
    int i;

    path = hand_in(*state, "ann", &id);
    own = visitor_path(&ann, "/me/enrolment/", id, "");
    for (i = 1; i < ENROLMENT_TRIES_MAX; i++) {
        res = mark(&kim, path,
            "do=again&reason=More+of+O2&level-O1=P&"
            "level-O2=N&comment-O2=Too+short" CHECKED);
        assert_int_equal(res.status, 303);
        res = visitor_get(&ann, own);
        assert_true(visitor_sees(&res, "More of O2"));
        assert_true(visitor_sees(&res, "Too short"));
        assert_true(visitor_sees(&res, "My &lt;b&gt;work"));
        res = visitor_get(&kim, path);
        assert_true(visitor_sees(&res, "This has been judged"));
        assert_int_equal(visitor_post(&ann, own, "send=1").status, 303);
    }
    res = visitor_get(&kim, path);
    assert_false(visitor_sees(&res, "value=\"again\""));
    assert_true(visitor_sees(&res, "Judged before"));
    res = mark(&kim, path, "do=again&reason=More&" MARKED CHECKED);
    assert_int_equal(res.status, 422);
    assert_true(visitor_sees(&res, "All tries are used"));
    res = mark(&kim, path, "do=fail&reason=Enough&" MARKED CHECKED);
    assert_int_equal(res.status, 303);
    assert_int_equal(state_of(*state, "ann", id), ENROLMENT_FAILED);
    res = visitor_get(&ann, own);
    assert_true(visitor_sees(&res, "Enough"));
    assert_int_equal(visitor_post(&ann, own, "send=1").status, 409);
}

/* Passed: the grade is the lowest, what was done is kept, the next piece of
 * work follows, the learner is told. */
static void test_web_assessment_pass(void **state)
{
    const struct visitor kim = visitor_of(*state, "kim");
    struct act act = school_act(*state, "kim");
    struct assessment_full full;
    struct http_response res;
    const char *path;
    const char *next;
    str first;
    str second;
    size_t letters;

    path = hand_in(*state, "ann", &first);
    next = hand_in(*state, "ben", &second);
    letters = desk_letters(&act, S("school"));
    res = mark(&kim, path, "do=pass&comment=Well+done&" MARKED CHECKED);
    assert_int_equal(res.status, 303);
    assert_true(str_starts(response_header(&res, S("Location")), str_of(next)));
    assert_int_equal(desk_letters(&act, S("school")), letters + 1);
    assert_int_equal(state_of(*state, "ann", first), ENROLMENT_PASSED);
    assert_int_equal(assessment_open(&act, first, &full, NULL), OK);
    assert_true(str_eq(full.assessment.grade, S("P")));
    assert_int_equal(full.assessment.supervision, SUPERVISION_ONLINE_ONE);
    assert_int_equal(full.assessment.identity, IDENTITY_ONE_FACTOR);
    res = mark(&kim, next, "do=pass&" MARKED CHECKED);
    assert_true(str_eq(
        response_header(&res, S("Location")), S("/o/school/assess?done=1")));
    school_clear(*state, "ann");
    school_clear(*state, "ben");
}

/* TN-01, WB-07, and those without the right. */
static void test_web_assessment_tn_01_wb_07_who_may(void **state)
{
    static const struct {
        const char *who;
        int get;
        int post;
    } CASES[] = {
        {"reg", 200, 403},
        {"ben", 403, 403},
        {"out", 404, 404},
        {"", 303, 401},
    };
    struct visitor kim = visitor_of(*state, "kim");
    const struct visitor out = visitor_of(*state, "out");
    const char *path;
    const char *elsewhere;
    str id;
    size_t i;

    path = hand_in(*state, "lee", &id);
    elsewhere = visitor_path(&out, "/o/other/assess/", id, "");
    for (i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
        const struct visitor visitor = visitor_of(*state, CASES[i].who);

        assert_int_equal(
            visitor_get(&visitor, "/o/school/assess").status, CASES[i].get);
        assert_int_equal(visitor_get(&visitor, path).status, CASES[i].get);
        assert_int_equal(
            visitor_post(&visitor, path, "revision=0&do=pass&" MARKED CHECKED)
                .status,
            CASES[i].post);
    }
    assert_int_equal(visitor_get(&out, elsewhere).status, 404);
    assert_int_equal(
        visitor_post(&out, elsewhere, "revision=0&do=pass&" MARKED CHECKED)
            .status,
        404);
    kim.csrf = S("");
    assert_int_equal(
        visitor_post(&kim, path, "revision=0&do=pass&" MARKED CHECKED).status,
        403);
    assert_int_equal(state_of(*state, "lee", id), ENROLMENT_SUBMITTED);
    school_clear(*state, "lee");
}

/* An assessor downloads what was handed in, and nothing that is a draft. */
static void test_web_assessment_files(void **state)
{
    static const bytes CONTENT = {(const uint8_t *)"%PDF-1.7 x", 10};
    const struct visitor kim = visitor_of(*state, "kim");
    const struct evidence_new given = {.kind = EVIDENCE_FILE,
        .title = S("letter.pdf"),
        .content = CONTENT,
        .enrolment = school_enrol(*state, "ann")};
    struct act ann = school_act(*state, "ann");
    struct evidence evidence;
    struct http_response res;
    const char *path =
        visitor_path(&kim, "/o/school/assess/", given.enrolment, "/evidence/");

    assert_int_equal(submission_add(&ann, &given, &evidence, NULL), OK);
    path = visitor_path(&kim, path, evidence.id, "");
    assert_int_equal(visitor_get(&kim, path).status, 404);
    assert_int_equal(submission_send(&ann, given.enrolment, S(""), NULL), OK);
    res = visitor_get(&kim, path);
    assert_int_equal(res.status, 200);
    assert_true(
        str_eq(response_header(&res, S("Content-Type")), S("application/pdf")));
    assert_true(str_starts(
        response_header(&res, S("Content-Disposition")), S("attachment;")));
    school_clear(*state, "ann");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_web_assessment_queue),
        cmocka_unit_test(test_web_assessment_is_saved),
        cmocka_unit_test(test_web_assessment_inv_21_not_ones_own),
        cmocka_unit_test(test_web_assessment_inv_25_inv_27_faults),
        cmocka_unit_test(test_web_assessment_three_tries),
        cmocka_unit_test(test_web_assessment_pass),
        cmocka_unit_test(test_web_assessment_tn_01_wb_07_who_may),
        cmocka_unit_test(test_web_assessment_files),
    };

    return cmocka_run_group_tests(tests, school_open, front_close);
}
