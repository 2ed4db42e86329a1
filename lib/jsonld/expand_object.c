/* A map, from its contexts to its last checks: API 5.1.2 steps 7 to 20. */
#include "jsonld/expand.h"
#include "text/iri.h"
#include "text/json_sort.h"

enum keyword expand_key(const struct context *active, str key)
{
    const struct term_def *def;

    if (key.len > 0 && key.ptr[0] == '@')
        return keyword_of(key);
    if (!(active->alias_lengths >> (key.len & 63) & 1))
        return KEYWORD_NOT;
    def = context_term(active, key);
    return def ? (enum keyword)def->keyword : KEYWORD_NOT;
}

/* --- contexts: steps 7 to 11 --- */

/* Step 7: values and bare references keep a type-scoped context. */
static bool leaves_type_scope(const struct object *o)
{
    const struct json *member = o->element->child.first;

    if (!o->active->previous || o->property->from_map)
        return false;
    if (o->element->n == 1 && expand_key(o->active, member->name) == KEYWORD_ID)
        return false;
    for (; member; member = member->next) {
        if (expand_key(o->active, member->name) == KEYWORD_VALUE)
            return false;
    }
    return true;
}

static code add_type_context(struct object *o, const struct json *type)
{
    const struct term_def *def;

    if (type->type != JSON_STRING)
        return OK;
    def = context_term(o->type_scoped, type->text);
    if (!def || !def->context)
        return OK;
    return context_process_scoped(
        o->run, o->active, def, CONTEXT_NO_PROPAGATE, &o->active);
}

/* Step 11.2 for an array: in the order of the strings. */
static code add_type_contexts(struct object *o, const struct json *types)
{
    struct json *by_name = json_new(o->run->arena, JSON_OBJECT);
    const struct json *type = types->child.first;
    struct json **sorted;
    uint32_t i;

    for (; type; type = type->next)
        json_add(by_name, json_text(type), json_alias(o->run->arena, type));
    if (!by_name)
        return arena_status(o->run->arena);
    sorted = json_sorted(by_name, str_cmp, o->run->arena);
    if (!sorted)
        return arena_status(o->run->arena);
    for (i = 0; i < by_name->n; i++)
        TRY(add_type_context(o, sorted[i]));
    return OK;
}

static code apply_type(struct object *o, const struct json *member)
{
    if (member->type != JSON_ARRAY)
        return add_type_context(o, member);
    if (member->n == 1)
        return add_type_context(o, member->child.first);
    return add_type_contexts(o, member);
}

/* Step 11: the entries that are @type, in the order of their names. */
static code apply_types(struct object *o)
{
    const struct json *member = o->element->child.first;
    struct json *found = NULL;
    struct json **sorted;
    uint32_t i;

    for (; member; member = member->next) {
        if (expand_key(o->type_scoped, member->name) != KEYWORD_TYPE)
            continue;
        if (o->type) {
            if (!found) {
                found = json_new(o->run->arena, JSON_OBJECT);
                json_add(
                    found, o->type->name, json_alias(o->run->arena, o->type));
            }
            json_add(found, member->name, json_alias(o->run->arena, member));
        } else {
            o->type = member;
        }
    }
    if (!found)
        return o->type ? apply_type(o, o->type) : OK;
    sorted = json_sorted(found, str_cmp, o->run->arena);
    if (!sorted)
        return arena_status(o->run->arena);
    o->type = json_get(o->element, sorted[0]->name);
    for (i = 0; i < found->n; i++)
        TRY(apply_type(o, sorted[i]));
    return OK;
}

static code enter_contexts(struct object *o)
{
    const struct term_def *def = o->property->def;
    const struct json *local =
        json_get(o->element, keyword_name(KEYWORD_CONTEXT));

    if (leaves_type_scope(o))
        o->active = o->active->previous;
    if (def && def->context) /* step 8 */
        TRY(context_process_scoped(
            o->run, o->active, def, CONTEXT_OVERRIDE_PROTECTED, &o->active));
    if (local) /* step 9 */
        TRY(context_process(
            o->run, o->active, local, o->run->options->base, 0, &o->active));
    o->type_scoped = o->active; /* step 10 */
    return apply_types(o);
}

/* --- properties: step 13 --- */

code expand_add_reverse(
    struct object *o, str name, struct json *value, const struct json *at)
{
    struct json *items = expand_array(o->run, value);
    const struct json *item;

    if (!items)
        return arena_status(o->run->arena);
    for (item = items->child.first; item; item = item->next) {
        if (keyword_get(item, KEYWORD_VALUE) || keyword_get(item, KEYWORD_LIST))
            return run_fail(
                o->run, E_JSONLD_INVALID_REVERSE_PROPERTY_VALUE, name, at);
    }
    if (!o->reverse.object) {
        struct json *map = json_new(o->run->arena, JSON_OBJECT);

        if (!map)
            return arena_status(o->run->arena);
        members_init(&o->reverse, map, o->run->arena);
        map->tag = KEYWORD_REVERSE;
        o->has |= 1U << KEYWORD_REVERSE;
        TRY(members_add(&o->result, keyword_name(KEYWORD_REVERSE), map));
    }
    return expand_add(&o->reverse, name, items);
}

/* Step 13.12: each value a graph of its own. */
static code wrap_graphs(
    struct object *o, const struct json *at, struct json **ret)
{
    struct json *array = json_new(o->run->arena, JSON_ARRAY);
    struct json *items = expand_array(o->run, *ret);
    struct json *item = items ? items->child.first : NULL;
    struct json *next;

    for (; item; item = next) {
        next = item->next;
        item->next = NULL;
        TRY(expand_to_graph(o->run, item, at, &item));
        json_push(array, item);
    }
    *ret = array;
    return arena_status(o->run->arena);
}

/* Steps 13.6 to 13.9. */
static code expand_member_value(struct object *o,
    const struct json *member,
    const struct term_def *def,
    struct json **ret)
{
    const unsigned maps = CONTAINER_INDEX | CONTAINER_ID | CONTAINER_TYPE;
    struct property property = {.name = member->name, .def = def};

    if (def && def->type_mapping == TYPE_JSON)
        return expand_value(o->run, o->active, def, member, ret);
    if (def && member->type == JSON_OBJECT) {
        if (def->container & CONTAINER_LANGUAGE)
            return expand_language_map(o, def, member, ret);
        if (def->container & maps)
            return expand_index_map(o, def, member, ret);
    }
    return expand_element(o->run, o->active, &property, member, ret);
}

static bool is_list(const struct json *value)
{
    return json_is(value, JSON_OBJECT) && keyword_get(value, KEYWORD_LIST);
}

/* Steps 13.5 to 13.14. */
static code expand_property(struct object *o,
    const struct json *member,
    const struct term_def *def,
    str iri)
{
    unsigned container = def ? def->container : 0;
    struct json *value = NULL;

    TRY(expand_member_value(o, member, def, &value));
    if (!value)
        return OK;
    if ((container & CONTAINER_LIST) && !is_list(value))
        value = expand_wrap(o->run, KEYWORD_LIST, expand_array(o->run, value));
    if ((container & CONTAINER_GRAPH) &&
        !(container & (CONTAINER_ID | CONTAINER_INDEX)))
        TRY(wrap_graphs(o, member, &value));
    if (def && def->reverse)
        return expand_add_reverse(o, iri, value, member);
    return expand_add(&o->result, iri, value);
}

/* Step 13.3 keeps whatever has a colon; safe mode, what names something. */
static bool is_property(const struct run *run, str iri)
{
    if (run->options->safe)
        return iri_is_absolute(iri) || iri_is_blank(iri);
    return str_find(iri, ':', 0) != SIZE_MAX;
}

/* Steps 13.1 to 13.4. */
static code expand_member(struct object *o, const struct json *member)
{
    struct run *run = o->run;
    str key = member->name;
    const struct term_def *def = NULL;
    str iri;

    if (key.len > 0 && key.ptr[0] == '@') {
        enum keyword keyword = keyword_of(key);

        if (keyword == KEYWORD_CONTEXT)
            return OK;
        if (keyword)
            return expand_keyword(o, keyword, member);
    }
    def = context_term(o->active, key);
    if (def && def->keyword)
        return expand_keyword(o, (enum keyword)def->keyword, member);
    iri = def ? def->iri : iri_expand(run, o->active, key, IRI_VOCAB);
    TRY(arena_status(run->arena));
    if (!iri.ptr || (!(def && def->names) && !is_property(run, iri)))
        return run_loss(run, key, member);
    if (!def && run->options->plain && context_has_iri(o->active, iri))
        return run_fail(run, E_DOCUMENT_SHAPE_ERROR, key, member);
    return expand_property(o, member, def, iri);
}

static code expand_nests(struct object *o);

/* Steps 13 and 14 for the entries of a map: the element, or a nested value. */
static code expand_members(struct object *o, const struct json *map)
{
    struct json **sorted;
    const struct json *member = map->child.first;
    uint32_t i;

    if (!o->run->options->ordered) {
        for (; member; member = member->next)
            TRY(expand_member(o, member));
        return o->n_nests > 0 ? expand_nests(o) : OK;
    }
    sorted = expand_order(o->run, map);
    if (!sorted)
        return arena_status(o->run->arena);
    for (i = 0; i < map->n; i++)
        TRY(expand_member(o, sorted[i]));
    return o->n_nests > 0 ? expand_nests(o) : OK;
}

/* Step 14.2 for one nested value. */
static code expand_nested(struct object *o, const struct json *value)
{
    const struct json *member;

    if (value->type != JSON_OBJECT)
        return run_fail(
            o->run, E_JSONLD_INVALID_NEST_VALUE, o->property->name, value);
    for (member = value->child.first; member; member = member->next) {
        if (expand_key(o->active, member->name) == KEYWORD_VALUE)
            return run_fail(
                o->run, E_JSONLD_INVALID_NEST_VALUE, member->name, member);
    }
    return expand_members(o, value);
}

/* Step 14 for one entry that is @nest: what it holds goes to the same node,
 * with the nesting term's scoped context (steps 3 and 8). */
static code expand_nest(struct object *o, const struct json *nest)
{
    struct property property = {.name = nest->name};
    struct object inner = *o;
    const struct json *item = nest;

    TRY(run_enter(o->run, nest));
    property.def = context_term(o->active, nest->name);
    inner.property = &property;
    inner.nests = NULL;
    inner.nests_capacity = 0;
    if (property.def && property.def->context)
        TRY(context_process_scoped(o->run, o->active, property.def,
            CONTEXT_OVERRIDE_PROTECTED, &inner.active));
    if (nest->type == JSON_ARRAY)
        item = nest->child.first;
    for (; item; item = nest->type == JSON_ARRAY ? item->next : NULL) {
        inner.n_nests = 0;
        TRY(expand_nested(&inner, item));
    }
    o->result = inner.result;
    o->reverse = inner.reverse;
    o->has = inner.has;
    o->has_reverse_entry = inner.has_reverse_entry;
    run_leave(o->run);
    return OK;
}

static code expand_nests(struct object *o)
{
    const struct json **nests = o->nests;
    size_t n = o->n_nests;
    size_t i;

    if (o->run->options->ordered) {
        struct json *by_name = json_new(o->run->arena, JSON_OBJECT);
        struct json **sorted;

        for (i = 0; i < n; i++)
            json_add(
                by_name, nests[i]->name, json_alias(o->run->arena, nests[i]));
        sorted = by_name ? json_sorted(by_name, str_cmp, o->run->arena) : NULL;
        if (!sorted)
            return arena_status(o->run->arena);
        for (i = 0; i < n; i++)
            nests[i] = sorted[i];
    }
    for (i = 0; i < n; i++)
        TRY(expand_nest(o, nests[i]));
    return OK;
}

code expand_object(struct run *run,
    const struct context *active,
    const struct property *property,
    const struct json *element,
    struct json **ret)
{
    struct object o = {
        .run = run,
        .active = active,
        .property = property,
        .element = element,
    };
    struct json *result = json_new(run->arena, JSON_OBJECT);

    if (!result)
        return arena_status(run->arena);
    TRY(run_enter(run, element));
    members_init(&o.result, result, run->arena);
    TRY(enter_contexts(&o));
    TRY(expand_members(&o, element));
    TRY(expand_finish(&o, &result));
    run_leave(run);
    *ret = result;
    return OK;
}
