#include "jsonld/expand.h"

#include "text/json_sort.h"

struct json **expand_order(struct run *run, const struct json *object)
{
    struct json **members;
    struct json *member = object->child.first;
    uint32_t i;

    if (run->options->ordered)
        return json_sorted(object, str_cmp, run->arena);
    members = arena_alloc(run->arena, (object->n + 1) * sizeof(*members));
    if (!members)
        return NULL;
    for (i = 0; i < object->n; i++, member = member->next)
        members[i] = member;
    return members;
}

struct json *expand_array(struct run *run, struct json *value)
{
    struct json *array;

    if (json_is(value, JSON_ARRAY))
        return value;
    array = json_new(run->arena, JSON_ARRAY);
    if (value)
        json_push(array, value);
    return array;
}

struct json *expand_wrap(
    struct run *run, enum keyword keyword, struct json *value)
{
    struct json *object =
        value ? arena_alloc(run->arena, sizeof(*object)) : NULL;

    if (!object)
        return NULL;
    *object = (struct json){.type = JSON_OBJECT, .n = 1};
    object->child.first = value;
    object->child.last = value;
    value->name = keyword_name(keyword);
    value->tag = (uint8_t)keyword;
    return object;
}

static bool says_nothing_in_graph(const struct json *item)
{
    if (item->n == 0 || keyword_get(item, KEYWORD_VALUE) ||
        keyword_get(item, KEYWORD_LIST))
        return true;
    return item->n == 1 && keyword_tag(item->child.first) == KEYWORD_ID;
}

code expand_to_graph(struct run *run,
    struct json *value,
    const struct json *at,
    struct json **ret)
{
    struct json *array = expand_array(run, value);
    const struct json *item = array ? array->child.first : NULL;

    for (; item; item = item->next) {
        if (run->options->safe && says_nothing_in_graph(item))
            return run_loss(run, at->name, at);
    }
    *ret = expand_wrap(run, KEYWORD_GRAPH, array);
    return arena_status(run->arena);
}

struct json *expand_text(struct run *run, str text)
{
    struct json *node = arena_alloc(run->arena, sizeof(*node));

    if (node)
        *node = (struct json){.type = JSON_STRING, .text = text};
    return node;
}

/* Moves all elements of an array to the end of another. */
static void splice(struct json *array, struct json *from)
{
    if (!from->child.first)
        return;
    if (array->child.last)
        array->child.last->next = from->child.first;
    else
        array->child.first = from->child.first;
    array->child.last = from->child.last;
    array->n += from->n;
}

code expand_add(struct members *object, str name, struct json *value)
{
    struct json *array = members_get(object, name);

    if (!value)
        return arena_status(object->arena);
    if (!array) {
        if (value->type != JSON_ARRAY) {
            array = json_new(object->arena, JSON_ARRAY);
            json_push(array, value);
        } else {
            array = value;
        }
        return members_add(object, name, array);
    }
    if (value->type == JSON_ARRAY)
        splice(array, value);
    else
        json_push(array, value);
    return OK;
}

/* Step 5. */
static code expand_items(struct run *run,
    const struct context *active,
    const struct property *property,
    const struct json *element,
    struct json **ret)
{
    struct json *result = json_new(run->arena, JSON_ARRAY);
    const struct json *item = element->child.first;
    bool in_list = property->def && (property->def->container & CONTAINER_LIST);

    if (!result)
        return arena_status(run->arena);
    TRY(run_enter(run, element));
    for (; item; item = item->next) {
        struct json *expanded = NULL;

        TRY(expand_element(run, active, property, item, &expanded));
        if (in_list && json_is(expanded, JSON_ARRAY))
            expanded = expand_wrap(run, KEYWORD_LIST, expanded); /* 5.2.2 */
        if (json_is(expanded, JSON_ARRAY))
            splice(result, expanded);
        else if (expanded)
            json_push(result, expanded);
    }
    run_leave(run);
    *ret = result;
    return arena_status(run->arena);
}

/* Step 4. */
static code expand_scalar(struct run *run,
    const struct context *active,
    const struct property *property,
    const struct json *element,
    struct json **ret)
{
    const struct term_def *def = property->def;

    if (property->is_top) { /* step 4.1 */
        *ret = NULL;
        return run_loss(run, json_text(element), element);
    }
    if (def && def->context) { /* step 4.2 */
        TRY(context_process_scoped(
            run, active, def, CONTEXT_OVERRIDE_PROTECTED, &active));
        def = context_term(active, property->name);
    }
    return expand_value(run, active, def, element, ret);
}

code expand_element(struct run *run,
    const struct context *active,
    const struct property *property,
    const struct json *element,
    struct json **ret)
{
    switch ((int)element->type) {
    case JSON_NULL: /* step 1 */
        *ret = NULL;
        return OK;
    case JSON_ARRAY:
        return expand_items(run, active, property, element, ret);
    case JSON_OBJECT:
        return expand_object(run, active, property, element, ret);
    default:
        return expand_scalar(run, active, property, element, ret);
    }
}

/* API 9.3, expand(), steps 5 to 9. */
static code expand_document(
    struct run *run, const struct json *input, struct json **ret)
{
    const struct property top = {.is_top = true};
    const struct context *active = NULL;
    struct json *result = NULL;

    TRY(context_initial(run, &active));
    TRY(expand_element(run, active, &top, input, &result));
    if (json_is(result, JSON_OBJECT) && result->n == 1 &&
        keyword_tag(result->child.first) == KEYWORD_GRAPH)
        result = result->child.first;
    result = expand_array(run, result);
    if (!result)
        return arena_status(run->arena);
    result->tag = KEYWORD_NOT;
    result->name = (str){NULL, 0};
    result->next = NULL;
    *ret = result;
    return arena_status(run->arena);
}

code jsonld_expand(const struct json *input,
    const struct jsonld_options *options,
    struct arena *arena,
    struct json **ret,
    struct err *reterr)
{
    struct run run;
    code c;

    run_init(&run, options, arena, reterr);
    c = expand_document(&run, input, ret);
    if (c != OK && c == arena_status(arena))
        run_fail(&run, c, (str){NULL, 0}, NULL);
    return run_end(&run, c, input);
}
