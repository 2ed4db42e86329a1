/*
 * The values that a PDF is written in (ISO 32000-2, 7.3), read from a piece
 * of the file into a tree. Names and strings are decoded.
 */
#ifndef CARRIER_PDF_VALUE_H
#define CARRIER_PDF_VALUE_H

#include "base/arena.h"
#include "base/limit.h"

enum {
    PDF_DEPTH_MAX = 64,
};

enum pdf_kind {
    PDF_NULL,
    PDF_OTHER, /* true, false, a number with a fraction */
    PDF_INTEGER,
    PDF_NAME,
    PDF_STRING,
    PDF_ARRAY,
    PDF_DICTIONARY,
    PDF_REFERENCE, /* to the object `integer` */
};

struct pdf_value {
    enum pdf_kind kind;
    str key;  /* of a member of a dictionary */
    str text; /* PDF_NAME (without the slash), PDF_STRING */
    int64_t integer;
    struct pdf_value *first; /* of an array or dictionary */
    struct pdf_value *next;
};

/* Where to read. `budget` counts the values down. */
struct pdf_reader {
    bytes data;
    size_t at;
    struct arena *arena;
    struct budget *budget;
};

/* Reads the next value. E_BAKE_FORMAT, E_BAKE_LIMIT (depth, values). */
MUST_USE code pdf_read_value(
    struct pdf_reader *r, struct pdf_value *ret, struct err *reterr);

/* Moves behind the word, if it comes next. */
bool pdf_take(struct pdf_reader *r, str word);

/* The same for an integer that is not negative. */
bool pdf_take_integer(struct pdf_reader *r, int64_t *ret);

/* The member of that name; NULL when there is none, or no dictionary. */
const struct pdf_value *pdf_get(const struct pdf_value *v, const char *key);

/* E_BAKE_FORMAT or E_BAKE_LIMIT about `what`, at an offset. */
code pdf_fail(code c, const char *what, size_t at, struct err *reterr);

#endif
