/*
 * A definition as Open Badges 3.0 says it (badge/achievement.h): the
 * Achievement with its alignments and rubric, the organisation as a Profile,
 * the grade as a Result. What has no place there (minutes, supervision)
 * travels in the clarifying statement.
 */
#ifndef DOMAIN_DEFINITION_BADGE_H
#define DOMAIN_DEFINITION_BADGE_H

#include "domain/definition.h"
#include "text/json.h"

struct badge_names {
    str base_url;    /* of the installation, no slash at the end */
    str achievement; /* absolute URL of this version: its id */
    str issuer;      /* DID or URL of the organisation: its id */
    str image;       /* absolute URL of the picture, or empty */
    str version;     /* "2" */
};

/* The trees live in the arena and point into their arguments; NULL after a
 * failure of the arena. `statement` is badge/statement.h's, or NULL. */
struct json *definition_badge(const struct definition *definition,
    const struct badge_names *names,
    const struct json *creator,
    const struct json *statement,
    struct arena *arena);

/* B.1.14 */
struct json *organisation_profile(const struct organisation *organisation,
    const struct badge_names *names,
    struct arena *arena);

/* The grade as a list of one Result that points to the rubric above; NULL
 * when the definition has no such grade. */
struct json *definition_results(const struct definition *definition,
    const struct badge_names *names,
    str grade,
    struct arena *arena);

/* Hundredths as a decimal number: 250 is "2.5"; empty for nothing. */
str credit_decimal(int64_t hundredths, struct arena *arena);

#endif
