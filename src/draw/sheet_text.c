#include "draw/sheet_text.h"

#include "base/buf.h"
#include "text/utf8.h"

enum {
    MARKS_MAX = 8,
};

#define ELLIPSIS "\xe2\x80\xa6"

static uint8_t lower(char c)
{
    return (uint8_t)(c >= 'A' && c <= 'Z' ? c | 0x20 : c);
}

bool sheet_language_is_rtl(str tag)
{
    static const char *const languages[] = {
        "ar", "he", "fa", "ur", "ps", "sd", "ug", "yi", "dv", "ku", "syr"};
    size_t n = 0;
    size_t i;

    while (n < tag.len && tag.ptr[n] != '-')
        n++;
    for (i = 0; i < sizeof(languages) / sizeof(*languages); i++) {
        str language = str_of(languages[i]);
        size_t at = 0;

        while (at < n && at < language.len &&
               lower(tag.ptr[at]) == (uint8_t)language.ptr[at])
            at++;
        if (at == n && at == language.len)
            return true;
    }
    return false;
}

static bool is_white(uint32_t c)
{
    return c <= ' ' || c == 0xa0 || c == 0x85 || c == 0x2028 || c == 0x2029;
}

/* Controls, and what turns the direction of the text around it. */
static bool is_dropped(uint32_t c)
{
    return (c >= 0x7f && c < 0xa0) || c == 0xad || c == 0x61c || c == 0x200b ||
           c == 0x200e || c == 0x200f || (c >= 0x202a && c <= 0x202e) ||
           (c >= 0x2060 && c <= 0x206f) || c == 0xfeff ||
           (c >= 0xfff9 && c <= 0xfffb) || c >= 0xe0000;
}

static bool is_mark(uint32_t c)
{
    return (c >= 0x300 && c <= 0x36f) || (c >= 0x483 && c <= 0x489) ||
           (c >= 0x591 && c <= 0x5bd) || (c >= 0x610 && c <= 0x61a) ||
           (c >= 0x64b && c <= 0x65f) || (c >= 0x1ab0 && c <= 0x1aff) ||
           (c >= 0x1dc0 && c <= 0x1dff) || (c >= 0x20d0 && c <= 0x20ff) ||
           (c >= 0xfe00 && c <= 0xfe0f) || (c >= 0xfe20 && c <= 0xfe2f);
}

static void put(struct buf *out, uint32_t c)
{
    char letter[UTF8_BYTES_MAX];

    buf_str(
        out, (str){letter, utf8_encode(c == UTF8_BAD ? 0xfffd : c, letter)});
}

str sheet_clean(str text, size_t bytes_max, struct arena *arena)
{
    struct buf out;
    bool is_space = false;
    size_t n_marks = 0;
    size_t at = 0;

    buf_init(&out, arena, bytes_max + 16);
    while (at < text.len && out.len < bytes_max) {
        uint32_t c = utf8_next(text, &at);

        if (is_white(c)) {
            is_space = out.len > 0;
            continue;
        }
        n_marks = is_mark(c) ? n_marks + 1 : 0;
        if (c != UTF8_BAD && (is_dropped(c) || n_marks > MARKS_MAX))
            continue;
        if (is_space)
            buf_byte(&out, ' ');
        is_space = false;
        put(&out, c);
    }
    if (at < text.len)
        buf_str(&out, S(ELLIPSIS));
    buf_byte(&out, 0);
    if (out.failed)
        return (str){NULL, 0};
    return (str){(const char *)out.ptr, out.len - 1};
}

const char *sheet_guess_language(str text)
{
    const char *found = NULL;
    size_t at = 0;

    while (at < text.len) {
        uint32_t c = utf8_next(text, &at);

        if (c >= 0x3040 && c <= 0x30ff)
            return "ja";
        if ((c >= 0x1100 && c <= 0x11ff) || (c >= 0xac00 && c <= 0xd7a3))
            return "ko";
        if ((c >= 0x3400 && c <= 0x9fff) || (c >= 0x20000 && c < 0x40000))
            found = "zh-cn";
    }
    return found;
}

bool sheet_can_space(str text)
{
    size_t at = 0;

    while (at < text.len) {
        uint32_t c = utf8_next(text, &at);

        if (c >= 0x530 && (c < 0x1e00 || c >= 0x2200))
            return false;
    }
    return true;
}
