/*
 * What a signature must satisfy before any library is asked about it, so
 * that the answer is the same with every provider: ECDSA (FIPS 186-5, 6.4.2
 * step 1) 0 < r, s < n; Ed25519 (RFC 8032, 5.1.7, in the strict reading) S
 * under the order, A and R in canonical form and not of small order.
 */
#ifndef CRYPTO_SIGNATURE_H
#define CRYPTO_SIGNATURE_H

#include "crypto/key.h"

/* False when no strict verifier may accept it. True says nothing yet. */
bool signature_is_sound(const struct public_key *key, bytes signature);

#endif
