/* The values of a property, JSON-LD 1.1 API 6.1.2 steps 12.7 and 12.8. */
#include "jsonld/compact.h"

/* Stands for what is no term. */
static const struct term_def no_term;

/* One value on its way into the result. */
struct item {
    struct compacting *o;
    const struct json *expanded;
    const struct term_def *def; /* of the term it goes under, or no_term */
    str term;
    unsigned container; /* set of enum container */
    bool as_array;
    struct json *target; /* the result, or the map that @nest puts it in */
    struct json *compacted;
};

/* Steps 12.8.2 and 12.8.3: the map that the value goes into. */
static code find_target(struct item *it)
{
    struct compacting *o = it->o;
    struct run *run = o->c->run;
    str nest = it->def->nest;
    const struct term_def *def;
    struct json *target;

    it->target = o->result;
    if (!nest.ptr)
        return OK;
    def = context_term(o->active, nest);
    if (!str_eq(nest, S("@nest")) && !(def && def->keyword == KEYWORD_NEST))
        return run_fail(run, E_JSONLD_INVALID_NEST_VALUE, nest, NULL);
    target = json_get(o->result, nest);
    if (!target)
        target = json_add(o->result, nest, json_new(run->arena, JSON_OBJECT));
    it->target = target;
    return arena_status(run->arena);
}

static code add(struct item *it, struct json *object, str name)
{
    return compact_add(it->o->c, object, name, it->compacted, it->as_array);
}

static struct json *new_map(struct item *it)
{
    return json_new(it->o->c->run->arena, JSON_OBJECT);
}

/* Adds a member named by a keyword or its alias. */
static code put_keyword(struct item *it,
    struct json *object,
    enum keyword keyword,
    struct json *value)
{
    str alias;

    TRY(compact_keyword(it->o->c, it->o->active, keyword, &alias));
    json_add(object, alias, value);
    return arena_status(it->o->c->run->arena);
}

static code put_index(struct item *it, struct json *object)
{
    const struct json *index = keyword_get(it->expanded, KEYWORD_INDEX);

    if (!index)
        return OK;
    return put_keyword(it, object, KEYWORD_INDEX,
        json_new_string(it->o->c->run->arena, index->text));
}

/* The map that is the value of the term, made if it is not there. */
static code map_of(struct item *it, struct json **ret)
{
    struct json *map = json_get(it->target, it->term);

    if (!json_is(map, JSON_OBJECT))
        map = json_add(it->target, it->term, new_map(it));
    *ret = map;
    return arena_status(it->o->c->run->arena);
}

/* Adds the value to the map under a key; "@none" or its alias without. */
static code add_to_map(struct item *it, str key)
{
    struct json *map;

    if (!key.ptr)
        TRY(compact_keyword(it->o->c, it->o->active, KEYWORD_NONE, &key));
    TRY(map_of(it, &map));
    return add(it, map, key);
}

/* Step 12.8.7 */
static code put_list(struct item *it)
{
    struct arena *arena = it->o->c->run->arena;
    struct json *list = it->compacted;
    struct json *map;

    if (!json_is(list, JSON_ARRAY)) {
        list = json_new(arena, JSON_ARRAY);
        json_push(list, it->compacted);
    }
    if (it->container & CONTAINER_LIST) {
        json_add(it->target, it->term, list);
        return arena_status(arena);
    }
    map = new_map(it);
    TRY(put_keyword(it, map, KEYWORD_LIST, list));
    TRY(put_index(it, map));
    it->compacted = map;
    return add(it, it->target, it->term);
}

/* Step 12.8.8.4: a graph that no container fits. */
static code put_graph_object(struct item *it)
{
    const struct json *id = keyword_get(it->expanded, KEYWORD_ID);
    struct compacting *o = it->o;
    struct json *map = new_map(it);
    str text;

    TRY(put_keyword(it, map, KEYWORD_GRAPH, it->compacted));
    if (id) {
        TRY(compact_iri(o->c, o->active, id->text, NULL, 0, &text));
        TRY(put_keyword(
            it, map, KEYWORD_ID, json_new_string(o->c->run->arena, text)));
    }
    TRY(put_index(it, map));
    it->compacted = map;
    return add(it, it->target, it->term);
}

/* Step 12.8.8 */
static code put_graph(struct item *it)
{
    const struct json *id = keyword_get(it->expanded, KEYWORD_ID);
    const struct json *index = keyword_get(it->expanded, KEYWORD_INDEX);
    struct compacting *o = it->o;
    struct json *map;
    str key = {NULL, 0};

    if (!(it->container & CONTAINER_GRAPH))
        return put_graph_object(it);
    if (it->container & CONTAINER_ID) {
        if (id)
            TRY(compact_iri(o->c, o->active, id->text, NULL, 0, &key));
        return add_to_map(it, key);
    }
    if (id)
        return put_graph_object(it);
    if (it->container & CONTAINER_INDEX)
        return add_to_map(it, json_text(index));
    /* Several nodes side by side would be several graphs. */
    if (json_is(it->compacted, JSON_ARRAY) && it->compacted->n > 1) {
        map = new_map(it);
        TRY(put_keyword(it, map, KEYWORD_INCLUDED, it->compacted));
        it->compacted = map;
    }
    return add(it, it->target, it->term);
}

/* Takes the first text out of a member of the compacted value, and gives it;
 * null if there is none. */
static str take_first(struct item *it, str name)
{
    struct json *member = json_get(it->compacted, name);
    struct json *array = member;
    str text;

    if (!json_is(member, JSON_ARRAY)) {
        text = json_text(member);
        if (text.ptr)
            json_remove(it->compacted, name);
        return text;
    }
    text = json_text(array->child.first);
    if (!text.ptr)
        return text;
    if (array->n == 1) {
        json_remove(it->compacted, name);
        return text;
    }
    array->child.first = array->child.first->next;
    array->n--;
    if (array->n == 1 && !it->o->c->run->options->keep_arrays) {
        struct json *only = array->child.first;

        json_remove(it->compacted, name);
        json_add(it->compacted, name, only);
    }
    return text;
}

/* Step 12.8.9.6: an index that is a property of the values, under the term
 * that the definition names, or else under what its IRI comes down to. */
static code put_property_index(struct item *it)
{
    struct compacting *o = it->o;
    str key = take_first(it, it->def->index);
    str iri;
    str name;

    if (key.ptr)
        return add_to_map(it, key);
    iri = iri_expand(o->c->run, o->active, it->def->index, IRI_VOCAB);
    TRY(arena_status(o->c->run->arena));
    if (iri.ptr) {
        TRY(compact_iri(o->c, o->active, iri, NULL, COMPACT_VOCAB, &name));
        key = take_first(it, name);
    }
    return add_to_map(it, key);
}

/* Step 12.8.9.8 */
static code put_type_map(struct item *it)
{
    const struct json *id = keyword_get(it->expanded, KEYWORD_ID);
    struct compacting *o = it->o;
    struct json *reference;
    str id_alias;
    str type_alias;
    str key;

    TRY(compact_keyword(o->c, o->active, KEYWORD_TYPE, &type_alias));
    TRY(compact_keyword(o->c, o->active, KEYWORD_ID, &id_alias));
    key = take_first(it, type_alias);
    if (id && json_is(it->compacted, JSON_OBJECT) && it->compacted->n == 1 &&
        json_get(it->compacted, id_alias)) {
        reference = new_map(it);
        keyword_add(
            reference, KEYWORD_ID, json_new_string(o->c->run->arena, id->text));
        TRY(arena_status(o->c->run->arena));
        TRY(compact_element(
            o->c, o->active, it->term, reference, &it->compacted));
    }
    return add_to_map(it, key);
}

/* Step 12.8.9 */
static code put_in_map(struct item *it)
{
    const struct json *index = keyword_get(it->expanded, KEYWORD_INDEX);
    const struct json *value = keyword_get(it->expanded, KEYWORD_VALUE);
    const struct json *language = keyword_get(it->expanded, KEYWORD_LANGUAGE);
    struct compacting *o = it->o;
    str alias;

    if (it->container & CONTAINER_LANGUAGE) {
        if (value)
            it->compacted = json_alias(o->c->run->arena, value);
        return add_to_map(it, json_text(language));
    }
    if (it->container & CONTAINER_INDEX) {
        if (it->def->index.ptr && !str_eq(it->def->index, S("@index")))
            return put_property_index(it);
        return add_to_map(it, json_text(index));
    }
    if (it->container & CONTAINER_ID) {
        TRY(compact_keyword(o->c, o->active, KEYWORD_ID, &alias));
        return add_to_map(it, take_first(it, alias));
    }
    return put_type_map(it);
}

/* Step 12.8.6: compacts what is inside a list or a graph, or the value. */
static code compact_inner(struct item *it, const struct json *list)
{
    const struct json *inner = it->expanded;

    if (list)
        inner = list;
    else if (compact_is_graph(it->expanded))
        inner = keyword_get(it->expanded, KEYWORD_GRAPH);
    return compact_element(
        it->o->c, it->o->active, it->term, inner, &it->compacted);
}

/* Values that a term cannot bring back are written out, so that nothing is
 * lost: a second list of a term that means one list; and of a term of JSON
 * literals, whose whole value is read as one, a second literal, a list of
 * them, or one in a map. */
static code avoid_term(struct item *it, const struct json *property)
{
    struct compacting *o = it->o;
    bool is_list = keyword_get(it->expanded, KEYWORD_LIST) != NULL;
    bool is_json = it->def->type_mapping == TYPE_JSON;
    bool is_taken = json_get(it->target, it->term) != NULL;

    if (!(is_list && is_taken && (it->def->container & CONTAINER_LIST)) &&
        !(is_json && (is_list || is_taken ||
                         (it->def->container & ~(unsigned)CONTAINER_SET))))
        return OK;
    TRY(compact_property(o->c, o->active, property, &it->term));
    it->def = &no_term;
    it->target = o->result;
    return OK;
}

/* A property that is written out may be a term all the same, and then says
 * something else of its value: lists, maps, JSON literals. */
static code check_written_out(struct item *it, const struct json *property)
{
    const struct term_def *def = it->def;
    bool is_list = keyword_get(it->expanded, KEYWORD_LIST) != NULL;
    const struct json *type = keyword_get(it->expanded, KEYWORD_TYPE);

    if (def == &no_term || it->term.ptr != property->name.ptr)
        return OK;
    if (is_list == ((def->container & CONTAINER_LIST) != 0) &&
        (def->type_mapping == TYPE_JSON) == json_text_is(type, S("@json")))
        return OK;
    return run_loss(it->o->c->run, property->name, property);
}

/* A JSON literal under its term: as it is, and never in an array. */
static code put_json(struct item *it)
{
    json_add(it->target, it->term, it->compacted);
    return arena_status(it->o->c->run->arena);
}

code compact_item(
    struct compacting *o, const struct json *property, const struct json *item)
{
    const unsigned maps =
        CONTAINER_LANGUAGE | CONTAINER_INDEX | CONTAINER_ID | CONTAINER_TYPE;
    const struct json *list = keyword_get(item, KEYWORD_LIST);
    struct item it = {.o = o, .expanded = item};
    unsigned flags = COMPACT_VOCAB;

    if (str_eq(o->property, S("@reverse")))
        flags |= COMPACT_REVERSE;
    TRY(compact_iri(o->c, o->active, property->name, item, flags, &it.term));
    it.def = context_term(o->active, it.term);
    if (!it.def)
        it.def = &no_term;
    TRY(find_target(&it));
    if (!item) { /* step 12.7 */
        it.compacted = json_new(o->c->run->arena, JSON_ARRAY);
        it.as_array = true;
        return add(&it, it.target, it.term);
    }
    TRY(avoid_term(&it, property));
    TRY(check_written_out(&it, property));
    it.container = it.def->container;
    it.as_array = (it.container & CONTAINER_SET) ||
                  str_eq(it.term, S("@graph")) || str_eq(it.term, S("@list")) ||
                  o->c->run->options->keep_arrays;
    TRY(compact_inner(&it, list));
    if (it.def->type_mapping == TYPE_JSON)
        return put_json(&it);
    if (list)
        return put_list(&it);
    if (compact_is_graph(item))
        return put_graph(&it);
    if ((it.container & maps) && !(it.container & CONTAINER_GRAPH))
        return put_in_map(&it);
    return add(&it, it.target, it.term);
}
