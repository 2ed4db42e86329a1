/* What decodes is encoded as the same text; varints have one form. */
#include "text/multibase.h"

#include "fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    str text = fuzz_text(data, size);
    uint8_t again[VARINT_BYTES_MAX];
    enum multibase base;
    struct arena arena;
    uint64_t value;
    size_t n;
    bytes decoded;

    arena_init(&arena, FUZZ_ARENA_BYTES);
    if (multibase_decode(text, &arena, &decoded, &base) == OK) {
        str encoded = multibase_encode(base, decoded, &arena);

        fuzz_promise(str_eq(encoded, text));
    }
    n = varint_decode((bytes){data, size}, &value);
    if (n > 0)
        fuzz_promise(varint_encode(value, again) == n &&
                     bytes_eq((bytes){again, n}, (bytes){data, n}));
    arena_release(&arena);
    return 0;
}
