/*
 * The same request of a program, sent twice, is done once: the answer to the
 * first is kept for a day and given again (RELIABILITY DB-01, DB-02). What
 * was refused has changed nothing, and its key is free again.
 */
#ifndef APP_IDEMPOTENCY_H
#define APP_IDEMPOTENCY_H

#include "app/act.h"
#include "domain/session.h"

enum {
    IDEMPOTENCY_KEY_BYTES_MAX = 128,
    IDEMPOTENCY_LIFE_S = 48 * 3600,
    IDEMPOTENCY_DONE_S = 60, /* no request takes longer */
};

/* Takes the key for a request of that hash; *ret is its row. When status is
 * not 0 it is the answer that was given before. With status 0 and an earlier
 * created_at the first one was cut off: nobody knows how far it came.
 * E_IDEMPOTENCY_KEY_REUSED for another request, E_IDEMPOTENCY_IN_PROGRESS
 * while the first is at work. E_FORM_FIELD for a key that is too long. */
MUST_USE code idempotency_take(struct act *act,
    str key,
    bytes request_hash,
    struct idempotency *ret,
    struct err *reterr);

/* Keeps the answer: status, media type and body of the row. */
MUST_USE code idempotency_keep(
    struct act *act, const struct idempotency *row, struct err *reterr);

/* Sets the key free: the request was refused. */
MUST_USE code idempotency_free(
    struct act *act, const struct idempotency *row, struct err *reterr);

#endif
