#include "rule/calendar.h"

#include "text/datetime.h"

enum {
    YEAR_MAX = 9999,
    MONTHS = 12,
    WEEK = 7,
    WORKING = 5,
    DAYS_400_YEARS = 146097,
    EPOCH = 719163, /* 1970-01-01 */
    DAY_SECONDS = 86400,
};

struct day {
    int32_t year;
    int32_t month;
    int32_t day;
};

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

/* Years are counted from March, so that the leap day ends one: 153 days are
 * five months of such a year. */
static date date_of(struct day d)
{
    int32_t y = d.year - (d.month <= 2);
    int32_t of_year = (153 * ((d.month + 9) % MONTHS) + 2) / 5 + d.day;

    return y * 365 + y / 4 - y / 100 + y / 400 + of_year - 306;
}

static struct day day_of(date when)
{
    int32_t z = when + 305;
    int32_t era = z / DAYS_400_YEARS;
    int32_t of_era = z % DAYS_400_YEARS;
    int32_t y =
        (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int32_t of_year = of_era - (365 * y + y / 4 - y / 100);
    int32_t m = (5 * of_year + 2) / 153;
    struct day d;

    d.day = of_year - (153 * m + 2) / 5 + 1;
    d.month = m < 10 ? m + 3 : m - 9;
    d.year = y + era * 400 + (d.month <= 2);
    return d;
}

static int32_t digits(str text, size_t from, size_t n)
{
    int32_t value = 0;
    size_t i;

    for (i = from; i < from + n; i++)
        value = value * 10 + (text.ptr[i] - '0');
    return value;
}

date date_parse(str text)
{
    struct day d;

    if (!datetime_is_date(text))
        return DATE_NONE;
    d = (struct day){
        digits(text, 0, 4), digits(text, 5, 2), digits(text, 8, 2)};
    return d.year > 0 ? date_of(d) : DATE_NONE;
}

date date_of_text(str text)
{
    if (text.len > DATE_BYTES && text.ptr[DATE_BYTES] != 'T' &&
        text.ptr[DATE_BYTES] != 't')
        return DATE_NONE;
    return date_parse(str_sub(text, 0, DATE_BYTES));
}

date date_of_unix(int64_t unix_s)
{
    int64_t days = unix_s / DAY_SECONDS - (unix_s % DAY_SECONDS < 0) + EPOCH;

    if (days < 1 || days > date_of((struct day){YEAR_MAX, MONTHS, 31}))
        return DATE_NONE;
    return (date)days;
}

int64_t date_unix(date day)
{
    return ((int64_t)day - EPOCH) * DAY_SECONDS;
}

static void put_digits(char *ret, size_t n, int32_t value)
{
    while (n-- > 0) {
        ret[n] = (char)('0' + value % 10);
        value /= 10;
    }
}

void date_format(date day, char ret[DATE_BYTES])
{
    struct day d = day_of(day);

    put_digits(ret, 4, d.year);
    ret[4] = '-';
    put_digits(ret + 5, 2, d.month);
    ret[7] = '-';
    put_digits(ret + 8, 2, d.day);
}

date date_add_months(date day, int32_t months)
{
    struct day d = day_of(day);
    int64_t month = (int64_t)d.year * MONTHS + d.month - 1 + months;
    int32_t last;

    if (month < MONTHS || month >= (int64_t)(YEAR_MAX + 1) * MONTHS)
        return DATE_NONE;
    d.year = (int32_t)(month / MONTHS);
    d.month = (int32_t)(month % MONTHS) + 1;
    last = month_days(d.year, d.month);
    if (d.day > last)
        d.day = last;
    return date_of(d);
}

date date_add_days(date day, int32_t days)
{
    int64_t sum = (int64_t)day + days;

    if (sum < 1 || sum > date_of((struct day){YEAR_MAX, MONTHS, 31}))
        return DATE_NONE;
    return (date)sum;
}

/* 0 Monday to 6 Sunday: 0001-01-01 was a Monday. */
static int32_t weekday(date day)
{
    return (day - 1) % WEEK;
}

date date_add_working_days(date day, int32_t n)
{
    int32_t weeks = n / WORKING;

    /* Whole weeks from a working day; a weekend counts from its Friday. */
    if (n > 0 && weekday(day) >= WORKING)
        day -= weekday(day) - (WORKING - 1);
    day = date_add_days(day, weeks * WEEK);
    for (n %= WORKING; day != DATE_NONE && n > 0; n--) {
        day = date_add_days(day, 1);
        while (day != DATE_NONE && weekday(day) >= WORKING)
            day = date_add_days(day, 1);
    }
    return day;
}

date date_last_valid(date awarded, int32_t validity_months)
{
    date end = date_add_months(awarded, validity_months);

    return end == DATE_NONE ? DATE_NONE : date_add_days(end, -1);
}

bool date_within_months(date day, int32_t months, date at)
{
    return day >= date_add_months(at, -months);
}
