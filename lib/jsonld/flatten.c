/*
 * Flattening, JSON-LD 1.1 API 7: node map generation (7.2), blank node
 * identifiers (7.4), and the API function.
 */
#include "jsonld/compact.h"
#include "jsonld/issuer.h"
#include "text/jcs.h"
#include "text/json_sort.h"

enum {
    SCAN_MAX = 8, /* values that are compared one by one */
};

/* The values of one property. */
struct values {
    struct json *array;
    struct map *seen; /* canonical texts of them; NULL while few */
};

struct node {
    struct json *object;
    struct map properties; /* from name to struct values */
};

struct graph {
    struct map nodes; /* from id to struct node */
};

struct flattening {
    struct run *run;
    struct map graphs; /* from name to struct graph; the default one is first */
    struct issuer issuer;
};

/* Where an element stands. */
struct place {
    struct graph *graph;
    struct node *subject; /* NULL at the top */
    str property;         /* of the subject, or towards it if reverse */
    struct json *list;    /* the array of a list object, or NULL */
    const str *reverse;   /* id of the node that is the object, or NULL */
};

static code add_element(struct flattening *f,
    const struct place *place,
    const struct json *element);

static struct graph *graph_of(struct flattening *f, str name)
{
    struct map_entry *entry = map_put(&f->graphs, name);
    struct graph *graph;

    if (!entry)
        return NULL;
    if (!entry->value) {
        graph = arena_new(f->run->arena, struct graph);
        if (!graph)
            return NULL;
        map_init(&graph->nodes, f->run->arena);
        entry->value = graph;
    }
    return entry->value;
}

static struct json *reference(struct flattening *f, str id)
{
    struct json *object = json_new(f->run->arena, JSON_OBJECT);

    keyword_add(object, KEYWORD_ID, json_new_string(f->run->arena, id));
    return object;
}

static struct node *node_of(struct flattening *f, struct graph *graph, str id)
{
    struct map_entry *entry = map_put(&graph->nodes, id);
    struct node *node;

    if (!entry)
        return NULL;
    if (!entry->value) {
        node = arena_new(f->run->arena, struct node);
        if (!node)
            return NULL;
        node->object = reference(f, id);
        map_init(&node->properties, f->run->arena);
        entry->value = node;
    }
    return entry->value;
}

/* Why a function above gave NULL. */
static code failure(const struct flattening *f, const struct map *map)
{
    return map_status(map) != OK ? map_status(map)
                                 : arena_status(f->run->arena);
}

static code values_of(
    struct flattening *f, struct node *node, str property, struct values **ret)
{
    struct map_entry *entry = map_put(&node->properties, property);
    struct values *values = NULL;

    if (!entry)
        return failure(f, &node->properties);
    if (!entry->value) {
        values = arena_new(f->run->arena, struct values);
        if (!values)
            return arena_status(f->run->arena);
        values->array = json_new(f->run->arena, JSON_ARRAY);
        if (keyword_of(property))
            keyword_add(node->object, keyword_of(property), values->array);
        else
            json_add(node->object, property, values->array);
        entry->value = values;
    }
    *ret = entry->value;
    return arena_status(f->run->arena);
}

/* --- values are kept once --- */

/* True, and remembered, when the canonical text of the value is new. */
static code note_value(struct flattening *f,
    struct map *seen,
    const struct json *value,
    bool *ret_new)
{
    struct map_entry *entry;
    struct buf text;
    str key;

    buf_init(&text, f->run->arena, SIZE_MAX);
    TRY(jcs_write(&text, value, f->run->arena, f->run->reterr));
    TRY(buf_finish_str(&text, &key));
    entry = map_put(seen, key);
    if (!entry)
        return failure(f, seen);
    *ret_new = entry->value == NULL;
    entry->value = seen;
    return OK;
}

/* Makes the table once scanning would take too long. */
static code start_seen(struct flattening *f, struct values *values)
{
    const struct json *item = values->array->child.first;
    bool is_new;

    values->seen = arena_new(f->run->arena, struct map);
    if (!values->seen)
        return arena_status(f->run->arena);
    map_init(values->seen, f->run->arena);
    for (; item; item = item->next)
        TRY(note_value(f, values->seen, item, &is_new));
    return OK;
}

/* Appends the value unless an equal one is there. */
static code add_once(
    struct flattening *f, struct values *values, struct json *value)
{
    const struct json *item;
    bool is_new = true;

    if (!value)
        return arena_status(f->run->arena);
    if (!values->seen && values->array->n >= SCAN_MAX)
        TRY(start_seen(f, values));
    if (values->seen) {
        TRY(note_value(f, values->seen, value, &is_new));
    } else {
        for (item = values->array->child.first; item; item = item->next) {
            if (json_equal(item, value))
                is_new = false;
        }
    }
    if (is_new)
        json_push(values->array, value);
    return OK;
}

/* Puts a value where its place says. */
static code put_value(
    struct flattening *f, const struct place *place, struct json *value)
{
    struct values *values = NULL;

    if (place->list) {
        json_push(place->list, value);
        return arena_status(f->run->arena);
    }
    if (!place->subject) /* free-floating, and so no value */
        return OK;
    TRY(values_of(f, place->subject, place->property, &values));
    return add_once(f, values, value);
}

/* --- 7.2.1 --- */

static code rename_blank(struct flattening *f, str *id)
{
    if (!iri_is_blank(*id))
        return OK;
    *id = issuer_issue(&f->issuer, *id);
    return issuer_status(&f->issuer);
}

/* A value without name, tag and place. */
static struct json *detached(struct flattening *f, const struct json *value)
{
    struct json *copy = json_alias(f->run->arena, value);

    if (copy)
        copy->tag = 0;
    return copy;
}

/* Step 5 */
static code add_list(
    struct flattening *f, const struct place *place, const struct json *list)
{
    struct json *result = json_new(f->run->arena, JSON_OBJECT);
    struct json *array = json_new(f->run->arena, JSON_ARRAY);
    struct place inside = *place;
    const struct json *item = list->child.first;
    struct values *values = NULL;

    if (!result || !array)
        return arena_status(f->run->arena);
    keyword_add(result, KEYWORD_LIST, array);
    inside.list = array;
    for (; item; item = item->next)
        TRY(add_element(f, &inside, item));
    if (place->list || !place->subject)
        return put_value(f, place, result);
    /* Two lists are never the same list. */
    TRY(values_of(f, place->subject, place->property, &values));
    json_push(values->array, result);
    return OK;
}

/* Steps 6.4 and 6.5: what leads to the node. */
static code link_node(
    struct flattening *f, const struct place *place, struct node *node, str id)
{
    struct values *values = NULL;

    if (place->reverse) {
        TRY(values_of(f, node, place->property, &values));
        return add_once(f, values, reference(f, *place->reverse));
    }
    return put_value(f, place, reference(f, id));
}

/* Step 6.6 */
static code add_types(
    struct flattening *f, struct node *node, const struct json *types)
{
    const struct json *type = types->child.first;
    struct values *values = NULL;

    TRY(values_of(f, node, S("@type"), &values));
    for (; type; type = type->next) {
        str text = type->text;

        TRY(rename_blank(f, &text));
        TRY(add_once(f, values, json_new_string(f->run->arena, text)));
    }
    return OK;
}

/* Step 6.7 */
static code set_index(
    struct flattening *f, struct node *node, const struct json *index)
{
    const struct json *old = keyword_get(node->object, KEYWORD_INDEX);

    if (old && !str_eq(old->text, index->text))
        return run_fail(
            f->run, E_JSONLD_CONFLICTING_INDEXES, index->text, index);
    if (!old)
        keyword_add(node->object, KEYWORD_INDEX, detached(f, index));
    return arena_status(f->run->arena);
}

static code add_all(
    struct flattening *f, const struct place *place, const struct json *items)
{
    const struct json *item = items->child.first;

    for (; item; item = item->next)
        TRY(add_element(f, place, item));
    return OK;
}

/* Step 6.8 */
static code add_reverse(struct flattening *f,
    const struct place *place,
    const struct json *reverse,
    str id)
{
    const struct json *property = reverse->child.first;

    for (; property; property = property->next) {
        struct place towards = {
            .graph = place->graph, .property = property->name, .reverse = &id};

        TRY(rename_blank(f, &towards.property));
        TRY(add_all(f, &towards, property));
    }
    return OK;
}

/* Steps 6.8 to 6.10: what stands beside the properties. */
static code add_keywords(struct flattening *f,
    const struct place *place,
    const struct json *element,
    str id)
{
    const struct json *reverse = keyword_get(element, KEYWORD_REVERSE);
    const struct json *contents = keyword_get(element, KEYWORD_GRAPH);
    const struct json *included = keyword_get(element, KEYWORD_INCLUDED);
    struct place top = {.graph = place->graph};

    if (reverse)
        TRY(add_reverse(f, place, reverse, id));
    if (contents) {
        struct place inside = {.graph = graph_of(f, id)};

        if (!inside.graph)
            return failure(f, &f->graphs);
        TRY(add_all(f, &inside, contents));
    }
    return included ? add_all(f, &top, included) : OK;
}

/* Step 6.11: in the order of the properties, which decides the identifiers
 * of blank nodes. */
static code add_properties(struct flattening *f,
    const struct place *place,
    struct node *node,
    const struct json *element)
{
    struct json **members = json_sorted(element, str_cmp, f->run->arena);
    struct values *values = NULL;
    uint32_t i;

    if (!members)
        return arena_status(f->run->arena);
    for (i = 0; i < element->n; i++) {
        struct place inside = {
            .graph = place->graph,
            .subject = node,
            .property = members[i]->name,
        };

        if (members[i]->tag != KEYWORD_NOT)
            continue;
        TRY(rename_blank(f, &inside.property));
        TRY(values_of(f, node, inside.property, &values));
        TRY(add_all(f, &inside, members[i]));
    }
    return OK;
}

/* Step 6 */
static code add_node(
    struct flattening *f, const struct place *place, const struct json *element)
{
    const struct json *given = keyword_get(element, KEYWORD_ID);
    const struct json *types = keyword_get(element, KEYWORD_TYPE);
    const struct json *index = keyword_get(element, KEYWORD_INDEX);
    struct node *node;
    str id = given ? given->text : issuer_fresh(&f->issuer);

    TRY(issuer_status(&f->issuer));
    if (given)
        TRY(rename_blank(f, &id));
    node = node_of(f, place->graph, id);
    if (!node)
        return failure(f, &place->graph->nodes);
    TRY(link_node(f, place, node, id));
    if (types)
        TRY(add_types(f, node, types));
    if (index)
        TRY(set_index(f, node, index));
    TRY(add_keywords(f, place, element, id));
    return add_properties(f, place, node, element);
}

static code add_element(
    struct flattening *f, const struct place *place, const struct json *element)
{
    const struct json *list = keyword_get(element, KEYWORD_LIST);

    if (keyword_get(element, KEYWORD_VALUE))
        return put_value(f, place, detached(f, element));
    TRY(run_enter(f->run, element));
    if (list)
        TRY(add_list(f, place, list));
    else
        TRY(add_node(f, place, element));
    run_leave(f->run);
    return OK;
}

/* --- 7.1.2 --- */

/* Nodes with more than an @id, in the order of their ids. */
static void collect(struct map *nodes, struct json *array)
{
    size_t i;

    map_sort(nodes);
    for (i = 0; i < nodes->n; i++) {
        const struct node *node = nodes->entries[i].value;

        if (node->object && node->object->n > 1)
            json_push(array, node->object);
    }
}

static code write_result(struct flattening *f, struct json **ret)
{
    struct graph *top = f->graphs.entries[0].value;
    size_t i;

    for (i = 1; i < f->graphs.n; i++) {
        struct map_entry *entry = &f->graphs.entries[i];
        struct graph *graph = entry->value;
        struct node *node = node_of(f, top, entry->key);
        struct json *contents = json_new(f->run->arena, JSON_ARRAY);

        if (!node || !contents)
            return failure(f, &top->nodes);
        collect(&graph->nodes, contents);
        keyword_add(node->object, KEYWORD_GRAPH, contents);
    }
    *ret = json_new(f->run->arena, JSON_ARRAY);
    collect(&top->nodes, *ret);
    return arena_status(f->run->arena);
}

static code flatten(
    struct run *run, const struct json *expanded, struct json **ret)
{
    struct flattening f = {.run = run};
    struct place top = {0};

    map_init(&f.graphs, run->arena);
    issuer_init(&f.issuer, S("_:b"), run->arena);
    top.graph = graph_of(&f, S("@default"));
    if (!top.graph)
        return failure(&f, &f.graphs);
    TRY(add_all(&f, &top, expanded));
    return write_result(&f, ret);
}

code jsonld_flatten(const struct json *input,
    const struct json *context,
    const struct jsonld_options *options,
    struct arena *arena,
    struct json **ret,
    struct err *reterr)
{
    struct jsonld_options own = *options;
    struct json *expanded;
    struct json *flattened = NULL;
    struct run run;
    code c;

    TRY(jsonld_expand(input, options, arena, &expanded, reterr));
    own.expand_context = NULL;
    run_init(&run, &own, arena, reterr);
    c = flatten(&run, expanded, &flattened);
    if (c == OK && context)
        c = compact_document(&run, flattened, context, &flattened);
    if (c == OK)
        *ret = flattened;
    return run_end(&run, c, NULL);
}
