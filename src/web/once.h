/*
 * Requests of programs with the header Idempotency-Key: done once, answered
 * alike as often as they come (app/idempotency.h).
 */
#ifndef WEB_ONCE_H
#define WEB_ONCE_H

#include "web/web.h"

/* Does this request ask for it? One that changes something, below /api/, on
 * a route that asks for a right. */
bool once_wanted(const struct web *web);

/* Runs the route's handler, or gives its earlier answer with the header
 * Idempotency-Replayed. */
MUST_USE code once_run(
    const struct route *route, struct web *web, struct err *reterr);

#endif
