/* A badge with everything in it: made, checked, signed, verified, read. */
#include "badge/issue.h"

#include "badge/achievement.h"
#include "badge/schema.h"
#include "badge/statement.h"
#include "badge/summary.h"
#include "test/support/test.h"
#include "test/support/workshop.h"
#include "vc/status_list.h"
#include "vc/verified.h"

#include <stdio.h>

#define ACHIEVEMENT_ID "https://northfield.example/a/lea4/2"
#define LEVEL_ID ACHIEVEMENT_ID "/result/grade/pass"
#define LIST_URL "https://northfield.example/status/1"
#define STATEMENT_SCHEMA                                                       \
    "https://testamur.example/schema/clarifyingstatement.json"
#define ASSESSED_SCHEMA "https://testamur.example/schema/assessed.json"

static const str TAGS[] = {STR("leadership"), STR("change")};
static const str OUTCOMES[] = {STR("O1")};
static const str INDUSTRY[] = {STR("Institute of Managers")};
static const struct skill_level SKILLS[] = {
    {STR("https://skills.example/CHG"), STR("Leading change"), STR("own"), 4},
    {STR("STK"), STR("Stakeholders"), STR(""), 0},
};
static const struct outcome LEARNT[] = {
    {STR("O1"), STR("Plans a change with those it touches."), SKILLS, 2},
};
static const struct task TASKS[] = {
    {.type = STR("work sample"),
        .summative = true,
        .weight_bp = 10000,
        .outcomes = OUTCOMES,
        .n_outcomes = 1,
        .mode = PARTICIPATION_WORK_BASED,
        .supervision = SUPERVISION_ONLINE_TWO,
        .complexity = COMPLEXITY_SKILLS_COMPLEX},
};
static const struct offer OFFERS[] = {
    {.id = STR("https://northfield.example/o/q1"),
        .kind = OFFER_CREDIT,
        .target = {.id = STR("https://metro.example/q1"),
            .title = STR("Graduate Certificate in Change"),
            .owner = STR("metro.example"),
            .level = {STR("AQF"), 8},
            .minutes_per_point = 1500,
            .supervision_min = 2},
        .amount = {STR("AQF-hc"), 400},
        .pass_mapped = true,
        .is_signed = true},
    {.id = STR("https://northfield.example/o/draft"),
        .target = {.title = STR("Not signed yet"),
            .level = {STR("AQF"), 8},
            .minutes_per_point = 1500},
        .amount = {STR("AQF-hc"), 400},
        .pass_mapped = true},
};
static const struct statement STATEMENT = {
    .version = STR("2"),
    .type = STR("MicroCredential"),
    .country = STR("AU"),
    .made = 739648, /* 2026-02-01 */
    .regulated = true,
    .outcomes = LEARNT,
    .n_outcomes = 1,
    .participation = PARTICIPATION_BLENDED,
    .minutes = 6000,
    .level = {STR("AQF"), 8},
    .credit = {STR("AQF-hc"), 450},
    .prerequisites = STR("none"),
    .tasks = TASKS,
    .n_tasks = 1,
    .complexity = COMPLEXITY_SKILLS_COMPLEX,
    .supervision = SUPERVISION_ONLINE_TWO,
    .grade_scale = STR("pass or fail"),
    .quality = {.type = STR("internal moderation"),
        .body = STR("Academic Board"),
        .review_due = 740012,
        .moderation = STR("M1")},
    .industry = INDUSTRY,
    .n_industry = 1,
    .credit_bearing = true,
    .offers = OFFERS,
    .n_offers = 2,
    .stackability = STR("stackable"),
    .validity_months = 60,
    .cost = {STR("AUD"), 90000},
    .cost_stated = true,
};

static const struct badge_rubric_level LEVELS[] = {
    {.id = STR(ACHIEVEMENT_ID "/result/grade/fail"),
        .name = STR("Not yet"),
        .level = STR("0")},
    {.id = STR(LEVEL_ID),
        .name = STR("Pass"),
        .description = STR("All outcomes met."),
        .level = STR("1"),
        .points = STR("4")},
};
static const struct badge_result_description RESULTS[] = {
    {.id = STR(ACHIEVEMENT_ID "/result/grade"),
        .name = STR("Grade"),
        .type = STR("RubricCriterionLevel"),
        .required_level = STR(LEVEL_ID),
        .levels = LEVELS,
        .n_levels = 2},
};
static const struct badge_alignment ALIGNMENTS[] = {
    {.name = STR("Leading change"),
        .url = STR("https://skills.example/CHG"),
        .description = STR("Level 4"),
        .framework = STR("Northfield skills"),
        .code = STR("CHG"),
        .type = STR("ceasn:Competency")},
};
static const struct badge_related RELATED[] = {
    {.id = STR("https://northfield.example/a/lea4/1"),
        .language = STR("en"),
        .version = STR("1")},
};

static struct json *full_achievement(
    struct workshop *w, const struct json *statement)
{
    const struct badge_achievement achievement = {.id = S(ACHIEVEMENT_ID),
        .name = S("Leading change"),
        .description = S("Leads a change from plan to habit."),
        .criteria = S("Pass **one** work sample."),
        .type = S("MicroCredential"),
        .credits_available = S("4"),
        .field = S("Management"),
        .specialization = S("Change"),
        .code = S("LEA4"),
        .language = S("en-AU"),
        .version = S("2"),
        .image = {S("https://northfield.example/a/lea4.png"), S("A tile")},
        .tags = TAGS,
        .n_tags = 2,
        .alignments = ALIGNMENTS,
        .n_alignments = 1,
        .related = RELATED,
        .n_related = 1,
        .results = RESULTS,
        .n_results = 1,
        .statement = statement};

    return badge_achievement_json(&achievement, &w->step);
}

static struct json *written_statement(struct workshop *w)
{
    struct statement_rules rules = statement_rules_default();
    struct statement_report report;
    struct json *object = NULL;

    assert_int_equal(
        statement_check(&STATEMENT, &rules, &w->step, &report, NULL), OK);
    assert_int_equal(
        badge_statement_write(&STATEMENT, &report, &w->step, &object, NULL),
        OK);
    return object;
}

static struct json *profile_of(struct workshop *w)
{
    struct json *profile = workshop_json(
        w, S("{\"id\":\"\",\"type\":[\"Profile\"],\"name\":\"Northfield\"}"));

    json_get(profile, S("id"))->text = str_of(w->did);
    return profile;
}

static const struct badge_assessed ASSESSED = {.on = 739633, /* 2026-01-17 */
    .attempts = 2,
    .participation = PARTICIPATION_WORK_BASED,
    .supervision = SUPERVISION_ONLINE_TWO,
    .identity = STR("two_factors")};

static struct json *full_badge(struct workshop *w)
{
    static const struct badge_result results[] = {
        {.description = STR(ACHIEVEMENT_ID "/result/grade"),
            .level = STR(LEVEL_ID),
            .status = STR("Completed")}};
    static const struct badge_evidence evidence[] = {
        {.id = STR("https://northfield.example/e/1"),
            .name = STR("Plan"),
            .narrative = STR("A plan for **two** teams."),
            .description = STR("12 pages"),
            .genre = STR("Document"),
            .audience = STR("assessors")}};
    const struct status_entry entry = {.id = S(LIST_URL "#4711"),
        .purpose = S("revocation"),
        .list_url = S(LIST_URL),
        .index = 4711,
        .size = 1};
    struct json *achievement = full_achievement(w, written_statement(w));
    struct badge_award award = {
        .id = S("urn:uuid:9e0e5b1a-1c5e-4d6a-9e0e-0a4f1c9e1c5e"),
        .issuer = profile_of(w),
        .achievement = achievement,
        .subject_id = S("did:example:learner"),
        .valid_from = S("2026-01-15T09:00:00Z"),
        .valid_until = S("2031-01-14T23:59:59Z"),
        .awarded = S("2026-01-14T09:00:00Z"),
        .credits_earned = S("4.5"),
        .activity_start = S("2025-09-01T00:00:00Z"),
        .activity_end = S("2025-12-20T00:00:00Z"),
        .narrative = S("Led the move to **four** wards."),
        .license = S("N-17"),
        .image = S("https://northfield.example/b/1.png"),
        .evidence = badge_evidence_json(evidence, 1, &w->step),
        .result = badge_results_json(results, 1, &w->step),
        .status = status_entry_json(&entry, &w->step),
        .assessed = badge_assessed_json(&ASSESSED, &w->step)};
    struct json *badge = NULL;

    assert_int_equal(badge_from_award(&award, &w->env, &badge, NULL), OK);
    return badge;
}

static struct json *issue(struct workshop *w, const struct json *badge)
{
    struct vc_proof_options options = {
        .suite = vc_suite_named(S("eddsa-rdfc-2022")),
        .key_type = w->key.type,
        .created = S("2026-01-15T09:00:01Z"),
        .verification_method = str_of(w->method),
        .purpose = S("assertionMethod")};
    struct report *faults = report_new(&w->step);
    struct vc_ready ready;
    struct json *done = NULL;

    assert_int_equal(
        badge_prepare(badge, &options, &w->env, &ready, faults, NULL), OK);
    if (faults->verdict != VERDICT_VERIFIED)
        print_error("%s %.*s\n", workshop_code(workshop_fault(faults)->code),
            (int)workshop_fault(faults)->pointer.len,
            workshop_fault(faults)->pointer.ptr);
    assert_int_equal(faults->verdict, VERDICT_VERIFIED);
    assert_int_equal(vc_proof_sign(&ready, &w->key, &w->env, &done, NULL), OK);
    return done;
}

static void assert_conforms(
    struct workshop *w, str url, const struct json *document)
{
    struct badge_schemas schemas;
    const struct schema *schema = NULL;
    struct schema_report report;
    struct arena arena;

    arena_init(&arena, ARENA_REQUEST_BYTES);
    badge_schemas_init(&schemas, &arena);
    assert_int_equal(badge_schema_get(&schemas, url, &schema, NULL), OK);
    assert_non_null(schema);
    assert_int_equal(
        schema_check(schema, document, &w->budget, &arena, &report, NULL), OK);
    if (report.verdict != SCHEMA_VALID && report.n_failures > 0)
        print_error("%.*s: %.*s\n", (int)report.failures[0].keyword.len,
            report.failures[0].keyword.ptr, (int)report.failures[0].name.len,
            report.failures[0].name.ptr);
    assert_int_equal(report.verdict, SCHEMA_VALID);
    arena_release(&arena);
}

#define assert_text(have, want) assert_true(str_eq((have), S(want)))

static void assert_statement(struct workshop *w, const struct json *object)
{
    struct statement s;
    unsigned stated = 0;

    assert_int_equal(badge_statement_read(object, &w->step, &s, NULL), OK);
    assert_true(s.credit_bearing);
    assert_int_equal(badge_statement_checks(object, &stated), 0xf);
    assert_int_equal(stated, 0xf);
    assert_int_equal(s.made, STATEMENT.made);
    assert_int_equal(s.minutes, 6000);
    assert_int_equal(s.participation, PARTICIPATION_BLENDED);
    assert_int_equal(s.complexity, COMPLEXITY_SKILLS_COMPLEX);
    assert_int_equal(s.supervision, SUPERVISION_ONLINE_TWO);
    assert_text(s.level.fw, "AQF");
    assert_int_equal(s.level.n, 8);
    assert_int_equal(s.credit.hundredths, 450);
    assert_int_equal(s.n_outcomes, 1);
    assert_text(s.outcomes[0].text, "Plans a change with those it touches.");
    assert_int_equal(s.outcomes[0].n_skills, 2);
    assert_int_equal(s.n_tasks, 1);
    assert_true(s.tasks[0].summative);
    assert_int_equal(s.n_offers, 1); /* invariant 18: the draft is not shown */
    assert_text(s.offers[0].target.title, "Graduate Certificate in Change");
    assert_int_equal(s.offers[0].amount.hundredths, 400);
    assert_text(s.quality.moderation, "M1");
    assert_int_equal(s.quality.review_due, STATEMENT.quality.review_due);
    assert_int_equal(s.n_industry, 1);
    assert_int_equal(s.validity_months, 60);
    assert_true(s.cost_stated);
    assert_int_equal(s.cost.minor, 90000);
}

static void assert_assessed(struct badge_assessed have)
{
    assert_int_equal(have.on, ASSESSED.on);
    assert_int_equal(have.attempts, 2);
    assert_int_equal(have.participation, PARTICIPATION_WORK_BASED);
    assert_int_equal(have.supervision, SUPERVISION_ONLINE_TWO);
    assert_text(have.identity, "two_factors");
}

static void assert_summary(struct workshop *w, const struct json *verified)
{
    struct badge_summary s = badge_summary(verified);
    struct badge_result_line line =
        badge_result_line(badge_first(s.results), s.achievement);

    assert_text(s.title, "Leading change");
    assert_text(s.code, "LEA4");
    assert_text(s.version, "2");
    assert_text(s.language, "en-AU");
    assert_text(s.field, "Management");
    assert_text(s.image, "https://northfield.example/b/1.png");
    assert_text(s.credits_available, "4");
    assert_text(s.credits_earned, "4.5");
    assert_text(s.credits, "4.5");
    assert_text(s.narrative, "Led the move to **four** wards.");
    assert_text(s.license, "N-17");
    assert_text(line.name, "Grade");
    assert_text(line.value, "Pass");
    assert_text(line.status, "Completed");
    assert_text(badge_text(s.tags), "leadership");
    assert_text(
        badge_text(json_get(badge_first(s.related), S("version"))), "1");
    assert_text(
        badge_text(json_get(badge_first(s.evidence), S("genre"))), "Document");
    assert_text(badge_text(json_get(badge_first(s.status), S("statusPurpose"))),
        "revocation");
    assert_statement(w, s.statement);
    assert_assessed(badge_assessed_read(s.assessed));
}

static void test_badge_issue_everything(void **state)
{
    const struct json *verified = NULL;
    const struct report *report;
    struct workshop w;
    struct json *badge;

    (void)state;
    workshop_init(&w, KEY_ED25519);
    badge = issue(&w, full_badge(&w));
    assert_conforms(&w, badge_schema_url(badge), badge);
    report = workshop_verify(&w, badge, NULL, NULL);
    assert_int_equal(report->verdict, VERDICT_UNDECIDED); /* its status */
    assert_int_equal(workshop_fault(report)->code, E_STATUS_RETRIEVAL_ERROR);
    assert_text(report->award, "2026-01-14T09:00:00Z");
    assert_int_equal(vc_verified(report, &w.env, &verified, NULL), OK);
    assert_summary(&w, verified);
    workshop_release(&w);
}

static void test_badge_statement_conforms_to_its_schema(void **state)
{
    const struct statement bare = {.version = S("1")};
    struct json *object = NULL;
    struct statement back;
    struct workshop w;

    (void)state;
    workshop_init(&w, KEY_ED25519);
    assert_conforms(&w, S(STATEMENT_SCHEMA), written_statement(&w));
    assert_conforms(
        &w, S(ASSESSED_SCHEMA), badge_assessed_json(&ASSESSED, &w.step));
    assert_int_equal(
        badge_statement_write(&bare, NULL, &w.step, &object, NULL), OK);
    assert_conforms(&w, S(STATEMENT_SCHEMA), object);
    assert_int_equal(badge_statement_read(object, &w.step, &back, NULL), OK);
    assert_false(back.credit_bearing);
    assert_false(back.cost_stated);
    assert_int_equal(back.n_offers, 0);
    workshop_release(&w);
}

static const char WRONG_FORMS[] =
    "{\"effortMinutes\":99999999999,\"level\":{\"number\":\"8\"},"
    "\"credit\":{\"points\":\"1e9\"},\"cost\":{\"amount\":-1.5}}";

/* What has the wrong form counts as not stated. */
static void test_badge_statement_reads_anything(void **state)
{
    static const char *const texts[] = {
        "{}",
        "\"text\"",
        "{\"offer\":7,\"task\":[1,null],\"outcome\":{\"skill\":[[]]}}",
        WRONG_FORMS,
        "{\"check\":[{\"condition\":\"C9\",\"pass\":true},{\"pass\":true}]}",
    };
    struct workshop w;
    size_t i;

    (void)state;
    workshop_init(&w, KEY_ED25519);
    for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        const struct json *object = workshop_json(&w, str_of(texts[i]));
        struct statement s;
        unsigned stated = 9;

        assert_int_equal(badge_statement_read(object, &w.step, &s, NULL), OK);
        assert_int_equal(s.minutes, 0);
        assert_int_equal(s.level.n, 0);
        assert_int_equal(s.credit.hundredths, 0);
        assert_int_equal(s.complexity, COMPLEXITY_NOT_STATED);
        assert_int_equal(badge_statement_checks(object, &stated), 0);
        assert_int_equal(stated, 0);
    }
    workshop_release(&w);
}

/* Only a badge with a statement asks its readers for Testamur's terms. */
/* What no verifier would take as one thing is not signed. */
static void test_badge_issue_one_thing_only(void **state)
{
    static const struct {
        const char *member;
        const char *value;
        code code;
    } cases[] = {
        {"type",
            "[\"VerifiableCredential\",\"AchievementCredential\","
            "\"VerifiablePresentation\"]",
            E_DOCUMENT_SHAPE_ERROR},
        {"@included", "[{\"id\":\"urn:x:1\",\"type\":[\"Evidence\"]}]",
            E_DOCUMENT_SHAPE_ERROR},
        {"https://www.w3.org/2018/credentials#validUntil",
            "{\"@value\":\"2030-01-01T00:00:00Z\",\"@type\":"
            "\"http://www.w3.org/2001/XMLSchema#dateTime\"}",
            E_DOCUMENT_SHAPE_ERROR},
        {"name", "\"Reading Data\"", OK},
    };
    static const char *const suites[] = {"eddsa-rdfc-2022", "eddsa-jcs-2022"};
    struct workshop w;
    size_t i;

    (void)state;
    workshop_init(&w, KEY_ED25519);
    for (i = 0; i < 2 * sizeof(cases) / sizeof(cases[0]); i++) {
        struct vc_proof_options options = {
            .suite = vc_suite_named(str_of(suites[i % 2])),
            .key_type = w.key.type,
            .verification_method = str_of(w.method),
            .purpose = S("assertionMethod")};
        const struct json *badge;
        struct report *faults;
        struct vc_ready ready;

        workshop_begin(&w);
        faults = report_new(&w.step);
        badge = workshop_with(
            &w, workshop_badge(&w), cases[i / 2].member, cases[i / 2].value);
        assert_int_equal(
            badge_prepare(badge, &options, &w.env, &ready, faults, NULL), OK);
        assert_int_equal(faults->verdict,
            cases[i / 2].code == OK ? VERDICT_VERIFIED : VERDICT_NOT_TRUSTED);
        if (cases[i / 2].code != OK)
            assert_true(workshop_has_fault(faults, cases[i / 2].code));
    }
    workshop_release(&w);
}

static void test_badge_issue_contexts(void **state)
{
    struct badge_award award = {.id = S("urn:x:1"),
        .subject_id = S("did:example:learner"),
        .valid_from = S("2026-01-15T09:00:00Z")};
    struct workshop w;
    struct json *badge = NULL;

    (void)state;
    workshop_init(&w, KEY_ED25519);
    award.issuer = profile_of(&w);
    award.achievement = full_achievement(&w, NULL);
    assert_int_equal(badge_from_award(&award, &w.env, &badge, NULL), OK);
    assert_int_equal(json_get(badge, S("@context"))->n, 2);
    award.achievement = full_achievement(&w, written_statement(&w));
    assert_int_equal(badge_from_award(&award, &w.env, &badge, NULL), OK);
    assert_text(json_get(badge, S("@context"))->child.last->text,
        BADGE_CONTEXT_STATEMENT);
    workshop_release(&w);
}

TEST_MAIN(test_badge_issue_everything,
    test_badge_statement_conforms_to_its_schema,
    test_badge_statement_reads_anything,
    test_badge_issue_contexts,
    test_badge_issue_one_thing_only)
