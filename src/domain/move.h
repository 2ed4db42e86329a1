/*
 * State machines as tables: from which state which action leads where. What
 * stands in no line is refused.
 */
#ifndef DOMAIN_MOVE_H
#define DOMAIN_MOVE_H

#include "base/err.h"

struct move {
    int64_t from;
    int64_t action;
    int64_t to;
};

struct moves {
    const struct move *moves;
    size_t n;
};

/* The state that the action leads to; E_STATE_ORDER about `noun` when it is
 * not allowed from there. */
MUST_USE code moves_next(const struct moves *table,
    int64_t state,
    int64_t action,
    int64_t *ret,
    struct err *reterr);

#endif
