#include "rule/explain.h"

#include "crypto/sha2.h"
#include "rule/publish.h"

enum {
    HUNDREDTHS = 100,
    HOUR = 60,
};

/* "true", "false", "unknown", "indeterminate". */
static str rule_verdict_word(enum rule_verdict v)
{
    static const str words[] = {
        [RULE_FALSE] = STR("false"),
        [RULE_UNKNOWN] = STR("unknown"),
        [RULE_TRUE] = STR("true"),
        [RULE_INDETERMINATE] = STR("indeterminate"),
    };

    return words[v];
}

code explain_answer(const struct eval *e,
    int32_t weekly_minutes,
    struct answer *ret,
    struct err *reterr)
{
    struct answer answer = {.rule_class = eval_classify(e->root, e->world)};

    TRY(eval_rule(e, &answer.verdict, &answer.assignment, reterr));
    TRY(plan_finish(e, weekly_minutes, &answer.plans, reterr));
    *ret = answer;
    return OK;
}

/* --- what counts for what --- */

static bool holds_leaf(
    const struct rule_node *node, const struct rule_node *leaf)
{
    const struct rule_node *child;

    if (node == leaf)
        return true;
    for (child = node->first; child; child = child->next) {
        if (holds_leaf(child, leaf))
            return true;
    }
    return false;
}

static bool is_active(const struct assignment *a, const struct rule_node *leaf)
{
    uint32_t i;

    for (i = 0; i < a->n_slots; i++) {
        if (holds_leaf(a->slots[i].node, leaf))
            return true;
    }
    return false;
}

static bool is_sure(const struct eval *e, uint32_t leaf, uint32_t column)
{
    return eval_accepts(e, leaf, column) == TRUTH_TRUE;
}

/* Does the column count for this leaf, used up or not? */
static bool counts_for(const struct eval *e,
    const struct assignment *a,
    uint32_t leaf,
    uint32_t column)
{
    const struct rule_node *node = e->leaves[leaf];
    uint32_t k;

    if (a->feed[leaf] == column || a->sum_of[column] == leaf)
        return true;
    if (eval_consumes(e, node) || !is_sure(e, leaf, column) ||
        !is_active(a, node))
        return false;
    if (node_is_sum(node))
        return true;
    for (k = 0; k < column; k++) { /* the first that serves is shown */
        if (is_sure(e, leaf, k))
            return false;
    }
    return true;
}

/* The leaf that the column counts for: one that uses it up before one that
 * does not. */
static uint32_t leaf_of(
    const struct eval *e, const struct assignment *a, uint32_t column)
{
    uint32_t found = EVAL_NONE;
    uint32_t i;

    for (i = e->n_leaves; i-- > 0;) {
        if (!counts_for(e, a, i, column))
            continue;
        if (found == EVAL_NONE || eval_consumes(e, e->leaves[i]) ||
            !eval_consumes(e, e->leaves[found]))
            found = i;
    }
    return found;
}

static uint32_t column_of(const struct eval *e, const struct holding *h)
{
    uint32_t k;
    size_t i;

    for (k = 0; k < e->n_held; k++) {
        for (i = 0; i < e->columns[k].n_members; i++) {
            if (e->columns[k].members[i] == h)
                return k;
        }
    }
    return EVAL_NONE;
}

/* Why no leaf accepts it for sure, at the leaf that comes nearest. */
static enum reason nearest(
    const struct eval *e, const struct holding *h, uint32_t *ret_leaf)
{
    enum reason reason = REASON_NONE;
    uint32_t i;

    *ret_leaf = EVAL_NONE;
    for (i = 0; i < e->n_leaves; i++) {
        enum truth found =
            leaf_accepts(e->leaves[i], h, e->world, e->as_of, &reason);

        if (found == TRUTH_TRUE || reason == REASON_NO_LEAF)
            continue;
        *ret_leaf = i;
        return reason;
    }
    return REASON_NO_LEAF;
}

static bool is_accepted(const struct eval *e, const struct holding *h)
{
    enum reason reason;
    uint32_t i;

    for (i = 0; i < e->n_leaves; i++) {
        if (leaf_accepts(e->leaves[i], h, e->world, e->as_of, &reason) ==
            TRUTH_TRUE)
            return true;
    }
    return false;
}

/* REASON_NONE when the award counts for *ret_leaf, else why not, and the leaf
 * that comes nearest or EVAL_NONE. */
static enum reason explain_holding(const struct eval *e,
    const struct assignment *a,
    const struct holding *h,
    uint32_t *ret_leaf)
{
    enum reason unusable = holding_unusable(h, e->as_of);
    uint32_t column = column_of(e, h);
    uint32_t leaf = column == EVAL_NONE ? EVAL_NONE : leaf_of(e, a, column);

    *ret_leaf = EVAL_NONE;
    if (column != EVAL_NONE && leaf != EVAL_NONE) {
        *ret_leaf = leaf;
        return eval_shown(e, leaf, column) == h ? REASON_NONE
                                                : REASON_DUPLICATE;
    }
    if (column != EVAL_NONE && is_accepted(e, h))
        return REASON_CAP_REACHED;
    if (unusable != REASON_NONE)
        return unusable;
    return nearest(e, h, ret_leaf);
}

/* --- values --- */

static struct json *text(struct arena *arena, str s)
{
    return s.len > 0 ? json_new_string(arena, s) : json_new(arena, JSON_NULL);
}

static struct json *number(struct arena *arena, int64_t hundredths)
{
    char digits[UNIT_TEXT_BYTES];
    size_t n = decimal_format(hundredths, digits);

    return json_new_number(arena, arena_str(arena, (str){digits, n}));
}

static struct json *count(struct arena *arena, int64_t n)
{
    return number(arena, n * HUNDREDTHS);
}

static struct json *hours(struct arena *arena, int64_t minutes)
{
    return number(arena, minutes * HUNDREDTHS / HOUR);
}

static str day(struct arena *arena, date when)
{
    char digits[DATE_BYTES];

    if (when == DATE_NONE)
        return (str){NULL, 0};
    date_format(when, digits);
    return arena_str(arena, (str){digits, DATE_BYTES});
}

static str digest(struct arena *arena, str canonical)
{
    static const char hex[] = "0123456789abcdef";
    uint8_t bytes_of[SHA256_BYTES];
    char digits[2 * SHA256_BYTES];
    struct sha256 state;
    str parts[] = {STR("sha256:"), {digits, sizeof(digits)}};
    size_t i;

    sha256_init(&state);
    sha256_put(&state, str_bytes(canonical));
    sha256_finish(&state, bytes_of);
    for (i = 0; i < SHA256_BYTES; i++) {
        digits[2 * i] = hex[bytes_of[i] >> 4];
        digits[2 * i + 1] = hex[bytes_of[i] & 15];
    }
    return arena_join(arena, parts, 2);
}

static void add_leaf(
    struct arena *arena, struct json *into, const struct rule_node *leaf)
{
    json_add(into, S("leaf"), text(arena, leaf->name));
    if (leaf->stack.len > 0)
        json_add(into, S("stack"), text(arena, leaf->stack));
}

/* --- counts, notCounted --- */

/* "issuer hc, awarded 2026-03-20, valid until 2028-03-19, level AQF 5" */
static str why(struct arena *arena, const struct holding *h)
{
    str level = level_text(h->level, arena);
    str until = day(arena, h->valid_until);
    str parts[8];
    size_t n = 0;

    if (h->issuer.len > 0) {
        parts[n++] = S("issuer ");
        parts[n++] = h->issuer;
        parts[n++] = S(", ");
    }
    parts[n++] = S("awarded ");
    parts[n++] = day(arena, h->awarded);
    parts[n++] = until.len > 0 ? S(", valid until ") : S(", valid");
    parts[n++] = until;
    if (level.len > 0) {
        str behind[] = {STR(", level "), level};

        parts[n++] = arena_join(arena, behind, 2);
    }
    return arena_join(arena, parts, n);
}

static struct json *credential(struct arena *arena, const struct holding *h)
{
    struct json *entry = json_new(arena, JSON_OBJECT);

    json_add(entry, S("credential"), text(arena, h->id));
    json_add(entry, S("achievement"), text(arena, h->achievement));
    return entry;
}

/* Also for the leaves that use nothing up: an award may stand there besides. */
static void add_counts(
    const struct eval *e, const struct assignment *a, struct json *answer)
{
    struct json *counts =
        json_add(answer, S("counts"), json_new(e->arena, JSON_ARRAY));
    struct json *also = json_new(e->arena, JSON_ARRAY);
    uint32_t leaf;
    uint32_t k;

    for (leaf = 0; leaf < e->n_leaves; leaf++) {
        for (k = 0; k < e->n_held; k++) {
            const struct holding *h;
            struct json *entry;
            bool first;

            if (!counts_for(e, a, leaf, k))
                continue;
            h = eval_shown(e, leaf, k);
            first = leaf_of(e, a, k) == leaf;
            entry = json_push(first ? counts : also, credential(e->arena, h));
            add_leaf(e->arena, entry, e->leaves[leaf]);
            json_add(entry, S("why"),
                text(e->arena,
                    first ? why(e->arena, h)
                          : S("counts more than once: allowed by this leaf")));
        }
    }
    if (also && also->n > 0)
        json_add(answer, S("alsoCounts"), also);
}

static void sort_ids(const struct holding **list, size_t n)
{
    size_t i;
    size_t k;

    for (i = 1; i < n; i++) {
        const struct holding *one = list[i];

        for (k = i; k > 0 && str_cmp(list[k - 1]->id, one->id) > 0; k--)
            list[k] = list[k - 1];
        list[k] = one;
    }
}

static void add_not_counted(
    const struct eval *e, const struct assignment *a, struct json *answer)
{
    const struct wallet *w = e->wallet;
    struct json *list =
        json_add(answer, S("notCounted"), json_new(e->arena, JSON_ARRAY));
    const struct holding **sorted =
        arena_array(e->arena, w->n_holdings + 1, const struct holding *);
    size_t i;

    for (i = 0; sorted && i < w->n_holdings; i++)
        sorted[i] = &w->holdings[i];
    if (sorted)
        sort_ids(sorted, w->n_holdings);
    for (i = 0; sorted && i < w->n_holdings; i++) {
        uint32_t leaf = EVAL_NONE;
        enum reason reason = explain_holding(e, a, sorted[i], &leaf);
        struct json *entry;

        if (reason == REASON_NONE)
            continue;
        entry = json_push(list, credential(e->arena, sorted[i]));
        if (leaf != EVAL_NONE)
            add_leaf(e->arena, entry, e->leaves[leaf]);
        json_add(entry, S("reason"), text(e->arena, reason_word(reason)));
    }
}

/* --- missing --- */

static str slot_name(const struct rule_node *node)
{
    if (node->name.len > 0)
        return node->name;
    return node->id.len > 0 ? node->id : node->label;
}

/* Calls for each leaf of the slot: whether the column is accepted there. */
static bool slot_accepts(
    const struct eval *e, const struct slot *slot, uint32_t column)
{
    uint32_t i;

    for (i = 0; i < e->n_leaves; i++) {
        if (is_sure(e, i, column) && holds_leaf(slot->node, e->leaves[i]))
            return true;
    }
    return false;
}

static bool slot_uses(const struct eval *e,
    const struct assignment *a,
    const struct slot *slot,
    uint32_t column)
{
    uint32_t i;

    for (i = 0; i < e->n_leaves; i++) {
        if (counts_for(e, a, i, column) && holds_leaf(slot->node, e->leaves[i]))
            return true;
    }
    return false;
}

static struct json *offer(struct arena *arena, const struct offering *o)
{
    struct json *entry = json_new(arena, JSON_OBJECT);

    json_add(entry, S("achievement"), text(arena, o->gives.achievement));
    if (!str_eq(o->id, o->gives.achievement))
        json_add(entry, S("offering"), text(arena, o->id));
    json_add(entry, S("hours"), hours(arena, o->gives.minutes));
    json_add(entry, S("cost"), number(arena, o->cost.minor));
    if (o->cost.currency.len > 0)
        json_add(entry, S("currency"), text(arena, o->cost.currency));
    if (o->starts != DATE_NONE)
        json_add(entry, S("earliestStart"), text(arena, day(arena, o->starts)));
    if (o->via_rpl)
        json_add(entry, S("viaRpl"), json_new_bool(arena, true));
    return entry;
}

static void add_group_leaves(
    const struct eval *e, const struct rule_node *node, struct json *into)
{
    struct json *list;
    uint32_t i;

    if (node_is_leaf(node))
        return;
    list = json_add(into, S("of"), json_new(e->arena, JSON_ARRAY));
    for (i = 0; i < e->n_leaves; i++) {
        if (holds_leaf(node, e->leaves[i]))
            json_push(list, text(e->arena, e->leaves[i]->name));
    }
}

static void add_amounts(
    struct arena *arena, const struct slot *slot, struct json *entry)
{
    const struct rule_node *node = slot->node;

    if (node->kind == NODE_CREDITS) {
        json_add(entry, S("need"), number(arena, node->min));
        json_add(entry, S("have"), number(arena, slot->have));
    } else if (node->kind == NODE_HOURS) {
        json_add(entry, S("need"), hours(arena, node->min));
        json_add(entry, S("have"), hours(arena, slot->have));
    } else {
        json_add(entry, S("need"), count(arena, slot->need));
        json_add(entry, S("have"), count(arena, slot->filled));
    }
}

static void add_missing(
    const struct eval *e, const struct assignment *a, struct json *answer)
{
    struct json *list =
        json_add(answer, S("missing"), json_new(e->arena, JSON_ARRAY));
    uint32_t i;
    uint32_t k;

    for (i = 0; i < a->n_slots; i++) {
        const struct slot *slot = &a->slots[i];
        struct json *entry;
        struct json *options;
        struct json *used;

        if (slot->filled >= slot->need)
            continue;
        entry = json_push(list, json_new(e->arena, JSON_OBJECT));
        json_add(entry, S("leaf"), text(e->arena, slot_name(slot->node)));
        if (slot->node->stack.len > 0)
            json_add(entry, S("stack"), text(e->arena, slot->node->stack));
        if (slot->node->label.len > 0)
            json_add(entry, S("label"), text(e->arena, slot->node->label));
        add_group_leaves(e, slot->node, entry);
        add_amounts(e->arena, slot, entry);
        options = json_add(entry, S("options"), json_new(e->arena, JSON_ARRAY));
        used = json_new(e->arena, JSON_ARRAY);
        for (k = 0; k < e->n_columns; k++) {
            if (!slot_accepts(e, slot, k))
                continue;
            if (k >= e->n_held)
                json_push(options, offer(e->arena, e->columns[k].offering));
            else if (!slot_uses(e, a, slot, k))
                json_push(used, text(e->arena, e->columns[k].members[0]->id));
        }
        if (used && used->n > 0)
            json_add(entry, S("usedElsewhere"), used);
    }
}

/* --- the bottleneck: a deficient set --- */

static uint32_t slot_fed_by(
    const struct eval *e, const struct assignment *a, uint32_t column)
{
    uint32_t i;

    for (i = 0; i < a->n_slots; i++) {
        if (slot_uses(e, a, &a->slots[i], column))
            return i;
    }
    return EVAL_NONE;
}

/* From a slot that is open, over the awards that could fill it, to the slots
 * that these fill, and so on: these requirements can be met by these awards
 * only, and they are too few. */
static void spread(const struct eval *e,
    const struct assignment *a,
    bool *slots,
    bool *columns)
{
    bool grew = true;
    uint32_t i;
    uint32_t k;

    while (grew) {
        grew = false;
        for (i = 0; i < a->n_slots; i++) {
            for (k = 0; slots[i] && k < e->n_held; k++) {
                uint32_t fed;

                if (columns[k] || !slot_accepts(e, &a->slots[i], k))
                    continue;
                columns[k] = grew = true;
                fed = slot_fed_by(e, a, k);
                if (fed != EVAL_NONE)
                    slots[fed] = true;
            }
        }
    }
}

static void add_bottleneck(
    const struct eval *e, const struct assignment *a, struct json *answer)
{
    bool *slots = arena_array(e->arena, a->n_slots + 1, bool);
    bool *columns = arena_array(e->arena, e->n_columns + 1, bool);
    struct json *found;
    struct json *list;
    uint32_t i = 0;

    if (!slots || !columns)
        return; /* the arena remembers */
    while (i < a->n_slots && a->slots[i].filled >= a->slots[i].need)
        i++;
    if (i == a->n_slots)
        return;
    slots[i] = true;
    spread(e, a, slots, columns);
    found = json_add(answer, S("bottleneck"), json_new(e->arena, JSON_OBJECT));
    list = json_add(found, S("requirements"), json_new(e->arena, JSON_ARRAY));
    for (i = 0; i < a->n_slots; i++) {
        if (slots[i])
            json_push(list, text(e->arena, slot_name(a->slots[i].node)));
    }
    list = json_add(found, S("credentials"), json_new(e->arena, JSON_ARRAY));
    for (i = 0; i < e->n_held; i++) {
        if (columns[i])
            json_push(list, text(e->arena, e->columns[i].members[0]->id));
    }
}

/* --- plans --- */

static struct json *plan(const struct eval *e, const struct plan *p)
{
    struct json *entry = json_new(e->arena, JSON_OBJECT);
    struct json *list =
        json_add(entry, S("take"), json_new(e->arena, JSON_ARRAY));
    size_t i;

    for (i = 0; i < p->n; i++)
        json_push(list, offer(e->arena, p->take[i]));
    json_add(entry, S("hours"), hours(e->arena, p->minutes));
    json_add(entry, S("cost"), number(e->arena, p->cost));
    if (p->finish_on != DATE_NONE)
        json_add(
            entry, S("finishOn"), text(e->arena, day(e->arena, p->finish_on)));
    return entry;
}

static void add_finish(
    const struct eval *e, const struct plans *plans, struct json *answer)
{
    struct json *finish;
    struct json *front;
    size_t i;

    if (!plans->possible) {
        json_add(answer, S("finish"), json_new(e->arena, JSON_NULL));
        return;
    }
    finish = json_add(answer, S("finish"), json_new(e->arena, JSON_OBJECT));
    json_add(finish, S("cheapest"), plan(e, &plans->cheapest));
    json_add(finish, S("shortest"), plan(e, &plans->shortest));
    front = json_add(finish, S("pareto"), json_new(e->arena, JSON_ARRAY));
    for (i = 0; i < plans->n_front; i++)
        json_push(front, plan(e, &plans->front[i]));
    json_add(finish, S("exact"), json_new_bool(e->arena, plans->exact));
}

static str proof(const struct answer *answer)
{
    if (answer->verdict == RULE_TRUE)
        return S("witness");
    if (answer->verdict == RULE_INDETERMINATE)
        return S("budget");
    if (answer->verdict == RULE_FALSE && answer->rule_class == CLASS_F)
        return S("hall");
    return S("exhausted");
}

static struct json *verdict(struct arena *arena, enum rule_verdict v)
{
    if (v == RULE_TRUE || v == RULE_FALSE)
        return json_new_bool(arena, v == RULE_TRUE);
    return json_new_string(arena, rule_verdict_word(v));
}

code explain_json(const struct eval *e,
    const struct answer *answer,
    struct json **ret,
    struct err *reterr)
{
    const struct assignment *a = &answer->assignment;
    struct arena *arena = e->arena;
    struct json *root = json_new(arena, JSON_OBJECT);
    struct json *slots;

    json_add(root, S("satisfied"), verdict(arena, answer->verdict));
    json_add(root, S("asOf"), text(arena, day(arena, e->as_of)));
    if (e->rule->id.len > 0)
        json_add(root, S("rule"), text(arena, e->rule->id));
    json_add(
        root, S("ruleDigest"), text(arena, digest(arena, e->rule->canonical)));
    json_add(
        root, S("class"), text(arena, rule_class_word(answer->rule_class)));
    json_add(root, S("proof"), text(arena, proof(answer)));
    slots = json_add(root, S("slots"), json_new(arena, JSON_OBJECT));
    json_add(slots, S("filled"), count(arena, a->n_filled));
    json_add(slots, S("needed"), count(arena, a->n_needed));
    add_counts(e, a, root);
    add_not_counted(e, a, root);
    add_missing(e, a, root);
    if (answer->verdict == RULE_FALSE && answer->rule_class != CLASS_S)
        add_bottleneck(e, a, root);
    add_finish(e, &answer->plans, root);
    if (arena_status(arena) != OK)
        return err_set(reterr, arena_status(arena), S("explanation"));
    *ret = root;
    return OK;
}
