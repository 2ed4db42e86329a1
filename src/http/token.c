#include "http/token.h"

#include <string.h>

enum {
    WEIGHT_FULL = 1000,
    WEIGHT_DIGITS = 3,
};

static bool is_tchar(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9') ||
           (c != '\0' && strchr("!#$%&'*+-.^_`|~", c) != NULL);
}

bool token_is(str text)
{
    size_t i;

    for (i = 0; i < text.len; i++) {
        if (!is_tchar(text.ptr[i]))
            return false;
    }
    return text.len > 0;
}

static char lower(char c)
{
    if (c >= 'A' && c <= 'Z')
        return (char)(c - 'A' + 'a');
    return c;
}

bool token_eq(str a, str b)
{
    size_t i;

    if (a.len != b.len)
        return false;
    for (i = 0; i < a.len; i++) {
        if (lower(a.ptr[i]) != lower(b.ptr[i]))
            return false;
    }
    return true;
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t';
}

str token_trim(str text)
{
    while (text.len > 0 && is_space(text.ptr[0]))
        text = str_sub(text, 1, text.len);
    while (text.len > 0 && is_space(text.ptr[text.len - 1]))
        text.len--;
    return text;
}

bool token_next(str *rest, char separator, str *ret)
{
    size_t at = str_find(*rest, separator, 0);

    if (rest->len == 0)
        return false;
    *ret = token_trim(str_sub(*rest, 0, at));
    *rest = at == SIZE_MAX ? (str){NULL, 0} : str_sub(*rest, at + 1, rest->len);
    return true;
}

/* "0.123" or "1.000" in thousandths; 0 for anything else. */
static unsigned weight_value(str text)
{
    unsigned value;
    size_t i;

    if (text.len == 0 || text.ptr[0] < '0' || text.ptr[0] > '1')
        return 0;
    value = (unsigned)(text.ptr[0] - '0');
    if (text.len > 1 && text.ptr[1] != '.')
        return 0;
    for (i = 2; i < 2 + WEIGHT_DIGITS; i++) {
        unsigned digit = 0;

        if (i < text.len && (text.ptr[i] < '0' || text.ptr[i] > '9'))
            return 0;
        if (i < text.len)
            digit = (unsigned)(text.ptr[i] - '0');
        value = value * 10 + digit;
    }
    return text.len <= 2 + WEIGHT_DIGITS && value <= WEIGHT_FULL ? value : 0;
}

unsigned token_weight(str item, str *ret_text)
{
    unsigned weight = WEIGHT_FULL;
    str part = {NULL, 0};

    *ret_text = (str){NULL, 0};
    if (token_next(&item, ';', &part))
        *ret_text = part;
    while (token_next(&item, ';', &part)) {
        if (part.len >= 2 && token_eq(str_sub(part, 0, 2), S("q=")))
            weight = weight_value(str_sub(part, 2, part.len));
    }
    return weight;
}

bool token_is_value(str text)
{
    size_t i;

    for (i = 0; i < text.len; i++) {
        if (((unsigned char)text.ptr[i] < 0x20 && text.ptr[i] != '\t') ||
            text.ptr[i] == 0x7f)
            return false;
    }
    return true;
}
