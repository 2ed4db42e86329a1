/*
 * The organisations of an installation as its operator sees them: names that
 * look alike wait for a person (RELIABILITY UI-01); one may be suspended,
 * closed, let in again.
 */
#ifndef APP_ORGANISATION_REVIEW_H
#define APP_ORGANISATION_REVIEW_H

#include "app/act.h"
#include "domain/organisation.h"

enum {
    ORGANISATION_PAGE_ROWS = 50,
};

struct organisation_query {
    int64_t state; /* 0: any */
    str text;      /* of the name, slug or domain */
    int64_t offset;
};

struct organisation_list {
    const struct organisation *rows; /* those that are held come first */
    size_t n;
    int64_t of;
};

/* E_FORBIDDEN without the right installation, as the other two. */
MUST_USE code organisation_search(struct act *act,
    const struct organisation_query *query,
    struct organisation_list *ret,
    struct err *reterr);

struct organisation_reviewed {
    struct organisation organisation;
    const struct organisation *alike; /* whose names look like its own */
    size_t n_alike;
};

MUST_USE code organisation_review(struct act *act,
    str slug,
    struct organisation_reviewed *ret,
    struct err *reterr);

/* To ACTIVE, SUSPENDED or CLOSED, with a reason for its audit;
 * E_REFUSAL_REASON without one where something is taken away;
 * E_STATE_ORDER when it is so already. */
MUST_USE code organisation_set_state(
    struct act *act, str slug, int64_t state, str reason, struct err *reterr);

#endif
