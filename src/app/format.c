#include "app/format.h"

#include "text/datetime.h"

enum {
    DAY_BYTES = 10, /* YYYY-MM-DD */
    AMOUNT_BYTES_MAX = 64,
    SCALE_MAX = 1000,
};

str format_iso_time(struct arena *arena, int64_t unix_s)
{
    const struct datetime when = {.unix_s = unix_s, .has_zone = true};
    char text[DATETIME_BYTES];
    const size_t n = datetime_format(&when, text);

    return arena_str(arena, (str){text, n});
}

str format_iso_day(struct arena *arena, int64_t unix_s)
{
    return str_sub(format_iso_time(arena, unix_s), 0, DAY_BYTES);
}

/* Two digits as a number. */
static int two(str text, size_t at)
{
    return (text.ptr[at] - '0') * 10 + (text.ptr[at + 1] - '0');
}

str format_day(struct arena *arena, enum lang lang, str day)
{
    struct message_arg args[] = {
        {.name = STR("day"), .kind = ARG_NUMBER},
        {.name = STR("month"), .kind = ARG_WORDS},
        {.name = STR("year"), .kind = ARG_WORDS, .text = str_sub(day, 0, 4)},
    };

    if (!datetime_is_date(day))
        return day;
    args[0].number = two(day, 8);
    args[1].text =
        message(lang, (enum message)(MSG_FORMAT_MONTH_01 + two(day, 5) - 1));
    return message_with(arena, lang, MSG_FORMAT_DATE, args, 3);
}

str format_date(struct arena *arena, enum lang lang, int64_t unix_s)
{
    return format_day(arena, lang, format_iso_day(arena, unix_s));
}

str format_time(struct arena *arena, enum lang lang, int64_t unix_s)
{
    const str iso = format_iso_time(arena, unix_s);
    const struct message_arg args[] = {
        {.name = STR("date"),
            .kind = ARG_WORDS,
            .text = format_date(arena, lang, unix_s)},
        {.name = STR("time"),
            .kind = ARG_WORDS,
            .text = str_sub(iso, DAY_BYTES + 1, DAY_BYTES + 6)},
    };

    return message_with(arena, lang, MSG_FORMAT_DATE_TIME, args, 2);
}

static str counted(
    struct arena *arena, enum lang lang, enum message id, int64_t n)
{
    const struct message_arg arg = {
        .name = STR("n"), .kind = ARG_NUMBER, .number = n};

    return message_with(arena, lang, id, &arg, 1);
}

str format_minutes(struct arena *arena, enum lang lang, int64_t minutes)
{
    const str hours = counted(arena, lang, MSG_FORMAT_HOURS, minutes / 60);
    const str rest = counted(arena, lang, MSG_FORMAT_MINUTES, minutes % 60);
    const struct message_arg args[] = {
        {.name = STR("hours"), .kind = ARG_WORDS, .text = hours},
        {.name = STR("minutes"), .kind = ARG_WORDS, .text = rest},
    };

    if (minutes % 60 == 0 && minutes != 0)
        return hours;
    if (minutes < 60)
        return rest;
    return message_with(arena, lang, MSG_FORMAT_HOURS_MINUTES, args, 2);
}

enum zeros {
    ZEROS_KEPT,
    ZEROS_CUT, /* at the end */
};

/* units / scale with as many decimals as the scale has zeros; none at all
 * when they are all zero. */
static str decimal(struct arena *arena,
    enum lang lang,
    int64_t units,
    int64_t scale,
    enum zeros zeros)
{
    struct buf out;
    str text = {NULL, 0};
    uint64_t rest = (uint64_t)(units < 0 ? -(units % scale) : units % scale);
    uint64_t unit = (uint64_t)scale / 10;
    bool more = rest > 0;

    buf_init(&out, arena, AMOUNT_BYTES_MAX);
    if (units < 0 && units > -scale)
        buf_str(&out, S("\xE2\x88\x92"));
    buf_str(&out, message_number(arena, lang, units / scale));
    if (more)
        buf_str(&out, message(lang, MSG_FORMAT_DECIMAL));
    for (; more && unit > 0; unit /= 10) {
        buf_u64(&out, rest / unit);
        rest %= unit;
        more = rest > 0 || zeros == ZEROS_KEPT;
    }
    return buf_finish_str(&out, &text) == OK ? text : S("");
}

str format_hundredths(struct arena *arena, enum lang lang, int64_t hundredths)
{
    return decimal(arena, lang, hundredths, 100, ZEROS_CUT);
}

/* Minor units in one of the currency (ISO 4217). */
static int64_t scale_of(str currency)
{
    static const str whole[] = {STR("JPY"), STR("KRW"), STR("CLP"), STR("ISK"),
        STR("VND"), STR("XAF"), STR("XOF"), STR("UGX")};
    static const str thousand[] = {
        STR("BHD"), STR("JOD"), STR("KWD"), STR("OMR"), STR("TND")};
    size_t i;

    for (i = 0; i < sizeof(whole) / sizeof(whole[0]); i++) {
        if (str_eq(whole[i], currency))
            return 1;
    }
    for (i = 0; i < sizeof(thousand) / sizeof(thousand[0]); i++) {
        if (str_eq(thousand[i], currency))
            return SCALE_MAX;
    }
    return 100;
}

str format_money(struct arena *arena, enum lang lang, struct money money)
{
    const struct message_arg args[] = {
        {.name = STR("amount"),
            .kind = ARG_WORDS,
            .text = decimal(arena, lang, money.minor, scale_of(money.currency),
                ZEROS_KEPT)},
        {.name = STR("currency"), .kind = ARG_WORDS, .text = money.currency},
    };

    if (money.minor == 0)
        return message(lang, MSG_FORMAT_FREE);
    return message_with(arena, lang, MSG_FORMAT_MONEY, args, 2);
}
