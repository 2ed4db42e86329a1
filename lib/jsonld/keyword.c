#include "jsonld/keyword.h"

static const str names[KEYWORDS] = {
    [KEYWORD_NOT] = STR(""),
    [KEYWORD_BASE] = STR("@base"),
    [KEYWORD_CONTAINER] = STR("@container"),
    [KEYWORD_CONTEXT] = STR("@context"),
    [KEYWORD_DIRECTION] = STR("@direction"),
    [KEYWORD_GRAPH] = STR("@graph"),
    [KEYWORD_ID] = STR("@id"),
    [KEYWORD_IMPORT] = STR("@import"),
    [KEYWORD_INCLUDED] = STR("@included"),
    [KEYWORD_INDEX] = STR("@index"),
    [KEYWORD_JSON] = STR("@json"),
    [KEYWORD_LANGUAGE] = STR("@language"),
    [KEYWORD_LIST] = STR("@list"),
    [KEYWORD_NEST] = STR("@nest"),
    [KEYWORD_NONE] = STR("@none"),
    [KEYWORD_PREFIX] = STR("@prefix"),
    [KEYWORD_PROPAGATE] = STR("@propagate"),
    [KEYWORD_PROTECTED] = STR("@protected"),
    [KEYWORD_REVERSE] = STR("@reverse"),
    [KEYWORD_SET] = STR("@set"),
    [KEYWORD_TYPE] = STR("@type"),
    [KEYWORD_VALUE] = STR("@value"),
    [KEYWORD_VERSION] = STR("@version"),
    [KEYWORD_VOCAB] = STR("@vocab"),
};

enum keyword keyword_of(str text)
{
    int i;

    if (text.len < 3 || text.ptr[0] != '@')
        return KEYWORD_NOT;
    for (i = KEYWORD_NOT + 1; i < KEYWORDS; i++) {
        if (str_eq(names[i], text))
            return (enum keyword)i;
    }
    return KEYWORD_NOT;
}

str keyword_name(enum keyword keyword)
{
    return names[keyword];
}

bool keyword_form(str text)
{
    size_t i;

    if (text.len < 2 || text.ptr[0] != '@')
        return false;
    for (i = 1; i < text.len; i++) {
        char c = text.ptr[i];
        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')))
            return false;
    }
    return true;
}

struct json *keyword_get(const struct json *object, enum keyword keyword)
{
    struct json *member;

    if (!json_is(object, JSON_OBJECT))
        return NULL;
    for (member = object->child.first; member; member = member->next) {
        if (keyword_tag(member) == keyword)
            return member;
    }
    return NULL;
}

struct json *keyword_add(
    struct json *object, enum keyword keyword, struct json *value)
{
    if (value)
        value->tag = (uint8_t)keyword;
    return json_add(object, names[keyword], value);
}
