/*
 * Secrets at rest: sealed with the installation's own key, bound to what they
 * belong to (RELIABILITY part 4, item 15: the tenant, the key's id and its
 * purpose are authenticated with the text), so that a row that was moved
 * inside the data file does not open. And passwords, which are only compared.
 */
#ifndef HOST_SEAL_H
#define HOST_SEAL_H

#include "base/arena.h"
#include "base/err.h"

enum {
    SEAL_KEY_BYTES = 32,
    SEAL_EXTRA_BYTES = 40, /* nonce and tag */
    PASSWORD_HASH_BYTES = 128,
};

struct seal_key {
    uint8_t bytes[SEAL_KEY_BYTES];
};

/* Reads the key from the file, or makes a new one, mode 0600, when there is
 * no such file. E_KEY_FILE when it is not of this form; E_KEY_FILE_EXPOSED
 * when others may read it. */
MUST_USE code seal_key_open(
    const char *path, struct seal_key *ret, struct err *reterr);
void seal_key_wipe(struct seal_key *key);

/* nonce || text || tag, in the arena; `about` is bound to it. */
MUST_USE code seal_close(const struct seal_key *key,
    bytes text,
    str about,
    struct arena *arena,
    bytes *ret);

/* Writes the n_bytes that are sealed. E_SEAL_BROKEN when there are more or
 * fewer, when it was made with another key, about something else, or altered:
 * then what `ret` holds means nothing. */
MUST_USE code seal_open(const struct seal_key *key,
    bytes sealed,
    str about,
    uint8_t *ret,
    size_t n_bytes);

/* Keyed digest of 32 bytes: for tokens that are stored hashed, for derived
 * keys, for short-lived proofs. */
void seal_digest(
    const struct seal_key *key, bytes data, uint8_t ret[SEAL_KEY_BYTES]);

/* True in constant time. */
bool seal_equal(bytes a, bytes b);

/* Argon2id, encoded with its costs (PHC string form). Takes some 50 ms and
 * 64 MiB on purpose. E_NO_MEMORY. */
MUST_USE code password_hash(
    str password, char ret[PASSWORD_HASH_BYTES], struct err *reterr);

/* False for a wrong password and for a hash that cannot be read; takes as
 * long for either (RELIABILITY WB-12). */
bool password_matches(str password, str hash);

#endif
