#include "domain/statement.h"

static const str STATES[] = {
    [STATEMENT_DRAFT] = STR("draft"),
    [STATEMENT_CHECKED] = STR("checked"),
    [STATEMENT_PUBLISHED] = STR("published"),
    [STATEMENT_SUPERSEDED] = STR("superseded"),
};

static const str KINDS[] = {
    [CREDIT_OFFER_CREDIT] = STR("credit"),
    [CREDIT_OFFER_ADMISSION] = STR("admission"),
};

static const struct move MOVES[] = {
    {STATEMENT_DRAFT, STATEMENT_CHECK, STATEMENT_CHECKED},
    {STATEMENT_CHECKED, STATEMENT_REOPEN, STATEMENT_DRAFT},
    {STATEMENT_CHECKED, STATEMENT_PUBLISH, STATEMENT_PUBLISHED},
    {STATEMENT_PUBLISHED, STATEMENT_SUPERSEDE, STATEMENT_SUPERSEDED},
};

const struct names statement_state_names = {STATES, STATEMENT_SUPERSEDED + 1};
const struct names credit_offer_kind_names = {
    KINDS, CREDIT_OFFER_ADMISSION + 1};

code statement_next(
    int64_t state, int64_t action, int64_t *ret, struct err *reterr)
{
    static const struct moves TABLE = {MOVES, sizeof(MOVES) / sizeof(MOVES[0])};

    return moves_next(&TABLE, state, action, ret, reterr);
}

bool credit_offer_is_open(const struct credit_offer *offer, str day)
{
    return offer->signed_by.len > 0 &&
           (offer->ends_on.len == 0 || str_cmp(day, offer->ends_on) <= 0);
}

/* --- the record of lib/rule --- */

static const struct outcome *outcomes_of(
    const struct definition *d, struct arena *arena)
{
    struct outcome *outcomes =
        arena_array(arena, d->n_outcomes, struct outcome);
    size_t i;
    size_t j;

    for (i = 0; outcomes && i < d->n_outcomes; i++) {
        const struct learning_outcome *from = &d->outcomes[i];
        struct skill_level *skills =
            arena_array(arena, from->n_skills, struct skill_level);

        for (j = 0; skills && j < from->n_skills; j++)
            skills[j] = (struct skill_level){
                .skill = from->skills[j].url.len > 0 ? from->skills[j].url
                                                     : from->skills[j].skill,
                .name = from->skills[j].name,
                .scale = from->skills[j].framework,
                .level = (int32_t)from->skills[j].level,
            };
        outcomes[i] = (struct outcome){
            from->id, from->text, skills, skills ? from->n_skills : 0};
    }
    return outcomes;
}

static const struct task *tasks_of(
    const struct definition *d, struct arena *arena)
{
    struct task *tasks = arena_array(arena, d->n_tasks, struct task);
    size_t i;

    for (i = 0; tasks && i < d->n_tasks; i++) {
        const struct assessed_task *from = &d->tasks[i];

        tasks[i] = (struct task){
            .type = names_word(&task_kind_names, from->kind),
            .summative = from->summative,
            .weight_bp = (int32_t)from->weight,
            .outcomes = from->outcomes,
            .n_outcomes = from->n_outcomes,
            .level = {from->level_framework, (int32_t)from->level},
            .mode = (enum participation)from->mode,
            .supervision = (enum supervision)from->supervision,
            .complexity = (enum complexity)from->complexity,
        };
    }
    return tasks;
}

static const str *industry_of(const struct definition *d, struct arena *arena)
{
    str *names = arena_array(arena, d->n_recognitions, str);
    size_t i;

    for (i = 0; names && i < d->n_recognitions; i++)
        names[i] = d->recognitions[i].body;
    return names;
}

/* Does every number fit the narrower record? */
static bool fits(const struct definition *d)
{
    bool all =
        d->level >= INT32_MIN && d->level <= INT32_MAX &&
        d->volume_minutes >= 0 && d->volume_minutes <= DEFINITION_VOLUME_MAX &&
        d->validity_months >= 0 && d->validity_months <= DEFINITION_MONTHS_MAX;
    size_t i;
    size_t j;

    for (i = 0; i < d->n_tasks; i++)
        all = all && d->tasks[i].weight >= 0 &&
              d->tasks[i].weight <= UNIT_WHOLE_BP &&
              d->tasks[i].level >= INT32_MIN && d->tasks[i].level <= INT32_MAX;
    for (i = 0; i < d->n_outcomes; i++) {
        for (j = 0; j < d->outcomes[i].n_skills; j++)
            all = all && d->outcomes[i].skills[j].level >= 0 &&
                  d->outcomes[i].skills[j].level <= INT32_MAX;
    }
    return all;
}

/* A quality statement says all three or nothing (invariant 6). */
static str qa_statement(const struct organisation *owner)
{
    return owner->qa_profile.len > 0 && owner->qa_review.len > 0
               ? owner->qa_process
               : S("");
}

code statement_of(const struct statement_parts *parts,
    struct arena *arena,
    struct statement *ret,
    struct err *reterr)
{
    const struct definition *d = parts->definition;
    const struct organisation *owner = parts->owner;
    struct statement made;

    if (!fits(d))
        return err_set(reterr, E_AMOUNT_RANGE, d->title);
    made = (struct statement){
        .achievement = parts->achievement,
        .version = parts->version,
        .type = d->type,
        .title = d->title,
        .description = d->summary,
        .issuer = owner->url,
        .issuer_name = owner->name,
        .country = owner->country,
        .language = d->language,
        .made = date_parse(parts->made_on),
        .listed = date_parse(parts->listed_on),
        .regulated = owner->regulated != 0,
        .qa_statement = qa_statement(owner),
        .outcomes = outcomes_of(d, arena),
        .n_outcomes = d->n_outcomes,
        .participation = (enum participation)d->mode,
        .minutes = (int32_t)d->volume_minutes,
        .level = {d->level_framework, (int32_t)d->level},
        .credit = {d->credit_system, d->credit},
        .prerequisites = d->prerequisites,
        .tasks = tasks_of(d, arena),
        .n_tasks = d->n_tasks,
        .complexity = (enum complexity)d->complexity,
        .supervision = (enum supervision)d->supervision,
        .grade_scale = d->rubric.n_grades > 0 ? d->rubric.required : S(""),
        .quality = {.type = d->quality.kind,
            .body = d->quality.body,
            .reference = d->quality.reference,
            .review_due = date_parse(d->quality.review_on),
            .moderation = d->quality.moderation},
        .industry = industry_of(d, arena),
        .n_industry = d->n_recognitions,
        .credit_bearing = parts->credit_bearing,
        .offers = parts->offers,
        .n_offers = parts->n_offers,
        .stackability = d->n_stacks > 0 ? S("stackable") : S("stand_alone"),
        .validity_months = (int32_t)d->validity_months,
        .cost_stated = d->n_prices > 0,
    };
    if (d->n_prices > 0)
        made.cost = (struct money){d->prices[0].currency, d->prices[0].amount};
    if (arena_status(arena) != OK)
        return err_set(reterr, arena_status(arena), d->title);
    *ret = made;
    return OK;
}
