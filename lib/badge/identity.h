/*
 * Open Badges 3.0 identity hashes (B.5.2 IdentityHash): who is the badge
 * about, when the address itself is not written in it.
 *
 * The hash covers the identifier followed by the salt; "sha256$" or "md5$"
 * goes before the hexadecimal digest. MD5 is read, never made.
 */
#ifndef BADGE_IDENTITY_H
#define BADGE_IDENTITY_H

#include "crypto/provider.h"
#include "text/json.h"

enum {
    IDENTITY_HASH_TEXT_BYTES = 7 + 64,
};

/* "sha256$..." of identifier and salt. */
MUST_USE code identity_hash(const struct provider *provider,
    str identifier,
    str salt,
    char ret[IDENTITY_HASH_TEXT_BYTES]);

enum identity_match {
    IDENTITY_OTHER,
    IDENTITY_SAME,
    IDENTITY_SAME_WEAK, /* the same, by MD5 */
};

/* Does this IdentityObject name `identifier`? Exact text; the hexadecimal
 * digits of a hash in any case. */
MUST_USE code identity_matches(const struct json *identity,
    str identifier,
    const struct provider *provider,
    enum identity_match *ret);

/* Is any identityHash of this subject made with MD5? */
bool identity_is_weak(const struct json *subject);

#endif
