/*
 * The tables that the demo data is made from; for domain/demo only.
 */
#ifndef DOMAIN_DEMO_DATA_H
#define DOMAIN_DEMO_DATA_H

#include "domain/demo.h"

#include <stdbool.h>

enum {
    DEMO_COURSE_SKILLS = 3,
    DEMO_NAMES = 6,
};

struct demo_skill {
    const char *code; /* NULL: none */
    int level;        /* 1 to 5 */
};

struct demo_course {
    const char *code;
    const char *title;
    int hours;
    int price; /* whole dollars */
    int level; /* AQF; 0: none */
    int points;
    int validity_months;
    struct demo_skill skills[DEMO_COURSE_SKILLS];
    const char *before;
    const char *summary;
    const char *outcomes[2];
    const char *challenge;
};

struct demo_courses {
    const struct demo_course *courses;
    size_t n;
};

/* People of one language: given and family names, and how the given names
 * are written in an address. */
struct demo_names {
    const char *language;
    bool family_first;
    bool joined; /* no space between */
    const char *given[DEMO_NAMES];
    const char *latin[DEMO_NAMES];
    const char *family[DEMO_NAMES];
};

extern const struct demo_courses demo_college_courses;
extern const struct demo_courses demo_employer_courses;
extern const struct demo_courses demo_body_courses;

extern const struct demo_names demo_names[];
extern const size_t demo_n_names;

/* Texts one after another, in the arena. */
#define DEMO_JOIN(arena, ...)                                                  \
    arena_join((arena), (const str[]){__VA_ARGS__},                            \
        sizeof((const str[]){__VA_ARGS__}) / sizeof(str))

str demo_domain(enum demo_organisation which);

/* The name of a skill by its code. */
str demo_skill_name(str skill);

#endif
