/*
 * Days of the calendar and the periods of RULES 2.1: months are added with
 * the day held to the month's end, a validity ends the day before. The clock
 * is never read; every day enters as an argument.
 */
#ifndef RULE_CALENDAR_H
#define RULE_CALENDAR_H

#include "base/err.h"

/* A day, counted from 0001-01-01, which is 1 (proleptic Gregorian calendar,
 * years 1 to 9999). 0 is no day. */
typedef int32_t date;

enum {
    DATE_NONE = 0,
    DATE_BYTES = 10, /* YYYY-MM-DD */
};

/* DATE_NONE when the text is no day in this form. */
date date_parse(str text);

/* The day of the text's first ten bytes: of a date or a dateTime, as it is
 * written, in its own zone. DATE_NONE when it does not begin with a day. */
date date_of_text(str text);

/* The day of the instant in UTC. */
date date_of_unix(int64_t unix_s);

/* The instant at which the day begins in UTC. */
int64_t date_unix(date day);

/* Writes the ten characters; `day` is one. */
void date_format(date day, char ret[DATE_BYTES]);

/* The same day of another month, held to that month's end. DATE_NONE when it
 * leaves the calendar. */
date date_add_months(date day, int32_t months);
date date_add_days(date day, int32_t days);

/* The n-th day after `day` that is no Saturday or Sunday. */
date date_add_working_days(date day, int32_t n);

/* The last day of an award of that day, both ends included: 2025-03-01 and
 * 12 months give 2026-02-28. */
date date_last_valid(date awarded, int32_t validity_months);

/* Is `day` within so many months before `at`, the first day included? */
bool date_within_months(date day, int32_t months, date at);

#endif
