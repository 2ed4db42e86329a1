/*
 * An organisation at work in a test: the demo's college, active, with a key,
 * and its first course listed, on the platform of test/support/front.
 */
#ifndef TEST_SUPPORT_OFFICE_H
#define TEST_SUPPORT_OFFICE_H

#include "app/act.h"
#include "domain/organisation.h"
#include "test/support/front.h"

struct office {
    struct front *front;
    struct act act; /* its owner */
    struct organisation organisation;
    str achievement; /* the listed course, without an end of validity */
};

/* `method` is enum did_method. To be made once a platform. */
void office_open(struct front *front, int64_t method, struct office *ret);

#endif
