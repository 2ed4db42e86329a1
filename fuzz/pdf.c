/* Whatever passes for a PDF, what is found in it is within the limits. */
#include "carrier/pdf.h"

#include "fuzz/fuzz.h"
#include "host/native.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct budget budget = budget_default();
    struct native *native = NULL;
    struct pdf_content got = {0};
    struct pdf_content again = {0};
    struct arena arena;
    struct carrier_tools tools = {&budget, NULL, &arena};

    arena_init(&arena, FUZZ_ARENA_BYTES);
    if (native_new(&native, NULL) == OK)
        tools.provider = native_provider(native);
    if (pdf_extract((bytes){data, size}, &tools, &got, NULL) == OK) {
        fuzz_promise(got.carried.text.len <= budget.image_text_bytes_max);
        fuzz_promise(
            pdf_extract((bytes){data, size}, &tools, &again, NULL) == OK);
        fuzz_promise(str_eq(got.carried.text, again.carried.text));
    }
    native_free(native);
    arena_release(&arena);
    return 0;
}
