/*
 * JSON Pointer, RFC 6901: looking up, and paths that are kept on the stack
 * while a tree is walked and turned into text only when something fails.
 *
 *     struct json_path step = json_path_name(path, S("issuer"));
 *     ... on failure: json_path_err(&step, reterr);
 */
#ifndef TEXT_POINTER_H
#define TEXT_POINTER_H

#include "text/json.h"

/* One step from the value at `up` (NULL: the root) to a child. */
struct json_path {
    const struct json_path *up;
    str name;     /* of a member; ptr is NULL for an element */
    size_t index; /* of an element */
};

static inline struct json_path json_path_name(
    const struct json_path *up, str name)
{
    return (struct json_path){.up = up, .name = name};
}

static inline struct json_path json_path_item(
    const struct json_path *up, size_t index)
{
    return (struct json_path){.up = up, .index = index};
}

/* Writes the pointer into *reterr (if any); cut after a whole step when it
 * is too long. NULL is the root: the empty pointer. */
void json_path_err(const struct json_path *path, struct err *reterr);

/* The value that the pointer names, or NULL. */
const struct json *json_pointer_get(const struct json *root, str pointer);

#endif
