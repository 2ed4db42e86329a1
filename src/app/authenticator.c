#include "app/authenticator.h"

#include "crypto/sha2.h"

#include <fido.h>
#include <fido/eddsa.h>
#include <fido/es256.h>
#include <string.h>

enum {
    RP_BYTES_MAX = 254, /* of a host name, with its NUL */
    ES256_BYTES = 64,
    EDDSA_BYTES = 32,
    HEAD_BYTES = 37, /* digest of the host, flags, count */
    PRESENT = 0x01,
    VERIFIED = 0x04,
    DATA_BYTES_MAX = 4096,
};

/* --- registration --- */

/* Is it for this host, by somebody who was there and verified? */
static bool is_ours(bytes data, str rp)
{
    const uint8_t wanted = PRESENT | VERIFIED;
    uint8_t digest[SHA256_BYTES];
    struct sha256 hash;

    if (data.len < HEAD_BYTES || data.len > DATA_BYTES_MAX)
        return false;
    sha256_init(&hash);
    sha256_put(&hash, str_bytes(rp));
    sha256_finish(&hash, digest);
    return memcmp(data.ptr, digest, sizeof(digest)) == 0 &&
           (data.ptr[SHA256_BYTES] & wanted) == wanted;
}

static bytes copied(struct arena *arena, const uint8_t *from, size_t n)
{
    return str_bytes(arena_str(arena, (str){(const char *)from, n}));
}

static bool read_as(int type,
    size_t key_bytes,
    bytes data,
    struct arena *arena,
    struct authenticator_key *ret)
{
    fido_cred_t *cred = fido_cred_new();
    const bool is_read =
        cred && fido_cred_set_type(cred, type) == FIDO_OK &&
        fido_cred_set_authdata_raw(cred, data.ptr, data.len) == FIDO_OK &&
        fido_cred_id_len(cred) > 0 && fido_cred_pubkey_len(cred) == key_bytes;

    if (is_read)
        *ret = (struct authenticator_key){
            .id = copied(arena, fido_cred_id_ptr(cred), fido_cred_id_len(cred)),
            .key = copied(arena, fido_cred_pubkey_ptr(cred), key_bytes),
            .sign_count = fido_cred_sigcount(cred),
        };
    fido_cred_free(&cred);
    return is_read;
}

code authenticator_read(bytes data,
    str rp,
    struct arena *arena,
    struct authenticator_key *ret,
    struct err *reterr)
{
    struct authenticator_key key;

    if (!is_ours(data, rp))
        return err_set(reterr, E_PASSKEY, rp);
    if (!read_as(COSE_ES256, ES256_BYTES, data, arena, &key) &&
        !read_as(COSE_EDDSA, EDDSA_BYTES, data, arena, &key))
        return err_set(reterr, E_PASSKEY, S("key"));
    TRY(arena_status(arena));
    *ret = key;
    return OK;
}

/* --- answers --- */

static bool is_signed_es256(const fido_assert_t *assert, bytes key)
{
    es256_pk_t *pk = es256_pk_new();
    const bool is_signed =
        pk && es256_pk_from_ptr(pk, key.ptr, key.len) == FIDO_OK &&
        fido_assert_verify(assert, 0, COSE_ES256, pk) == FIDO_OK;

    es256_pk_free(&pk);
    return is_signed;
}

static bool is_signed_eddsa(const fido_assert_t *assert, bytes key)
{
    eddsa_pk_t *pk = eddsa_pk_new();
    const bool is_signed =
        pk && eddsa_pk_from_ptr(pk, key.ptr, key.len) == FIDO_OK &&
        fido_assert_verify(assert, 0, COSE_EDDSA, pk) == FIDO_OK;

    eddsa_pk_free(&pk);
    return is_signed;
}

static bool fill(fido_assert_t *assert,
    const struct authenticator_answer *answer,
    const char *rp)
{
    const bytes client_data = str_bytes(answer->client_data);

    return fido_assert_set_rp(assert, rp) == FIDO_OK &&
           fido_assert_set_clientdata(
               assert, client_data.ptr, client_data.len) == FIDO_OK &&
           fido_assert_set_count(assert, 1) == FIDO_OK &&
           fido_assert_set_up(assert, FIDO_OPT_TRUE) == FIDO_OK &&
           fido_assert_set_uv(assert, FIDO_OPT_TRUE) == FIDO_OK &&
           fido_assert_set_authdata_raw(
               assert, 0, answer->data.ptr, answer->data.len) == FIDO_OK &&
           fido_assert_set_sig(assert, 0, answer->signature.ptr,
               answer->signature.len) == FIDO_OK;
}

code authenticator_check(const struct authenticator_answer *answer,
    bytes key,
    str rp,
    int64_t *ret_count,
    struct err *reterr)
{
    fido_assert_t *assert = fido_assert_new();
    char host[RP_BYTES_MAX];
    bool holds = false;

    if (assert && rp.len > 0 && rp.len < sizeof(host)) {
        memcpy(host, rp.ptr, rp.len);
        host[rp.len] = '\0';
        holds = fill(assert, answer, host) &&
                (key.len == ES256_BYTES ? is_signed_es256(assert, key)
                                        : is_signed_eddsa(assert, key));
    }
    if (holds)
        *ret_count = fido_assert_sigcount(assert, 0);
    fido_assert_free(&assert);
    return holds ? OK : err_set(reterr, E_PASSKEY, S("signature"));
}
