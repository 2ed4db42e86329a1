/*
 * The part of a verification that is about proofs: each one, all together,
 * and whose keys they were made with. Private to vc.
 */
#ifndef VC_VERIFY_PROOF_H
#define VC_VERIFY_PROOF_H

#include "vc/document.h"
#include "vc/fact.h"
#include "vc/policy.h"
#include "vc/proof.h"
#include "vc/report.h"

/* What a good proof signed, with which key: the same once more is no second
 * proof, whatever the bytes of its signature. */
struct signed_text {
    const struct signed_text *next;
    struct public_key key;
    struct vc_hash_data data;
};

/* One verification, from beginning to end. */
struct verification {
    const struct vc_policy *policy;
    const struct vc_facts *facts;
    const struct vc_env *env;
    struct vc_needs *needs;
    struct report *report;
    struct vc_document document;
    bool is_presentation;
    str party;           /* id of the issuer or holder */
    bool by_party;       /* a signature was made with a key of the party */
    bool by_party_today; /* and one of these counts today */
    uint32_t n_signed;   /* signatures that match */
    uint32_t n_good;     /* and count today; each once */
    const struct signed_text *good;
    uint32_t n_bad;
    uint32_t n_undecided;
    uint32_t n_unsupported;
};

/* A check of CHECK_PROOF for each proof, and for what follows from all. One
 * that is not `meaningful` (it cannot be expanded) is only asked whether it
 * has a proof. */
MUST_USE code verify_proofs(
    struct verification *v, bool meaningful, struct err *reterr);

/* CHECK_ISSUER; after verify_proofs. */
void verify_party(struct verification *v);

#endif
