/*
 * The keywords of JSON-LD 1.1 (Syntax 1.7) as numbers.
 *
 * Tags: in a tree made by jsonld_expand (and by the algorithms after it),
 * json.tag of every member whose name is a keyword is that keyword, and 0 of
 * every other node, so that later steps switch on a number instead of
 * comparing text. Trees from elsewhere (read from text, built by a caller)
 * have no tags: keyword_tag() answers for both.
 */
#ifndef JSONLD_KEYWORD_H
#define JSONLD_KEYWORD_H

#include "text/json.h"

enum keyword {
    KEYWORD_NOT, /* 0: no keyword */
    KEYWORD_BASE,
    KEYWORD_CONTAINER,
    KEYWORD_CONTEXT,
    KEYWORD_DIRECTION,
    KEYWORD_GRAPH,
    KEYWORD_ID,
    KEYWORD_IMPORT,
    KEYWORD_INCLUDED,
    KEYWORD_INDEX,
    KEYWORD_JSON,
    KEYWORD_LANGUAGE,
    KEYWORD_LIST,
    KEYWORD_NEST,
    KEYWORD_NONE,
    KEYWORD_PREFIX,
    KEYWORD_PROPAGATE,
    KEYWORD_PROTECTED,
    KEYWORD_REVERSE,
    KEYWORD_SET,
    KEYWORD_TYPE,
    KEYWORD_VALUE,
    KEYWORD_VERSION,
    KEYWORD_VOCAB,
    KEYWORDS, /* how many numbers there are */
};

/* KEYWORD_NOT for anything else. One byte is looked at when the text does not
 * start with '@'. */
enum keyword keyword_of(str text);

/* "@id" and so on; static text. */
str keyword_name(enum keyword keyword);

/* True for "@" and one or more ASCII letters, keyword or not: reserved, and
 * never a term (API 4.2.2 step 5). */
bool keyword_form(str text);

/* The keyword that a member is named by, from its tag or its name. */
static inline enum keyword keyword_tag(const struct json *member)
{
    return member->tag ? (enum keyword)member->tag : keyword_of(member->name);
}

/* The member of an object in expanded form, or NULL. */
struct json *keyword_get(const struct json *object, enum keyword keyword);

/* Appends a member and tags it; gives `value` back. */
struct json *keyword_add(
    struct json *object, enum keyword keyword, struct json *value);

#endif
