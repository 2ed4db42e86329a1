#include "jsonld/compact.h"

#include "text/json_sort.h"

bool compact_is_graph(const struct json *value)
{
    const struct json *member;
    bool found = false;

    if (!json_is(value, JSON_OBJECT))
        return false;
    for (member = value->child.first; member; member = member->next) {
        if (member->tag == KEYWORD_GRAPH)
            found = true;
        else if (member->tag != KEYWORD_ID && member->tag != KEYWORD_INDEX)
            return false;
    }
    return found;
}

/* Puts an array with the old value, if any, in the place of a member. */
static struct json *make_array(
    struct compaction *c, struct json *object, str name, struct json *member)
{
    struct json *array;
    struct json *only;

    if (!member)
        return json_add(object, name, json_new(c->run->arena, JSON_ARRAY));
    array = json_new(c->run->arena, JSON_ARRAY);
    only = json_alias(c->run->arena, member);
    if (!array || !only)
        return NULL;
    json_push(array, only);
    member->type = JSON_ARRAY;
    member->child.first = array->child.first;
    member->child.last = array->child.last;
    member->n = 1;
    return member;
}

/* One value that is no array. */
static code add_one(struct compaction *c,
    struct json *object,
    str name,
    struct json *value,
    bool as_array)
{
    struct json *member = json_get(object, name);

    TRY(budget_spend(c->run->options->budget, object->n / 16, c->run->reterr));
    if (!member && !as_array) {
        json_add(object, name, value);
        return arena_status(c->run->arena);
    }
    if (!json_is(member, JSON_ARRAY))
        member = make_array(c, object, name, member);
    json_push(member, value);
    return arena_status(c->run->arena);
}

code compact_add(struct compaction *c,
    struct json *object,
    str name,
    struct json *value,
    bool as_array)
{
    struct json *item;
    struct json *next;

    if (!json_is(value, JSON_ARRAY))
        return add_one(c, object, name, value, as_array);
    if (as_array && !json_get(object, name))
        json_add(object, name, json_new(c->run->arena, JSON_ARRAY));
    for (item = value->child.first; item; item = next) {
        next = item->next;
        item->next = NULL;
        TRY(add_one(c, object, name, item, as_array));
    }
    return arena_status(c->run->arena);
}

/* Step 3 */
static code compact_array(struct compaction *c,
    const struct context *active,
    str property,
    const struct json *element,
    struct json **ret)
{
    const struct term_def *def =
        property.ptr ? context_term(active, property) : NULL;
    struct json *array = json_new(c->run->arena, JSON_ARRAY);
    const struct json *item = element->child.first;

    if (!array)
        return arena_status(c->run->arena);
    TRY(run_enter(c->run, element));
    for (; item; item = item->next) {
        struct json *compacted = NULL;

        TRY(compact_element(c, active, property, item, &compacted));
        if (compacted)
            json_push(array, compacted);
    }
    run_leave(c->run);
    *ret = array;
    if (array->n == 1 && !c->run->options->keep_arrays &&
        !str_eq(property, S("@graph")) && !str_eq(property, S("@set")) &&
        !(def && (def->container & (CONTAINER_LIST | CONTAINER_SET)))) {
        *ret = array->child.first;
    }
    return arena_status(c->run->arena);
}

/* Step 12.1: the value of @id. */
static code put_id(struct compacting *o, const struct json *id)
{
    str text;
    str alias;

    TRY(compact_iri(o->c, o->active, id->text, NULL, 0, &text));
    TRY(compact_keyword(o->c, o->active, KEYWORD_ID, &alias));
    json_add(o->result, alias, json_new_string(o->c->run->arena, text));
    return arena_status(o->c->run->arena);
}

static code compact_type(
    struct compacting *o, const struct json *type, struct json **ret)
{
    str text;

    TRY(compact_iri(
        o->c, o->type_scoped, type->text, NULL, COMPACT_VOCAB, &text));
    *ret = json_new_string(o->c->run->arena, text);
    return arena_status(o->c->run->arena);
}

/* Step 12.2: the values of @type. */
static code put_types(struct compacting *o, const struct json *types)
{
    const struct jsonld_options *options = o->c->run->options;
    struct json *array = json_new(o->c->run->arena, JSON_ARRAY);
    const struct term_def *def;
    const struct json *type;
    struct json *compacted;
    bool as_array = options->keep_arrays;
    str alias;

    TRY(compact_keyword(o->c, o->active, KEYWORD_TYPE, &alias));
    if (types->type == JSON_STRING) {
        TRY(compact_type(o, types, &compacted));
        return compact_add(o->c, o->result, alias, compacted, as_array);
    }
    for (type = types->child.first; type; type = type->next) {
        TRY(compact_type(o, type, &compacted));
        json_push(array, compacted);
    }
    def = context_term(o->active, alias);
    if (options->mode == JSONLD_1_1 && def && (def->container & CONTAINER_SET))
        as_array = true;
    return compact_add(
        o->c, o->result, alias, array, as_array || types->n == 0);
}

/* Step 12.3 */
static code put_reverse(struct compacting *o, const struct json *reverse)
{
    struct json *rest = json_new(o->c->run->arena, JSON_OBJECT);
    struct json *compacted = NULL;
    struct json *member;
    struct json *next;
    str alias;

    TRY(compact_element(o->c, o->active, S("@reverse"), reverse, &compacted));
    if (!rest || !json_is(compacted, JSON_OBJECT))
        return arena_status(o->c->run->arena);
    for (member = compacted->child.first; member; member = next) {
        const struct term_def *def = context_term(o->active, member->name);

        next = member->next;
        member->next = NULL;
        if (def && def->reverse)
            TRY(compact_add(o->c, o->result, member->name, member,
                (def->container & CONTAINER_SET) ||
                    o->c->run->options->keep_arrays));
        else
            json_add(rest, member->name, member);
    }
    if (rest->n == 0)
        return OK;
    TRY(compact_keyword(o->c, o->active, KEYWORD_REVERSE, &alias));
    json_add(o->result, alias, rest);
    return OK;
}

/* Steps 12.5 and 12.6: a keyword whose value stays as it is. */
static code put_keyword(struct compacting *o, const struct json *member)
{
    struct json *value;
    str alias;

    if (member->tag == KEYWORD_INDEX && o->def &&
        (o->def->container & CONTAINER_INDEX))
        return OK;
    TRY(compact_keyword(o->c, o->active, (enum keyword)member->tag, &alias));
    value = json_alias(o->c->run->arena, member);
    if (value)
        value->tag = 0;
    json_add(o->result, alias, value);
    return arena_status(o->c->run->arena);
}

/* Step 12 for one entry. */
static code put_member(struct compacting *o, const struct json *member)
{
    const struct json *item = member->child.first;

    if (member->tag == KEYWORD_ID)
        return put_id(o, member);
    if (member->tag == KEYWORD_TYPE)
        return put_types(o, member);
    if (member->tag == KEYWORD_REVERSE)
        return put_reverse(o, member);
    if (member->tag == KEYWORD_INDEX || member->tag == KEYWORD_VALUE ||
        member->tag == KEYWORD_LANGUAGE || member->tag == KEYWORD_DIRECTION)
        return put_keyword(o, member);
    if (!item)
        return compact_item(o, member, NULL);
    for (; item; item = item->next)
        TRY(compact_item(o, member, item));
    return OK;
}

/* Step 11: contexts of the types, in the order of their terms. */
static code enter_types(struct compacting *o, const struct json *types)
{
    struct json *terms = json_new(o->c->run->arena, JSON_OBJECT);
    const struct json *type;
    struct json **sorted;
    str term;
    uint32_t i;

    if (!terms)
        return arena_status(o->c->run->arena);
    type = types->type == JSON_ARRAY ? types->child.first : NULL;
    for (; type; type = type->next) {
        const struct term_def *def;

        TRY(compact_iri(
            o->c, o->type_scoped, type->text, NULL, COMPACT_VOCAB, &term));
        def = context_term(o->type_scoped, term);
        if (def && def->context)
            json_add(terms, term, json_new(o->c->run->arena, JSON_NULL));
    }
    sorted = json_sorted(terms, str_cmp, o->c->run->arena);
    if (!sorted)
        return arena_status(o->c->run->arena);
    for (i = 0; i < terms->n; i++)
        TRY(context_process_scoped(o->c->run, o->active,
            context_term(o->type_scoped, sorted[i]->name), CONTEXT_NO_PROPAGATE,
            &o->active));
    return OK;
}

/* Steps 5 and 6: the context that holds inside this map. The scoped context
 * of the property is the one that held where the property stands. */
static code enter_map(struct compacting *o)
{
    const struct json *only = o->element->child.first;
    bool is_reference = o->element->n == 1 && only->tag == KEYWORD_ID;

    if (o->active->previous && !is_reference &&
        !keyword_get(o->element, KEYWORD_VALUE))
        o->active = o->active->previous;
    if (o->def && o->def->context)
        return context_process_scoped(o->c->run, o->active, o->def,
            CONTEXT_OVERRIDE_PROTECTED, &o->active);
    return OK;
}

/* Steps 10 to 12 */
static code compact_members(struct compacting *o)
{
    struct run *run = o->c->run;
    const struct json *types = keyword_get(o->element, KEYWORD_TYPE);
    const struct json *member = o->element->child.first;
    struct json **sorted = NULL;
    uint32_t i;

    if (types)
        TRY(enter_types(o, types));
    if (run->options->ordered) {
        sorted = json_sorted(o->element, str_cmp, run->arena);
        if (!sorted)
            return arena_status(run->arena);
    }
    for (i = 0; i < o->element->n; i++) {
        TRY(put_member(o, sorted ? sorted[i] : member));
        member = member->next;
    }
    return OK;
}

/* Steps 5 to 13 */
static code compact_map(struct compacting *o, struct json **ret)
{
    struct compaction *c = o->c;
    const struct json *list = keyword_get(o->element, KEYWORD_LIST);
    const struct term_def *def = NULL;

    TRY(enter_map(o));
    o->type_scoped = o->active;
    if (o->property.ptr)
        def = context_term(o->active, o->property);
    TRY(compact_value(c, o->active, def ? def : o->def, o->element, ret));
    if (*ret)
        return OK;
    if (list && o->def && (o->def->container & CONTAINER_LIST))
        return compact_element(c, o->active, o->property, list, ret);
    o->result = json_new(c->run->arena, JSON_OBJECT);
    if (!o->result)
        return arena_status(c->run->arena);
    TRY(compact_members(o));
    *ret = o->result;
    return arena_status(c->run->arena);
}

code compact_element(struct compaction *c,
    const struct context *active,
    str property,
    const struct json *element,
    struct json **ret)
{
    struct compacting o = {
        .c = c,
        .active = active,
        .property = property,
        .element = element,
    };

    *ret = NULL;
    if (property.ptr)
        o.def = context_term(active, property);
    if (element->type == JSON_ARRAY)
        return compact_array(c, active, property, element, ret);
    if (element->type != JSON_OBJECT) {
        *ret = json_alias(c->run->arena, element);
        return arena_status(c->run->arena);
    }
    TRY(run_enter(c->run, element));
    TRY(compact_map(&o, ret));
    run_leave(c->run);
    return OK;
}

/* API 9.3, compact(), from step 10 on: the result is a map. */
static code wrap_result(
    struct compaction *c, const struct context *active, struct json **result)
{
    struct json *map;
    str alias;

    if (!json_is(*result, JSON_ARRAY))
        return OK;
    map = json_new(c->run->arena, JSON_OBJECT);
    if ((*result)->n > 0) {
        TRY(compact_keyword(c, active, KEYWORD_GRAPH, &alias));
        json_add(map, alias, *result);
    }
    *result = map;
    return arena_status(c->run->arena);
}

/* The same members behind an @context. */
static struct json *put_context(
    struct arena *arena, const struct json *context, struct json *result)
{
    struct json *map = json_new(arena, JSON_OBJECT);
    struct json *member;
    struct json *next;

    json_add(map, keyword_name(KEYWORD_CONTEXT), json_alias(arena, context));
    for (member = result->child.first; member; member = next) {
        next = member->next;
        member->next = NULL;
        json_add(map, member->name, member);
    }
    return map;
}

code compact_document(struct run *run,
    const struct json *expanded,
    const struct json *context,
    struct json **ret)
{
    struct compaction c = {.run = run};
    const struct json *inner = json_get(context, S("@context"));
    const struct context *active;
    struct json *result = NULL;
    bool is_empty;

    if (inner)
        context = inner;
    TRY(context_initial(run, &active));
    TRY(context_process(run, active, context, run->options->base, 0, &active));
    TRY(compact_element(&c, active, (str){NULL, 0}, expanded, &result));
    TRY(wrap_result(&c, active, &result));
    is_empty = context->type == JSON_NULL ||
               ((context->type == JSON_OBJECT || context->type == JSON_ARRAY) &&
                   context->n == 0);
    if (result && !is_empty)
        result = put_context(run->arena, context, result);
    TRY(arena_status(run->arena));
    *ret = result;
    return OK;
}

code jsonld_compact(const struct json *input,
    const struct json *context,
    const struct jsonld_options *options,
    struct arena *arena,
    struct json **ret,
    struct err *reterr)
{
    struct jsonld_options own = *options;
    struct json *expanded;
    struct run run;

    TRY(jsonld_expand(input, options, arena, &expanded, reterr));
    own.expand_context = NULL;
    run_init(&run, &own, arena, reterr);
    return run_end(&run, compact_document(&run, expanded, context, ret), NULL);
}
