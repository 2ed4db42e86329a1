/*
 * The one guard of everything that is fetched because data from outside says
 * so (RELIABILITY design item 18): which URLs, ports and addresses.
 */
#ifndef HTTP_OUTBOUND_H
#define HTTP_OUTBOUND_H

#include "base/err.h"
#include "http/address.h"

enum {
    OUTBOUND_HOST_BYTES = 254, /* RFC 1035 2.3.4, and a NUL */
    OUTBOUND_URL_BYTES = 2048,
    OUTBOUND_PORTS_MAX = 4,
};

struct outbound_rules {
    uint16_t ports[OUTBOUND_PORTS_MAX]; /* beside 443; 0: none */
    /* For tests and demonstrations: this machine may be asked at this port,
     * also without TLS. 0: never. */
    uint16_t loopback_port;
};

struct outbound {
    char host[OUTBOUND_HOST_BYTES]; /* without brackets */
    uint16_t port;
    bool is_plain; /* http */
};

/* Takes an absolute https URL in ASCII, without user, password or fragment.
 * E_FETCH_FAILED for one of another form, E_FETCH_TLS_ERROR for http,
 * E_FETCH_BLOCKED_PORT. */
MUST_USE code outbound_url(const struct outbound_rules *rules,
    str url,
    struct outbound *ret,
    struct err *reterr);

/* May a connection for this URL go to this address? */
bool outbound_may_reach(const struct outbound_rules *rules,
    const struct outbound *target,
    const struct address *address);

#endif
