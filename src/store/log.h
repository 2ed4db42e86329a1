/*
 * The award log: whatever is issued, revoked or changed in the trust is a
 * leaf of one Merkle tree (crypto/merkle, RFC 9162), in the transaction in
 * which it happens. A leaf is text:
 *
 *     testamur-log/v1
 *     issue
 *     1767225600                    server time, Unix seconds
 *     <tenant>
 *     <base64 of SHA-256(salt, content)>
 *
 * The salt, 32 random bytes, is kept beside the log and can be deleted: the
 * leaf then says nothing of anybody. Without a witness outside, the operator
 * can still rewrite everything.
 */
#ifndef STORE_LOG_H
#define STORE_LOG_H

#include "crypto/merkle.h"
#include "store/db.h"

enum {
    LOG_SALT_BYTES = 32,
    LOG_CLOCK_LEEWAY_S = 300,
};

enum log_kind {
    LOG_ISSUE,
    LOG_REVOKE,
    LOG_SUSPEND,
    LOG_REINSTATE,
    LOG_KEY_ADD,
    LOG_KEY_END,
    LOG_KEY_COMPROMISE,
    LOG_TRUST_CHANGE,
    LOG_TEMPLATE_CHANGE,
    LOG_MIGRATION,
    N_LOG_KINDS,
};

struct log_entry {
    enum log_kind kind;
    str tenant;
    int64_t now_unix_s; /* the log's time never goes back */
    bytes content;      /* the exact bytes that were signed, say */
    bytes salt;         /* LOG_SALT_BYTES random bytes */
};

/* Adds a leaf, in the caller's DB_WRITE transaction. E_CLOCK_BACKWARDS when
 * now is more than 5 minutes before the last leaf (RELIABILITY OS-04). */
MUST_USE code log_append(struct db *db,
    const struct log_entry *entry,
    struct arena *arena,
    uint64_t *ret_index,
    struct err *reterr);

/* Size and root now. Several calls that belong together stand in one DB_READ
 * transaction. */
MUST_USE code log_tree(struct db *db,
    struct arena *arena,
    struct merkle_tree *ret,
    struct err *reterr);

/* The kept nodes, for merkle_inclusion and merkle_consistency; *cursor must
 * outlive them. */
struct log_cursor {
    struct db *db;
    struct arena *arena;
};
struct merkle_nodes log_nodes(struct log_cursor *cursor);

/* The bytes that a leaf of this tenant with this salt must have; for who
 * wants to show that an award is logged. */
MUST_USE code log_leaf_bytes(const struct log_entry *entry,
    int64_t logged_at,
    struct arena *arena,
    bytes *ret,
    struct err *reterr);

/* The hashes of a tile of C2SP tlog-tiles, one after another: `width` of
 * them, less at the edge. E_NOT_FOUND when the tree does not reach so far. */
MUST_USE code log_tile(struct db *db,
    unsigned level,
    uint64_t index,
    struct arena *arena,
    bytes *ret,
    struct err *reterr);

/* Holds every leaf against its node, and every node against those below.
 * E_DATA_DAMAGED, about the first leaf that is wrong (LG-01); also when the
 * log is shorter than the last checkpoint says (LG-02). */
MUST_USE code log_check(struct db *db, struct arena *arena, struct err *reterr);

#endif
