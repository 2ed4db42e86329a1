/*
 * Witnesses of a workplace: asked by a learner, they answer by a link of
 * single use, without an account.
 */
#ifndef APP_ATTESTATION_H
#define APP_ATTESTATION_H

#include "app/act.h"
#include "domain/definition.h"
#include "domain/enrolment.h"
#include "domain/submission.h"

enum {
    ATTESTATION_MAX = 10, /* of one enrolment */
    ATTESTATION_BODY_BYTES_MAX = 10000,
    ATTESTATION_SECRET_BYTES = 32,
    ATTESTATION_NAME_BYTES_MAX = 300,
};

struct attestation_new {
    str enrolment;
    str email;
    str name;
    str relation;
};

/* The learner, or an assessor of the organisation, asks a witness, who is
 * neither of them (E_SEPARATION). The link goes to the witness alone, by
 * mail. E_STATE_ORDER when nothing is under way. */
MUST_USE code attestation_ask(struct act *act,
    const struct attestation_new *asked,
    struct attestation *ret,
    struct err *reterr);

struct attestation_full {
    struct attestation attestation;
    struct enrolment enrolment;
    struct definition definition;
    str learner; /* names */
    str issuer;
};

/* What the link is about, without using it up. E_LINK_USED. */
MUST_USE code attestation_peek(struct act *act,
    str secret,
    struct attestation_full *ret,
    struct err *reterr);

struct attestation_answer {
    enum attestation_state state; /* GIVEN or DECLINED */
    const str *seen;              /* outcomes, by their ids */
    size_t n_seen;
    str body;
};

/* Uses the link up. Who attests says what was seen: E_FORM_FIELD. */
MUST_USE code attestation_give(struct act *act,
    str secret,
    const struct attestation_answer *answer,
    struct err *reterr);

#endif
