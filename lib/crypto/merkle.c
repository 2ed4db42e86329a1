#include "crypto/merkle.h"

#include "crypto/sha2.h"

#include <string.h>

/* A run of leaves. */
struct range {
    uint64_t start;
    uint64_t size;
};

void merkle_leaf(bytes data, struct merkle_hash *ret)
{
    static const uint8_t prefix = 0;
    struct sha256 h;

    sha256_init(&h);
    sha256_put(&h, (bytes){&prefix, 1});
    sha256_put(&h, data);
    sha256_finish(&h, ret->bytes);
}

void merkle_parent(const struct merkle_hash *left,
    const struct merkle_hash *right,
    struct merkle_hash *ret)
{
    static const uint8_t prefix = 1;
    struct sha256 h;

    sha256_init(&h);
    sha256_put(&h, (bytes){&prefix, 1});
    sha256_put(&h, (bytes){left->bytes, MERKLE_BYTES});
    sha256_put(&h, (bytes){right->bytes, MERKLE_BYTES});
    sha256_finish(&h, ret->bytes);
}

bool merkle_eq(const struct merkle_hash *a, const struct merkle_hash *b)
{
    return memcmp(a->bytes, b->bytes, MERKLE_BYTES) == 0;
}

code merkle_append(const struct merkle_nodes *nodes,
    uint64_t size,
    const struct merkle_hash *leaf,
    struct err *reterr)
{
    struct merkle_hash hash = *leaf;
    unsigned level = 0;

    TRY(nodes->put(nodes->self, 0, size, &hash, reterr));
    for (; size & 1; size >>= 1) {
        struct merkle_hash left;

        TRY(nodes->get(nodes->self, level, size - 1, &left, reterr));
        merkle_parent(&left, &hash, &hash);
        level++;
        TRY(nodes->put(nodes->self, level, size >> 1, &hash, reterr));
    }
    return OK;
}

/* The level of the largest complete node that begins at start and has at most
 * `size` leaves. */
static unsigned level_at(uint64_t start, uint64_t size)
{
    unsigned level = 0;

    while ((start >> level & 1) == 0 && (uint64_t)2 << level <= size)
        level++;
    return level;
}

/* The hash of a run of leaves: its complete nodes from left to right, folded
 * from the right. The start is a multiple of the largest of them. */
static code hash_range(const struct merkle_nodes *nodes,
    struct range range,
    struct merkle_hash *ret,
    struct err *reterr)
{
    struct merkle_hash parts[MERKLE_PROOF_MAX] = {0};
    size_t n = 0;

    while (range.size > 0) {
        const unsigned level = level_at(range.start, range.size);

        TRY(nodes->get(
            nodes->self, level, range.start >> level, &parts[n++], reterr));
        range.start += (uint64_t)1 << level;
        range.size -= (uint64_t)1 << level;
    }
    for (; n > 1; n--)
        merkle_parent(&parts[n - 2], &parts[n - 1], &parts[n - 2]);
    *ret = parts[0];
    return OK;
}

code merkle_root(const struct merkle_nodes *nodes,
    uint64_t size,
    struct merkle_hash *ret,
    struct err *reterr)
{
    struct sha256 h;

    if (size > 0)
        return hash_range(nodes, (struct range){0, size}, ret, reterr);
    sha256_init(&h);
    sha256_finish(&h, ret->bytes);
    return OK;
}

/* The largest power of two under n, which is at least 2. */
static uint64_t split(uint64_t n)
{
    uint64_t k = 1;

    while (2 * k < n)
        k *= 2;
    return k;
}

/* The proofs are found from the root down, and written from the leaf up. */
static code add_range(const struct merkle_nodes *nodes,
    struct range range,
    struct merkle_proof *proof,
    struct err *reterr)
{
    return hash_range(nodes, range, &proof->items[proof->n++], reterr);
}

static void reverse(struct merkle_proof *proof)
{
    size_t i;

    for (i = 0; i < proof->n / 2; i++) {
        const struct merkle_hash first = proof->items[i];

        proof->items[i] = proof->items[proof->n - 1 - i];
        proof->items[proof->n - 1 - i] = first;
    }
}

code merkle_inclusion(const struct merkle_nodes *nodes,
    uint64_t index,
    uint64_t size,
    struct merkle_proof *ret,
    struct err *reterr)
{
    struct range tree = {0, size};
    struct merkle_proof proof = {.n = 0};

    if (index >= size)
        return err_set(reterr, E_ARGUMENT, S("leaf"));
    while (tree.size > 1) {
        const uint64_t k = split(tree.size);
        const struct range left = {tree.start, k};
        const struct range right = {tree.start + k, tree.size - k};
        const bool is_left = index < right.start;

        TRY(add_range(nodes, is_left ? right : left, &proof, reterr));
        tree = is_left ? left : right;
    }
    reverse(&proof);
    *ret = proof;
    return OK;
}

/* RFC 9162 2.1.4.1, SUBPROOF from the root down. */
code merkle_consistency(const struct merkle_nodes *nodes,
    uint64_t from,
    uint64_t to,
    struct merkle_proof *ret,
    struct err *reterr)
{
    struct range tree = {0, to};
    struct merkle_proof proof = {.n = 0};

    if (from > to)
        return err_set(reterr, E_ARGUMENT, S("tree size"));
    if (from == 0 || from == to) {
        ret->n = 0;
        return OK;
    }
    while (tree.start + tree.size != from) {
        const uint64_t k = split(tree.size);
        const struct range left = {tree.start, k};
        const struct range right = {tree.start + k, tree.size - k};
        const bool is_left = from <= right.start;

        TRY(add_range(nodes, is_left ? right : left, &proof, reterr));
        tree = is_left ? left : right;
    }
    if (tree.start > 0)
        TRY(add_range(nodes, tree, &proof, reterr));
    reverse(&proof);
    *ret = proof;
    return OK;
}

/* Where a walk from a node to the root stands. */
struct climb {
    uint64_t node; /* fn */
    uint64_t last; /* sn: the last node of the same level */
};

static void go_up(struct climb *c)
{
    c->node >>= 1;
    c->last >>= 1;
}

/* Is the next hash on the left? Then the levels are passed at which this node
 * has no brother. */
static bool comes_left(struct climb *c)
{
    if (!(c->node & 1) && c->node != c->last)
        return false;
    while (!(c->node & 1) && c->node != 0)
        go_up(c);
    return true;
}

/* 2.1.3.2 */
bool merkle_is_included(const struct merkle_hash *leaf,
    uint64_t index,
    const struct merkle_tree *tree,
    const struct merkle_proof *proof)
{
    struct merkle_hash hash = *leaf;
    struct climb c = {index, tree->size - 1};
    size_t i;

    if (index >= tree->size)
        return false;
    for (i = 0; i < proof->n; i++) {
        if (c.last == 0)
            return false;
        if (comes_left(&c))
            merkle_parent(&proof->items[i], &hash, &hash);
        else
            merkle_parent(&hash, &proof->items[i], &hash);
        go_up(&c);
    }
    return c.last == 0 && merkle_eq(&hash, &tree->root);
}

/* 2.1.4.2, steps 3 to 7 */
static bool climbs(struct climb c,
    const struct merkle_hash *first,
    const struct merkle_hash *items,
    size_t n,
    struct merkle_hash ret_roots[2])
{
    size_t i;

    ret_roots[0] = *first;
    ret_roots[1] = *first;
    while (c.node & 1)
        go_up(&c);
    for (i = 0; i < n; i++) {
        if (c.last == 0)
            return false;
        if (comes_left(&c)) {
            merkle_parent(&items[i], &ret_roots[0], &ret_roots[0]);
            merkle_parent(&items[i], &ret_roots[1], &ret_roots[1]);
        } else {
            merkle_parent(&ret_roots[1], &items[i], &ret_roots[1]);
        }
        go_up(&c);
    }
    return c.last == 0;
}

bool merkle_is_consistent(const struct merkle_tree *from,
    const struct merkle_tree *to,
    const struct merkle_proof *proof)
{
    const struct climb c = {from->size - 1, to->size - 1};
    const bool is_complete = (from->size & (from->size - 1)) == 0;
    const struct merkle_hash *items = proof->items;
    struct merkle_hash roots[2];
    size_t n = proof->n;

    if (from->size > to->size)
        return false;
    if (from->size == 0)
        return n == 0;
    if (from->size == to->size)
        return n == 0 && merkle_eq(&from->root, &to->root);
    if (n == 0)
        return false;
    if (is_complete) {
        if (!climbs(c, &from->root, items, n, roots))
            return false;
    } else if (!climbs(c, &items[0], items + 1, n - 1, roots)) {
        return false;
    }
    return merkle_eq(&roots[0], &from->root) && merkle_eq(&roots[1], &to->root);
}

/* Writes the digits of n, at least `width` of them; returns behind them. */
static char *put_number(char *to, uint64_t n, size_t width)
{
    char digits[20];
    size_t i = 0;

    do
        digits[i++] = (char)('0' + n % 10);
    while ((n /= 10) > 0);
    while (i < width)
        digits[i++] = '0';
    while (i > 0)
        *to++ = digits[--i];
    return to;
}

void merkle_tile_path(
    unsigned level, uint64_t index, unsigned width, char ret[MERKLE_PATH_BYTES])
{
    uint64_t divisor = 1;
    char *p = ret;

    memcpy(p, "tile/", 5);
    p = put_number(p + 5, level, 1);
    while (index / divisor >= 1000)
        divisor *= 1000;
    for (; divisor > 0; divisor /= 1000) {
        *p++ = '/';
        if (divisor > 1)
            *p++ = 'x';
        p = put_number(p, index / divisor % 1000, 3);
    }
    if (width < MERKLE_TILE_WIDTH) {
        memcpy(p, ".p/", 3);
        p = put_number(p + 3, width, 1);
    }
    *p = '\0';
}
