/*
 * The addresses of one person. Each says something only once a link to it
 * was used; one of them is the main one, where mail goes. Badges belong to
 * the person: they stay when an address goes (TN-09).
 */
#ifndef APP_ADDRESS_H
#define APP_ADDRESS_H

#include "app/act.h"
#include "domain/person.h"

enum {
    ADDRESSES_MAX = 10, /* of one person */
    ADDRESS_TRIES = 10, /* links asked for, a person and hour */
};

/* One's own, the main one first. */
MUST_USE code address_list(struct act *act,
    struct person_email **ret,
    size_t *ret_n,
    struct err *reterr);

/* Adds one and sends it a link; again: another link. Whether somebody else
 * has the address is told only to who reads its mail. E_EMAIL; E_STATE_ORDER
 * when it is confirmed already; E_LIMIT_EXCEEDED; E_TOO_MANY. */
MUST_USE code address_add(struct act *act, str email, struct err *reterr);

/* Where mail goes from now on; the one before is told. E_NOT_FOUND for
 * another's address, E_STATE_ORDER for one that is not confirmed. */
MUST_USE code address_set_main(struct act *act, str email, struct err *reterr);

/* E_STATE_ORDER for the main one. */
MUST_USE code address_remove(struct act *act, str email, struct err *reterr);

/* The address that a link confirms, without using it: E_LINK_USED. */
MUST_USE code address_peek(
    struct act *act, str secret, str *ret_email, struct err *reterr);

/* Uses the link, whoever is signed in: who reads the mail has the address.
 * Badges that were sent to it are theirs from now on. E_LINK_USED;
 * E_CONFLICT when another account has confirmed it. */
MUST_USE code address_confirm(
    struct act *act, str secret, size_t *ret_badges, struct err *reterr);

/* --- within the transaction of another use case --- */

/* Confirms the address for the person, added if need be. What an organisation
 * brought in under it, an account that nobody has used, becomes the person's.
 * E_CONFLICT when another account has confirmed it. */
MUST_USE code address_own(
    struct act *act, str person, str email, struct err *reterr);

#endif
