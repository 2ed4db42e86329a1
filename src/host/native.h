/*
 * The provider of this machine: OpenSSL (digests, ECDSA), libsodium (Ed25519,
 * random) and libdeflate. It keeps what is dear to make: digest contexts,
 * parsed EC keys, the expanded Ed25519 key that signed last. After the first
 * use of each, hashing, Ed25519 and random ask the system for no memory.
 *
 * One for each thread: nothing here is locked, so nothing may be shared.
 */
#ifndef HOST_NATIVE_H
#define HOST_NATIVE_H

#include "crypto/provider.h"

struct native;

/* E_NO_MEMORY, or E_RNG_FAILURE when the system has no random source. */
MUST_USE code native_new(struct native **ret, struct err *reterr);

/* Wipes what is secret. NULL is allowed. */
void native_free(struct native *n);

/* Good until native_free. */
const struct provider *native_provider(const struct native *n);

#endif
