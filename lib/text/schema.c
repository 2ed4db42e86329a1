#include "text/schema.h"

#include "text/pointer.h"
#include "text/schema_node.h"

/* --- places --- */

/* Walks the tree until it meets `value`; as deep as the reader allowed. */
static bool find(const struct json *here,
    const struct json *value,
    const struct json_path *path,
    struct err *reterr)
{
    const struct json *child;
    size_t i = 0;

    if (here == value) {
        json_path_err(path, reterr);
        return true;
    }
    if (!json_is(here, JSON_OBJECT) && !json_is(here, JSON_ARRAY))
        return false;
    for (child = here->child.first; child; child = child->next, i++) {
        struct json_path step = json_is(here, JSON_OBJECT)
                                    ? json_path_name(path, child->name)
                                    : json_path_item(path, i);

        if (find(child, value, &step, reterr))
            return true;
    }
    return false;
}

void schema_place(
    const struct json *root, const struct json *value, struct err *reterr)
{
    if (reterr)
        find(root, value, NULL, reterr);
}

static void append(char *to, size_t *used, str text)
{
    size_t i;

    for (i = 0; i < text.len && *used < ERR_ARG_BYTES; i++)
        to[(*used)++] = text.ptr[i];
}

void schema_failure_err(const struct schema_failure *failure,
    const struct json *document,
    enum schema_verdict verdict,
    struct err *reterr)
{
    char what[ERR_ARG_BYTES];
    size_t used = 0;

    append(what, &used, failure->keyword);
    if (failure->name.len > 0) {
        append(what, &used, S(" "));
        append(what, &used, failure->name);
    }
    err_set(reterr,
        verdict == SCHEMA_INVALID ? E_SCHEMA_INVALID : E_SCHEMA_UNSUPPORTED,
        (str){what, used});
    schema_place(document, failure->value, reterr);
}

/* --- checking --- */

struct check {
    struct budget *budget;
    struct arena *scratch;
    struct err *err;
    struct schema_report *report;
    uint32_t depth;  /* of schemas in evaluation */
    uint32_t level;  /* of the value in the document */
    uint32_t branch; /* > 0: inside an alternative, where the first failure is
                        enough */
};

/* What one schema object says of one value. */
struct subject {
    const struct schema_node *node;
    const struct json *value;
    enum schema_verdict verdict;
};

static code check_node(struct check *c,
    const struct schema_node *node,
    const struct json *value,
    enum schema_verdict *ret);

static void worsen(struct subject *s, enum schema_verdict verdict)
{
    if (verdict > s->verdict)
        s->verdict = verdict;
}

static void note(struct check *c,
    struct subject *s,
    enum schema_verdict verdict,
    str keyword,
    str name)
{
    struct schema_report *report = c->report;

    worsen(s, verdict);
    if (report->n_failures == SCHEMA_FAILURES_MAX)
        return;
    report->failures[report->n_failures++] = (struct schema_failure){
        .value = s->value,
        .name = name,
        .schema = s->node->source,
        .keyword = keyword,
        .level = c->level,
    };
}

static void refuse(struct check *c, struct subject *s, str keyword)
{
    note(c, s, SCHEMA_INVALID, keyword, S(""));
}

/* In an alternative the first failure is enough. */
static bool is_settled(const struct check *c, const struct subject *s)
{
    return c->branch > 0 && s->verdict == SCHEMA_INVALID;
}

static code check_into(struct check *c,
    struct subject *s,
    const struct schema_node *node,
    const struct json *value)
{
    enum schema_verdict verdict = SCHEMA_VALID;

    TRY(check_node(c, node, value, &verdict));
    worsen(s, verdict);
    return OK;
}

static code check_child(struct check *c,
    struct subject *s,
    const struct schema_node *node,
    const struct json *child)
{
    code status;

    c->level++;
    status = check_into(c, s, node, child);
    c->level--;
    return status;
}

/* A schema whose failure is no failure yet; it leaves at most one note. */
static code try_node(struct check *c,
    const struct schema_node *node,
    const struct json *value,
    enum schema_verdict *ret)
{
    code status;

    c->branch++;
    status = check_node(c, node, value, ret);
    c->branch--;
    return status;
}

static code match(struct check *c,
    const struct pattern *pattern,
    str text,
    enum schema_verdict *ret)
{
    bool matches = false;

    *ret = SCHEMA_UNDECIDED;
    if (!pattern)
        return OK;
    TRY(pattern_match(pattern, text, c->budget, c->scratch, &matches, c->err));
    *ret = matches ? SCHEMA_VALID : SCHEMA_INVALID;
    return OK;
}

/* --- strings and numbers --- */

static uint64_t count_code_points(str text)
{
    uint64_t n = 0;
    size_t i;

    for (i = 0; i < text.len; i++)
        n += ((uint8_t)text.ptr[i] & 0xc0) != 0x80;
    return n;
}

static code check_string(struct check *c, struct subject *s)
{
    const struct schema_string *rules = s->node->string;
    str text = s->value->text;
    enum schema_verdict verdict = SCHEMA_VALID;
    uint64_t length = 0;

    if (rules->length_min > 0 || rules->length_max < UINT64_MAX)
        length = count_code_points(text);
    if (length < rules->length_min)
        refuse(c, s, S("minLength"));
    if (length > rules->length_max)
        refuse(c, s, S("maxLength"));
    if (!schema_format_fits(rules->format, text))
        refuse(c, s, S("format"));
    if (rules->has_pattern && !is_settled(c, s)) {
        TRY(match(c, rules->pattern, text, &verdict));
        if (verdict != SCHEMA_VALID)
            note(c, s, verdict, S("pattern"), S(""));
    }
    return OK;
}

/* Beyond 2^53 every double is an integer. */
static bool is_integral(double value)
{
    const double exact = 9007199254740992.0;

    return value >= exact || value <= -exact || (double)(int64_t)value == value;
}

static bool is_integer(const struct json *value)
{
    double number = 0;

    return json_number(value, &number) == OK && is_integral(number);
}

/* A quotient that is not exact is decided for integers only. */
static enum schema_verdict check_multiple(double value, double of)
{
    const double exact = 9007199254740992.0;

    if (!is_integral(of) || of >= exact || value >= exact || value <= -exact)
        return SCHEMA_UNDECIDED;
    return is_integral(value) && (int64_t)value % (int64_t)of == 0
               ? SCHEMA_VALID
               : SCHEMA_INVALID;
}

static void check_number(struct check *c, struct subject *s)
{
    const struct schema_number *rules = s->node->number;
    enum schema_verdict verdict = SCHEMA_VALID;
    double value = 0;

    if (json_number(s->value, &value) != OK) {
        note(c, s, SCHEMA_UNDECIDED, S("number"), S(""));
        return;
    }
    if (rules->min.is_set &&
        (value < rules->min.value ||
            (rules->min.is_exclusive && value <= rules->min.value)))
        refuse(c, s, S("minimum"));
    if (rules->max.is_set &&
        (value > rules->max.value ||
            (rules->max.is_exclusive && value >= rules->max.value)))
        refuse(c, s, S("maximum"));
    if (rules->multiple_of > 0)
        verdict = check_multiple(value, rules->multiple_of);
    if (verdict != SCHEMA_VALID)
        note(c, s, verdict, S("multipleOf"), S(""));
}

/* --- arrays --- */

static uint64_t count_nodes(const struct json *value)
{
    const struct json *child;
    uint64_t n = 1;

    if (!json_is(value, JSON_OBJECT) && !json_is(value, JSON_ARRAY))
        return n;
    for (child = value->child.first; child; child = child->next)
        n += count_nodes(child);
    return n;
}

static code check_unique(struct check *c, struct subject *s)
{
    const struct json *a;
    const struct json *b;
    uint64_t before = 0;

    for (a = s->value->child.first; a; a = a->next, before++) {
        TRY(budget_spend(c->budget, before * count_nodes(a), c->err));
        for (b = s->value->child.first; b != a; b = b->next) {
            if (!json_equal(a, b))
                continue;
            refuse(c, s, S("uniqueItems"));
            return OK;
        }
    }
    return OK;
}

static code check_contains(struct check *c, struct subject *s)
{
    const struct schema_array *rules = s->node->array;
    uint32_t n_notes = c->report->n_failures;
    const struct json *item;
    uint64_t n_valid = 0;
    uint64_t n_open = 0;

    for (item = s->value->child.first; item; item = item->next) {
        enum schema_verdict verdict = SCHEMA_VALID;

        TRY(try_node(c, rules->contains, item, &verdict));
        n_valid += verdict == SCHEMA_VALID;
        n_open += verdict == SCHEMA_UNDECIDED;
        c->report->n_failures = n_notes;
    }
    if (n_valid + n_open < rules->contains_min || n_valid > rules->contains_max)
        refuse(c, s, S("contains"));
    else if (n_valid < rules->contains_min ||
             n_valid + n_open > rules->contains_max)
        note(c, s, SCHEMA_UNDECIDED, S("contains"), S(""));
    return OK;
}

static code check_array(struct check *c, struct subject *s)
{
    const struct schema_array *rules = s->node->array;
    const struct json *item;
    size_t i = 0;

    if (s->value->n < rules->n_min)
        refuse(c, s, S("minItems"));
    if (s->value->n > rules->n_max)
        refuse(c, s, S("maxItems"));
    for (item = s->value->child.first; item && !is_settled(c, s);
         item = item->next, i++) {
        if (i < rules->prefix.n)
            TRY(check_child(c, s, rules->prefix.items[i], item));
        else if (rules->rest)
            TRY(check_child(c, s, rules->rest, item));
    }
    if (rules->contains && !is_settled(c, s))
        TRY(check_contains(c, s));
    if (rules->is_unique && !is_settled(c, s))
        TRY(check_unique(c, s));
    return OK;
}

/* --- objects --- */

static const struct schema_node *find_property(
    const struct schema_object *rules, str name)
{
    size_t at;

    if (rules->n_slots == 0)
        return NULL;
    at = str_hash(name) & (rules->n_slots - 1);
    while (rules->slots[at].node) {
        if (str_eq(rules->slots[at].name, name))
            return rules->slots[at].node;
        at = (at + 1) & (rules->n_slots - 1);
    }
    return NULL;
}

static void check_required(struct check *c, struct subject *s)
{
    const struct json *name = s->node->object->required->child.first;

    for (; name && !is_settled(c, s); name = name->next) {
        if (!json_get(s->value, json_text(name)))
            note(c, s, SCHEMA_INVALID, S("required"), json_text(name));
    }
}

static code check_name(struct check *c, struct subject *s, str name)
{
    struct json text = {.type = JSON_STRING, .text = name};
    uint32_t n_notes = c->report->n_failures;
    enum schema_verdict verdict = SCHEMA_VALID;

    TRY(try_node(c, s->node->object->names, &text, &verdict));
    c->report->n_failures = n_notes;
    if (verdict != SCHEMA_VALID)
        note(c, s, verdict, S("propertyNames"), name);
    return OK;
}

/* `additionalProperties: false` is told of with the name. */
static code check_additional(
    struct check *c, struct subject *s, const struct json *member)
{
    const struct schema_node *additional = s->node->object->additional;

    if (!additional)
        return OK;
    if (!additional->is_false)
        return check_child(c, s, additional, member);
    note(c, s, SCHEMA_INVALID, S("additionalProperties"), member->name);
    return OK;
}

static code check_member(
    struct check *c, struct subject *s, const struct json *member)
{
    const struct schema_object *rules = s->node->object;
    const struct schema_node *property = find_property(rules, member->name);
    bool is_known = property != NULL;
    bool is_open = false; /* a pattern could not be decided */
    size_t i;

    if (rules->names)
        TRY(check_name(c, s, member->name));
    if (property)
        TRY(check_child(c, s, property, member));
    for (i = 0; i < rules->n_patterns && !is_settled(c, s); i++) {
        enum schema_verdict verdict = SCHEMA_VALID;

        TRY(match(c, rules->patterns[i].pattern, member->name, &verdict));
        is_known = is_known || verdict == SCHEMA_VALID;
        is_open = is_open || verdict == SCHEMA_UNDECIDED;
        if (verdict == SCHEMA_VALID)
            TRY(check_child(c, s, rules->patterns[i].node, member));
    }
    if (is_open)
        note(c, s, SCHEMA_UNDECIDED, S("patternProperties"), member->name);
    else if (!is_known && !is_settled(c, s))
        TRY(check_additional(c, s, member));
    return OK;
}

static code check_object(struct check *c, struct subject *s)
{
    const struct schema_object *rules = s->node->object;
    const struct json *member;

    if (s->value->n < rules->n_min)
        refuse(c, s, S("minProperties"));
    if (s->value->n > rules->n_max)
        refuse(c, s, S("maxProperties"));
    if (rules->required)
        check_required(c, s);
    for (member = s->value->child.first; member && !is_settled(c, s);
         member = member->next)
        TRY(check_member(c, s, member));
    return OK;
}

/* --- alternatives --- */

/* anyOf and oneOf. When none fits, the note that lies deepest in the document
 * is kept: it is of the alternative that was meant. */
static code check_alternatives(struct check *c,
    struct subject *s,
    const struct schema_list *list,
    str keyword)
{
    struct schema_report *report = c->report;
    uint32_t n_notes = report->n_failures;
    struct schema_failure deepest = {.level = c->level};
    bool only_one = str_eq(keyword, S("oneOf"));
    size_t n_valid = 0;
    size_t n_open = 0;
    size_t i;

    for (i = 0; i < list->n && n_valid <= (only_one ? 1 : 0); i++) {
        enum schema_verdict verdict = SCHEMA_VALID;

        TRY(try_node(c, list->items[i], s->value, &verdict));
        n_valid += verdict == SCHEMA_VALID;
        n_open += verdict == SCHEMA_UNDECIDED;
        if (verdict == SCHEMA_INVALID && report->n_failures > n_notes &&
            report->failures[n_notes].level > deepest.level)
            deepest = report->failures[n_notes];
        report->n_failures = n_notes;
    }
    if (n_valid == 1 && (n_open == 0 || !only_one))
        return OK;
    if (n_valid <= 1 && n_open > 0) {
        note(c, s, SCHEMA_UNDECIDED, keyword, S(""));
    } else if (n_valid == 0 && deepest.value && n_notes < SCHEMA_FAILURES_MAX) {
        worsen(s, SCHEMA_INVALID);
        report->failures[report->n_failures++] = deepest;
    } else {
        refuse(c, s, keyword);
    }
    return OK;
}

static code check_not(struct check *c, struct subject *s)
{
    uint32_t n_notes = c->report->n_failures;
    enum schema_verdict verdict = SCHEMA_VALID;

    TRY(try_node(c, s->node->not_this, s->value, &verdict));
    c->report->n_failures = n_notes;
    if (verdict == SCHEMA_VALID)
        refuse(c, s, S("not"));
    else if (verdict == SCHEMA_UNDECIDED)
        note(c, s, verdict, S("not"), S(""));
    return OK;
}

static code check_condition(struct check *c, struct subject *s)
{
    uint32_t n_notes = c->report->n_failures;
    enum schema_verdict verdict = SCHEMA_VALID;
    const struct schema_node *next = s->node->then_this;

    TRY(try_node(c, s->node->condition, s->value, &verdict));
    c->report->n_failures = n_notes;
    if (verdict == SCHEMA_UNDECIDED) {
        note(c, s, verdict, S("if"), S(""));
        return OK;
    }
    if (verdict == SCHEMA_INVALID)
        next = s->node->else_this;
    return next ? check_into(c, s, next, s->value) : OK;
}

static code check_same_value(struct check *c, struct subject *s)
{
    const struct schema_node *node = s->node;
    size_t i;

    if (node->ref)
        TRY(check_into(c, s, node->ref, s->value));
    for (i = 0; i < node->all_of.n && !is_settled(c, s); i++)
        TRY(check_into(c, s, node->all_of.items[i], s->value));
    return OK;
}

static code check_applicators(struct check *c, struct subject *s)
{
    const struct schema_node *node = s->node;

    TRY(check_same_value(c, s));
    if (node->any_of.n > 0 && !is_settled(c, s))
        TRY(check_alternatives(c, s, &node->any_of, S("anyOf")));
    if (node->one_of.n > 0 && !is_settled(c, s))
        TRY(check_alternatives(c, s, &node->one_of, S("oneOf")));
    if (node->not_this && !is_settled(c, s))
        TRY(check_not(c, s));
    if (node->condition && !is_settled(c, s))
        TRY(check_condition(c, s));
    return OK;
}

/* --- one schema and one value --- */

static bool has_type(const struct schema_node *node, const struct json *value)
{
    return (node->types >> value->type & 1) ||
           (value->type == JSON_NUMBER && (node->types >> TYPE_INTEGER & 1) &&
               is_integer(value));
}

static bool is_one_of(const struct json *values, const struct json *value)
{
    const struct json *one;

    for (one = values->child.first; one; one = one->next) {
        if (json_equal(one, value))
            return true;
    }
    return false;
}

static code check_values(struct check *c, struct subject *s)
{
    const struct schema_node *node = s->node;

    if (node->one_of_values) {
        TRY(budget_spend(c->budget, node->one_of_values->n, c->err));
        if (!is_one_of(node->one_of_values, s->value))
            refuse(c, s, S("enum"));
    }
    if (node->only_value && !json_equal(node->only_value, s->value))
        refuse(c, s, S("const"));
    return OK;
}

static code check_kind(struct check *c, struct subject *s)
{
    const struct schema_node *node = s->node;

    switch ((enum json_type)s->value->type) {
    case JSON_OBJECT:
        return node->object ? check_object(c, s) : OK;
    case JSON_ARRAY:
        return node->array ? check_array(c, s) : OK;
    case JSON_STRING:
        return node->string ? check_string(c, s) : OK;
    case JSON_NUMBER:
        if (node->number)
            check_number(c, s);
        return OK;
    case JSON_NULL:
    case JSON_FALSE:
    case JSON_TRUE:
        break;
    }
    return OK;
}

static code check_rules(struct check *c, struct subject *s)
{
    if (s->node->is_false) {
        refuse(c, s, S("false"));
        return OK;
    }
    if (!has_type(s->node, s->value)) {
        refuse(c, s, S("type"));
        return OK; /* the rest would only say the same again */
    }
    TRY(check_values(c, s));
    if (!is_settled(c, s))
        TRY(check_kind(c, s));
    if (!is_settled(c, s))
        TRY(check_applicators(c, s));
    if (s->node->unsupported.len > 0 && !is_settled(c, s))
        note(c, s, SCHEMA_UNDECIDED, s->node->unsupported, S(""));
    return OK;
}

static code check_node(struct check *c,
    const struct schema_node *node,
    const struct json *value,
    enum schema_verdict *ret)
{
    struct subject s = {node, value, SCHEMA_VALID};

    TRY(budget_spend(c->budget, 1, c->err));
    if (c->depth == SCHEMA_DEPTH_MAX)
        return err_set(c->err, E_COMPLEXITY_LIMIT, S("schema depth"));
    c->depth++;
    TRY(check_rules(c, &s));
    c->depth--;
    *ret = s.verdict;
    return OK;
}

code schema_check(const struct schema *schema,
    const struct json *document,
    struct budget *budget,
    struct arena *scratch,
    struct schema_report *ret,
    struct err *reterr)
{
    struct check c = {
        .budget = budget, .scratch = scratch, .err = reterr, .report = ret};

    ret->n_failures = 0;
    return check_node(&c, schema->root, document, &ret->verdict);
}
