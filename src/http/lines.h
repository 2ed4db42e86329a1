/*
 * Did the lines of a head end with CR LF? libmicrohttpd takes a bare LF, and
 * drops what follows a NUL (WB-14). Its texts are slices of the head as it
 * came, so the gaps between them tell.
 */
#ifndef HTTP_LINES_H
#define HTTP_LINES_H

#include "http/request.h"

/* `head` is the memory of the whole head, up to and with its empty line;
 * `version` and the fields are in order of arrival. A text that lies
 * elsewhere (a line that was put together) tells nothing. */
bool lines_are_whole(
    bytes head, str version, const struct http_field *fields, size_t n_fields);

#endif
