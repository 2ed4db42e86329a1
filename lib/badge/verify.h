/*
 * The one decision function: bytes in, report out. Whatever carries the
 * badge (PNG, SVG, JSON) and whatever kind it is, the answer is made here,
 * for the command line, the pages, the API and the browser alike.
 *
 * Pure and in two steps: see vc/fact.h.
 */
#ifndef BADGE_VERIFY_H
#define BADGE_VERIFY_H

#include "badge/endorsement.h"

struct badge_policy {
    struct vc_policy vc;
    enum endorsement_mode endorsements;
    str recipient; /* address, id or number that it should be about */
};

struct badge_answer {
    struct report *report;
    struct vc_needs needs;
    str text;            /* the credential as it was carried */
    struct json *parsed; /* received, not verified: for re-use of the text */
};

/* An error means: cannot be read at all (SYNTAX), over a budget (LIMIT), or
 * the machine. Everything else is in the report. */
MUST_USE code badge_verify(bytes input,
    const struct badge_policy *policy,
    const struct vc_facts *facts,
    const struct vc_env *env,
    struct badge_answer *ret,
    struct err *reterr);

/* The same for a document that is already a tree. */
MUST_USE code badge_verify_json(const struct json *document,
    const struct badge_policy *policy,
    const struct vc_facts *facts,
    const struct vc_env *env,
    struct badge_answer *ret,
    struct err *reterr);

#endif
