#include "base/buf.h"

#include <string.h>

void buf_init(struct buf *b, struct arena *arena, size_t bytes_max)
{
    *b = (struct buf){.arena = arena, .bytes_max = bytes_max};
}

uint8_t *buf_room(struct buf *b, size_t n)
{
    uint8_t *moved;
    uint8_t *at;

    if (b->failed)
        return NULL;
    if (n > b->bytes_max - b->len) {
        b->failed = E_LIMIT_EXCEEDED;
        return NULL;
    }
    if (!b->ptr || n > b->capacity - b->len) {
        moved = arena_grow(
            b->arena, b->ptr, 1, b->len + (n > 0 ? n : 1), &b->capacity);
        if (!moved) {
            b->failed = arena_status(b->arena);
            return NULL;
        }
        b->ptr = moved;
    }
    at = b->ptr + b->len;
    b->len += n;
    return at;
}

void buf_put(struct buf *b, bytes data)
{
    uint8_t *at = buf_room(b, data.len);

    if (at && data.len > 0)
        memcpy(at, data.ptr, data.len);
}

void buf_str(struct buf *b, str text)
{
    buf_put(b, str_bytes(text));
}

void buf_byte(struct buf *b, uint8_t byte)
{
    uint8_t *at = buf_room(b, 1);

    if (at)
        *at = byte;
}

void buf_u64(struct buf *b, uint64_t value)
{
    char digits[20];
    size_t at = sizeof(digits);

    do {
        digits[--at] = (char)('0' + value % 10);
        value /= 10;
    } while (value > 0);
    buf_str(b, (str){digits + at, sizeof(digits) - at});
}

bytes buf_bytes(const struct buf *b)
{
    return (bytes){b->ptr, b->len};
}

code buf_finish(const struct buf *b, bytes *ret)
{
    if (b->failed)
        return b->failed;
    *ret = buf_bytes(b);
    return OK;
}

code buf_finish_str(const struct buf *b, str *ret)
{
    bytes all = {0};

    TRY(buf_finish(b, &all));
    *ret = bytes_str(all);
    return OK;
}
