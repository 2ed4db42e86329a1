/*
 * A school in the data folder of a front: two organisations, their people, an
 * achievement that is listed, one offering with one seat.
 */
#ifndef TEST_SUPPORT_SCHOOL_H
#define TEST_SUPPORT_SCHOOL_H

#include "app/act.h"
#include "test/support/front.h"

/* People by id: "ann" and "ben" learn, "kim" and "lee" assess ("lee" learns
 * too), "reg" is the registrar, "out" the registrar of the other school. */

/* For cmocka: *state is a struct front *. */
int school_open(void **state);

/* The person acts, with the roles that the person has at the school; "out"
 * acts in the other organisation. */
struct act school_act(struct front *front, const char *person);

/* A learner who is enrolled by the registrar, and the id of the enrolment. */
str school_enrol(struct front *front, const char *person);

/* Ends every enrolment of the person that is under way, for the next test. */
void school_clear(struct front *front, const char *person);

#endif
