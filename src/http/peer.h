/* Who the client is, behind proxies that are believed. */
#ifndef HTTP_PEER_H
#define HTTP_PEER_H

#include "http/address.h"
#include "http/request.h"

/* Starting with the address of the socket: as long as it is one of the
 * proxies, the address before it in X-Forwarded-For. What a client writes
 * there itself is never believed (RELIABILITY WB-10). */
struct address peer_find(const struct http_request *req,
    const struct address *socket,
    const struct address *proxies,
    size_t n_proxies);

#endif
