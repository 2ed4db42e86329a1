/* The events of the scanner lie in order inside the text, every element that
 * opens closes, and what is decoded is encoded so that it decodes again. */
#include "text/xml.h"

#include "fuzz/fuzz.h"
#include "text/xml_text.h"

static str decode(struct arena *arena, str raw)
{
    struct buf out;
    str text = {NULL, 0};

    buf_init(&out, arena, FUZZ_ARENA_BYTES);
    xml_decode(&out, raw, XML_IN_TEXT);
    fuzz_promise(buf_finish_str(&out, &text) == OK);
    return text;
}

static void check_text(struct arena *arena, str raw)
{
    struct buf out;
    str meant = decode(arena, raw);
    str again = {NULL, 0};

    buf_init(&out, arena, FUZZ_ARENA_BYTES);
    xml_encode(&out, meant, XML_IN_TEXT);
    fuzz_promise(buf_finish_str(&out, &again) == OK);
    fuzz_promise(str_eq(decode(arena, again), meant));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct budget budget = budget_default();
    enum xml_event event = XML_TEXT;
    struct err err = {0};
    struct arena arena;
    struct xml x;
    size_t before = 0;
    long open = 0;
    code c = OK;

    arena_init(&arena, FUZZ_ARENA_BYTES);
    xml_init(&x, fuzz_text(data, size), &budget);
    while ((c = xml_next(&x, &event, &err)) == OK && event != XML_END) {
        fuzz_promise(x.start >= before || event == XML_CLOSE);
        fuzz_promise(x.end >= x.start && x.end <= size);
        before = x.start;
        open += (event == XML_OPEN) - (event == XML_CLOSE);
        if (event == XML_TEXT)
            check_text(&arena, x.content);
    }
    fuzz_promise(c == OK ? open == 0 : err.code == c && err.offset <= size);
    arena_release(&arena);
    return 0;
}
