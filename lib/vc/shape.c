#include "vc/shape.h"

#include "text/datetime.h"
#include "text/iri.h"
#include "text/language.h"
#include "text/pointer.h"

static void fault(struct report *report,
    const struct json_path *at,
    code c,
    const struct json *value)
{
    str detail = value && value->type == JSON_STRING ? value->text : S("");

    report_add(
        report, CHECK_FORM, ANSWER_BAD, c, report_path(report, at), detail);
}

static bool is_value_object(const struct json *value, bool only_language)
{
    const struct json *member;

    if (!json_is(value, JSON_OBJECT) || !json_get(value, S("@value")))
        return false;
    for (member = value->child.first; only_language && member;
         member = member->next) {
        if (!str_eq(member->name, S("@value")) &&
            !str_eq(member->name, S("@language")) &&
            !str_eq(member->name, S("@direction")))
            return false;
    }
    return true;
}

static bool is_language_text(const struct json *value)
{
    return value->type == JSON_STRING ||
           (is_value_object(value, true) &&
               json_is(json_get(value, S("@value")), JSON_STRING));
}

static bool is_all_language_text(const struct json *value)
{
    const struct json *item;

    if (value->type != JSON_ARRAY)
        return is_language_text(value);
    for (item = value->child.first; item; item = item->next) {
        if (!is_language_text(item))
            return false;
    }
    return value->n > 0;
}

static bool is_jws(str s)
{
    size_t dots = 0;
    size_t i;

    for (i = 0; i < s.len; i++) {
        char c = s.ptr[i];

        if (c == '.')
            dots++;
        else if (!((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
                     (c >= '0' && c <= '9') || c == '-' || c == '_'))
            return false;
    }
    return dots == 2 && s.ptr[0] != '.' && s.ptr[s.len - 1] != '.';
}

static bool is_word(const struct shape_property *p, str text)
{
    const str *word = p->words;

    if ((p->flags & SHAPE_EXTENSIBLE) && str_starts(text, S("ext:")) &&
        text.len > 4)
        return true;
    for (; word->len > 0; word++) {
        if (str_eq(*word, text))
            return true;
    }
    return false;
}

static bool is_date_time(const struct json *value)
{
    struct datetime when;

    return value->type == JSON_STRING &&
           datetime_parse(value->text, DATETIME_XSD, &when);
}

static bool is_date(const struct json *value)
{
    return value->type == JSON_STRING && datetime_is_date(value->text);
}

/* Is a value that is not to be walked into of the right form? */
static bool is_simple(const struct shape_property *p, const struct json *value)
{
    bool is_string = value->type == JSON_STRING;

    switch ((enum shape_value)p->value) {
    case SHAPE_TEXT:
        return is_string ? !p->words || is_word(p, value->text)
                         : is_value_object(value, false);
    case SHAPE_NAME:
        return is_string && (!p->words || is_word(p, value->text));
    case SHAPE_LANGUAGE:
        return is_string && language_is_well_formed(value->text);
    case SHAPE_LANGUAGE_TEXT:
        return is_all_language_text(value);
    case SHAPE_URL:
    case SHAPE_URL_OR_OBJECT:
        return is_string && iri_is_absolute(value->text);
    case SHAPE_DATE_TIME:
        return is_date_time(value);
    case SHAPE_DATE:
        return is_date(value);
    case SHAPE_NUMBER:
        return value->type == JSON_NUMBER;
    case SHAPE_BOOLEAN:
        return value->type == JSON_TRUE || value->type == JSON_FALSE;
    case SHAPE_JWS:
        return is_string && value->text.len > 0 && is_jws(value->text);
    case SHAPE_OBJECT:
        return false;
    case SHAPE_ANY:
        break;
    }
    return true;
}

static void check_object(struct report *report,
    const struct shape *shape,
    const struct json *object,
    const struct json_path *at,
    uint32_t depth_left);

static void check_value(struct report *report,
    const struct shape_property *p,
    const struct json *value,
    const struct json_path *at,
    uint32_t depth_left)
{
    bool object_wanted =
        p->value == SHAPE_OBJECT || p->value == SHAPE_URL_OR_OBJECT;

    if (object_wanted && value->type == JSON_OBJECT) {
        if (p->shape)
            check_object(report, p->shape, value, at, depth_left);
    } else if (!is_simple(p, value)) {
        fault(report, at, E_MALFORMED_VALUE_ERROR, value);
    }
}

static void check_member(struct report *report,
    const struct shape_property *p,
    const struct json *value,
    const struct json_path *at,
    uint32_t depth_left)
{
    struct json_path item_at = json_path_item(at, 0);
    const struct json *item;

    if (!(p->flags & SHAPE_MANY) || value->type != JSON_ARRAY) {
        check_value(report, p, value, at, depth_left);
        return;
    }
    if (value->n == 0 && (p->flags & SHAPE_REQUIRED))
        fault(report, at, E_PARSING_ERROR, value);
    for (item = value->child.first; item; item = item->next) {
        check_value(report, p, item, &item_at, depth_left);
        item_at.index++;
    }
}

static const struct shape_property *find_property(
    const struct shape *shape, str name)
{
    size_t i;

    for (i = 0; i < shape->n_properties; i++) {
        if (str_eq(shape->properties[i].name, name))
            return &shape->properties[i];
    }
    return NULL;
}

bool shape_has_type(const struct json *object, str name)
{
    const struct json *type = json_get(object, S("type"));
    const struct json *item;

    if (json_is(type, JSON_STRING))
        return str_eq(type->text, name);
    if (!json_is(type, JSON_ARRAY))
        return false;
    for (item = type->child.first; item; item = item->next) {
        if (json_text_is(item, name))
            return true;
    }
    return false;
}

/* A name or an array of names, at least one. */
static bool is_type_list(const struct json *type)
{
    const struct json *item;

    if (json_is(type, JSON_STRING))
        return type->text.len > 0;
    if (!json_is(type, JSON_ARRAY) || type->n == 0)
        return false;
    for (item = type->child.first; item; item = item->next) {
        if (item->type != JSON_STRING || item->text.len == 0)
            return false;
    }
    return true;
}

static void check_type(struct report *report,
    const struct shape *shape,
    const struct json *object,
    const struct json_path *at)
{
    struct json_path type_at = json_path_name(at, S("type"));
    const struct json *type = json_get(object, S("type"));

    if (!type) {
        if (shape->typed || shape->type.len > 0)
            fault(report, &type_at, E_PARSING_ERROR, NULL);
    } else if (!is_type_list(type) ||
               (shape->alone && type->type != JSON_STRING) ||
               (shape->type.len > 0 && !shape_has_type(object, shape->type))) {
        fault(report, &type_at, E_MALFORMED_VALUE_ERROR, type);
    }
}

static void check_required(struct report *report,
    const struct shape *shape,
    const struct json *object,
    const struct json_path *at)
{
    struct json_path missing = json_path_name(at, S(""));
    size_t i;

    for (i = 0; i < shape->n_properties; i++) {
        const struct shape_property *p = &shape->properties[i];

        missing.name = p->name;
        if ((p->flags & SHAPE_REQUIRED) && !json_get(object, p->name))
            fault(report, &missing, E_PARSING_ERROR, NULL);
    }
}

static void check_object(struct report *report,
    const struct shape *shape,
    const struct json *object,
    const struct json_path *at,
    uint32_t depth_left)
{
    struct json_path member_at = json_path_name(at, S(""));
    const struct json *member;

    if (depth_left == 0 || (shape->nonempty && object->n == 0)) {
        fault(report, at, E_MALFORMED_VALUE_ERROR, NULL);
        return;
    }
    check_type(report, shape, object, at);
    check_required(report, shape, object, at);
    for (member = object->child.first; member; member = member->next) {
        const struct shape_property *p = find_property(shape, member->name);

        member_at.name = member->name;
        if (p)
            check_member(report, p, member, &member_at, depth_left - 1);
        else if (shape->closed && !str_eq(member->name, S("type")))
            fault(report, &member_at, E_MALFORMED_VALUE_ERROR, NULL);
    }
}

void shape_check(const struct shape *shape,
    const struct json *object,
    uint32_t depth_max,
    struct report *report)
{
    check_object(report, shape, object, NULL, depth_max);
}
