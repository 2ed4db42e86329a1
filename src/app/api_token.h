/*
 * Tokens for programs. One acts for the person who made it, in one
 * organisation, with the rights of its scopes and never more than that
 * person has at the time; it is shown once and kept as a digest.
 */
#ifndef APP_API_TOKEN_H
#define APP_API_TOKEN_H

#include "app/act.h"
#include "domain/session.h"

enum {
    API_TOKEN_DAYS_MAX = 366,
    API_TOKEN_LABEL_BYTES_MAX = 100,
};

/* May a token have that right at all? Not those that need nobody or any
 * person, and none by which a token could make itself another. */
bool api_token_scope(enum right right);

struct api_token_order {
    str label;
    uint64_t scopes; /* bit 1 << right each */
    int64_t days;    /* it is good for so long */
};

/* *ret_secret is seen only once. E_FORM_FIELD about "label", "scope" or
 * "days"; E_FORBIDDEN for a scope that the actor does not have. */
MUST_USE code api_token_make(struct act *act,
    const struct api_token_order *order,
    struct api_token *ret,
    str *ret_secret,
    struct err *reterr);

/* All of the organisation, oldest first. */
MUST_USE code api_token_all(
    struct act *act, struct api_token **ret, size_t *ret_n, struct err *reterr);

/* It ends at once; also one that has ended. E_NOT_FOUND. */
MUST_USE code api_token_revoke(struct act *act, str id, struct err *reterr);

/* Who acts by this token: fills act->actor, but for the organisation, which
 * is *ret_tenant. E_TOKEN_INVALID for one that is unknown, ended or revoked,
 * and when its person is gone. */
MUST_USE code api_token_resume(
    struct act *act, str secret, str *ret_tenant, struct err *reterr);

#endif
