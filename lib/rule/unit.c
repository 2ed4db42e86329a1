#include "rule/unit.h"

#include "base/buf.h"

enum {
    MINUTES_MAX = 100 * 1000 * 1000, /* 190 years of study */
    DECIMAL_DIGITS_MAX = 15,
    BASE = 10,
    HOUR = 60,
};

bool amount_add(int64_t a, int64_t b, int64_t *ret)
{
    if (b > 0 ? a > INT64_MAX - b : a < INT64_MIN - b)
        return false;
    *ret = a + b;
    return true;
}

bool amount_mul(int64_t a, int64_t b, int64_t *ret)
{
    bool too_large;

    if (a == 0 || b == 0) {
        *ret = 0;
        return true;
    }
    if (a > 0)
        too_large = b > 0 ? a > INT64_MAX / b : b < INT64_MIN / a;
    else
        too_large = b > 0 ? a < INT64_MIN / b : b < INT64_MAX / a;
    if (too_large)
        return false;
    *ret = a * b;
    return true;
}

/* --- durations --- */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The digits at *at, and the letter behind them. */
static bool take_part(str text, size_t *at, int64_t *ret, char *ret_letter)
{
    size_t from = *at;
    int64_t value = 0;

    while (*at < text.len && is_digit(text.ptr[*at])) {
        if (*at - from == DECIMAL_DIGITS_MAX)
            return false;
        value = value * BASE + (text.ptr[(*at)++] - '0');
    }
    if (*at == from || *at == text.len)
        return false;
    *ret = value;
    *ret_letter = text.ptr[(*at)++];
    return true;
}

code duration_parse(str text, int32_t *ret_minutes, struct err *reterr)
{
    int64_t hours = 0;
    int64_t minutes = 0;
    int64_t value = 0;
    size_t at = 2;
    char letter = '\0';
    char last = '\0';

    if (text.len < 2 || text.ptr[0] != 'P')
        return err_set(reterr, E_SYNTAX, text);
    if (text.ptr[1] != 'T')
        return err_set(reterr, E_DURATION_CALENDAR, text);
    while (at < text.len) {
        if (!take_part(text, &at, &value, &letter) || last == 'M' ||
            (letter != 'M' && (letter != 'H' || last == 'H')))
            return err_set(reterr, E_SYNTAX, text);
        if (letter == 'H')
            hours = value;
        else
            minutes = value;
        last = letter;
    }
    if (last == '\0')
        return err_set(reterr, E_SYNTAX, text);
    if (hours > MINUTES_MAX / HOUR || minutes > MINUTES_MAX ||
        hours * HOUR + minutes > MINUTES_MAX)
        return err_set(reterr, E_AMOUNT_RANGE, text);
    *ret_minutes = (int32_t)(hours * HOUR + minutes);
    return OK;
}

/* Writes a number that is not negative; gives its length. */
static size_t put_number(char *ret, int64_t value)
{
    char digits[UNIT_TEXT_BYTES];
    size_t n = 0;
    size_t i;

    do {
        digits[n++] = (char)('0' + value % BASE);
        value /= BASE;
    } while (value > 0);
    for (i = 0; i < n; i++)
        ret[i] = digits[n - 1 - i];
    return n;
}

size_t duration_format(int32_t minutes, char ret[UNIT_TEXT_BYTES])
{
    size_t n = 0;

    ret[n++] = 'P';
    ret[n++] = 'T';
    if (minutes >= HOUR) {
        n += put_number(ret + n, minutes / HOUR);
        ret[n++] = 'H';
    }
    if (minutes % HOUR > 0 || minutes < HOUR) {
        n += put_number(ret + n, minutes % HOUR);
        ret[n++] = 'M';
    }
    return n;
}

/* --- decimals --- */

enum {
    PLACES = 2,
};

/* A decimal number of at most so many places, times 10^places_max. */
static code parse_places(
    str text, size_t places_max, int64_t *ret, struct err *reterr)
{
    int64_t value = 0;
    size_t point = str_find(text, '.', 0);
    size_t whole = point == SIZE_MAX ? text.len : point;
    size_t places = point == SIZE_MAX ? 0 : text.len - point - 1;
    size_t i;

    if (whole == 0 || places > places_max || (point != SIZE_MAX && places == 0))
        return err_set(reterr, E_SYNTAX, text);
    if (whole > DECIMAL_DIGITS_MAX)
        return err_set(reterr, E_AMOUNT_RANGE, text);
    for (i = 0; i < text.len; i++) {
        if (i == point)
            continue;
        if (!is_digit(text.ptr[i]))
            return err_set(reterr, E_SYNTAX, text);
        value = value * BASE + (text.ptr[i] - '0');
    }
    for (; places < places_max; places++)
        value *= BASE;
    *ret = value;
    return OK;
}

code decimal_parse(str text, int64_t *ret_hundredths, struct err *reterr)
{
    return parse_places(text, PLACES, ret_hundredths, reterr);
}

/* value / 10^places without zeros at the end. */
static size_t put_decimal(char *ret, int64_t value, int places)
{
    int64_t unit = 1;
    int64_t rest;
    size_t n = 0;
    int i;

    if (value < 0) {
        ret[n++] = '-';
        value = value == INT64_MIN ? INT64_MAX : -value;
    }
    for (i = 0; i < places; i++)
        unit *= BASE;
    rest = value % unit;
    n += put_number(ret + n, value / unit);
    if (rest > 0)
        ret[n++] = '.';
    while (rest > 0) {
        unit /= BASE;
        ret[n++] = (char)('0' + rest / unit);
        rest %= unit;
    }
    return n;
}

size_t decimal_format(int64_t hundredths, char ret[UNIT_TEXT_BYTES])
{
    return put_decimal(ret, hundredths, PLACES);
}

/* --- for people --- */

static str kept(struct arena *arena, const char *text, size_t n)
{
    return arena_str(arena, (str){text, n});
}

str minutes_text(int32_t minutes, struct arena *arena)
{
    char text[2 * UNIT_TEXT_BYTES];
    size_t n = 0;

    if (minutes >= HOUR) {
        n += put_number(text, minutes / HOUR);
        text[n++] = ' ';
        text[n++] = 'h';
        if (minutes % HOUR == 0)
            return kept(arena, text, n);
        text[n++] = ' ';
    }
    n += put_number(text + n, minutes % HOUR);
    text[n++] = ' ';
    text[n++] = 'm';
    text[n++] = 'i';
    text[n++] = 'n';
    return kept(arena, text, n);
}

str credit_text(struct credit credit, struct arena *arena)
{
    char text[UNIT_TEXT_BYTES];
    str parts[] = {{text, decimal_format(credit.hundredths, text)}, STR(" "),
        credit.system};

    return arena_join(arena, parts, 3);
}

/* Digits behind the point of a currency (ISO 4217): two, but for these. */
static int money_places(str currency)
{
    static const char others[] =
        "BHD3CLP0IQD3ISK0JOD3JPY0KRW0KWD3LYD3OMR3PYG0TND3UGX0VND0XAF0XOF0";
    str list = S(others);
    size_t i;

    for (i = 0; i < list.len; i += 4) {
        if (str_eq(str_sub(list, i, i + 3), currency))
            return list.ptr[i + 3] - '0';
    }
    return 2;
}

str money_text(struct money money, struct arena *arena)
{
    char text[UNIT_TEXT_BYTES];
    int places = money_places(money.currency);
    size_t n = put_decimal(text, money.minor, places);
    str parts[] = {money.currency, STR(" "), {text, n}, STR("0")};
    bool one_digit = places == 2 && n > 2 && text[n - 2] == '.';

    return arena_join(arena, parts, one_digit ? 4 : 3);
}

bool credit_minutes(str system, int32_t *ret_least, int32_t *ret_most)
{
    static const struct {
        str system;
        int32_t least;
        int32_t most;
    } systems[] = {
        {STR("ECTS"), 1500, 1800},
        {STR("NZ"), 600, 600},
        {STR("SCQF"), 600, 600},
        {STR("UK"), 600, 600},
    };
    size_t i;

    for (i = 0; i < sizeof(systems) / sizeof(systems[0]); i++) {
        if (!str_eq(systems[i].system, system))
            continue;
        *ret_least = systems[i].least;
        *ret_most = systems[i].most;
        return true;
    }
    return false;
}

code money_parse(str text, str currency, int64_t *ret_minor, struct err *reterr)
{
    return parse_places(
        text, (size_t)money_places(currency), ret_minor, reterr);
}
