/* The points of a statement: RULES 4.2, invariants 1, 2, 4 to 8, 14 to 18. */
#include "rule/statement.h"

enum {
    EFFORT_BP = 9000,
    CLAIM_MONTHS_MIN = 24,
    VOLUME_MINUTES_MIN = 60,
    HUNDREDTHS = 100,
    SUPERVISION_RANK_MAX = 3,
};

struct checker {
    const struct statement *s;
    const struct statement_rules *rules;
    struct arena *arena;
    struct point_answer *points;
    size_t n;
    size_t capacity;
    code failed;
};

struct statement_rules statement_rules_default(void)
{
    return (struct statement_rules){
        .levels = level_map_builtin(),
        .effort_bp = EFFORT_BP,
        .claim_months_min = CLAIM_MONTHS_MIN,
    };
}

/* `answer.code` counts only when the point fails. */
static void add(struct checker *c, struct point_answer answer)
{
    struct point_answer *points;

    if (c->failed != OK)
        return;
    points = arena_grow(
        c->arena, c->points, sizeof(*points), c->n + 1, &c->capacity);
    if (!points) {
        c->failed = arena_status(c->arena);
        return;
    }
    if (answer.pass)
        answer.code = OK;
    c->points = points;
    points[c->n++] = answer;
}

/* --- the definition --- */

static bool holds(const str *list, size_t n, str item)
{
    size_t i;

    for (i = 0; i < n; i++) {
        if (str_eq(list[i], item))
            return true;
    }
    return false;
}

static bool outcome_is_assessed(const struct statement *s, str id)
{
    size_t i;

    for (i = 0; i < s->n_tasks; i++) {
        if (holds(s->tasks[i].outcomes, s->tasks[i].n_outcomes, id))
            return true;
    }
    return false;
}

static bool task_assesses(const struct statement *s, const struct task *task)
{
    size_t i;

    for (i = 0; i < s->n_outcomes; i++) {
        if (holds(task->outcomes, task->n_outcomes, s->outcomes[i].id))
            return true;
    }
    return false;
}

static bool is_assessed(const struct statement *s)
{
    size_t i;

    for (i = 0; i < s->n_tasks; i++) {
        if (s->tasks[i].summative)
            return true;
    }
    return false;
}

/* The first half of C1 (invariants 1 and 4). */
static void check_assessment(struct checker *c)
{
    const struct statement *s = c->s;
    size_t i;

    add(c, (struct point_answer){
               .point = POINT_ASSESSED,
               .condition = CONDITION_C1,
               .pass = is_assessed(s),
               .code = E_NOT_ASSESSED,
           });
    for (i = 0; i < s->n_outcomes; i++)
        add(c, (struct point_answer){
                   .point = POINT_OUTCOME,
                   .condition = CONDITION_C1,
                   .pass = outcome_is_assessed(s, s->outcomes[i].id),
                   .code = E_OUTCOME_UNASSESSED,
                   .about = s->outcomes[i].id,
               });
    if (s->n_outcomes == 0)
        add(c, (struct point_answer){
                   .point = POINT_OUTCOME,
                   .condition = CONDITION_C1,
                   .code = E_OUTCOME_UNASSESSED,
               });
}

static str percent(struct checker *c, int64_t bp)
{
    char text[UNIT_TEXT_BYTES];
    str parts[] = {{text, decimal_format(bp, text)}, STR(" %")};

    return arena_join(c->arena, parts, 2);
}

/* Invariants 4 and 5. */
static void check_tasks(struct checker *c)
{
    const struct statement *s = c->s;
    int64_t sum = 0;
    size_t i;

    for (i = 0; i < s->n_tasks; i++) {
        sum += s->tasks[i].weight_bp;
        add(c, (struct point_answer){
                   .point = POINT_TASK,
                   .condition = CONDITION_DEFINITION,
                   .pass = task_assesses(s, &s->tasks[i]),
                   .code = E_TASK_ORPHAN,
                   .about = s->tasks[i].type,
               });
    }
    if (s->n_tasks > 0)
        add(c, (struct point_answer){
                   .point = POINT_WEIGHT,
                   .condition = CONDITION_DEFINITION,
                   .pass = sum == UNIT_WHOLE_BP,
                   .code = E_TASK_WEIGHT,
                   .stated = percent(c, sum),
                   .needed = percent(c, UNIT_WHOLE_BP),
               });
}

/* Invariants 7 and 8; a credit-bearing statement must have a level. */
static void check_level(struct checker *c)
{
    const struct statement *s = c->s;
    bool is_stated = s->level.fw.len > 0 || s->level.n != 0;
    code found = OK;

    if (is_stated || s->credit_bearing)
        found = level_check(s->level, NULL);
    add(c, (struct point_answer){
               .point = POINT_LEVEL,
               .condition = CONDITION_DEFINITION,
               .pass = found == OK,
               .code = found,
               .stated = level_text(s->level, c->arena),
           });
}

static void check_definition(struct checker *c, bool is_attendance)
{
    const struct statement *s = c->s;

    check_tasks(c);
    check_level(c);
    add(c, (struct point_answer){
               .point = POINT_QA,
               .condition = CONDITION_DEFINITION,
               .pass = s->regulated || s->qa_statement.len > 0,
               .code = E_QA_STATEMENT,
           });
    if (is_attendance)
        return;
    add(c, (struct point_answer){
               .point = POINT_VOLUME,
               .condition = CONDITION_DEFINITION,
               .pass = s->minutes >= VOLUME_MINUTES_MIN,
               .code = E_VOLUME_MIN,
               .stated = minutes_text(s->minutes, c->arena),
               .needed = minutes_text(VOLUME_MINUTES_MIN, c->arena),
           });
    check_assessment(c);
}

/* --- C1: aligned to the level of the target --- */

/* The level that the assessment reaches, and whether that is enough: of the
 * summative tasks the one that serves best. */
static enum truth best_level(struct checker *c,
    struct level need,
    struct level *ret_have,
    const struct level_row **ret_row)
{
    const struct statement *s = c->s;
    enum truth best = TRUTH_FALSE;
    bool any = false;
    size_t i;

    for (i = 0; i < s->n_tasks; i++) {
        const struct task *task = &s->tasks[i];
        struct level have = task->level.fw.len > 0 ? task->level : s->level;
        const struct level_row *row = NULL;
        enum truth found;

        if (!task->summative)
            continue;
        found = level_at_least(&c->rules->levels, have, need, &row);
        if (any && found <= best)
            continue;
        any = true;
        best = found;
        *ret_have = have;
        *ret_row = row;
    }
    return best;
}

/* A lower level than the target's must be one that its units have. */
static bool component_exists(const struct offer *offer)
{
    size_t i;

    if (offer->kind == OFFER_ADMISSION || offer->component_level.fw.len == 0 ||
        (str_eq(offer->component_level.fw, offer->target.level.fw) &&
            offer->component_level.n >= offer->target.level.n))
        return true;
    for (i = 0; i < offer->target.n_unit_levels; i++) {
        if (str_eq(
                offer->target.unit_levels[i].fw, offer->component_level.fw) &&
            offer->target.unit_levels[i].n == offer->component_level.n)
            return true;
    }
    return false;
}

static void check_aligned(struct checker *c, const struct offer *offer)
{
    struct level need = offer->component_level.fw.len > 0
                            ? offer->component_level
                            : offer->target.level;
    struct level have = {{NULL, 0}, 0};
    const struct level_row *row = NULL;
    enum truth found = best_level(c, need, &have, &row);

    /* What the target's owner signed counts like a row (invariant 53). */
    if (offer->is_signed && offer->counts_as.fw.len > 0 && have.fw.len > 0) {
        have = offer->counts_as;
        found = level_at_least(&c->rules->levels, have, need, &row);
    }
    add(c, (struct point_answer){
               .point = POINT_ALIGNED,
               .condition = CONDITION_C1,
               .pass = found == TRUTH_TRUE && component_exists(offer),
               .code = E_CB_C1,
               .offer = offer->id,
               .about = offer->target.title,
               .stated = level_text(have, c->arena),
               .needed = level_text(need, c->arena),
               .source = row ? row->document : (str){NULL, 0},
           });
}

/* --- C2: open, and offered by somebody --- */

static bool shuts_out(const struct offer *offer)
{
    size_t i;

    for (i = 0; i < offer->n_conditions; i++) {
        if (offer->conditions[i].kind == OFFER_IF_UNUSED_ELSEWHERE)
            return true;
    }
    return offer->exclusive;
}

static void check_open(struct checker *c)
{
    const struct statement *s = c->s;
    bool any_signed = false;
    size_t i;

    add(c, (struct point_answer){
               .point = POINT_OPEN,
               .condition = CONDITION_C2,
               .pass = !s->exclusive,
               .code = E_CB_C2,
           });
    for (i = 0; i < s->n_offers; i++) {
        any_signed = any_signed || s->offers[i].is_signed;
        add(c, (struct point_answer){
                   .point = POINT_OPEN,
                   .condition = CONDITION_C2,
                   .pass = !shuts_out(&s->offers[i]),
                   .code = E_CB_C2,
                   .offer = s->offers[i].id,
               });
    }
    add(c, (struct point_answer){
               .point = POINT_OFFER,
               .condition = CONDITION_C2,
               .pass = any_signed,
               .code = E_CB_C2,
           });
}

/* --- C3: nothing that comes later --- */

static void check_future(struct checker *c, const struct offer *offer)
{
    size_t n_future = 0;
    size_t i;

    for (i = 0; i < offer->n_conditions; i++) {
        const struct offer_condition *condition = &offer->conditions[i];

        if (condition->kind == OFFER_IF_FACT ||
            condition->kind == OFFER_IF_UNUSED_ELSEWHERE)
            continue;
        n_future++;
        add(c, (struct point_answer){
                   .point = POINT_FUTURE,
                   .condition = CONDITION_C3,
                   .code = E_CB_C3,
                   .offer = offer->id,
                   .about = condition->text,
                   .stated = offer_condition_word(condition->kind),
               });
    }
    if (n_future == 0)
        add(c, (struct point_answer){
                   .point = POINT_FUTURE,
                   .condition = CONDITION_C3,
                   .pass = true,
                   .offer = offer->id,
               });
}

static str months_text(struct checker *c, int32_t months)
{
    char text[UNIT_TEXT_BYTES];
    str parts[] = {{text, decimal_format((int64_t)months * HUNDREDTHS, text)},
        STR(" months")};

    return arena_join(c->arena, parts, 2);
}

static void check_claim(struct checker *c, const struct offer *offer)
{
    if (offer->claim_months == 0)
        return;
    add(c, (struct point_answer){
               .point = POINT_CLAIM,
               .condition = CONDITION_C3,
               .pass = offer->claim_months >= c->rules->claim_months_min,
               .code = E_CB_C3,
               .offer = offer->id,
               .stated = months_text(c, offer->claim_months),
               .needed = months_text(c, c->rules->claim_months_min),
           });
}

/* --- C4: the target's standards --- */

/* Minutes that the offered credit asks for, rounded up. */
static code effort_needed(
    const struct checker *c, const struct offer *offer, int64_t *ret)
{
    int32_t per_point = offer->target.minutes_per_point;
    int32_t most = 0;
    int64_t whole = 0;
    int64_t share = (int64_t)HUNDREDTHS * UNIT_WHOLE_BP;

    if (per_point <= 0 &&
        !credit_minutes(offer->amount.system, &per_point, &most))
        return E_CREDIT_SYSTEM;
    if (!amount_mul(offer->amount.hundredths, per_point, &whole) ||
        !amount_mul(whole, c->rules->effort_bp, &whole) ||
        !amount_add(whole, share - 1, &whole))
        return E_AMOUNT_RANGE;
    *ret = whole / share;
    return *ret <= INT32_MAX ? OK : E_AMOUNT_RANGE;
}

static void check_effort(struct checker *c, const struct offer *offer)
{
    int64_t needed = 0;
    code found = effort_needed(c, offer, &needed);
    struct point_answer answer = {
        .point = POINT_EFFORT,
        .condition = CONDITION_C4,
        .code = E_CB_C4_EFFORT,
        .offer = offer->id,
        .about = credit_text(offer->amount, c->arena),
        .stated = minutes_text(c->s->minutes, c->arena),
    };

    if (found == E_AMOUNT_RANGE) {
        c->failed = E_AMOUNT_RANGE;
        return;
    }
    if (found == OK) {
        answer.pass = c->s->minutes >= needed;
        answer.needed = minutes_text((int32_t)needed, c->arena);
    } else {
        answer.code = found;
    }
    add(c, answer);
}

static void check_standard(struct checker *c, const struct offer *offer)
{
    const struct statement *s = c->s;
    const struct offer_target *target = &offer->target;
    int rank = target->supervision_min > SUPERVISION_RANK_MAX
                   ? SUPERVISION_RANK_MAX
                   : target->supervision_min;

    add(c,
        (struct point_answer){
            .point = POINT_SUPERVISION,
            .condition = CONDITION_C4,
            .pass = supervision_rank(s->supervision) >= target->supervision_min,
            .code = E_CB_C4_STANDARD,
            .offer = offer->id,
            .stated = supervision_word(s->supervision),
            .needed = supervision_rank_word(rank),
        });
    add(c,
        (struct point_answer){
            .point = POINT_MODERATION,
            .condition = CONDITION_C4,
            .pass = target->moderation.len == 0 ||
                    str_eq(s->quality.moderation, target->moderation) ||
                    str_eq(s->quality.moderation_inherits, target->moderation),
            .code = E_CB_C4_STANDARD,
            .offer = offer->id,
            .stated = s->quality.moderation,
            .needed = target->moderation,
        });
    add(c, (struct point_answer){
               .point = POINT_PASS,
               .condition = CONDITION_C4,
               .pass = offer->pass_mapped,
               .code = E_CB_C4_STANDARD,
               .offer = offer->id,
           });
}

static str date_text(struct checker *c, date day)
{
    char text[DATE_BYTES];

    if (day == DATE_NONE)
        return (str){NULL, 0};
    date_format(day, text);
    return arena_str(c->arena, (str){text, DATE_BYTES});
}

static void check_review(struct checker *c, const struct offer *offer)
{
    const struct statement *s = c->s;
    date from = s->listed != DATE_NONE ? s->listed : s->made;
    date latest;

    if (offer->target.review_months == 0)
        return;
    latest = from == DATE_NONE
                 ? DATE_NONE
                 : date_add_months(from, offer->target.review_months);
    add(c, (struct point_answer){
               .point = POINT_REVIEW,
               .condition = CONDITION_C4,
               .pass = s->quality.review_due != DATE_NONE &&
                       latest != DATE_NONE && s->quality.review_due <= latest,
               .code = E_CB_C4_STANDARD,
               .offer = offer->id,
               .stated = date_text(c, s->quality.review_due),
               .needed = date_text(c, latest),
           });
}

/* --- the whole --- */

static void check_offer(struct checker *c, const struct offer *offer)
{
    check_aligned(c, offer);
    check_future(c, offer);
    check_claim(c, offer);
    if (offer->kind == OFFER_CREDIT)
        check_effort(c, offer);
    check_standard(c, offer);
    check_review(c, offer);
    add(c, (struct point_answer){
               .point = POINT_SIGNED,
               .condition = CONDITION_SHOWN,
               .pass = offer_is_shown(offer),
               .code = E_OFFER_UNSIGNED,
               .offer = offer->id,
               .about = offer->target.title,
           });
}

static void sum_up(const struct checker *c, struct statement_report *ret)
{
    bool asked[CONDITION_N] = {false};
    bool failed[CONDITION_N] = {false};
    bool all = true;
    size_t i;

    for (i = 0; i < c->n; i++) {
        asked[c->points[i].condition] = true;
        if (!c->points[i].pass)
            failed[c->points[i].condition] = true;
    }
    *ret = (struct statement_report){.points = c->points, .n_points = c->n};
    for (i = 0; i < CONDITION_N; i++)
        ret->pass[i] = asked[i] && !failed[i];
    for (i = CONDITION_C1; i <= CONDITION_C4; i++)
        all = all && ret->pass[i];
    ret->credit_bearing =
        c->s->credit_bearing && all && ret->pass[CONDITION_DEFINITION];
    ret->publishable = c->s->credit_bearing ? ret->credit_bearing
                                            : ret->pass[CONDITION_DEFINITION] &&
                                                  !failed[CONDITION_C1];
}

code statement_check(const struct statement *s,
    const struct statement_rules *rules,
    struct arena *arena,
    struct statement_report *ret,
    struct err *reterr)
{
    struct checker c = {.s = s, .rules = rules, .arena = arena};
    bool is_attendance =
        str_eq(s->type, S("CertificateOfCompletion")) && !s->credit_bearing;
    size_t i;

    check_definition(&c, is_attendance);
    if (s->credit_bearing) {
        check_open(&c);
        for (i = 0; i < s->n_offers; i++)
            check_offer(&c, &s->offers[i]);
    }
    if (c.failed == OK)
        c.failed = arena_status(arena);
    if (c.failed != OK)
        return err_set(reterr, c.failed, S("statement"));
    sum_up(&c, ret);
    return OK;
}
