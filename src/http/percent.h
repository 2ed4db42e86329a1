/* Percent-encoding of URLs, paths and forms (RFC 3986 section 2.1; the
 * application/x-www-form-urlencoded form of the URL standard). */
#ifndef HTTP_PERCENT_H
#define HTTP_PERCENT_H

#include "base/buf.h"

enum percent_form {
    PERCENT_PATH, /* a part of a path */
    PERCENT_FORM, /* a name or value of a query or form: '+' is a space */
};

/* The text behind the encoding: the text itself where nothing is encoded,
 * else in the arena. E_HTTP_SYNTAX for a '%' without two digits, what is not
 * UTF-8 afterwards, and a NUL. */
MUST_USE code percent_decode(str text,
    enum percent_form form,
    struct arena *arena,
    str *ret,
    struct err *reterr);

/* Everything but letters, digits and - . _ ~ becomes %XX ('+' is never
 * written), so that the result can stand in any part of a URL. */
void percent_write(struct buf *out, str text);

#endif
