#include "host/seal.h"

#include "host/file.h"

#include <errno.h>
#include <sodium.h>
#include <string.h>
#include <unistd.h>

enum {
    NONCE_BYTES = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES,
    TAG_BYTES = crypto_aead_xchacha20poly1305_ietf_ABYTES,
    SCRATCH_BYTES = 65536,
};

/* The sizes of the header are those of libsodium. */
_Static_assert(
    SEAL_KEY_BYTES == crypto_aead_xchacha20poly1305_ietf_KEYBYTES, "cipher");
_Static_assert(SEAL_KEY_BYTES == crypto_generichash_BYTES, "digest");
_Static_assert(SEAL_EXTRA_BYTES == NONCE_BYTES + TAG_BYTES, "extra");
_Static_assert(PASSWORD_HASH_BYTES == crypto_pwhash_STRBYTES, "password");

/* --- the key --- */

static code make_key(const char *path, struct seal_key *ret, struct err *reterr)
{
    if (sodium_init() < 0)
        return err_set(reterr, E_RNG_FAILURE, S("libsodium"));
    randombytes_buf(ret->bytes, sizeof(ret->bytes));
    return file_write(
        path, (bytes){ret->bytes, sizeof(ret->bytes)}, FILE_SECRET, reterr);
}

static code read_key(const char *path, struct seal_key *ret, struct err *reterr)
{
    struct arena arena;
    bytes found;
    code result;

    arena_init(&arena, SCRATCH_BYTES);
    result = file_read_secret(path, SEAL_KEY_BYTES, &arena, &found, reterr);
    if (result == OK && found.len != SEAL_KEY_BYTES)
        result = err_set(reterr, E_KEY_FILE, S("form"));
    if (result == OK)
        memcpy(ret->bytes, found.ptr, SEAL_KEY_BYTES);
    arena_wipe(&arena);
    arena_release(&arena);
    return result;
}

code seal_key_open(const char *path, struct seal_key *ret, struct err *reterr)
{
    if (access(path, F_OK) != 0 && errno == ENOENT)
        return make_key(path, ret, reterr);
    return read_key(path, ret, reterr);
}

void seal_key_wipe(struct seal_key *key)
{
    sodium_memzero(key, sizeof(*key));
}

/* --- sealing --- */

code seal_close(const struct seal_key *key,
    bytes text,
    str about,
    struct arena *arena,
    bytes *ret)
{
    uint8_t *out;

    if (text.len > SIZE_MAX - SEAL_EXTRA_BYTES)
        return E_LIMIT_EXCEEDED;
    out = arena_alloc(arena, text.len + SEAL_EXTRA_BYTES);
    if (!out)
        return arena_status(arena);
    randombytes_buf(out, NONCE_BYTES);
    crypto_aead_xchacha20poly1305_ietf_encrypt(out + NONCE_BYTES, NULL,
        text.ptr, text.len, (const uint8_t *)about.ptr, about.len, NULL, out,
        key->bytes);
    *ret = (bytes){out, text.len + SEAL_EXTRA_BYTES};
    return OK;
}

code seal_open(const struct seal_key *key,
    bytes sealed,
    str about,
    uint8_t *ret,
    size_t n_bytes)
{
    if (sealed.len != n_bytes + SEAL_EXTRA_BYTES)
        return E_SEAL_BROKEN;
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(ret, NULL, NULL,
            sealed.ptr + NONCE_BYTES, sealed.len - NONCE_BYTES,
            (const uint8_t *)about.ptr, about.len, sealed.ptr, key->bytes) != 0)
        return E_SEAL_BROKEN;
    return OK;
}

void seal_digest(
    const struct seal_key *key, bytes data, uint8_t ret[SEAL_KEY_BYTES])
{
    crypto_generichash(
        ret, SEAL_KEY_BYTES, data.ptr, data.len, key->bytes, SEAL_KEY_BYTES);
}

bool seal_equal(bytes a, bytes b)
{
    return a.len == b.len && sodium_memcmp(a.ptr, b.ptr, a.len) == 0;
}

/* --- passwords --- */

code password_hash(
    str password, char ret[PASSWORD_HASH_BYTES], struct err *reterr)
{
    if (crypto_pwhash_str(ret, password.ptr, password.len,
            crypto_pwhash_OPSLIMIT_INTERACTIVE,
            crypto_pwhash_MEMLIMIT_INTERACTIVE) != 0)
        return err_set(reterr, E_NO_MEMORY, S("argon2id"));
    return OK;
}

bool password_matches(str password, str hash)
{
    /* Of no password; costs what a real one costs. */
    static const char NOBODY[] =
        "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$"
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    char text[PASSWORD_HASH_BYTES] = {0};
    const bool readable = hash.len > 0 && hash.len < PASSWORD_HASH_BYTES &&
                          str_starts(hash, S("$argon2id$"));

    if (readable)
        memcpy(text, hash.ptr, hash.len);
    else
        memcpy(text, NOBODY, sizeof(NOBODY));
    return crypto_pwhash_str_verify(text, password.ptr, password.len) == 0 &&
           readable;
}
