/* A form's texts lie in the input or are no longer than it, and are UTF-8
 * where they are no file. The first byte chooses the kind. */
#include "http/form.h"

#include "fuzz/fuzz.h"
#include "text/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct http_field type = {S("Content-Type"), S("")};
    struct http_request req = {.headers = &type, .n_headers = 1};
    struct form form = {0};
    struct err err = {0};
    struct arena arena;
    size_t i;
    code c;

    if (size == 0)
        return 0;
    type.value = data[0] == 'M' ? S("multipart/form-data; boundary=XX")
                                : S("application/x-www-form-urlencoded");
    req.body = (bytes){data + 1, size - 1};
    arena_init(&arena, FUZZ_ARENA_BYTES);
    c = form_read_body(&req, &arena, &form, &err);
    fuzz_promise(c == OK || err.code == c);
    fuzz_promise(form.n <= FORM_FIELDS_MAX);
    for (i = 0; i < form.n; i++) {
        const struct form_field *field = &form.fields[i];

        fuzz_promise(field->name.len + field->value.len <= size);
        fuzz_promise(utf8_is_valid(field->name));
        fuzz_promise(field->is_file || utf8_is_valid(field->value));
    }
    arena_release(&arena);
    return 0;
}
