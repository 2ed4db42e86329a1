/*
 * Documents from the network: DID documents, status lists. The only place
 * that opens a connection because data from outside says so, by the rules of
 * http/outbound.h: https, all addresses of the name are looked at, and the
 * connection goes to one of those; no redirects, no proxy whatever the
 * environment says, no cookies; 1 MiB and 5 s (RELIABILITY FE-01 to FE-17).
 */
#ifndef HTTP_FETCH_H
#define HTTP_FETCH_H

#include "base/arena.h"
#include "http/cache.h"
#include "http/outbound.h"

enum {
    FETCH_BYTES_MAX = 1024 * 1024,
    FETCH_MS = 5000,
    FETCH_COUNT_MAX = 8, /* for one verification */
    FETCH_ALL_MS = 10000,
    FETCH_KEEP_S = 300,      /* where the server says nothing about it */
    FETCH_KEEP_MAX_S = 3600, /* a key may be revoked meanwhile */
};

struct fetch_options {
    struct outbound_rules rules;
    const char *ca_file; /* whom to trust; NULL: as the system does */
    uint32_t timeout_ms; /* 0: FETCH_MS */
    unsigned at_once;    /* fetches at the same time; 0: any number */
};

struct fetched {
    bytes body;
    uint32_t ttl_s; /* how long it may be kept, as its headers say */
};

/* What one verification may fetch. */
struct fetch_budget {
    uint32_t count_left;
    uint64_t end_ns; /* by clock_monotonic_ns */
};

struct fetcher;

struct fetch_budget fetch_budget(void);

/* One for all threads, in the arena; loads nothing yet. */
MUST_USE code fetcher_new(const struct fetch_options *options,
    struct arena *arena,
    struct fetcher **ret,
    struct err *reterr);
void fetcher_release(struct fetcher *f);

/* The document at the URL, from the network. The FETCH_ codes;
 * E_LIMIT_EXCEEDED when the budget is used up, E_HTTP_BUSY when others are
 * fetching already. */
MUST_USE code fetch_get(struct fetcher *f,
    str url,
    struct fetch_budget *budget,
    struct arena *arena,
    struct fetched *ret,
    struct err *reterr);

/* The same from memory, with the time at which it was fetched; false when it
 * is not there, or too old. */
bool fetch_kept(
    struct fetcher *f, str url, struct arena *arena, struct cached *ret);

/* Keeps a document that the caller has found to be good: only this puts it
 * into the cache (FE-06, FE-14). */
void fetch_keep(
    struct fetcher *f, str url, const struct cached *document, uint32_t ttl_s);

#endif
