/*
 * RSA public keys, as far as it takes to name a weak one: nothing is signed
 * or verified with them here (yet).
 */
#ifndef CRYPTO_RSA_H
#define CRYPTO_RSA_H

#include "base/err.h"

enum {
    RSA_BITS_MIN = 2048, /* NIST SP 800-131A, 3 */
};

/* Modulus and exponent, big-endian, perhaps with leading zeros. E_WEAK_KEY
 * for too few bits, an even modulus, or an exponent that is even or 1. */
MUST_USE code rsa_check(bytes modulus, bytes exponent, struct err *reterr);

/* The same for RSAPublicKey in DER (RFC 8017, A.1.1), as a Multikey has it.
 * E_INVALID_VERIFICATION_METHOD when it is none. */
MUST_USE code rsa_check_der(bytes der, struct err *reterr);

#endif
