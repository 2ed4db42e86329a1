/*
 * What is wrong with something that a person wrote: every failing point, not
 * only the first, each with its code and its place.
 */
#ifndef DOMAIN_FINDINGS_H
#define DOMAIN_FINDINGS_H

#include "base/arena.h"
#include "text/pointer.h"

enum {
    FINDINGS_MAX = 64, /* further ones are counted, not kept */
};

struct finding {
    code code;
    str pointer; /* JSON Pointer into the definition; empty: the whole */
    str about;   /* what it is about, for the message; may be empty */
};

struct findings {
    struct arena *arena;
    size_t n; /* found */
    size_t n_kept;
    struct finding kept[FINDINGS_MAX];
};

void findings_init(struct findings *findings, struct arena *arena);

/* `about` is borrowed; `at` may be NULL. */
void findings_add(
    struct findings *findings, code c, const struct json_path *at, str about);

bool findings_has(const struct findings *findings, code c);

/* OK, or the first finding as an error. */
MUST_USE code findings_code(
    const struct findings *findings, struct err *reterr);

#endif
