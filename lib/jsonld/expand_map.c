/* Values of terms with a container that makes maps of them. */
#include "jsonld/expand.h"
#include "jsonld/language.h"
#include "text/iri.h"

/* --- language maps: API 5.1.2 step 13.7 --- */

static code expand_language_item(struct object *o,
    const struct json *item,
    str language,
    unsigned direction,
    struct json *array)
{
    struct run *run = o->run;
    struct json *value;

    if (item->type == JSON_NULL)
        return OK;
    if (item->type != JSON_STRING)
        return run_fail(
            run, E_JSONLD_INVALID_LANGUAGE_MAP_VALUE, language, item);
    value = expand_wrap(run, KEYWORD_VALUE, json_alias(run->arena, item));
    if (language.ptr)
        keyword_add(value, KEYWORD_LANGUAGE, expand_text(run, language));
    if (direction == DIRECTION_LTR || direction == DIRECTION_RTL)
        keyword_add(value, KEYWORD_DIRECTION,
            expand_text(run, direction == DIRECTION_LTR ? S("ltr") : S("rtl")));
    json_push(array, value);
    return OK;
}

code expand_language_map(struct object *o,
    const struct term_def *def,
    const struct json *map,
    struct json **ret)
{
    struct run *run = o->run;
    struct json **members = expand_order(run, map);
    struct json *array = json_new(run->arena, JSON_ARRAY);
    unsigned direction = def->direction != DIRECTION_ABSENT
                             ? def->direction
                             : (unsigned)o->active->direction;
    uint32_t i;

    if (!members || !array)
        return arena_status(run->arena);
    for (i = 0; i < map->n; i++) {
        const struct json *value = members[i];
        const struct json *item = value;
        str language = {NULL, 0};

        if (expand_key(o->active, value->name) != KEYWORD_NONE)
            TRY(language_read(run, value, value->name, run->arena, &language));
        if (value->type == JSON_ARRAY)
            item = value->child.first;
        for (; item; item = value->type == JSON_ARRAY ? item->next : NULL)
            TRY(expand_language_item(o, item, language, direction, array));
    }
    *ret = array;
    return arena_status(run->arena);
}

/* --- index, id and type maps: step 13.8 --- */

/* One key of such a map. */
struct entry {
    struct object *o;
    const struct term_def *def;
    const struct json *value; /* the member of the map */
    str index;                /* its key, expanded */
    bool is_none;             /* @none, or a term for it */
};

static bool is_graph(const struct json *item)
{
    const struct json *member = item->child.first;
    bool found = false;

    for (; member; member = member->next) {
        enum keyword keyword = keyword_tag(member);

        if (keyword == KEYWORD_GRAPH)
            found = true;
        else if (keyword != KEYWORD_ID && keyword != KEYWORD_INDEX)
            return false;
    }
    return found;
}

/* Puts `first` before what the member `name` of the item has. */
static code prepend(
    struct run *run, struct json *item, str name, struct json *first)
{
    struct members members;
    struct json *old = json_get(item, name);
    struct json *array;

    members_init(&members, item, run->arena);
    if (!old)
        return expand_add(&members, name, expand_array(run, first));
    if (old->type != JSON_ARRAY)
        return OK;
    array = json_alias(run->arena, old);
    if (!array || !first)
        return arena_status(run->arena);
    old->child.first = first;
    old->child.last = first;
    old->n = 1;
    return expand_add(&members, name, array);
}

/* Step 13.8.3.7.2: the index is the value of a property. */
static code add_property_index(struct entry *e, struct json *item)
{
    struct run *run = e->o->run;
    const struct context *active = e->o->active;
    str name = iri_expand(run, active, e->def->index, IRI_VOCAB);
    struct json *key = expand_text(run, e->value->name);
    struct json *value = NULL;

    if (!key || !name.ptr)
        return arena_status(run->arena);
    if (keyword_get(item, KEYWORD_VALUE))
        return run_fail(
            run, E_JSONLD_INVALID_VALUE_OBJECT, e->value->name, e->value);
    TRY(expand_value(
        run, active, context_term(active, e->def->index), key, &value));
    return prepend(run, item, name, value);
}

/* Step 13.8.3.7.4. */
static code add_id(struct entry *e, struct json *item)
{
    struct run *run = e->o->run;
    str id = iri_expand(run, e->o->active, e->value->name, IRI_DOCUMENT);

    TRY(arena_status(run->arena));
    if (!id.ptr || (!iri_is_absolute(id) && !iri_is_blank(id)))
        TRY(run_loss(run, e->value->name, e->value));
    keyword_add(item, KEYWORD_ID, expand_text(run, id));
    return OK;
}

/* Step 13.8.3.7.5. */
static code add_type(struct entry *e, struct json *item)
{
    struct run *run = e->o->run;
    struct json *type;

    if (!e->index.ptr || !iri_is_absolute(e->index))
        TRY(run_loss(run, e->value->name, e->value));
    TRY(prepend(
        run, item, keyword_name(KEYWORD_TYPE), expand_text(run, e->index)));
    type = json_get(item, keyword_name(KEYWORD_TYPE));
    if (type)
        type->tag = KEYWORD_TYPE;
    return OK;
}

/* Steps 13.8.3.7.2 to 13.8.3.7.5. */
static code add_index(struct entry *e, struct json *item)
{
    unsigned container = e->def->container;

    if (e->is_none)
        return OK;
    if ((container & CONTAINER_INDEX) && e->def->index.ptr)
        return add_property_index(e, item);
    if (container & CONTAINER_INDEX) {
        TRY(run_loss(e->o->run, e->value->name, e->value)); /* not in RDF */
        if (!keyword_get(item, KEYWORD_INDEX))
            keyword_add(
                item, KEYWORD_INDEX, expand_text(e->o->run, e->value->name));
        return OK;
    }
    if (keyword_get(item, KEYWORD_VALUE) || keyword_get(item, KEYWORD_LIST))
        TRY(run_loss(e->o->run, e->value->name, e->value)); /* no node */
    if (container & CONTAINER_ID)
        return keyword_get(item, KEYWORD_ID) ? OK : add_id(e, item);
    return add_type(e, item);
}

/* Steps 13.8.3.1 to 13.8.3.3. */
static code context_of_entry(struct entry *e, const struct context **ret)
{
    const struct context *map = e->o->active;
    const struct term_def *type;

    if ((e->def->container & (CONTAINER_ID | CONTAINER_TYPE)) && map->previous)
        map = map->previous;
    if (e->def->container & CONTAINER_TYPE) {
        type = context_term(map, e->value->name);
        if (type && type->context)
            TRY(context_process_scoped(
                e->o->run, map, type, CONTEXT_NO_PROPAGATE, &map));
    }
    *ret = map;
    return OK;
}

/* Steps 13.8.3.5 to 13.8.3.7. */
static code expand_entry(struct entry *e, struct json *array)
{
    struct run *run = e->o->run;
    const struct context *context = NULL;
    struct property property = {.name = e->def->term, .from_map = true};
    struct json *items = NULL;
    struct json *item;
    struct json *next;

    TRY(context_of_entry(e, &context));
    property.def = context_term(context, e->def->term);
    TRY(expand_element(run, context, &property, e->value, &items));
    items = expand_array(run, items);
    if (!items)
        return arena_status(run->arena);
    for (item = items->child.first; item; item = next) {
        next = item->next;
        item->next = NULL;
        if ((e->def->container & CONTAINER_GRAPH) && !is_graph(item))
            TRY(expand_to_graph(run, item, e->value, &item));
        TRY(add_index(e, item));
        json_push(array, item);
    }
    return OK;
}

code expand_index_map(struct object *o,
    const struct term_def *def,
    const struct json *map,
    struct json **ret)
{
    struct run *run = o->run;
    struct json **members = expand_order(run, map);
    struct json *array = json_new(run->arena, JSON_ARRAY);
    uint32_t i;

    if (!members || !array)
        return arena_status(run->arena);
    for (i = 0; i < map->n; i++) {
        struct entry e = {.o = o, .def = def, .value = members[i]};

        e.index = iri_expand(run, o->active, members[i]->name, IRI_VOCAB);
        e.is_none = keyword_of(e.index) == KEYWORD_NONE;
        TRY(expand_entry(&e, array));
    }
    *ret = array;
    return arena_status(run->arena);
}
