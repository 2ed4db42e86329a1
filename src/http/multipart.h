/*
 * multipart/form-data (RFC 7578, RFC 2046 section 5.1), part by part. Strict:
 * CR LF, nothing before the first boundary, the closing boundary is there,
 * each part is a named form-data and not itself multipart. Nothing is
 * decoded twice and nothing copied but names with an escape.
 */
#ifndef HTTP_MULTIPART_H
#define HTTP_MULTIPART_H

#include "base/arena.h"

enum {
    MULTIPART_HEADERS_BYTES_MAX = 4096, /* of one part */
    MULTIPART_BOUNDARY_BYTES_MAX = 70,  /* RFC 2046 5.1.1 */
};

/* A field of a form of either kind. */
struct form_field {
    str name;
    str value; /* of a file: its bytes */
    bool is_file;
    str file_name;  /* as the sender calls it: to be shown, never a path */
    str media_type; /* as the sender says: to be checked against the bytes */
};

struct multipart {
    str rest;     /* behind the last boundary that was read */
    str boundary; /* without the dashes */
};

/* Reads the boundary from the Content-Type, and the first one in the body. */
MUST_USE code multipart_init(
    struct multipart *reader, str content_type, str body, struct err *reterr);

/* The next part, slices of the body; *ret_more is false at the end. Else
 * E_FORM_SYNTAX. */
MUST_USE code multipart_next(struct multipart *reader,
    struct arena *arena,
    struct form_field *ret,
    bool *ret_more,
    struct err *reterr);

#endif
