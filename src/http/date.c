#include "http/date.h"

#include "text/datetime.h"

#include <stdio.h>
#include <stdlib.h>

enum {
    S_A_DAY = 86400,
    THURSDAY = 4, /* 1970-01-01 */
};

static size_t format(int64_t unix_s, const char *zone, char ret[DATE_BYTES])
{
    static const char DAYS[7][4] = {
        "Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static const char MONTHS[12][4] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    struct datetime when = {.unix_s = unix_s};
    char iso[DATETIME_BYTES]; /* "1994-11-06T08:49:37Z" */
    int64_t day = unix_s / S_A_DAY - (unix_s % S_A_DAY < 0); /* rounded down */
    long month;

    iso[datetime_format(&when, iso)] = '\0';
    month = strtol(iso + 5, NULL, 10);
    return (size_t)snprintf(ret, DATE_BYTES, "%s, %.2s %s %.4s %.8s %s",
        DAYS[((day + THURSDAY) % 7 + 7) % 7], iso + 8,
        MONTHS[month >= 1 && month <= 12 ? month - 1 : 0], iso, iso + 11, zone);
}

size_t date_http(int64_t unix_s, char ret[DATE_BYTES])
{
    return format(unix_s, "GMT", ret);
}

size_t date_mail(int64_t unix_s, char ret[DATE_BYTES])
{
    return format(unix_s, "+0000", ret);
}
