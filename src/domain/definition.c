#include "domain/definition.h"

#include "rule/calendar.h"
#include "text/utf8.h"

enum {
    VOLUME_MIN = 60,
    ACHIEVEMENT_TYPE_BYTES = 64,
};

static const str IDENTITIES[] = {
    [IDENTITY_NONE] = STR("none"),
    [IDENTITY_ONE_FACTOR] = STR("one_factor"),
    [IDENTITY_TWO_FACTORS] = STR("two_factors"),
};

static const str KINDS[] = {
    [TASK_WORKPLACE_CHALLENGE] = STR("workplace_challenge"),
    [TASK_CAPSTONE] = STR("capstone"),
    [TASK_PROJECT] = STR("project"),
    [TASK_WRITTEN] = STR("written"),
    [TASK_PRESENTATION] = STR("presentation"),
    [TASK_OBSERVATION] = STR("observation"),
    [TASK_QUIZ] = STR("quiz"),
    [TASK_PORTFOLIO] = STR("portfolio"),
};

const struct names identity_names = {IDENTITIES, IDENTITY_TWO_FACTORS + 1};
const struct names task_kind_names = {KINDS, TASK_PORTFOLIO + 1};

size_t definition_outcome(const struct definition *definition, str id)
{
    size_t i;

    for (i = 0; i < definition->n_outcomes; i++) {
        if (str_eq(definition->outcomes[i].id, id))
            return i;
    }
    return SIZE_MAX;
}

size_t definition_task(const struct definition *definition, str id)
{
    size_t i;

    for (i = 0; i < definition->n_tasks; i++) {
        if (str_eq(definition->tasks[i].id, id))
            return i;
    }
    return SIZE_MAX;
}

size_t definition_grade(const struct definition *definition, str grade)
{
    size_t i;

    for (i = 0; i < definition->rubric.n_grades; i++) {
        if (str_eq(definition->rubric.grades[i].code, grade))
            return i;
    }
    return SIZE_MAX;
}

/* --- checks --- */

struct check {
    const struct definition *definition;
    struct findings *findings;
};

static void at(const struct check *check, code c, str member, str about)
{
    const struct json_path path = {.name = member};

    findings_add(check->findings, c, &path, about);
}

static void at_item(
    const struct check *check, code c, str member, size_t i, str about)
{
    const struct json_path list = {.name = member};
    const struct json_path path = {.up = &list, .index = i};

    findings_add(check->findings, c, &path, about);
}

static size_t count_words(str text)
{
    size_t n = 0;
    size_t i;

    for (i = 0; i < text.len; i++) {
        const bool space = (unsigned char)text.ptr[i] <= ' ';

        if (!space && (i == 0 || (unsigned char)text.ptr[i - 1] <= ' '))
            n++;
    }
    return n;
}

static size_t count_chars(str text)
{
    size_t n = 0;
    size_t i;

    for (i = 0; i < text.len; i++)
        n += ((unsigned char)text.ptr[i] & 0xc0) != 0x80;
    return n;
}

static void check_texts(const struct check *check)
{
    const struct definition *d = check->definition;

    if (d->title.len == 0)
        at(check, E_DEFINITION_MISSING, S("title"), S("title"));
    if (count_chars(d->title) > DEFINITION_TITLE_CHARS_MAX)
        at(check, E_DEFINITION_RANGE, S("title"), S("title"));
    if (d->summary.len == 0)
        at(check, E_DEFINITION_MISSING, S("summary"), S("summary"));
    if (count_words(d->summary) > DEFINITION_SUMMARY_WORDS_MAX)
        at(check, E_DEFINITION_RANGE, S("summary"), S("summary"));
    if (d->description.len > DEFINITION_TEXT_BYTES_MAX)
        at(check, E_DEFINITION_RANGE, S("description"), S("description"));
    if (d->criteria.len == 0)
        at(check, E_DEFINITION_MISSING, S("criteria"), S("criteria"));
    if (d->criteria.len > DEFINITION_TEXT_BYTES_MAX)
        at(check, E_DEFINITION_RANGE, S("criteria"), S("criteria"));
    if (d->n_outcomes == 0)
        at(check, E_DEFINITION_MISSING, S("outcomes"), S("outcomes"));
}

static bool has_summative(const struct definition *d)
{
    size_t i;

    for (i = 0; i < d->n_tasks; i++) {
        if (d->tasks[i].summative)
            return true;
    }
    return false;
}

/* Invariants 1 and 2 bind what calls itself a micro-credential. */
static void check_micro(const struct check *check)
{
    const struct definition *d = check->definition;

    if (d->volume_minutes < 0 || d->volume_minutes > DEFINITION_VOLUME_MAX)
        at(check, E_DEFINITION_RANGE, S("volume"), S("volume"));
    if (!str_eq(d->type, S("MicroCredential")))
        return;
    if (!has_summative(d))
        at(check, E_NOT_ASSESSED, S("tasks"), d->title);
    if (d->volume_minutes < VOLUME_MIN)
        at(check, E_VOLUME_MIN, S("volume"), d->title);
}

static bool is_assessed(const struct definition *d, str outcome)
{
    size_t i;
    size_t j;

    for (i = 0; i < d->n_tasks; i++) {
        for (j = 0; j < d->tasks[i].n_outcomes; j++) {
            if (str_eq(d->tasks[i].outcomes[j], outcome))
                return true;
        }
    }
    return false;
}

static bool covers_some(
    const struct definition *d, const struct assessed_task *task)
{
    size_t i;

    for (i = 0; i < task->n_outcomes; i++) {
        if (definition_outcome(d, task->outcomes[i]) != SIZE_MAX)
            return true;
    }
    return false;
}

/* Invariants 4 and 5. */
static void check_tasks(const struct check *check)
{
    const struct definition *d = check->definition;
    int64_t weight = 0;
    size_t i;

    for (i = 0; i < d->n_outcomes; i++) {
        if (definition_outcome(d, d->outcomes[i].id) != i)
            at_item(
                check, E_DEFINITION_TWICE, S("outcomes"), i, d->outcomes[i].id);
        if (d->n_tasks > 0 && !is_assessed(d, d->outcomes[i].id))
            at_item(check, E_OUTCOME_UNASSESSED, S("outcomes"), i,
                d->outcomes[i].id);
    }
    for (i = 0; i < d->n_tasks; i++) {
        if (definition_task(d, d->tasks[i].id) != i)
            at_item(check, E_DEFINITION_TWICE, S("tasks"), i, d->tasks[i].id);
        /* No sum of few shares overflows (invariant 80). */
        if (d->tasks[i].weight < 0 || d->tasks[i].weight > UNIT_WHOLE_BP)
            at_item(check, E_TASK_WEIGHT, S("tasks"), i, d->tasks[i].id);
        else
            weight += d->tasks[i].weight;
        if (!covers_some(d, &d->tasks[i]))
            at_item(check, E_TASK_ORPHAN, S("tasks"), i, d->tasks[i].id);
    }
    if (d->n_tasks > 0 && weight != UNIT_WHOLE_BP)
        at(check, E_TASK_WEIGHT, S("tasks"), S("weight"));
}

/* Invariants 7 and 8. */
static code level_result(str framework, int64_t number)
{
    if (number == 0 && framework.len == 0)
        return OK;
    if (number < INT32_MIN || number > INT32_MAX)
        return E_LEVEL_RANGE;
    return level_check((struct level){framework, (int32_t)number}, NULL);
}

static void check_level(const struct check *check)
{
    const struct definition *d = check->definition;
    code result = level_result(d->level_framework, d->level);
    size_t i;

    if (result != OK)
        at(check, result, S("level"), d->level_framework);
    for (i = 0; i < d->n_tasks; i++) {
        result = level_result(d->tasks[i].level_framework, d->tasks[i].level);
        if (result != OK)
            at_item(check, result, S("tasks"), i, d->tasks[i].id);
    }
}

/* Invariant 6. */
static void check_quality(
    const struct check *check, const struct organisation *owner)
{
    if (owner->regulated == 0 &&
        (owner->qa_profile.len == 0 || owner->qa_process.len == 0 ||
            owner->qa_review.len == 0))
        at(check, E_QA_STATEMENT, S("quality"), owner->name);
}

static void check_validity(const struct check *check)
{
    const struct definition *d = check->definition;

    if (d->validity_months < 0 || d->validity_months > DEFINITION_MONTHS_MAX)
        at(check, E_DEFINITION_RANGE, S("validityMonths"), S("validity"));
    if (d->renewal.window_days < 0 || d->renewal.grace_days < 0 ||
        d->renewal.window_days > RENEWAL_DAYS_MAX ||
        d->renewal.grace_days > RENEWAL_DAYS_MAX)
        at(check, E_DEFINITION_RANGE, S("renewal"), S("renewal"));
    if (d->rubric.required.len > 0 &&
        definition_grade(d, d->rubric.required) == SIZE_MAX)
        at(check, E_GRADE, S("rubric"), d->rubric.required);
}

void definition_check(const struct definition *definition,
    const struct organisation *owner,
    struct findings *findings)
{
    const struct check check = {definition, findings};

    check_texts(&check);
    check_micro(&check);
    check_tasks(&check);
    check_level(&check);
    check_quality(&check, owner);
    check_validity(&check);
}
