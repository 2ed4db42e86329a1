#include "rule/vector.h"

#include "base/num.h"
#include "rule/plan.h"

#include <string.h>

struct vector {
    struct rule *rule;
    struct wallet wallet;
    struct world world;
    struct level_map levels;
};

static code read_wallet(
    const struct json *names, struct arena *arena, struct wallet *ret)
{
    const struct json *name;
    struct holding *list;
    size_t n = 0;

    if (!json_is(names, JSON_ARRAY))
        return E_SYNTAX;
    list = arena_array(arena, names->n + 1, struct holding);
    if (!list)
        return arena_status(arena);
    for (name = names->child.first; name; name = name->next)
        list[n++] = (struct holding){
            .id = json_text(name),
            .achievement = json_text(name),
            .awarded = 1,
            .verified = TRUTH_TRUE,
        };
    ret->holdings = list;
    ret->n_holdings = n;
    return OK;
}

static code read_prices(
    const struct json *prices, struct arena *arena, struct world *ret)
{
    const struct json *price;
    struct offering *list;
    uint64_t cost = 0;
    size_t n = 0;

    if (!json_is(prices, JSON_OBJECT))
        return E_SYNTAX;
    list = arena_array(arena, prices->n + 1, struct offering);
    if (!list)
        return arena_status(arena);
    for (price = prices->child.first; price; price = price->next) {
        if (!json_is(price, JSON_NUMBER) ||
            !num_parse_u64(price->text, INT32_MAX, &cost))
            return E_SYNTAX;
        list[n].id = list[n].gives.achievement = price->name;
        list[n++].cost.minor = (int64_t)cost;
    }
    ret->offerings = list;
    ret->n_offerings = n;
    return OK;
}

/* The integer of the member, or -1 for null or none. */
static int64_t number(const struct json *line, str name)
{
    const struct json *value = json_get(line, name);
    uint64_t n = 0;

    if (!json_is(value, JSON_NUMBER) ||
        !num_parse_u64(value->text, INT32_MAX, &n))
        return -1;
    return (int64_t)n;
}

static void put(struct buf *b, int64_t n)
{
    if (n < 0)
        buf_str(b, S("none"));
    else
        buf_u64(b, (uint64_t)n);
}

static void compare(
    struct buf *why, const char *what, int64_t expected, int64_t got)
{
    if (expected == got)
        return;
    buf_str(why, str_of(what));
    buf_str(why, S(": expected "));
    put(why, expected);
    buf_str(why, S(", got "));
    put(why, got);
    buf_str(why, S("; "));
}

static code evaluate(
    struct eval *e, const struct json *line, struct buf *why, struct err *err)
{
    enum rule_verdict verdict = RULE_FALSE;
    struct assignment a = {0};
    struct plans plans = {0};
    bool satisfied = json_is(json_get(line, S("satisfied")), JSON_TRUE);
    bool is_flow = json_text_is(json_get(line, S("cls")), S("F"));
    enum rule_class found;

    TRY(eval_init(e, err));
    TRY(eval_rule(e, &verdict, &a, err));
    TRY(plan_finish(e, 0, &plans, err));
    found = eval_classify(e->root, e->world);
    compare(why, "satisfied", satisfied ? RULE_TRUE : RULE_FALSE, verdict);
    compare(why, "cheapest finish", number(line, S("cheapestFinish")),
        plans.possible ? plans.cheapest.cost : -1);
    compare(why, "exact", true, plans.exact);
    if (is_flow) {
        compare(why, "slots", number(line, S("slots")), a.n_filled);
        compare(
            why, "slots needed", number(line, S("slotsNeeded")), a.n_needed);
        compare(why, "class", true, found != CLASS_S);
    }
    return OK;
}

code vector_run(str text,
    struct budget *budget,
    struct arena *arena,
    struct vector_result *ret,
    struct err *reterr)
{
    struct vector v = {.levels = level_map_builtin()};
    struct json *line = NULL;
    struct buf why;
    bytes words;
    struct eval e = {.wallet = &v.wallet,
        .world = &v.world,
        .as_of = 1,
        .budget = budget,
        .arena = arena};
    code status;

    TRY(json_parse(text, budget, arena, &line, reterr));
    if (number(line, S("id")) < 0 || !json_get(line, S("rule")))
        return err_set(reterr, E_SYNTAX, S("vector"));
    TRY(rule_parse_node(json_get(line, S("rule")), arena, &v.rule, reterr));
    status = read_wallet(json_get(line, S("wallet")), arena, &v.wallet);
    if (status == OK)
        status = read_prices(json_get(line, S("price")), arena, &v.world);
    if (status != OK)
        return err_set(reterr, status, S("vector"));
    v.world.levels = &v.levels;
    e.rule = v.rule;
    buf_init(&why, arena, (size_t)VECTOR_WHY_BYTES * 4);
    TRY(evaluate(&e, line, &why, reterr));
    words = buf_bytes(&why);
    if (words.len >= VECTOR_WHY_BYTES)
        words.len = VECTOR_WHY_BYTES - 1;
    *ret = (struct vector_result){
        .id = number(line, S("id")), .passed = words.len == 0};
    if (words.len > 0)
        memcpy(ret->why, words.ptr, words.len);
    return OK;
}
