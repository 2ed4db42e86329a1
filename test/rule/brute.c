/*
 * Random rules of every kind against brute force: each award to each leaf
 * or to none, in every way (RULES 3.3). TESTAMUR_RULES sets how many.
 */
#include "test/support/catalogue.h"
#include "test/support/test.h"

#include <stdlib.h>
#include <string.h>

enum {
    N_RULES = 1500,
    AWARDS_MAX = 6,
    LEAVES_MAX = 6,
    TEXT_BYTES = 8192,
};

struct text {
    char bytes[TEXT_BYTES];
    size_t n;
};

static uint32_t seed;

static uint32_t pick(uint32_t n)
{
    seed = seed * 1664525 + 1013904223;
    return (seed >> 10) % n;
}

static void put(struct text *t, const char *words)
{
    size_t n = strlen(words);

    assert_true(t->n + n < TEXT_BYTES);
    memcpy(t->bytes + t->n, words, n + 1);
    t->n += n;
}

static void put_name(struct text *t, uint32_t i)
{
    char name[] = {'\'', (char)('a' + i), '\'', '\0'};

    put(t, name);
}

static void put_where(struct text *t)
{
    static const char *const wheres[] = {
        "'where':{'minLevel':{'fw':'AQF','level':5}}",
        "'where':{'minLevel':{'fw':'EQF','level':6}}",
        "'where':{'currencyMonths':12}",
        "'where':{'issuer':{'in':['i0']}}",
        "'where':{'excludeSource':['rpl']}",
        "'where':{'reuse':true}",
        "'where':{'exclude':{'achievements':['b'],'ifHeld':['f']}}",
        "'where':{'notExpired':false}",
        "'where':{'supervisionAtLeast':2}",
    };

    if (pick(3) != 0)
        return;
    put(t, ",");
    put(t, wheres[pick(sizeof(wheres) / sizeof(wheres[0]))]);
}

static void put_leaf(struct text *t)
{
    static const char *const sums[] = {
        "{'credits':{'system':'ECTS','min':6}",
        "{'credits':{'system':'ECTS','min':4,"
        "'from':{'achievements':['a','b','c']}}",
        "{'credits':{'system':'ECTS','min':5,"
        "'maxFromIssuer':{'issuer':'i0','pct':50}}",
        "{'hours':{'min':20,'kind':'volume','from':{'issuers':['i1']}}",
        "{'hours':{'min':15,'kind':'cpd'}",
    };
    uint32_t kind = pick(8);

    if (kind == 0) {
        put(t, sums[pick(sizeof(sums) / sizeof(sums[0]))]);
    } else if (kind == 1) {
        put(t, "{'skill':'SKL','scale':'own','atLeast':3");
    } else if (kind == 2) {
        put(t, "{'stack':");
        put_name(t, pick(AWARDS_MAX));
    } else {
        put(t, "{'achievement':");
        put_name(t, pick(AWARDS_MAX));
    }
    put_where(t);
    put(t, "}");
}

static void put_node(struct text *t, uint32_t depth, uint32_t *left)
{
    uint32_t n = 1 + pick(3);
    uint32_t kind = pick(3);
    uint32_t i;

    if (depth == 3 || *left <= 1 || (depth > 0 && pick(2) == 0)) {
        *left -= *left > 0;
        put_leaf(t);
        return;
    }
    n = n > *left ? *left : n;
    put(t, kind == 0 ? "{'allOf':[" : kind == 1 ? "{'anyOf':[" : "{'nOf':{");
    if (kind == 2) {
        char count[] = {'\'', 'n', '\'', ':', '1', ',', '\0'};

        count[4] = (char)('1' + pick(n));
        put(t, count);
        put(t, "'of':[");
    }
    for (i = 0; i < n; i++) {
        if (i > 0)
            put(t, ",");
        put_node(t, depth + 1, left);
    }
    put(t, kind == 2 ? "]}}" : "]}");
}

static void make_wallet(struct trial *t)
{
    static const str names[] = {
        STR("a"), STR("b"), STR("c"), STR("d"), STR("e"), STR("f")};
    static const str issuers[] = {STR("i0"), STR("i1")};
    static const struct skill_level skill[] = {
        {STR("SKL"), STR(""), STR("own"), 3}};
    uint32_t i;

    t->wallet.n_holdings = 0;
    for (i = 0; i < AWARDS_MAX; i++) {
        if (pick(3) == 0)
            continue;
        t->holdings[t->wallet.n_holdings++] = (struct holding){
            .id = names[i],
            .achievement = names[i],
            .issuer = issuers[pick(2)],
            .awarded = t->as_of - 1 - (date)pick(700),
            .valid_until = pick(4) == 0 ? t->as_of - 1 : DATE_NONE,
            .state = pick(12) == 0 ? HOLDING_REVOKED : HOLDING_ACTIVE,
            .source = pick(4) == 0 ? SOURCE_RPL : SOURCE_STUDY,
            .verified = pick(12) == 0 ? TRUTH_UNKNOWN : TRUTH_TRUE,
            .level = {pick(4) == 0 ? S("SCQF") : S("AQF"),
                3 + (int32_t)pick(6)},
            .credit = {S("ECTS"), 100 * (int64_t)pick(5)},
            .minutes = 300 * (int32_t)pick(4),
            .cpd_minutes = 300 * (int32_t)pick(3),
            .supervision = (int)pick(4),
            .skills = skill,
            .n_skills = pick(3) == 0,
        };
    }
}

/* --- brute force --- */

struct brute {
    const struct eval *e;
    enum truth threshold;
    uint32_t given[BENCH_HOLDINGS_MAX]; /* leaf of each award, or EVAL_NONE */
};

static bool is_shut(const struct brute *b, const struct rule_node *leaf)
{
    size_t i;

    for (i = 0; i < b->e->wallet->n_holdings; i++) {
        const struct holding *h = &b->e->wallet->holdings[i];

        if (strs_has(leaf->where.exclude_if_held, h->achievement) &&
            holding_unusable(h, b->e->as_of) == REASON_NONE)
            return true;
    }
    return false;
}

static bool accepts(
    const struct brute *b, const struct rule_node *leaf, size_t i)
{
    enum reason reason;

    return leaf_accepts(leaf, &b->e->wallet->holdings[i], b->e->world,
               b->e->as_of, &reason) >= b->threshold &&
           !is_shut(b, leaf);
}

static int64_t amount(const struct rule_node *leaf, const struct holding *h)
{
    if (leaf->kind == NODE_CREDITS)
        return h->credit.hundredths;
    return leaf->is_cpd ? h->cpd_minutes : h->minutes;
}

/* Some subset of what is given keeps the issuer's share and makes the sum. */
static bool sum_is_met(const struct brute *b, const struct rule_node *leaf)
{
    uint32_t set;
    size_t n = b->e->wallet->n_holdings;

    for (set = 0; set < 1U << n; set++) {
        int64_t all = 0;
        int64_t capped = 0;
        size_t i;

        for (i = 0; i < n; i++) {
            const struct holding *h = &b->e->wallet->holdings[i];
            bool mine = leaf->where.reuse ? accepts(b, leaf, i)
                                          : b->given[i] == leaf->order;

            if (!(set >> i & 1) || !mine)
                continue;
            all += amount(leaf, h);
            if (leaf->cap_issuer.len > 0 && str_eq(h->issuer, leaf->cap_issuer))
                capped += amount(leaf, h);
        }
        if (all >= leaf->min && (leaf->cap_issuer.len == 0 ||
                                    capped * 100 <= all * leaf->cap_percent))
            return true;
    }
    return false;
}

static bool is_met(const struct brute *b, const struct rule_node *node)
{
    const struct rule_node *child;
    uint32_t n = 0;
    size_t i;

    if (node_is_sum(node))
        return sum_is_met(b, node);
    if (!node_is_leaf(node)) {
        for (child = node->first; child; child = child->next)
            n += is_met(b, child);
        return n >= node->n;
    }
    for (i = 0; i < b->e->wallet->n_holdings; i++) {
        if (node_is_unit(node) && !node->where.reuse
                ? b->given[i] == node->order
                : accepts(b, node, i))
            return true;
    }
    return false;
}

static bool try_all(struct brute *b, size_t i)
{
    uint32_t leaf;

    if (i == b->e->wallet->n_holdings)
        return is_met(b, b->e->root);
    for (leaf = 0; leaf < b->e->n_leaves; leaf++) {
        const struct rule_node *node = b->e->leaves[leaf];

        if (node->where.reuse || (!node_is_unit(node) && !node_is_sum(node)) ||
            !accepts(b, node, i))
            continue;
        b->given[i] = leaf;
        if (try_all(b, i + 1))
            return true;
    }
    b->given[i] = EVAL_NONE;
    return try_all(b, i + 1);
}

static enum rule_verdict brute_verdict(const struct eval *e)
{
    struct brute b = {.e = e, .threshold = TRUTH_TRUE};

    if (try_all(&b, 0))
        return RULE_TRUE;
    b.threshold = TRUTH_UNKNOWN;
    return try_all(&b, 0) ? RULE_UNKNOWN : RULE_FALSE;
}

static void test_eval_agrees_with_brute_force(void **state)
{
    const char *asked = getenv("TESTAMUR_RULES");
    int n = asked ? (int)strtol(asked, NULL, 10) : N_RULES;
    int seen[4] = {0};
    struct trial t;
    struct arena_mark mark;
    int i;

    (void)state;
    trial_init(&t);
    t.world.n_offerings = 0;
    mark = arena_mark(&t.arena);
    for (i = 0; i < n; i++) {
        struct text text = {.n = 0};
        uint32_t left = LEAVES_MAX;
        enum rule_verdict expected;

        seed = (uint32_t)i + 1;
        put_node(&text, 0, &left);
        make_wallet(&t);
        assert_int_equal(trial_rule(&t, text.bytes), OK);
        trial_run(&t);
        expected = brute_verdict(&t.eval);
        if (t.answer.verdict != expected)
            fail_msg("rule %d: %d, not %d: %s\n%.*s", i, t.answer.verdict,
                expected, text.bytes, (int)trial_text(&t).len,
                trial_text(&t).ptr);
        seen[expected]++;
        arena_rewind(&t.arena, mark);
    }
    assert_true(seen[RULE_TRUE] > n / 10 && seen[RULE_FALSE] > n / 10);
    assert_true(seen[RULE_UNKNOWN] > n / 100);
    trial_release(&t);
}

TEST_MAIN(test_eval_agrees_with_brute_force)
