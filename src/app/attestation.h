/*
 * Witnesses of a workplace: asked by a learner, they answer by a link of
 * single use, without an account.
 */
#ifndef APP_ATTESTATION_H
#define APP_ATTESTATION_H

#include "app/act.h"
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

/* Asks a witness, who is not the learner (E_SEPARATION). *ret is the secret
 * of the link, to be sent to ret_attestation->email and kept nowhere. */
MUST_USE code attestation_ask(struct act *act,
    const struct attestation_new *asked,
    struct attestation *ret_attestation,
    str *ret,
    struct err *reterr);

/* What the link is about, without using it up. E_LINK_USED. */
MUST_USE code attestation_peek(struct act *act,
    str secret,
    struct attestation *ret,
    struct enrolment *ret_enrolment,
    struct err *reterr);

/* Uses the link up. Who attests says what was seen: E_FORM_FIELD. */
MUST_USE code attestation_give(struct act *act,
    str secret,
    enum attestation_state answer,
    str body,
    struct err *reterr);

#endif
