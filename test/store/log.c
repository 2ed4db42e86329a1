/* The award log, on both engines: what it keeps, proves and finds out. */
#include "store/log.h"

#include "store/sql.h"
#include "test/support/stage.h"

#include <string.h>

enum {
    N_LEAVES = 70,
    NOW = 1767225600,
};

static const uint8_t salt[LOG_SALT_BYTES] = {1, 2, 3};

static struct log_entry entry_of(const char *content)
{
    const struct log_entry e = {LOG_ISSUE, S("t"), NOW,
        str_bytes(str_of(content)), {salt, sizeof(salt)}};

    return e;
}

static code append(struct db *db, const struct log_entry *e, uint64_t *ret)
{
    code c = db_begin(db, DB_WRITE, NULL);

    if (c == OK)
        c = log_append(db, e, stage_arena(), ret, NULL);
    if (c == OK)
        c = db_commit(db, NULL);
    db_rollback(db);
    return c;
}

static struct db *open_with(size_t n)
{
    struct db *db = stage_open_schema(&sql_schema);
    const struct log_entry e = entry_of("award");
    uint64_t index = 0;
    size_t i;

    assert_int_equal(db_begin(db, DB_WRITE, NULL), OK);
    for (i = 0; i < n; i++) {
        assert_int_equal(log_append(db, &e, stage_arena(), &index, NULL), OK);
        assert_int_equal(index, i);
    }
    assert_int_equal(db_commit(db, NULL), OK);
    return db;
}

static void test_log_leaf_is_a_commitment(void **state)
{
    struct db *db = open_with(0);
    struct log_entry e = entry_of("Ada, Welding, 2026-01-01");
    struct log_leaf_by_index_row leaf;
    struct log_salt_get_row kept;
    uint64_t index = 9;
    str text;

    (void)state;
    e.kind = LOG_REVOKE;
    assert_int_equal(append(db, &e, &index), OK);
    assert_int_equal(index, 0);
    assert_int_equal(
        sql_log_leaf_by_index(db, 0, stage_arena(), &leaf, NULL), OK);
    text = bytes_str(leaf.leaf_bytes);
    assert_true(
        str_starts(text, S("testamur-log/v1\nrevoke\n1767225600\nt\n")));
    assert_int_equal(text.len, 36 + 45); /* and 32 bytes in base64 */
    assert_int_equal(
        sql_log_salt_get(db, S("t"), 0, stage_arena(), &kept, NULL), OK);
    assert_true(bytes_eq(kept.leaf_salt, e.salt));
    e.salt.len = 31;
    assert_int_equal(append(db, &e, &index), E_ARGUMENT);
    db_close(db);
}

static void test_log_proves_every_leaf(void **state)
{
    struct db *db = open_with(N_LEAVES);
    struct log_cursor cursor = {db, stage_arena()};
    const struct merkle_nodes nodes = log_nodes(&cursor);
    const struct log_entry e = entry_of("award");
    struct merkle_tree tree;
    struct merkle_tree before = {.size = 37};
    struct merkle_proof proof;
    struct merkle_hash hash;
    bytes leaf = {0};
    size_t i;

    (void)state;
    assert_int_equal(log_leaf_bytes(&e, NOW, stage_arena(), &leaf, NULL), OK);
    merkle_leaf(leaf, &hash);
    assert_int_equal(log_tree(db, stage_arena(), &tree, NULL), OK);
    assert_int_equal(tree.size, N_LEAVES);
    for (i = 0; i < N_LEAVES; i += 23) {
        assert_int_equal(
            merkle_inclusion(&nodes, i, N_LEAVES, &proof, NULL), OK);
        assert_true(merkle_is_included(&hash, i, &tree, &proof));
    }
    assert_int_equal(merkle_root(&nodes, before.size, &before.root, NULL), OK);
    assert_int_equal(
        merkle_consistency(&nodes, before.size, tree.size, &proof, NULL), OK);
    assert_true(merkle_is_consistent(&before, &tree, &proof));
    assert_int_equal(log_check(db, stage_arena(), NULL), OK);
    db_close(db);
}

static void test_log_tiles(void **state)
{
    struct db *db = open_with(258);
    bytes tile = {0};

    (void)state;
    assert_int_equal(log_tile(db, 0, 0, stage_arena(), &tile, NULL), OK);
    assert_int_equal(tile.len, MERKLE_TILE_WIDTH * MERKLE_BYTES);
    assert_int_equal(log_tile(db, 0, 1, stage_arena(), &tile, NULL), OK);
    assert_int_equal(tile.len, 2 * MERKLE_BYTES);
    assert_int_equal(log_tile(db, 1, 0, stage_arena(), &tile, NULL), OK);
    assert_int_equal(tile.len, MERKLE_BYTES);
    assert_int_equal(
        log_tile(db, 0, 2, stage_arena(), &tile, NULL), E_NOT_FOUND);
    assert_int_equal(
        log_tile(db, 8, 0, stage_arena(), &tile, NULL), E_NOT_FOUND);
    assert_int_equal(
        log_tile(db, 0, UINT64_MAX, stage_arena(), &tile, NULL), E_NOT_FOUND);
    db_close(db);
}

static void test_log_rows_are_kept_for_ever(void **state)
{
    static const char *const attempts[] = {
        "UPDATE log_leaf SET logged_at = 1",
        "DELETE FROM log_leaf",
        "UPDATE log_node SET tree_level = 9",
        "DELETE FROM log_node WHERE tree_level = 0",
        "DELETE FROM log_checkpoint",
        "UPDATE log_checkpoint SET signed_note = ''",
    };
    const struct log_checkpoint_insert_args checkpoint = {3, NOW, S("note")};
    struct db *db = open_with(3);
    size_t i;

    (void)state;
    assert_int_equal(db_begin(db, DB_WRITE, NULL), OK);
    assert_int_equal(
        sql_log_checkpoint_insert(db, &checkpoint, NULL, NULL), OK);
    assert_int_equal(db_commit(db, NULL), OK);
    for (i = 0; i < sizeof(attempts) / sizeof(attempts[0]); i++) {
        if (stage_exec(attempts[i]))
            fail_msg("%s: done", attempts[i]);
    }
    assert_int_equal(log_check(db, stage_arena(), NULL), OK);
    db_close(db);
}

/* Somebody who may change the schema, too. */
static void force(const char *sql)
{
    if (stage_is_sqlite()) {
        assert_true(stage_exec("DROP TRIGGER IF EXISTS log_leaf_kept_UPDATE;"
                               "DROP TRIGGER IF EXISTS log_leaf_kept_DELETE"));
    } else {
        assert_true(stage_exec("ALTER TABLE log_leaf DISABLE TRIGGER ALL"));
    }
    assert_true(stage_exec(sql));
}

static void test_log_lg_01_changed_leaf_is_named(void **state)
{
    struct db *db = open_with(9);
    struct err err = {0};

    (void)state;
    force("UPDATE log_leaf SET leaf_bytes = (SELECT node_hash FROM log_node "
          "WHERE tree_level = 0 AND node_index = 0) WHERE leaf_index = 5");
    assert_int_equal(log_check(db, stage_arena(), &err), E_DATA_DAMAGED);
    assert_string_equal(err.arg, "log leaf 5");
    db_close(db);
}

static void test_log_lg_02_shorter_than_its_checkpoint(void **state)
{
    const struct log_checkpoint_insert_args checkpoint = {9, NOW, S("note")};
    struct db *db = open_with(9);
    struct err err = {0};

    (void)state;
    assert_int_equal(db_begin(db, DB_WRITE, NULL), OK);
    assert_int_equal(
        sql_log_checkpoint_insert(db, &checkpoint, NULL, NULL), OK);
    assert_int_equal(db_commit(db, NULL), OK);
    force("DELETE FROM log_leaf WHERE leaf_index >= 7");
    assert_int_equal(log_check(db, stage_arena(), &err), E_DATA_DAMAGED);
    assert_string_equal(err.arg, "log leaf 7");
    db_close(db);
}

/* OS-04: time does not go back; by little it stands still. */
static void test_log_os_04_clock_goes_back(void **state)
{
    struct db *db = open_with(1);
    struct log_entry e = entry_of("award");
    struct log_leaf_by_index_row leaf;
    uint64_t index = 0;

    (void)state;
    e.now_unix_s = NOW - LOG_CLOCK_LEEWAY_S - 1;
    assert_int_equal(append(db, &e, &index), E_CLOCK_BACKWARDS);
    e.now_unix_s = NOW - LOG_CLOCK_LEEWAY_S;
    assert_int_equal(append(db, &e, &index), OK);
    assert_int_equal(index, 1);
    assert_int_equal(
        sql_log_leaf_by_index(db, 1, stage_arena(), &leaf, NULL), OK);
    assert_int_equal(leaf.logged_at, NOW);
    db_close(db);
}

/* PR-01: without the salt the leaf stays, and the log stands. */
static void test_log_pr_01_salt_can_go(void **state)
{
    struct db *db = open_with(3);
    struct log_salt_get_row kept;
    size_t n = 0;

    (void)state;
    assert_int_equal(db_begin(db, DB_WRITE, NULL), OK);
    assert_int_equal(sql_log_salt_delete(db, S("t"), 1, &n, NULL), OK);
    assert_int_equal(n, 1);
    assert_int_equal(db_commit(db, NULL), OK);
    assert_int_equal(
        sql_log_salt_get(db, S("t"), 1, stage_arena(), &kept, NULL),
        E_NOT_FOUND);
    assert_int_equal(log_check(db, stage_arena(), NULL), OK);
    db_close(db);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_log_leaf_is_a_commitment),
        cmocka_unit_test(test_log_proves_every_leaf),
        cmocka_unit_test(test_log_tiles),
        cmocka_unit_test(test_log_rows_are_kept_for_ever),
        cmocka_unit_test(test_log_lg_01_changed_leaf_is_named),
        cmocka_unit_test(test_log_lg_02_shorter_than_its_checkpoint),
        cmocka_unit_test(test_log_os_04_clock_goes_back),
        cmocka_unit_test(test_log_pr_01_salt_can_go),
    };

    return stage_run(tests, sizeof(tests) / sizeof(tests[0]));
}
