/*
 * An organisation with two people who may write and approve, on a platform of
 * its own: what tests of use cases begin with.
 */
#ifndef TEST_SUPPORT_ORG_H
#define TEST_SUPPORT_ORG_H

#include "app/organisation.h"
#include "test/support/front.h"

/* The act of a person who has all rights in that organisation; all that is
 * given back lives as long as the front. */
struct act org_act(struct front *front, str person, str tenant);

/* Writes a person of that id and name. */
void org_person(struct front *front, const char *id);

/* A regulated college, made by the person `id`. */
struct organisation org_new(
    struct front *front, const char *name, const char *id);

#endif
