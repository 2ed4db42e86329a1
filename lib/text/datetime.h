/*
 * Instants in text: XSD 1.1 dateTime and dateTimeStamp (section 3.3.7,
 * 3.4.28; VCDM 2.0 section 4.9) and RFC 3339.
 */
#ifndef TEXT_DATETIME_H
#define TEXT_DATETIME_H

#include "base/str.h"

enum datetime_form {
    /* Any year, also negative or of more than four digits; 24:00:00; a zone
     * up to 14:00, or none. No leap second. */
    DATETIME_XSD,
    /* Four digits; 't' and 'z' allowed; a zone is required; second 60 is
     * allowed where it ends a UTC day. */
    DATETIME_RFC3339,
};

enum {
    DATETIME_BYTES = 48, /* the longest text that datetime_format writes */
};

struct datetime {
    int64_t unix_s;         /* of the instant; a leap second counts as the
                               first second of the next day */
    uint32_t nanos;         /* further digits of a fraction are dropped */
    int16_t offset_minutes; /* east of UTC, as written */
    bool has_zone;          /* without one the text is taken as UTC */
};

/* False when the text has not this form, names no day of the calendar, or a
 * year beyond nine digits. */
bool datetime_parse(str text, enum datetime_form form, struct datetime *ret);

/* YYYY-MM-DD, a day of the calendar (RFC 3339 full-date). */
bool datetime_is_date(str text);

/* <0, 0 or >0: the order of the instants. */
int datetime_cmp(const struct datetime *a, const struct datetime *b);

/* Writes the instant in UTC ("2026-11-24T21:57:02Z"), with a fraction only
 * if there is one. Returns the length. */
size_t datetime_format(const struct datetime *when, char ret[DATETIME_BYTES]);

#endif
