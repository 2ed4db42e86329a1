/* Names to addresses, in bounded time. */
#ifndef HTTP_LOOKUP_H
#define HTTP_LOOKUP_H

#include "base/err.h"
#include "http/address.h"

enum {
    LOOKUP_MAX = 16, /* addresses of a name; with more it is refused */
};

/* All addresses of the host, as the system resolves it, also the old ways to
 * write one ("127.1"). E_FETCH_TIMEOUT after wait_ms (a thread goes on and
 * ends by itself), E_FETCH_FAILED when there is none or too many. */
MUST_USE code lookup_host(const char *host,
    uint32_t wait_ms,
    struct address ret[LOOKUP_MAX],
    size_t *ret_n,
    struct err *reterr);

#endif
