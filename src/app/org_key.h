/*
 * The keys of an organisation as its owner sees them: which there are, a new
 * one, one that ends. What a retired key signed stays good by the day it was
 * signed on.
 */
#ifndef APP_ORG_KEY_H
#define APP_ORG_KEY_H

#include "app/act.h"
#include "crypto/key.h"
#include "domain/organisation.h"

/* A new key that signs from now on; the ones before stay in use until they
 * are retired, for what was begun with them. E_FORM_FIELD for another type
 * than Ed25519 and P-256; E_FORBIDDEN without org_key. */
MUST_USE code org_key_rotate(
    struct act *act, enum key_type type, struct err *reterr);

/* Ends a key today. E_NOT_FOUND; E_STATE_ORDER for the one that signs now
 * and for one that is retired. */
MUST_USE code org_key_retire(
    struct act *act, str id, str reason, struct err *reterr);

#endif
