#include "carrier/zip.h"

#include "carrier/crc32.h"
#include "text/datetime.h"

enum {
    LOCAL_HEADER = 0x04034b50,     /* APPNOTE 4.3.7 */
    DIRECTORY_HEADER = 0x02014b50, /* 4.3.12 */
    DIRECTORY_END = 0x06054b50,    /* 4.3.16 */
    VERSION = 20,                  /* 2.0 */
    NAMES_ARE_UTF8 = 1 << 11,      /* 4.4.4 */
    FILES_MAX = 65535,
    DIRECTORY_BYTES_MAX = 16 << 20,
    DOS_EPOCH = 1980,
};

static void put_16(struct buf *out, uint32_t value)
{
    buf_byte(out, (uint8_t)value);
    buf_byte(out, (uint8_t)(value >> 8));
}

static void put_32(struct buf *out, uint32_t value)
{
    put_16(out, value);
    put_16(out, value >> 16);
}

/* Two digits of a time in text. */
static uint32_t two(const char *text)
{
    return (uint32_t)(text[0] - '0') * 10 + (uint32_t)(text[1] - '0');
}

/* APPNOTE 4.4.6: day in the upper half, time of day in the lower. */
static uint32_t dos_time(int64_t unix_s)
{
    const struct datetime when = {.unix_s = unix_s, .has_zone = true};
    char text[DATETIME_BYTES]; /* 2026-11-25T10:11:12Z */
    const size_t n = datetime_format(&when, text);
    const uint32_t year = n == 20 ? two(text) * 100 + two(text + 2) : 0;

    if (year < DOS_EPOCH)
        return 1 << 21 | 1 << 16;
    return (year - DOS_EPOCH) << 25 | two(text + 5) << 21 |
           two(text + 8) << 16 | two(text + 11) << 11 | two(text + 14) << 5 |
           two(text + 17) / 2;
}

void zip_init(
    struct zip *z, struct buf *out, int64_t unix_s, struct arena *arena)
{
    *z = (struct zip){.out = out, .time = dos_time(unix_s)};
    buf_init(&z->directory, arena, DIRECTORY_BYTES_MAX);
}

/* What both headers of a file say. */
static void put_facts(
    struct buf *out, const struct zip *z, str name, bytes content, uint32_t crc)
{
    put_16(out, VERSION);
    put_16(out, NAMES_ARE_UTF8);
    put_16(out, 0); /* stored */
    put_32(out, z->time);
    put_32(out, crc);
    put_32(out, (uint32_t)content.len);
    put_32(out, (uint32_t)content.len);
    put_16(out, (uint32_t)name.len);
    put_16(out, 0); /* nothing extra */
}

void zip_add(struct zip *z, str name, bytes content)
{
    const uint32_t crc = crc32_add(0, content);
    const size_t at = z->out->len;

    if (content.len > UINT32_MAX || at > UINT32_MAX || name.len > UINT16_MAX ||
        z->n == FILES_MAX) {
        z->out->failed = E_LIMIT_EXCEEDED;
        return;
    }
    put_32(z->out, LOCAL_HEADER);
    put_facts(z->out, z, name, content, crc);
    buf_str(z->out, name);
    buf_put(z->out, content);
    put_32(&z->directory, DIRECTORY_HEADER);
    put_16(&z->directory, VERSION);
    put_facts(&z->directory, z, name, content, crc);
    put_16(&z->directory, 0); /* no remark */
    put_16(&z->directory, 0); /* first disk */
    put_16(&z->directory, 0);
    put_32(&z->directory, 0);
    put_32(&z->directory, (uint32_t)at);
    buf_str(&z->directory, name);
    z->n++;
}

code zip_finish(struct zip *z)
{
    const size_t at = z->out->len;
    bytes directory;
    bytes all;

    TRY(buf_finish(&z->directory, &directory));
    if (at > UINT32_MAX)
        return E_LIMIT_EXCEEDED;
    buf_put(z->out, directory);
    put_32(z->out, DIRECTORY_END);
    put_32(z->out, 0); /* one disk */
    put_16(z->out, z->n);
    put_16(z->out, z->n);
    put_32(z->out, (uint32_t)directory.len);
    put_32(z->out, (uint32_t)at);
    put_16(z->out, 0); /* no remark */
    return buf_finish(z->out, &all);
}
