/*
 * What a person wants to read of a badge, taken from a credential: texts that
 * point into the tree, empty where it says nothing. It says nothing about
 * whether the badge is genuine: show it as fact only beside a good report.
 */
#ifndef BADGE_SUMMARY_H
#define BADGE_SUMMARY_H

#include "text/json.h"

struct badge_summary {
    str id;    /* of the credential */
    str title; /* of the achievement, else of the credential */
    str description;
    str criteria; /* Markdown */
    str criteria_url;
    str type; /* achievementType */
    str code; /* humanCode */
    str version;
    str language;
    str field;     /* fieldOfStudy */
    str image;     /* of the badge, else of the achievement: a URL or data: */
    str issuer_id; /* before the name: names can be borrowed */
    str issuer_name;
    str creator_id; /* who defined it; empty: not said */
    str creator_name;
    str recipient; /* id, or an unhashed identifier */
    str narrative; /* Markdown: how this learner did it */
    str license;
    str valid_from;
    str valid_until;
    str awarded;
    str credits_available; /* as written */
    str credits_earned;
    str credits;                    /* earned, else available */
    const struct json *achievement; /* NULL if there is none */
    /* One or an array each, or NULL: */
    const struct json *alignments;
    const struct json *results;
    const struct json *evidence;
    const struct json *tags;
    const struct json *related;
    const struct json *status; /* credentialStatus */
    /* One, or NULL: */
    const struct json *statement; /* badge/statement.h */
    const struct json *assessed;  /* the same */
};

struct badge_summary badge_summary(const struct json *credential);

/* A result as a person reads it: which one, its value or the name of the
 * level achieved, and its status. */
struct badge_result_line {
    str name;
    str value;
    str status;
};

struct badge_result_line badge_result_line(
    const struct json *result, const struct json *achievement);

/* The text of a string, of a value object, or of the first of an array of
 * such. */
str badge_text(const struct json *value);

/* The first of a member that may be one value or an array; and the one after
 * `item` in it, or NULL. */
const struct json *badge_first(const struct json *list);
const struct json *badge_next(const struct json *list, const struct json *item);

#endif
