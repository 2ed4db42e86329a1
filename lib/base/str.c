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

static uint64_t word_at(const char *at)
{
    uint64_t word;

    memcpy(&word, at, sizeof(word));
    return word;
}

/* Up to eight bytes as one word, without a loop: the two halves overlap. */
static inline uint64_t short_word(str s)
{
    uint32_t low = 0;
    uint32_t high = 0;

    if (s.len >= sizeof(low)) {
        memcpy(&low, s.ptr, sizeof(low));
        memcpy(&high, s.ptr + s.len - sizeof(high), sizeof(high));
    } else if (s.len > 0) {
        low = (uint8_t)s.ptr[0] | (uint32_t)(uint8_t)s.ptr[s.len / 2] << 8;
        high = (uint8_t)s.ptr[s.len - 1];
    }
    return low | (uint64_t)high << 32;
}

/* Most comparisons are of short names, or of IRIs that begin alike and differ
 * at their ends. */
bool str_eq(str a, str b)
{
    const size_t word = sizeof(uint64_t);

    if (a.len != b.len)
        return false;
    if (a.ptr == b.ptr)
        return true;
    if (a.len <= word)
        return short_word(a) == short_word(b);
    if (word_at(a.ptr + a.len - word) != word_at(b.ptr + b.len - word))
        return false;
    if (a.len <= 2 * word)
        return word_at(a.ptr) == word_at(b.ptr);
    return memcmp(a.ptr, b.ptr, a.len - word) == 0;
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

/* Eight bytes a step, mixed by multiplication and a fold; the last step takes
 * the last eight bytes, whether or not it has seen some of them. The high half
 * of a last product depends on every bit, also of names that count up. */
uint32_t str_hash(str s)
{
    const uint64_t odd = 0x9e3779b97f4a7c15U;
    uint64_t h = s.len * odd;
    size_t i;

    if (s.len <= sizeof(h)) {
        h = (h ^ short_word(s)) * odd;
    } else {
        for (i = 0; i + sizeof(h) < s.len; i += sizeof(h)) {
            h = (h ^ word_at(s.ptr + i)) * odd;
            h ^= h >> 32;
        }
        h = (h ^ word_at(s.ptr + s.len - sizeof(h))) * odd;
    }
    return (uint32_t)(((h ^ (h >> 32)) * odd) >> 32);
}
