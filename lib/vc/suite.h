/*
 * Cryptosuites of Data Integrity: eddsa-rdfc-2022 and eddsa-jcs-2022
 * (vc-di-eddsa 1.0), ecdsa-rdfc-2019 and ecdsa-jcs-2019 (vc-di-ecdsa 1.0),
 * and, to verify only, the older Ed25519Signature2020 and eddsa-2022.
 */
#ifndef VC_SUITE_H
#define VC_SUITE_H

#include "crypto/provider.h"

enum vc_transform {
    TRANSFORM_RDFC,
    TRANSFORM_JCS,
    TRANSFORM_N,
};

struct vc_suite {
    str proof_type; /* type of the proof */
    str name;       /* its cryptosuite; empty for a type that has none */
    enum vc_transform transform;
    enum key_type keys[2]; /* KEY_NONE: no second */
    bool verify_only;
};

/* NULL when not supported. */
const struct vc_suite *vc_suite_find(str proof_type, str name);

/* By the name of the cryptosuite alone, for those that can be made. */
const struct vc_suite *vc_suite_named(str name);

bool vc_suite_takes(const struct vc_suite *suite, enum key_type key);

/* How documents become the bytes that are signed. */
struct vc_hashing {
    enum vc_transform transform;
    enum hash_alg alg;
};

/* The hash goes with the key: vc-di-ecdsa 3.2.3 takes SHA-384 for P-384,
 * everything else SHA-256. */
struct vc_hashing vc_suite_hashing(
    const struct vc_suite *suite, enum key_type key);

#endif
