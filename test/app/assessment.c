/* Judgements through the use cases: who may, what must be told, what comes of
 * it. */
#include "app/assessment.h"

#include "app/enrolment.h"
#include "domain/achievement.h"
#include "test/support/school.h"
#include "test/support/test.h"

static const struct assessment_outcome MET[] = {
    {.outcome = STR("O1"), .met = OUTCOME_MET},
    {.outcome = STR("O2"), .met = OUTCOME_MET},
};

static void hand_in(struct front *front, const char *who, str id)
{
    const struct evidence_new given = {
        .enrolment = id, .kind = EVIDENCE_TEXT, .body = S("My work")};
    struct act act = school_act(front, who);
    struct evidence evidence;

    assert_int_equal(submission_add(&act, &given, &evidence, NULL), OK);
    assert_int_equal(submission_send(&act, id, S(""), NULL), OK);
}

static struct assessment_edit pass(str id)
{
    return (struct assessment_edit){
        .enrolment = id,
        .result = RESULT_PASS,
        .grade = S("P"),
        .identity = IDENTITY_ONE_FACTOR,
        .outcomes = MET,
        .n_outcomes = 2,
    };
}

static code finish(struct front *front,
    const char *who,
    const struct assessment_edit *edit,
    struct findings *findings)
{
    struct act act = school_act(front, who);

    findings_init(findings, act.arena);
    return assessment_finish(&act, edit, findings, NULL);
}

static int64_t state_of(struct front *front, const char *who, str id)
{
    struct act act = school_act(front, who);
    struct enrolment enrolment;

    assert_int_equal(enrolment_show(&act, id, &enrolment, NULL), OK);
    return enrolment.state;
}

/* Invariant 21: "lee" assesses here, but not the work of "lee". */
static void test_assessment_inv_21_not_ones_own(void **state)
{
    struct act lee = school_act(*state, "lee");
    const str id = school_enrol(*state, "lee");
    const struct assessment_edit edit = pass(id);
    struct findings findings;
    int64_t revision;

    hand_in(*state, "lee", id);
    assert_int_equal(
        assessment_save(&lee, &edit, &revision, NULL), E_SEPARATION);
    assert_int_equal(finish(*state, "lee", &edit, &findings), E_SEPARATION);
    assert_int_equal(finish(*state, "reg", &edit, &findings), E_FORBIDDEN);
    assert_int_equal(finish(*state, "out", &edit, &findings), E_NOT_FOUND);
    assert_int_equal(state_of(*state, "lee", id), ENROLMENT_SUBMITTED);
    assert_int_equal(finish(*state, "kim", &edit, &findings), OK);
    assert_int_equal(state_of(*state, "lee", id), ENROLMENT_PASSED);
    assert_int_equal(finish(*state, "kim", &edit, &findings), E_STATE_ORDER);
    school_clear(*state, "lee");
}

/* Invariants 25 and 27, refusals: what stands against it is told whole, and
 * nothing is saved. */
static void test_assessment_inv_25_inv_27_findings(void **state)
{
    const struct {
        int64_t result;
        const char *grade;
        const char *reason;
        int64_t identity;
        size_t n_outcomes;
        code expected;
        size_t n;
    } cases[] = {
        {RESULT_PASS, "N", "", IDENTITY_ONE_FACTOR, 2, E_GRADE, 1},
        {RESULT_PASS, "Z", "", IDENTITY_ONE_FACTOR, 2, E_GRADE, 1},
        {RESULT_PASS, "P", "", IDENTITY_NONE, 2, E_ID_ASSURANCE, 1},
        {RESULT_PASS, "P", "", IDENTITY_ONE_FACTOR, 1, E_OUTCOME_UNJUDGED, 1},
        {RESULT_FAIL, "N", "", IDENTITY_ONE_FACTOR, 2, E_REFUSAL_REASON, 1},
        {RESULT_RESUBMIT, "", "", IDENTITY_NONE, 0, E_OUTCOME_UNJUDGED, 3},
        {RESULT_NONE, "", "None", IDENTITY_NONE, 2, E_OUTCOME_UNJUDGED, 1},
    };
    const str id = school_enrol(*state, "ann");
    struct act kim = school_act(*state, "kim");
    struct assessment_full full;
    struct findings findings;
    size_t i;

    hand_in(*state, "ann", id);
    for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct assessment_edit edit = pass(id);

        edit.result = cases[i].result;
        edit.grade = str_of(cases[i].grade);
        edit.reason = str_of(cases[i].reason);
        edit.identity = cases[i].identity;
        edit.n_outcomes = cases[i].n_outcomes;
        assert_int_equal(
            finish(*state, "kim", &edit, &findings), cases[i].expected);
        assert_int_equal(findings.n, cases[i].n);
    }
    assert_int_equal(assessment_open(&kim, id, &full, NULL), OK);
    assert_int_equal(full.assessment.revision, 0);
    assert_int_equal(state_of(*state, "ann", id), ENROLMENT_SUBMITTED);
    school_clear(*state, "ann");
}

/* The draft is saved as it is written; an older one does not overwrite it. */
static void test_assessment_draft_has_revisions(void **state)
{
    struct act kim = school_act(*state, "kim");
    struct act lee = school_act(*state, "lee");
    const str id = school_enrol(*state, "ben");
    struct assessment_edit edit = {.enrolment = id,
        .comment = S("So far"),
        .outcomes = MET,
        .n_outcomes = 1};
    struct assessment_outcome other = {.outcome = S("O9")};
    struct assessment_full full;
    struct findings findings;
    int64_t revision = 0;

    hand_in(*state, "ben", id);
    assert_int_equal(assessment_save(&kim, &edit, &revision, NULL), OK);
    assert_int_equal(revision, 1);
    assert_int_equal(assessment_save(&kim, &edit, &revision, NULL), E_CONFLICT);
    edit.revision = revision;
    assert_int_equal(
        assessment_save(&lee, &edit, &revision, NULL), E_FORBIDDEN);
    edit.outcomes = &other;
    assert_int_equal(
        assessment_save(&kim, &edit, &revision, NULL), E_FORM_FIELD);
    assert_int_equal(assessment_open(&kim, id, &full, NULL), OK);
    assert_int_equal(full.assessment.revision, 1);
    assert_int_equal(full.n_outcomes, 1);
    assert_true(str_eq(full.assessment.comment, S("So far")));
    edit = pass(id);
    edit.revision = 1;
    assert_int_equal(finish(*state, "kim", &edit, &findings), OK);
    assert_int_equal(state_of(*state, "ben", id), ENROLMENT_PASSED);
    school_clear(*state, "ben");
}

/* Three tries: after the third, it is a pass or a failure. */
static void test_assessment_three_tries(void **state)
{
    const str id = school_enrol(*state, "ann");
    struct assessment_edit edit = pass(id);
    struct findings findings;
    int i;

    edit.result = RESULT_RESUBMIT;
    edit.reason = S("More on O2");
    for (i = 1; i <= ENROLMENT_TRIES_MAX; i++) {
        hand_in(*state, "ann", id);
        assert_int_equal(finish(*state, "kim", &edit, &findings),
            i < ENROLMENT_TRIES_MAX ? OK : E_TRIES_USED);
    }
    edit.result = RESULT_FAIL;
    assert_int_equal(finish(*state, "kim", &edit, &findings), OK);
    assert_int_equal(state_of(*state, "ann", id), ENROLMENT_FAILED);
}

/* Version 2 is listed beside version 1: three outcomes, another scale. */
static void list_again(struct front *front)
{
    struct act act = school_act(front, "reg");
    struct achievement achievement;
    struct achievement_version version;

    assert_int_equal(db_begin(act.db, DB_WRITE, NULL), OK);
    assert_int_equal(sql_achievement_by_id(act.db, S("school"), S("writing"),
                         act.arena, &achievement, NULL),
        OK);
    assert_int_equal(sql_achievement_version_by_number(act.db, S("school"),
                         S("writing"), 1, act.arena, &version, NULL),
        OK);
    version.state = ACHIEVEMENT_SUPERSEDED;
    assert_int_equal(
        sql_achievement_version_move(act.db, &version, NULL, NULL), OK);
    version.state = ACHIEVEMENT_LISTED;
    version.version = achievement.version = achievement.listed_version = 2;
    version.definition = S("{\"title\":\"Clear writing\",\"outcomes\":["
                           "{\"id\":\"X1\",\"text\":\"Write\"}]}");
    assert_int_equal(
        sql_achievement_version_insert(act.db, &version, NULL, NULL), OK);
    assert_int_equal(
        sql_achievement_update(act.db, &achievement, NULL, NULL), OK);
    assert_int_equal(db_commit(act.db, NULL), OK);
}

/* Invariant 12: whoever is enrolled is judged by the version that was listed
 * then; whoever comes later by the one that is listed now. */
static void test_assessment_inv_12_by_the_version_of_then(void **state)
{
    struct act kim = school_act(*state, "kim");
    const str before = school_enrol(*state, "ann");
    struct assessment_edit edit = pass(before);
    struct assessment_full full;
    struct findings findings;
    str after;

    list_again(*state);
    hand_in(*state, "ann", before);
    assert_int_equal(assessment_open(&kim, before, &full, NULL), OK);
    assert_int_equal(full.handed_in.enrolment.version, 1);
    assert_int_equal(full.definition.n_outcomes, 2);
    assert_int_equal(finish(*state, "kim", &edit, &findings), OK);
    after = school_enrol(*state, "ben");
    hand_in(*state, "ben", after);
    assert_int_equal(assessment_open(&kim, after, &full, NULL), OK);
    assert_int_equal(full.handed_in.enrolment.version, 2);
    assert_int_equal(full.definition.n_outcomes, 1);
    edit.enrolment = after;
    assert_int_equal(finish(*state, "kim", &edit, &findings), E_FORM_FIELD);
}

static void test_assessment_queue_knows_what_is_late(void **state)
{
    struct act kim = school_act(*state, "kim");
    struct act ben = school_act(*state, "ben");
    const str id = school_enrol(*state, "ben");
    const struct enrolment_query any = {.limit = 10};
    struct enrolment_found queue;

    assert_int_equal(assessment_list_waiting(&kim, &any, &queue, NULL), OK);
    assert_int_equal(queue.n_rows, 0);
    hand_in(*state, "ben", id);
    assert_int_equal(assessment_list_waiting(&kim, &any, &queue, NULL), OK);
    assert_int_equal(queue.n_rows, 1);
    assert_int_equal(queue.n_late, 0);
    kim.now += (int64_t)(ENROLMENT_JUDGE_DAYS + 1) * 24 * 3600;
    assert_int_equal(assessment_list_waiting(&kim, &any, &queue, NULL), OK);
    assert_int_equal(queue.n_late, 1);
    assert_int_equal(
        assessment_list_waiting(&ben, &any, &queue, NULL), E_FORBIDDEN);
    school_clear(*state, "ben");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_assessment_inv_21_not_ones_own),
        cmocka_unit_test(test_assessment_inv_25_inv_27_findings),
        cmocka_unit_test(test_assessment_draft_has_revisions),
        cmocka_unit_test(test_assessment_three_tries),
        cmocka_unit_test(test_assessment_queue_knows_what_is_late),
        cmocka_unit_test(test_assessment_inv_12_by_the_version_of_then),
    };

    return cmocka_run_group_tests(tests, school_open, front_close);
}
