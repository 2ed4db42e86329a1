/*
 * Merkle trees over a list of leaves, RFC 9162 section 2.1 (SHA-256), and the
 * names of tiles as in C2SP tlog-tiles. Nodes that are complete are kept by
 * the caller; whatever lies at the right edge is computed.
 *
 * The node (level, index) covers the leaves from index * 2^level on, 2^level
 * of them. Fewer than 2^62 leaves.
 */
#ifndef CRYPTO_MERKLE_H
#define CRYPTO_MERKLE_H

#include "base/arena.h"

enum {
    MERKLE_BYTES = 32,
    MERKLE_PROOF_MAX = 64,
    MERKLE_TILE_HEIGHT = 8,
    MERKLE_TILE_WIDTH = 256,
    MERKLE_PATH_BYTES = 64,
};

struct merkle_hash {
    uint8_t bytes[MERKLE_BYTES];
};

/* The complete nodes that the caller keeps. */
struct merkle_nodes {
    void *self;
    code (*get)(void *self,
        unsigned level,
        uint64_t index,
        struct merkle_hash *ret,
        struct err *reterr);
    /* For merkle_append only. */
    code (*put)(void *self,
        unsigned level,
        uint64_t index,
        const struct merkle_hash *hash,
        struct err *reterr);
};

struct merkle_proof {
    struct merkle_hash items[MERKLE_PROOF_MAX];
    size_t n;
};

/* SHA-256 of 0x00 and the data; of 0x01 and the two. */
void merkle_leaf(bytes data, struct merkle_hash *ret);
void merkle_parent(const struct merkle_hash *left,
    const struct merkle_hash *right,
    struct merkle_hash *ret);

bool merkle_eq(const struct merkle_hash *a, const struct merkle_hash *b);

/* Puts the nodes that the leaf at index `size` completes. */
MUST_USE code merkle_append(const struct merkle_nodes *nodes,
    uint64_t size,
    const struct merkle_hash *leaf,
    struct err *reterr);

/* The root of the first `size` leaves; of none, SHA-256 of nothing. */
MUST_USE code merkle_root(const struct merkle_nodes *nodes,
    uint64_t size,
    struct merkle_hash *ret,
    struct err *reterr);

/* That the leaf `index` is in the tree of `size`, 2.1.3. E_ARGUMENT when it
 * cannot be. */
MUST_USE code merkle_inclusion(const struct merkle_nodes *nodes,
    uint64_t index,
    uint64_t size,
    struct merkle_proof *ret,
    struct err *reterr);

/* That the tree of `to` leaves goes on from that of `from`, 2.1.4; from at
 * most to. */
MUST_USE code merkle_consistency(const struct merkle_nodes *nodes,
    uint64_t from,
    uint64_t to,
    struct merkle_proof *ret,
    struct err *reterr);

/* A tree and what is said of it. */
struct merkle_tree {
    uint64_t size;
    struct merkle_hash root;
};

bool merkle_is_included(const struct merkle_hash *leaf,
    uint64_t index,
    const struct merkle_tree *tree,
    const struct merkle_proof *proof);
bool merkle_is_consistent(const struct merkle_tree *from,
    const struct merkle_tree *to,
    const struct merkle_proof *proof);

/* "tile/0/x001/234.p/5" for the first 5 hashes of tile 1234 of level 0;
 * width MERKLE_TILE_WIDTH is a whole tile. NUL-terminated. */
void merkle_tile_path(unsigned level,
    uint64_t index,
    unsigned width,
    char ret[MERKLE_PATH_BYTES]);

#endif
