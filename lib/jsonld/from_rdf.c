/*
 * JSON-LD 1.1 API 8.4 and 8.5. Quads are first put in the order of graph,
 * subject and predicate, so that each node and each array of values is made
 * in one go; terms are numbers, so tables of what is known of a term are
 * plain arrays.
 */
#include "jsonld/literal.h"
#include "jsonld/map.h"
#include "text/language.h"

struct graph;

struct node {
    struct graph *graph;
    term_id id;
    struct json *object;
    bool removed; /* it went into a list or a compound literal */
};

/* Where a blank node stands as an object. */
struct usage {
    struct node *node;
    const struct json *property; /* of the node */
    struct json *value;          /* in the array of the property */
    bool many;                   /* it stands in other places too */
};

struct graph {
    term_id name;
    struct node *nodes; /* in the order of their term_id */
    size_t n_nodes;
    struct usage *ends; /* where rdf:nil stands */
    size_t n_ends;
    size_t ends_capacity;
    struct node **compounds; /* subjects of rdf:direction */
    size_t n_compounds;
    size_t compounds_capacity;
};

struct build {
    struct run *run;
    const struct dataset *ds;
    const struct quad **quads; /* in order */
    size_t n_quads;
    struct graph *graphs; /* in the order of their names: the default first */
    size_t n_graphs;
    struct usage *usages; /* of each term; node NULL: none */
    str *names;           /* of each blank node, "_:..." */
    uint32_t *seen;       /* of each term, the last run of values it was in */
    uint32_t n_runs;
};

/* --- the order of quads --- */

static int compare(uint32_t a, uint32_t b)
{
    return (a > b) - (a < b);
}

static int order(const struct quad *a, const struct quad *b)
{
    int c = compare(a->graph, b->graph);

    if (c == 0)
        c = compare(a->subject, b->subject);
    if (c == 0)
        c = compare(a->predicate, b->predicate);
    return c;
}

static void merge(
    const struct quad **from, size_t half, size_t n, const struct quad **to)
{
    size_t left = 0;
    size_t right = half;

    while (left < half || right < n) {
        if (right >= n || (left < half && order(from[left], from[right]) <= 0))
            *to++ = from[left++];
        else
            *to++ = from[right++];
    }
}

/* Stable, so that values keep the order of the dataset. */
static code sort_quads(struct build *b)
{
    size_t n = b->ds->n_quads;
    const struct quad **items =
        arena_array(b->run->arena, n, const struct quad *);
    const struct quad **other =
        arena_array(b->run->arena, n, const struct quad *);
    size_t width;
    size_t i;

    if (!items || !other)
        return arena_status(b->run->arena);
    for (i = 0; i < n; i++)
        items[i] = &b->ds->quads[i];
    for (width = 1; width < n; width *= 2) {
        const struct quad **swap = items;

        for (i = 0; i < n; i += 2 * width) {
            size_t left = n - i;

            merge(items + i, width < left ? width : left,
                2 * width < left ? 2 * width : left, other + i);
        }
        items = other;
        other = swap;
    }
    b->quads = items;
    b->n_quads = n;
    return OK;
}

/* --- nodes --- */

static str name_of(struct build *b, term_id id)
{
    const struct term *term = dataset_term(b->ds, id);
    str parts[] = {STR("_:"), {NULL, 0}};

    if (term->kind != TERM_BLANK)
        return term->value;
    if (b->names[id].len == 0) {
        parts[1] = term->value;
        b->names[id] = arena_join(b->run->arena, parts, 2);
    }
    return b->names[id];
}

static struct json *reference(struct build *b, term_id id)
{
    struct json *object = json_new(b->run->arena, JSON_OBJECT);

    keyword_add(
        object, KEYWORD_ID, json_new_string(b->run->arena, name_of(b, id)));
    return object;
}

static bool is_iri(const struct build *b, term_id id, str iri)
{
    const struct term *term = dataset_term(b->ds, id);

    return term->kind == TERM_IRI && str_eq(term->value, iri);
}

static code add_end(struct build *b, struct graph *graph, struct usage usage)
{
    struct usage *ends = arena_grow(b->run->arena, graph->ends, sizeof(*ends),
        graph->n_ends + 1, &graph->ends_capacity);

    if (!ends)
        return arena_status(b->run->arena);
    graph->ends = ends;
    ends[graph->n_ends++] = usage;
    return OK;
}

/* API 8.4.2 steps 5.7.8 to 5.7.10: remembers where the object stands. */
static code note_usage(
    struct build *b, struct graph *graph, term_id id, struct usage usage)
{
    if (is_iri(b, id, S(RDF_NS "nil")))
        return add_end(b, graph, usage);
    if (dataset_term(b->ds, id)->kind != TERM_BLANK)
        return OK;
    if (b->usages[id].node)
        b->usages[id].many = true;
    else
        b->usages[id] = usage;
    return OK;
}

static code add_compound(
    struct build *b, struct graph *graph, struct node *node)
{
    struct node **nodes =
        arena_grow(b->run->arena, graph->compounds, sizeof(struct node *),
            graph->n_compounds + 1, &graph->compounds_capacity);

    if (!nodes)
        return arena_status(b->run->arena);
    graph->compounds = nodes;
    nodes[graph->n_compounds++] = node;
    return OK;
}

/* A value of a property that is made when it has its first. */
static code add_value(struct build *b,
    struct node *node,
    term_id predicate,
    term_id object,
    struct json **values)
{
    struct arena *arena = b->run->arena;
    const struct term *term = dataset_term(b->ds, object);
    struct json *value;

    if (term->kind == TERM_LITERAL)
        TRY(literal_to_value(b->run, term, &value));
    else
        value = reference(b, object);
    if (!*values)
        *values = json_add(
            node->object, name_of(b, predicate), json_new(arena, JSON_ARRAY));
    json_push(*values, value);
    TRY(arena_status(arena));
    return note_usage(
        b, node->graph, object, (struct usage){node, *values, value, false});
}

/* The values of one property of one node: quads[from..to). */
static code add_property(
    struct build *b, struct node *node, size_t from, size_t to)
{
    struct arena *arena = b->run->arena;
    term_id predicate = b->quads[from]->predicate;
    bool is_type =
        !b->run->options->rdf_type && is_iri(b, predicate, S(RDF_NS "type"));
    struct json *types = NULL;
    struct json *values = NULL;
    uint32_t stamp = ++b->n_runs;

    for (; from < to; from++) {
        term_id object = b->quads[from]->object;

        if (b->seen[object] == stamp)
            continue;
        b->seen[object] = stamp;
        if (!is_type || dataset_term(b->ds, object)->kind == TERM_LITERAL) {
            TRY(add_value(b, node, predicate, object, &values));
            continue;
        }
        if (!types)
            types = keyword_add(
                node->object, KEYWORD_TYPE, json_new(arena, JSON_ARRAY));
        json_push(types, json_new_string(arena, name_of(b, object)));
    }
    return arena_status(arena);
}

/* One node: quads[from..to) are all of its subject. */
static code add_node(
    struct build *b, struct graph *graph, size_t from, size_t to)
{
    struct node *node = &graph->nodes[graph->n_nodes++];
    bool compound = b->run->options->rdf_direction == JSONLD_COMPOUND_LITERAL;

    *node = (struct node){.graph = graph, .id = b->quads[from]->subject};
    node->object = reference(b, node->id);
    while (from < to) {
        term_id predicate = b->quads[from]->predicate;
        size_t end = from;

        while (end < to && b->quads[end]->predicate == predicate)
            end++;
        if (compound && is_iri(b, predicate, S(RDF_NS "direction")))
            TRY(add_compound(b, graph, node));
        TRY(add_property(b, node, from, end));
        from = end;
    }
    return OK;
}

static size_t end_of_subject(const struct build *b, size_t from, size_t to)
{
    term_id subject = b->quads[from]->subject;

    while (from < to && b->quads[from]->subject == subject)
        from++;
    return from;
}

static code add_graph(struct build *b, size_t from, size_t to)
{
    struct graph *graph = &b->graphs[b->n_graphs++];
    size_t n_nodes = 0;
    size_t at;

    graph->name = b->quads[from]->graph;
    for (at = from; at < to; at = end_of_subject(b, at, to))
        n_nodes++;
    graph->nodes = arena_array(b->run->arena, n_nodes, struct node);
    if (!graph->nodes)
        return arena_status(b->run->arena);
    while (from < to) {
        at = end_of_subject(b, from, to);
        TRY(add_node(b, graph, from, at));
        from = at;
    }
    return OK;
}

/* API 8.4.2 step 5 */
static code add_graphs(struct build *b)
{
    size_t n_graphs = 0;
    size_t from = 0;
    size_t i;

    for (i = 0; i < b->n_quads; i++)
        n_graphs += i == 0 || b->quads[i]->graph != b->quads[i - 1]->graph;
    b->graphs = arena_array(b->run->arena, n_graphs, struct graph);
    if (!b->graphs)
        return arena_status(b->run->arena);
    while (from < b->n_quads) {
        size_t to = from;

        while (to < b->n_quads && b->quads[to]->graph == b->quads[from]->graph)
            to++;
        TRY(add_graph(b, from, to));
        from = to;
    }
    return OK;
}

/* --- compound literals --- */

/* The only value of a property, a string; or NULL. */
static const struct json *only_text(const struct json *object, str property)
{
    const struct json *values = json_get(object, property);
    const struct json *text;

    if (!json_is(values, JSON_ARRAY) || values->n != 1)
        return NULL;
    text = keyword_get(values->child.first, KEYWORD_VALUE);
    return json_is(text, JSON_STRING) ? text : NULL;
}

/* API 8.4.2 step 6.1: the node goes into the one place that names it. */
static code fold_compound(struct build *b, struct node *node)
{
    const struct usage *usage = &b->usages[node->id];
    const struct json *value = only_text(node->object, S(RDF_NS "value"));
    const struct json *language = only_text(node->object, S(RDF_NS "language"));
    const struct json *direction =
        only_text(node->object, S(RDF_NS "direction"));
    struct arena *arena = b->run->arena;
    struct json *literal = usage->value;

    if (!usage->node || usage->many || usage->node->graph != node->graph ||
        !value)
        return OK;
    if (language && !language_is_well_formed(language->text))
        return run_fail(b->run, E_JSONLD_INVALID_LANGUAGE_TAGGED_STRING,
            language->text, NULL);
    if (!direction || (!str_eq(direction->text, S("ltr")) &&
                          !str_eq(direction->text, S("rtl"))))
        return run_fail(b->run, E_JSONLD_INVALID_BASE_DIRECTION,
            json_text(direction), NULL);
    json_remove(literal, keyword_name(KEYWORD_ID));
    keyword_add(literal, KEYWORD_VALUE, json_new_string(arena, value->text));
    if (language)
        keyword_add(
            literal, KEYWORD_LANGUAGE, json_new_string(arena, language->text));
    keyword_add(
        literal, KEYWORD_DIRECTION, json_new_string(arena, direction->text));
    node->removed = true;
    return OK;
}

/* --- lists --- */

/* The only value of a property of a list node, or NULL. */
static struct json *only_value(const struct json *object, str property)
{
    struct json *values = json_get(object, property);

    return values && values->n == 1 ? values->child.first : NULL;
}

/* The condition of API 8.4.2 step 6.4.3: gives the item of a list node that
 * nothing else names and that has nothing else to say; else NULL. */
static struct json *list_item(const struct build *b, const struct node *node)
{
    const struct json *types = keyword_get(node->object, KEYWORD_TYPE);
    const struct usage *usage = &b->usages[node->id];

    if (dataset_term(b->ds, node->id)->kind != TERM_BLANK || !usage->node ||
        usage->many || usage->node->graph != node->graph)
        return NULL;
    if (types &&
        (types->n != 1 || !json_text_is(types->child.first, S(RDF_NS "List"))))
        return NULL;
    if (node->object->n != (types ? 4 : 3) ||
        !only_value(node->object, S(RDF_NS "rest")))
        return NULL;
    return only_value(node->object, S(RDF_NS "first"));
}

/* Puts `item`, which it takes out of its array, before the others. */
static void put_first(struct json *list, struct json *item)
{
    item->next = list->child.first;
    list->child.first = item;
    if (!list->child.last)
        list->child.last = item;
    list->n++;
}

/* API 8.4.2 step 6.4, from the end of a list back to where it stands. */
static void fold_list(struct build *b, struct usage usage)
{
    struct json *list = json_new(b->run->arena, JSON_ARRAY);
    struct json *item;

    if (!list)
        return;
    while (str_eq(usage.property->name, S(RDF_NS "rest")) &&
           (item = list_item(b, usage.node))) {
        put_first(list, item);
        usage.node->removed = true;
        usage = b->usages[usage.node->id];
    }
    json_remove(usage.value, keyword_name(KEYWORD_ID));
    keyword_add(usage.value, KEYWORD_LIST, list);
}

static code fold_graph(struct build *b, const struct graph *graph)
{
    size_t i;

    for (i = 0; i < graph->n_compounds; i++)
        TRY(fold_compound(b, graph->compounds[i]));
    for (i = 0; i < graph->n_ends; i++)
        fold_list(b, graph->ends[i]);
    return arena_status(b->run->arena);
}

/* --- the result --- */

/* The nodes of a graph that are still there, in the order of their names. */
static code collect(
    struct build *b, const struct graph *graph, struct map *nodes)
{
    size_t i;

    for (i = 0; i < graph->n_nodes; i++) {
        const struct node *node = &graph->nodes[i];
        struct map_entry *entry;

        if (node->removed)
            continue;
        entry = map_put(nodes, name_of(b, node->id));
        if (!entry)
            return map_status(nodes);
        entry->value = node->object;
    }
    return OK;
}

static struct json *push_all(const struct map *nodes, struct json *array)
{
    size_t i;

    for (i = 0; i < nodes->n; i++)
        json_push(array, nodes->entries[i].value);
    return array;
}

/* Puts a named graph into the node of the default graph that names it. */
static code add_contents(
    struct build *b, const struct graph *graph, struct map *nodes)
{
    struct json *array = json_new(b->run->arena, JSON_ARRAY);
    struct map_entry *entry = map_put(nodes, name_of(b, graph->name));
    struct map contents;

    if (!entry)
        return map_status(nodes);
    if (!entry->value)
        entry->value = reference(b, graph->name);
    keyword_add(entry->value, KEYWORD_GRAPH, array);
    map_init(&contents, b->run->arena);
    TRY(collect(b, graph, &contents));
    map_sort(&contents);
    push_all(&contents, array);
    return OK;
}

/* API 8.4.2 steps 7 to 9 */
static code write_result(struct build *b, struct json **ret)
{
    struct json *result;
    struct map nodes;
    size_t i;

    map_init(&nodes, b->run->arena);
    for (i = 0; i < b->n_graphs; i++) {
        if (b->graphs[i].name == 0)
            TRY(collect(b, &b->graphs[i], &nodes));
        else
            TRY(add_contents(b, &b->graphs[i], &nodes));
    }
    map_sort(&nodes);
    result = push_all(&nodes, json_new(b->run->arena, JSON_ARRAY));
    TRY(arena_status(b->run->arena));
    *ret = result;
    return OK;
}

static code build(struct build *b, struct json **ret)
{
    struct arena *arena = b->run->arena;
    size_t i;

    b->usages = arena_array(arena, b->ds->n_terms, struct usage);
    b->names = arena_array(arena, b->ds->n_terms, str);
    b->seen = arena_array(arena, b->ds->n_terms, uint32_t);
    TRY(arena_status(arena));
    TRY(sort_quads(b));
    TRY(add_graphs(b));
    for (i = 0; i < b->n_graphs; i++)
        TRY(fold_graph(b, &b->graphs[i]));
    return write_result(b, ret);
}

code jsonld_from_rdf(const struct dataset *ds,
    const struct jsonld_options *options,
    struct arena *arena,
    struct json **ret,
    struct err *reterr)
{
    struct run run;
    struct build b = {.run = &run, .ds = ds};
    code c;

    run_init(&run, options, arena, reterr);
    TRY(dataset_status(ds));
    c = build(&b, ret);
    return c == OK ? OK : run_end(&run, c, NULL);
}
