/*
 * An offer of credit as JSON: the form of rule/statement_json, stored with
 * the offer (`terms`), so that its checks can be made again.
 */
#ifndef DOMAIN_OFFER_JSON_H
#define DOMAIN_OFFER_JSON_H

#include "domain/statement.h"

/* Compact text in the arena. */
MUST_USE code offer_write(const struct offer *offer,
    struct arena *arena,
    str *ret,
    struct err *reterr);

/* The offers of a version, signed where the owner of the qualification has
 * signed and the offer is not over (invariant 18). They live in the arena. */
MUST_USE code offers_read(const struct credit_offer *rows,
    size_t n_rows,
    str day,
    struct arena *arena,
    const struct offer **ret,
    struct err *reterr);

#endif
