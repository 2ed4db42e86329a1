#include "http/percent.h"

#include "text/utf8.h"

enum {
    BAD_DIGIT = 16,
};

static unsigned digit(char c)
{
    if (c >= '0' && c <= '9')
        return (unsigned)(c - '0');
    if (c >= 'a' && c <= 'f')
        return (unsigned)(c - 'a') + 10;
    if (c >= 'A' && c <= 'F')
        return (unsigned)(c - 'A') + 10;
    return BAD_DIGIT;
}

static bool is_plain(str text, enum percent_form form)
{
    return str_find(text, '%', 0) == SIZE_MAX &&
           (form == PERCENT_PATH || str_find(text, '+', 0) == SIZE_MAX);
}

/* Into memory of the length of the text; the length, or SIZE_MAX. */
static size_t decode_into(str text, enum percent_form form, char *ret)
{
    size_t n = 0;
    size_t i;

    for (i = 0; i < text.len; i++) {
        char c = text.ptr[i];

        if (c == '%') {
            unsigned high;
            unsigned low;

            if (text.len - i < 3)
                return SIZE_MAX;
            high = digit(text.ptr[i + 1]);
            low = digit(text.ptr[i + 2]);
            if (high == BAD_DIGIT || low == BAD_DIGIT)
                return SIZE_MAX;
            c = (char)(high * 16 + low);
            i += 2;
        } else if (c == '+' && form == PERCENT_FORM) {
            c = ' ';
        }
        ret[n++] = c;
    }
    return n;
}

code percent_decode(str text,
    enum percent_form form,
    struct arena *arena,
    str *ret,
    struct err *reterr)
{
    str decoded = text;

    if (!is_plain(text, form)) {
        char *copy = arena_alloc(arena, text.len);

        if (!copy)
            return err_set(reterr, arena_status(arena), S("text"));
        decoded = (str){copy, decode_into(text, form, copy)};
    }
    if (decoded.len == SIZE_MAX || !utf8_is_valid(decoded) ||
        str_find(decoded, '\0', 0) != SIZE_MAX)
        return err_set(reterr, E_HTTP_SYNTAX, S("percent-encoding"));
    *ret = decoded;
    return OK;
}

static bool is_unreserved(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' ||
           c == '~';
}

void percent_write(struct buf *out, str text)
{
    static const char DIGITS[] = "0123456789ABCDEF";
    size_t i;

    for (i = 0; i < text.len; i++) {
        uint8_t c = (uint8_t)text.ptr[i];

        if (is_unreserved(text.ptr[i])) {
            buf_byte(out, c);
            continue;
        }
        buf_byte(out, '%');
        buf_byte(out, (uint8_t)DIGITS[c >> 4]);
        buf_byte(out, (uint8_t)DIGITS[c & 15]);
    }
}
