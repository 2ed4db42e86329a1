#include "rule/compare.h"

#define N(array) (sizeof(array) / sizeof((array)[0]))

enum {
    HOUR = 60,
    HUNDREDTHS = 100,
};

static const str FIELDS[] = {
    [COMPARE_TYPE] = STR("type"),
    [COMPARE_TRUST] = STR("issuer trust"),
    [COMPARE_LEVEL] = STR("level"),
    [COMPARE_HOURS] = STR("hours"),
    [COMPARE_CREDIT] = STR("credit"),
    [COMPARE_HOURS_PER_CREDIT] = STR("hours per credit"),
    [COMPARE_OUTCOMES] = STR("outcomes and skills"),
    [COMPARE_SKILL] = STR("skill"),
    [COMPARE_COMPLEXITY] = STR("complexity"),
    [COMPARE_SUPERVISION] = STR("supervision"),
    [COMPARE_MODERATION] = STR("moderation"),
    [COMPARE_GRADES] = STR("grade scale"),
    [COMPARE_PARTICIPATION] = STR("participation"),
    [COMPARE_COST] = STR("cost"),
    [COMPARE_COST_PER_HOUR] = STR("cost per hour"),
    [COMPARE_COST_PER_CREDIT] = STR("cost per credit"),
    [COMPARE_VALIDITY] = STR("validity"),
    [COMPARE_OFFERS] = STR("offers"),
    [COMPARE_STACKS] = STR("stacks"),
    [COMPARE_RECOGNITIONS] = STR("recognitions"),
    [COMPARE_REGISTERS] = STR("registers"),
    [COMPARE_LANGUAGE] = STR("language"),
    [COMPARE_MADE] = STR("statement made"),
};

static const str RESULTS[] = {
    [COMPARE_SAME] = STR("same"),
    [COMPARE_A_HIGHER] = STR("A higher"),
    [COMPARE_B_HIGHER] = STR("B higher"),
    [COMPARE_DIFFERS] = STR("differs"),
    [COMPARE_ONLY_A] = STR("only A"),
    [COMPARE_ONLY_B] = STR("only B"),
    [COMPARE_NOT_COMPARABLE] = STR("not comparable"),
    [COMPARE_NOT_STATED] = STR("not stated"),
};

static const str VERDICTS[] = {
    [VERDICT_BOTH_BEAR_CREDIT] = STR("both credit-bearing to"),
    [VERDICT_ONLY_A_BEARS_CREDIT] = STR("A credit-bearing, B not"),
    [VERDICT_ONLY_B_BEARS_CREDIT] = STR("B credit-bearing, A not"),
    [VERDICT_SAME_LEVEL_A_LARGER] = STR("same level, A larger"),
    [VERDICT_SAME_LEVEL_B_LARGER] = STR("same level, B larger"),
    [VERDICT_LEVEL_NOT_COMPARABLE] =
        STR("not comparable: no published level map"),
    [VERDICT_A_NOT_ASSESSED] =
        STR("A is not a micro-credential: no assessment"),
    [VERDICT_B_NOT_ASSESSED] =
        STR("B is not a micro-credential: no assessment"),
};

static const str TRUSTS[] = {
    [TRUST_SELF] = STR("self"),
    [TRUST_REGISTERED] = STR("registered"),
    [TRUST_AGREEMENT] = STR("agreement"),
    [TRUST_ACCREDITED] = STR("accredited"),
};

str compare_field_word(enum compare_field f)
{
    return FIELDS[f];
}

str compare_result_word(enum compare_result r)
{
    return RESULTS[r];
}

str compare_verdict_words(enum compare_verdict_kind v)
{
    return VERDICTS[v];
}

str trust_word(enum trust t)
{
    return TRUSTS[t];
}

enum trust trust_find(str word)
{
    size_t i = 0;

    while (i < N(TRUSTS) && !str_eq(TRUSTS[i], word))
        i++;
    return (enum trust)i;
}

struct comparer {
    const struct compare_side *a;
    const struct compare_side *b;
    const struct level_map *levels;
    struct arena *arena;
    struct compare_row *rows;
    size_t n;
    size_t capacity;
    struct compare_verdict *verdicts;
    size_t n_verdicts;
    size_t verdicts_held;
};

static const str NONE = {NULL, 0};

static void add(struct comparer *c, struct compare_row row)
{
    struct compare_row *rows =
        arena_grow(c->arena, c->rows, sizeof(*rows), c->n + 1, &c->capacity);

    if (!rows)
        return; /* the arena remembers */
    c->rows = rows;
    rows[c->n++] = row;
}

/* One or both are not stated: nothing to weigh. */
static bool is_one_sided(str a, str b, enum compare_result *ret)
{
    if (a.len > 0 && b.len > 0)
        return false;
    if (a.len == 0 && b.len == 0)
        *ret = COMPARE_NOT_STATED;
    else
        *ret = a.len > 0 ? COMPARE_ONLY_A : COMPARE_ONLY_B;
    return true;
}

/* A row whose values have an order; the texts are empty when not stated. */
static void add_number(
    struct comparer *c, struct compare_row row, int64_t a, int64_t b)
{
    if (!is_one_sided(row.a, row.b, &row.result)) {
        row.result = COMPARE_SAME;
        if (a != b)
            row.result = a > b ? COMPARE_A_HIGHER : COMPARE_B_HIGHER;
    }
    add(c, row);
}

/* A row whose values are the same or not. */
static void add_text(struct comparer *c, enum compare_field f, str a, str b)
{
    struct compare_row row = {.field = f, .a = a, .b = b};

    if (!is_one_sided(a, b, &row.result))
        row.result = str_eq(a, b) ? COMPARE_SAME : COMPARE_DIFFERS;
    add(c, row);
}

static void add_not_comparable(struct comparer *c, struct compare_row row)
{
    if (!is_one_sided(row.a, row.b, &row.result))
        row.result = COMPARE_NOT_COMPARABLE;
    else
        row.reason = NONE;
    add(c, row);
}

/* --- level --- */

/* By the counterparts of `x` in the framework of `y`: 1, 0, -1 as x is
 * higher, the same, lower; 2 when they do not decide. */
static int order(const struct comparer *c, struct level x, struct level y)
{
    struct level low = {NONE, 0};
    struct level high = {NONE, 0};

    if (!level_counterpart(c->levels, x, y.fw, &low, &high))
        return 2;
    if (low.n > y.n)
        return 1;
    if (high.n < y.n)
        return -1;
    return low.n == high.n ? 0 : 2;
}

static void compare_level(struct comparer *c)
{
    struct level a = c->a->statement->level;
    struct level b = c->b->statement->level;
    struct compare_row row = {
        .field = COMPARE_LEVEL,
        .a = level_text(a, c->arena),
        .b = level_text(b, c->arena),
    };
    str words[] = {STR("no published "), row.a, STR("–"), b.fw, STR(" row")};
    int found = order(c, a, b);

    if (found == 2) {
        found = order(c, b, a);
        found = found == 2 ? 2 : -found;
    }
    if (found != 2) {
        add_number(c, row, found, 0);
        return;
    }
    row.reason = arena_join(c->arena, words, N(words));
    add_not_comparable(c, row);
}

/* --- size and price --- */

static str minutes_or_none(struct comparer *c, int64_t minutes)
{
    return minutes > 0 && minutes <= INT32_MAX
               ? minutes_text((int32_t)minutes, c->arena)
               : NONE;
}

static int64_t minutes_per_point(const struct statement *s)
{
    if (s->credit.hundredths <= 0)
        return 0;
    return (int64_t)s->minutes * HUNDREDTHS / s->credit.hundredths;
}

static str credit_or_none(struct comparer *c, const struct statement *s)
{
    return s->credit.hundredths > 0 ? credit_text(s->credit, c->arena) : NONE;
}

static void compare_size(struct comparer *c)
{
    const struct statement *a = c->a->statement;
    const struct statement *b = c->b->statement;
    struct compare_row hours = {
        .field = COMPARE_HOURS,
        .a = minutes_or_none(c, a->minutes),
        .b = minutes_or_none(c, b->minutes),
    };
    struct compare_row credit = {
        .field = COMPARE_CREDIT,
        .a = credit_or_none(c, a),
        .b = credit_or_none(c, b),
        .reason = STR("the credit systems differ"),
    };
    struct compare_row ratio = {
        .field = COMPARE_HOURS_PER_CREDIT,
        .a = minutes_or_none(c, minutes_per_point(a)),
        .b = minutes_or_none(c, minutes_per_point(b)),
        .reason = STR("indicative"),
    };

    add_number(c, hours, a->minutes, b->minutes);
    if (str_eq(a->credit.system, b->credit.system)) {
        credit.reason = NONE;
        add_number(c, credit, a->credit.hundredths, b->credit.hundredths);
    } else {
        add_not_comparable(c, credit);
    }
    add_number(c, ratio, minutes_per_point(a), minutes_per_point(b));
}

/* price * times / of, or -1 when it cannot be told. */
static int64_t share_of(const struct statement *s, int64_t times, int64_t of)
{
    int64_t product = 0;

    if (!s->cost_stated || of <= 0 ||
        !amount_mul(s->cost.minor, times, &product))
        return -1;
    return product / of;
}

static void add_price(
    struct comparer *c, enum compare_field f, int64_t a, int64_t b)
{
    const struct statement *sa = c->a->statement;
    const struct statement *sb = c->b->statement;
    struct money price_a = {sa->cost.currency, a};
    struct money price_b = {sb->cost.currency, b};
    struct compare_row row = {
        .field = f,
        .a = a < 0 ? NONE : money_text(price_a, c->arena),
        .b = b < 0 ? NONE : money_text(price_b, c->arena),
    };
    bool one_system = f != COMPARE_COST_PER_CREDIT ||
                      str_eq(sa->credit.system, sb->credit.system);

    if (one_system && str_eq(sa->cost.currency, sb->cost.currency)) {
        add_number(c, row, a, b);
        return;
    }
    row.reason = one_system ? S("the currencies differ")
                            : S("the credit systems differ");
    add_not_comparable(c, row);
}

static void compare_price(struct comparer *c)
{
    const struct statement *a = c->a->statement;
    const struct statement *b = c->b->statement;

    add_price(c, COMPARE_COST, share_of(a, 1, 1), share_of(b, 1, 1));
    add_price(c, COMPARE_COST_PER_HOUR, share_of(a, HOUR, a->minutes),
        share_of(b, HOUR, b->minutes));
    add_price(c, COMPARE_COST_PER_CREDIT,
        share_of(a, HUNDREDTHS, a->credit.hundredths),
        share_of(b, HUNDREDTHS, b->credit.hundredths));
}

static str validity_text(struct comparer *c, int32_t months)
{
    char text[UNIT_TEXT_BYTES];
    str parts[] = {{text, decimal_format((int64_t)months * HUNDREDTHS, text)},
        STR(" months")};

    return months == 0 ? S("no end") : arena_join(c->arena, parts, 2);
}

static void compare_validity(struct comparer *c)
{
    int32_t a = c->a->statement->validity_months;
    int32_t b = c->b->statement->validity_months;
    str text_a = validity_text(c, a);
    str text_b = validity_text(c, b);

    if (a == 0 || b == 0)
        add_text(c, COMPARE_VALIDITY, text_a, text_b);
    else
        add_number(c,
            (struct compare_row){
                .field = COMPARE_VALIDITY, .a = text_a, .b = text_b},
            a, b);
}

/* --- outcomes and skills --- */

struct idea {
    str id;
    const struct skill_level *skill; /* NULL: an outcome */
};

struct ideas {
    struct idea *items;
    size_t n;
};

static const struct idea *find_idea(const struct ideas *ideas, str id)
{
    size_t i;

    for (i = 0; i < ideas->n; i++) {
        if (str_eq(ideas->items[i].id, id))
            return &ideas->items[i];
    }
    return NULL;
}

static void add_idea(
    struct ideas *ideas, str id, const struct skill_level *skill)
{
    if (id.len > 0 && !find_idea(ideas, id))
        ideas->items[ideas->n++] = (struct idea){id, skill};
}

/* What the outcomes are about, each once: their skills; an outcome without
 * one stands for itself where its id is a URI, which others can share. */
static struct ideas ideas_of(struct comparer *c, const struct statement *s)
{
    struct ideas ideas = {NULL, 0};
    size_t n = s->n_outcomes;
    size_t i;
    size_t k;

    for (i = 0; i < s->n_outcomes; i++)
        n += s->outcomes[i].n_skills;
    ideas.items = arena_array(c->arena, n + 1, struct idea);
    if (!ideas.items)
        return ideas;
    for (i = 0; i < s->n_outcomes; i++) {
        const struct outcome *o = &s->outcomes[i];

        for (k = 0; k < o->n_skills; k++)
            add_idea(&ideas, o->skills[k].skill, &o->skills[k]);
        if (o->n_skills == 0 && str_find(o->id, ':', 0) != SIZE_MAX)
            add_idea(&ideas, o->id, NULL);
    }
    return ideas;
}

static str number_text(struct comparer *c, size_t n)
{
    char text[UNIT_TEXT_BYTES];
    const size_t len = decimal_format((int64_t)n * HUNDREDTHS, text);

    return arena_str(c->arena, (str){text, len});
}

static void compare_skill(struct comparer *c,
    const struct skill_level *a,
    const struct skill_level *b)
{
    struct compare_row row = {
        .field = COMPARE_SKILL,
        .about = a->name.len > 0 ? a->name : a->skill,
        .a = a->level > 0 ? number_text(c, (size_t)a->level) : NONE,
        .b = b->level > 0 ? number_text(c, (size_t)b->level) : NONE,
        .reason = STR("the scales differ"),
    };

    if (!str_eq(a->scale, b->scale)) {
        add_not_comparable(c, row);
        return;
    }
    row.reason = NONE;
    add_number(c, row, a->level, b->level);
}

static void compare_outcomes(struct comparer *c)
{
    struct ideas a = ideas_of(c, c->a->statement);
    struct ideas b = ideas_of(c, c->b->statement);
    struct compare_row row = {.field = COMPARE_OUTCOMES};
    size_t n_shared = 0;
    size_t n_all;
    size_t i;

    for (i = 0; i < a.n; i++)
        n_shared += find_idea(&b, a.items[i].id) != NULL;
    n_all = a.n + b.n - n_shared;
    if (a.n > 0)
        row.a = number_text(c, a.n);
    if (b.n > 0)
        row.b = number_text(c, b.n);
    if (!is_one_sided(row.a, row.b, &row.result)) {
        str words[] = {number_text(c, n_shared), STR(" of "),
            number_text(c, n_all), STR(" shared, "),
            number_text(c, n_shared * 100 / n_all), STR(" %")};

        row.n_shared = (int32_t)n_shared;
        row.n_all = (int32_t)n_all;
        row.result = n_shared == n_all ? COMPARE_SAME : COMPARE_DIFFERS;
        row.reason = arena_join(c->arena, words, N(words));
    }
    add(c, row);
    for (i = 0; i < a.n; i++) {
        const struct idea *other = find_idea(&b, a.items[i].id);

        if (other && other->skill && a.items[i].skill)
            compare_skill(c, a.items[i].skill, other->skill);
    }
}

/* --- words and lists --- */

static void compare_words(struct comparer *c)
{
    const struct statement *a = c->a->statement;
    const struct statement *b = c->b->statement;
    struct compare_row row = {
        .field = COMPARE_SUPERVISION,
        .a = supervision_word(a->supervision),
        .b = supervision_word(b->supervision),
    };
    int rank_a = supervision_rank(a->supervision);
    int rank_b = supervision_rank(b->supervision);

    add_text(c, COMPARE_COMPLEXITY, complexity_word(a->complexity),
        complexity_word(b->complexity));
    if (rank_a != rank_b)
        add_number(c, row, rank_a, rank_b);
    else
        add_text(c, COMPARE_SUPERVISION, row.a, row.b);
    add_text(
        c, COMPARE_MODERATION, a->quality.moderation, b->quality.moderation);
    add_text(c, COMPARE_GRADES, a->grade_scale, b->grade_scale);
    add_text(c, COMPARE_PARTICIPATION, participation_word(a->participation),
        participation_word(b->participation));
}

static void compare_trust(struct comparer *c)
{
    static const int ranks[] = {[TRUST_SELF] = 0,
        [TRUST_REGISTERED] = 1,
        [TRUST_AGREEMENT] = 1,
        [TRUST_ACCREDITED] = 2};
    struct compare_row row = {
        .field = COMPARE_TRUST,
        .a = trust_word(c->a->trust),
        .b = trust_word(c->b->trust),
    };

    if (ranks[c->a->trust] != ranks[c->b->trust])
        add_number(c, row, ranks[c->a->trust], ranks[c->b->trust]);
    else
        add_text(c, COMPARE_TRUST, row.a, row.b);
}

struct list {
    const str *items;
    size_t n;
};

static bool is_subset(struct list a, struct list b)
{
    size_t i;
    size_t k;

    for (i = 0; i < a.n; i++) {
        for (k = 0; k < b.n && !str_eq(a.items[i], b.items[k]); k++)
            continue;
        if (k == b.n)
            return false;
    }
    return true;
}

static str joined(struct comparer *c, struct list list)
{
    str *parts = arena_array(c->arena, 2 * list.n + 1, str);
    size_t i;

    if (!parts || list.n == 0)
        return NONE;
    for (i = 0; i < list.n; i++) {
        parts[2 * i] = list.items[i];
        parts[2 * i + 1] = S(", ");
    }
    return arena_join(c->arena, parts, 2 * list.n - 1);
}

static void add_list(
    struct comparer *c, enum compare_field f, struct list a, struct list b)
{
    struct compare_row row = {.field = f, .a = joined(c, a), .b = joined(c, b)};

    if (!is_one_sided(row.a, row.b, &row.result))
        row.result =
            is_subset(a, b) && is_subset(b, a) ? COMPARE_SAME : COMPARE_DIFFERS;
    add(c, row);
}

/* The targets of the offers that learners see. */
static struct list targets(struct comparer *c, const struct statement *s)
{
    str *items = arena_array(c->arena, s->n_offers + 1, str);
    struct list list = {items, 0};
    size_t i;

    for (i = 0; items && s->credit_bearing && i < s->n_offers; i++) {
        const struct offer_target *t = &s->offers[i].target;

        if (offer_is_shown(&s->offers[i]))
            items[list.n++] = t->title.len > 0 ? t->title : t->id;
    }
    return list;
}

static str date_text(struct comparer *c, date day)
{
    char text[DATE_BYTES];

    if (day == DATE_NONE)
        return NONE;
    date_format(day, text);
    return arena_str(c->arena, (str){text, DATE_BYTES});
}

static void compare_lists(struct comparer *c)
{
    const struct compare_side *a = c->a;
    const struct compare_side *b = c->b;

    add_list(
        c, COMPARE_OFFERS, targets(c, a->statement), targets(c, b->statement));
    add_list(c, COMPARE_STACKS, (struct list){a->stacks, a->n_stacks},
        (struct list){b->stacks, b->n_stacks});
    add_list(c, COMPARE_RECOGNITIONS,
        (struct list){a->recognitions, a->n_recognitions},
        (struct list){b->recognitions, b->n_recognitions});
    add_list(c, COMPARE_REGISTERS, (struct list){a->registers, a->n_registers},
        (struct list){b->registers, b->n_registers});
    add_text(
        c, COMPARE_LANGUAGE, a->statement->language, b->statement->language);
    add_text(c, COMPARE_MADE, date_text(c, a->statement->made),
        date_text(c, b->statement->made));
}

/* --- verdicts --- */

static void say(struct comparer *c,
    enum compare_verdict_kind kind,
    enum compare_field because,
    str about)
{
    struct compare_verdict *verdicts = arena_grow(c->arena, c->verdicts,
        sizeof(*verdicts), c->n_verdicts + 1, &c->verdicts_held);

    if (!verdicts)
        return; /* the arena remembers */
    c->verdicts = verdicts;
    verdicts[c->n_verdicts++] = (struct compare_verdict){kind, because, about};
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

static enum compare_result result_of(
    const struct comparer *c, enum compare_field f)
{
    size_t i;

    for (i = 0; i < c->n; i++) {
        if (c->rows[i].field == f)
            return c->rows[i].result;
    }
    return COMPARE_NOT_STATED;
}

static void judge_credit(struct comparer *c)
{
    struct list a = targets(c, c->a->statement);
    struct list b = targets(c, c->b->statement);
    size_t i;

    for (i = 0; i < a.n; i++) {
        if (is_subset((struct list){&a.items[i], 1}, b))
            say(c, VERDICT_BOTH_BEAR_CREDIT, COMPARE_OFFERS, a.items[i]);
    }
    if (a.n > 0 && b.n == 0)
        say(c, VERDICT_ONLY_A_BEARS_CREDIT, COMPARE_OFFERS, NONE);
    if (b.n > 0 && a.n == 0)
        say(c, VERDICT_ONLY_B_BEARS_CREDIT, COMPARE_OFFERS, NONE);
}

static void judge(struct comparer *c)
{
    enum compare_result level = result_of(c, COMPARE_LEVEL);
    enum compare_result hours = result_of(c, COMPARE_HOURS);

    if (!is_assessed(c->a->statement))
        say(c, VERDICT_A_NOT_ASSESSED, COMPARE_COMPLEXITY, NONE);
    if (!is_assessed(c->b->statement))
        say(c, VERDICT_B_NOT_ASSESSED, COMPARE_COMPLEXITY, NONE);
    judge_credit(c);
    if (level == COMPARE_NOT_COMPARABLE)
        say(c, VERDICT_LEVEL_NOT_COMPARABLE, COMPARE_LEVEL, NONE);
    if (level == COMPARE_SAME && hours == COMPARE_A_HIGHER)
        say(c, VERDICT_SAME_LEVEL_A_LARGER, COMPARE_HOURS, NONE);
    if (level == COMPARE_SAME && hours == COMPARE_B_HIGHER)
        say(c, VERDICT_SAME_LEVEL_B_LARGER, COMPARE_HOURS, NONE);
}

code compare_statements(const struct compare_side *a,
    const struct compare_side *b,
    const struct level_map *levels,
    struct arena *arena,
    struct comparison *ret,
    struct err *reterr)
{
    struct comparer c = {.a = a, .b = b, .levels = levels, .arena = arena};

    add_text(&c, COMPARE_TYPE, a->statement->type, b->statement->type);
    compare_trust(&c);
    compare_level(&c);
    compare_size(&c);
    compare_outcomes(&c);
    compare_words(&c);
    compare_price(&c);
    compare_validity(&c);
    compare_lists(&c);
    judge(&c);
    if (arena_status(arena) != OK)
        return err_set(reterr, arena_status(arena), S("comparison"));
    *ret = (struct comparison){c.rows, c.n, c.verdicts, c.n_verdicts};
    return OK;
}
