/*
 * Facts of an achievement as its pages write them, in the language of the
 * page. Texts live in the request's arena, which says if it failed.
 */
#ifndef WEB_FACT_H
#define WEB_FACT_H

#include "app/achievement.h"
#include "web/web.h"

str fact_joined(struct web *web, str a, str b, str c);

/* `before`, the id as one segment, `after`. */
str fact_url(struct web *web, str before, str id, str after);

/* Digits alone, for machines. */
str fact_number(struct web *web, int64_t number);

str fact_minutes(struct web *web, int64_t minutes);
str fact_mode(struct web *web, size_t mode);

/* "24 months"; "without end". */
str fact_months(struct web *web, int64_t months);

/* "English"; a language without pages of ours as its code. */
str fact_language(str tag);

/* As the clarifying statement names them; empty: not stated. */
str fact_complexity(struct web *web, int64_t complexity);
str fact_supervision(struct web *web, int64_t supervision);

/* "by policy M1"; empty without one. */
str fact_moderation(struct web *web, str policy);

/* "AQF 5"; empty without a level. */
str fact_level(struct web *web, const struct achievement_version *version);

/* "12 hours · AQF 5 · AUD 120" */
str fact_line(struct web *web, const struct achievement_version *version);

/* The words of an organisation's kind and state. */
enum message fact_organisation(int64_t kind);
enum message fact_organisation_state(int64_t state);

#endif
