/*
 * Verification methods: from the URL in a proof to a key (Controlled
 * Identifiers 1.0 section 3.3 "Retrieve Verification Method"). did:key is
 * answered from the identifier itself; for did:web and https the controlled
 * identifier document must be among the facts, under its identifier or the
 * URL that the need names.
 */
#ifndef VC_METHOD_H
#define VC_METHOD_H

#include "vc/fact.h"

struct vc_method {
    struct public_key key;
    str controller;         /* that the method names */
    str document;           /* id of the document that it was found in: the only
                               identifier that this document can speak for */
    int64_t expires_unix_s; /* INT64_MAX: not said. What it signed before is */
    int64_t revoked_unix_s; /* for the caller to judge. */
};

/* Finds the method and checks that it is meant for `purpose`. Fails with
 * E_DOCUMENT_NEEDED and adds the need; or, when the facts say that the
 * document cannot be had, with E_DOCUMENT_NEEDED and *reterr says why, with a
 * code that is no failure of ours. Further: E_INVALID_VERIFICATION_METHOD,
 * E_INVALID_RELATIONSHIP_FOR_VERIFICATION_METHOD,
 * E_INVALID_CONTROLLED_IDENTIFIER_DOCUMENT_ID, E_INVALID_DID, E_WEAK_KEY. */
MUST_USE code vc_method_find(str url,
    str purpose,
    const struct vc_facts *facts,
    struct vc_needs *needs,
    struct vc_method *ret,
    struct err *reterr);

#endif
