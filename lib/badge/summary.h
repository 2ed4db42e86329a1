/*
 * What a person wants to read of a badge, taken from a credential: texts that
 * point into the tree, empty where it says nothing. It says nothing about
 * whether the badge is genuine: show it as fact only beside a good report.
 */
#ifndef BADGE_SUMMARY_H
#define BADGE_SUMMARY_H

#include "text/json.h"

struct badge_summary {
    str title; /* of the achievement, else of the credential */
    str description;
    str criteria;  /* Markdown */
    str type;      /* achievementType */
    str code;      /* humanCode */
    str issuer_id; /* before the name: names can be borrowed */
    str issuer_name;
    str recipient; /* id, or an unhashed identifier */
    str valid_from;
    str valid_until;
    str awarded;
    str credits; /* creditsEarned, else creditsAvailable, as written */
    const struct json *achievement; /* NULL if there is none */
    const struct json *alignments;  /* object or array, or NULL */
    const struct json *results;     /* the same */
    const struct json *evidence;    /* the same */
};

struct badge_summary badge_summary(const struct json *credential);

/* The text of a string, of a value object, or of the first of an array of
 * such. */
str badge_text(const struct json *value);

/* The first of a member that may be one value or an array; and the one after
 * `item` in it, or NULL. */
const struct json *badge_first(const struct json *list);
const struct json *badge_next(const struct json *list, const struct json *item);

#endif
