/*
 * An achievement is what can be earned; its versions are what it meant when.
 * A listed version never changes (invariant 12). RULES 2.2, 2.4.
 */
#ifndef DOMAIN_ACHIEVEMENT_H
#define DOMAIN_ACHIEVEMENT_H

#include "domain/move.h"
#include "domain/names.h"

enum achievement_state {
    ACHIEVEMENT_DRAFT = 1,
    ACHIEVEMENT_APPROVED,
    ACHIEVEMENT_LISTED,
    ACHIEVEMENT_SUPERSEDED,
    ACHIEVEMENT_RETIRED,
};

enum achievement_action {
    ACHIEVEMENT_APPROVE = 1, /* by a second person */
    ACHIEVEMENT_REOPEN,      /* an approved one is changed again */
    ACHIEVEMENT_LIST,
    ACHIEVEMENT_SUPERSEDE, /* a newer version is listed */
    ACHIEVEMENT_RETIRE,
    ACHIEVEMENT_RESTORE, /* retired by mistake */
};

struct skill {
    str tenant;
    str skill; /* its code or IRI */
    str name;
    str name_key; /* folded name and other names */
    str framework;
    str url;
    int64_t level_max; /* of its scale of proficiency */
    str replaced_by;
};

struct achievement {
    str tenant;
    str id;
    str code;               /* the organisation's own short name, "COM1" */
    str title;              /* of the newest version */
    int64_t version;        /* the newest */
    int64_t listed_version; /* what is offered now; 0: none */
    int64_t state;          /* enum achievement_state of the newest */
    int64_t shared;         /* 1: others may adopt the definition */
    str adopted_from;       /* the achievement it was adopted from */
    str replaced_by;
    str retired_on;
    str run;
    str created_by;
    int64_t created_at;
    int64_t updated_at;
};

struct achievement_version {
    str tenant;
    str achievement;
    int64_t version;  /* from 1 */
    int64_t state;    /* enum achievement_state */
    int64_t revision; /* of the draft: a save of an older one fails */
    str title;        /* taken out of the definition, to search and list: */
    str summary;
    str type; /* AchievementType of Open Badges */
    str language;
    int64_t volume_minutes;
    str level_framework;
    int64_t level;  /* 0: none */
    int64_t credit; /* hundredths */
    str credit_system;
    int64_t price; /* minor units */
    str currency;
    int64_t mode;            /* enum participation */
    int64_t supervision;     /* enum supervision */
    int64_t complexity;      /* enum complexity */
    int64_t validity_months; /* 0: without end */
    int64_t credit_bearing;  /* 1: its statement passed C1 to C4 */
    str search;     /* folded: code, title, summary, outcomes, skills */
    str definition; /* JSON, domain/definition_json */
    str image;      /* the drawing as a file (SVG) */
    str image_png;  /* and as PNG */
    str digest;     /* SHA-256 of the definition, hex, once approved */
    str created_by;
    int64_t created_at;
    int64_t updated_at;
    str approved_by; /* never who created it */
    int64_t approved_at;
    str listed_on;
    int64_t review_at; /* sent for review; 0: not waiting */
    str review_by;
    str review_note; /* why it came back */
    str edited_by;   /* who saved last: does not approve either */
};

struct achievement_skill {
    str tenant;
    str achievement;
    int64_t version;
    str skill;
    str name;
    int64_t level; /* of proficiency */
};

extern const struct names achievement_state_names;
extern const struct names achievement_action_names;

/* RULES 2.4; E_STATE_ORDER. */
MUST_USE code achievement_next(
    int64_t state, int64_t action, int64_t *ret, struct err *reterr);

/* May the definition of this version be written? E_IMMUTABLE once it is
 * listed, superseded or retired (invariant 12). */
MUST_USE code achievement_may_write(
    const struct achievement_version *version, struct err *reterr);

#endif
