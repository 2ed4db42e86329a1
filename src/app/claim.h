/*
 * Claiming an award by the link of its mail. The link shows that whoever
 * follows it reads that address; nothing more is asked of somebody new. Who
 * has an account signs in on the way, so that an old mail opens no account.
 */
#ifndef APP_CLAIM_H
#define APP_CLAIM_H

#include "app/award_change.h"
#include "app/session.h"

struct claim {
    struct award_page page;
    str email;         /* where the link was sent */
    bool claimed;      /* and it is the actor's */
    bool must_sign_in; /* the address has an account; nobody is signed in */
};

/* What the link leads to; it is not used up. E_LINK_USED when it was used by
 * somebody else, is too old or never was; E_NOT_FOUND while the award is
 * held. */
MUST_USE code claim_peek(
    struct act *act, str secret, struct claim *ret, struct err *reterr);

struct claim_done {
    str award;
    struct session_opened session; /* its secret is empty when somebody was
                                      signed in */
};

/* The award becomes the actor's, or that of the account of the address, or
 * of a new account, which is then signed in. The address counts as confirmed.
 * E_LINK_USED; E_NOT_SIGNED_IN when the address has an account and nobody is
 * signed in, E_FORBIDDEN when somebody else is; E_ALREADY_HELD,
 * E_STATE_ORDER for one that was recalled. */
MUST_USE code claim_take(struct act *act,
    str secret,
    str language,
    str agent,
    struct claim_done *ret,
    struct err *reterr);

/* An award that waits for the actor, or was claimed by them. E_NOT_FOUND for
 * any other. */
MUST_USE code claim_waiting(
    struct act *act, str id, struct award_page *ret, struct err *reterr);

#endif
