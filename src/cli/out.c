#include "cli/out.h"

#include "text/utf8.h"

#include <inttypes.h>
#include <stdlib.h>
#include <unistd.h>

static const char *const CODES[] = {
    [OUT_PLAIN] = "",
    [OUT_BOLD] = "\033[1m",
    [OUT_DIM] = "\033[2m",
    [OUT_GOOD] = "\033[32m",
    [OUT_WARN] = "\033[33m",
    [OUT_BAD] = "\033[31m",
};

struct out out_for(FILE *file)
{
    bool is_terminal = isatty(fileno(file)) == 1;
    /* Asked once, before there is any thread. */
    const char *no_colour =
        getenv("NO_COLOR"); /* NOLINT(concurrency-mt-unsafe) */

    return (struct out){
        .file = file,
        .is_terminal = is_terminal,
        .colour = is_terminal && (!no_colour || *no_colour == '\0'),
    };
}

void out_put(struct out *o, const char *words)
{
    fputs(words, o->file);
}

static void begin(struct out *o, enum out_style style)
{
    if (o->colour)
        fputs(CODES[style], o->file);
}

static void end(struct out *o, enum out_style style)
{
    if (o->colour && style != OUT_PLAIN)
        fputs("\033[0m", o->file);
}

void out_styled(struct out *o, enum out_style style, const char *words)
{
    begin(o, style);
    fputs(words, o->file);
    end(o, style);
}

/* What would move the cursor, hide, or turn the direction of the line. */
static bool is_unsafe(uint32_t c)
{
    return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0xad ||
           (c >= 0x200b && c <= 0x200f) || (c >= 0x2028 && c <= 0x202e) ||
           (c >= 0x2060 && c <= 0x206f) || c == 0xfeff ||
           (c >= 0xe0000 && c <= 0xe0fff);
}

void out_text(struct out *o, str text)
{
    size_t at = 0;

    while (at < text.len) {
        size_t from = at;
        uint32_t c = utf8_next(text, &at);

        if (c == UTF8_BAD)
            fprintf(o->file, "\\x%02x", (unsigned)(uint8_t)text.ptr[from]);
        else if (c == '\n' || c == '\t')
            fputc(' ', o->file);
        else if (is_unsafe(c) && c < 0x100)
            fprintf(o->file, "\\x%02" PRIx32, c);
        else if (is_unsafe(c))
            fprintf(o->file, "\\u{%" PRIx32 "}", c);
        else
            fwrite(text.ptr + from, 1, at - from, o->file);
    }
}

void out_text_styled(struct out *o, enum out_style style, str text)
{
    begin(o, style);
    out_text(o, text);
    end(o, style);
}

void out_bytes(struct out *o, bytes data)
{
    if (data.len > 0)
        fwrite(data.ptr, 1, data.len, o->file);
}

void out_number(struct out *o, uint64_t n)
{
    fprintf(o->file, "%" PRIu64, n);
}

void out_spaces(struct out *o, size_t n)
{
    while (n-- > 0)
        fputc(' ', o->file);
}

bool out_flush(struct out *o)
{
    return fflush(o->file) == 0 && !ferror(o->file);
}
