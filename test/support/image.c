#include "test/support/image.h"

#include "carrier/crc32.h"

static void put_u32(struct buf *b, uint32_t value)
{
    int shift;

    for (shift = 24; shift >= 0; shift -= 8)
        buf_byte(b, (uint8_t)(value >> shift));
}

void image_signature(struct buf *b)
{
    buf_str(b, S("\x89PNG\r\n\x1a\n"));
}

void image_chunk(struct buf *b, const char *type, str data)
{
    bytes name = str_bytes(str_of(type));
    uint32_t crc = crc32_add(crc32_add(0, name), str_bytes(data));

    put_u32(b, (uint32_t)data.len);
    buf_put(b, name);
    buf_str(b, data);
    put_u32(b, crc);
}

void image_header(struct buf *b, uint32_t width, uint32_t height)
{
    struct buf data;

    buf_init(&data, b->arena, 13);
    put_u32(&data, width);
    put_u32(&data, height);
    buf_str(&data, S("\1\0\0\0\0"));
    image_chunk(b, "IHDR", bytes_str(buf_bytes(&data)));
}

void image_data(struct buf *b)
{
    /* zlib, one stored block of two zero bytes, Adler-32 */
    image_chunk(
        b, "IDAT", S("\x78\x01\x01\x02\x00\xfd\xff\x00\x00\x00\x02\x00\x01"));
}

void image_end(struct buf *b)
{
    image_chunk(b, "IEND", S(""));
}

bytes image_png_with(struct arena *arena, const char *type, str data)
{
    struct buf b;

    buf_init(&b, arena, (size_t)64 * 1024 * 1024);
    image_signature(&b);
    image_header(&b, 1, 1);
    image_chunk(&b, "tEXt", S("Title\0a test"));
    image_data(&b);
    image_chunk(&b, "prVt", S("\0\1\2\3"));
    if (type)
        image_chunk(&b, type, data);
    image_end(&b);
    return buf_bytes(&b);
}

bytes image_png(struct arena *arena)
{
    return image_png_with(arena, NULL, S(""));
}
