/* An instant that is read is written and read again as the same instant. */
#include "text/datetime.h"

#include "fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const enum datetime_form forms[] = {DATETIME_XSD, DATETIME_RFC3339};
    str text = fuzz_text(data, size);
    size_t i;

    for (i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
        char written[DATETIME_BYTES];
        struct datetime first;
        struct datetime second;
        str again;

        if (!datetime_parse(text, forms[i], &first))
            continue;
        again = (str){written, datetime_format(&first, written)};
        fuzz_promise(again.len < DATETIME_BYTES);
        fuzz_promise(datetime_parse(again, DATETIME_XSD, &second));
        fuzz_promise(datetime_cmp(&first, &second) == 0);
    }
    datetime_is_date(text);
    return 0;
}
