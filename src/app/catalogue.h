/*
 * What anybody may see of achievements: the catalogue, the page of one, two
 * side by side. Only what is or was listed.
 */
#ifndef APP_CATALOGUE_H
#define APP_CATALOGUE_H

#include "app/achievement.h"
#include "draw/design.h"
#include "rule/compare.h"

/* A version that is or was listed; 0: the last one that was. */
MUST_USE code catalogue_get(struct act *act,
    str id,
    int64_t version,
    struct achievement_full *ret,
    struct err *reterr);

/* How its badge looks: what the definition says, else from its title. */
MUST_USE code catalogue_design(const struct achievement_full *full,
    struct arena *arena,
    struct badge_design *ret,
    struct err *reterr);

/* Its badge as SVG: drawn, or the picture that was sent in, a PNG embedded. */
MUST_USE code catalogue_drawing(struct act *act,
    const struct achievement_full *full,
    str *ret,
    struct err *reterr);

/* The words in their order, anything between, as LIKE asks for them in what is
 * searched; a percent sign stands for any one character. Empty for none. */
str catalogue_pattern(str text, struct arena *arena);

struct catalogue_query {
    str slug; /* of an organisation; empty and 0: any */
    str text;
    str skill;
    int64_t level;
    int64_t minutes_min;
    int64_t minutes_max;
    int64_t price_max; /* minor units; -1: any */
    int64_t mode;      /* enum participation */
    bool credit_bearing;
    int64_t limit;
    int64_t offset;
};

struct catalogue_hit {
    struct achievement_version version;
    struct organisation organisation;
    const struct achievement_skill *skills;
    size_t n_skills;
};

struct catalogue_hits {
    const struct catalogue_hit *hits;
    size_t n_hits;
    int64_t n; /* in all */
};

MUST_USE code catalogue_search(struct act *act,
    const struct catalogue_query *query,
    struct catalogue_hits *ret,
    struct err *reterr);

/* The last to be listed, at most `limit` of them, and how many there are. */
MUST_USE code catalogue_newest(struct act *act,
    int64_t limit,
    struct catalogue_hits *ret,
    struct err *reterr);

/* Skills of what is listed, by name: to choose from. */
MUST_USE code catalogue_skills(struct act *act,
    struct achievement_skill **ret,
    size_t *ret_n,
    struct err *reterr);

/* Two side by side (RULES 4.3). */
struct catalogue_pair {
    struct achievement_full a;
    struct achievement_full b;
    struct comparison comparison;
};

MUST_USE code catalogue_compare(struct act *act,
    str a,
    str b,
    struct catalogue_pair *ret,
    struct err *reterr);

#endif
