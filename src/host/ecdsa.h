/*
 * ECDSA over P-256 and P-384 with OpenSSL. Parsed keys are kept: a few
 * public ones, and the secret one that signed last. Signatures are r || s
 * (IEEE P1363). One for each thread.
 */
#ifndef HOST_ECDSA_H
#define HOST_ECDSA_H

#include "crypto/key.h"

struct ecdsa;
struct openssl;

/* In the arena; NULL after a failure of it. After sodium_init. */
struct ecdsa *ecdsa_new(const struct openssl *ssl, struct arena *arena);

/* Gives up what OpenSSL holds and wipes the secret. NULL is allowed. */
void ecdsa_release(struct ecdsa *e);

/* E_INVALID_VERIFICATION_METHOD when the key is no point of its curve. */
MUST_USE code ecdsa_verify(struct ecdsa *e,
    const struct public_key *key,
    bytes digest,
    bytes signature,
    bool *ret_valid);

/* E_ARGUMENT for a key that is none, E_RNG_FAILURE when no nonce is to be
 * had. */
MUST_USE code ecdsa_sign(struct ecdsa *e,
    const struct secret_key *key,
    bytes digest,
    uint8_t *ret_signature);

/* Fills in key->public; E_ARGUMENT for a key that is none. */
MUST_USE code ecdsa_derive(struct ecdsa *e, struct secret_key *key);

#endif
