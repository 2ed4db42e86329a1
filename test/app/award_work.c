/* Awards for work that was judged: what was done is in the credential. */
#include "app/award_work.h"

#include "app/assessment.h"
#include "app/enrolment.h"
#include "badge/statement.h"
#include "test/support/desk.h"
#include "test/support/office.h"
#include "test/support/test.h"
#include "vc/fact.h"

struct class
{
    struct office office;
    str learner;
    struct act learner_act;
    struct act assessor_act;
};

static struct act act_of(
    const struct office *office, str person, enum role role)
{
    struct act act = office->act;

    act.actor.person = person;
    act.actor.roles = (role_set)1 << role;
    return act;
}

static void open_class(struct front *front, struct class *ret)
{
    struct office *office = &ret->office;
    str tenant;
    str assessor;

    office_open(front, DID_WEB, office);
    tenant = office->organisation.tenant;
    ret->learner =
        desk_person(&office->act, S("l@example.org"), tenant, ROLE_LEARNER);
    assessor =
        desk_person(&office->act, S("a@example.org"), tenant, ROLE_ASSESSOR);
    ret->learner_act = act_of(office, ret->learner, ROLE_LEARNER);
    ret->assessor_act = act_of(office, assessor, ROLE_ASSESSOR);
}

/* The learner hands in; the id of the enrolment. */
static str work(struct class *class)
{
    const struct enrolment_new asked = {
        .achievement = class->office.achievement, .person = class->learner};
    struct evidence_new given = {.kind = EVIDENCE_TEXT, .body = S("Mine")};
    struct enrolment enrolment;
    struct evidence evidence;

    assert_int_equal(
        enrolment_enrol(&class->office.act, &asked, &enrolment, NULL), OK);
    given.enrolment = enrolment.id;
    assert_int_equal(
        submission_add(&class->learner_act, &given, &evidence, NULL), OK);
    assert_int_equal(
        submission_send(&class->learner_act, enrolment.id, S(""), NULL), OK);
    return enrolment.id;
}

static void judge(struct class *class, str enrolment, int64_t result)
{
    struct assessment_outcome outcomes[DEFINITION_OUTCOMES_MAX];
    struct assessment_edit edit = {
        .enrolment = enrolment,
        .result = result,
        .grade = S("D"),
        .reason = S("Not whole"),
        .supervision = SUPERVISION_ONSITE_TWO,
        .identity = IDENTITY_TWO_FACTORS,
        .outcomes = outcomes,
    };
    struct assessment_full full;
    struct findings findings;

    assert_int_equal(
        assessment_open(&class->assessor_act, enrolment, &full, NULL), OK);
    for (; edit.n_outcomes < full.definition.n_outcomes; edit.n_outcomes++)
        outcomes[edit.n_outcomes] = (struct assessment_outcome){
            .outcome = full.definition.outcomes[edit.n_outcomes].id,
            .met = OUTCOME_MET,
            .grade = S("D")};
    findings_init(&findings, class->assessor_act.arena);
    assert_int_equal(
        assessment_finish(&class->assessor_act, &edit, &findings, NULL), OK);
}

static struct badge_assessed assessed_in(struct class *class, str credential)
{
    const struct vc_env env = engine_begin(&class->office.front->worker.engine);
    struct json *badge;

    assert_int_equal(json_parse(credential, env.budget, class->office.act.arena,
                         &badge, NULL),
        OK);
    return badge_assessed_read(
        json_get(json_get(badge, S("credentialSubject")), S("assessed")));
}

static void test_award_says_what_was_done(void **state)
{
    struct class class;
    struct award_order order = {0};
    struct enrolment enrolment;
    struct badge_assessed how;
    struct award award;
    struct evidence evidence;
    struct evidence_new more = {.kind = EVIDENCE_TEXT, .body = S("Better")};

    open_class(*state, &class);
    order.enrolment = work(&class);
    judge(&class, order.enrolment, RESULT_RESUBMIT);
    more.enrolment = order.enrolment;
    assert_int_equal(
        submission_add(&class.learner_act, &more, &evidence, NULL), OK);
    assert_int_equal(
        submission_send(&class.learner_act, order.enrolment, S(""), NULL), OK);
    judge(&class, order.enrolment, RESULT_PASS);
    assert_int_equal(award_issue(&class.office.act, &order, &award, NULL), OK);
    assert_true(str_eq(award.person, class.learner));
    assert_true(str_eq(award.grade, S("D")));
    assert_true(str_eq(award.recipient_name, S("Aroha Ngata")));
    how = assessed_in(&class, award.credential);
    assert_int_equal(how.attempts, 2);
    assert_int_equal(how.supervision, SUPERVISION_ONSITE_TWO);
    assert_true(str_eq(how.identity, S("two_factors")));
    assert_int_equal(how.on, date_parse(S("2026-11-25")));
    assert_int_equal(
        enrolment_show(&class.learner_act, order.enrolment, &enrolment, NULL),
        OK);
    assert_int_equal(enrolment.state, ENROLMENT_AWARDED);
    assert_true(str_eq(enrolment.award, award.id));
    assert_int_equal(
        award_issue(&class.office.act, &order, &award, NULL), E_STATE_ORDER);
}

/* Invariant 27: what was not passed is not awarded. */
static void test_award_inv_27_only_what_was_passed(void **state)
{
    struct class class;
    struct award_order order = {0};
    struct award award;

    open_class(*state, &class);
    order.enrolment = work(&class);
    assert_int_equal(
        award_issue(&class.office.act, &order, &award, NULL), E_STATE_ORDER);
    judge(&class, order.enrolment, RESULT_FAIL);
    assert_int_equal(
        award_issue(&class.office.act, &order, &award, NULL), E_STATE_ORDER);
    order.enrolment = S("nothing");
    assert_int_equal(
        award_issue(&class.office.act, &order, &award, NULL), E_NOT_FOUND);
}

/* Invariant 24: not before the judgement. */
static void test_award_inv_24_after_the_judgement(void **state)
{
    struct class class;
    struct award_order order = {.awarded_on = S("2026-11-24")};
    struct award award;

    open_class(*state, &class);
    order.enrolment = work(&class);
    judge(&class, order.enrolment, RESULT_PASS);
    assert_int_equal(
        award_issue(&class.office.act, &order, &award, NULL), E_DATE_ORDER);
    order.awarded_on = S("2026-11-25");
    assert_int_equal(award_issue(&class.office.act, &order, &award, NULL), OK);
}

/* Invariant 26: who holds it already is not awarded it again, and what was
 * passed is not lost by asking. */
static void test_award_inv_26_held_already(void **state)
{
    struct class class;
    struct award_order order = {0};
    struct enrolment enrolment;
    struct award first;
    struct award second;

    open_class(*state, &class);
    order.enrolment = work(&class);
    judge(&class, order.enrolment, RESULT_PASS);
    assert_int_equal(award_issue(&class.office.act, &order, &first, NULL), OK);
    order.enrolment = work(&class);
    judge(&class, order.enrolment, RESULT_PASS);
    assert_int_equal(
        award_issue(&class.office.act, &order, &second, NULL), E_ALREADY_HELD);
    assert_int_equal(
        enrolment_show(&class.learner_act, order.enrolment, &enrolment, NULL),
        OK);
    assert_int_equal(enrolment.state, ENROLMENT_PASSED);
    order.replaces = first.id;
    assert_int_equal(award_issue(&class.office.act, &order, &second, NULL), OK);
    assert_true(str_eq(second.replaces, first.id));
}

/* Nor is it awarded to somebody else, or for something else. */
static void test_award_of_work_is_its_learners(void **state)
{
    struct class class;
    struct award_order order = {0};
    struct award award;

    open_class(*state, &class);
    order.enrolment = work(&class);
    judge(&class, order.enrolment, RESULT_PASS);
    order.person = class.assessor_act.actor.person;
    assert_int_equal(
        award_issue(&class.office.act, &order, &award, NULL), E_NOT_FOUND);
    order.person = S("");
    order.achievement = S("another");
    assert_int_equal(
        award_issue(&class.office.act, &order, &award, NULL), E_NOT_FOUND);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(
            test_award_says_what_was_done, front_open, front_close),
        cmocka_unit_test_setup_teardown(
            test_award_inv_27_only_what_was_passed, front_open, front_close),
        cmocka_unit_test_setup_teardown(
            test_award_inv_24_after_the_judgement, front_open, front_close),
        cmocka_unit_test_setup_teardown(
            test_award_inv_26_held_already, front_open, front_close),
        cmocka_unit_test_setup_teardown(
            test_award_of_work_is_its_learners, front_open, front_close),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
