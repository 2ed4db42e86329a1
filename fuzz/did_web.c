/*
 * did:web: whatever text comes in, the place is none, or an https URL of a
 * did.json that stays where it says; and the document made for the DID is
 * about it.
 */
#include "vc/did_web.h"

#include "fuzz/fuzz.h"
#include "text/iri.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    str did = fuzz_text(data, size);
    struct json *document = NULL;
    struct arena arena;
    str url = {NULL, 0};

    arena_init(&arena, FUZZ_ARENA_BYTES);
    if (did_web_url(did, &arena, &url, NULL) == OK) {
        struct iri parts = iri_split(url);

        fuzz_promise(iri_is_uri(url));
        fuzz_promise(str_starts(url, S("https://")));
        fuzz_promise(str_ends(url, S("/did.json")));
        fuzz_promise(!parts.has_query && !parts.has_fragment);
        fuzz_promise(str_find(parts.authority, '@', 0) == SIZE_MAX);
        fuzz_promise(did_web_covers(did, url, &arena));
        fuzz_promise(str_eq(did_web_domain(did, &arena), parts.authority));
        fuzz_promise(
            did_web_document(did, NULL, 0, &arena, &document, NULL) == OK);
        fuzz_promise(json_text_is(json_get(document, S("id")), did));
    }
    arena_release(&arena);
    return 0;
}
