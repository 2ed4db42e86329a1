/*
 * A rule as JSON: reading it ends within the limits; its canonical text reads
 * as the same rule; a wallet of the awards that it names is decided within
 * the budget; and one more award never turns "met" into "not met", but where
 * `ifHeld` says so (RULES 2.5, invariant 46).
 */
#include "fuzz/fuzz.h"
#include "rule/explain.h"

#include <string.h>

enum {
    HOLDINGS_MAX = 12,
    WORK = 200 * 1000,
};

static code read_rule(str text, struct arena *arena, struct rule **ret)
{
    struct budget budget = budget_default();
    struct json *json = NULL;
    struct err err = {0};

    TRY(json_parse(text, &budget, arena, &json, &err));
    return json_get(json, S("trl")) ? rule_parse(json, arena, ret, &err)
                                    : rule_parse_node(json, arena, ret, &err);
}

static size_t make_wallet(
    const struct rule_node *node, struct holding *list, size_t n)
{
    const struct rule_node *child;

    if (node->uri.len > 0 && n < HOLDINGS_MAX)
        list[n++] = (struct holding){
            .id = node->uri,
            .achievement = node->uri,
            .awarded = 700000,
            .verified = TRUTH_TRUE,
            .minutes = 600,
            .credit = {S("ECTS"), 300},
        };
    for (child = node->first; child; child = child->next)
        n = make_wallet(child, list, n);
    return n;
}

static bool forbids(const struct rule_node *node)
{
    const struct rule_node *child;
    bool found = node->where.exclude_if_held.n > 0;

    for (child = node->first; child && !found; child = child->next)
        found = forbids(child);
    return found;
}

static void evaluate(const struct rule *rule, struct arena *arena)
{
    static const struct level_row no_rows[1];
    struct level_map levels = {no_rows, 0};
    struct holding list[HOLDINGS_MAX];
    struct world world = {.levels = &levels};
    bool monotone = !forbids(rule->root);
    bool was_met = false;
    size_t n = make_wallet(rule->root, list, 0);
    size_t i;

    for (i = 0; i <= n; i++) {
        struct budget budget = budget_default();
        struct wallet wallet = {.holdings = list, .n_holdings = i};
        struct eval e = {.rule = rule,
            .wallet = &wallet,
            .world = &world,
            .as_of = 700001,
            .budget = &budget,
            .arena = arena};
        struct arena_mark mark = arena_mark(arena);
        struct answer answer = {0};
        struct json *json = NULL;

        budget.work_left = WORK;
        if (eval_init(&e, NULL) == OK &&
            explain_answer(&e, 0, &answer, NULL) == OK) {
            fuzz_promise(explain_json(&e, &answer, &json, NULL) == OK);
            fuzz_promise(json_get(json, S("counts"))->n +
                             json_get(json, S("notCounted"))->n ==
                         i);
            fuzz_promise(
                !(monotone && was_met && answer.verdict == RULE_FALSE));
            was_met = answer.verdict == RULE_TRUE;
        }
        arena_rewind(arena, mark);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct rule *rule = NULL;
    struct rule *again = NULL;
    struct arena arena;

    arena_init(&arena, FUZZ_ARENA_BYTES);
    if (read_rule(fuzz_text(data, size), &arena, &rule) == OK) {
        fuzz_promise(read_rule(rule->canonical, &arena, &again) == OK);
        fuzz_promise(str_eq(rule->canonical, again->canonical));
        evaluate(rule, &arena);
    }
    arena_release(&arena);
    return 0;
}
