#include "rule/rule.h"

#include "rule/unit.h"
#include "rule/where.h"
#include "text/jcs.h"

#include <string.h>

#define N(array) (sizeof(array) / sizeof((array)[0]))

enum {
    CURE_DAYS = 30,
    CURE_DAYS_MAX = 365,
    PERCENT = 100,
    HOUR = 60,
    SUM_MAX = 1000 * 1000,
    NAME_DIGITS = 12,
};

static const str KINDS[] = {
    [RULE_STACK] = STR("stack"),
    [RULE_STEP] = STR("step"),
    [RULE_ENTRY] = STR("entry"),
    [RULE_RENEWAL] = STR("renewal"),
    [RULE_RECOGNITION] = STR("recognition"),
    [RULE_ROLE] = STR("role"),
};

static const str SOURCES[] = {
    [SOURCE_STUDY] = STR("study"),
    [SOURCE_RPL] = STR("rpl"),
    [SOURCE_TRANSFER] = STR("transfer"),
    [SOURCE_STACK] = STR("stack"),
};

static size_t find(const str *words, size_t n, str word)
{
    size_t i = 0;

    while (i < n && !str_eq(words[i], word))
        i++;
    return i;
}

enum award_source award_source_find(str word)
{
    return (enum award_source)find(SOURCES, N(SOURCES), word);
}

bool strs_has(struct strs list, str item)
{
    return find(list.items, list.n, item) < list.n;
}

bool node_is_leaf(const struct rule_node *node)
{
    return node->kind >= NODE_ACHIEVEMENT;
}

bool node_is_unit(const struct rule_node *node)
{
    return node->kind == NODE_ACHIEVEMENT || node->kind == NODE_STACK;
}

bool node_is_sum(const struct rule_node *node)
{
    return node->kind == NODE_CREDITS || node->kind == NODE_HOURS;
}

/* --- leaves --- */

static code ref_member(struct rule_reader *r,
    const struct json *value,
    const struct json_path *path,
    void *into)
{
    struct rule_node *node = into;

    if (str_eq(value->name, S("uri")))
        return rule_text(r, value, path, &node->uri);
    if (str_eq(value->name, S("version")))
        return rule_text(r, value, path, &node->version);
    if (str_eq(value->name, S("anyOfClass")) && value->next == NULL &&
        node->uri.len == 0) {
        node->is_class = true;
        return rule_text(r, value, path, &node->uri);
    }
    return rule_fail(r, path, E_SYNTAX, value->name);
}

static code read_ref(struct rule_reader *r,
    const struct json *value,
    const struct json_path *path,
    struct rule_node *node)
{
    if (json_is(value, JSON_STRING))
        return rule_text(r, value, path, &node->uri);
    TRY(rule_members(r, value, path, ref_member, node));
    return node->uri.len > 0 ? OK : rule_fail(r, path, E_SYNTAX, S("uri"));
}

static code read_selector(struct rule_reader *r,
    const struct json *value,
    const struct json_path *path,
    struct selector *ret)
{
    static const str words[] = {[SELECT_ANY] = STR("any"),
        [SELECT_ACHIEVEMENTS] = STR("achievements"),
        [SELECT_ISSUERS] = STR("issuers"),
        [SELECT_FIELD] = STR("field"),
        [SELECT_TAG] = STR("tag")};
    const struct json *one =
        json_is(value, JSON_OBJECT) ? value->child.first : NULL;
    struct json_path step;
    str *item;
    size_t kind;

    if (json_text_is(value, S("any")))
        return OK;
    if (!one || one->next)
        return rule_fail(r, path, E_SYNTAX, value->name);
    step = json_path_name(path, one->name);
    kind = find(words, N(words), one->name);
    if (kind == SELECT_ANY || kind == N(words))
        return rule_fail(r, &step, E_SYNTAX, one->name);
    ret->kind = (enum selector_kind)kind;
    if (kind == SELECT_ACHIEVEMENTS || kind == SELECT_ISSUERS)
        return rule_strs(r, one, &step, &ret->items);
    item = arena_new(r->arena, str);
    if (!item)
        return rule_fail(r, path, arena_status(r->arena), one->name);
    ret->items = (struct strs){item, 1};
    return rule_text(r, one, &step, item);
}

static code cap_member(struct rule_reader *r,
    const struct json *value,
    const struct json_path *path,
    void *into)
{
    struct rule_node *node = into;
    int64_t percent = 0;

    if (str_eq(value->name, S("issuer")))
        return rule_text(r, value, path, &node->cap_issuer);
    if (!str_eq(value->name, S("pct")))
        return rule_fail(r, path, E_SYNTAX, value->name);
    TRY(rule_int(r, value, path, PERCENT, &percent));
    node->cap_percent = (int32_t)percent;
    return OK;
}

static code credits_member(struct rule_reader *r,
    const struct json *value,
    const struct json_path *path,
    void *into)
{
    struct rule_node *node = into;

    if (str_eq(value->name, S("system")))
        return rule_text(r, value, path, &node->system);
    if (str_eq(value->name, S("from")))
        return read_selector(r, value, path, &node->from);
    if (str_eq(value->name, S("maxFromIssuer"))) {
        TRY(rule_members(r, value, path, cap_member, node));
        TRY(rule_require(r, value, path, S("issuer")));
        return rule_require(r, value, path, S("pct"));
    }
    if (!str_eq(value->name, S("min")) || !json_is(value, JSON_NUMBER) ||
        decimal_parse(value->text, &node->min, NULL) != OK || node->min == 0 ||
        node->min > SUM_MAX)
        return rule_fail(r, path, E_SYNTAX, value->name);
    return OK;
}

static code hours_member(struct rule_reader *r,
    const struct json *value,
    const struct json_path *path,
    void *into)
{
    static const str words[] = {STR("volume"), STR("cpd")};
    struct rule_node *node = into;
    size_t kind = 0;

    if (str_eq(value->name, S("from")))
        return read_selector(r, value, path, &node->from);
    if (str_eq(value->name, S("kind"))) {
        TRY(rule_word(r, value, path, (struct strs){words, 2}, &kind));
        node->is_cpd = kind == 1;
        return OK;
    }
    if (!str_eq(value->name, S("min")))
        return rule_fail(r, path, E_SYNTAX, value->name);
    TRY(rule_int(r, value, path, SUM_MAX, &node->min));
    if (node->min == 0)
        return rule_fail(r, path, E_SYNTAX, value->name);
    node->min *= HOUR;
    return OK;
}

static code experience_member(struct rule_reader *r,
    const struct json *value,
    const struct json_path *path,
    void *into)
{
    struct rule_node *node = into;

    if (str_eq(value->name, S("role")))
        return rule_text(r, value, path, &node->uri);
    if (!str_eq(value->name, S("hours")))
        return rule_fail(r, path, E_SYNTAX, value->name);
    TRY(rule_int(r, value, path, SUM_MAX, &node->min));
    node->min *= HOUR;
    return OK;
}

/* --- nodes --- */

static code read_node(struct rule_reader *r,
    const struct json *value,
    const struct json_path *path,
    uint32_t depth,
    struct rule_node **ret);

static code read_children(struct rule_reader *r,
    const struct json *list,
    const struct json_path *path,
    uint32_t depth,
    struct rule_node *node)
{
    const struct json *item;
    struct rule_node **end = &node->first;
    size_t i = 0;

    if (!json_is(list, JSON_ARRAY))
        return rule_fail(r, path, E_SYNTAX, list->name);
    if (list->n == 0)
        return rule_fail(r, path, E_EMPTY, list->name);
    if (list->n > RULE_CHILDREN_MAX)
        return rule_fail(r, path, E_LIMIT_EXCEEDED, list->name);
    node->n_children = list->n;
    for (item = list->child.first; item; item = item->next, i++) {
        struct json_path step = json_path_item(path, i);

        TRY(read_node(r, item, &step, depth + 1, end));
        end = &(*end)->next;
    }
    return OK;
}

static code read_n_of(struct rule_reader *r,
    const struct json *value,
    const struct json_path *path,
    uint32_t depth,
    struct rule_node *node)
{
    const struct json *list = json_get(value, S("of"));
    const struct json *count = json_get(value, S("n"));
    const struct json *member;
    struct json_path step = json_path_name(path, S("of"));
    int64_t n = 0;

    for (member = json_is(value, JSON_OBJECT) ? value->child.first : NULL;
         member; member = member->next) {
        if (member != list && member != count)
            return rule_fail(r, path, E_SYNTAX, member->name);
    }
    if (!list || !count)
        return rule_fail(r, path, E_SYNTAX, S("nOf"));
    TRY(read_children(r, list, &step, depth, node));
    step = json_path_name(path, S("n"));
    if (json_is(count, JSON_NUMBER) && count->text.ptr[0] == '-')
        return rule_fail(r, &step, E_N_RANGE, count->text);
    TRY(rule_int(r, count, &step, INT32_MAX, &n));
    if (n < 1 || n > list->n)
        return rule_fail(r, &step, E_N_RANGE, count->text);
    node->n = (uint32_t)n;
    return OK;
}

/* The member that says what kind of node it is. */
static const struct {
    str name;
    enum node_kind kind;
} NODES[] = {
    {STR("allOf"), NODE_ALL_OF},
    {STR("anyOf"), NODE_ANY_OF},
    {STR("nOf"), NODE_N_OF},
    {STR("achievement"), NODE_ACHIEVEMENT},
    {STR("credits"), NODE_CREDITS},
    {STR("hours"), NODE_HOURS},
    {STR("skill"), NODE_SKILL},
    {STR("experience"), NODE_EXPERIENCE},
    {STR("stack"), NODE_STACK},
    {STR("opaque"), NODE_OPAQUE},
};

static size_t find_kind(str name)
{
    size_t i = 0;

    while (i < N(NODES) && !str_eq(NODES[i].name, name))
        i++;
    return i;
}

static code read_credits(struct rule_reader *r,
    const struct json *value,
    const struct json_path *path,
    struct rule_node *node)
{
    TRY(rule_members(r, value, path, credits_member, node));
    TRY(rule_require(r, value, path, S("system")));
    return rule_require(r, value, path, S("min"));
}

static code read_kind(struct rule_reader *r,
    const struct json *value,
    const struct json_path *path,
    uint32_t depth,
    struct rule_node *node)
{
    switch (node->kind) {
    case NODE_ALL_OF:
    case NODE_ANY_OF:
        TRY(read_children(r, value, path, depth, node));
        node->n = node->kind == NODE_ANY_OF ? 1 : node->n_children;
        return OK;
    case NODE_N_OF:
        return read_n_of(r, value, path, depth, node);
    case NODE_ACHIEVEMENT:
        return read_ref(r, value, path, node);
    case NODE_CREDITS:
        return read_credits(r, value, path, node);
    case NODE_HOURS:
        TRY(rule_members(r, value, path, hours_member, node));
        return rule_require(r, value, path, S("min"));
    case NODE_EXPERIENCE:
        TRY(rule_members(r, value, path, experience_member, node));
        return rule_require(r, value, path, S("hours"));
    case NODE_SKILL:
    case NODE_STACK:
        return rule_text(r, value, path, &node->uri);
    case NODE_OPAQUE:
        return OK;
    }
    return OK;
}

static code skill_member(struct rule_reader *r,
    const struct json *value,
    const struct json_path *path,
    struct rule_node *node)
{
    static const str words[] = {[EVIDENCE_VERIFIED] = STR("verified"),
        [EVIDENCE_ENDORSED] = STR("endorsed"),
        [EVIDENCE_DECLARED] = STR("declared")};
    size_t found = 0;

    if (str_eq(value->name, S("scale")))
        return rule_text(r, value, path, &node->system);
    if (str_eq(value->name, S("atLeast")))
        return rule_int(r, value, path, RULE_WEIGHT_MAX, &node->min);
    if (!str_eq(value->name, S("evidence")))
        return rule_fail(r, path, E_SYNTAX, value->name);
    TRY(rule_word(r, value, path, (struct strs){words, N(words)}, &found));
    node->evidence = (enum evidence)found;
    return OK;
}

/* A member beside the one that says the kind. */
static code common_member(struct rule_reader *r,
    const struct json *value,
    const struct json_path *path,
    struct rule_node *node)
{
    int64_t weight = 0;

    if (str_eq(value->name, S("id")))
        return rule_text(r, value, path, &node->id);
    if (str_eq(value->name, S("label")))
        return rule_text(r, value, path, &node->label);
    if (str_eq(value->name, S("weight"))) {
        TRY(rule_int(r, value, path, RULE_WEIGHT_MAX, &weight));
        node->weight = (int32_t)weight;
        return weight > 0 ? OK : rule_fail(r, path, E_SYNTAX, value->name);
    }
    if (node->kind == NODE_EXPERIENCE && str_eq(value->name, S("verifiedBy")))
        return rule_strs(r, value, path, &node->verified_by);
    if (node_is_leaf(node) && node->kind != NODE_EXPERIENCE &&
        str_eq(value->name, S("where")))
        return rule_members(r, value, path, where_member, &node->where);
    if (node->kind == NODE_SKILL)
        return skill_member(r, value, path, node);
    return rule_fail(r, path, E_SYNTAX, value->name);
}

static code read_node(struct rule_reader *r,
    const struct json *value,
    const struct json_path *path,
    uint32_t depth,
    struct rule_node **ret)
{
    struct rule_node *node = arena_new(r->arena, struct rule_node);
    const struct json *kind = NULL;
    const struct json *member;
    struct json_path step;

    if (!node)
        return rule_fail(r, path, arena_status(r->arena), value->name);
    if (depth > RULE_DEPTH_MAX)
        return rule_fail(r, path, E_LIMIT_EXCEEDED, S("depth"));
    if (!json_is(value, JSON_OBJECT))
        return rule_fail(r, path, E_SYNTAX, value->name);
    for (member = value->child.first; member; member = member->next) {
        if (find_kind(member->name) == N(NODES))
            continue;
        if (kind)
            return rule_fail(r, path, E_SYNTAX, member->name);
        kind = member;
    }
    if (!kind)
        return rule_fail(r, path, E_SYNTAX, S("rule"));
    node->kind = NODES[find_kind(kind->name)].kind;
    node->weight = 1;
    step = json_path_name(path, kind->name);
    TRY(read_kind(r, kind, &step, depth, node));
    for (member = value->child.first; member; member = member->next) {
        step = json_path_name(path, member->name);
        if (member != kind)
            TRY(common_member(r, member, &step, node));
    }
    if (node->kind == NODE_SKILL && (node->system.len == 0 || node->min == 0))
        return rule_fail(r, path, E_SYNTAX, S("atLeast"));
    if (node_is_leaf(node) && ++r->n_leaves > RULE_LEAVES_MAX)
        return rule_fail(r, path, E_LIMIT_EXCEEDED, S("leaves"));
    *ret = node;
    return OK;
}

/* --- documents --- */

static code policy_member(struct rule_reader *r,
    const struct json *value,
    const struct json_path *path,
    void *into)
{
    static const str reuses[] = {STR("none"), STR("acrossStacks"), STR("any")};
    static const str holds[] = {STR("snapshot"), STR("live")};
    static const str as_ofs[] = {
        STR("evaluation"), STR("application"), STR("award")};
    struct rule_policy *policy = into;
    int64_t days = 0;
    size_t found = 0;

    if (str_eq(value->name, S("reuse"))) {
        TRY(rule_word(r, value, path, (struct strs){reuses, 3}, &found));
        policy->reuse = (enum rule_reuse)found;
        return OK;
    }
    if (str_eq(value->name, S("hold"))) {
        TRY(rule_word(r, value, path, (struct strs){holds, 2}, &found));
        policy->hold_live = found == 1;
        return OK;
    }
    if (str_eq(value->name, S("asOf"))) {
        TRY(rule_word(r, value, path, (struct strs){as_ofs, 3}, &found));
        policy->as_of = as_ofs[found];
        return OK;
    }
    if (str_eq(value->name, S("distinctLeaves")))
        return rule_bool(r, value, path, &policy->distinct_leaves);
    if (str_eq(value->name, S("autoAward")))
        return rule_bool(r, value, path, &policy->auto_award);
    if (!str_eq(value->name, S("cureDays")))
        return rule_fail(r, path, E_SYNTAX, value->name);
    TRY(rule_int(r, value, path, CURE_DAYS_MAX, &days));
    policy->cure_days = (int32_t)days;
    return OK;
}

static code document_member(struct rule_reader *r,
    const struct json *value,
    const struct json_path *path,
    void *into)
{
    struct rule *rule = into;
    size_t kind = 0;

    if (str_eq(value->name, S("id")))
        return rule_text(r, value, path, &rule->id);
    if (str_eq(value->name, S("label")))
        return rule_text(r, value, path, &rule->label);
    if (str_eq(value->name, S("kind"))) {
        TRY(rule_word(r, value, path, (struct strs){KINDS, N(KINDS)}, &kind));
        rule->kind = (enum rule_kind)kind;
        return OK;
    }
    if (str_eq(value->name, S("policy")))
        return rule_members(r, value, path, policy_member, &rule->policy);
    if (str_eq(value->name, S("rule")))
        return read_node(r, value, path, 1, &rule->root);
    if (str_eq(value->name, S("trl")) && json_is(value, JSON_NUMBER) &&
        str_eq(value->text, S("1")))
        return OK;
    return rule_fail(r, path, E_SYNTAX, value->name);
}

/* Puts the last of the keys into its place, and its node with it. */
static void place_last(str *keys, struct json **nodes, size_t at)
{
    for (; at > 0 && str_cmp(keys[at - 1], keys[at]) > 0; at--) {
        str key = keys[at];
        struct json *node = nodes[at];

        keys[at] = keys[at - 1];
        nodes[at] = nodes[at - 1];
        keys[at - 1] = key;
        nodes[at - 1] = node;
    }
}

/* Puts the children of every group into the order of their canonical text.
 * `value` is a node; depth was checked when it was read. */
static code sort_children(struct rule_reader *r, struct json *value)
{
    static const str groups[] = {STR("allOf"), STR("anyOf"), STR("of")};
    struct json *list = NULL;
    struct json *nodes[RULE_CHILDREN_MAX];
    str keys[RULE_CHILDREN_MAX];
    struct json *item = json_get(value, S("nOf"));
    size_t n = 0;
    size_t i;

    for (i = 0; i < N(groups) && !list; i++)
        list = json_get(i + 1 == N(groups) ? item : value, groups[i]);
    for (item = list ? list->child.first : NULL; item;) {
        struct json *next = item->next;
        struct buf key;

        TRY(sort_children(r, item));
        buf_init(&key, r->arena, SIZE_MAX);
        TRY(jcs_write(&key, item, r->arena, r->err));
        TRY(buf_finish_str(&key, &keys[n]));
        nodes[n] = item;
        place_last(keys, nodes, n++);
        item = next;
    }
    if (!list)
        return OK;
    list->child.first = list->child.last = NULL;
    list->n = 0;
    for (i = 0; i < n; i++) {
        nodes[i]->next = NULL;
        json_push(list, nodes[i]);
    }
    return OK;
}

/* What a leaf asks for, for those that have no id. */
static str asked(struct rule_reader *r, const struct rule_node *node)
{
    char digits[UNIT_TEXT_BYTES];
    int64_t shown =
        node->kind == NODE_CREDITS ? node->min : node->min / HOUR * PERCENT;
    str amount = {digits, decimal_format(shown, digits)};
    str credits[] = {amount, STR(" "), node->system};
    str hours[] = {amount, node->is_cpd ? S(" CPD hours") : S(" hours")};
    str experience[] = {amount, STR(" hours of experience")};

    if (node->kind == NODE_CREDITS)
        return arena_join(r->arena, credits, N(credits));
    if (node->kind == NODE_HOURS)
        return arena_join(r->arena, hours, N(hours));
    if (node->kind == NODE_EXPERIENCE)
        return arena_join(r->arena, experience, N(experience));
    return node->kind == NODE_OPAQUE ? S("opaque") : node->uri;
}

/* Numbers the leaves and gives each its name: the id, or what it asks for,
 * with "~2" behind it when an earlier one has that name. */
static void name_leaves(struct rule_reader *r,
    struct rule_node *node,
    struct rule *rule,
    str *names)
{
    struct rule_node *child;
    uint32_t n_same = 1;
    uint32_t i;
    str plain;

    for (child = node->first; child; child = child->next)
        name_leaves(r, child, rule, names);
    if (!node_is_leaf(node))
        return;
    node->order = rule->n_leaves++;
    plain = node->id.len > 0 ? node->id : asked(r, node);
    node->name = plain;
    for (i = 0; i < node->order; i++) {
        char digits[UNIT_TEXT_BYTES];
        str parts[] = {plain, STR("~"), {digits, 0}};

        if (!str_eq(names[i], node->name))
            continue;
        parts[2].len = decimal_format((int64_t)++n_same * PERCENT, digits);
        node->name = arena_join(r->arena, parts, N(parts));
        i = UINT32_MAX; /* from the start again */
    }
    names[node->order] = node->name;
}

/* Reads once for the errors and their places, sorts, and reads again. */
static code read_rule(struct rule_reader *r,
    const struct json *document,
    code (*read)(
        struct rule_reader *r, const struct json *document, struct rule *rule),
    struct rule **ret)
{
    const struct rule fresh = {
        .policy = {.reuse = REUSE_ACROSS_STACKS,
            .cure_days = CURE_DAYS,
            .as_of = STR("evaluation")},
    };
    struct rule *rule = arena_new(r->arena, struct rule);
    struct json *copy = json_copy(r->arena, document);
    struct json *root = copy;
    struct buf canonical;
    str *names = arena_array(r->arena, RULE_LEAVES_MAX, str);

    if (!rule || !copy || !names)
        return err_set(r->err, arena_status(r->arena), S("rule"));
    *rule = fresh;
    TRY(read(r, document, rule));
    if (json_get(copy, S("rule")))
        root = json_get(copy, S("rule"));
    TRY(sort_children(r, root));
    *rule = fresh;
    r->n_leaves = 0;
    TRY(read(r, copy, rule));
    if (rule->root)
        name_leaves(r, rule->root, rule, names);
    buf_init(&canonical, r->arena, SIZE_MAX);
    TRY(jcs_write(&canonical, copy, r->arena, r->err));
    TRY(buf_finish_str(&canonical, &rule->canonical));
    if (arena_status(r->arena) != OK)
        return err_set(r->err, arena_status(r->arena), S("rule"));
    *ret = rule;
    return OK;
}

static code read_document(
    struct rule_reader *r, const struct json *document, struct rule *rule)
{
    static const str needed[] = {
        STR("trl"), STR("id"), STR("kind"), STR("rule")};
    size_t i;

    TRY(rule_members(r, document, NULL, document_member, rule));
    for (i = 0; i < N(needed); i++)
        TRY(rule_require(r, document, NULL, needed[i]));
    return OK;
}

static code read_alone(
    struct rule_reader *r, const struct json *document, struct rule *rule)
{
    return read_node(r, document, NULL, 1, &rule->root);
}

code rule_parse(const struct json *document,
    struct arena *arena,
    struct rule **ret,
    struct err *reterr)
{
    struct rule_reader r = {.arena = arena, .err = reterr};

    return read_rule(&r, document, read_document, ret);
}

code rule_parse_node(const struct json *node,
    struct arena *arena,
    struct rule **ret,
    struct err *reterr)
{
    struct rule_reader r = {.arena = arena, .err = reterr};

    return read_rule(&r, node, read_alone, ret);
}
