/*
 * What a person typed into a field as a value, and a value as it would be
 * typed. What cannot be read is a fault beside its field, and nothing.
 */
#ifndef WEB_TYPED_H
#define WEB_TYPED_H

#include "web/web.h"

enum {
    TYPED_FAULTS_MAX = 80,
};

/* What is wrong with a form, for struct view. */
struct typed_faults {
    struct view_faults items[TYPED_FAULTS_MAX];
    size_t n;
};

/* A form that is being read. */
struct typed {
    struct web *web;
    struct typed_faults *faults;
};

/* Adds a fault; the words are borrowed. */
void typed_fault(struct typed_faults *faults, str field, str words);
void typed_complain(const struct typed *typed, str field, enum message words);

/* Without white space around it. */
str typed_trim(str text);

/* The parts of a text between marks, trimmed, without empty ones, at most
 * `max` of them. */
const str *typed_split(
    const struct typed *typed, str text, char mark, size_t max, size_t *ret_n);
str typed_join(struct web *web, const str *parts, size_t n, str between);

/* The name of a row for its faults, counted from 1: "task-2" for 1. */
str typed_field(struct web *web, str what, size_t i);

/* A whole number, perhaps below 0, at most `max`; empty is 0, and back. */
int64_t typed_number(
    const struct typed *typed, str field, str text, int64_t max);
str typed_number_text(struct web *web, int64_t number);

/* "2.5" as 250; empty is 0, and back. */
int64_t typed_hundredths(const struct typed *typed, str field, str text);
str typed_decimal_text(struct web *web, int64_t hundredths);

/* "12", "12.5" or "12:30" in minutes; empty is 0, and back. */
int64_t typed_hours(const struct typed *typed, str field, str text);
str typed_hours_text(struct web *web, int64_t minutes);

/* "120" or "99.50" in minor units of the currency, and back. */
int64_t typed_money(
    const struct typed *typed, str field, str text, str currency);
str typed_money_text(struct web *web, int64_t minor, str currency);

/* Three capitals. */
str typed_currency(const struct typed *typed, str field, str text);

/* What was done, as the query of a redirection tells it ("save"), for the
 * notice of the page; MSG_NONE for another word. */
enum message typed_notice(str did);

/* A day YYYY-MM-DD, or empty. */
str typed_day(const struct typed *typed, str field, str text);

#endif
