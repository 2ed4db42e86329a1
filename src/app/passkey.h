/*
 * Passkeys (WebAuthn Level 2): made by a person who is signed in, and later
 * instead of a link or a password. Each begins with a challenge of single use;
 * what comes back is held against it, the address of this installation, and
 * the key.
 */
#ifndef APP_PASSKEY_H
#define APP_PASSKEY_H

#include "app/session.h"
#include "domain/person.h"

enum {
    PASSKEYS_MAX = 20, /* a person */
};

/* What a browser is asked for. */
struct passkey_question {
    str challenge;             /* base64url */
    str rp;                    /* the host that the passkey is for */
    const struct login *known; /* the person's passkeys; of nobody: none */
    size_t n_known;
};

/* For the actor, who wants another one; or for whoever will sign in. */
MUST_USE code passkey_ask(struct act *act,
    bool is_for_actor,
    struct passkey_question *ret,
    struct err *reterr);

/* What the browser's device answered. Texts of a form: base64url. */
struct passkey_answer {
    str id;
    str client_data;
    str data;
    str signature; /* empty: of a registration */
};

/* Keeps a new passkey of the actor under a name of their own. E_PASSKEY;
 * E_LIMIT_EXCEEDED after PASSKEYS_MAX; E_CONFLICT when it is kept already. */
MUST_USE code passkey_add(struct act *act,
    const struct passkey_answer *answer,
    str label,
    struct err *reterr);

/* Signs in with one. E_PASSKEY, whatever was wrong. */
MUST_USE code passkey_open(struct act *act,
    const struct passkey_answer *answer,
    str agent,
    struct session_opened *ret,
    struct err *reterr);

/* The actor's, oldest first. */
MUST_USE code passkey_list(
    struct act *act, struct login **ret, size_t *ret_n, struct err *reterr);

/* E_NOT_FOUND when it is not the actor's. */
MUST_USE code passkey_remove(struct act *act, str id, struct err *reterr);

#endif
