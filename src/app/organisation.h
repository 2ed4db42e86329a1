/*
 * Organisations: made, changed, shown to anybody. RULES 2.2.
 */
#ifndef APP_ORGANISATION_H
#define APP_ORGANISATION_H

#include "app/act.h"
#include "domain/organisation.h"
#include "text/json.h"

/* Makes an organisation with its first key; who acts becomes its owner. Of
 * `wanted` count what people write: names, addresses, quality statement,
 * kind, region. A slug that is left out is made from the name. It is held
 * (ORGANISATION_HELD) when another name looks like its own, until a person
 * of the installation has seen it.
 * E_FORM_FIELD: no name, no kind; E_CONFLICT: the slug is taken. */
MUST_USE code organisation_create(struct act *act,
    const struct organisation *wanted,
    struct organisation *ret,
    struct err *reterr);

/* Changes the same of the organisation that is being worked in. Its slug,
 * kind, owner and keys stay; a name that looks like another's is refused
 * with E_CONFLICT. E_FORM_FIELD about "domain", E_EMAIL. */
MUST_USE code organisation_update(struct act *act,
    const struct organisation *wanted,
    struct organisation *ret,
    struct err *reterr);

/* What its own people see in its settings. */
struct organisation_settings {
    struct organisation organisation;
    const struct org_key *keys; /* oldest first, without secret halves */
    size_t n_keys;
    str did;     /* of whoever signs; empty: there is no key */
    str key_now; /* id of the key that signs; empty when another signs */
    str proof;   /* the text that proves the domain, and where it is sought */
    str proof_url;
};

MUST_USE code organisation_settings(
    struct act *act, struct organisation_settings *ret, struct err *reterr);

/* Looks for the text at the domain. E_FORM_FIELD without a domain;
 * E_NOT_FOUND when there is another text; as fetch_get. */
MUST_USE code organisation_prove_domain(struct act *act, struct err *reterr);

/* An image, made safe; errors as upload_rebuild. */
MUST_USE code organisation_set_logo(
    struct act *act, bytes image, str name, struct err *reterr);

/* Where the signed-in person works or learns: their own organisations, and
 * those that these run. */
struct organisation_mine {
    struct organisation organisation;
    role_set roles;
};

MUST_USE code organisation_mine(struct act *act,
    struct organisation_mine **ret,
    size_t *ret_n,
    struct err *reterr);

/* --- for everybody --- */

/* What anybody may see of one that is not held. */
struct organisation_public {
    struct organisation organisation;
    const struct org_key *keys; /* oldest first, retired ones too; without
                                   their secret halves */
    size_t n_keys;
    str did; /* empty: it has no key of its own */
};

MUST_USE code organisation_public(struct act *act,
    str slug,
    struct organisation_public *ret,
    struct err *reterr);

/* The DID document of a did:web organisation: all its keys, retired ones
 * with the instant of their end. E_NOT_FOUND when it goes by did:key. */
MUST_USE code organisation_did(
    struct act *act, str slug, struct json **ret, struct err *reterr);

/* E_NOT_FOUND when it has none. */
MUST_USE code organisation_logo(struct act *act,
    str slug,
    str *ret_media_type,
    bytes *ret_image,
    struct err *reterr);

#endif
