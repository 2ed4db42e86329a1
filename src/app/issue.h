/*
 * The use case "issue": prepare (make, check, record in memory what will be
 * signed), then sign. One award, or a table of them.
 */
#ifndef APP_ISSUE_H
#define APP_ISSUE_H

#include "app/engine.h"
#include "badge/issue.h"
#include "text/csv.h"

struct issuer {
    const struct secret_key *key;
    str method;                 /* verification method, the URL of the key */
    const struct json *profile; /* Profile object, or its id */
    const struct vc_suite *suite;
    str created; /* XSD dateTimeStamp: when it signs */
};

/* Checks and signs a document as it is. With faults, *ret is NULL and they
 * are BAD checks of *ret_faults. All lives until the next step; the caller
 * has begun this one. */
MUST_USE code app_sign(struct engine *engine,
    const struct issuer *issuer,
    const struct json *document,
    struct json **ret,
    struct report **ret_faults,
    struct err *reterr);

/* What every row of a table has in common. The issuer's `created` is also
 * validFrom where the row has none. */
struct award_table {
    struct issuer issuer;
    const struct json *achievement;
    str valid_until; /* of rows that say nothing; empty: no end */
    bool hash_email; /* salted; else the address stands in the badge */
    struct csv rows; /* id, email, name, validFrom, validUntil, evidence */
};

/* One row: the unsigned badge, in the step's memory. The row needs an id
 * (a DID or IRI) or an e-mail address. */
MUST_USE code app_award_row(struct engine *engine,
    const struct award_table *table,
    size_t row,
    struct json **ret,
    struct err *reterr);

#endif
