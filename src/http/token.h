/*
 * Words of HTTP fields: tokens, optional white space and lists
 * (RFC 9110 section 5.6). Slices in, slices out.
 */
#ifndef HTTP_TOKEN_H
#define HTTP_TOKEN_H

#include "base/str.h"

/* One or more tchar (5.6.2). */
bool token_is(str text);

/* Equal, ASCII letters in any case: names of fields, codings, schemes. */
bool token_eq(str a, str b);

/* Without spaces and tabs at both ends (OWS, 5.6.3). */
str token_trim(str text);

/* Takes the next part of *rest before `separator`, trimmed, into *ret;
 * false when nothing is left. Parts may be empty. A separator inside of a
 * quoted string separates too: none of the fields that we read has one. */
bool token_next(str *rest, char separator, str *ret);

/* The weight of a list item "text;q=0.5" in thousandths (12.4.2), and the
 * text before the first ';'. A malformed weight is 0. */
unsigned token_weight(str item, str *ret_text);

/* A value that may stand in a field: no control but the tab (5.5). */
bool token_is_value(str text);

#endif
