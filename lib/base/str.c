#include "base/str.h"

#include <string.h>

str str_of(const char *text)
{
    return (str){text, text ? strlen(text) : 0};
}

bytes str_bytes(str s)
{
    return (bytes){(const uint8_t *)s.ptr, s.len};
}

str bytes_str(bytes b)
{
    return (str){(const char *)b.ptr, b.len};
}

bool str_eq(str a, str b)
{
    return a.len == b.len &&
           (a.ptr == b.ptr || a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

bool bytes_eq(bytes a, bytes b)
{
    return str_eq(bytes_str(a), bytes_str(b));
}

int str_cmp(str a, str b)
{
    size_t shorter = a.len < b.len ? a.len : b.len;
    int order = shorter > 0 ? memcmp(a.ptr, b.ptr, shorter) : 0;

    return order != 0 ? order : (a.len > b.len) - (a.len < b.len);
}

bool str_starts(str s, str prefix)
{
    return s.len >= prefix.len && str_eq((str){s.ptr, prefix.len}, prefix);
}

bool str_ends(str s, str suffix)
{
    return s.len >= suffix.len &&
           str_eq(str_sub(s, s.len - suffix.len, s.len), suffix);
}

str str_sub(str s, size_t from, size_t to)
{
    if (to > s.len)
        to = s.len;
    if (from > to)
        from = to;
    return from == to ? (str){NULL, 0} : (str){s.ptr + from, to - from};
}

size_t str_find(str s, char c, size_t from)
{
    const char *at;

    if (from >= s.len)
        return SIZE_MAX;
    at = memchr(s.ptr + from, c, s.len - from);
    return at ? (size_t)(at - s.ptr) : SIZE_MAX;
}

/* Eight bytes a step, mixed by multiplication and a fold. */
uint32_t str_hash(str s)
{
    const uint64_t odd = 0x9e3779b97f4a7c15U;
    uint64_t h = s.len * odd;
    size_t i = 0;
    uint64_t word = 0;

    for (; i + sizeof(word) <= s.len; i += sizeof(word)) {
        memcpy(&word, s.ptr + i, sizeof(word));
        h = (h ^ word) * odd;
        h ^= h >> 32;
    }
    if (i < s.len) {
        word = 0;
        memcpy(&word, s.ptr + i, s.len - i);
        h = (h ^ word) * odd;
    }
    return (uint32_t)(h ^ (h >> 32));
}
