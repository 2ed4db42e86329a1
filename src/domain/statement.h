/*
 * The clarifying statement of a version, with its offers of credit; RULES 4.
 * The checks C1 to C4 are in lib/rule.
 */
#ifndef DOMAIN_STATEMENT_H
#define DOMAIN_STATEMENT_H

#include "domain/definition.h"
#include "domain/move.h"

enum statement_state {
    STATEMENT_DRAFT = 1,
    STATEMENT_CHECKED,
    STATEMENT_PUBLISHED,
    STATEMENT_SUPERSEDED,
};

enum statement_action {
    STATEMENT_CHECK = 1,
    STATEMENT_REOPEN,
    STATEMENT_PUBLISH,
    STATEMENT_SUPERSEDE,
};

enum credit_offer_kind {
    CREDIT_OFFER_CREDIT = 1,
    CREDIT_OFFER_ADMISSION,
};

struct statement_version {
    str tenant;
    str achievement;
    int64_t version;  /* of the achievement */
    int64_t revision; /* of the statement, from 1 */
    int64_t state;    /* enum statement_state */
    int64_t credit_bearing;
    str body; /* JSON */
    str digest;
    str checked_by;
    int64_t checked_at;
    int64_t published_at;
    str created_by;
    int64_t created_at;
    int64_t updated_at;
};

struct credit_offer {
    str tenant;
    str id;
    str achievement;
    int64_t version;
    int64_t revision; /* of the statement it came with */
    int64_t kind;     /* enum credit_offer_kind */
    str target_owner; /* who gives the credit: a name and domain */
    str target;       /* the qualification */
    int64_t credit;   /* hundredths */
    str credit_system;
    str terms;     /* JSON: the offer as statement checks read it */
    str signed_by; /* for the owner; empty: a draft, shown to nobody */
    int64_t signed_at;
    str ends_on;
};

extern const struct names statement_state_names;
extern const struct names credit_offer_kind_names;

MUST_USE code statement_next(
    int64_t state, int64_t action, int64_t *ret, struct err *reterr);

/* Shown to learners and counted: signed for the owner of the qualification,
 * and not over (invariant 18). */
bool credit_offer_is_open(const struct credit_offer *offer, str day);

/* What a clarifying statement is made from. */
struct statement_parts {
    str achievement; /* its IRI */
    str version;
    const struct definition *definition;
    const struct organisation *owner;
    const struct offer *offers;
    size_t n_offers;
    bool credit_bearing; /* claimed */
    str made_on;
    str listed_on;
};

/* The record that lib/rule checks, compares and writes. It borrows the texts
 * of its parts. E_AMOUNT_RANGE for numbers that definition_check refuses. */
MUST_USE code statement_of(const struct statement_parts *parts,
    struct arena *arena,
    struct statement *ret,
    struct err *reterr);

#endif
