#include "host/keyfile.h"

#include "base/num.h"
#include "host/file.h"
#include "text/json.h"
#include "text/multibase.h"

#include <errno.h>
#include <sodium.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>

enum {
    KEYFILE_BYTES_MAX = 64 * 1024,
    OPERATIONS = 3, /* RFC 9106, 4: the second recommended choice */
    MEMORY_BYTES = 64 * 1024 * 1024,
    OPERATIONS_MAX = 20,
    MEMORY_BYTES_MAX = 1024 * 1024 * 1024,
    TEXT_BYTES = MULTIKEY_TEXT_MAX, /* of the secret, in clear */
};

static const str KDF = STR("argon2id");
static const str CIPHER = STR("xsalsa20-poly1305");

/* From here on this process holds a secret: no core dump shows it, no other
 * process of the user reads it (RELIABILITY CR-10). */
static void keep_to_itself(void)
{
    const struct rlimit none = {0, 0};

    (void)setrlimit(RLIMIT_CORE, &none);
    (void)prctl(PR_SET_DUMPABLE, 0); /* what pipes core dumps heeds only this */
}

/* --- reading --- */

static code bad_form(struct err *reterr)
{
    return err_set(reterr, E_KEY_FILE, S("form"));
}

/* Key pairs of test suites have neither id nor controller: empty. */
static code copy_id(const struct json *value, char *to, struct err *reterr)
{
    str text = json_text(value);

    if ((value && text.len == 0) || text.len >= KEYFILE_ID_BYTES)
        return bad_form(reterr);
    if (text.len > 0)
        memcpy(to, text.ptr, text.len);
    to[text.len] = '\0';
    return OK;
}

static code read_bytes(const struct json *object,
    str name,
    size_t n_wanted,
    struct arena *arena,
    bytes *ret,
    struct err *reterr)
{
    enum multibase base;

    if (multibase_decode(
            json_text(json_get(object, name)), arena, ret, &base) != OK ||
        (n_wanted > 0 && ret->len != n_wanted))
        return bad_form(reterr);
    return OK;
}

static code read_cost(
    const struct json *object, str name, uint64_t max, size_t *ret)
{
    const struct json *value = json_get(object, name);
    uint64_t n = 0;

    if (!json_is(value, JSON_NUMBER) || !num_parse_u64(value->text, max, &n))
        return E_KEY_FILE;
    *ret = (size_t)n;
    return OK;
}

/* Argon2id by the stored costs, so that they can grow with the years. */
static code derive_box_key(const struct json *box,
    str passphrase,
    bytes salt,
    uint8_t ret[crypto_secretbox_KEYBYTES],
    struct err *reterr)
{
    size_t operations = 0;
    size_t memory_bytes = 0;

    if (read_cost(box, S("operations"), OPERATIONS_MAX, &operations) != OK ||
        read_cost(box, S("memoryBytes"), MEMORY_BYTES_MAX, &memory_bytes) != OK)
        return bad_form(reterr);
    if (crypto_pwhash(ret, crypto_secretbox_KEYBYTES, passphrase.ptr,
            passphrase.len, salt.ptr, operations, memory_bytes,
            crypto_pwhash_ALG_ARGON2ID13) != 0)
        return errno == ENOMEM ? err_set(reterr, E_NO_MEMORY, KDF)
                               : bad_form(reterr); /* too cheap to be it */
    return OK;
}

/* The text of the secret, opened into `ret`. */
static code open_box(const struct json *box,
    str passphrase,
    struct arena *arena,
    char ret[TEXT_BYTES],
    struct err *reterr)
{
    uint8_t key[crypto_secretbox_KEYBYTES];
    bytes salt = {NULL, 0};
    bytes nonce = {NULL, 0};
    bytes text = {NULL, 0};
    bool opened;

    if (!json_text_is(json_get(box, S("kdf")), KDF) ||
        !json_text_is(json_get(box, S("cipher")), CIPHER))
        return bad_form(reterr);
    if (passphrase.len == 0)
        return err_set(reterr, E_KEY_FILE, S("passphrase"));
    TRY(read_bytes(
        box, S("salt"), crypto_pwhash_SALTBYTES, arena, &salt, reterr));
    TRY(read_bytes(
        box, S("nonce"), crypto_secretbox_NONCEBYTES, arena, &nonce, reterr));
    TRY(read_bytes(box, S("text"), 0, arena, &text, reterr));
    if (text.len <= crypto_secretbox_MACBYTES ||
        text.len - crypto_secretbox_MACBYTES >= TEXT_BYTES)
        return bad_form(reterr);
    TRY(derive_box_key(box, passphrase, salt, key, reterr));
    opened = crypto_secretbox_open_easy(
                 (uint8_t *)ret, text.ptr, text.len, nonce.ptr, key) == 0;
    sodium_memzero(key, sizeof(key));
    if (!opened)
        return err_set(reterr, E_KEY_FILE, S("passphrase"));
    ret[text.len - crypto_secretbox_MACBYTES] = '\0';
    return OK;
}

static code read_secret(const struct json *file,
    str passphrase,
    struct arena *arena,
    struct secret_key *ret,
    struct err *reterr)
{
    const struct json *box = json_get(file, S("secretKeyEncrypted"));
    const struct json *clear = json_get(file, S("secretKeyMultibase"));
    char opened[TEXT_BYTES];
    code result;

    if (!clear)
        clear = json_get(file, S("privateKeyMultibase"));
    if (!box)
        result = key_secret_from_multikey(json_text(clear), ret, NULL);
    else {
        TRY(open_box(box, passphrase, arena, opened, reterr));
        result = key_secret_from_multikey(str_of(opened), ret, NULL);
        sodium_memzero(opened, sizeof(opened));
    }
    return result == OK ? OK : bad_form(reterr);
}

static code read_tree(const struct json *file,
    str passphrase,
    const struct provider *provider,
    struct arena *arena,
    struct keyfile *ret,
    struct err *reterr)
{
    const struct json *stated = json_get(file, S("publicKeyMultibase"));
    char derived[MULTIKEY_TEXT_MAX];
    code result;

    TRY(copy_id(json_get(file, S("id")), ret->id, reterr));
    TRY(copy_id(json_get(file, S("controller")), ret->controller, reterr));
    TRY(read_secret(file, passphrase, arena, &ret->key, reterr));
    result = provider->derive(provider->self, &ret->key);
    if (result != OK)
        return result == E_ARGUMENT ? bad_form(reterr)
                                    : err_set(reterr, result, S("provider"));
    key_to_multikey(&ret->key.public, derived);
    return json_text_is(stated, str_of(derived)) ? OK : bad_form(reterr);
}

/* All that the secret passes through lies in memory of its own, which is
 * wiped before it is given back. */
code keyfile_read(const char *path,
    str passphrase,
    const struct provider *provider,
    struct keyfile *ret,
    struct err *reterr)
{
    struct budget budget = budget_default();
    struct keyfile read = {0};
    struct json *file = NULL;
    bytes text = {NULL, 0};
    struct arena own;
    code result;

    keep_to_itself();
    arena_init(&own, (size_t)16 * KEYFILE_BYTES_MAX);
    result = file_read_secret(path, KEYFILE_BYTES_MAX, &own, &text, reterr);
    if (result == OK)
        result = json_parse(bytes_str(text), &budget, &own, &file, reterr);
    if (result == OK)
        result = read_tree(file, passphrase, provider, &own, &read, reterr);
    if (result == OK) {
        *ret = read;
        /* Out of the swap, where the limits of the user allow it. */
        (void)sodium_mlock(&ret->key, sizeof(ret->key));
    }
    keyfile_wipe(&read);
    arena_wipe(&own);
    arena_release(&own);
    return result;
}

/* --- writing --- */

static void put_text(
    struct json *object, str name, str text, struct arena *arena)
{
    json_add(object, name, json_new_string(arena, text));
}

static void put_bytes(
    struct json *object, str name, bytes data, struct arena *arena)
{
    put_text(object, name, multibase_encode(MULTIBASE_BASE64URL, data, arena),
        arena);
}

struct json *keyfile_public(const struct keyfile *keyfile, struct arena *arena)
{
    struct json *file = json_new(arena, JSON_OBJECT);
    char multikey[MULTIKEY_TEXT_MAX];

    key_to_multikey(&keyfile->key.public, multikey);
    put_text(file, S("type"), S("Multikey"), arena);
    put_text(file, S("id"), str_of(keyfile->id), arena);
    put_text(file, S("controller"), str_of(keyfile->controller), arena);
    put_text(file, S("publicKeyMultibase"), arena_str(arena, str_of(multikey)),
        arena);
    return file;
}

static code seal(struct json *file,
    str secret,
    str passphrase,
    const struct provider *provider,
    struct arena *arena)
{
    struct json *box = json_new(arena, JSON_OBJECT);
    uint8_t salt[crypto_pwhash_SALTBYTES];
    uint8_t nonce[crypto_secretbox_NONCEBYTES];
    uint8_t key[crypto_secretbox_KEYBYTES];
    uint8_t text[TEXT_BYTES + crypto_secretbox_MACBYTES];

    TRY(provider->random(provider->self, salt, sizeof(salt)));
    TRY(provider->random(provider->self, nonce, sizeof(nonce)));
    if (crypto_pwhash(key, sizeof(key), passphrase.ptr, passphrase.len, salt,
            OPERATIONS, MEMORY_BYTES, crypto_pwhash_ALG_ARGON2ID13) != 0)
        return E_NO_MEMORY;
    crypto_secretbox_easy(
        text, (const uint8_t *)secret.ptr, secret.len, nonce, key);
    sodium_memzero(key, sizeof(key));
    put_text(box, S("kdf"), KDF, arena);
    json_add(box, S("operations"), json_new_double(arena, OPERATIONS));
    json_add(box, S("memoryBytes"), json_new_double(arena, MEMORY_BYTES));
    put_text(box, S("cipher"), CIPHER, arena);
    put_bytes(box, S("salt"), (bytes){salt, sizeof(salt)}, arena);
    put_bytes(box, S("nonce"), (bytes){nonce, sizeof(nonce)}, arena);
    put_bytes(box, S("text"),
        (bytes){text, secret.len + crypto_secretbox_MACBYTES}, arena);
    json_add(file, S("secretKeyEncrypted"), box);
    return OK;
}

static code write_file(
    const char *path, struct json *file, struct arena *arena, struct err *e)
{
    struct buf out;
    bytes all = {NULL, 0};

    buf_init(&out, arena, KEYFILE_BYTES_MAX);
    json_write(&out, file, JSON_PRETTY);
    TRY(buf_finish(&out, &all));
    return file_write(path, all, FILE_SECRET, e);
}

code keyfile_write(const char *path,
    const struct keyfile *keyfile,
    str passphrase,
    const struct provider *provider,
    struct err *reterr)
{
    struct arena own;
    struct json *file;
    char secret[MULTIKEY_TEXT_MAX];
    code result = OK;

    keep_to_itself();
    arena_init(&own, (size_t)4 * KEYFILE_BYTES_MAX);
    key_secret_to_multikey(&keyfile->key, secret);
    file = keyfile_public(keyfile, &own);
    if (passphrase.len > 0)
        result = seal(file, str_of(secret), passphrase, provider, &own);
    else
        put_text(file, S("secretKeyMultibase"), arena_str(&own, str_of(secret)),
            &own);
    if (result == OK)
        result = arena_status(&own);
    if (result == OK)
        result = write_file(path, file, &own, reterr);
    sodium_memzero(secret, sizeof(secret));
    arena_wipe(&own);
    arena_release(&own);
    return result;
}

void keyfile_wipe(struct keyfile *keyfile)
{
    (void)sodium_munlock(&keyfile->key, sizeof(keyfile->key)); /* wipes too */
}
