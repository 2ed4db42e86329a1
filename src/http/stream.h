/* A body that is made while it is sent (response_stream). */
#ifndef HTTP_STREAM_H
#define HTTP_STREAM_H

#include "http/exchange.h"

/* The callbacks of libmicrohttpd; `cls` is the struct exchange. */
ssize_t stream_read(void *cls, uint64_t offset, char *ret, size_t bytes_max);
void stream_end(void *cls);

#endif
