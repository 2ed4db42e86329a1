/*
 * Builder of bytes in an arena, with a named maximum. Fails sticky: after
 * the first failure every append does nothing, and buf_finish says so.
 */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include "base/arena.h"

struct buf {
    struct arena *arena;
    uint8_t *ptr;
    size_t len;
    size_t capacity;
    size_t bytes_max;
    code failed;
};

void buf_init(struct buf *b, struct arena *arena, size_t bytes_max);

void buf_put(struct buf *b, bytes data);
void buf_str(struct buf *b, str text);
void buf_byte(struct buf *b, uint8_t byte);
void buf_u64(struct buf *b, uint64_t value); /* base 10 */

/* n writable bytes at the end, already counted in len; NULL on failure. */
uint8_t *buf_room(struct buf *b, size_t n);

/* The bytes so far. They live in the arena; a later append may move them. */
bytes buf_bytes(const struct buf *b);

/* OK and the bytes, or the first failure. */
MUST_USE code buf_finish(const struct buf *b, bytes *ret);
MUST_USE code buf_finish_str(const struct buf *b, str *ret);

#endif
