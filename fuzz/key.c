/* Keys from Multikey and from JWK survive the way through the other form. */
#include "crypto/key.h"

#include "crypto/jwk.h"
#include "fuzz/fuzz.h"

static void through_jwk(const struct public_key *key, struct arena *arena)
{
    struct public_key again;
    struct json *jwk;

    if (key_to_jwk(key, arena, &jwk, NULL) != OK)
        return; /* the bytes are no point of the curve */
    fuzz_promise(key_from_jwk(jwk, &again, NULL) == OK);
    fuzz_promise(key_eq(key, &again));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    str text = fuzz_text(data, size);
    struct budget budget = budget_default();
    char multikey[MULTIKEY_TEXT_MAX];
    struct public_key key;
    struct public_key again;
    struct secret_key secret;
    struct json *jwk;
    struct arena arena;

    arena_init(&arena, FUZZ_ARENA_BYTES);
    if (key_from_multikey(text, &key, NULL) == OK) {
        key_to_multikey(&key, multikey);
        fuzz_promise(str_eq(str_of(multikey), text));
        through_jwk(&key, &arena);
    }
    if (key_secret_from_multikey(text, &secret, NULL) == OK)
        key_wipe(&secret);
    if (json_parse(text, &budget, &arena, &jwk, NULL) == OK &&
        key_from_jwk(jwk, &key, NULL) == OK) {
        key_to_multikey(&key, multikey);
        fuzz_promise(key_from_multikey(str_of(multikey), &again, NULL) == OK);
        fuzz_promise(key_eq(&key, &again));
        through_jwk(&key, &arena);
    }
    arena_release(&arena);
    return 0;
}
