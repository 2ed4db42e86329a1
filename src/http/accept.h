/* What the client likes best (RFC 9110 section 12.5, RFC 4647 3.4). */
#ifndef HTTP_ACCEPT_H
#define HTTP_ACCEPT_H

#include "base/str.h"

/* The index of the offered media type ("text/html") that the value of Accept
 * weighs most; of equals the first; 0 when the value is empty; SIZE_MAX when
 * it takes none. */
size_t accept_type(str accept, const str *offered, size_t n_offered);

/* The same for languages ("de") and Accept-Language: "de-CH" takes "de", and
 * 0 when it takes none, since a page in the wrong language is better than
 * none. */
size_t accept_language(str accept, const str *offered, size_t n_offered);

#endif
