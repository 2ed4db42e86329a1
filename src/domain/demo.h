/*
 * The demo data (RULES 8): five organisations, their courses, learners with
 * what they did, as plain functions of an index. Nobody in it is real; the
 * same size and day give the same data. It becomes rows through the use cases
 * of src/app, like anything else.
 */
#ifndef DOMAIN_DEMO_H
#define DOMAIN_DEMO_H

#include "domain/definition.h"
#include "domain/person.h"

enum demo_size {
    DEMO_TINY = 1, /* 40 learners, for tests */
    DEMO_DEMO,     /* 2 400 learners */
    DEMO_LOAD,     /* 200 000 learners */
};

enum demo_organisation {
    DEMO_COLLEGE,
    DEMO_EMPLOYER,
    DEMO_BODY,
    DEMO_REGISTER,
    DEMO_UNIVERSITY,
    DEMO_ORGANISATIONS,
};

enum {
    DEMO_COHORT_LEARNERS = 35, /* learners 0 to 34: cohort 1, */
    DEMO_COHORT_AWARDS = 72,   /* over two semesters */
    DEMO_STEPS_MAX = 24,
    DEMO_BEGAN_DAYS = 330, /* before today: older than every step */
    DEMO_STAFF = 7,
};

/* Names and what belongs to them; ids, times and keys are left out. */
void demo_organisation(enum demo_organisation which,
    struct arena *arena,
    struct organisation *ret);

/* --- courses --- */

size_t demo_n_courses(enum demo_organisation which);

/* The course's code ("COM1") and, empty for none, that of the course which
 * comes before it. */
str demo_course_code(enum demo_organisation which, size_t course);
str demo_course_before(enum demo_organisation which, size_t course);

/* Complete: definition_check finds nothing in it. */
MUST_USE code demo_definition(enum demo_organisation which,
    size_t course,
    struct arena *arena,
    struct definition *ret,
    struct err *reterr);

/* The signed offer of credit that a credit-bearing course comes with; false
 * for the others. */
bool demo_offer(enum demo_organisation which, size_t course, struct offer *ret);

/* --- people --- */

struct demo_person {
    str name;
    str email;
    str language;
    str number; /* of the student or of staff */
};

struct demo_staff {
    struct demo_person person;
    int64_t role; /* enum role */
};

size_t demo_n_learners(enum demo_size size);

MUST_USE code demo_learner(size_t learner,
    struct arena *arena,
    struct demo_person *ret,
    struct err *reterr);

/* Of DEMO_STAFF people: one for each role, and a second assessor. */
MUST_USE code demo_staff(enum demo_organisation which,
    size_t i,
    struct arena *arena,
    struct demo_staff *ret,
    struct err *reterr);

/* --- what learners did at the college --- */

struct demo_step {
    size_t course;
    int64_t state; /* enum enrolment_state where it ended up */
    date enrolled;
    date ended; /* awarded, handed in or withdrawn; DATE_NONE while open */
};

/* At most DEMO_STEPS_MAX steps in the order of their days, none after
 * `today`, a course that comes before another awarded earlier; returns how
 * many. */
size_t demo_steps(
    size_t learner, date today, struct demo_step ret[DEMO_STEPS_MAX]);

#endif
