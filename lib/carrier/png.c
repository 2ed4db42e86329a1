#include "carrier/png.h"

#include "base/buf.h"
#include "carrier/crc32.h"

#include <string.h>

enum {
    SIGNATURE_BYTES = 8,
    FRAME_BYTES = 12, /* length, type, CRC around the data of a chunk */
    IHDR_BYTES = 13,
};

#define PNG_INT_MAX 0x7fffffffu /* PNG 7.1 */
#define TYPE(a, b, c, d)                                                       \
    ((uint32_t)(a) << 24 | (uint32_t)(b) << 16 | (uint32_t)(c) << 8 |          \
        (uint32_t)(d))

static const uint32_t IHDR = TYPE('I', 'H', 'D', 'R');
static const uint32_t IDAT = TYPE('I', 'D', 'A', 'T');
static const uint32_t IEND = TYPE('I', 'E', 'N', 'D');
static const uint32_t ITXT = TYPE('i', 'T', 'X', 't');
static const uint32_t TEXT = TYPE('t', 'E', 'X', 't');
static const uint32_t ZTXT = TYPE('z', 'T', 'X', 't');

static const uint8_t SIGNATURE[SIGNATURE_BYTES] = {
    0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

static const str KEYWORD_3 = STR("openbadgecredential");

/* Walks over the chunks of an image, one at a time. */
struct walk {
    bytes png;
    const struct budget *budget;
    size_t at;     /* where the next chunk starts */
    size_t n_seen; /* chunks so far */
    bool has_idat;
    bool idat_over; /* another chunk came after the image data */
    bool ended;     /* IEND was seen */
    uint32_t type;  /* of this chunk */
    bytes data;     /* of this chunk */
    bytes all;      /* this chunk with its frame */
};

static uint32_t read_u32(const uint8_t *at)
{
    return TYPE(at[0], at[1], at[2], at[3]);
}

static code fail(
    const struct walk *w, code c, const char *what, struct err *reterr)
{
    code failed = err_set(reterr, c, str_of(what));

    /* The lines of a binary file mean nothing: the offset is the place. */
    if (reterr)
        reterr->offset = w->at;
    return failed;
}

bool png_is(bytes data)
{
    return data.len >= SIGNATURE_BYTES &&
           memcmp(data.ptr, SIGNATURE, SIGNATURE_BYTES) == 0;
}

static code walk_start(
    struct walk *w, bytes png, const struct budget *budget, struct err *reterr)
{
    *w = (struct walk){.png = png, .budget = budget};
    if (png.len > budget->image_bytes_max)
        return fail(w, E_BAKE_LIMIT, "bytes of the image", reterr);
    if (!png_is(png))
        return fail(w, E_BAKE_FORMAT, "signature", reterr);
    w->at = SIGNATURE_BYTES;
    return OK;
}

/* The bit depths that PNG table 8 allows for each colour type, as bits. */
static bool depth_fits(uint8_t colour_type, uint8_t depth)
{
    static const uint32_t allowed[7] = {
        [0] = 1u << 1 | 1u << 2 | 1u << 4 | 1u << 8 | 1u << 16,
        [2] = 1u << 8 | 1u << 16,
        [3] = 1u << 1 | 1u << 2 | 1u << 4 | 1u << 8,
        [4] = 1u << 8 | 1u << 16,
        [6] = 1u << 8 | 1u << 16,
    };

    return colour_type < 7 && depth <= 16 &&
           (allowed[colour_type] >> depth & 1u) != 0;
}

/* PNG 11.2.1 */
static code check_header(const struct walk *w, struct err *reterr)
{
    const uint8_t *at = w->data.ptr;
    uint64_t width;
    uint64_t height;

    if (w->type != IHDR || w->data.len != IHDR_BYTES)
        return fail(w, E_BAKE_FORMAT, "IHDR", reterr);
    width = read_u32(at);
    height = read_u32(at + 4);
    if (width == 0 || width > PNG_INT_MAX || height == 0 ||
        height > PNG_INT_MAX || !depth_fits(at[9], at[8]) || at[10] != 0 ||
        at[11] != 0 || at[12] > 1)
        return fail(w, E_BAKE_FORMAT, "IHDR", reterr);
    if (width * height > w->budget->image_pixels_max)
        return fail(w, E_BAKE_LIMIT, "pixels", reterr);
    return OK;
}

/* The order of the chunks that every image has (PNG 5.6). */
static code check_order(struct walk *w, struct err *reterr)
{
    if (w->n_seen == 0)
        return check_header(w, reterr);
    if (w->type == IHDR)
        return fail(w, E_BAKE_FORMAT, "second IHDR", reterr);
    if (w->type == IDAT) {
        if (w->idat_over)
            return fail(w, E_BAKE_FORMAT, "IDAT not together", reterr);
        w->has_idat = true;
        return OK;
    }
    w->idat_over = w->has_idat;
    if (w->type == IEND && (!w->has_idat || w->data.len != 0))
        return fail(w, E_BAKE_FORMAT, "IEND", reterr);
    return OK;
}

static bool type_is_letters(const uint8_t *at)
{
    size_t i;

    for (i = 0; i < 4; i++)
        if ((at[i] | 0x20) < 'a' || (at[i] | 0x20) > 'z')
            return false;
    return true;
}

static bool is_text(uint32_t type)
{
    return type == ITXT || type == TEXT || type == ZTXT;
}

/* Reads the next chunk. Not to be called after IEND. */
static code walk_next(struct walk *w, struct err *reterr)
{
    const uint8_t *at = w->png.ptr + w->at;
    size_t left = w->png.len - w->at;
    size_t len;

    if (left < FRAME_BYTES)
        return fail(w, E_BAKE_FORMAT, "cut off", reterr);
    len = read_u32(at);
    if (len > PNG_INT_MAX || !type_is_letters(at + 4))
        return fail(w, E_BAKE_FORMAT, "chunk", reterr);
    w->type = read_u32(at + 4);
    if (is_text(w->type) && len > w->budget->image_text_bytes_max)
        return fail(w, E_BAKE_LIMIT, "bytes of text", reterr);
    if (len > left - FRAME_BYTES)
        return fail(w, E_BAKE_FORMAT, "cut off", reterr);
    w->data = (bytes){at + 8, len};
    w->all = (bytes){at, len + FRAME_BYTES};
    if (crc32_add(0, (bytes){at + 4, len + 4}) != read_u32(at + 8 + len))
        return fail(w, E_BAKE_FORMAT, "CRC", reterr);
    TRY(check_order(w, reterr));
    w->n_seen++;
    w->ended = w->type == IEND;
    return OK;
}

static void walk_step(struct walk *w)
{
    w->at += w->all.len;
}

/* The bytes up to a NUL, which is taken off too; false without a NUL. */
static bool take_string(str *rest, str *ret)
{
    size_t end = str_find(*rest, '\0', 0);

    if (end == SIZE_MAX)
        return false;
    *ret = str_sub(*rest, 0, end);
    *rest = str_sub(*rest, end + 1, rest->len);
    return true;
}

/* True for a chunk that holds, or claims to hold, a credential of 3.0. */
static bool is_badge_3(const struct walk *w)
{
    str rest = bytes_str(w->data);
    str keyword;

    return is_text(w->type) && take_string(&rest, &keyword) &&
           str_eq(keyword, KEYWORD_3);
}

/* PNG 11.3.3.4: keyword, flag, method, language, translated keyword, text.
 * Language and translated keyword are skipped, whatever they are. */
static bool itxt_text(str rest, str *ret)
{
    str skipped;

    if (rest.len < 2 || rest.ptr[0] != 0)
        return false;
    rest = str_sub(rest, 2, rest.len);
    if (!take_string(&rest, &skipped))
        return false;
    if (!take_string(&rest, &skipped))
        return false;
    *ret = rest;
    return true;
}

static bool is_url(str text)
{
    return str_starts(text, S("https:")) || str_starts(text, S("http:"));
}

/* Which kind a keyword announces; 0 for one that is not ours. */
static unsigned keyword_kind(str keyword)
{
    if (str_eq(keyword, KEYWORD_3))
        return CARRIED_BADGE_3;
    if (str_eq(keyword, S("clrcredential")))
        return CARRIED_CLR_2;
    if (str_eq(keyword, S("openbadges")))
        return CARRIED_BADGE_2;
    return 0;
}

/* Looks into this chunk. found has a slot for each kind. */
static code look(
    const struct walk *w, struct carried found[CARRIED_N], struct err *reterr)
{
    str rest = bytes_str(w->data);
    str keyword;
    unsigned kind;
    size_t slot = 0;

    if (!is_text(w->type) || !take_string(&rest, &keyword))
        return OK;
    kind = keyword_kind(keyword);
    if (kind == 0)
        return OK;
    /* Only the oldest badges stand in tEXt; OB 3.0: "flag 0". */
    if (w->type == ITXT ? !itxt_text(rest, &rest)
                        : w->type == ZTXT || kind != CARRIED_BADGE_2)
        return fail(w, E_BAKE_FORMAT, "credential chunk", reterr);
    if (kind == CARRIED_BADGE_2 && is_url(rest))
        kind = CARRIED_BADGE_1;
    while (kind >> (slot + 1))
        slot++;
    if (found[slot].kind)
        return fail(w, E_BAKE_DUPLICATE, "credential chunk", reterr);
    found[slot] = (struct carried){(enum carried_kind)kind, rest};
    return OK;
}

code png_extract(bytes png,
    unsigned wanted,
    const struct budget *budget,
    struct carried *ret,
    struct err *reterr)
{
    struct carried found[CARRIED_N] = {0};
    struct walk w;
    size_t i;

    TRY(walk_start(&w, png, budget, reterr));
    while (!w.ended) {
        TRY(walk_next(&w, reterr));
        TRY(look(&w, found, reterr));
        walk_step(&w);
    }
    for (i = 0; i < CARRIED_N; i++) {
        if (found[i].kind & wanted) {
            *ret = found[i];
            return OK;
        }
    }
    return err_set(reterr, E_NO_CREDENTIAL, S("PNG"));
}

static void put_u32(struct buf *b, uint32_t value)
{
    uint8_t *at = buf_room(b, 4);

    if (!at)
        return;
    at[0] = (uint8_t)(value >> 24);
    at[1] = (uint8_t)(value >> 16);
    at[2] = (uint8_t)(value >> 8);
    at[3] = (uint8_t)value;
}

static void put_credential(struct buf *b, str credential)
{
    /* The end of the keyword, flag 0, method 0, two empty strings. */
    static const uint8_t zeros[5] = {0};
    size_t from = b->len + 4;

    put_u32(b, (uint32_t)(KEYWORD_3.len + sizeof(zeros) + credential.len));
    put_u32(b, ITXT);
    buf_str(b, KEYWORD_3);
    buf_put(b, (bytes){zeros, sizeof(zeros)});
    buf_str(b, credential);
    if (!b->failed)
        put_u32(b, crc32_add(0, (bytes){b->ptr + from, b->len - from}));
}

code png_bake(bytes png,
    str credential,
    const struct budget *budget,
    struct arena *arena,
    bytes *ret,
    struct err *reterr)
{
    /* Keyword, zeros, and the frame; the limit is on the chunk's data. */
    const size_t more = KEYWORD_3.len + 5 + FRAME_BYTES;
    struct carried found[CARRIED_N] = {0};
    struct walk w;
    struct buf out;

    if (credential.len + KEYWORD_3.len + 5 > budget->image_text_bytes_max)
        return err_set(reterr, E_BAKE_LIMIT, S("bytes of text"));
    TRY(walk_start(&w, png, budget, reterr));
    buf_init(&out, arena, png.len + credential.len + more);
    /* All the room at once: the image is copied once, never moved. */
    if (!buf_room(&out, out.bytes_max))
        return err_set(reterr, out.failed, S("PNG"));
    out.len = 0;
    buf_put(&out, (bytes){SIGNATURE, SIGNATURE_BYTES});
    while (!w.ended) {
        TRY(walk_next(&w, reterr));
        if (w.ended)
            put_credential(&out, credential);
        if (!is_badge_3(&w)) {
            TRY(look(&w, found, reterr));
            buf_put(&out, w.all);
        }
        walk_step(&w);
    }
    if (out.len > budget->image_bytes_max)
        return err_set(reterr, E_BAKE_LIMIT, S("bytes of the image"));
    return buf_finish(&out, ret);
}
