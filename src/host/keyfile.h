/*
 * Key files: a Multikey verification method as JSON (Controlled Identifiers
 * 1.0, 2.2.2) with its secret beside it, in clear or, which is the default of
 * the command line, encrypted with a passphrase.
 *
 *   {"type": "Multikey", "id": "did:key:z...#z...", "controller":
 *    "did:key:z...", "publicKeyMultibase": "z...",
 *    "secretKeyMultibase": "z..."}
 * or, in place of the last,
 *    "secretKeyEncrypted": {"kdf": "argon2id", "operations": 3,
 *     "memoryBytes": 67108864, "cipher": "xsalsa20-poly1305",
 *     "salt": "u...", "nonce": "u...", "text": "u..."}
 *
 * A file that others than its owner can read is refused (RELIABILITY OS-11).
 * A process that reads or writes one leaves no core dump any more, and the
 * secret is kept out of the swap (CR-10).
 */
#ifndef HOST_KEYFILE_H
#define HOST_KEYFILE_H

#include "crypto/provider.h"
#include "text/json.h"

enum {
    KEYFILE_ID_BYTES = 512, /* also of a did:web */
};

struct keyfile {
    struct secret_key key;
    char id[KEYFILE_ID_BYTES];         /* of the verification method */
    char controller[KEYFILE_ID_BYTES]; /* whose key it is */
};

/* Reads the file; `passphrase` may be empty. E_KEY_FILE, about the reason:
 * "passphrase" (wanted, or wrong), "form"; or as file_read_secret.
 * privateKeyMultibase is read as secretKeyMultibase, and a pair of keys
 * without id and controller (as of test suites) gives these empty. */
MUST_USE code keyfile_read(const char *path,
    str passphrase,
    const struct provider *provider,
    struct keyfile *ret,
    struct err *reterr);

/* Writes a new file, mode 0600; one that is there is never replaced. An
 * empty passphrase leaves the secret in clear. */
MUST_USE code keyfile_write(const char *path,
    const struct keyfile *keyfile,
    str passphrase,
    const struct provider *provider,
    struct err *reterr);

/* The public half as such an object, without any secret. */
struct json *keyfile_public(const struct keyfile *keyfile, struct arena *arena);

/* Overwrites the secret and lets go of its memory. */
void keyfile_wipe(struct keyfile *keyfile);

#endif
