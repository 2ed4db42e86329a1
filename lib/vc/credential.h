/*
 * Verifiable Credentials Data Model 2.0 and 1.1: the form of credentials and
 * presentations (VCDM 2.0 section 4, VCDM 1.1 section 4), without JSON-LD:
 * terms and types are checked by IRI in vc/verify, proofs in vc/proof.
 */
#ifndef VC_CREDENTIAL_H
#define VC_CREDENTIAL_H

#include "vc/shape.h"

enum vc_version {
    VC_VERSION_NONE,
    VC_1_1,
    VC_2_0,
};

#define VC_CONTEXT_1_1 "https://www.w3.org/2018/credentials/v1"
#define VC_CONTEXT_2_0 "https://www.w3.org/ns/credentials/v2"

/* By the first entry of @context. */
enum vc_version vc_version(const struct json *document);

bool vc_is_credential(const struct json *document);
bool vc_is_presentation(const struct json *document);

/* The id of `issuer` or `holder`, which is a string or an object with one;
 * empty if there is none. */
str vc_party_id(const struct json *party);

/* Adds a BAD check for each fault of form; nothing when there is none. */
void vc_check_credential(
    const struct json *document, uint32_t depth_max, struct report *report);
void vc_check_presentation(
    const struct json *document, uint32_t depth_max, struct report *report);

/* When it is valid, in seconds since 1970; INT64_MIN and INT64_MAX stand for
 * "no limit". Values that are not instants count as no limit: the form check
 * has said so. Both ends belong to the validity. */
struct vc_validity {
    int64_t from_unix_s;
    int64_t until_unix_s;
    str from_text;
    str until_text;
    str from_name; /* "validFrom" or "issuanceDate" */
    str until_name;
};

struct vc_validity vc_validity(const struct json *document);

#endif
