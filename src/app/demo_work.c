#include "app/demo_work.h"

#include "app/assessment.h"
#include "app/award.h"
#include "app/award_change.h"
#include "app/enrolment.h"
#include "app/mosaic.h"

#include <stdlib.h>

enum {
    NOON_S = 12 * 3600,
    CLAIMS_OF = 6, /* one learner of so many has not claimed anything */
    WAYS_MAX = DEMO_COHORT_LEARNERS * DEMO_STEPS_MAX,
};

/* What one step consists of, in this order. */
enum kind {
    DEED_ENROL,
    DEED_HAND_IN,
    DEED_JUDGE,
    DEED_AWARD,
    DEED_CLAIM,
    DEED_LEAVE,
};

/* One step of one learner, and how far it is. */
struct way {
    size_t learner;
    struct demo_step step;
    str enrolment;
    str award;
};

struct deed {
    date day;
    enum kind kind;
    size_t way;
};

struct work {
    struct act *act;
    const struct demo_class *who;
    struct way ways[WAYS_MAX];
    size_t n_ways;
    struct deed deeds[WAYS_MAX * 5];
    size_t n_deeds;
    size_t n_awards;
};

/* --- the order of things --- */

static void add_deed(struct work *work, enum kind kind, date day)
{
    work->deeds[work->n_deeds++] = (struct deed){day, kind, work->n_ways - 1};
}

static void add_way(
    struct work *work, size_t learner, const struct demo_step *step)
{
    const bool awarded = step->state == ENROLMENT_AWARDED;

    work->ways[work->n_ways++] =
        (struct way){.learner = learner, .step = *step};
    add_deed(work, DEED_ENROL, step->enrolled);
    if (awarded)
        add_deed(work, DEED_HAND_IN, date_add_days(step->ended, -3));
    else if (step->state == ENROLMENT_SUBMITTED)
        add_deed(work, DEED_HAND_IN, step->ended);
    else if (step->state == ENROLMENT_WITHDRAWN)
        add_deed(work, DEED_LEAVE, step->ended);
    if (!awarded)
        return;
    add_deed(work, DEED_JUDGE, date_add_days(step->ended, -1));
    add_deed(work, DEED_AWARD, step->ended);
    if (learner % CLAIMS_OF != CLAIMS_OF - 1)
        add_deed(work, DEED_CLAIM, date_add_days(step->ended, 1));
}

static int by_day(const void *a, const void *b)
{
    const struct deed *x = a;
    const struct deed *y = b;

    if (x->day != y->day)
        return x->day < y->day ? -1 : 1;
    if (x->kind != y->kind)
        return x->kind < y->kind ? -1 : 1;
    return x->way < y->way ? -1 : x->way > y->way;
}

static void plan(struct work *work, date today)
{
    struct demo_step steps[DEMO_STEPS_MAX];
    size_t i;
    size_t k;

    for (i = 0; i < DEMO_COHORT_LEARNERS; i++) {
        const size_t n = demo_steps(i, today, steps);

        for (k = 0; k < n; k++)
            add_way(work, i, &steps[k]);
    }
    qsort(work->deeds, work->n_deeds, sizeof(work->deeds[0]), by_day);
}

/* --- one thing --- */

static void act_as(struct work *work, str person, enum role role)
{
    work->act->actor.person = person;
    work->act->actor.roles = (role_set)1 << role;
}

static code enrol(struct work *work, struct way *way, struct err *reterr)
{
    const struct enrolment_new asked = {
        .achievement = work->who->achievements[way->step.course],
        .person = work->who->learners[way->learner],
    };
    struct enrolment enrolment;

    act_as(work, work->who->registrar, ROLE_REGISTRAR);
    TRY(enrolment_enrol(work->act, &asked, &enrolment, reterr));
    way->enrolment = enrolment.id;
    return OK;
}

static code hand_in(struct work *work, struct way *way, struct err *reterr)
{
    const struct evidence_new given = {
        .enrolment = way->enrolment,
        .kind = EVIDENCE_TEXT,
        .task = S("T1"),
        .title = S("Workplace challenge"),
        .body = S("Done at my workplace, agreed with my supervisor. What I "
                  "changed, why, and what came of it stands in the log of "
                  "the four weeks."),
    };
    struct evidence evidence;

    act_as(work, work->who->learners[way->learner], ROLE_LEARNER);
    TRY(submission_add(work->act, &given, &evidence, reterr));
    return submission_send(work->act, way->enrolment, S(""), reterr);
}

static code judge(struct work *work, struct way *way, struct err *reterr)
{
    struct assessment_outcome outcomes[DEFINITION_OUTCOMES_MAX];
    struct assessment_edit edit = {
        .enrolment = way->enrolment,
        .result = RESULT_PASS,
        .grade = way->learner % 4 == 0 ? S("D") : S("P"),
        .comment = S("Complete, and of use at work."),
        .identity = IDENTITY_TWO_FACTORS,
        .outcomes = outcomes,
    };
    struct assessment_full full;
    struct findings findings;

    act_as(work, work->who->assessor, ROLE_ASSESSOR);
    findings_init(&findings, work->act->arena);
    TRY(assessment_open(work->act, way->enrolment, &full, reterr));
    edit.supervision = full.definition.supervision;
    for (; edit.n_outcomes < full.definition.n_outcomes; edit.n_outcomes++)
        outcomes[edit.n_outcomes] = (struct assessment_outcome){
            .outcome = full.definition.outcomes[edit.n_outcomes].id,
            .met = OUTCOME_MET,
            .grade = edit.grade};
    return assessment_finish(work->act, &edit, &findings, reterr);
}

static code give(struct work *work, struct way *way, struct err *reterr)
{
    const struct award_order order = {.enrolment = way->enrolment};
    struct award award;

    act_as(work, work->who->registrar, ROLE_REGISTRAR);
    TRY(award_issue(work->act, &order, &award, reterr));
    way->award = award.id;
    work->n_awards++;
    return OK;
}

/* And opens its page to whoever has the link. */
static code claim(struct work *work, struct way *way, struct err *reterr)
{
    struct award award;

    act_as(work, work->who->learners[way->learner], ROLE_LEARNER);
    TRY(award_claim(work->act, way->award, &award, reterr));
    return mosaic_open(work->act, way->award, reterr);
}

static code leave(struct work *work, struct way *way, struct err *reterr)
{
    act_as(work, work->who->learners[way->learner], ROLE_LEARNER);
    return enrolment_change(work->act, way->enrolment, ENROLMENT_WITHDRAW,
        S("No time at the moment"), reterr);
}

code demo_work(struct act *act,
    const struct demo_class *who,
    date today,
    size_t *ret_n,
    struct err *reterr)
{
    static code (*const DO[])(
        struct work * work, struct way * way, struct err * reterr) = {
        [DEED_ENROL] = enrol,
        [DEED_HAND_IN] = hand_in,
        [DEED_JUDGE] = judge,
        [DEED_AWARD] = give,
        [DEED_CLAIM] = claim,
        [DEED_LEAVE] = leave,
    };
    struct work *work = arena_new(act->arena, struct work);
    size_t i;

    if (!work)
        return arena_status(act->arena);
    work->act = act;
    work->who = who;
    plan(work, today);
    for (i = 0; i < work->n_deeds; i++) {
        const struct deed *deed = &work->deeds[i];

        act->now = date_unix(deed->day) + NOON_S;
        TRY(DO[deed->kind](work, &work->ways[deed->way], reterr));
    }
    *ret_n = work->n_awards;
    return OK;
}
