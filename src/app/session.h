/*
 * Signing in, and staying so. RELIABILITY part 4, items 20 to 26: secrets of
 * 128 bits and more, stored as digests; a new one at each sign-in; links are
 * used once; a known and an unknown address are answered alike.
 */
#ifndef APP_SESSION_H
#define APP_SESSION_H

#include "app/act.h"
#include "domain/organisation.h"
#include "domain/session.h"

enum {
    SESSION_SECRET_BYTES = 32,
    SESSION_LIFE_S = 14 * 24 * 3600,
    SESSION_IDLE_S = 3 * 24 * 3600,
    SESSION_STRONG_S = 15 * 60, /* how long a proof of who it is counts */
    SIGN_IN_TRIES = 10,         /* an address and hour */
};

/* What the browser is given: the cookie's value, seen only once. */
struct session_opened {
    str secret;
    struct session session;
};

/* Sends a link to the address, if it is an account's. Answers the same when
 * it is not (WB-12). E_EMAIL; E_TOO_MANY after SIGN_IN_TRIES. */
MUST_USE code session_ask_link(
    struct act *act, str email, str next, struct err *reterr);

/* Uses a link. E_LINK_USED when it was used, has expired or never was;
 * *ret_next is where the person wanted to go. */
MUST_USE code session_open_link(struct act *act,
    str secret,
    str agent,
    struct session_opened *ret,
    str *ret_next,
    struct err *reterr);

/* E_SIGN_IN for a wrong password and for an unknown address alike;
 * E_TOO_MANY. */
MUST_USE code session_open_password(struct act *act,
    str email,
    str password,
    str agent,
    struct session_opened *ret,
    struct err *reterr);

/* Opens a session for a person whose identity was shown in another way; in
 * the open transaction. */
MUST_USE code session_open_for(struct act *act,
    str person,
    int64_t kind,
    str agent,
    struct session_opened *ret,
    struct err *reterr);

/* Who holds this cookie: fills act->actor. E_NOT_SIGNED_IN when nobody. */
MUST_USE code session_resume(
    struct act *act, str secret, struct session *ret, struct err *reterr);

/* Makes the actor one of that organisation: fills tenant and roles.
 * E_NOT_FOUND when the actor has no role there (TN-01). */
MUST_USE code session_enter(
    struct act *act, str slug, struct organisation *ret, struct err *reterr);

/* E_REAUTHENTICATE when the person has not shown who they are for
 * SESSION_STRONG_S. */
MUST_USE code session_is_strong(
    const struct act *act, const struct session *session, struct err *reterr);

MUST_USE code session_close(struct act *act, str secret, struct err *reterr);
MUST_USE code session_close_all(
    struct act *act, str person, struct err *reterr);

/* Sets or replaces the person's own password; ends all other sessions.
 * E_PASSWORD when it is shorter than 12 characters or is the address. */
MUST_USE code session_set_password(
    struct act *act, str password, struct err *reterr);

/* `next` if it is a path of this installation, else "/" (WB-21): it is sent
 * back to browsers, and must not lead elsewhere. */
str session_next(str next);

/* The token that forms of this session carry, and whether one is right. */
str session_csrf(const struct act *act, str secret);
bool session_csrf_matches(const struct act *act, str secret, str token);

#endif
