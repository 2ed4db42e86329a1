#include "web/typed.h"

#include "base/num.h"
#include "rule/calendar.h"
#include "rule/unit.h"
#include "web/fact.h"

enum {
    LIST_BYTES_MAX = 64 * 1024,
    MINUTES_PER_HOUR = 60,
    CENTS = 100,
    NOTICE_BYTES = 64,
    CURRENCY_BYTES = 3,
};

void typed_fault(struct typed_faults *faults, str field, str words)
{
    if (faults->n < TYPED_FAULTS_MAX)
        faults->items[faults->n++] = (struct view_faults){field, words};
}

void typed_complain(const struct typed *typed, str field, enum message words)
{
    typed_fault(typed->faults, field, message(typed->web->view.lang, words));
}

/* --- texts and lists --- */

str typed_trim(str text)
{
    size_t from = 0;
    size_t to = text.len;

    while (from < to && (unsigned char)text.ptr[from] <= ' ')
        from++;
    while (to > from && (unsigned char)text.ptr[to - 1] <= ' ')
        to--;
    return str_sub(text, from, to);
}

/* The parts of a text between marks, trimmed, without empty ones. */
const str *typed_split(
    const struct typed *typed, str text, char mark, size_t max, size_t *ret_n)
{
    str *parts = arena_array(typed->web->arena, max, str);
    size_t from = 0;
    size_t n = 0;

    while (parts && from < text.len && n < max) {
        const size_t end = str_find(text, mark, from);
        const str part = typed_trim(str_sub(text, from, end));

        if (part.len > 0)
            parts[n++] = part;
        if (end == SIZE_MAX)
            break;
        from = end + 1;
    }
    *ret_n = parts ? n : 0;
    return parts;
}

str typed_join(struct web *web, const str *parts, size_t n, str between)
{
    struct buf out;
    str text = {NULL, 0};
    size_t i;

    buf_init(&out, web->arena, LIST_BYTES_MAX);
    for (i = 0; i < n; i++) {
        if (i > 0)
            buf_str(&out, between);
        buf_str(&out, parts[i]);
    }
    return buf_finish_str(&out, &text) == OK ? text : S("");
}

/* "task-2" */
str typed_field(struct web *web, str what, size_t i)
{
    return fact_joined(web, what, S("-"), fact_number(web, (int64_t)(i + 1)));
}

/* --- numbers and words --- */

/* Empty is 0. */
int64_t typed_number(
    const struct typed *typed, str field, str text, int64_t max)
{
    const str digits = typed_trim(text);
    const bool minus = str_starts(digits, S("-"));
    uint64_t number = 0;

    if (digits.len > 0 && !num_parse_u64(str_sub(digits, minus, digits.len),
                              (uint64_t)max, &number))
        typed_complain(typed, field, MSG_OFFICE_FAULT_NUMBER);
    return minus ? -(int64_t)number : (int64_t)number;
}

/* "2.5" as 250. */
int64_t typed_hundredths(const struct typed *typed, str field, str text)
{
    const str digits = typed_trim(text);
    int64_t number = 0;

    if (digits.len > 0 && decimal_parse(digits, &number, NULL) != OK)
        typed_complain(typed, field, MSG_OFFICE_FAULT_DECIMAL);
    return number;
}

/* "12:30" */
static bool clock_parse(str text, size_t mark, int64_t *ret)
{
    const bool zero = mark + 1 < text.len && text.ptr[mark + 1] == '0';
    uint64_t hours;
    uint64_t minutes;

    if (text.len != mark + 3 ||
        !num_parse_u64(str_sub(text, 0, mark), DEFINITION_VOLUME_MAX, &hours) ||
        !num_parse_u64(str_sub(text, mark + (zero ? 2 : 1), text.len),
            MINUTES_PER_HOUR - 1, &minutes))
        return false;
    *ret = (int64_t)(hours * MINUTES_PER_HOUR + minutes);
    return true;
}

/* "12", "12.5" or "12:30" in minutes; a part of a minute is none. */
static bool hours_parse(str text, int64_t *ret)
{
    const size_t mark = str_find(text, ':', 0);
    int64_t hundredths;

    if (mark != SIZE_MAX)
        return clock_parse(text, mark, ret);
    if (decimal_parse(text, &hundredths, NULL) != OK ||
        hundredths > (int64_t)DEFINITION_VOLUME_MAX * CENTS ||
        hundredths * MINUTES_PER_HOUR % CENTS != 0)
        return false;
    *ret = hundredths * MINUTES_PER_HOUR / CENTS;
    return true;
}

str typed_hours_text(struct web *web, int64_t minutes)
{
    const int64_t rest = minutes % MINUTES_PER_HOUR;
    const str hours = fact_number(web, minutes / MINUTES_PER_HOUR);

    if (minutes == 0)
        return S("");
    if (rest == 0)
        return hours;
    return fact_joined(
        web, hours, rest < 10 ? S(":0") : S(":"), fact_number(web, rest));
}

str typed_decimal_text(struct web *web, int64_t hundredths)
{
    char text[UNIT_TEXT_BYTES];
    size_t n;

    if (hundredths <= 0)
        return S("");
    n = decimal_format(hundredths, text);
    return arena_str(web->arena, (str){text, n});
}

/* Empty for 0; a level may be below it. */
str typed_number_text(struct web *web, int64_t number)
{
    if (number < 0)
        return fact_joined(web, S("-"), fact_number(web, -number), S(""));
    return number > 0 ? fact_number(web, number) : S("");
}

str typed_day(const struct typed *typed, str field, str text)
{
    const str day = typed_trim(text);

    if (day.len > 0 && date_parse(day) == DATE_NONE)
        typed_complain(typed, field, MSG_OFFICE_FAULT_DAY);
    return day;
}

int64_t typed_hours(const struct typed *typed, str field, str text)
{
    const str hours = typed_trim(text);
    int64_t minutes = 0;

    if (hours.len > 0 && !hours_parse(hours, &minutes))
        typed_complain(typed, field, MSG_OFFICE_FAULT_HOURS);
    return minutes;
}

int64_t typed_money(
    const struct typed *typed, str field, str text, str currency)
{
    const str amount = typed_trim(text);
    int64_t minor = 0;

    if (money_parse(amount, currency, &minor, NULL) != OK)
        typed_complain(typed, field, MSG_OFFICE_FAULT_MONEY);
    return minor;
}

str typed_money_text(struct web *web, int64_t minor, str currency)
{
    const str text = money_text((struct money){currency, minor}, web->arena);

    return str_sub(text, currency.len + 1, text.len);
}

str typed_currency(const struct typed *typed, str field, str text)
{
    const str currency = typed_trim(text);
    size_t i;

    for (i = 0; i < currency.len; i++) {
        if (currency.ptr[i] < 'A' || currency.ptr[i] > 'Z')
            break;
    }
    if (i != CURRENCY_BYTES || currency.len != CURRENCY_BYTES)
        typed_complain(typed, field, MSG_OFFICE_FAULT_CURRENCY);
    return currency;
}

enum message typed_notice(str did)
{
    const str parts[] = {S("office.did."), did};
    char id[NOTICE_BYTES];
    size_t n = 0;
    size_t i;

    if (parts[0].len + did.len > sizeof(id))
        return MSG_NONE;
    for (i = 0; i < 2; i++) {
        size_t k;

        for (k = 0; k < parts[i].len; k++)
            id[n++] = parts[i].ptr[k];
    }
    return message_find((str){id, n});
}
