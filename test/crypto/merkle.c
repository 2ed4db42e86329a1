/* Merkle trees: the vectors of Certificate Transparency (RFC 6962), and every
 * proof of every small tree against what the definition says. */
#include "crypto/merkle.h"

#include "test/support/hex.h"
#include "test/support/test.h"

#include <string.h>

enum {
    SIZE_MAX_TRIED = 70,
    LEVELS = 8,
};

static struct merkle_hash kept[LEVELS][SIZE_MAX_TRIED];
static bool is_kept[LEVELS][SIZE_MAX_TRIED];

static code get(void *self,
    unsigned level,
    uint64_t index,
    struct merkle_hash *ret,
    struct err *reterr)
{
    (void)self;
    (void)reterr;
    assert_true(level < LEVELS && index < SIZE_MAX_TRIED);
    assert_true(is_kept[level][index]);
    *ret = kept[level][index];
    return OK;
}

static code put(void *self,
    unsigned level,
    uint64_t index,
    const struct merkle_hash *hash,
    struct err *reterr)
{
    (void)self;
    (void)reterr;
    assert_true(level < LEVELS && index < SIZE_MAX_TRIED);
    assert_false(is_kept[level][index]); /* once */
    kept[level][index] = *hash;
    is_kept[level][index] = true;
    return OK;
}

static const struct merkle_nodes nodes = {NULL, get, put};

static void clear(void)
{
    memset(is_kept, 0, sizeof(is_kept));
}

static void leaf_of(size_t i, struct merkle_hash *ret)
{
    const uint8_t byte = (uint8_t)i;

    merkle_leaf((bytes){&byte, 1}, ret);
}

static void grow(size_t size)
{
    struct merkle_hash leaf;
    size_t i;

    clear();
    for (i = 0; i < size; i++) {
        leaf_of(i, &leaf);
        assert_int_equal(merkle_append(&nodes, i, &leaf, NULL), OK);
    }
}

/* MTH as RFC 9162 2.1.1 defines it, by recursion. */
static void define_root(size_t start, size_t size, struct merkle_hash *ret)
{
    struct merkle_hash left;
    struct merkle_hash right;
    size_t k = 1;

    if (size == 1) {
        leaf_of(start, ret);
        return;
    }
    while (2 * k < size)
        k *= 2;
    define_root(start, k, &left);
    define_root(start + k, size - k, &right);
    merkle_parent(&left, &right, ret);
}

static void tree_of(size_t size, struct merkle_tree *ret)
{
    ret->size = size;
    assert_int_equal(merkle_root(&nodes, size, &ret->root, NULL), OK);
}

static void test_merkle_rfc_6962_vectors(void **state)
{
    static const struct {
        const char *leaf;
        const char *root; /* with this leaf and all before */
    } cases[] = {
        {"",
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"},
        {"00",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"},
        {"10",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"},
        {"2021",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"},
        {"3031",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4"},
        {"40414243",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef"},
        {"5051525354555657",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c"},
        {"606162636465666768696a6b6c6d6e6f",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"},
    };
    struct merkle_hash root;
    size_t i;

    (void)state;
    clear();
    for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct merkle_hash leaf;
        uint8_t data[16];
        char text[2 * MERKLE_BYTES + 1];
        const size_t n =
            cases[i].leaf[0] ? hex_read(cases[i].leaf, data, sizeof(data)) : 0;

        merkle_leaf((bytes){data, n}, &leaf);
        assert_int_equal(merkle_append(&nodes, i, &leaf, NULL), OK);
        assert_int_equal(merkle_root(&nodes, i + 1, &root, NULL), OK);
        hex_write((bytes){root.bytes, MERKLE_BYTES}, text);
        assert_string_equal(text, cases[i].root);
    }
}

static void test_merkle_empty_tree(void **state)
{
    static const char expected[] =
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    struct merkle_hash root;
    char text[2 * MERKLE_BYTES + 1];

    (void)state;
    assert_int_equal(merkle_root(&nodes, 0, &root, NULL), OK);
    hex_write((bytes){root.bytes, MERKLE_BYTES}, text);
    assert_string_equal(text, expected);
}

static void test_merkle_every_inclusion(void **state)
{
    struct merkle_proof proof;
    struct merkle_tree tree;
    struct merkle_hash leaf;
    struct merkle_hash defined;
    size_t size;
    size_t i;

    (void)state;
    grow(SIZE_MAX_TRIED);
    for (size = 1; size <= SIZE_MAX_TRIED; size++) {
        tree_of(size, &tree);
        define_root(0, size, &defined);
        assert_true(merkle_eq(&tree.root, &defined));
        for (i = 0; i < size; i++) {
            leaf_of(i, &leaf);
            assert_int_equal(
                merkle_inclusion(&nodes, i, size, &proof, NULL), OK);
            assert_true(merkle_is_included(&leaf, i, &tree, &proof));
            assert_false(merkle_is_included(&leaf, i + 1, &tree, &proof));
            leaf.bytes[0] ^= 1;
            assert_false(merkle_is_included(&leaf, i, &tree, &proof));
        }
        assert_int_equal(
            merkle_inclusion(&nodes, size, size, &proof, NULL), E_ARGUMENT);
    }
}

static void test_merkle_every_consistency(void **state)
{
    struct merkle_proof proof;
    struct merkle_tree from;
    struct merkle_tree to;
    size_t m;
    size_t n;

    (void)state;
    grow(SIZE_MAX_TRIED);
    for (n = 1; n <= SIZE_MAX_TRIED; n++) {
        tree_of(n, &to);
        for (m = 1; m <= n; m++) {
            tree_of(m, &from);
            assert_int_equal(
                merkle_consistency(&nodes, m, n, &proof, NULL), OK);
            assert_true(merkle_is_consistent(&from, &to, &proof));
            from.root.bytes[31] ^= 1;
            assert_false(merkle_is_consistent(&from, &to, &proof));
            from.root.bytes[31] ^= 1;
            if (proof.n == 0)
                continue;
            proof.items[proof.n - 1].bytes[0] ^= 1;
            assert_false(merkle_is_consistent(&from, &to, &proof));
            proof.items[proof.n - 1].bytes[0] ^= 1;
            proof.n--;
            assert_false(merkle_is_consistent(&from, &to, &proof));
        }
        assert_int_equal(
            merkle_consistency(&nodes, n + 1, n, &proof, NULL), E_ARGUMENT);
    }
}

static void test_merkle_tile_path(void **state)
{
    static const struct {
        uint64_t index;
        const char *path;
        unsigned level;
        unsigned width;
    } cases[] = {
        {0, "tile/0/000", 0, 256},
        {5, "tile/0/005.p/3", 0, 3},
        {1234, "tile/1/x001/234", 1, 256},
        {1234067, "tile/2/x001/x234/067.p/255", 2, 255},
        {1000, "tile/0/x001/000", 0, 256},
    };
    char path[MERKLE_PATH_BYTES];
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        merkle_tile_path(cases[i].level, cases[i].index, cases[i].width, path);
        assert_string_equal(path, cases[i].path);
    }
}

TEST_MAIN(test_merkle_rfc_6962_vectors,
    test_merkle_empty_tree,
    test_merkle_every_inclusion,
    test_merkle_every_consistency,
    test_merkle_tile_path)
