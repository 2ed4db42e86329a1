/* Public keys as JSON Web Keys: RFC 7517, RFC 7518 6.2 and 6.3, RFC 8037 2. */
#ifndef CRYPTO_JWK_H
#define CRYPTO_JWK_H

#include "crypto/key.h"
#include "text/json.h"

/* From OKP Ed25519, EC P-256 and P-384; the point must lie on its curve.
 * E_INVALID_VERIFICATION_METHOD for a malformed key, a symmetric one, or one
 * that publishes private members (CR-06); E_WEAK_KEY for RSA under 2048 bits
 * or with a bad exponent; E_PROOF_UNSUPPORTED, about its name, for any other
 * kind. */
MUST_USE code key_from_jwk(
    const struct json *jwk, struct public_key *ret, struct err *reterr);

/* A new object {kty, crv, x, y}. E_INVALID_VERIFICATION_METHOD when a
 * compressed point is no point of its curve. */
MUST_USE code key_to_jwk(const struct public_key *key,
    struct arena *arena,
    struct json **ret,
    struct err *reterr);

#endif
