/*
 * The demo data (domain/demo.h) as rows, through the same use cases as any
 * other data: organisations with keys, people with memberships, listed
 * achievements with their published statements.
 */
#ifndef APP_DEMO_H
#define APP_DEMO_H

#include "app/platform.h"
#include "domain/demo.h"

/* A link that signs one person in, once. */
struct demo_link {
    str role; /* "owner", ... of the college; "learner" */
    str name;
    str url;
};

enum {
    DEMO_LINKS_MAX = DEMO_STAFF + 1,
};

struct demo_made {
    size_t n_organisations;
    size_t n_achievements;
    size_t n_people;
    size_t n_awards;
    struct demo_link links[DEMO_LINKS_MAX];
    size_t n_links;
};

/* Fills an empty platform; texts live in the arena. E_CONFLICT when there is
 * an organisation already. */
MUST_USE code demo_fill(struct worker *worker,
    enum demo_size size,
    int64_t now,
    struct arena *arena,
    struct demo_made *ret,
    struct err *reterr);

#endif
