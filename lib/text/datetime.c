#include "text/datetime.h"

enum {
    YEAR_DIGITS_MAX = 9,
    YEAR_END = 1000000000,
    DAY_SECONDS = 86400,
    NANOS_DIGITS = 9,
    ZONE_MINUTES_MAX = 14 * 60, /* XSD 3.3.7.1 */
};

/* A cursor over the text: each step is true, and moves, if it fits. */
struct reader {
    str text;
    size_t at;
};

static char peek(const struct reader *r)
{
    return (char)(r->at < r->text.len ? r->text.ptr[r->at] : '\0');
}

static bool skip(struct reader *r, char c)
{
    if (r->at >= r->text.len || r->text.ptr[r->at] != c)
        return false;
    r->at++;
    return true;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Just n digits, a number from min to max. */
static bool number(
    struct reader *r, size_t n, int32_t min, int32_t max, int32_t *ret)
{
    int32_t value = 0;
    size_t i;

    for (i = 0; i < n; i++) {
        if (!is_digit(peek(r)))
            return false;
        value = value * 10 + (r->text.ptr[r->at++] - '0');
    }
    *ret = value;
    return value >= min && value <= max;
}

static bool is_leap(int32_t year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int32_t month_days(int32_t year, int32_t month)
{
    if (month == 2)
        return is_leap(year) ? 29 : 28;
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

/* Days from 1970-01-01, proleptic Gregorian. Years are counted from March,
 * so that the leap day ends one: 153 days are five months of such a year,
 * 146097 days are 400 years. */
static int64_t days_of(int32_t year, int32_t month, int32_t day)
{
    int64_t y = (int64_t)year - (month <= 2);
    int64_t era = (y >= 0 ? y : y - 399) / 400;
    int64_t of_era = y - era * 400;
    int64_t of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;

    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year -
           719468;
}

static bool read_year(struct reader *r, enum datetime_form form, int32_t *ret)
{
    bool negative = form == DATETIME_XSD && skip(r, '-');
    size_t n = 0;
    int32_t year = 0;

    while (n < r->text.len - r->at && is_digit(r->text.ptr[r->at + n]))
        n++;
    if (n < 4 || n > YEAR_DIGITS_MAX ||
        (n > 4 && (form == DATETIME_RFC3339 || peek(r) == '0')))
        return false;
    if (!number(r, n, 0, INT32_MAX, &year))
        return false;
    *ret = negative ? -year : year;
    return true;
}

/* YEAR-MM-DD as days from 1970-01-01. */
static bool read_date(struct reader *r, enum datetime_form form, int64_t *ret)
{
    int32_t year = 0;
    int32_t month = 0;
    int32_t day = 0;

    if (!read_year(r, form, &year) || !skip(r, '-') ||
        !number(r, 2, 1, 12, &month) || !skip(r, '-') ||
        !number(r, 2, 1, month_days(year, month), &day))
        return false;
    *ret = days_of(year, month, day);
    return true;
}

/* hh:mm:ss with a fraction, as seconds of the day. */
static bool read_time(struct reader *r,
    enum datetime_form form,
    int32_t *ret_seconds,
    uint32_t *ret_nanos)
{
    bool is_xsd = form == DATETIME_XSD;
    int32_t hour = 0;
    int32_t minute = 0;
    int32_t second = 0;
    uint32_t nanos = 0;
    uint32_t n_digits = 0;
    bool is_whole = true; /* all digits of the fraction are zero */

    if (!number(r, 2, 0, is_xsd ? 24 : 23, &hour) || !skip(r, ':') ||
        !number(r, 2, 0, 59, &minute) || !skip(r, ':') ||
        !number(r, 2, 0, is_xsd ? 59 : 60, &second))
        return false;
    if (skip(r, '.')) {
        if (!is_digit(peek(r)))
            return false;
        for (; is_digit(peek(r)); r->at++, n_digits++) {
            uint32_t digit = (uint32_t)(peek(r) - '0');

            is_whole = is_whole && digit == 0;
            if (n_digits < NANOS_DIGITS)
                nanos = nanos * 10 + digit;
        }
        for (; n_digits < NANOS_DIGITS; n_digits++)
            nanos *= 10;
    }
    /* XSD 3.3.7.2: 24:00:00 is the first instant of the next day. */
    if (hour == 24 && (minute > 0 || second > 0 || !is_whole))
        return false;
    *ret_seconds = hour * 3600 + minute * 60 + second;
    *ret_nanos = nanos;
    return true;
}

static bool read_zone(
    struct reader *r, enum datetime_form form, struct datetime *when)
{
    bool is_xsd = form == DATETIME_XSD;
    int32_t hours = 0;
    int32_t minutes = 0;
    char sign = peek(r);

    when->has_zone = true;
    if (skip(r, 'Z') || (!is_xsd && skip(r, 'z')))
        return true;
    if (!skip(r, '+') && !skip(r, '-')) {
        when->has_zone = false;
        return is_xsd;
    }
    if (!number(r, 2, 0, 23, &hours) || !skip(r, ':') ||
        !number(r, 2, 0, 59, &minutes))
        return false;
    minutes += hours * 60;
    when->offset_minutes = (int16_t)(sign == '-' ? -minutes : minutes);
    return !is_xsd || minutes <= ZONE_MINUTES_MAX;
}

bool datetime_parse(str text, enum datetime_form form, struct datetime *ret)
{
    struct reader r = {text, 0};
    struct datetime when = {0};
    int64_t days = 0;
    int32_t seconds = 0;
    bool is_leap_second;

    if (!read_date(&r, form, &days) ||
        !(skip(&r, 'T') || (form == DATETIME_RFC3339 && skip(&r, 't'))) ||
        !read_time(&r, form, &seconds, &when.nanos))
        return false;
    is_leap_second = form == DATETIME_RFC3339 && text.ptr[17] == '6';
    if (!read_zone(&r, form, &when) || r.at != text.len)
        return false;
    when.unix_s =
        days * DAY_SECONDS + seconds - (int64_t)when.offset_minutes * 60;
    /* The zone may not carry the year beyond its digits. */
    if (when.unix_s < days_of(-YEAR_END + 1, 1, 1) * DAY_SECONDS ||
        when.unix_s >= days_of(YEAR_END, 1, 1) * DAY_SECONDS)
        return false;
    /* RFC 3339 5.7: only at the end of a day of UTC. */
    if (is_leap_second && when.unix_s % DAY_SECONDS != 0)
        return false;
    *ret = when;
    return true;
}

bool datetime_is_date(str text)
{
    struct reader r = {text, 0};
    int64_t days = 0;

    return read_date(&r, DATETIME_RFC3339, &days) && r.at == text.len;
}

int datetime_cmp(const struct datetime *a, const struct datetime *b)
{
    if (a->unix_s != b->unix_s)
        return a->unix_s < b->unix_s ? -1 : 1;
    return (a->nanos > b->nanos) - (a->nanos < b->nanos);
}

/* --- writing --- */

/* At least n digits. */
static char *put_number(char *to, uint64_t value, size_t n)
{
    char digits[20];
    size_t at = sizeof(digits);

    while (value > 0 || sizeof(digits) - at < n) {
        digits[--at] = (char)('0' + value % 10);
        value /= 10;
    }
    while (at < sizeof(digits))
        *to++ = digits[at++];
    return to;
}

/* The inverse of days_of. */
static char *put_date(char *to, int64_t days)
{
    int64_t from_march = days + 719468;
    int64_t era = (from_march >= 0 ? from_march : from_march - 146096) / 146097;
    int64_t of_era = from_march - era * 146097;
    int64_t y =
        (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int64_t of_year = of_era - (365 * y + y / 4 - y / 100);
    int64_t m = (5 * of_year + 2) / 153;
    int64_t month = m < 10 ? m + 3 : m - 9;
    int64_t year = era * 400 + y + (month <= 2);

    if (year < 0)
        *to++ = '-';
    to = put_number(to, (uint64_t)(year < 0 ? -year : year), 4);
    *to++ = '-';
    to = put_number(to, (uint64_t)month, 2);
    *to++ = '-';
    return put_number(to, (uint64_t)(of_year - (153 * m + 2) / 5 + 1), 2);
}

size_t datetime_format(const struct datetime *when, char ret[DATETIME_BYTES])
{
    int64_t seconds = when->unix_s % DAY_SECONDS;
    int64_t days = when->unix_s / DAY_SECONDS;
    char *to = ret;

    if (seconds < 0) {
        seconds += DAY_SECONDS;
        days--;
    }
    to = put_date(to, days);
    *to++ = 'T';
    to = put_number(to, (uint64_t)seconds / 3600, 2);
    *to++ = ':';
    to = put_number(to, (uint64_t)seconds / 60 % 60, 2);
    *to++ = ':';
    to = put_number(to, (uint64_t)seconds % 60, 2);
    if (when->nanos > 0) {
        *to++ = '.';
        to = put_number(to, when->nanos, NANOS_DIGITS);
        while (to[-1] == '0')
            to--;
    }
    *to++ = 'Z';
    return (size_t)(to - ret);
}
