/* The lines of the input as the parts of a message: what is written has the
 * header fields that it should, no line over 998 bytes, no bare CR or LF. */
#include "http/mime.h"

#include "fuzz/fuzz.h"
#include "http/token.h"

#include <string.h>

/* The names of the fields in front of the empty line, and how they begin. */
static size_t count_fields(str text)
{
    size_t n = 0;
    size_t from = 0;

    while (from < text.len && text.ptr[from] != '\r') {
        n += text.ptr[from] != ' ';
        from = str_find(text, '\n', from) + 1;
    }
    return n;
}

static void check_lines(str text)
{
    size_t line = 0;
    size_t i;

    for (i = 0; i < text.len; i++) {
        line = text.ptr[i] == '\n' ? 0 : line + 1;
        fuzz_promise(line < 998);
        if (text.ptr[i] == '\r')
            fuzz_promise(i + 1 < text.len && text.ptr[i + 1] == '\n');
        if (text.ptr[i] == '\n')
            fuzz_promise(i > 0 && text.ptr[i - 1] == '\r');
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct mime_message m = {.from = {S(""), S("a@b.c")},
        .to = {S(""), S("d@e.f")},
        .message_id = S("g@h.i"),
        .boundary = S("b")};
    str rest = fuzz_text(data, size);
    struct arena arena;
    bytes out;
    str part = {NULL, 0};

    if (token_next(&rest, '\0', &part))
        m.subject = part;
    if (token_next(&rest, '\0', &part))
        m.to.name = part;
    m.text = rest;
    arena_init(&arena, FUZZ_ARENA_BYTES);
    if (mime_write(&arena, &m, &out, NULL) == OK) {
        check_lines(bytes_str(out));
        /* Date From To Subject Message-ID Auto-Submitted MIME-Version and
         * two of the body */
        fuzz_promise(count_fields(bytes_str(out)) == 9);
    }
    arena_release(&arena);
    return 0;
}
