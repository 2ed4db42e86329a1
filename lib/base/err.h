/*
 * Errors: a code from lib/base/errors.txt, and where and about what. The
 * record holds no pointer into anybody's memory, so it may be kept. Text for
 * people is made at the edge from the code's title and these facts.
 *
 * Convention: a function that can fail returns `code` and takes, last, a
 * `struct err *reterr` that it fills only when it fails (and that may be
 * NULL). Outputs are untouched on failure. "Not valid" is a result, not an
 * error.
 */
#ifndef BASE_ERR_H
#define BASE_ERR_H

#include "base/code.h" /* generated: enum code, E_... */
#include "base/str.h"

#if defined(__GNUC__)
#    define MUST_USE __attribute__((warn_unused_result))
#else
#    define MUST_USE
#endif

/* Passes a failure up. */
#define TRY(call)                                                              \
    do {                                                                       \
        code try_result_ = (call);                                             \
        if (try_result_ != OK)                                                 \
            return try_result_;                                                \
    } while (0)

enum {
    ERR_ARG_BYTES = 160,
    ERR_POINTER_BYTES = 256,
};

struct err {
    code code;
    bool has_place;                  /* offset, line and column are set */
    uint64_t offset;                 /* bytes from the start of the text */
    uint32_t line;                   /* from 1 */
    uint32_t column;                 /* from 1, in code points */
    char pointer[ERR_POINTER_BYTES]; /* JSON Pointer, NUL-terminated, cut */
    char arg[ERR_ARG_BYTES];         /* what it is about, NUL-terminated, cut */
    const char *spec; /* static text: the clause that asks for it, or NULL */
};

/* Fills *reterr (if any) with code c about `arg`; returns c. */
code err_set(struct err *reterr, code c, str arg);

/* The same and the offset in `text`, with line and column counted. */
code err_at(struct err *reterr, code c, str arg, str text, size_t offset);

/* Sets or replaces the JSON Pointer of an error. */
void err_pointer(struct err *reterr, str pointer);

#endif
