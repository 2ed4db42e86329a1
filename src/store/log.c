#include "store/log.h"

#include "base/buf.h"
#include "crypto/sha2.h"
#include "store/sql.h"
#include "text/base64.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

enum {
    LEAF_BYTES_MAX = 1024,
    LEAVES_AT_ONCE = 512,
    LABEL_BYTES = 32,
};

static const str kind_names[N_LOG_KINDS] = {
    [LOG_ISSUE] = STR("issue"),
    [LOG_REVOKE] = STR("revoke"),
    [LOG_SUSPEND] = STR("suspend"),
    [LOG_REINSTATE] = STR("reinstate"),
    [LOG_KEY_ADD] = STR("key-add"),
    [LOG_KEY_END] = STR("key-end"),
    [LOG_KEY_COMPROMISE] = STR("key-compromise"),
    [LOG_TRUST_CHANGE] = STR("trust-change"),
    [LOG_TEMPLATE_CHANGE] = STR("template-change"),
    [LOG_MIGRATION] = STR("migration"),
};

static code get_node(void *self,
    unsigned level,
    uint64_t index,
    struct merkle_hash *ret,
    struct err *reterr)
{
    const struct log_cursor *cursor = self;
    struct log_node_get_row row;
    const code c = sql_log_node_get(
        cursor->db, level, (int64_t)index, cursor->arena, &row, reterr);

    if (c == E_NOT_FOUND || (c == OK && row.node_hash.len != MERKLE_BYTES))
        return err_set(reterr, E_DATA_DAMAGED, S("log node"));
    TRY(c);
    memcpy(ret->bytes, row.node_hash.ptr, MERKLE_BYTES);
    return OK;
}

static code put_node(void *self,
    unsigned level,
    uint64_t index,
    const struct merkle_hash *hash,
    struct err *reterr)
{
    const struct log_cursor *cursor = self;
    const struct log_node_insert_args node = {
        (int64_t)level, (int64_t)index, {hash->bytes, MERKLE_BYTES}};

    return sql_log_node_insert(cursor->db, &node, NULL, reterr);
}

struct merkle_nodes log_nodes(struct log_cursor *cursor)
{
    return (struct merkle_nodes){cursor, get_node, put_node};
}

/* How many leaves there are, and the time of the last (0 when none). */
static code find_end(struct db *db,
    struct arena *arena,
    uint64_t *ret_size,
    int64_t *ret_last_at,
    struct err *reterr)
{
    struct log_last_row *rows = NULL;
    size_t n = 0;

    TRY(sql_log_last(db, arena, &rows, &n, reterr));
    *ret_size = n ? (uint64_t)rows[0].leaf_index + 1 : 0;
    *ret_last_at = n ? rows[0].logged_at : 0;
    return OK;
}

code log_leaf_bytes(const struct log_entry *entry,
    int64_t logged_at,
    struct arena *arena,
    bytes *ret,
    struct err *reterr)
{
    uint8_t digest[SHA256_BYTES];
    struct sha256 h;
    struct buf b;
    code c;

    assert(entry->kind < N_LOG_KINDS);
    if (logged_at < 0 || entry->salt.len != LOG_SALT_BYTES)
        return err_set(reterr, E_ARGUMENT, S("log entry"));
    sha256_init(&h);
    sha256_put(&h, entry->salt);
    sha256_put(&h, entry->content);
    sha256_finish(&h, digest);
    buf_init(&b, arena, LEAF_BYTES_MAX);
    buf_str(&b, S("testamur-log/v1\n"));
    buf_str(&b, kind_names[entry->kind]);
    buf_byte(&b, '\n');
    buf_u64(&b, (uint64_t)logged_at);
    buf_byte(&b, '\n');
    buf_str(&b, entry->tenant);
    buf_byte(&b, '\n');
    buf_str(&b, base64_encode((bytes){digest, SHA256_BYTES}, BASE64, arena));
    buf_byte(&b, '\n');
    c = arena_status(arena) != OK ? arena_status(arena) : buf_finish(&b, ret);
    return c == OK ? OK : err_set(reterr, c, S("log entry"));
}

code log_append(struct db *db,
    const struct log_entry *entry,
    struct arena *arena,
    uint64_t *ret_index,
    struct err *reterr)
{
    struct log_cursor cursor = {db, arena};
    const struct merkle_nodes nodes = log_nodes(&cursor);
    struct log_leaf_insert_args leaf = {.logged_at = entry->now_unix_s};
    struct log_salt_insert_args salt = {
        .tenant = entry->tenant, .leaf_salt = entry->salt};
    struct merkle_hash hash;
    uint64_t size = 0;
    int64_t last_at = 0;

    TRY(find_end(db, arena, &size, &last_at, reterr));
    if (last_at > LOG_CLOCK_LEEWAY_S &&
        leaf.logged_at < last_at - LOG_CLOCK_LEEWAY_S)
        return err_set(reterr, E_CLOCK_BACKWARDS, S("award log"));
    if (leaf.logged_at < last_at)
        leaf.logged_at = last_at;
    leaf.leaf_index = (int64_t)size;
    salt.leaf_index = (int64_t)size;
    TRY(log_leaf_bytes(entry, leaf.logged_at, arena, &leaf.leaf_bytes, reterr));
    merkle_leaf(leaf.leaf_bytes, &hash);
    TRY(sql_log_leaf_insert(db, &leaf, NULL, reterr));
    TRY(sql_log_salt_insert(db, &salt, NULL, reterr));
    TRY(merkle_append(&nodes, size, &hash, reterr));
    *ret_index = size;
    return OK;
}

code log_tree(struct db *db,
    struct arena *arena,
    struct merkle_tree *ret,
    struct err *reterr)
{
    struct log_cursor cursor = {db, arena};
    const struct merkle_nodes nodes = log_nodes(&cursor);
    struct merkle_tree tree;
    int64_t last_at;

    TRY(find_end(db, arena, &tree.size, &last_at, reterr));
    TRY(merkle_root(&nodes, tree.size, &tree.root, reterr));
    *ret = tree;
    return OK;
}

code log_tile(struct db *db,
    unsigned level,
    uint64_t index,
    struct arena *arena,
    bytes *ret,
    struct err *reterr)
{
    struct log_node_list_row *rows = NULL;
    struct buf b;
    size_t n = 0;
    size_t i;
    code c;

    if (level > 7 || index > (uint64_t)INT64_MAX / MERKLE_TILE_WIDTH)
        return err_set(reterr, E_NOT_FOUND, S("tile"));
    TRY(sql_log_node_list(db, (int64_t)level * MERKLE_TILE_HEIGHT,
        (int64_t)(index * MERKLE_TILE_WIDTH), MERKLE_TILE_WIDTH, arena, &rows,
        &n, reterr));
    if (n == 0)
        return err_set(reterr, E_NOT_FOUND, S("tile"));
    buf_init(&b, arena, (size_t)MERKLE_TILE_WIDTH * MERKLE_BYTES);
    for (i = 0; i < n; i++)
        buf_put(&b, rows[i].node_hash);
    c = buf_finish(&b, ret);
    return c == OK ? OK : err_set(reterr, c, S("tile"));
}

/* --- checking --- */

static code wrong_leaf(uint64_t index, struct err *reterr)
{
    char label[LABEL_BYTES];

    (void)snprintf(
        label, sizeof(label), "log leaf %llu", (unsigned long long)index);
    return err_set(reterr, E_DATA_DAMAGED, str_of(label));
}

/* The nodes that end with this leaf are what the tree makes of those below. */
static code check_leaf(struct log_cursor *cursor,
    const struct log_leaf_list_row *leaf,
    uint64_t expected,
    struct err *reterr)
{
    struct merkle_hash hash;
    struct merkle_hash kept;
    uint64_t index = expected;
    unsigned level = 0;

    if ((uint64_t)leaf->leaf_index != expected)
        return wrong_leaf(expected, reterr);
    merkle_leaf(leaf->leaf_bytes, &hash);
    TRY(get_node(cursor, 0, index, &kept, reterr));
    while (merkle_eq(&hash, &kept)) {
        struct merkle_hash left;

        if (!(index & 1))
            return OK;
        TRY(get_node(cursor, level, index - 1, &left, reterr));
        merkle_parent(&left, &hash, &hash);
        level++;
        index >>= 1;
        TRY(get_node(cursor, level, index, &kept, reterr));
    }
    return wrong_leaf(expected, reterr);
}

static code check_leaves(struct log_cursor *cursor,
    uint64_t *ret_size,
    bool *ret_more,
    struct err *reterr)
{
    struct log_leaf_list_row *rows = NULL;
    size_t n = 0;
    size_t i;

    TRY(sql_log_leaf_list(cursor->db, (int64_t)*ret_size, LEAVES_AT_ONCE,
        cursor->arena, &rows, &n, reterr));
    for (i = 0; i < n; i++)
        TRY(check_leaf(cursor, &rows[i], *ret_size + i, reterr));
    *ret_size += n;
    *ret_more = n == LEAVES_AT_ONCE;
    return OK;
}

code log_check(struct db *db, struct arena *arena, struct err *reterr)
{
    struct log_cursor cursor = {db, arena};
    struct log_checkpoint_last_row checkpoint = {0};
    uint64_t size = 0;
    bool more = true;
    code c;

    while (more) {
        const struct arena_mark mark = arena_mark(arena);

        TRY(check_leaves(&cursor, &size, &more, reterr));
        arena_rewind(arena, mark);
    }
    c = sql_log_checkpoint_last(db, arena, &checkpoint, reterr);
    if (c != OK && c != E_NOT_FOUND)
        return c;
    if ((uint64_t)checkpoint.tree_size > size)
        return wrong_leaf(size, reterr);
    return OK;
}
