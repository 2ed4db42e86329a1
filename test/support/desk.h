/*
 * An office with people in it: an organisation, its owner and a learner, on
 * the platform of a front.
 */
#ifndef TEST_SUPPORT_DESK_H
#define TEST_SUPPORT_DESK_H

#include "app/session.h"
#include "domain/right.h"
#include "test/support/front.h"

enum {
    DESK_NOW = 1795564800, /* 2026-11-25, as in a front's requests */
};

/* An act of nobody; it lives in the front's lasting memory. */
struct act desk_act(struct front *front);

/* An organisation of that slug; gives its tenant. */
str desk_organisation(struct act *act, str slug);

/* A person with a confirmed main address, and a role in the organisation
 * (0: none). */
str desk_person(struct act *act, str email, str tenant, enum role role);

/* A new session of that person. */
struct session_opened desk_session(struct act *act, str person);

/* The secret of the newest letter in an outbox: what follows the last '/' of
 * its link. Empty when there is no letter. */
str desk_secret(struct act *act, str tenant);

/* How many letters lie in an outbox. */
size_t desk_letters(struct act *act, str tenant);

#endif
