#include "host/inflate.h"

enum {
    ROOM_BYTES_MIN = 1024,
    GZIP_BYTES_MIN = 18, /* header and trailer, RFC 1952 2.3 */
};

static bool is_gzip(bytes packed)
{
    return packed.len >= GZIP_BYTES_MIN && packed.ptr[0] == 0x1f &&
           packed.ptr[1] == 0x8b;
}

/* gzip ends with the length mod 2^32: a hint, checked by nobody. */
static size_t first_room(bytes packed, size_t bytes_max)
{
    const uint8_t *end = packed.ptr + packed.len;
    size_t room = packed.len < bytes_max / 4 ? packed.len * 4 : bytes_max;

    if (is_gzip(packed))
        room = (size_t)end[-4] | (size_t)end[-3] << 8 | (size_t)end[-2] << 16 |
               (size_t)end[-1] << 24;
    if (room < ROOM_BYTES_MIN)
        room = ROOM_BYTES_MIN;
    return room < bytes_max ? room : bytes_max;
}

static enum libdeflate_result inflate_once(
    struct libdeflate_decompressor *state,
    bytes packed,
    uint8_t *room,
    size_t room_bytes,
    size_t *ret_bytes)
{
    size_t used = 0;
    enum libdeflate_result r =
        is_gzip(packed) ? libdeflate_gzip_decompress_ex(state, packed.ptr,
                              packed.len, room, room_bytes, &used, ret_bytes)
                        : libdeflate_zlib_decompress_ex(state, packed.ptr,
                              packed.len, room, room_bytes, &used, ret_bytes);

    /* What follows the stream was checked by nothing. */
    return r == LIBDEFLATE_SUCCESS && used != packed.len ? LIBDEFLATE_BAD_DATA
                                                         : r;
}

code inflate(struct libdeflate_decompressor *state,
    bytes packed,
    size_t bytes_max,
    struct arena *arena,
    bytes *ret)
{
    struct arena_mark mark = arena_mark(arena);
    size_t room_bytes = first_room(packed, bytes_max);

    for (;;) {
        uint8_t *room = arena_alloc(arena, room_bytes);
        size_t n = 0;
        enum libdeflate_result r;

        if (!room)
            return arena_status(arena);
        r = inflate_once(state, packed, room, room_bytes, &n);
        if (r == LIBDEFLATE_SUCCESS) {
            *ret = (bytes){room, n};
            return OK;
        }
        arena_rewind(arena, mark);
        if (r != LIBDEFLATE_INSUFFICIENT_SPACE)
            return E_SYNTAX;
        if (room_bytes >= bytes_max)
            return E_LIMIT_EXCEEDED;
        room_bytes = room_bytes < bytes_max / 2 ? room_bytes * 2 : bytes_max;
    }
}

code deflate(struct libdeflate_compressor *state,
    bytes data,
    struct arena *arena,
    bytes *ret)
{
    size_t room_bytes = libdeflate_gzip_compress_bound(state, data.len);
    uint8_t *room = arena_alloc(arena, room_bytes);
    size_t n;

    if (!room)
        return arena_status(arena);
    n = libdeflate_gzip_compress(state, data.ptr, data.len, room, room_bytes);
    if (n == 0)
        return E_INTERNAL;
    *ret = (bytes){room, n};
    return OK;
}
