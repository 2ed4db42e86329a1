/*
 * What an image carries, whatever its format.
 */
#ifndef CARRIER_CARRIED_H
#define CARRIER_CARRIED_H

#include "base/limit.h"
#include "crypto/provider.h"

/* Kinds of content, also as a set of bits: which of them a caller can use.
 * An image may hold one of each; the first of this list that is wanted and
 * there is what it carries. */
enum carried_kind {
    CARRIED_PLAIN = 0,   /* no image around it: JSON or a compact JWS */
    CARRIED_BADGE_3 = 1, /* Open Badges 3.0: JSON, or a compact JWS */
    CARRIED_CLR_2 = 2,   /* Comprehensive Learner Record 2.0: the same */
    CARRIED_BADGE_2 = 4, /* Open Badges 2: JSON, or a compact JWS */
    CARRIED_BADGE_1 = 8, /* the URL of a hosted assertion; never fetched */
};

enum {
    CARRIED_N = 4,
    CARRIED_CURRENT = CARRIED_BADGE_3 | CARRIED_CLR_2 | CARRIED_BADGE_2,
};

struct carried {
    enum carried_kind kind;
    str text;
};

/* What a carrier works with. */
struct carrier_tools {
    const struct budget *budget;
    const struct provider *provider; /* inflates what is packed in a PDF */
    struct arena *arena;
};

#endif
