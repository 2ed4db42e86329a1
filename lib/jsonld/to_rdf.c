/*
 * JSON-LD 1.1 API 8.1 to 8.3. The specification goes by way of a node map;
 * a dataset is a set, so the quads come out the same when they are taken
 * from the expanded tree in one walk.
 */
#include "jsonld/context.h"
#include "jsonld/issuer.h"
#include "jsonld/literal.h"
#include "text/iri.h"
#include "text/language.h"

/* What is known of a term's text. */
enum check {
    CHECK_NOT_YET,
    CHECK_GOOD,
    CHECK_BAD,
};

struct walk {
    struct run *run;
    struct dataset *ds;
    term_id graph;
    bool muted; /* inside a graph whose name is not well-formed */
    struct issuer issuer;
    uint8_t *checks; /* enum check of each IRI, by term_id */
    size_t checks_held;
    struct map indexes; /* from graph and node to its @index */
};

static void put(struct walk *w, term_id s, term_id p, term_id o)
{
    if (!w->muted)
        dataset_add(w->ds, s, p, o, w->graph);
}

/* Room for the checks of every term that there is. */
static code grow_checks(struct walk *w)
{
    size_t held = w->checks_held;
    size_t i;

    w->checks =
        arena_grow(w->run->arena, w->checks, 1, w->ds->terms_capacity, &held);
    if (!w->checks)
        return arena_status(w->run->arena);
    for (i = w->checks_held; i < held; i++)
        w->checks[i] = CHECK_NOT_YET;
    w->checks_held = held;
    return OK;
}

/* A second '#' can stand in no part of an IRI (RFC 3987 2.2). All else was
 * looked at by expansion in safe mode. */
static bool is_well_formed(const struct walk *w, str iri)
{
    size_t fragment = str_find(iri, '#', 0);

    if (fragment != SIZE_MAX && str_find(iri, '#', fragment + 1) != SIZE_MAX)
        return false;
    return w->run->options->safe || iri_is_absolute(iri);
}

/* The term of an IRI, or 0 when it is not well-formed. Each is looked at
 * once. */
static code iri_term(
    struct walk *w, str iri, const struct json *at, term_id *ret)
{
    term_id id = dataset_iri(w->ds, iri);

    *ret = 0;
    if (id == 0)
        return dataset_status(w->ds);
    if (id >= w->checks_held)
        TRY(grow_checks(w));
    if (w->checks[id] == CHECK_NOT_YET)
        w->checks[id] = is_well_formed(w, iri) ? CHECK_GOOD : CHECK_BAD;
    if (w->checks[id] == CHECK_BAD)
        return run_loss(w->run, iri, at);
    *ret = id;
    return OK;
}

/* Labels made here are "g" and digits. */
static bool is_own_form(str label)
{
    size_t i;

    if (label.ptr[0] != 'g')
        return false;
    for (i = 1; i < label.len; i++) {
        if (label.ptr[i] < '0' || label.ptr[i] > '9')
            return false;
    }
    return true;
}

/* Letters and digits of ASCII only: well-formed wherever it is written. */
static bool is_plain(str label)
{
    size_t i;

    for (i = 0; i < label.len; i++) {
        char c = label.ptr[i];

        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                (c >= '0' && c <= '9')))
            return false;
    }
    return label.len > 0;
}

/* Keeps the label of the document unless it could clash with one made here
 * or cannot be written. */
static code blank_term(struct walk *w, str text, term_id *ret)
{
    str label = str_sub(text, 2, text.len);

    if (!is_plain(label) || is_own_form(label)) {
        label = issuer_issue(&w->issuer, text);
        TRY(issuer_status(&w->issuer));
    }
    *ret = dataset_blank(w->ds, label);
    return OK;
}

static code fresh_term(struct walk *w, term_id *ret)
{
    str label = issuer_fresh(&w->issuer);

    TRY(issuer_status(&w->issuer));
    *ret = dataset_blank(w->ds, label);
    return OK;
}

/* The term of an IRI or a blank node identifier. */
static code resource_term(struct walk *w, const struct json *at, term_id *ret)
{
    return iri_is_blank(at->text) ? blank_term(w, at->text, ret)
                                  : iri_term(w, at->text, at, ret);
}

/* API 8.2.2 step 13.3 */
static code put_compound(struct walk *w,
    const struct parts *parts,
    str value,
    str datatype,
    term_id *ret)
{
    term_id node;

    TRY(fresh_term(w, &node));
    put(w, node, dataset_iri(w->ds, S(RDF_NS "value")),
        dataset_literal(w->ds, value, datatype, S("")));
    if (parts->language)
        put(w, node, dataset_iri(w->ds, S(RDF_NS "language")),
            dataset_literal(w->ds,
                literal_lower(w->run->arena, parts->language->text), S(""),
                S("")));
    put(w, node, dataset_iri(w->ds, S(RDF_NS "direction")),
        dataset_literal(w->ds, parts->direction->text, S(""), S("")));
    *ret = node;
    return arena_status(w->run->arena);
}

/* API 8.2.2 step 13 */
static code put_directed(struct walk *w,
    const struct parts *parts,
    str value,
    str datatype,
    term_id *ret)
{
    str name[] = {STR(I18N_NS), {NULL, 0}, STR("_"), {NULL, 0}};

    if (w->run->options->rdf_direction == JSONLD_COMPOUND_LITERAL)
        return put_compound(w, parts, value, datatype, ret);
    name[1] = literal_lower(w->run->arena, json_text(parts->language));
    name[3] = parts->direction->text;
    *ret = dataset_literal(
        w->ds, value, arena_join(w->run->arena, name, 4), S(""));
    return arena_status(w->run->arena);
}

/* API 8.2.2 from step 4 on; 0 for what is not well-formed. */
static code literal_term(
    struct walk *w, const struct parts *parts, term_id *ret)
{
    str language = json_text(parts->language);
    term_id type_term;
    str datatype;
    str value;

    *ret = 0;
    if (parts->language && !language_is_well_formed(language))
        return run_loss(w->run, language, parts->language);
    TRY(literal_of(w->run, parts, &value, &datatype));
    if (parts->type) {
        TRY(iri_term(w, datatype, parts->type, &type_term));
        if (type_term == 0)
            return OK;
    }
    if (parts->direction) {
        if (w->run->options->rdf_direction != JSONLD_DIRECTION_NONE)
            return put_directed(w, parts, value, datatype, ret);
        TRY(run_loss(w->run, parts->direction->text, parts->direction));
    }
    *ret = dataset_literal(w->ds, value, datatype, language);
    return OK;
}

static code put_node(struct walk *w,
    const struct json *node,
    const struct parts *parts,
    term_id *ret);
static code put_object(struct walk *w, const struct json *item, term_id *ret);

/* API 8.3 */
static code put_list(struct walk *w, const struct json *list, term_id *ret)
{
    const struct json *item = list->child.first;
    term_id cell;
    term_id object;

    if (!item) {
        *ret = dataset_iri(w->ds, S(RDF_NS "nil"));
        return OK;
    }
    TRY(fresh_term(w, &cell));
    *ret = cell;
    for (; item; item = item->next) {
        term_id rest = 0;

        TRY(put_object(w, item, &object));
        put(w, cell, dataset_iri(w->ds, S(RDF_NS "first")), object);
        if (item->next)
            TRY(fresh_term(w, &rest));
        else
            rest = dataset_iri(w->ds, S(RDF_NS "nil"));
        put(w, cell, dataset_iri(w->ds, S(RDF_NS "rest")), rest);
        cell = rest;
    }
    return OK;
}

/* API 8.2.2; *ret is 0 for what is not well-formed. */
static code put_object(struct walk *w, const struct json *item, term_id *ret)
{
    struct parts parts = parts_of(item);

    if (parts.value)
        return literal_term(w, &parts, ret);
    TRY(run_enter(w->run, item));
    if (parts.list)
        TRY(put_list(w, parts.list, ret));
    else
        TRY(put_node(w, item, &parts, ret));
    run_leave(w->run);
    return OK;
}

/* What stands in @graph or @included, or at the top. */
static code put_nodes(struct walk *w, const struct json *nodes)
{
    const struct json *item = nodes->child.first;
    term_id unused;

    for (; item; item = item->next)
        TRY(put_object(w, item, &unused));
    return OK;
}

/* API 8.1.2 step 1.3.2.5 */
static code put_property(
    struct walk *w, term_id subject, const struct json *property)
{
    const struct json *item = property->child.first;
    term_id predicate = 0;
    term_id object;

    /* A blank node as predicate is no RDF (step 1.3.2.3). */
    if (iri_is_blank(property->name))
        TRY(run_loss(w->run, property->name, property));
    else
        TRY(iri_term(w, property->name, property, &predicate));
    for (; item; item = item->next) {
        TRY(put_object(w, item, &object));
        put(w, subject, predicate, object);
    }
    return OK;
}

static code put_reverse(
    struct walk *w, term_id object, const struct json *reverse)
{
    const struct json *property = reverse->child.first;

    for (; property; property = property->next) {
        const struct json *item = property->child.first;
        term_id predicate = 0;
        term_id subject;

        if (iri_is_blank(property->name))
            TRY(run_loss(w->run, property->name, property));
        else
            TRY(iri_term(w, property->name, property, &predicate));
        for (; item; item = item->next) {
            TRY(put_object(w, item, &subject));
            put(w, subject, predicate, object);
        }
    }
    return OK;
}

/* API 8.1.2 step 1.3.2.1 */
static code put_types(struct walk *w, term_id subject, const struct json *types)
{
    const struct json *type = types->child.first;
    term_id predicate = dataset_iri(w->ds, S(RDF_NS "type"));
    term_id object;

    for (; type; type = type->next) {
        TRY(resource_term(w, type, &object));
        put(w, subject, predicate, object);
    }
    return OK;
}

static code put_graph(struct walk *w, term_id name, const struct json *contents)
{
    term_id outer = w->graph;
    bool outer_muted = w->muted;

    w->graph = name;
    w->muted = name == 0;
    TRY(put_nodes(w, contents));
    w->graph = outer;
    w->muted = outer_muted;
    return OK;
}

/* API 7.2.1 step 6.8: one node has one @index. */
static code check_index(
    struct walk *w, const struct json *id, const struct json *index)
{
    const struct term *graph = dataset_term(w->ds, w->graph);
    str parts[] = {graph->value, STR(" "), {NULL, 0}};
    struct map_entry *entry;
    const struct json *first;

    if (!id)
        return OK;
    parts[2] = id->text;
    entry = map_put(&w->indexes, arena_join(w->run->arena, parts, 3));
    if (!entry)
        return map_status(&w->indexes);
    first = entry->value;
    if (first && !str_eq(json_text(first), json_text(index)))
        return run_fail(w->run, E_JSONLD_CONFLICTING_INDEXES, id->text, index);
    if (!first)
        entry->value = json_alias(w->run->arena, index);
    return OK;
}

static code put_member(struct walk *w,
    term_id subject,
    const struct json *id,
    const struct json *member)
{
    if (member->tag == KEYWORD_NOT)
        return put_property(w, subject, member);
    if (member->tag == KEYWORD_TYPE)
        return put_types(w, subject, member);
    if (member->tag == KEYWORD_REVERSE)
        return put_reverse(w, subject, member);
    if (member->tag == KEYWORD_GRAPH)
        return put_graph(w, subject, member);
    if (member->tag == KEYWORD_INCLUDED)
        return put_nodes(w, member);
    if (member->tag == KEYWORD_INDEX)
        return check_index(w, id, member);
    return OK;
}

/* Gives the quads of a node object and of all in it; *ret is its subject. */
static code put_node(struct walk *w,
    const struct json *node,
    const struct parts *parts,
    term_id *ret)
{
    const struct json *member = node->child.first;

    if (parts->id)
        TRY(resource_term(w, parts->id, ret));
    else
        TRY(fresh_term(w, ret));
    for (; member; member = member->next)
        TRY(put_member(w, *ret, parts->id, member));
    return OK;
}

code jsonld_expanded_to_rdf(const struct json *expanded,
    const struct jsonld_options *options,
    struct arena *arena,
    struct dataset *ds,
    struct err *reterr)
{
    struct walk w = {.ds = ds};
    struct run run;
    code c;

    run_init(&run, options, arena, reterr);
    w.run = &run;
    issuer_init(&w.issuer, S("g"), arena);
    map_init(&w.indexes, arena);
    c = put_nodes(&w, expanded);
    if (c == OK)
        c = dataset_status(ds);
    return run_end(&run, c, expanded);
}

code jsonld_to_rdf(const struct json *input,
    const struct jsonld_options *options,
    struct arena *arena,
    struct dataset *ds,
    struct err *reterr)
{
    struct json *expanded;

    TRY(jsonld_expand(input, options, arena, &expanded, reterr));
    return jsonld_expanded_to_rdf(expanded, options, arena, ds, reterr);
}
