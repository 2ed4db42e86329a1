/* Places asked for by learners and given by staff, through the pages. */
#include "app/enrolment.h"

#include "test/support/desk.h"
#include "test/support/school.h"
#include "test/support/test.h"
#include "test/support/visitor.h"

/* The enrolment of the person that is under way; its id is empty: none. */
static struct enrolment present(struct front *front, const char *person)
{
    struct act act = school_act(front, person);
    struct enrolment_choice choice;

    assert_int_equal(
        enrolment_choose(&act, S("school"), S("writing"), &choice, NULL), OK);
    return choice.present;
}

/* The course page leads to the form; nobody is led to sign in, and back. */
static void test_web_enrolment_apply(void **state)
{
    const struct visitor nobody = visitor_of(*state, "");
    const struct visitor ann = visitor_of(*state, "ann");
    struct http_response res = visitor_get(&nobody, "/c/writing");

    assert_int_equal(res.status, 200);
    assert_true(visitor_sees(&res, "/c/writing/enrol?session=autumn"));
    res = visitor_get(&nobody, "/c/writing/enrol");
    assert_int_equal(res.status, 303);
    assert_true(str_eq(response_header(&res, S("Location")),
        S("/sign-in?next=%2Fc%2Fwriting%2Fenrol")));
    res = visitor_get(&ann, "/c/writing/enrol?session=autumn");
    assert_int_equal(res.status, 200);
    assert_true(visitor_sees(&res, "value=\"autumn\" required checked"));
    res = visitor_post(&ann, "/c/writing/enrol", "");
    assert_int_equal(res.status, 422);
    assert_true(visitor_sees(&res, "Choose a date."));
    res = visitor_post(&ann, "/c/writing/enrol", "session=autumn");
    assert_int_equal(res.status, 303);
    assert_true(
        str_starts(response_header(&res, S("Location")), S("/me/enrolment/")));
    assert_int_equal(present(*state, "ann").state, ENROLMENT_APPLIED);
    res = visitor_get(&ann, "/me/enrolment");
    assert_true(visitor_sees(&res, "Clear writing"));
    assert_true(visitor_sees(&res, "applied"));
    res = visitor_get(&ann, "/c/writing/enrol");
    assert_true(visitor_sees(&res, "on the way to this already"));
    assert_int_equal(visitor_get(&ann, "/c/nothing/enrol").status, 404);
    school_clear(*state, "ann");
}

/* The last seat is taken: the page says so, and offers no button. */
static void test_web_enrolment_full(void **state)
{
    const struct visitor ann = visitor_of(*state, "ann");
    const struct visitor ben = visitor_of(*state, "ben");
    struct http_response res;

    res = visitor_post(&ben, "/c/writing/enrol", "session=autumn");
    assert_int_equal(res.status, 422);
    assert_true(visitor_sees(&res, "takes nobody any more"));
    res = visitor_get(&ann, "/c/writing/enrol");
    assert_true(visitor_sees(&res, "All dates are full"));
    res = visitor_get(&ann, "/c/writing");
    assert_false(visitor_sees(&res, "enrol?session=autumn"));
}

/* WB-07, TN-01 and missing rights: nothing changes. */
static void test_web_enrolment_tn_01_wb_07_who_may(void **state)
{
    static const struct {
        const char *who;
        const char *path;
        int status;
    } CASES[] = {
        {"reg", "/o/school/enrolment", 200},
        {"kim", "/o/school/enrolment", 200},
        {"ann", "/o/school/enrolment", 403},
        {"out", "/o/school/enrolment", 404},
        {"reg", "/o/other/enrolment", 404},
        {"", "/o/school/enrolment", 303},
        {"", "/me/enrolment", 303},
    };
    const str id = school_enrol(*state, "ben");
    struct visitor reg = visitor_of(*state, "reg");
    const struct visitor kim = visitor_of(*state, "kim");
    const struct visitor out = visitor_of(*state, "out");
    const struct visitor nobody = visitor_of(*state, "");
    const char *form =
        visitor_path(&reg, "do=withdraw&run=1&reason=No&id=", id, "");
    size_t i;

    for (i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
        const struct visitor visitor = visitor_of(*state, CASES[i].who);

        assert_int_equal(
            visitor_get(&visitor, CASES[i].path).status, CASES[i].status);
    }
    assert_int_equal(
        visitor_post(&kim, "/o/school/enrolment", form).status, 403);
    assert_int_equal(
        visitor_post(&out, "/o/school/enrolment", form).status, 404);
    assert_int_equal(
        visitor_post(&out, "/o/other/enrolment", form).status, 404);
    assert_int_equal(
        visitor_post(&nobody, "/o/school/enrolment", form).status, 401);
    reg.csrf = kim.csrf;
    assert_int_equal(
        visitor_post(&reg, "/o/school/enrolment", form).status, 403);
    assert_int_equal(present(*state, "ben").state, ENROLMENT_ENROLLED);
    school_clear(*state, "ben");
}

/* Tried first: the list of what would happen, with reasons; then done, with
 * the reason that the learner reads. */
static void test_web_enrolment_many_are_tried_first(void **state)
{
    const struct visitor reg = visitor_of(*state, "reg");
    struct act ann = school_act(*state, "ann");
    struct act reg_act = school_act(*state, "reg");
    const struct enrolment_new asked = {
        .tenant = S("school"), .achievement = S("writing")};
    struct enrolment applied;
    struct http_response res;
    const str ben = school_enrol(*state, "ben");
    const char *both;

    assert_int_equal(enrolment_apply(&ann, &asked, &applied, NULL), OK);
    both = visitor_path(&reg, visitor_path(&reg, "id=", applied.id, "&id="),
        ben, "&do=accept&try=1");
    res = visitor_post(&reg, "/o/school/enrolment", both);
    assert_int_equal(res.status, 200);
    assert_true(visitor_sees(&res, "Of 2, this is possible for 1"));
    assert_true(visitor_sees(&res, "Its state does not allow it."));
    assert_int_equal(present(*state, "ann").state, ENROLMENT_APPLIED);
    res = visitor_post(&reg, "/o/school/enrolment",
        visitor_path(&reg, "do=accept&run=1&id=", applied.id, ""));
    assert_int_equal(res.status, 303);
    assert_int_equal(present(*state, "ann").state, ENROLMENT_ENROLLED);
    assert_true(desk_letters(&ann, S("school")) > 0);
    res = visitor_post(&reg, "/o/school/enrolment",
        "everything=1&query=ben&state=enrolled&do=withdraw&try=1");
    assert_true(visitor_sees(&res, "Of 1, this is possible for 1"));
    res = visitor_post(&reg, "/o/school/enrolment",
        visitor_path(&reg, "do=withdraw&run=1&id=", ben, ""));
    assert_int_equal(res.status, 422);
    assert_true(visitor_sees(&res, "Say why."));
    assert_int_equal(present(*state, "ben").state, ENROLMENT_ENROLLED);
    res = visitor_post(&reg, "/o/school/enrolment",
        visitor_path(&reg, "do=withdraw&run=1&reason=Moved&id=", ben, ""));
    assert_int_equal(res.status, 303);
    assert_int_equal(present(*state, "ben").id.len, 0);
    assert_int_equal(enrolment_show(&reg_act, ben, &applied, NULL), OK);
    assert_int_equal(applied.state, ENROLMENT_WITHDRAWN);
    assert_true(str_eq(applied.reason, S("Moved")));
    school_clear(*state, "ann");
}

/* Invariant 21 in the list of staff: work is not given to its learner. */
static void test_web_enrolment_inv_21_given_to_an_assessor(void **state)
{
    const struct visitor reg = visitor_of(*state, "reg");
    const str id = school_enrol(*state, "lee");
    struct http_response res;

    res = visitor_post(&reg, "/o/school/enrolment",
        visitor_path(&reg, "do=assign%3Alee&run=1&id=", id, ""));
    assert_int_equal(res.status, 200);
    assert_true(visitor_sees(&res, "Nobody judges or accepts their own work."));
    assert_int_equal(present(*state, "lee").assessor.len, 0);
    res = visitor_post(&reg, "/o/school/enrolment",
        visitor_path(&reg, "do=assign%3Akim&run=1&id=", id, ""));
    assert_int_equal(res.status, 303);
    assert_true(str_eq(present(*state, "lee").assessor, S("kim")));
    res = visitor_get(&reg, "/o/school/enrolment?assessor=kim");
    assert_true(visitor_sees(&res, "Clear writing"));
    school_clear(*state, "lee");
}

static void test_web_enrolment_by_staff(void **state)
{
    static const struct {
        const char *form;
        int status;
        const char *says;
    } CASES[] = {
        {"do=accept", 422, "Tick at least one row"},
        {"do=nothing&id=1", 422, "FORM_FIELD"},
    };
    const struct visitor reg = visitor_of(*state, "reg");
    struct http_response res;
    size_t i;

    for (i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
        res = visitor_post(&reg, "/o/school/enrolment", CASES[i].form);
        assert_int_equal(res.status, CASES[i].status);
        assert_true(visitor_sees(&res, CASES[i].says));
    }
    res = visitor_post(&reg, "/o/school/enrolment/new",
        "email=nobody%40example.org&course=writing");
    assert_int_equal(res.status, 422);
    assert_true(visitor_sees(&res, "Nobody of this address"));
    res = visitor_post(&reg, "/o/school/enrolment/new",
        "email=Ben%40example.org&course=writing");
    assert_int_equal(res.status, 303);
    assert_int_equal(present(*state, "ben").state, ENROLMENT_ENROLLED);
    res = visitor_post(&reg, "/o/school/enrolment/new",
        "email=ben%40example.org&course=writing");
    assert_int_equal(res.status, 422);
    assert_true(visitor_sees(&res, "on the way to it already"));
    res = visitor_get(&reg, "/o/school/enrolment?q=no-such-name");
    assert_true(visitor_sees(&res, "Nobody fits"));
    school_clear(*state, "ben");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_web_enrolment_apply),
        cmocka_unit_test(test_web_enrolment_full),
        cmocka_unit_test(test_web_enrolment_tn_01_wb_07_who_may),
        cmocka_unit_test(test_web_enrolment_many_are_tried_first),
        cmocka_unit_test(test_web_enrolment_inv_21_given_to_an_assessor),
        cmocka_unit_test(test_web_enrolment_by_staff),
    };

    return cmocka_run_group_tests(tests, school_open, front_close);
}
