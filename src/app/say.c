#include "app/say.h"

#include "text/utf8.h"

#include <string.h>

enum {
    MESSAGE_BYTES_MAX = 1 << 16,
    NUMBER_BYTES = 32,
    WEIGHT_ONE = 1000,
    FIRST_STRONG_ISOLATE = 0x2068,
    POP_DIRECTIONAL_ISOLATE = 0x2069,
};

static str row_text(size_t row, size_t id)
{
    const uint32_t *at = MESSAGE_AT[row];

    return (str){
        (const char *)MESSAGE_BYTES + at[id], (size_t)(at[id + 1] - at[id])};
}

str message(enum lang lang, enum message id)
{
    return lang < LANG_N && id < MSG_N ? row_text(lang, id) : S("");
}

enum message message_find(str id)
{
    size_t low = 1;
    size_t high = MSG_N;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = str_cmp(row_text(LANG_N, middle), id);

        if (order == 0)
            return (enum message)middle;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return MSG_NONE;
}

str lang_code(enum lang lang)
{
    return lang < LANG_N ? str_of(MESSAGE_LANG[lang]) : S("");
}

enum lang lang_find(str name)
{
    enum lang lang = LANG_EN;

    while (lang < LANG_N && !str_eq(lang_code(lang), name))
        lang++;
    return lang;
}

bool lang_is_rtl(enum lang lang)
{
    return str_eq(message(lang, MSG_LANGUAGE_DIRECTION), S("rtl"));
}

/* ";q=0.8" -> 800; without a weight, one. */
static int weight_of(str range)
{
    size_t at = str_find(range, '=', 0);
    int weight = 0;
    int unit = WEIGHT_ONE;

    if (at == SIZE_MAX)
        return WEIGHT_ONE;
    for (at++; at < range.len && unit > 0; at++) {
        if (range.ptr[at] == '.')
            continue;
        if (range.ptr[at] < '0' || range.ptr[at] > '9')
            break;
        weight += (range.ptr[at] - '0') * unit;
        unit /= 10;
    }
    return weight;
}

enum lang lang_accept(str header)
{
    enum lang best = LANG_EN;
    int best_weight = 0;
    size_t at = 0;

    while (at < header.len) {
        size_t end = str_find(header, ',', at);
        str range = str_sub(header, at, end);
        enum lang lang = LANG_N;
        int weight = weight_of(range);

        while (range.len > 0 && range.ptr[0] == ' ')
            range = str_sub(range, 1, range.len);
        if (range.len == 2 || (range.len > 2 && strchr("-; ", range.ptr[2])))
            lang = lang_find(str_sub(range, 0, 2));
        if (lang < LANG_N && weight > best_weight) {
            best = lang;
            best_weight = weight;
        }
        at = end == SIZE_MAX ? header.len : end + 1;
    }
    return best;
}

static void put_number(struct buf *out, enum lang lang, int64_t number)
{
    uint8_t digits[NUMBER_BYTES];
    uint64_t rest = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
    size_t n = 0;

    do {
        digits[n++] = (uint8_t)('0' + rest % 10);
        rest /= 10;
    } while (rest > 0);
    if (number < 0)
        buf_str(out, S("\xE2\x88\x92")); /* U+2212, the minus sign */
    while (n > 0) {
        buf_byte(out, digits[--n]);
        if (n > 0 && n % 3 == 0)
            buf_str(out, message(lang, MSG_FORMAT_GROUP));
    }
}

static str finish(const struct buf *out)
{
    str text = {NULL, 0};

    return buf_finish_str(out, &text) == OK ? text : S("");
}

str message_number(struct arena *arena, enum lang lang, int64_t number)
{
    struct buf out;

    buf_init(&out, arena, (size_t)NUMBER_BYTES * 2);
    put_number(&out, lang, number);
    return finish(&out);
}

/* The plural form for {n}; the forms are parted by NUL. */
static str form_of(
    enum lang lang, str text, const struct message_arg *args, size_t n_args)
{
    uint64_t n = 0;
    size_t form;
    size_t end = str_find(text, '\0', 0);
    size_t at = 0;
    size_t i;

    if (end == SIZE_MAX)
        return text;
    for (i = 0; i < n_args; i++) {
        if (str_eq(args[i].name, S("n")))
            n = (uint64_t)(args[i].number < 0 ? -args[i].number
                                              : args[i].number);
    }
    for (form = message_plural(lang, n); form > 0 && end != SIZE_MAX; form--) {
        at = end + 1;
        end = str_find(text, '\0', at);
    }
    return str_sub(text, at, end);
}

static bool needs_isolate(enum lang lang, str text)
{
    size_t i;

    for (i = 0; i < text.len; i++) {
        if ((unsigned char)text.ptr[i] >= 0x80)
            return true;
    }
    return lang_is_rtl(lang);
}

static void put_mark(struct buf *out, uint32_t mark)
{
    char text[UTF8_BYTES_MAX];

    buf_str(out, (str){text, utf8_encode(mark, text)});
}

static void put_arg(
    struct buf *out, enum lang lang, const struct message_arg *arg)
{
    bool isolate;

    if (arg->kind == ARG_NUMBER) {
        put_number(out, lang, arg->number);
        return;
    }
    isolate = arg->kind == ARG_TEXT && needs_isolate(lang, arg->text);
    if (isolate)
        put_mark(out, FIRST_STRONG_ISOLATE);
    buf_str(out, arg->text);
    if (isolate)
        put_mark(out, POP_DIRECTIONAL_ISOLATE);
}

str message_with(struct arena *arena,
    enum lang lang,
    enum message id,
    const struct message_arg *args,
    size_t n_args)
{
    str text = form_of(lang, message(lang, id), args, n_args);
    struct buf out;
    size_t at = 0;

    buf_init(&out, arena, MESSAGE_BYTES_MAX);
    while (at < text.len) {
        size_t open = str_find(text, '{', at);
        size_t close = str_find(text, '}', open);
        size_t i;

        buf_str(&out, str_sub(text, at, open));
        if (open == SIZE_MAX || close == SIZE_MAX)
            break;
        for (i = 0; i < n_args; i++) {
            if (str_eq(args[i].name, str_sub(text, open + 1, close)))
                put_arg(&out, lang, &args[i]);
        }
        at = close + 1;
    }
    return finish(&out);
}
