/*
 * The keys of organisations. A secret is opened only here, for as long as a
 * signature takes; what is signed is a prepared document (vc/proof.h), never
 * bytes that somebody hands in. RELIABILITY part 4, items 8 and 15.
 */
#ifndef APP_SIGNER_H
#define APP_SIGNER_H

#include "app/act.h"
#include "domain/organisation.h"
#include "vc/proof.h"

/* Who signs for an organisation. Texts live in the act's arena. */
struct signer {
    struct organisation organisation; /* that the award is by */
    str issuer;                       /* its DID */
    str method;                       /* verification method of the key */
    str key_id;
    enum key_type key_type;
    struct secret_key secret;
};

/* Takes the newest key in use of whoever signs for the organisation.
 * E_ORGANISATION_STATE when it may not issue (TN-08); E_NOT_FOUND when there
 * is no key; E_SEAL_BROKEN when the key is not this organisation's (TN-04). */
MUST_USE code signer_open(
    struct act *act, str tenant, struct signer *ret, struct err *reterr);

/* The same with one key (empty: the newest in use) and whatever state the
 * organisation is in: for status lists, and for what was begun before.
 * E_NOT_FOUND also for a key that is retired. */
MUST_USE code signer_open_key(struct act *act,
    str tenant,
    str key_id,
    struct signer *ret,
    struct err *reterr);
void signer_close(struct signer *signer);

/* Does it open? E_SEAL_BROKEN when it was sealed with another secret, or is
 * another organisation's. */
MUST_USE code signer_try_key(
    struct act *act, const struct org_key *key, struct err *reterr);

/* The proof that it will make. */
struct vc_proof_options signer_options(
    const struct signer *signer, str created);

/* The DID of an organisation and of one of its keys: did:web of its place in
 * this installation, or the did:key of the key. */
str signer_did(const struct act *act,
    const struct organisation *organisation,
    const struct org_key *key);
str signer_method(const struct act *act,
    const struct organisation *organisation,
    const struct org_key *key);

/* Makes a key and puts it to use, in the open transaction. */
MUST_USE code signer_add_key(struct act *act,
    str tenant,
    enum key_type type,
    struct org_key *ret,
    struct err *reterr);

/* The did:web document of an organisation: keys in use, and retired ones with
 * the instant at which they ended, for the sake of what they signed (TN-08:
 * in every state). E_NOT_FOUND also when it has no did:web. */
MUST_USE code signer_document(
    struct act *act, str slug, struct json **ret, struct err *reterr);

#endif
