#include "rule/statement_json.h"

#include "rule/reader.h"

#include <stddef.h>

enum {
    MONTHS_MAX = 1200,
    RANK_MAX = 3,
    WEIGHT_MAX = 10000,
};

/* How a member is read into the place of the record that it belongs to. */
enum form {
    FORM_TEXT,
    FORM_BOOL,
    FORM_DATE,
    FORM_MINUTES,
    FORM_MONTHS,
    FORM_HUNDREDTHS, /* into an int32_t: a share in basis points */
    FORM_LEVEL,
    FORM_CREDIT,
    FORM_SUPERVISION,
    FORM_COMPLEXITY,
    FORM_PARTICIPATION,
    FORM_RANK,
};

struct place {
    str name;
    enum form form;
    size_t offset;
};

static code read_int32(struct rule_reader *r,
    const struct json *value,
    const struct json_path *path,
    uint64_t max,
    int32_t *ret)
{
    int64_t n = 0;

    TRY(rule_int(r, value, path, max, &n));
    *ret = (int32_t)n;
    return OK;
}

static code read_share(struct rule_reader *r,
    const struct json *value,
    const struct json_path *path,
    int32_t *ret)
{
    int64_t n = 0;

    TRY(rule_hundredths(r, value, path, &n));
    if (n > WEIGHT_MAX)
        return rule_fail(r, path, E_AMOUNT_RANGE, value->name);
    *ret = (int32_t)n;
    return OK;
}

/* A word of a list; 0, "not stated", is none that can be said. */
static code read_word(struct rule_reader *r,
    const struct json *value,
    const struct json_path *path,
    int found,
    int *ret)
{
    if (found == 0)
        return rule_fail(r, path, E_SYNTAX, value->name);
    *ret = found;
    return OK;
}

static code read_words(struct rule_reader *r,
    const struct json *value,
    const struct json_path *path,
    enum form form,
    void *at)
{
    str word = json_text(value);
    int found = 0;

    if (form == FORM_SUPERVISION) {
        TRY(read_word(r, value, path, (int)supervision_find(word), &found));
        *(enum supervision *)at = (enum supervision)found;
    } else if (form == FORM_COMPLEXITY) {
        TRY(read_word(r, value, path, (int)complexity_find(word), &found));
        *(enum complexity *)at = (enum complexity)found;
    } else {
        TRY(read_word(r, value, path, (int)participation_find(word), &found));
        *(enum participation *)at = (enum participation)found;
    }
    return OK;
}

static code read_form(struct rule_reader *r,
    const struct json *value,
    const struct json_path *path,
    enum form form,
    void *at)
{
    switch (form) {
    case FORM_TEXT:
        return rule_text(r, value, path, at);
    case FORM_BOOL:
        return rule_bool(r, value, path, at);
    case FORM_DATE:
        return rule_date(r, value, path, at);
    case FORM_MINUTES:
        return rule_minutes(r, value, path, at);
    case FORM_MONTHS:
        return read_int32(r, value, path, MONTHS_MAX, at);
    case FORM_HUNDREDTHS:
        return read_share(r, value, path, at);
    case FORM_LEVEL:
        return rule_level(r, value, path, at);
    case FORM_CREDIT:
        return rule_credit(r, value, path, at);
    case FORM_RANK:
        return read_int32(r, value, path, RANK_MAX, at);
    case FORM_SUPERVISION:
    case FORM_COMPLEXITY:
    case FORM_PARTICIPATION:
        return read_words(r, value, path, form, at);
    }
    return OK;
}

/* Reads the member when the table has it; *ret_found says so. */
static code read_place(struct rule_reader *r,
    const struct json *value,
    const struct json_path *path,
    const struct place *places,
    void *into,
    bool *ret_found)
{
    size_t i;

    *ret_found = false;
    for (i = 0; places[i].name.len > 0; i++) {
        if (!str_eq(places[i].name, value->name))
            continue;
        *ret_found = true;
        return read_form(
            r, value, path, places[i].form, (char *)into + places[i].offset);
    }
    return OK;
}

/* --- outcomes and tasks --- */

static const struct place OUTCOME[] = {
    {STR("id"), FORM_TEXT, offsetof(struct outcome, id)},
    {STR("text"), FORM_TEXT, offsetof(struct outcome, text)},
    {STR(""), FORM_TEXT, 0},
};

static code outcome_member(struct rule_reader *r,
    const struct json *value,
    const struct json_path *path,
    void *into)
{
    struct outcome *o = into;
    void *items = NULL;
    bool found = false;

    TRY(read_place(r, value, path, OUTCOME, into, &found));
    if (found)
        return OK;
    if (!str_eq(value->name, S("skills")))
        return rule_fail(r, path, E_SYNTAX, value->name);
    TRY(rule_list(
        r, value, path, sizeof(struct skill_level), rule_skill, &items));
    o->skills = items;
    o->n_skills = value->n;
    return OK;
}

static code one_outcome(struct rule_reader *r,
    const struct json *value,
    const struct json_path *path,
    void *into)
{
    TRY(rule_members(r, value, path, outcome_member, into));
    return rule_require(r, value, path, S("id"));
}

static const struct place TASK[] = {
    {STR("type"), FORM_TEXT, offsetof(struct task, type)},
    {STR("summative"), FORM_BOOL, offsetof(struct task, summative)},
    {STR("weight"), FORM_HUNDREDTHS, offsetof(struct task, weight_bp)},
    {STR("level"), FORM_LEVEL, offsetof(struct task, level)},
    {STR("mode"), FORM_PARTICIPATION, offsetof(struct task, mode)},
    {STR("supervision"), FORM_SUPERVISION, offsetof(struct task, supervision)},
    {STR("complexity"), FORM_COMPLEXITY, offsetof(struct task, complexity)},
    {STR(""), FORM_TEXT, 0},
};

static code task_member(struct rule_reader *r,
    const struct json *value,
    const struct json_path *path,
    void *into)
{
    struct task *task = into;
    struct strs list = {NULL, 0};
    bool found = false;

    TRY(read_place(r, value, path, TASK, into, &found));
    if (found)
        return OK;
    if (!str_eq(value->name, S("outcomes")))
        return rule_fail(r, path, E_SYNTAX, value->name);
    TRY(rule_strs(r, value, path, &list));
    task->outcomes = list.items;
    task->n_outcomes = list.n;
    return OK;
}

static code one_task(struct rule_reader *r,
    const struct json *value,
    const struct json_path *path,
    void *into)
{
    return rule_members(r, value, path, task_member, into);
}

/* --- offers --- */

static const struct place TARGET[] = {
    {STR("id"), FORM_TEXT, offsetof(struct offer_target, id)},
    {STR("title"), FORM_TEXT, offsetof(struct offer_target, title)},
    {STR("owner"), FORM_TEXT, offsetof(struct offer_target, owner)},
    {STR("level"), FORM_LEVEL, offsetof(struct offer_target, level)},
    {STR("hoursPerPoint"), FORM_MINUTES,
        offsetof(struct offer_target, minutes_per_point)},
    {STR("supervisionMin"), FORM_RANK,
        offsetof(struct offer_target, supervision_min)},
    {STR("moderation"), FORM_TEXT, offsetof(struct offer_target, moderation)},
    {STR("reviewMonths"), FORM_MONTHS,
        offsetof(struct offer_target, review_months)},
    {STR(""), FORM_TEXT, 0},
};

static code one_level(struct rule_reader *r,
    const struct json *value,
    const struct json_path *path,
    void *into)
{
    return rule_level(r, value, path, into);
}

static code target_member(struct rule_reader *r,
    const struct json *value,
    const struct json_path *path,
    void *into)
{
    struct offer_target *target = into;
    void *items = NULL;
    bool found = false;

    TRY(read_place(r, value, path, TARGET, into, &found));
    if (found)
        return OK;
    if (!str_eq(value->name, S("unitLevels")))
        return rule_fail(r, path, E_SYNTAX, value->name);
    TRY(rule_list(r, value, path, sizeof(struct level), one_level, &items));
    target->unit_levels = items;
    target->n_unit_levels = value->n;
    return OK;
}

static code condition_member(struct rule_reader *r,
    const struct json *value,
    const struct json_path *path,
    void *into)
{
    struct offer_condition *condition = into;
    int kind = 0;

    if (str_eq(value->name, S("text")))
        return rule_text(r, value, path, &condition->text);
    if (!str_eq(value->name, S("kind")))
        return rule_fail(r, path, E_SYNTAX, value->name);
    while (kind < OFFER_CONDITION_N &&
           !str_eq(offer_condition_word((enum offer_condition_kind)kind),
               json_text(value)))
        kind++;
    if (kind == OFFER_CONDITION_N)
        return rule_fail(r, path, E_SYNTAX, value->name);
    condition->kind = (enum offer_condition_kind)kind;
    return OK;
}

static code one_condition(struct rule_reader *r,
    const struct json *value,
    const struct json_path *path,
    void *into)
{
    TRY(rule_members(r, value, path, condition_member, into));
    return rule_require(r, value, path, S("kind"));
}

static const struct place OFFER[] = {
    {STR("id"), FORM_TEXT, offsetof(struct offer, id)},
    {STR("amount"), FORM_CREDIT, offsetof(struct offer, amount)},
    {STR("componentLevel"), FORM_LEVEL,
        offsetof(struct offer, component_level)},
    {STR("countsAs"), FORM_LEVEL, offsetof(struct offer, counts_as)},
    {STR("passMapped"), FORM_BOOL, offsetof(struct offer, pass_mapped)},
    {STR("signed"), FORM_BOOL, offsetof(struct offer, is_signed)},
    {STR("exclusive"), FORM_BOOL, offsetof(struct offer, exclusive)},
    {STR("claimMonths"), FORM_MONTHS, offsetof(struct offer, claim_months)},
    {STR(""), FORM_TEXT, 0},
};

static code offer_member(struct rule_reader *r,
    const struct json *value,
    const struct json_path *path,
    void *into)
{
    static const str kinds[] = {
        [OFFER_CREDIT] = STR("credit"), [OFFER_ADMISSION] = STR("admission")};
    struct offer *offer = into;
    void *items = NULL;
    size_t kind = 0;
    bool found = false;

    TRY(read_place(r, value, path, OFFER, into, &found));
    if (found)
        return OK;
    if (str_eq(value->name, S("target")))
        return rule_members(r, value, path, target_member, &offer->target);
    if (str_eq(value->name, S("kind"))) {
        TRY(rule_word(r, value, path, (struct strs){kinds, 2}, &kind));
        offer->kind = (enum offer_kind)kind;
        return OK;
    }
    if (!str_eq(value->name, S("conditions")))
        return rule_fail(r, path, E_SYNTAX, value->name);
    TRY(rule_list(
        r, value, path, sizeof(struct offer_condition), one_condition, &items));
    offer->conditions = items;
    offer->n_conditions = value->n;
    return OK;
}

static code one_offer(struct rule_reader *r,
    const struct json *value,
    const struct json_path *path,
    void *into)
{
    TRY(rule_members(r, value, path, offer_member, into));
    TRY(rule_require(r, value, path, S("id")));
    return rule_require(r, value, path, S("target"));
}

/* --- the statement --- */

static const struct place QUALITY[] = {
    {STR("type"), FORM_TEXT, offsetof(struct quality, type)},
    {STR("body"), FORM_TEXT, offsetof(struct quality, body)},
    {STR("reference"), FORM_TEXT, offsetof(struct quality, reference)},
    {STR("reviewDue"), FORM_DATE, offsetof(struct quality, review_due)},
    {STR("moderation"), FORM_TEXT, offsetof(struct quality, moderation)},
    {STR("moderationInherits"), FORM_TEXT,
        offsetof(struct quality, moderation_inherits)},
    {STR(""), FORM_TEXT, 0},
};

static code quality_member(struct rule_reader *r,
    const struct json *value,
    const struct json_path *path,
    void *into)
{
    bool found = false;

    TRY(read_place(r, value, path, QUALITY, into, &found));
    return found ? OK : rule_fail(r, path, E_SYNTAX, value->name);
}

static code cost_member(struct rule_reader *r,
    const struct json *value,
    const struct json_path *path,
    void *into)
{
    struct money *cost = into;

    if (str_eq(value->name, S("currency")))
        return rule_text(r, value, path, &cost->currency);
    if (str_eq(value->name, S("amount")))
        return rule_hundredths(r, value, path, &cost->minor);
    return rule_fail(r, path, E_SYNTAX, value->name);
}

static const struct place STATEMENT[] = {
    {STR("achievement"), FORM_TEXT, offsetof(struct statement, achievement)},
    {STR("version"), FORM_TEXT, offsetof(struct statement, version)},
    {STR("type"), FORM_TEXT, offsetof(struct statement, type)},
    {STR("title"), FORM_TEXT, offsetof(struct statement, title)},
    {STR("description"), FORM_TEXT, offsetof(struct statement, description)},
    {STR("issuer"), FORM_TEXT, offsetof(struct statement, issuer)},
    {STR("issuerName"), FORM_TEXT, offsetof(struct statement, issuer_name)},
    {STR("country"), FORM_TEXT, offsetof(struct statement, country)},
    {STR("language"), FORM_TEXT, offsetof(struct statement, language)},
    {STR("made"), FORM_DATE, offsetof(struct statement, made)},
    {STR("listed"), FORM_DATE, offsetof(struct statement, listed)},
    {STR("regulated"), FORM_BOOL, offsetof(struct statement, regulated)},
    {STR("qaStatement"), FORM_TEXT, offsetof(struct statement, qa_statement)},
    {STR("participation"), FORM_PARTICIPATION,
        offsetof(struct statement, participation)},
    {STR("volume"), FORM_MINUTES, offsetof(struct statement, minutes)},
    {STR("level"), FORM_LEVEL, offsetof(struct statement, level)},
    {STR("levelDoesNotApply"), FORM_BOOL,
        offsetof(struct statement, level_does_not_apply)},
    {STR("credit"), FORM_CREDIT, offsetof(struct statement, credit)},
    {STR("prerequisites"), FORM_TEXT,
        offsetof(struct statement, prerequisites)},
    {STR("complexity"), FORM_COMPLEXITY,
        offsetof(struct statement, complexity)},
    {STR("supervision"), FORM_SUPERVISION,
        offsetof(struct statement, supervision)},
    {STR("gradeScale"), FORM_TEXT, offsetof(struct statement, grade_scale)},
    {STR("creditBearing"), FORM_BOOL,
        offsetof(struct statement, credit_bearing)},
    {STR("exclusive"), FORM_BOOL, offsetof(struct statement, exclusive)},
    {STR("stackability"), FORM_TEXT, offsetof(struct statement, stackability)},
    {STR("validityMonths"), FORM_MONTHS,
        offsetof(struct statement, validity_months)},
    {STR(""), FORM_TEXT, 0},
};

static code list_member(struct rule_reader *r,
    const struct json *value,
    const struct json_path *path,
    struct statement *s)
{
    struct strs texts = {NULL, 0};
    void *items = NULL;

    if (str_eq(value->name, S("outcomes"))) {
        TRY(rule_list(
            r, value, path, sizeof(struct outcome), one_outcome, &items));
        s->outcomes = items;
        s->n_outcomes = value->n;
    } else if (str_eq(value->name, S("tasks"))) {
        TRY(rule_list(r, value, path, sizeof(struct task), one_task, &items));
        s->tasks = items;
        s->n_tasks = value->n;
    } else if (str_eq(value->name, S("offers"))) {
        TRY(rule_list(r, value, path, sizeof(struct offer), one_offer, &items));
        s->offers = items;
        s->n_offers = value->n;
    } else if (str_eq(value->name, S("industry"))) {
        TRY(rule_strs(r, value, path, &texts));
        s->industry = texts.items;
        s->n_industry = texts.n;
    } else {
        return rule_fail(r, path, E_SYNTAX, value->name);
    }
    return OK;
}

static code statement_member(struct rule_reader *r,
    const struct json *value,
    const struct json_path *path,
    void *into)
{
    struct statement *s = into;
    bool found = false;

    TRY(read_place(r, value, path, STATEMENT, into, &found));
    if (found)
        return OK;
    if (str_eq(value->name, S("quality")))
        return rule_members(r, value, path, quality_member, &s->quality);
    if (!str_eq(value->name, S("cost")))
        return list_member(r, value, path, s);
    s->cost_stated = true;
    return rule_members(r, value, path, cost_member, &s->cost);
}

code statement_read(const struct json *json,
    struct arena *arena,
    struct statement *ret,
    struct err *reterr)
{
    struct rule_reader r = {.arena = arena, .err = reterr};
    struct statement s = {.type = STR("MicroCredential")};

    TRY(rule_members(&r, json, NULL, statement_member, &s));
    *ret = s;
    return OK;
}
