/* Requirement rules, and nodes that stand alone. Promise: what is read keeps
 * its limits, and has a canonical text that reads as the same. */
#include "rule/rule.h"

#include "fuzz/fuzz.h"

typedef code parse_fn(
    const struct json *, struct arena *, struct rule **, struct err *);

static void check(
    const struct json *document, parse_fn *parse, struct arena *arena)
{
    struct budget budget = budget_wide();
    struct json *again = NULL;
    struct rule *first = NULL;
    struct rule *second = NULL;

    if (parse(document, arena, &first, NULL) != OK)
        return;
    fuzz_promise(first->n_leaves <= RULE_LEAVES_MAX);
    fuzz_promise(
        json_parse(first->canonical, &budget, arena, &again, NULL) == OK &&
        parse(again, arena, &second, NULL) == OK &&
        str_eq(first->canonical, second->canonical));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct budget budget = budget_default();
    struct json *document = NULL;
    struct arena arena;

    arena_init(&arena, FUZZ_ARENA_BYTES);
    if (json_parse(fuzz_text(data, size), &budget, &arena, &document, NULL) ==
        OK) {
        check(document, rule_parse, &arena);
        check(document, rule_parse_node, &arena);
    }
    arena_release(&arena);
    return 0;
}
