#include "crypto/note.h"

#include "base/buf.h"
#include "base/num.h"
#include "crypto/sha2.h"
#include "text/base64.h"

#include <string.h>

enum {
    KEY_ID_BYTES = 4,
    KIND_ED25519 = 1,
    SIGNATURE_BYTES = 64,
    NOTE_BYTES_MAX = 1 << 16,
};

static const char DASH[] = "\xe2\x80\x94 "; /* em dash and space */

static bool is_name(str name)
{
    size_t i;

    for (i = 0; i < name.len; i++) {
        if ((unsigned char)name.ptr[i] <= ' ' || name.ptr[i] == '+')
            return false;
    }
    return name.len > 0;
}

/* The first bytes of SHA-256 of name, line end, kind and key. */
static void key_id(
    str name, const struct public_key *key, uint8_t ret[KEY_ID_BYTES])
{
    static const uint8_t between[] = {'\n', KIND_ED25519};
    uint8_t digest[SHA256_BYTES];
    struct sha256 h;

    sha256_init(&h);
    sha256_put(&h, str_bytes(name));
    sha256_put(&h, (bytes){between, sizeof(between)});
    sha256_put(&h, (bytes){key->bytes, key->len});
    sha256_finish(&h, digest);
    memcpy(ret, digest, KEY_ID_BYTES);
}

code note_sign(const struct provider *provider,
    const struct note_signer *signer,
    str text,
    struct arena *arena,
    str *ret,
    struct err *reterr)
{
    uint8_t signature[KEY_ID_BYTES + SIGNATURE_BYTES_MAX];
    size_t n = 0;
    struct buf b;
    code c;

    if (signer->key->type != KEY_ED25519 || !is_name(signer->name) ||
        !str_ends(text, S("\n")))
        return err_set(reterr, E_ARGUMENT, signer->name);
    key_id(signer->name, &signer->key->public, signature);
    c = provider_sign(
        provider, signer->key, str_bytes(text), signature + KEY_ID_BYTES, &n);
    if (c != OK)
        return err_set(reterr, c, signer->name);
    buf_init(&b, arena, NOTE_BYTES_MAX);
    buf_str(&b, text);
    buf_str(&b, S("\n"));
    buf_str(&b, str_of(DASH));
    buf_str(&b, signer->name);
    buf_byte(&b, ' ');
    buf_str(
        &b, base64_encode((bytes){signature, KEY_ID_BYTES + n}, BASE64, arena));
    buf_byte(&b, '\n');
    c = arena_status(arena) != OK ? arena_status(arena)
                                  : buf_finish_str(&b, ret);
    return c == OK ? OK : err_set(reterr, c, signer->name);
}

/* One line behind the dash: "name signature". */
static bool is_good(const struct provider *provider,
    const struct note_verifier *verifier,
    str line,
    str text)
{
    uint8_t expected[KEY_ID_BYTES];
    uint8_t data[KEY_ID_BYTES + SIGNATURE_BYTES];
    const size_t space = str_find(line, ' ', 0);
    bool is_valid = false;

    if (space == SIZE_MAX || !str_eq(str_sub(line, 0, space), verifier->name) ||
        base64_decode_into(str_sub(line, space + 1, line.len), BASE64, data,
            sizeof(data)) != sizeof(data))
        return false;
    key_id(verifier->name, verifier->key, expected);
    return memcmp(expected, data, KEY_ID_BYTES) == 0 &&
           provider_verify(provider, verifier->key, str_bytes(text),
               (bytes){data + KEY_ID_BYTES, SIGNATURE_BYTES},
               &is_valid) == OK &&
           is_valid;
}

/* Where the line of signatures begins: behind the last empty line. */
static size_t end_of_text(str note)
{
    size_t i;

    for (i = note.len; i >= 2; i--) {
        if (note.ptr[i - 1] == '\n' && note.ptr[i - 2] == '\n')
            return i;
    }
    return 0;
}

code note_verify(const struct provider *provider,
    const struct note_verifier *verifier,
    str note,
    str *ret_text,
    struct err *reterr)
{
    const str dash = str_of(DASH);
    const size_t start = end_of_text(note);
    size_t at = start;

    while (start > 0 && at < note.len) {
        const size_t end = str_find(note, '\n', at);
        const str line = str_sub(note, at, end);

        if (end == SIZE_MAX || !str_starts(line, dash))
            break;
        if (is_good(provider, verifier, str_sub(line, dash.len, line.len),
                str_sub(note, 0, start - 1))) {
            *ret_text = str_sub(note, 0, start - 1);
            return OK;
        }
        at = end + 1;
    }
    return err_set(reterr, E_PROOF_VERIFICATION_ERROR, verifier->name);
}

str checkpoint_text(
    str origin, const struct merkle_tree *tree, struct arena *arena)
{
    struct buf b;
    str text = {0};

    buf_init(&b, arena, NOTE_BYTES_MAX);
    buf_str(&b, origin);
    buf_byte(&b, '\n');
    buf_u64(&b, tree->size);
    buf_byte(&b, '\n');
    buf_str(&b,
        base64_encode((bytes){tree->root.bytes, MERKLE_BYTES}, BASE64, arena));
    buf_byte(&b, '\n');
    if (arena_status(arena) != OK || buf_finish_str(&b, &text) != OK)
        return (str){0};
    return text;
}

/* The line at *at, which is moved behind it. */
static str next_line(str text, size_t *at)
{
    const size_t end = str_find(text, '\n', *at);
    const str line = str_sub(text, *at, end);

    *at = end == SIZE_MAX ? text.len : end + 1;
    return line;
}

code checkpoint_parse(
    str text, str origin, struct merkle_tree *ret, struct err *reterr)
{
    struct merkle_tree tree = {0};
    size_t at = 0;

    if (!str_eq(next_line(text, &at), origin) ||
        !num_parse_u64(next_line(text, &at), INT64_MAX, &tree.size) ||
        base64_decode_into(next_line(text, &at), BASE64, tree.root.bytes,
            MERKLE_BYTES) != MERKLE_BYTES)
        return err_set(reterr, E_SYNTAX, S("checkpoint"));
    *ret = tree;
    return OK;
}
