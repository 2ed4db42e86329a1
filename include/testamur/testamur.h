/*
 * libtestamur: is this badge genuine, current, and whose? Reads Open Badges
 * 3.0 and other W3C verifiable credentials and presentations that are secured
 * by Data Integrity, from JSON, PNG or SVG, and issues such.
 *
 * The library is pure: it opens no file and no socket, reads no clock, and
 * has no global state. Cryptography is handed to it as a table of functions;
 * libtestamur-native (testamur/native.h) has one from OpenSSL and libsodium.
 *
 * Ownership: whatever an engine gives lives until the next call of
 * testamur_verify or testamur_issue with that engine, or until it is freed.
 * Threads: an engine belongs to one thread at a time; engines share nothing.
 */
#ifndef TESTAMUR_TESTAMUR_H
#define TESTAMUR_TESTAMUR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* --- cryptography --- */

enum testamur_hash {
    TESTAMUR_SHA256, /* 32 bytes */
    TESTAMUR_SHA384, /* 48 */
    TESTAMUR_SHA512, /* 64 */
    TESTAMUR_MD5,    /* 16; only to read old identity hashes */
};

enum testamur_key_type {
    TESTAMUR_ED25519 = 1, /* public 32 bytes, secret 32 (the seed) */
    TESTAMUR_P256,        /* public 33 (compressed), secret 32 */
    TESTAMUR_P384,        /* public 49 (compressed), secret 48 */
};

/* A signature, what it is of, and whose it should be. */
struct testamur_signature {
    enum testamur_key_type type;
    const uint8_t *public_key;
    const void *message;
    size_t message_bytes;
    const uint8_t *bytes;
};

/* All functions give true when they could do their work. `sign`, `random` and
 * `derive` may be NULL for an engine that only verifies. Signatures are 64
 * bytes (Ed25519), or r || s (ECDSA over SHA-256 for P-256, SHA-384 for
 * P-384). */
struct testamur_provider {
    void *self; /* handed back to each function */
    bool (*hash)(void *self,
        enum testamur_hash alg,
        const void *data,
        size_t data_bytes,
        uint8_t *ret_digest);
    bool (*verify)(void *self,
        const struct testamur_signature *signature,
        bool *ret_valid);
    bool (*sign)(void *self,
        enum testamur_key_type type,
        const uint8_t *secret_key,
        const void *message,
        size_t message_bytes,
        uint8_t *ret_signature);
    bool (*random)(void *self, uint8_t *ret, size_t n);
    bool (*derive)(void *self, /* the public key of a secret one */
        enum testamur_key_type type,
        const uint8_t *secret_key,
        uint8_t *ret_public_key);
};

/* --- the engine --- */

struct testamur_engine;

/* NULL when memory runs out. The provider must outlive the engine. */
struct testamur_engine *testamur_engine_new(
    const struct testamur_provider *provider);

/* NULL is allowed. */
void testamur_engine_free(struct testamur_engine *engine);

/* --- verifying --- */

enum testamur_verdict {
    TESTAMUR_VERIFIED,
    TESTAMUR_NOT_TRUSTED,
    TESTAMUR_UNDECIDED,  /* something could not be checked: never "verified" */
    TESTAMUR_UNREADABLE, /* not a credential at all, or over a limit */
    TESTAMUR_FAILED,     /* memory or provider: nothing is known */
};

struct testamur_policy {
    int64_t now_unix_s;    /* the instant of the check, UTC */
    const char *recipient; /* it must be about this id or address; or NULL */
    bool strict;           /* a bad endorsement fails the badge */
    bool any_proof;        /* one good proof of several is enough */
};

/* Verifies the bytes of a file. */
enum testamur_verdict testamur_verify(struct testamur_engine *engine,
    const void *data,
    size_t data_bytes,
    const struct testamur_policy *policy);

/* The report of the last call, as JSON: {"verdict", "verified", "type",
 * "checks": [{"check", "answer", "code", "title", "pointer", "detail"}],
 * "problemDetails", "parts"}. NUL-terminated, in UTF-8. */
const char *testamur_report(struct testamur_engine *engine);

/* The credential that was verified, as JSON, without its proofs; NULL unless
 * the last verdict was TESTAMUR_VERIFIED. Made from what the signature covers:
 * show and store this, never what was received. */
const char *testamur_credential(struct testamur_engine *engine);

/* The name of a verdict, for people. */
const char *testamur_verdict_name(enum testamur_verdict verdict);

/* --- issuing --- */

struct testamur_issuer {
    enum testamur_key_type key_type;
    const uint8_t *secret_key;
    const char *cryptosuite; /* "eddsa-rdfc-2022", "eddsa-jcs-2022",
                                "ecdsa-rdfc-2019", "ecdsa-jcs-2019" */
    const char *created;     /* "2026-11-24T21:57:02Z"; NULL: not said */
};

/* Holds an unsigned credential or presentation (JSON) against all rules and
 * signs it with the key's did:key. The signed JSON, NUL-terminated; or NULL,
 * and testamur_report tells why. */
const char *testamur_issue(struct testamur_engine *engine,
    const void *data,
    size_t data_bytes,
    const struct testamur_issuer *issuer);

#ifdef __cplusplus
}
#endif

#endif
