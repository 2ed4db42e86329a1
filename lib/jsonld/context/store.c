#include "jsonld/context/store.h"

#include <string.h>

enum {
    COMPILED_SLOTS = 2 * STORE_COMPILED_MAX,
};

struct compiled {
    struct compiled_key key; /* key.active NULL: a free slot */
    const struct context *context;
};

struct jsonld_store {
    struct arena *arena;
    const struct assets *assets;
    const struct provider *provider;
    struct source *sources; /* beside assets->items; context NULL: not parsed */
    uint32_t *by_url;       /* open addressing: number of the asset + 1 */
    uint32_t url_mask;
    struct compiled *compiled;
    uint32_t n_compiled;
    struct context initial;
};

static code check_digest(const struct asset *asset,
    const struct provider *provider,
    struct err *reterr)
{
    uint8_t digest[HASH_BYTES_MAX];

    TRY(provider_hash(provider, HASH_SHA256, str_bytes(asset->text), digest));
    if (memcmp(digest, asset->sha256, ASSET_SHA256_BYTES) != 0)
        return err_set(reterr, E_CONTEXT_HASH_MISMATCH, asset->name);
    return OK;
}

static code index_urls(struct jsonld_store *store)
{
    uint32_t n_slots = 8;
    size_t i;

    while (n_slots < 2 * store->assets->n)
        n_slots *= 2;
    store->url_mask = n_slots - 1;
    store->by_url = arena_array(store->arena, n_slots, uint32_t);
    if (!store->by_url)
        return arena_status(store->arena);
    for (i = 0; i < store->assets->n; i++) {
        uint32_t at = str_hash(store->assets->items[i].name);

        while (store->by_url[at & store->url_mask] != 0)
            at++;
        store->by_url[at & store->url_mask] = (uint32_t)i + 1;
    }
    return OK;
}

code store_new(struct arena *arena,
    const struct assets *assets,
    const struct provider *provider,
    struct jsonld_store **ret,
    struct err *reterr)
{
    struct jsonld_store *store = arena_new(arena, struct jsonld_store);

    if (!store)
        return err_set(reterr, arena_status(arena), (str){NULL, 0});
    store->arena = arena;
    store->assets = assets;
    store->provider = provider;
    store->sources = arena_array(arena, assets->n, struct source);
    store->compiled = arena_array(arena, COMPILED_SLOTS, struct compiled);
    if (!store->sources || !store->compiled || index_urls(store) != OK)
        return err_set(reterr, arena_status(arena), (str){NULL, 0});
    store->initial = (struct context){
        .n_layers = 1,
        .arena = arena,
        .shared = true,
    };
    *ret = store;
    return OK;
}

static const struct asset *find(
    const struct jsonld_store *store, str url, size_t *ret_number)
{
    uint32_t at = str_hash(url);
    uint32_t number;

    for (;; at++) {
        number = store->by_url[at & store->url_mask];
        if (number == 0)
            return NULL;
        if (str_eq(store->assets->items[number - 1].name, url))
            break;
    }
    *ret_number = number - 1;
    return &store->assets->items[number - 1];
}

str store_text(const struct jsonld_store *store, str url)
{
    size_t number = 0;
    const struct asset *asset = find(store, url, &number);

    return asset ? asset->text : (str){NULL, 0};
}

static code parse(struct jsonld_store *store,
    const struct asset *asset,
    struct source *remote,
    struct err *reterr)
{
    struct budget budget = budget_default();
    struct json *document = NULL;
    const struct json *context;

    TRY(check_digest(asset, store->provider, reterr));
    TRY(json_parse(asset->text, &budget, store->arena, &document, reterr));
    context = json_get(document, keyword_name(KEYWORD_CONTEXT));
    if (!context)
        return err_set(reterr, E_JSONLD_INVALID_REMOTE_CONTEXT, asset->name);
    remote->url = asset->name;
    remote->base_url = asset->name;
    remote->shared = true;
    remote->context = context;
    return OK;
}

code store_get(struct jsonld_store *store,
    str url,
    struct source **ret,
    struct err *reterr)
{
    size_t number = 0;
    const struct asset *asset = store ? find(store, url, &number) : NULL;
    struct source *remote;

    if (!asset)
        return OK;
    remote = &store->sources[number];
    if (!remote->context)
        TRY(parse(store, asset, remote, reterr));
    *ret = remote;
    return OK;
}

const struct context *store_initial(const struct jsonld_store *store)
{
    return &store->initial;
}

struct arena *store_arena(const struct jsonld_store *store)
{
    return store->arena;
}

/* The slot of the key, or the free one where it belongs. At most half of the
 * slots are ever used. */
static struct compiled *slot_of(
    const struct jsonld_store *store, const struct compiled_key *key)
{
    uint64_t h = (uint64_t)(uintptr_t)key->active * 0x9e3779b97f4a7c15U;
    uint32_t at;

    h = (h ^ (uint64_t)(uintptr_t)key->local ^ key->flags) *
        0x9e3779b97f4a7c15U;
    for (at = (uint32_t)(h >> 32);; at++) {
        struct compiled *slot = &store->compiled[at % COMPILED_SLOTS];

        if (!slot->key.active ||
            (slot->key.active == key->active && slot->key.local == key->local &&
                slot->key.flags == key->flags))
            return slot;
    }
}

static bool has_room(const struct jsonld_store *store)
{
    return store->n_compiled < STORE_COMPILED_MAX &&
           arena_status(store->arena) == OK &&
           arena_used_bytes(store->arena) + STORE_BYTES_LEFT <
               store->arena->bytes_max;
}

enum compiled_state compiled_get(const struct jsonld_store *store,
    const struct compiled_key *key,
    const struct context **ret)
{
    const struct compiled *slot = slot_of(store, key);

    if (slot->key.active && slot->context) {
        *ret = slot->context;
        return COMPILED_KNOWN;
    }
    return slot->key.active || !has_room(store) ? COMPILED_NEVER : COMPILED_NEW;
}

void compiled_put(struct jsonld_store *store,
    const struct compiled_key *key,
    const struct context *context)
{
    struct compiled *slot = slot_of(store, key);

    if (slot->key.active || store->n_compiled >= STORE_COMPILED_MAX)
        return;
    slot->key = *key;
    slot->context = context;
    store->n_compiled++;
}
