/*
 * did:key (W3C CCG, did:key Method v0.7): the identifier is the key.
 */
#ifndef VC_DID_H
#define VC_DID_H

#include "crypto/key.h"
#include "text/json.h"

/* The key of "did:key:z..." (no fragment). E_INVALID_DID when it is not of
 * that form; otherwise as key_from_multikey: E_PROOF_UNSUPPORTED for a sound
 * key of a kind that cannot be used here. */
MUST_USE code did_key_parse(
    str did, struct public_key *ret, struct err *reterr);

enum {
    DID_KEY_BYTES = 8 + MULTIKEY_TEXT_MAX,
    DID_KEY_METHOD_BYTES = DID_KEY_BYTES + 1 + MULTIKEY_TEXT_MAX,
};

/* "did:key:z..." and its only verification method "did:key:z...#z...", both
 * NUL-terminated. */
void did_key_write(const struct public_key *key, char ret[DID_KEY_BYTES]);
void did_key_write_method(
    const struct public_key *key, char ret[DID_KEY_METHOD_BYTES]);

/* Its controlled identifier document (Controlled Identifiers 1.0, 2; the
 * Multikey form), also for a key that cannot be used here: the method stands
 * under assertionMethod, authentication, capabilityInvocation and
 * capabilityDelegation, and under keyAgreement where the key can serve that;
 * a key of X25519 under keyAgreement only. `did` is borrowed. Errors as of
 * did_key_parse but E_PROOF_UNSUPPORTED. */
MUST_USE code did_key_document(
    str did, struct arena *arena, struct json **ret, struct err *reterr);

/* A verification method of type Multikey; texts are borrowed. */
struct json *did_method(
    str id, str controller, str multikey, struct arena *arena);

#endif
