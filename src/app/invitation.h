/*
 * Invitations: somebody is asked by mail to take a role in an organisation.
 * The link proves the address, works once, and may be withdrawn (TN-06).
 */
#ifndef APP_INVITATION_H
#define APP_INVITATION_H

#include "app/session.h"

enum {
    INVITATIONS_MAX = 200, /* that wait in one organisation */
};

struct invitation {
    str id; /* in forms of staff; opens nothing */
    str email;
    int64_t role; /* enum role */
    int64_t sent_at;
    int64_t expires_at;
};

/* Sends one from the organisation of the act; one that waits for the same
 * address and role is replaced. E_FORBIDDEN without staff_write, or
 * learner_write for a learner; E_FORM_FIELD for another role; E_EMAIL;
 * E_CONFLICT when who has the address has the role; E_LIMIT_EXCEEDED. */
MUST_USE code invitation_send(
    struct act *act, str email, enum role role, struct err *reterr);

/* Those that wait, newest first. */
MUST_USE code invitation_list(struct act *act,
    struct invitation **ret,
    size_t *ret_n,
    struct err *reterr);

/* Makes its link useless; the second sends a new one in its place.
 * E_NOT_FOUND when it does not wait (any more). */
MUST_USE code invitation_withdraw(struct act *act, str id, struct err *reterr);
MUST_USE code invitation_resend(struct act *act, str id, struct err *reterr);

/* --- for whoever has the link --- */

enum invitation_who {
    INVITATION_NEW,     /* nobody has the address: a name is asked for */
    INVITATION_KNOWN,   /* an account has it */
    INVITATION_PRESENT, /* whoever is signed in gets the role */
    INVITATION_OTHER,   /* somebody else is signed in */
};

struct invitation_open {
    struct organisation organisation;
    str email;
    int64_t role;
    enum invitation_who who;
};

/* E_LINK_USED when it was used, withdrawn or is too old. */
MUST_USE code invitation_peek(struct act *act,
    str secret,
    struct invitation_open *ret,
    struct err *reterr);

struct invitation_reply {
    str secret;
    str name;     /* of a new account */
    str language; /* the same */
    str agent;
};

/* Takes the role. The address is confirmed for the account: the one that has
 * it, else whoever is signed in, else a new one. Who is not signed in gets a
 * session; ret->secret is empty otherwise. E_LINK_USED; E_CONFLICT while
 * somebody else is signed in; E_FORM_FIELD about "name". */
MUST_USE code invitation_accept(struct act *act,
    const struct invitation_reply *answer,
    struct session_opened *ret,
    struct invitation_open *ret_to,
    struct err *reterr);

#endif
