/*
 * Status lists: an entry that is read is written and read back the same; a
 * list credential gives bits within the budget; a status that is found fits
 * its size.
 */
#include "vc/status_list.h"

#include "fuzz/fuzz.h"
#include "host/native.h"

static const struct provider *provider(void)
{
    static struct native *native;

    if (!native && native_new(&native, NULL) != OK)
        abort();
    return native_provider(native);
}

static void check_entry(const struct status_entry *entry, struct arena *arena)
{
    struct status_entry back;

    fuzz_promise(
        status_entry_read(status_entry_json(entry, arena), &back, NULL) == OK);
    fuzz_promise(back.index == entry->index && back.size == entry->size);
    fuzz_promise(str_eq(back.purpose, entry->purpose));
    fuzz_promise(str_eq(back.list_url, entry->list_url));
}

/* The document is entry and list in one. */
static void check_document(const struct json *document, struct vc_env *env)
{
    struct status_entry entry;
    uint32_t status = 0;
    bytes bits = {NULL, 0};

    if (status_entry_read(document, &entry, NULL) != OK)
        return;
    check_entry(&entry, env->arena);
    if (status_list_read(document, entry.purpose, env, NULL, &bits, NULL) != OK)
        return;
    fuzz_promise(bits.len <= env->budget->status_list_bytes_max);
    if (status_list_get(bits, &entry, &status, NULL) == OK)
        fuzz_promise(status >> entry.size == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct budget budget = budget_default();
    struct json *document = NULL;
    struct arena arena;
    struct vc_env env = {
        .provider = provider(), .budget = &budget, .arena = &arena};

    arena_init(&arena, FUZZ_ARENA_BYTES);
    if (json_parse(fuzz_text(data, size), &budget, &arena, &document, NULL) ==
        OK)
        check_document(document, &env);
    arena_release(&arena);
    return 0;
}
