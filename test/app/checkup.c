/* The deep look finds what was altered, by its name: each row that an
 * operator or a thief might change (RELIABILITY LG-01, LG-02, DB-12). */
#include "app/checkup.h"

#include "app/award.h"
#include "store/sql.h"
#include "test/support/office.h"
#include "test/support/test.h"

#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

enum {
    FAULTS_MAX = 16,
    ABOUT_BYTES = 64,
};

/* What the look told. */
struct told {
    size_t n;
    enum checkup_part parts[FAULTS_MAX];
    code codes[FAULTS_MAX];
    char abouts[FAULTS_MAX][ABOUT_BYTES];
    size_t n_steps;
};

static void take_fault(
    void *arg, enum checkup_part part, str about, const struct err *why)
{
    struct told *told = arg;

    assert_true(told->n < FAULTS_MAX);
    told->parts[told->n] = part;
    told->codes[told->n] = why->code;
    (void)snprintf(
        told->abouts[told->n], ABOUT_BYTES, "%.*s", (int)about.len, about.ptr);
    told->n++;
}

static void take_step(void *arg, enum checkup_part part, size_t all)
{
    struct told *told = arg;

    (void)part;
    assert_true(all > 0);
    told->n_steps++;
}

static struct told look(struct office *office, struct checkup *ret)
{
    struct told told = {0};
    const struct checkup_watch watch = {take_fault, take_step, &told};

    assert_int_equal(checkup_run(&office->act, &watch, ret, NULL), OK);
    assert_int_equal(ret->n_faults, told.n);
    return told;
}

static struct award issue(struct office *office, const char *email)
{
    const struct award_order order = {
        .achievement = office->achievement,
        .email = str_of(email),
        .recipient_name = S("Aroha Ngata"),
        .grade = S("P"),
        .idempotency_key = str_of(email),
    };
    struct award award;

    assert_int_equal(award_issue(&office->act, &order, &award, NULL), OK);
    return award;
}

/* SQL past the store, as somebody with the file in hand would. */
static void alter(struct office *office, const char *sql)
{
    sqlite3 *handle = NULL;
    char *message = NULL;

    assert_int_equal(
        sqlite3_open(office->front->platform.database.ptr, &handle), SQLITE_OK);
    (void)sqlite3_exec(handle, sql, NULL, NULL, &message);
    if (message)
        fail_msg("%s: %s", sql, message);
    assert_int_equal(sqlite3_close(handle), SQLITE_OK);
}

static void walk_good(struct front *front, int64_t method)
{
    struct office office;
    struct checkup found;
    struct told told;

    office_open(front, method, &office);
    (void)issue(&office, "a@example.org");
    (void)issue(&office, "b@example.org");
    told = look(&office, &found);
    assert_int_equal(told.n, 0);
    assert_int_equal(found.n[CHECKUP_AWARDS], 2);
    assert_int_equal(found.n[CHECKUP_LOG], 2);
    assert_int_equal(found.n[CHECKUP_KEYS], 1);
    assert_true(found.n[CHECKUP_AUDIT] >= 3);
    assert_true(told.n_steps >= 6);
}

static void test_checkup_finds_nothing_in_good_data(void **state)
{
    walk_good(*state, DID_KEY);
}

static void test_checkup_knows_the_keys_of_did_web(void **state)
{
    walk_good(*state, DID_WEB);
}

struct altered {
    const char *label;
    const char *sql;
    enum checkup_part part;
    code code;
};

static const struct altered ALTERED[] = {
    {"LG-01 other words in a badge",
        "UPDATE award SET credential = "
        "replace(credential, '\"name\":\"', '\"name\":\"Better ')",
        CHECKUP_AWARDS, E_PROOF_VERIFICATION_ERROR},
    {"LG-01 no badge at all", "UPDATE award SET credential = '{'",
        CHECKUP_AWARDS, E_JSON_SYNTAX},
    {"LG-01 the leaf of another",
        "UPDATE log_salt SET leaf_salt = zeroblob(32)", CHECKUP_AWARDS,
        E_DATA_DAMAGED},
    {"a state without its bit", "UPDATE award SET state = 4", CHECKUP_AWARDS,
        E_DATA_DAMAGED},
    {"a bit without its state", "UPDATE status_entry SET value = 1",
        CHECKUP_AWARDS, E_DATA_DAMAGED},
    {"an event rewritten",
        "DROP TRIGGER IF EXISTS event_kept_UPDATE;"
        "UPDATE event SET actor = 'somebody' WHERE seq = 2",
        CHECKUP_AUDIT, E_DATA_DAMAGED},
    {"an event taken out",
        "DROP TRIGGER IF EXISTS event_kept_DELETE;"
        "DELETE FROM event WHERE seq = 1",
        CHECKUP_AUDIT, E_DATA_DAMAGED},
    {"TN-04 a key under another's name",
        "UPDATE org_key SET sealed = CAST(substr(sealed, 2) || x'00' AS BLOB)",
        CHECKUP_KEYS, E_SEAL_BROKEN},
};

/* Each on data of its own. */
static void test_checkup_finds_what_was_altered(void **state)
{
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(ALTERED) / sizeof(ALTERED[0]); i++) {
        const struct altered *c = &ALTERED[i];
        struct office office;
        struct checkup found;
        struct told told;
        void *front = NULL;
        struct award award;

        assert_int_equal(front_open(&front), 0);
        office_open(front, DID_KEY, &office);
        award = issue(&office, "a@example.org");
        alter(&office, c->sql);
        told = look(&office, &found);
        if (told.n != 1 || told.parts[0] != c->part || told.codes[0] != c->code)
            fail_msg("%s: %zu faults, the first is %d of part %d", c->label,
                told.n, (int)told.codes[0], (int)told.parts[0]);
        if (c->part == CHECKUP_AWARDS)
            assert_true(str_eq(str_of(told.abouts[0]), award.id));
        assert_int_equal(front_close(&front), 0);
    }
}

/* A reference that leads nowhere; the rest is looked at all the same. */
static void test_checkup_goes_on_after_a_fault(void **state)
{
    struct office office;
    struct checkup found;
    struct told told;

    office_open(*state, DID_KEY, &office);
    (void)issue(&office, "a@example.org");
    alter(&office,
        "PRAGMA foreign_keys = OFF; UPDATE award SET achievement = 'gone'");
    told = look(&office, &found);
    assert_int_equal(told.n, 1);
    assert_int_equal(told.parts[0], CHECKUP_DATA);
    assert_int_equal(found.n[CHECKUP_AWARDS], 1);
}

#define STAGED(name)                                                           \
    cmocka_unit_test_setup_teardown(name, front_open, front_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        STAGED(test_checkup_finds_nothing_in_good_data),
        STAGED(test_checkup_knows_the_keys_of_did_web),
        cmocka_unit_test(test_checkup_finds_what_was_altered),
        STAGED(test_checkup_goes_on_after_a_fault),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
