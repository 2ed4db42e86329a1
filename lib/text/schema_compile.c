#include "text/iri.h"
#include "text/number.h"
#include "text/pointer.h"
#include "text/schema.h"
#include "text/schema_node.h"

#include <stddef.h>

/* --- what the compiler knows --- */

/* A schema document that is being compiled. */
struct document {
    const struct json *root;
    struct iri base;       /* its $id or the URI it was found by */
    bool ref_stands_alone; /* drafts 4 to 7: members beside $ref are ignored */
};

/* A schema that a $ref names: compiled once, later than the $ref. */
struct target {
    const struct json *source;
    struct document document;
    struct schema_node *node;
};

struct compiler {
    const struct schema_library *library;
    struct budget *budget;
    struct arena *arena;
    struct err *err;
    struct document document; /* the one being compiled */
    struct target *targets;
    size_t n_targets;
    size_t targets_held;
    size_t n_done;
    const struct json *at; /* the schema object being compiled */
};

static code bad_value(const struct compiler *c, str keyword)
{
    return err_set(c->err, E_SYNTAX, keyword);
}

static code out_of_memory(const struct compiler *c)
{
    return err_set(c->err, arena_status(c->arena), S("schema"));
}

static code compile(
    struct compiler *c, const struct json *source, struct schema_node **ret);

/* --- values of keywords --- */

static code count_of(
    struct compiler *c, const struct json *value, uint64_t *ret)
{
    double number = 0;

    if (!json_is(value, JSON_NUMBER) || json_number(value, &number) != OK ||
        number < 0 || number > 9e15 || number != (double)(uint64_t)number)
        return bad_value(c, value->name);
    *ret = (uint64_t)number;
    return OK;
}

static code number_of(struct compiler *c, const struct json *value, double *ret)
{
    if (!json_is(value, JSON_NUMBER) || json_number(value, ret) != OK)
        return bad_value(c, value->name);
    return OK;
}

static code list_of(
    struct compiler *c, const struct json *value, struct schema_list *ret)
{
    struct schema_node **items;
    const struct json *child;
    size_t n = 0;

    if (!json_is(value, JSON_ARRAY))
        return bad_value(c, value->name);
    items = arena_array(c->arena, value->n, struct schema_node *);
    if (!items)
        return out_of_memory(c);
    for (child = value->child.first; child; child = child->next)
        TRY(compile(c, child, &items[n++]));
    *ret = (struct schema_list){items, n};
    return OK;
}

/* A pattern that cannot be compiled is NULL: undecided where it is met. */
static code pattern_of(
    struct compiler *c, str source, const struct pattern **ret)
{
    struct pattern *pattern = NULL;
    code status;

    TRY(budget_spend(c->budget, source.len, c->err));
    status = pattern_compile(source, c->arena, &pattern, NULL);
    if (status != OK && status != E_SYNTAX && status != E_SCHEMA_UNSUPPORTED)
        return err_set(c->err, status, S("schema"));
    *ret = pattern;
    return OK;
}

/* --- keywords for any value --- */

static bool type_bits(str name, uint8_t *bits)
{
    static const str names[] = {
        [JSON_NULL] = STR("null"),
        [JSON_FALSE] = STR("boolean"),
        [JSON_TRUE] = STR("boolean"),
        [JSON_NUMBER] = STR("number"),
        [JSON_STRING] = STR("string"),
        [JSON_ARRAY] = STR("array"),
        [JSON_OBJECT] = STR("object"),
        [TYPE_INTEGER] = STR("integer"),
    };
    bool found = false;
    size_t i;

    for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        if (!str_eq(names[i], name))
            continue;
        *bits = (uint8_t)(*bits | 1U << i);
        found = true;
    }
    return found;
}

static code on_type(
    struct compiler *c, struct schema_node *node, const struct json *value)
{
    const struct json *one = value;

    node->types = 0;
    if (json_is(value, JSON_ARRAY))
        one = value->child.first;
    for (; one; one = one->next) {
        if (!type_bits(json_text(one), &node->types))
            return bad_value(c, S("type"));
        if (one == value)
            break;
    }
    return OK;
}

static code on_enum(
    struct compiler *c, struct schema_node *node, const struct json *value)
{
    if (!json_is(value, JSON_ARRAY))
        return bad_value(c, value->name);
    node->one_of_values = value;
    return OK;
}

static code on_const(
    struct compiler *c, struct schema_node *node, const struct json *value)
{
    (void)c;
    node->only_value = value;
    return OK;
}

static code on_unsupported(
    struct compiler *c, struct schema_node *node, const struct json *value)
{
    (void)c;
    node->unsupported = value->name;
    return OK;
}

/* --- references --- */

/* The node of a schema that is named by a $ref: compiled later, once. */
static code node_of_target(struct compiler *c,
    const struct json *source,
    const struct document *document,
    struct schema_node **ret)
{
    struct target *targets;
    struct schema_node *node;
    size_t i;

    TRY(budget_spend(c->budget, c->n_targets, c->err));
    for (i = 0; i < c->n_targets; i++) {
        if (c->targets[i].source == source) {
            *ret = c->targets[i].node;
            return OK;
        }
    }
    targets = arena_grow(c->arena, c->targets, sizeof(*targets),
        c->n_targets + 1, &c->targets_held);
    node = arena_new(c->arena, struct schema_node);
    if (!targets || !node)
        return out_of_memory(c);
    c->targets = targets;
    c->targets[c->n_targets++] = (struct target){source, *document, node};
    *ret = node;
    return OK;
}

static struct document document_of(str uri, const struct json *root)
{
    static const str old[] = {
        STR("draft-03"), STR("draft-04"), STR("draft-06"), STR("draft-07")};
    struct document document = {.root = root};
    str dialect = json_text(json_get(root, S("$schema")));
    str id = json_text(json_get(root, S("$id")));
    size_t i;
    size_t at;

    if (id.len == 0)
        id = json_text(json_get(root, S("id"))); /* draft 4 */
    document.base = iri_split(iri_has_scheme(id) ? id : uri);
    for (i = 0; i < sizeof(old) / sizeof(old[0]); i++) {
        for (at = 0; (at = str_find(dialect, 'd', at)) != SIZE_MAX; at++) {
            if (str_starts(str_sub(dialect, at, dialect.len), old[i]))
                document.ref_stands_alone = true;
        }
    }
    return document;
}

/* Another schema by its URI, without the fragment. */
static bool find_document(struct compiler *c, str uri, struct document *ret)
{
    size_t i;

    for (i = 0; c->library && i < c->library->n; i++) {
        const struct schema_document *d = &c->library->items[i];

        if (!str_eq(d->uri, uri))
            continue;
        *ret = document_of(d->uri, d->root);
        return true;
    }
    return false;
}

/* "%24defs" and the like in a fragment. Gives the text itself if it has
 * none. */
static str percent_decoded(str text, struct arena *arena)
{
    size_t at = str_find(text, '%', 0);
    struct buf out;
    str result = text;

    if (at == SIZE_MAX)
        return text;
    buf_init(&out, arena, text.len);
    for (at = 0; at < text.len; at++) {
        uint8_t byte = 0;
        size_t i;

        if (text.ptr[at] != '%' || text.len - at < 3) {
            buf_byte(&out, (uint8_t)text.ptr[at]);
            continue;
        }
        for (i = 1; i <= 2; i++) {
            char d = text.ptr[at + i];
            int value = d <= '9' ? d - '0' : (d | 0x20) - 'a' + 10;

            byte = (uint8_t)(byte * 16 + (value & 15));
        }
        buf_byte(&out, byte);
        at += 2;
    }
    return buf_finish_str(&out, &result) == OK ? result : text;
}

static code on_ref(
    struct compiler *c, struct schema_node *node, const struct json *value)
{
    str ref = json_text(value);
    size_t hash = str_find(ref, '#', 0);
    str fragment = str_sub(ref, hash == SIZE_MAX ? hash : hash + 1, ref.len);
    str uri = str_sub(ref, 0, hash);
    struct document document = c->document;
    const struct json *target;

    if (!json_is(value, JSON_STRING))
        return bad_value(c, value->name);
    if (uri.len > 0) {
        uri = iri_resolve(&c->document.base, uri, c->arena);
        if (!find_document(c, uri, &document))
            return on_unsupported(c, node, value);
    }
    target =
        json_pointer_get(document.root, percent_decoded(fragment, c->arena));
    if (!target) /* an anchor, or nothing */
        return on_unsupported(c, node, value);
    return node_of_target(c, target, &document, &node->ref);
}

static code on_id(
    struct compiler *c, struct schema_node *node, const struct json *value)
{
    if (node->source == c->document.root)
        return OK;
    return on_unsupported(c, node, value);
}

/* --- keywords for objects, arrays, strings and numbers; their group of rules
 * is there when they are called --- */

static code on_properties(
    struct compiler *c, struct schema_node *node, const struct json *value)
{
    struct schema_object *object = node->object;
    const struct json *child;
    size_t n_slots = 4;

    if (!json_is(value, JSON_OBJECT))
        return bad_value(c, value->name);
    while (n_slots < 2 * (size_t)value->n)
        n_slots *= 2;
    object->slots = arena_array(c->arena, n_slots, struct schema_property);
    if (!object->slots)
        return out_of_memory(c);
    object->n_slots = n_slots;
    for (child = value->child.first; child; child = child->next) {
        size_t at = str_hash(child->name) & (n_slots - 1);

        while (object->slots[at].node)
            at = (at + 1) & (n_slots - 1);
        object->slots[at].name = child->name;
        TRY(compile(c, child, &object->slots[at].node));
    }
    return OK;
}

static code on_required(
    struct compiler *c, struct schema_node *node, const struct json *value)
{
    if (!json_is(value, JSON_ARRAY))
        return bad_value(c, value->name);
    node->object->required = value;
    return OK;
}

static code on_pattern_properties(
    struct compiler *c, struct schema_node *node, const struct json *value)
{
    struct schema_pattern_property *patterns;
    const struct json *child;
    size_t n = 0;

    if (!json_is(value, JSON_OBJECT))
        return bad_value(c, value->name);
    patterns = arena_array(c->arena, value->n, struct schema_pattern_property);
    if (!patterns)
        return out_of_memory(c);
    for (child = value->child.first; child; child = child->next, n++) {
        TRY(pattern_of(c, child->name, &patterns[n].pattern));
        TRY(compile(c, child, &patterns[n].node));
    }
    node->object->patterns = patterns;
    node->object->n_patterns = n;
    return OK;
}

/* Until 2019-09 an array here is what prefixItems became. */
static code on_items(
    struct compiler *c, struct schema_node *node, const struct json *value)
{
    if (json_is(value, JSON_ARRAY))
        return list_of(c, value, &node->array->prefix);
    return compile(c, value, &node->array->rest);
}

/* Counts only beside an array of items. */
static code on_additional_items(
    struct compiler *c, struct schema_node *node, const struct json *value)
{
    if (!json_is(json_get(node->source, S("items")), JSON_ARRAY))
        return OK;
    return compile(c, value, &node->array->rest);
}

static code on_unique_items(
    struct compiler *c, struct schema_node *node, const struct json *value)
{
    (void)c;
    node->array->is_unique = json_is(value, JSON_TRUE);
    return OK;
}

static code on_pattern(
    struct compiler *c, struct schema_node *node, const struct json *value)
{
    if (!json_is(value, JSON_STRING))
        return bad_value(c, value->name);
    node->string->has_pattern = true;
    return pattern_of(c, json_text(value), &node->string->pattern);
}

static code on_format(
    struct compiler *c, struct schema_node *node, const struct json *value)
{
    static const str names[] = {
        [FORMAT_DATE_TIME] = STR("date-time"),
        [FORMAT_DATE] = STR("date"),
        [FORMAT_URI] = STR("uri"),
        [FORMAT_URI_REFERENCE] = STR("uri-reference"),
        [FORMAT_IRI] = STR("iri"),
        [FORMAT_EMAIL] = STR("email"),
        [FORMAT_UUID] = STR("uuid"),
    };
    size_t i;

    (void)c;
    for (i = FORMAT_DATE_TIME; i < sizeof(names) / sizeof(names[0]); i++) {
        if (json_text_is(value, names[i]))
            node->string->format = (enum schema_format)i;
    }
    return OK;
}

/* In draft 4 the exclusive ones are booleans beside the others. */
static code limit_of(
    struct compiler *c, const struct json *value, struct schema_limit *limit)
{
    bool is_exclusive = str_starts(value->name, S("exclusive"));

    if (is_exclusive && !json_is(value, JSON_NUMBER)) {
        limit->is_exclusive = json_is(value, JSON_TRUE);
        return OK;
    }
    limit->is_set = true;
    limit->is_exclusive = limit->is_exclusive || is_exclusive;
    return number_of(c, value, &limit->value);
}

static code on_minimum(
    struct compiler *c, struct schema_node *node, const struct json *value)
{
    return limit_of(c, value, &node->number->min);
}

static code on_maximum(
    struct compiler *c, struct schema_node *node, const struct json *value)
{
    return limit_of(c, value, &node->number->max);
}

static code on_multiple_of(
    struct compiler *c, struct schema_node *node, const struct json *value)
{
    TRY(number_of(c, value, &node->number->multiple_of));
    return node->number->multiple_of > 0 ? OK : bad_value(c, value->name);
}

/* --- the table of keywords --- */

/* The groups of rules that a node has only when it needs them. */
enum group {
    GROUP_NODE,
    GROUP_OBJECT,
    GROUP_ARRAY,
    GROUP_STRING,
    GROUP_NUMBER,
};

/* What the value is: it goes to `offset` in its group, or `compile` knows. */
enum kind {
    KIND_OTHER,
    KIND_COUNT,
    KIND_SCHEMA,
    KIND_LIST,
};

struct keyword {
    str name;
    enum group group;
    enum kind kind;
    size_t offset;
    code (*compile)(
        struct compiler *c, struct schema_node *node, const struct json *value);
};

#define OTHER(name, group, function)                                           \
    {                                                                          \
        STR(name), GROUP_##group, KIND_OTHER, 0, function                      \
    }
#define FIELD(name, group, kind, type, field)                                  \
    {                                                                          \
        STR(name), GROUP_##group, KIND_##kind, offsetof(struct type, field),   \
            NULL                                                               \
    }

static const struct keyword KEYWORDS[] = {
    OTHER("$ref", NODE, on_ref),
    OTHER("$id", NODE, on_id),
    OTHER("type", NODE, on_type),
    OTHER("enum", NODE, on_enum),
    OTHER("const", NODE, on_const),
    FIELD("allOf", NODE, LIST, schema_node, all_of),
    FIELD("anyOf", NODE, LIST, schema_node, any_of),
    FIELD("oneOf", NODE, LIST, schema_node, one_of),
    FIELD("not", NODE, SCHEMA, schema_node, not_this),
    FIELD("if", NODE, SCHEMA, schema_node, condition),
    FIELD("then", NODE, SCHEMA, schema_node, then_this),
    FIELD("else", NODE, SCHEMA, schema_node, else_this),
    OTHER("properties", OBJECT, on_properties),
    OTHER("required", OBJECT, on_required),
    OTHER("patternProperties", OBJECT, on_pattern_properties),
    FIELD("additionalProperties", OBJECT, SCHEMA, schema_object, additional),
    FIELD("propertyNames", OBJECT, SCHEMA, schema_object, names),
    FIELD("minProperties", OBJECT, COUNT, schema_object, n_min),
    FIELD("maxProperties", OBJECT, COUNT, schema_object, n_max),
    OTHER("items", ARRAY, on_items),
    FIELD("prefixItems", ARRAY, LIST, schema_array, prefix),
    OTHER("additionalItems", ARRAY, on_additional_items),
    FIELD("contains", ARRAY, SCHEMA, schema_array, contains),
    FIELD("minContains", ARRAY, COUNT, schema_array, contains_min),
    FIELD("maxContains", ARRAY, COUNT, schema_array, contains_max),
    FIELD("minItems", ARRAY, COUNT, schema_array, n_min),
    FIELD("maxItems", ARRAY, COUNT, schema_array, n_max),
    OTHER("uniqueItems", ARRAY, on_unique_items),
    FIELD("minLength", STRING, COUNT, schema_string, length_min),
    FIELD("maxLength", STRING, COUNT, schema_string, length_max),
    OTHER("pattern", STRING, on_pattern),
    OTHER("format", STRING, on_format),
    OTHER("minimum", NUMBER, on_minimum),
    OTHER("exclusiveMinimum", NUMBER, on_minimum),
    OTHER("maximum", NUMBER, on_maximum),
    OTHER("exclusiveMaximum", NUMBER, on_maximum),
    OTHER("multipleOf", NUMBER, on_multiple_of),
    OTHER("unevaluatedProperties", NODE, on_unsupported),
    OTHER("unevaluatedItems", NODE, on_unsupported),
    OTHER("$dynamicRef", NODE, on_unsupported),
    OTHER("$recursiveRef", NODE, on_unsupported),
    OTHER("dependencies", NODE, on_unsupported),
    OTHER("dependentRequired", NODE, on_unsupported),
    OTHER("dependentSchemas", NODE, on_unsupported),
};

static const struct keyword *find_keyword(str name)
{
    size_t i;

    for (i = 0; i < sizeof(KEYWORDS) / sizeof(KEYWORDS[0]); i++) {
        if (str_eq(KEYWORDS[i].name, name))
            return &KEYWORDS[i];
    }
    return NULL;
}

/* The group of rules of the node, made when it is first asked for; NULL when
 * memory ran out. */
static void *open_group(
    struct compiler *c, struct schema_node *node, enum group group)
{
    switch (group) {
    case GROUP_OBJECT:
        if (!node->object &&
            (node->object = arena_new(c->arena, struct schema_object)))
            node->object->n_max = UINT64_MAX;
        return node->object;
    case GROUP_ARRAY:
        if (!node->array &&
            (node->array = arena_new(c->arena, struct schema_array))) {
            node->array->contains_min = 1;
            node->array->contains_max = UINT64_MAX;
            node->array->n_max = UINT64_MAX;
        }
        return node->array;
    case GROUP_STRING:
        if (!node->string &&
            (node->string = arena_new(c->arena, struct schema_string)))
            node->string->length_max = UINT64_MAX;
        return node->string;
    case GROUP_NUMBER:
        if (!node->number)
            node->number = arena_new(c->arena, struct schema_number);
        return node->number;
    case GROUP_NODE:
        break;
    }
    return node;
}

static code compile_keyword(struct compiler *c,
    struct schema_node *node,
    const struct keyword *keyword,
    const struct json *value)
{
    char *group = open_group(c, node, keyword->group);
    void *field;

    if (!group)
        return out_of_memory(c);
    field = group + keyword->offset;
    switch (keyword->kind) {
    case KIND_COUNT:
        return count_of(c, value, field);
    case KIND_SCHEMA:
        return compile(c, value, field);
    case KIND_LIST:
        return list_of(c, value, field);
    case KIND_OTHER:
        break;
    }
    return keyword->compile(c, node, value);
}

/* --- one schema --- */

static code fill(
    struct compiler *c, const struct json *source, struct schema_node *node)
{
    const struct json *ref = json_get(source, S("$ref"));
    const struct json *member;

    node->source = source;
    node->types = TYPE_ANY;
    node->is_false = json_is(source, JSON_FALSE);
    if (json_is(source, JSON_FALSE) || json_is(source, JSON_TRUE))
        return OK;
    c->at = source;
    if (!json_is(source, JSON_OBJECT))
        return bad_value(c, source->name);
    if (ref && c->document.ref_stands_alone)
        return on_ref(c, node, ref);
    for (member = source->child.first; member; member = member->next) {
        const struct keyword *keyword = find_keyword(member->name);

        TRY(budget_spend(c->budget, 1, c->err));
        if (keyword)
            TRY(compile_keyword(c, node, keyword, member));
        c->at = source;
    }
    return OK;
}

static code compile(
    struct compiler *c, const struct json *source, struct schema_node **ret)
{
    struct schema_node *node = arena_new(c->arena, struct schema_node);

    if (!node)
        return out_of_memory(c);
    TRY(fill(c, source, node));
    *ret = node;
    return OK;
}

static code compile_all(struct compiler *c, struct schema_node **ret)
{
    TRY(node_of_target(c, c->document.root, &c->document, ret));
    while (c->n_done < c->n_targets) {
        struct target target = c->targets[c->n_done++];

        c->document = target.document;
        TRY(fill(c, target.source, target.node));
    }
    return arena_status(c->arena) == OK ? OK : out_of_memory(c);
}

code schema_compile(const struct json *root,
    const struct schema_library *library,
    struct budget *budget,
    struct arena *arena,
    struct schema **ret,
    struct err *reterr)
{
    struct compiler c = {
        .library = library,
        .budget = budget,
        .arena = arena,
        .err = reterr,
        .document = document_of(S(""), root),
    };
    struct schema *schema = arena_new(arena, struct schema);
    code status;

    if (!schema)
        return out_of_memory(&c);
    status = compile_all(&c, &schema->root);
    if (status == E_SYNTAX)
        schema_place(root, c.at, reterr);
    if (status == OK)
        *ret = schema;
    return status;
}
