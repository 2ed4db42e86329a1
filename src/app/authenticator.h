/*
 * What an authenticator says (WebAuthn Level 2, 6.1 and 6.3), read and
 * checked with libfido2. Attestation, which would name the maker of the
 * device, is not asked for.
 */
#ifndef APP_AUTHENTICATOR_H
#define APP_AUTHENTICATOR_H

#include "base/arena.h"
#include "base/err.h"

struct authenticator_key {
    bytes id;  /* of the credential */
    bytes key; /* the public key: x || y on P-256 (64 bytes), Ed25519 (32) */
    int64_t sign_count;
};

/* From the authenticator data of a registration; in the arena. E_PASSKEY when
 * it is for another host than `rp`, the person was not verified, or the key is
 * of another kind. */
MUST_USE code authenticator_read(bytes data,
    str rp,
    struct arena *arena,
    struct authenticator_key *ret,
    struct err *reterr);

struct authenticator_answer {
    str client_data; /* JSON, as the browser made it */
    bytes data;
    bytes signature;
};

/* Is the answer signed with `key`, for `rp`, by a person who was verified?
 * E_PASSKEY if not. *ret_count is the authenticator's count of signatures, 0
 * if it keeps none. */
MUST_USE code authenticator_check(const struct authenticator_answer *answer,
    bytes key,
    str rp,
    int64_t *ret_count,
    struct err *reterr);

#endif
