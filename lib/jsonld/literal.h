/*
 * Value objects and RDF literals: the literal part of JSON-LD 1.1 API 8.2.2
 * (Object to RDF Conversion), and 8.5.2 (RDF to Object Conversion).
 */
#ifndef JSONLD_LITERAL_H
#define JSONLD_LITERAL_H

#include "jsonld/keyword.h"
#include "jsonld/run.h"

#define I18N_NS "https://www.w3.org/ns/i18n#"

/* The members of an object in expanded form that decide what it is; NULL
 * where there is none. */
struct parts {
    const struct json *id;
    const struct json *list;
    const struct json *value;
    const struct json *type;
    const struct json *language;
    const struct json *direction;
};

struct parts parts_of(const struct json *object);

/* Lexical form and datatype of a value object (with parts->value), direction
 * left aside: all of API 8.2.2 but steps 4, 5 and 13. *ret_datatype is empty
 * for a string without @type. */
MUST_USE code literal_of(struct run *run,
    const struct parts *parts,
    str *ret_value,
    str *ret_datatype);

/* The text in lower case, for language tags; itself where nothing changes. */
str literal_lower(struct arena *arena, str text);

/* API 8.5.2 step 2: the value object of a literal. */
MUST_USE code literal_to_value(
    struct run *run, const struct term *literal, struct json **ret);

#endif
