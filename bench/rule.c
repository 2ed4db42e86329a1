/* One rule on one wallet: class F and class S (RULES 8, targets). */
#include "bench/bench.h"
#include "rule/explain.h"

#include <stdio.h>
#include <stdlib.h>

enum {
    AWARDS = 40,
    TEXT_BYTES = 16 * 1024,
    NAME_BYTES = 8,
};

struct setting {
    struct arena arena;
    struct rule *rule;
    struct wallet wallet;
    struct world world;
    struct level_map levels;
    struct holding holdings[AWARDS];
    char names[AWARDS][NAME_BYTES];
};

/* n groups, `head` each, of `size` awards that lie `step` apart. */
static size_t put_groups(
    char *text, size_t n, const char *head, size_t size, size_t step)
{
    size_t at = 0;
    size_t i;
    size_t k;

    for (i = 0; i < n; i++) {
        at += (size_t)snprintf(
            text + at, TEXT_BYTES - at, "%s%s", i > 0 ? "," : "", head);
        for (k = 0; k < size; k++)
            at += (size_t)snprintf(text + at, TEXT_BYTES - at,
                "%s{\"achievement\":\"a%zu\"}", k > 0 ? "," : "",
                (i * step + k) % AWARDS);
        at += (size_t)snprintf(
            text + at, TEXT_BYTES - at, head[2] == 'n' ? "]}}" : "]}");
    }
    return at;
}

static void set_up(struct setting *s, const char *text)
{
    struct budget budget = budget_default();
    struct json *json = NULL;
    size_t i;

    arena_init(&s->arena, (size_t)64 * 1024 * 1024);
    if (json_parse(str_of(text), &budget, &s->arena, &json, NULL) != OK ||
        rule_parse_node(json, &s->arena, &s->rule, NULL) != OK)
        abort();
    s->levels = level_map_builtin();
    s->world.levels = &s->levels;
    for (i = 0; i < AWARDS; i++) {
        snprintf(s->names[i], NAME_BYTES, "a%zu", i);
        s->holdings[i] = (struct holding){.id = str_of(s->names[i]),
            .achievement = str_of(s->names[i]),
            .awarded = 1,
            .verified = TRUTH_TRUE};
    }
    s->wallet = (struct wallet){.holdings = s->holdings, .n_holdings = AWARDS};
}

static void evaluate(void *arg, size_t n)
{
    struct setting *s = arg;
    struct arena_mark mark = arena_mark(&s->arena);

    while (n-- > 0) {
        struct budget budget = budget_wide();
        struct eval e = {.rule = s->rule,
            .wallet = &s->wallet,
            .world = &s->world,
            .as_of = 2,
            .budget = &budget,
            .arena = &s->arena};
        enum rule_verdict verdict = RULE_FALSE;
        struct assignment a = {0};

        if (eval_init(&e, NULL) != OK ||
            eval_rule(&e, &verdict, &a, NULL) != OK)
            abort();
        bench_use(&a);
        arena_rewind(&s->arena, mark);
    }
}

int main(int argc, char **argv)
{
    static struct setting flow;
    static struct setting search;
    static char text[TEXT_BYTES];
    struct bench_row rows[] = {
        {.name = "rule.class_f.40_awards", .run = evaluate, .arg = &flow},
        {.name = "rule.class_s.18_groups", .run = evaluate, .arg = &search},
    };
    size_t n = (size_t)snprintf(text, sizeof(text), "{\"allOf\":[");

    n += put_groups(text + n, 10, "{\"nOf\":{\"n\":2,\"of\":[", 5, 4);
    snprintf(text + n, sizeof(text) - n, "]}");
    set_up(&flow, text);
    n = (size_t)snprintf(text, sizeof(text), "{\"nOf\":{\"n\":9,\"of\":[");
    n += put_groups(text + n, 18, "{\"allOf\":[", 3, 2);
    snprintf(text + n, sizeof(text) - n, "]}}");
    set_up(&search, text);
    return bench_main(argc, argv, rows, sizeof(rows) / sizeof(rows[0]));
}
