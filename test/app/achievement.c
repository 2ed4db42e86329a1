/* Achievements from draft to catalogue, by two people. */
#include "app/achievement.h"

#include "app/catalogue.h"
#include "domain/definition_json.h"
#include "domain/demo.h"
#include "store/sql.h"
#include "test/support/org.h"
#include "test/support/test.h"

static struct organisation college;

static int setup(void **state)
{
    struct front *front;

    front_open(state);
    front = *state;
    org_person(front, "ada");
    org_person(front, "bo");
    college = org_new(front, "Harbour College", "ada");
    return 0;
}

/* The definition of a course of the demo college, with this code. */
static str course(struct front *front, size_t i, const char *code_)
{
    struct definition d;
    str text;

    assert_int_equal(
        demo_definition(DEMO_COLLEGE, i, &front->lasting, &d, NULL), OK);
    d.code = str_of(code_);
    assert_int_equal(definition_write(&d, &front->lasting, &text, NULL), OK);
    return text;
}

static struct achievement_version drafted(
    struct front *front, size_t i, const char *code_)
{
    struct act act = org_act(front, S("ada"), college.tenant);
    const struct achievement_edit edit = {.json = course(front, i, code_)};
    struct achievement_version v;
    struct findings findings;

    findings_init(&findings, &front->lasting);
    assert_int_equal(achievement_create(&act, &edit, &findings, &v, NULL), OK);
    assert_int_equal(findings.n, 0);
    return v;
}

static str listed(struct front *front, size_t i, const char *code_)
{
    const struct achievement_version v = drafted(front, i, code_);
    struct act ada = org_act(front, S("ada"), college.tenant);
    struct act bo = org_act(front, S("bo"), college.tenant);
    struct offer offer;

    if (demo_offer(DEMO_COLLEGE, i, &offer))
        assert_int_equal(
            achievement_add_offer(&ada, v.achievement, &offer, NULL), OK);
    assert_int_equal(achievement_approve(&bo, v.achievement, 0, NULL), OK);
    assert_int_equal(achievement_publish(&bo, v.achievement, NULL), OK);
    return v.achievement;
}

static void test_achievement_is_approved_by_a_second_person(void **state)
{
    struct front *front = *state;
    const struct achievement_version v = drafted(front, 0, "A1");
    struct act ada = org_act(front, S("ada"), college.tenant);
    struct act bo = org_act(front, S("bo"), college.tenant);
    struct achievement_full full;

    assert_int_equal(
        achievement_approve(&ada, v.achievement, 0, NULL), E_SEPARATION);
    assert_int_equal(
        achievement_publish(&bo, v.achievement, NULL), E_STATE_ORDER);
    assert_int_equal(achievement_approve(&bo, v.achievement, 0, NULL), OK);
    assert_int_equal(
        catalogue_get(&bo, v.achievement, 0, &full, NULL), E_NOT_FOUND);
    assert_int_equal(achievement_reopen(&ada, v.achievement, NULL), OK);
    assert_int_equal(achievement_approve(&bo, v.achievement, 0, NULL), OK);
    assert_int_equal(achievement_publish(&bo, v.achievement, NULL), OK);
    assert_int_equal(catalogue_get(&bo, v.achievement, 0, &full, NULL), OK);
    assert_int_equal(full.version.state, ACHIEVEMENT_LISTED);
    assert_int_equal(full.version.digest.len, 64);
    assert_true(str_eq(full.version.listed_on, S("2026-11-25")));
}

/* Invariant 12: what is listed does not change; the next version does. */
static void test_achievement_inv_12_a_listed_version_stays(void **state)
{
    struct front *front = *state;
    struct act ada = org_act(front, S("ada"), college.tenant);
    struct act bo = org_act(front, S("bo"), college.tenant);
    struct achievement_edit edit = {.id = listed(front, 1, "B1"),
        .revision = 1,
        .json = course(front, 2, "B1")};
    struct achievement_version v;
    struct achievement_full full;
    struct findings findings;

    findings_init(&findings, &front->lasting);
    assert_int_equal(
        achievement_save(&ada, &edit, &findings, &v, NULL), E_IMMUTABLE);
    assert_int_equal(achievement_revise(&ada, edit.id, &v, NULL), OK);
    assert_int_equal(v.version, 2);
    assert_int_equal(
        achievement_revise(&ada, edit.id, &v, NULL), E_STATE_ORDER);
    assert_int_equal(achievement_save(&ada, &edit, &findings, &v, NULL), OK);
    assert_int_equal(v.revision, 2);
    assert_int_equal(
        achievement_save(&ada, &edit, &findings, &v, NULL), E_CONFLICT);
    assert_int_equal(achievement_approve(&bo, edit.id, 0, NULL), OK);
    assert_int_equal(achievement_publish(&bo, edit.id, NULL), OK);
    assert_int_equal(catalogue_get(&bo, edit.id, 1, &full, NULL), OK);
    assert_int_equal(full.version.state, ACHIEVEMENT_SUPERSEDED);
    assert_int_equal(catalogue_get(&bo, edit.id, 0, &full, NULL), OK);
    assert_int_equal(full.version.version, 2);
    assert_int_equal(achievement_retire(&bo, edit.id, S(""), NULL), OK);
    assert_int_equal(catalogue_get(&bo, edit.id, 0, &full, NULL), OK);
    assert_int_equal(full.version.state, ACHIEVEMENT_RETIRED);
}

/* Invariant 13: successors form a chain, within the organisation. */
static void test_achievement_inv_13_no_circle_of_successors(void **state)
{
    struct front *front = *state;
    struct act bo = org_act(front, S("bo"), college.tenant);
    const str a = listed(front, 3, "R1");
    const str b = listed(front, 4, "R2");

    assert_int_equal(achievement_retire(&bo, a, a, NULL), E_CHAIN);
    assert_int_equal(achievement_retire(&bo, a, S("none"), NULL), E_NOT_FOUND);
    assert_int_equal(achievement_retire(&bo, a, b, NULL), OK);
    assert_int_equal(achievement_retire(&bo, b, a, NULL), E_CHAIN);
    assert_int_equal(achievement_restore(&bo, b, NULL), E_STATE_ORDER);
    assert_int_equal(achievement_restore(&bo, a, NULL), OK);
    assert_int_equal(achievement_retire(&bo, b, a, NULL), OK);
}

/* Who saved last approves no more than who made it. */
static void test_achievement_review_is_by_another(void **state)
{
    struct front *front = *state;
    struct act ada = org_act(front, S("ada"), college.tenant);
    struct act bo = org_act(front, S("bo"), college.tenant);
    const struct achievement_version v = drafted(front, 5, "S1");
    const struct achievement_edit edit = {
        .id = v.achievement, .revision = 1, .json = course(front, 5, "S1")};
    struct achievement_version saved;
    struct findings findings;
    str id = v.achievement;

    findings_init(&findings, &front->lasting);
    assert_int_equal(achievement_send(&ada, id, 9, NULL), E_CONFLICT);
    assert_int_equal(achievement_withdraw(&ada, id, NULL), E_STATE_ORDER);
    assert_int_equal(achievement_send(&ada, id, 1, NULL), OK);
    assert_int_equal(achievement_withdraw(&ada, id, NULL), OK);
    assert_int_equal(
        achievement_return(&bo, id, S("why"), NULL), E_STATE_ORDER);
    assert_int_equal(achievement_send(&ada, id, 1, NULL), OK);
    assert_int_equal(
        achievement_return(&bo, id, S(""), NULL), E_REFUSAL_REASON);
    assert_int_equal(achievement_save(&bo, &edit, &findings, &saved, NULL), OK);
    assert_int_equal(saved.review_at, 0);
    assert_int_equal(achievement_approve(&bo, id, 2, NULL), E_SEPARATION);
    assert_int_equal(achievement_approve(&bo, id, 1, NULL), E_CONFLICT);
}

/* Invariant 6: who is not regulated says how quality is kept. Every failing
 * point is told, and none of them passes. */
static void test_achievement_inv_6_every_failing_point(void **state)
{
    struct front *front = *state;
    const struct achievement_version v = drafted(front, 3, "C1");
    struct act ada = org_act(front, S("ada"), college.tenant);
    struct act bo = org_act(front, S("bo"), college.tenant);
    struct organisation changed = college;
    const struct achievement_edit edit = {.id = v.achievement,
        .revision = 1,
        .json = S("{\"title\":\"Nothing much\",\"type\":\"MicroCredential\","
                  "\"volume\":\"PT30M\"}")};
    struct achievement_version saved;
    struct achievement_full full;
    struct findings findings;

    changed.regulated = 0;
    assert_int_equal(organisation_update(&ada, &changed, &changed, NULL), OK);
    assert_int_equal(
        achievement_approve(&bo, v.achievement, 0, NULL), E_QA_STATEMENT);
    findings_init(&findings, &front->lasting);
    assert_int_equal(
        achievement_save(&ada, &edit, &findings, &saved, NULL), OK);
    assert_int_equal(
        achievement_check(&ada, v.achievement, &findings, &full, NULL), OK);
    assert_true(findings_has(&findings, E_QA_STATEMENT));
    assert_true(findings_has(&findings, E_NOT_ASSESSED));
    assert_true(findings_has(&findings, E_VOLUME_MIN));
    changed.regulated = 1;
    assert_int_equal(organisation_update(&ada, &changed, &changed, NULL), OK);
}

/* RULES 4.2: the mark comes from the checks, not from who writes. */
static void test_achievement_bears_credit_when_all_four_pass(void **state)
{
    struct front *front = *state;
    struct act act = org_act(front, S(""), S(""));
    struct statement_version statement;
    struct achievement_full full;
    struct offer offer;
    size_t i = 0;
    str id;

    while (!demo_offer(DEMO_COLLEGE, i, &offer))
        i++;
    id = listed(front, i, "D1");
    assert_int_equal(catalogue_get(&act, id, 0, &full, NULL), OK);
    assert_true(full.report.credit_bearing);
    assert_int_equal(full.version.credit_bearing, 1);
    assert_int_equal(full.statement.n_offers, 1);
    assert_int_equal(
        full.statement.offers[0].target.level.n, offer.target.level.n);
    assert_int_equal(full.statement.offers[0].target.minutes_per_point,
        offer.target.minutes_per_point);
    assert_int_equal(sql_statement_published(act.db, college.tenant, id, 1,
                         act.arena, &statement, NULL),
        OK);
    assert_int_equal(statement.credit_bearing, 1);
    assert_true(front_has(statement.body, "offer"));
}

static void test_achievement_catalogue_finds(void **state)
{
    struct front *front = *state;
    struct act act = org_act(front, S(""), S(""));
    struct catalogue_query query = {.price_max = -1, .limit = 10};
    struct catalogue_hits hits;
    struct catalogue_pair pair;
    const str a = listed(front, 10, "E1");
    const str b = listed(front, 11, "E2");
    struct achievement_full full;

    assert_int_equal(catalogue_get(&act, a, 0, &full, NULL), OK);
    query.text = full.version.title;
    assert_int_equal(catalogue_search(&act, &query, &hits, NULL), OK);
    assert_int_equal(hits.n, 1);
    assert_true(str_eq(hits.hits[0].version.achievement, a));
    assert_true(hits.hits[0].n_skills > 0);
    query.text = S("");
    query.minutes_max = full.version.volume_minutes - 1;
    query.skill = hits.hits[0].skills[0].skill;
    assert_int_equal(catalogue_search(&act, &query, &hits, NULL), OK);
    assert_int_equal(hits.n, 0);
    query.text = S("no such words");
    assert_int_equal(catalogue_search(&act, &query, &hits, NULL), OK);
    assert_int_equal(hits.n_hits, 0);
    assert_int_equal(catalogue_compare(&act, a, b, &pair, NULL), OK);
    assert_true(pair.comparison.n_rows >= COMPARE_MADE);
}

/* TN-01: another organisation's achievement is not there. */
static void test_achievement_tn_01_others_do_not_see_it(void **state)
{
    struct front *front = *state;
    const struct achievement_version v = drafted(front, 6, "F1");
    const struct organisation other = org_new(front, "Bay College", "bo");
    struct act bo = org_act(front, S("bo"), other.tenant);
    const struct achievement_edit edit = {
        .id = v.achievement, .revision = 1, .json = S("{}")};
    struct achievement_version saved;
    struct findings findings;

    findings_init(&findings, &front->lasting);
    assert_int_equal(
        achievement_save(&bo, &edit, &findings, &saved, NULL), E_NOT_FOUND);
    assert_int_equal(
        achievement_approve(&bo, v.achievement, 0, NULL), E_NOT_FOUND);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_achievement_is_approved_by_a_second_person),
        cmocka_unit_test(test_achievement_inv_12_a_listed_version_stays),
        cmocka_unit_test(test_achievement_inv_13_no_circle_of_successors),
        cmocka_unit_test(test_achievement_review_is_by_another),
        cmocka_unit_test(test_achievement_inv_6_every_failing_point),
        cmocka_unit_test(test_achievement_bears_credit_when_all_four_pass),
        cmocka_unit_test(test_achievement_catalogue_finds),
        cmocka_unit_test(test_achievement_tn_01_others_do_not_see_it),
    };

    return cmocka_run_group_tests(tests, setup, front_close);
}
