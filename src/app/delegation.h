/*
 * Delegated administration: one organisation runs another's credentials, or
 * signs for it. The one asks, the other agrees; either may end it.
 *
 * The staff of an operator work in the organisation with the roles they have
 * at home, but for owners, who act there as designer and registrar: its
 * settings, keys and people stay its own.
 */
#ifndef APP_DELEGATION_H
#define APP_DELEGATION_H

#include "app/act.h"
#include "domain/organisation.h"

struct delegation {
    enum delegation_kind kind;
    struct organisation other; /* who asks, or is asked */
    bool agreed;
};

/* What this organisation has others do (`given`), and what others have it do
 * (`taken`), with what is only asked for. */
struct delegations {
    const struct delegation *given;
    size_t n_given;
    const struct delegation *taken;
    size_t n_taken;
};

MUST_USE code delegation_list(
    struct act *act, struct delegations *ret, struct err *reterr);

/* Asks the organisation of that slug. E_NOT_FOUND; E_CONFLICT for oneself or
 * when another does it already. E_FORBIDDEN without org_key. */
MUST_USE code delegation_ask(
    struct act *act, enum delegation_kind kind, str slug, struct err *reterr);

/* Agrees to what the organisation of that slug has asked for. E_NOT_FOUND
 * when it has not. */
MUST_USE code delegation_agree(
    struct act *act, enum delegation_kind kind, str slug, struct err *reterr);

/* Ends it, or takes the question back: by who gave it (no slug), or by who
 * does it for the organisation of that slug. */
MUST_USE code delegation_end(
    struct act *act, enum delegation_kind kind, str slug, struct err *reterr);

/* The roles of the act's person in an organisation that their own one runs;
 * 0 when it does not. In the open transaction. */
MUST_USE code delegation_roles(struct act *act,
    const struct organisation *organisation,
    role_set *ret,
    struct err *reterr);

#endif
