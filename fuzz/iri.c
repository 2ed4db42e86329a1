/* Resolving against a base, and making relative again, give the same IRI. */
#include "text/iri.h"

#include "fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    /* base, a line end, reference */
    str text = fuzz_text(data, size);
    size_t line = str_find(text, '\n', 0);
    str reference = str_sub(text, line < size ? line + 1 : size, size);
    str base_text = str_sub(text, 0, line);
    struct iri base = iri_split(base_text);
    struct arena arena;
    str iri;

    arena_init(&arena, FUZZ_ARENA_BYTES);
    iri = iri_resolve(&base, reference, &arena);
    /* Dot segments in a base never come back. */
    if (iri_is_valid(base_text) && iri_is_reference(reference) &&
        str_eq(iri_resolve(&base, iri, &arena), iri)) {
        str relative = iri_relativise(&base, iri, &arena);

        fuzz_promise(iri_has_scheme(iri));
        fuzz_promise(str_eq(iri_resolve(&base, relative, &arena), iri));
        fuzz_promise(!iri_is_uri(reference) || iri_is_valid(reference));
    }
    arena_release(&arena);
    return 0;
}
