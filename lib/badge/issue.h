/*
 * Issuing: an Open Badge made from an achievement and a learner, held against
 * all rules, made ready, and only then signed. What this refuses, nothing
 * signs.
 */
#ifndef BADGE_ISSUE_H
#define BADGE_ISSUE_H

#include "vc/proof.h"
#include "vc/report.h"

/* What is awarded, to whom, by whom, when. Trees are shared, not copied. */
struct badge_award {
    str id;                         /* of the credential; an absolute IRI */
    const struct json *issuer;      /* Profile object, or its id */
    const struct json *achievement; /* Achievement object */
    str subject_id;                 /* the learner: a DID or another IRI; or */
    str email;                      /* put in as an IdentityObject: */
    str salt;                       /* hashed with this salt; empty: plain */
    str valid_from;                 /* XSD dateTimeStamp */
    str valid_until;                /* empty: without end */
    str awarded;                    /* empty: not said */
    str name;                       /* empty: the achievement's name */
    str credits_earned;             /* a decimal number; empty: not said */
    str activity_start;             /* XSD dateTimeStamp */
    str activity_end;
    str narrative; /* Markdown: how this learner did it */
    str license;   /* number of the learner's licence */
    str image;     /* URL of the badge's picture */
    /* One object or an array each; or NULL: */
    const struct json *evidence;    /* Evidence */
    const struct json *result;      /* Result */
    const struct json *status;      /* credentialStatus (vc/status_list.h) */
    const struct json *endorsement; /* of the award, each signed */
    const struct json *refresh;     /* refreshService */
    const struct json *assessed;    /* one: badge_assessed_json */
};

/* The unsigned AchievementCredential (VCDM 2.0), with the context of
 * badge/statement.h when it has a term of it. E_PARSING_ERROR when the
 * learner has neither id nor address. */
MUST_USE code badge_from_award(const struct badge_award *award,
    const struct vc_env *env,
    struct json **ret,
    struct err *reterr);

/* Checks form, model, contexts, defined terms and lossless numbers, and makes
 * ready: *ret is good when the verdict of `faults`, which comes in new, is
 * still "verified". An error is about the machine, a budget or the key. A
 * document of VCDM 1.1 whose contexts do not define the proof gets
 * data-integrity/v2 as its last context. */
MUST_USE code badge_prepare(const struct json *document,
    const struct vc_proof_options *options,
    const struct vc_env *env,
    struct vc_ready *ret,
    struct report *faults,
    struct err *reterr);

#endif
