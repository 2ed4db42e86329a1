/* Rules and wallets at their limits and over them; the budget. */
#include "test/support/catalogue.h"
#include "test/support/test.h"

#include <stdio.h>
#include <string.h>

enum {
    TEXT_BYTES = 64 * 1024,
};

static char text[TEXT_BYTES];

static void repeat(
    const char *head, const char *one, size_t n, const char *tail)
{
    size_t at = (size_t)snprintf(text, sizeof(text), "%s", head);
    size_t i;

    for (i = 0; i < n; i++)
        at += (size_t)snprintf(
            text + at, sizeof(text) - at, "%s%s", i > 0 ? "," : "", one);
    snprintf(text + at, sizeof(text) - at, "%s", tail);
}

static void nest(size_t depth)
{
    size_t at = 0;
    size_t i;

    for (i = 1; i < depth; i++)
        at += (size_t)snprintf(text + at, sizeof(text) - at, "{'anyOf':[");
    at += (size_t)snprintf(
        text + at, sizeof(text) - at, "{'achievement':'LEA1'}");
    for (i = 1; i < depth; i++)
        at += (size_t)snprintf(text + at, sizeof(text) - at, "]}");
}

static void test_inv_57_limits_are_refused(void **state)
{
    struct trial t;

    (void)state;
    trial_init(&t);
    nest(RULE_DEPTH_MAX);
    assert_int_equal(trial_rule(&t, text), OK);
    nest(RULE_DEPTH_MAX + 1);
    assert_int_equal(trial_rule(&t, text), E_LIMIT_EXCEEDED);
    repeat("{'allOf':[", "{'achievement':'a'}", RULE_CHILDREN_MAX, "]}");
    assert_int_equal(trial_rule(&t, text), OK);
    repeat("{'allOf':[", "{'achievement':'a'}", RULE_CHILDREN_MAX + 1, "]}");
    assert_int_equal(trial_rule(&t, text), E_LIMIT_EXCEEDED);
    repeat("{'allOf':[",
        "{'anyOf':[{'achievement':'a'},{'achievement':'b'},"
        "{'achievement':'c'},{'achievement':'d'},{'achievement':'e'}]}",
        52, "]}"); /* 260 leaves */
    assert_int_equal(trial_rule(&t, text), E_LIMIT_EXCEEDED);
    trial_release(&t);
}

static void test_inv_57_wallet(void **state)
{
    static char names[RULE_WALLET_MAX + 1][8];
    static struct holding many[RULE_WALLET_MAX + 1];
    struct trial t;
    size_t i;

    (void)state;
    trial_init(&t);
    for (i = 0; i <= RULE_WALLET_MAX; i++) {
        snprintf(names[i], sizeof(names[i]), "c%zu", i);
        many[i] = (struct holding){.id = str_of(names[i]),
            .achievement = str_of(names[i]),
            .awarded = 1,
            .verified = TRUTH_TRUE,
            .minutes = 60};
    }
    t.wallet.holdings = many;
    t.wallet.n_holdings = RULE_WALLET_MAX;
    assert_int_equal(
        trial_rule(&t, "{'hours':{'min':512,'kind':'volume'}}"), OK);
    trial_run(&t);
    assert_int_equal(t.answer.verdict, RULE_TRUE);
    t.wallet.n_holdings++;
    assert_int_equal(eval_init(&t.eval, &t.err), E_LIMIT_EXCEEDED);
    trial_release(&t);
}

/* Out of budget is undecided: never "no". */
static void test_inv_58_budget_is_indeterminate(void **state)
{
    enum rule_verdict verdict = RULE_FALSE;
    struct assignment a = {0};
    struct trial t;

    (void)state;
    trial_init(&t);
    repeat("{'nOf':{'n':9,'of':[",
        "{'allOf':[{'achievement':'LEA1'},{'achievement':'LEA2'}]}", 18, "]}}");
    assert_int_equal(trial_rule(&t, text), OK);
    trial_award(&t, "LEA1", "2026-01-01");
    trial_award(&t, "LEA2", "2026-01-01");
    trial_run(&t);
    assert_int_equal(t.answer.rule_class, CLASS_S);
    assert_int_not_equal(t.answer.verdict, RULE_TRUE);
    t.budget.work_left = 30;
    if (eval_rule(&t.eval, &verdict, &a, &t.err) == OK)
        assert_int_equal(verdict, RULE_INDETERMINATE);
    else
        assert_int_equal(t.err.code, E_COMPLEXITY_LIMIT);
    trial_release(&t);
}

TEST_MAIN(test_inv_57_limits_are_refused,
    test_inv_57_wallet,
    test_inv_58_budget_is_indeterminate)
