/* The last checks of a map that was expanded: API 5.1.2 steps 15 to 20. */
#include "jsonld/expand.h"
#include "text/iri.h"

#define HAS(o, keyword) (((o)->has & 1U << (keyword)) != 0)

static code fail(struct object *o, code c)
{
    return run_fail(o->run, c, o->property->name, o->element);
}

/* The type of a value is a single IRI (step 15.5). */
static bool is_type_of_value(const struct json *type)
{
    return json_is(type, JSON_STRING) && iri_is_absolute(type->text);
}

/* Step 15; gives NULL for a value that is dropped. */
static code finish_value(struct object *o, struct json **ret)
{
    const struct json *value = keyword_get(o->result.object, KEYWORD_VALUE);
    const struct json *type = keyword_get(o->result.object, KEYWORD_TYPE);
    const unsigned allowed = 1U << KEYWORD_DIRECTION | 1U << KEYWORD_INDEX |
                             1U << KEYWORD_LANGUAGE | 1U << KEYWORD_TYPE |
                             1U << KEYWORD_VALUE;
    uint32_t n = 0;
    unsigned set;

    for (set = o->has; set; set &= set - 1)
        n++;
    if ((o->has & ~allowed) || n != o->result.object->n ||
        (type && (HAS(o, KEYWORD_LANGUAGE) || HAS(o, KEYWORD_DIRECTION))))
        return fail(o, E_JSONLD_INVALID_VALUE_OBJECT);
    if (type && keyword_of(json_text(type)) == KEYWORD_JSON)
        return OK;
    if (json_is(value, JSON_NULL)) {
        *ret = NULL;
        return run_loss(o->run, S("@value"), o->element);
    }
    if (!json_is(value, JSON_STRING) && HAS(o, KEYWORD_LANGUAGE))
        return fail(o, E_JSONLD_INVALID_LANGUAGE_TAGGED_VALUE);
    if (type && !is_type_of_value(type))
        return fail(o, E_JSONLD_INVALID_TYPED_VALUE);
    return OK;
}

/* Step 16. */
static code finish_type(struct object *o)
{
    struct json *type = keyword_get(o->result.object, KEYWORD_TYPE);
    struct json *only;

    if (type->type == JSON_ARRAY)
        return OK;
    only = json_alias(o->run->arena, type);
    if (!only)
        return arena_status(o->run->arena);
    only->tag = KEYWORD_NOT;
    type->type = JSON_ARRAY;
    type->child.first = NULL;
    type->child.last = NULL;
    type->n = 0;
    json_push(type, only);
    return OK;
}

/* The type of JSON literals says nothing of a node. It passed as a type until
 * it was known that there is no @value. */
static code check_types(struct object *o)
{
    const struct json *types = keyword_get(o->result.object, KEYWORD_TYPE);
    const struct json *item;

    for (item = types->child.first; item; item = item->next) {
        if (keyword_of(json_text(item)) == KEYWORD_JSON)
            return run_loss(o->run, item->text, o->type);
    }
    return OK;
}

/* Step 17. */
static code finish_set_or_list(struct object *o, struct json **ret)
{
    const struct json *result = o->result.object;
    struct json *set = keyword_get(result, KEYWORD_SET);

    if (result->n > (HAS(o, KEYWORD_INDEX) ? 2U : 1U))
        return fail(o, E_JSONLD_INVALID_SET_OR_LIST_OBJECT);
    if (set) {
        struct json *items = json_alias(o->run->arena, set);
        if (items)
            items->tag = KEYWORD_NOT;
        *ret = items;
    }
    return OK;
}

/* Steps 18 and 19: what says nothing, or floats freely, is dropped. */
static code drop(struct object *o, struct json **ret)
{
    const struct json *result = *ret;
    bool is_lost = false;

    if (!json_is(result, JSON_OBJECT))
        return OK;
    if (result->n == 1 && HAS(o, KEYWORD_LANGUAGE))
        is_lost = true;
    if (o->property->is_top &&
        (result->n == 0 || HAS(o, KEYWORD_VALUE) || HAS(o, KEYWORD_LIST) ||
            (result->n == 1 && HAS(o, KEYWORD_ID))))
        is_lost = true;
    if (!is_lost)
        return OK;
    *ret = NULL;
    return run_loss(o->run, o->property->name, o->element);
}

code expand_finish(struct object *o, struct json **ret)
{
    *ret = o->result.object;
    if (HAS(o, KEYWORD_VALUE)) {
        TRY(finish_value(o, ret));
    } else if (HAS(o, KEYWORD_TYPE)) {
        TRY(finish_type(o));
        TRY(check_types(o));
    }
    if (HAS(o, KEYWORD_SET) || HAS(o, KEYWORD_LIST))
        TRY(finish_set_or_list(o, ret));
    TRY(drop(o, ret));
    return arena_status(o->run->arena);
}
