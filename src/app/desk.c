#include "app/desk.h"

#include "app/achievement_part.h"
#include "app/import_part.h"
#include "app/person.h"
#include "domain/definition_json.h"
#include "domain/demo.h"

enum {
    SAMPLE_LEARNERS = 3,
    RUNS_MAX = 200,
};

/* --- what there is --- */

struct figure_row {
    enum right right;
    enum message words;
    size_t offset; /* of the count */
    str place;
    bool waits;
};

#define FIGURE(right, words, count, place, waits)                              \
    {                                                                          \
        RIGHT_##right, MSG_OFFICE_DESK_##words,                                \
            offsetof(struct desk_counts_row, count), STR(place), waits         \
    }

static const struct figure_row FIGURES[] = {
    FIGURE(
        enrolment_write, APPLIED, n_applied, "/enrolment?state=applied", true),
    FIGURE(assessment_write, TO_ASSESS, n_to_assess, "/assess", true),
    FIGURE(award_issue, PASSED, n_passed, "/enrolment?state=passed", true),
    FIGURE(achievement_approve, TO_APPROVE, n_to_approve, "/achievement", true),
    FIGURE(
        mail_write, MAILS_FAILED, n_mails_failed, "/outbox?state=failed", true),
    FIGURE(
        achievement_write, DRAFTS, n_drafts, "/achievement?state=draft", false),
    FIGURE(learner_read, LEARNERS, n_learners, "/people?kind=learner", false),
    FIGURE(
        achievement_read, LISTED, n_listed, "/achievement?state=listed", false),
    FIGURE(award_read, AWARDS, n_awards, "/award", false),
    FIGURE(award_issue, UNCLAIMED, n_unclaimed, "/award", false),
};

static int64_t count_at(const struct desk_counts_row *counts, size_t offset)
{
    return *(const int64_t *)(const void *)((const char *)counts + offset);
}

/* What waits is shown when something does; what there is, always. */
static void add_figures(const struct act *act,
    const struct desk_counts_row *counts,
    struct desk *desk)
{
    size_t i;

    for (i = 0; i < sizeof(FIGURES) / sizeof(FIGURES[0]); i++) {
        const int64_t n = count_at(counts, FIGURES[i].offset);

        if (act_may(act, FIGURES[i].right, NULL) != OK ||
            (FIGURES[i].waits && n == 0))
            continue;
        desk->figures[desk->n_figures++] = (struct desk_figure){
            FIGURES[i].words, n, FIGURES[i].place, FIGURES[i].waits};
    }
}

/* --- first steps --- */

enum step_done {
    DONE_PROFILE,
    DONE_STAFF,
    DONE_DEFINED,
    DONE_LISTED,
    DONE_LEARNERS,
    DONE_ENROLLED,
    DONE_JUDGED,
    DONE_AWARDED,
};

struct step_row {
    enum right right;
    enum step_done done;
    enum message title;
    enum message words;
    str place;
};

#define STEP(right, done, place)                                               \
    {                                                                          \
        RIGHT_##right, DONE_##done, MSG_OFFICE_DESK_STEP_##done,               \
            MSG_OFFICE_DESK_STEP_##done##_WORDS, STR(place)                    \
    }

static const struct step_row STEPS[] = {
    STEP(org_write, PROFILE, "/settings"),
    STEP(staff_write, STAFF, "/people"),
    STEP(achievement_write, DEFINED, "/achievement/new"),
    STEP(achievement_approve, LISTED, "/achievement"),
    STEP(learner_write, LEARNERS, "/import?kind=learner"),
    STEP(enrolment_write, ENROLLED, "/enrolment"),
    STEP(assessment_write, JUDGED, "/assess"),
    STEP(award_issue, AWARDED, "/award/new"),
};

static bool is_done(enum step_done step,
    const struct desk_counts_row *counts,
    const struct organisation *o)
{
    switch (step) {
    case DONE_PROFILE:
        return o->about.len > 0 && o->qa_process.len > 0;
    case DONE_STAFF:
        return counts->n_staff > 1 || counts->n_invited > 0;
    case DONE_DEFINED:
        return counts->n_achievements > 0;
    case DONE_LISTED:
        return counts->n_listed > 0;
    case DONE_LEARNERS:
        return counts->n_learners > 0;
    case DONE_ENROLLED:
        return counts->n_enrolments > 0;
    case DONE_JUDGED:
        return counts->n_judged > 0;
    case DONE_AWARDED:
        return counts->n_awards > 0;
    }
    return false;
}

static void add_steps(const struct act *act,
    const struct desk_counts_row *counts,
    const struct organisation *o,
    struct desk *desk)
{
    size_t i;

    for (i = 0; i < sizeof(STEPS) / sizeof(STEPS[0]); i++) {
        if (act_may(act, STEPS[i].right, NULL) == OK)
            desk->steps[desk->n_steps++] =
                (struct desk_step){STEPS[i].title, STEPS[i].words,
                    STEPS[i].place, is_done(STEPS[i].done, counts, o)};
    }
}

/* --- example data --- */

/* The run that made it, if it is there. */
static code find_samples(
    struct act *act, struct import_run *ret, struct err *reterr)
{
    struct import_run *runs;
    size_t n;
    size_t i;

    TRY(sql_import_run_list(act->db, act->actor.tenant, RUNS_MAX, 0, act->arena,
        &runs, &n, reterr));
    for (i = 0; i < n; i++) {
        if (runs[i].kind == IMPORT_SAMPLE && runs[i].state == IMPORT_DONE) {
            *ret = runs[i];
            return OK;
        }
    }
    return err_set(reterr, E_NOT_FOUND, S("samples"));
}

static code add_learner(struct act *act, size_t i, str run, struct err *reterr)
{
    struct demo_person who;
    struct membership row = {
        .tenant = act->actor.tenant, .role = ROLE_LEARNER, .run = run};

    TRY(demo_learner(i, act->arena, &who, reterr));
    TRY(email_normal(who.email, act->arena, &row.email, reterr));
    row.name = who.name;
    TRY(person_of_email(
        act, row.email, row.name, who.language, &row.person, reterr));
    return person_join(act, &row, reterr);
}

static code add_draft(struct act *act, str run, struct err *reterr)
{
    struct achievement_version version;
    struct definition definition;
    struct findings findings;
    struct achievement there;
    str json;
    code result;

    findings_init(&findings, act->arena);
    TRY(demo_definition(DEMO_COLLEGE, 0, act->arena, &definition, reterr));
    result = sql_achievement_by_code(act->db, act->actor.tenant,
        definition.code, act->arena, &there, reterr);
    if (result != E_NOT_FOUND)
        return result;
    TRY(definition_write(&definition, act->arena, &json, reterr));
    TRY(achievement_put_draft(act, json, &findings, &version, reterr));
    return sql_achievement_set_run(
        act->db, run, version.tenant, version.achievement, NULL, reterr);
}

static code add_samples(struct act *act, struct err *reterr)
{
    struct import_run run = {
        .tenant = act->actor.tenant,
        .kind = IMPORT_SAMPLE,
        .name = S("example data"),
        .state = IMPORT_DONE,
        .created_by = act->actor.person,
        .created_at = act->now,
        .finished_at = act->now,
    };
    struct import_run there;
    const code found = find_samples(act, &there, reterr);
    size_t i;

    if (found != E_NOT_FOUND)
        return found == OK ? err_set(reterr, E_CONFLICT, S("samples")) : found;
    TRY(act_id(act, &run.id, reterr));
    TRY(sql_import_run_insert(act->db, &run, NULL, reterr));
    for (i = 0; i < SAMPLE_LEARNERS; i++)
        TRY(add_learner(act, i, run.id, reterr));
    TRY(add_draft(act, run.id, reterr));
    return act_record(
        act, run.tenant, S("import_apply"), run.id, S(""), reterr);
}

code desk_add_samples(struct act *act, struct err *reterr)
{
    TRY(act_may(act, RIGHT_import_run, reterr));
    TRY(db_begin(act->db, DB_WRITE, reterr));
    return act_end(act, add_samples(act, reterr), reterr);
}

static code remove_samples(struct act *act, struct err *reterr)
{
    struct import_run run;

    TRY(find_samples(act, &run, reterr));
    TRY(import_people_back(act, &run, reterr));
    TRY(import_course_back(act, &run, reterr));
    run.state = IMPORT_UNDONE;
    TRY(sql_import_run_update(act->db, &run, NULL, reterr));
    return act_record(act, run.tenant, S("import_undo"), run.id, S(""), reterr);
}

code desk_remove_samples(struct act *act, struct err *reterr)
{
    TRY(act_may(act, RIGHT_import_run, reterr));
    TRY(db_begin(act->db, DB_WRITE, reterr));
    return act_end(act, remove_samples(act, reterr), reterr);
}

/* --- the desk --- */

static code read(struct act *act, struct desk *ret, struct err *reterr)
{
    struct desk_counts_row counts;
    struct organisation o;
    struct import_run run;
    code found;

    TRY(sql_organisation_by_tenant(
        act->db, act->actor.tenant, act->arena, &o, reterr));
    TRY(sql_desk_counts(act->db, act->actor.tenant, act->actor.person,
        act->arena, &counts, reterr));
    add_figures(act, &counts, ret);
    add_steps(act, &counts, &o, ret);
    found = find_samples(act, &run, reterr);
    ret->has_samples = found == OK;
    ret->held = o.state == ORGANISATION_HELD;
    return found == E_NOT_FOUND ? OK : found;
}

code desk_read(struct act *act, struct desk *ret, struct err *reterr)
{
    struct desk desk = {.n_figures = 0};
    code result;

    TRY(act_may(act, RIGHT_org_read, reterr));
    TRY(db_begin(act->db, DB_READ, reterr));
    result = read(act, &desk, reterr);
    db_rollback(act->db);
    if (result == OK)
        *ret = desk;
    return result;
}
