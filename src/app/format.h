/*
 * Days, times, hours and money as a language writes them. Like messages,
 * they never fail: what cannot be made is left empty.
 */
#ifndef APP_FORMAT_H
#define APP_FORMAT_H

#include "app/say.h"
#include "rule/unit.h"

/* The day of an instant, in UTC: "15 May 2026". */
str format_date(struct arena *arena, enum lang lang, int64_t unix_s);

/* The same of a day in text, "2026-05-15"; other text as it is. */
str format_day(struct arena *arena, enum lang lang, str day);

/* "15 May 2026, 14:05 UTC". */
str format_time(struct arena *arena, enum lang lang, int64_t unix_s);

/* "12 hours", "45 minutes", "1 hour 30 minutes". */
str format_minutes(struct arena *arena, enum lang lang, int64_t minutes);

/* "AUD 120", "EUR 99.50"; nothing to pay is "free". */
str format_money(struct arena *arena, enum lang lang, struct money money);

/* Hundredths, as credit is kept: "4", "2.5". */
str format_hundredths(struct arena *arena, enum lang lang, int64_t hundredths);

/* "2026-05-15" and "2026-05-15T14:05:00Z", for machines. */
str format_iso_day(struct arena *arena, int64_t unix_s);
str format_iso_time(struct arena *arena, int64_t unix_s);

#endif
