/*
 * JSON, RFC 8259 and RFC 7493 (I-JSON): a strict reader into a tree in an
 * arena, functions to look into and to build such trees, and a writer.
 *
 * The reader refuses duplicate names (after unescaping), lone surrogates,
 * bytes that are not UTF-8, a byte order mark, and trailing bytes; numbers
 * keep their text. Strings without escapes point into the input: keep the
 * input as long as the tree.
 *
 * A tree is made of nodes that are linked to their next sibling, so that
 * reading, building and changing it are one step each. All of a tree lives
 * in one arena. Builders fail sticky: they give NULL after a failure of the
 * arena and take NULL without harm; ask arena_status at the end.
 */
#ifndef TEXT_JSON_H
#define TEXT_JSON_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/limit.h"

enum json_type {
    JSON_NULL,
    JSON_FALSE,
    JSON_TRUE,
    JSON_NUMBER,
    JSON_STRING,
    JSON_ARRAY,
    JSON_OBJECT,
};

struct json {
    struct json *next; /* next element or member of the same parent */
    str name;          /* of a member; empty in an array and at the root */
    union {
        str text; /* JSON_STRING: unescaped; JSON_NUMBER: as written */
        struct {
            struct json *first;
            struct json *last;
        } child; /* JSON_ARRAY, JSON_OBJECT; both NULL when empty */
    };
    uint32_t n;      /* children of an array or object */
    uint32_t offset; /* of the value in the text that was read; else 0 */
    uint8_t type;    /* enum json_type */
    uint8_t tag;     /* free for the layer that made the node; 0 at first */
};

/* Reads one document. Fails with the JSON_ codes, offset, line and column;
 * E_TOO_LARGE, JSON_TOO_DEEP, JSON_TOO_MANY_* when over the budget. */
MUST_USE code json_parse(str text,
    struct budget *budget,
    struct arena *arena,
    struct json **ret,
    struct err *reterr);

/* --- looking --- */

/* The member of that name, or NULL; NULL when `object` is NULL or is no
 * object. */
struct json *json_get(const struct json *object, str name);

static inline bool json_is(const struct json *value, enum json_type type)
{
    return value && value->type == (uint8_t)type;
}

/* The text of a string node; the empty slice for anything else or NULL. */
str json_text(const struct json *value);

/* True for a string node with just this text. */
bool json_text_is(const struct json *value, str text);

/* Same type and content; members in any order, elements in order; numbers
 * by their double value. */
bool json_equal(const struct json *a, const struct json *b);

/* The double nearest to a number node, or E_JSON_NUMBER when too large. */
MUST_USE code json_number(const struct json *value, double *ret);

/* --- building --- */

struct json *json_new(struct arena *arena, enum json_type type);
struct json *json_new_string(struct arena *arena, str text); /* borrows */
struct json *json_new_number(struct arena *arena, str text); /* borrows */
struct json *json_new_double(struct arena *arena, double value);
struct json *json_new_bool(struct arena *arena, bool value);

/* Appends `item`, which must not be in any tree yet; returns it. */
struct json *json_push(struct json *array, struct json *item);

/* Appends a member; does not look for one of the same name. `name` is
 * borrowed. Returns the value. */
struct json *json_add(struct json *object, str name, struct json *value);

/* The same for a text; nothing when it is empty. Borrows both. */
void json_put_text(
    struct json *object, str name, str text, struct arena *arena);

/* Takes the member out, if there. */
void json_remove(struct json *object, str name);

/* A shallow copy: same children, no parent. */
struct json *json_alias(struct arena *arena, const struct json *value);

/* A deep copy of the nodes; texts are shared. */
struct json *json_copy(struct arena *arena, const struct json *value);

/* --- writing --- */

enum json_layout {
    JSON_COMPACT, /* no white space */
    JSON_PRETTY,  /* two spaces an indent, one member a line, final newline */
};

/* Appends the string in quotes, escaped as RFC 8785 3.2.2.2 has it. */
void json_write_string(struct buf *out, str text);

/* Writes the tree as it stands, numbers as they were read. */
void json_write(
    struct buf *out, const struct json *value, enum json_layout layout);

#endif
