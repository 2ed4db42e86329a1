/*
 * Data Integrity proofs (W3C vc-data-integrity 1.0): one proof object read,
 * its hash data made, a proof added. Sets, chains, purposes and keys are
 * judged in vc/verify.
 */
#ifndef VC_PROOF_H
#define VC_PROOF_H

#include "vc/document.h"

struct vc_proof {
    const struct json *json;
    const struct vc_suite *suite; /* NULL: not supported */
    str id;
    str verification_method;
    str purpose;
    str challenge;
    const struct json *domain;   /* string, array of them, or NULL */
    const struct json *previous; /* previousProof: the same */
    bool has_created;
    bool has_expires;
    int64_t created_unix_s;
    int64_t expires_unix_s;
    size_t value_bytes; /* 0: proofValue is not z + base58btc */
    uint8_t value[SIGNATURE_BYTES_MAX];
};

/* Reads the members of a proof object. E_PARSING_ERROR or
 * E_MALFORMED_VALUE_ERROR with the member's name; a proof of a kind that is
 * not supported is read as far as its suite. */
MUST_USE code vc_proof_read(
    const struct json *object, struct vc_proof *ret, struct err *reterr);

/* Data Integrity 4.x "Hashing": hash of the proof options, then hash of the
 * document; both canonical texts stay visible for test vectors. */
struct vc_hash_data {
    const struct vc_digest *options;
    const struct vc_digest *document;
    size_t len;
    uint8_t bytes[2 * HASH_BYTES_MAX];
};

/* `options` is the proof object with or without proofValue. */
MUST_USE code vc_hash_data(struct vc_document *d,
    const struct json *options,
    struct vc_hashing how,
    const struct vc_env *env,
    struct vc_hash_data *ret,
    struct err *reterr);

/* What a new proof says. Empty texts are left out. */
struct vc_proof_options {
    const struct vc_suite *suite;
    enum key_type key_type; /* of the key that will sign */
    str id;
    str created; /* XSD dateTimeStamp */
    str expires;
    str verification_method;
    str purpose; /* "assertionMethod", "authentication" */
    str domain;
    str challenge;
    str previous; /* id of the proof that this one follows in a chain */
};

/* A document and a proof that want only the signature. Only vc_proof_prepare
 * makes one, so nothing is signed that was not looked at. */
struct vc_ready {
    struct vc_document document;
    struct json *proof; /* without proofValue */
    struct vc_hash_data data;
    enum key_type key_type;
};

/* Data Integrity 4.2 "Add Proof" and 4.3 "Add Proof Set/Chain", up to the
 * signature. E_PROOF_GENERATION_ERROR when the suite does not take such a
 * key; E_PROOF_VERIFICATION_ERROR for a previous proof that is not there;
 * E_DATA_LOSS_DETECTION_ERROR when the contexts do not define all terms. */
MUST_USE code vc_proof_prepare(const struct json *document,
    const struct vc_proof_options *options,
    const struct vc_env *env,
    struct vc_ready *ret,
    struct err *reterr);

/* Signs: the secured document, in the arena, with the new proof after those
 * that it had. The same bytes each time for Ed25519. */
MUST_USE code vc_proof_sign(const struct vc_ready *ready,
    const struct secret_key *key,
    const struct vc_env *env,
    struct json **ret,
    struct err *reterr);

/* The proofs that `previous` (a string or an array) names, as the document
 * that a chained proof covers: all others left out (Data Integrity 4.3 step
 * 3). E_PROOF_VERIFICATION_ERROR for an id that no proof has. */
MUST_USE code vc_proof_chain(const struct vc_document *d,
    const struct json *previous,
    const struct vc_env *env,
    struct vc_document *ret,
    struct err *reterr);

#endif
