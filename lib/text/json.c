#include "text/json.h"

#include "text/number.h"

struct json *json_get(const struct json *object, str name)
{
    struct json *member;

    if (!json_is(object, JSON_OBJECT))
        return NULL;
    member = object->child.first;
    while (member && !str_eq(member->name, name))
        member = member->next;
    return member;
}

str json_text(const struct json *value)
{
    return json_is(value, JSON_STRING) ? value->text : (str){NULL, 0};
}

bool json_text_is(const struct json *value, str text)
{
    return json_is(value, JSON_STRING) && str_eq(value->text, text);
}

static bool equal_numbers(const struct json *a, const struct json *b)
{
    double x = 0;
    double y = 0;

    if (str_eq(a->text, b->text))
        return true;
    return json_number(a, &x) == OK && json_number(b, &y) == OK && x == y;
}

static bool equal_children(const struct json *a, const struct json *b)
{
    const struct json *x = a->child.first;
    const struct json *y = b->child.first;
    const struct json *other;

    if (a->n != b->n)
        return false;
    for (; x && y; x = x->next, y = y->next) {
        /* Mostly the members stand in the same order. */
        other = str_eq(x->name, y->name) ? y : json_get(b, x->name);
        if (!other || !json_equal(x, other))
            return false;
    }
    return true;
}

bool json_equal(const struct json *a, const struct json *b)
{
    if (a == b)
        return true;
    if (!a || !b || a->type != b->type)
        return false;
    switch ((enum json_type)a->type) {
    case JSON_NUMBER:
        return equal_numbers(a, b);
    case JSON_STRING:
        return str_eq(a->text, b->text);
    case JSON_ARRAY:
    case JSON_OBJECT:
        return equal_children(a, b);
    case JSON_NULL:
    case JSON_FALSE:
    case JSON_TRUE:
        break;
    }
    return true;
}

code json_number(const struct json *value, double *ret)
{
    if (!json_is(value, JSON_NUMBER))
        return E_JSON_NUMBER;
    return number_parse(value->text, ret);
}

struct json *json_new(struct arena *arena, enum json_type type)
{
    struct json *node = arena_alloc(arena, sizeof(*node));

    if (node)
        *node = (struct json){.type = (uint8_t)type};
    return node;
}

static struct json *new_text(struct arena *arena, enum json_type type, str text)
{
    struct json *node = json_new(arena, type);

    if (node)
        node->text = text;
    return node;
}

struct json *json_new_string(struct arena *arena, str text)
{
    return new_text(arena, JSON_STRING, text);
}

struct json *json_new_number(struct arena *arena, str text)
{
    return new_text(arena, JSON_NUMBER, text);
}

struct json *json_new_double(struct arena *arena, double value)
{
    char text[NUMBER_BYTES];
    size_t length = number_write(value, text);

    return json_new_number(arena, arena_str(arena, (str){text, length}));
}

struct json *json_new_bool(struct arena *arena, bool value)
{
    return json_new(arena, value ? JSON_TRUE : JSON_FALSE);
}

struct json *json_push(struct json *array, struct json *item)
{
    if (!array || !item)
        return NULL;
    if (array->child.last)
        array->child.last->next = item;
    else
        array->child.first = item;
    array->child.last = item;
    array->n++;
    return item;
}

struct json *json_add(struct json *object, str name, struct json *value)
{
    if (!json_push(object, value))
        return NULL;
    value->name = name;
    return value;
}

void json_put_text(struct json *object, str name, str text, struct arena *arena)
{
    if (text.len > 0)
        json_add(object, name, json_new_string(arena, text));
}

void json_remove(struct json *object, str name)
{
    struct json *before = NULL;
    struct json *member;

    if (!json_is(object, JSON_OBJECT))
        return;
    member = object->child.first;
    while (member && !str_eq(member->name, name)) {
        before = member;
        member = member->next;
    }
    if (!member)
        return;
    if (before)
        before->next = member->next;
    else
        object->child.first = member->next;
    if (object->child.last == member)
        object->child.last = before;
    object->n--;
    member->next = NULL;
}

struct json *json_alias(struct arena *arena, const struct json *value)
{
    struct json *alias = value ? arena_alloc(arena, sizeof(*alias)) : NULL;

    if (alias) {
        *alias = *value;
        alias->next = NULL;
        alias->name = (str){NULL, 0};
    }
    return alias;
}

struct json *json_copy(struct arena *arena, const struct json *value)
{
    struct json *copy = json_alias(arena, value);
    const struct json *child;

    if (!copy || (value->type != JSON_ARRAY && value->type != JSON_OBJECT))
        return copy;
    copy->child.first = NULL;
    copy->child.last = NULL;
    copy->n = 0;
    for (child = value->child.first; child; child = child->next)
        json_add(copy, child->name, json_copy(arena, child));
    return arena_status(arena) ? NULL : copy;
}
