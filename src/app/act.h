/*
 * An act: one person (or program, or nobody) does one thing, at one time.
 * Every use case takes an act first. It asks for rights in one way, tells the
 * audit in one way, and takes time and chance from here.
 */
#ifndef APP_ACT_H
#define APP_ACT_H

#include "app/platform.h"
#include "domain/right.h"

enum {
    DAY_BYTES = 10,
};

/* Who acts. All empty: somebody who is not signed in. */
struct actor {
    str person;
    str name;
    str tenant;      /* the organisation being worked in, or empty */
    role_set roles;  /* in that organisation */
    str origin;      /* the block of addresses it comes from, for the audit; a
                        token's id stands there instead */
    str token;       /* it acts by a token: its id */
    uint64_t scopes; /* of the token: bit 1 << right each */
};

struct act {
    struct worker *worker;
    struct db *db;       /* the worker's */
    struct arena *arena; /* of the request: everything that is given back */
    int64_t now;         /* Unix seconds */
    struct actor actor;
};

/* E_NOT_SIGNED_IN for nobody where somebody is needed, E_FORBIDDEN for a
 * person without the right, E_TOKEN_SCOPE for a token of somebody who has it;
 * about the right. */
MUST_USE code act_may(
    const struct act *act, enum right right, struct err *reterr);

/* Ends the open transaction of a use case: commits what went well, takes back
 * what did not, whose code `result` is. */
MUST_USE code act_end(struct act *act, code result, struct err *reterr);

/* A new identifier; E_RNG_FAILURE. */
MUST_USE code act_id(struct act *act, str *ret, struct err *reterr);

/* `n` random bytes in the arena; E_RNG_FAILURE. */
MUST_USE code act_random(
    struct act *act, size_t n, bytes *ret, struct err *reterr);

/* `n` random bytes as base64url: the secret of a link or cookie. */
MUST_USE code act_secret(
    struct act *act, size_t n, str *ret, struct err *reterr);

/* SHA-256, in the arena: what is stored in place of a secret. */
MUST_USE code act_digest(
    struct act *act, bytes data, bytes *ret, struct err *reterr);

/* The day YYYY-MM-DD of an instant at an offset east of Greenwich. */
str act_day_at(int64_t unix_s, int64_t offset_minutes, struct arena *arena);

/* The address of something of this installation: base URL, place ("/a/")
 * and id. */
str act_link(const struct act *act, str place, str id);

/* Writes a line of the audit into the open transaction: who, what, which
 * object, when. `data` is JSON without personal data, or empty. The audit of
 * an organisation is a chain of digests (domain/event.h). */
MUST_USE code act_record(struct act *act,
    str tenant,
    str action,
    str object,
    str data,
    struct err *reterr);

#endif
