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
 * with E_CONFLICT. */
MUST_USE code organisation_update(struct act *act,
    const struct organisation *wanted,
    struct organisation *ret,
    struct err *reterr);

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

#endif
