/*
 * The audit: who did what to which object, when; append-only, chained.
 */
#ifndef DOMAIN_EVENT_H
#define DOMAIN_EVENT_H

#include "base/buf.h"

struct event {
    str tenant;  /* empty is the installation */
    int64_t seq; /* from 1, without gaps */
    int64_t recorded_at;
    str actor;  /* person, token, or empty */
    str action; /* "award_revoke" */
    str object;
    str fault;  /* an error code when it was refused, or empty */
    str origin; /* the block of addresses it came from */
    str data;   /* JSON; no personal data */
    bytes previous;
    bytes chain; /* SHA-256 of previous and the row */
};

/* The bytes whose SHA-256 is `chain`: the previous digest and every other
 * field with its length, so that no two events have the same. */
MUST_USE code event_bytes(const struct event *event,
    struct arena *arena,
    bytes *ret,
    struct err *reterr);

#endif
