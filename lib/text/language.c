#include "text/language.h"

enum {
    SUBTAG_BYTES_MAX = 8,
    SUBTAGS_MAX = 64, /* far more than any real tag */
};

/* Grandfathered tags that the grammar does not give by itself (RFC 5646 2.1
 * "irregular"), in lower case. */
static const str IRREGULAR[] = {
    STR("en-gb-oed"),
    STR("i-ami"),
    STR("i-bnn"),
    STR("i-default"),
    STR("i-enochian"),
    STR("i-hak"),
    STR("i-klingon"),
    STR("i-lux"),
    STR("i-mingo"),
    STR("i-navajo"),
    STR("i-pwn"),
    STR("i-tao"),
    STR("i-tay"),
    STR("i-tsu"),
    STR("sgn-be-fr"),
    STR("sgn-be-nl"),
    STR("sgn-ch-de"),
};

static char lower(char c)
{
    return (char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
}

static bool is_letter(char c)
{
    c = lower(c);
    return c >= 'a' && c <= 'z';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_irregular(str tag)
{
    size_t i;

    for (i = 0; i < sizeof(IRREGULAR) / sizeof(IRREGULAR[0]); i++) {
        size_t at = 0;

        if (tag.len != IRREGULAR[i].len)
            continue;
        while (at < tag.len && lower(tag.ptr[at]) == IRREGULAR[i].ptr[at])
            at++;
        if (at == tag.len)
            return true;
    }
    return false;
}

/* Splits at '-'; the number of subtags, 0 unless each is of one to eight
 * letters and digits. */
static size_t split(str tag, str subtags[SUBTAGS_MAX])
{
    size_t n = 0;
    size_t start = 0;
    size_t i;

    for (i = 0; i <= tag.len; i++) {
        if (i < tag.len && tag.ptr[i] != '-') {
            if (!is_letter(tag.ptr[i]) && !is_digit(tag.ptr[i]))
                return 0;
            continue;
        }
        if (i == start || i - start > SUBTAG_BYTES_MAX || n == SUBTAGS_MAX)
            return 0;
        subtags[n++] = (str){tag.ptr + start, i - start};
        start = i + 1;
    }
    return n;
}

static bool all(str subtag, bool (*is)(char))
{
    size_t i;

    for (i = 0; i < subtag.len; i++) {
        if (!is(subtag.ptr[i]))
            return false;
    }
    return true;
}

static bool is_variant(str subtag)
{
    return subtag.len >= 5 || (subtag.len == 4 && is_digit(subtag.ptr[0]));
}

static bool is_region(str subtag)
{
    return (subtag.len == 2 && all(subtag, is_letter)) ||
           (subtag.len == 3 && all(subtag, is_digit));
}

/* RFC 5646 2.1 langtag, from the second subtag on up to the extensions. */
static size_t skip_langtag(const str *subtags, size_t n)
{
    size_t at = 1;
    size_t extlang_end = subtags[0].len <= 3 ? 4 : 1;

    while (at < n && at < extlang_end && subtags[at].len == 3 &&
           all(subtags[at], is_letter))
        at++;
    if (at < n && subtags[at].len == 4 && all(subtags[at], is_letter))
        at++;
    if (at < n && is_region(subtags[at]))
        at++;
    while (at < n && is_variant(subtags[at]))
        at++;
    return at;
}

bool language_is_well_formed(str tag)
{
    str subtags[SUBTAGS_MAX];
    size_t n = split(tag, subtags);
    size_t at = 0;

    if (n == 0)
        return false;
    if (is_irregular(tag))
        return true;
    if (subtags[0].len > 1) {
        if (!all(subtags[0], is_letter))
            return false;
        at = skip_langtag(subtags, n);
    }
    /* Extensions: a singleton and subtags of two or more. */
    while (at < n && at > 0 && subtags[at].len == 1 &&
           lower(subtags[at].ptr[0]) != 'x') {
        size_t first = ++at;

        while (at < n && subtags[at].len > 1)
            at++;
        if (at == first)
            return false;
    }
    /* Private use: x and anything. */
    return at == n || (subtags[at].len == 1 &&
                          lower(subtags[at].ptr[0]) == 'x' && at + 1 < n);
}
