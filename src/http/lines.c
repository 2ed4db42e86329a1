#include "http/lines.h"

enum {
    ELSEWHERE = -1,
    LINE_END_BYTES = 2,
};

/* The offset in the head of the memory that `at` points to. */
static ptrdiff_t offset_of(bytes head, const char *at)
{
    uintptr_t start = (uintptr_t)head.ptr;
    uintptr_t place = (uintptr_t)at;

    if (place < start || place - start > head.len)
        return ELSEWHERE;
    return (ptrdiff_t)(place - start);
}

/* Room for CR and LF between two offsets, and beside them only blanks.
 * libmicrohttpd has put NULs into it. */
static bool is_gap(
    bytes head, ptrdiff_t from, ptrdiff_t to, ptrdiff_t bytes_min)
{
    ptrdiff_t i;

    if (from == ELSEWHERE || to == ELSEWHERE || to < from)
        return true;
    for (i = from; i < to; i++) {
        uint8_t c = head.ptr[i];

        if (c != '\0' && c != '\r' && c != '\n' && c != ' ' && c != '\t')
            return false;
    }
    return to - from >= bytes_min;
}

bool lines_are_whole(
    bytes head, str version, const struct http_field *fields, size_t n_fields)
{
    ptrdiff_t end = offset_of(head, version.ptr + version.len);
    size_t i;

    for (i = 0; i < n_fields; i++) {
        const struct http_field *field = &fields[i];

        if (!is_gap(
                head, end, offset_of(head, field->name.ptr), LINE_END_BYTES))
            return false;
        end = offset_of(head, field->value.ptr + field->value.len);
    }
    return is_gap(
        head, end, (ptrdiff_t)head.len, (ptrdiff_t)2 * LINE_END_BYTES);
}
