#include "domain/id.h"

#include "base/buf.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

enum {
    SLUG_BYTES_MAX = 60,
    FOLD_BYTES_MAX = 1 << 20,
};

static const char BASE32[] = "abcdefghijklmnopqrstuvwxyz234567";

/* --- identifiers --- */

void id_write(const uint8_t random[ID_RANDOM_BYTES], char ret[ID_BYTES])
{
    uint32_t bits = 0;
    unsigned n_bits = 0;
    size_t from = 0;
    size_t i;

    for (i = 0; i < ID_BYTES; i++) {
        if (n_bits < 5) {
            const uint32_t next = from < ID_RANDOM_BYTES ? random[from++] : 0;

            bits = (bits << 8) | next;
            n_bits += 8;
        }
        n_bits -= 5;
        ret[i] = BASE32[(bits >> n_bits) & 31];
    }
}

str id_new(const uint8_t random[ID_RANDOM_BYTES], struct arena *arena)
{
    char text[ID_BYTES];

    id_write(random, text);
    return arena_str(arena, (str){text, ID_BYTES});
}

bool id_is(str text)
{
    size_t i;

    if (text.len != ID_BYTES)
        return false;
    for (i = 0; i < text.len; i++) {
        if (text.ptr[i] == '\0' || !strchr(BASE32, text.ptr[i]))
            return false;
    }
    return true;
}

/* --- folding --- */

/* As utf8proc maps it, in the arena; the text itself when it is no UTF-8. */
static str mapped(str text, int options, struct arena *arena)
{
    utf8proc_uint8_t *out = NULL;
    const utf8proc_ssize_t n = utf8proc_map((const utf8proc_uint8_t *)text.ptr,
        (utf8proc_ssize_t)text.len, &out, (utf8proc_option_t)options);
    str result = text;

    if (n >= 0)
        result = arena_str(arena, (str){(const char *)out, (size_t)n});
    /* utf8proc allocates what it gives. */
    free(out);
    return result;
}

str text_fold(str text, struct arena *arena)
{
    const str folded = mapped(text,
        UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD |
            UTF8PROC_STRIPMARK | UTF8PROC_IGNORE | UTF8PROC_STABLE,
        arena);
    struct buf out;
    str result = {NULL, 0};
    bool space = false;
    size_t i;

    buf_init(&out, arena, FOLD_BYTES_MAX);
    for (i = 0; i < folded.len; i++) {
        if ((unsigned char)folded.ptr[i] <= ' ') {
            space = out.len > 0;
            continue;
        }
        if (space)
            buf_byte(&out, ' ');
        space = false;
        buf_byte(&out, (uint8_t)folded.ptr[i]);
    }
    return buf_finish_str(&out, &result) == OK ? result : folded;
}

size_t text_words(str folded, str *ret, size_t n_max)
{
    size_t n = 0;
    size_t at = 0;

    while (at < folded.len && n < n_max) {
        size_t end = str_find(folded, ' ', at);
        str word;
        size_t i = 0;

        if (end == SIZE_MAX)
            end = folded.len;
        word = str_sub(folded, at, end);
        at = end + 1;
        while (i < n && !str_eq(ret[i], word))
            i++;
        if (i == n && word.len > 0)
            ret[n++] = word;
    }
    return n;
}

str slug_of(str text, struct arena *arena)
{
    const str folded = text_fold(text, arena);
    struct buf out;
    str result = {NULL, 0};
    bool hyphen = false;
    size_t i;

    buf_init(&out, arena, SLUG_BYTES_MAX + 1);
    for (i = 0; i < folded.len && out.len < SLUG_BYTES_MAX; i++) {
        const char c = folded.ptr[i];

        if ((c < 'a' || c > 'z') && (c < '0' || c > '9')) {
            hyphen = out.len > 0;
            continue;
        }
        if (hyphen)
            buf_byte(&out, '-');
        hyphen = false;
        buf_byte(&out, (uint8_t)c);
    }
    if (buf_finish_str(&out, &result) != OK || result.len == 0)
        return S("x");
    return result;
}

/* --- look-alikes --- */

/* Letters of other scripts, digits and pairs that look like a letter of
 * ASCII, after folding: the common ones of UTS 39's confusables. */
static const struct {
    const char *seen;
    const char *as;
} ALIKE[] = {
    {"\xd0\xb0", "a"},
    {"\xce\xb1", "a"},
    {"\xd0\xb2", "b"},
    {"\xd1\x81", "c"},
    {"\xcf\xb2", "c"},
    {"\xd4\x81", "d"},
    {"\xd0\xb5", "e"},
    {"\xce\xb5", "e"},
    {"\xd2\xbb", "h"},
    {"\xd0\xbd", "h"},
    {"\xd1\x96", "i"},
    {"\xce\xb9", "i"},
    {"\xc4\xb1", "i"},
    {"\xd1\x98", "j"},
    {"\xd0\xba", "k"},
    {"\xce\xba", "k"},
    {"\xd3\x8f", "i"},
    {"\xd0\xbc", "m"},
    {"\xce\xbd", "v"},
    {"\xd0\xbe", "o"},
    {"\xce\xbf", "o"},
    {"\xcf\x83", "o"},
    {"\xd1\x80", "p"},
    {"\xcf\x81", "p"},
    {"\xd4\x9b", "q"},
    {"\xd1\x95", "s"},
    {"\xcf\x84", "t"},
    {"\xd1\x82", "t"},
    {"\xcf\x85", "u"},
    {"\xd1\x83", "y"},
    {"\xce\xb3", "y"},
    {"\xd1\x85", "x"},
    {"\xcf\x87", "x"},
    {"\xd4\x9d", "w"},
    {"\xcf\x89", "w"},
    {"0", "o"},
    {"1", "i"},
    {"l", "i"},
    {"|", "i"},
    {"rn", "m"},
    {"vv", "w"},
    {"cl", "d"},
};

str name_skeleton(str text, struct arena *arena)
{
    const str folded = text_fold(text, arena);
    struct buf out;
    str result = {NULL, 0};
    size_t at = 0;
    size_t i;

    buf_init(&out, arena, FOLD_BYTES_MAX);
    while (at < folded.len) {
        const str rest = str_sub(folded, at, folded.len);

        for (i = 0; i < sizeof(ALIKE) / sizeof(ALIKE[0]); i++) {
            if (str_starts(rest, str_of(ALIKE[i].seen)))
                break;
        }
        if (i < sizeof(ALIKE) / sizeof(ALIKE[0])) {
            buf_str(&out, str_of(ALIKE[i].as));
            at += strlen(ALIKE[i].seen);
            continue;
        }
        if (rest.ptr[0] != ' ' && rest.ptr[0] != '-' && rest.ptr[0] != '.')
            buf_byte(&out, (uint8_t)rest.ptr[0]);
        at++;
    }
    return buf_finish_str(&out, &result) == OK ? result : folded;
}
