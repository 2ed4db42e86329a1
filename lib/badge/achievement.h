/*
 * The classes of Open Badges 3.0 that an issuer fills in, as plain records,
 * and their JSON (appendix B): achievement, alignment, result description
 * and rubric, result, evidence. What is empty is left out. Texts are
 * borrowed; JSON trees are shared. Whether the words belong to the
 * enumerations is asked when the badge is made ready (badge/issue.h).
 */
#ifndef BADGE_ACHIEVEMENT_H
#define BADGE_ACHIEVEMENT_H

#include "text/json.h"

/* B.1.6 */
struct badge_alignment {
    str name;
    str url;
    str description;
    str framework; /* its name */
    str code;
    str type; /* "CFItem", "ext:...", ... */
};

/* B.1.18 */
struct badge_rubric_level {
    str id; /* an IRI */
    str name;
    str description;
    str level;
    str points;
};

/* B.1.17 */
struct badge_result_description {
    str id; /* an IRI */
    str name;
    str type;           /* "RubricCriterionLevel", "Percent", ... */
    const str *allowed; /* values, from low to high */
    size_t n_allowed;
    str required_level; /* id of a level */
    str required_value;
    str value_min;
    str value_max;
    const struct badge_rubric_level *levels; /* from low to high */
    size_t n_levels;
};

/* B.1.15: the same in another language or version. */
struct badge_related {
    str id;
    str language;
    str version;
};

/* B.1.12; id is a URL or a data: URL. */
struct badge_image {
    str id;
    str caption;
};

/* B.1.1 */
struct badge_achievement {
    str id;
    str name;
    str description;
    str criteria; /* Markdown; or */
    str criteria_url;
    str type;              /* "MicroCredential", ... */
    str credits_available; /* a decimal number */
    str field;
    str specialization;
    str code;
    str language;
    str version;
    struct badge_image image;
    const str *tags;
    size_t n_tags;
    const struct badge_alignment *alignments;
    size_t n_alignments;
    const struct badge_related *related;
    size_t n_related;
    const struct badge_result_description *results;
    size_t n_results;
    const struct json *creator;     /* Profile, or NULL */
    const struct json *endorsement; /* one or an array, or NULL */
    const struct json *statement;   /* badge/statement.h, or NULL */
};

/* NULL only when the arena is out, and for the lists below when there is
 * nothing in them. */
struct json *badge_achievement_json(
    const struct badge_achievement *v, struct arena *a);

struct json *badge_image_json(
    const struct badge_image *image, struct arena *arena);

/* B.1.16 */
struct badge_result {
    str description; /* id of the result description */
    str level;       /* id of the level achieved */
    str value;
    str status; /* "Completed", ... */
};

struct json *badge_results_json(
    const struct badge_result *all, size_t n, struct arena *a);

/* B.1.8 */
struct badge_evidence {
    str id; /* a URL, or empty */
    str name;
    str narrative; /* Markdown */
    str description;
    str genre;
    str audience;
};

struct json *badge_evidence_json(
    const struct badge_evidence *all, size_t n, struct arena *a);

#endif
