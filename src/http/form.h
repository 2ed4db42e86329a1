/*
 * Forms: application/x-www-form-urlencoded (the URL standard, section 5) and
 * multipart/form-data (RFC 7578), strict and within limits (RELIABILITY
 * WB-16, WB-25).
 */
#ifndef HTTP_FORM_H
#define HTTP_FORM_H

#include "http/multipart.h"
#include "http/request.h"

enum {
    FORM_FIELDS_MAX = 1000,
};

struct form {
    const struct form_field *fields; /* in order, also several of a name */
    size_t n;
};

/* A query, or a body of urlencoded pairs. Values are slices of the text or
 * in the arena. E_FORM_SYNTAX, E_FORM_TOO_MANY_FIELDS. */
MUST_USE code form_read(
    str text, struct arena *arena, struct form *ret, struct err *reterr);

/* The body of a request, by its Content-Type; E_FORM_SYNTAX when that is
 * neither of the two. */
MUST_USE code form_read_body(const struct http_request *req,
    struct arena *arena,
    struct form *ret,
    struct err *reterr);

/* The value of the first field of that name that is no file; the empty text
 * when there is none. */
str form_get(const struct form *form, str name);

/* The first file of that name, or NULL; a field of a form where no file was
 * chosen is none. */
const struct form_field *form_file(const struct form *form, str name);

#endif
