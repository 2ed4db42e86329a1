/* Many awards from a table. */
#include "app/batch.h"

#include "app/award_change.h"
#include "app/award_list.h"
#include "test/support/desk.h"
#include "test/support/office.h"
#include "test/support/test.h"

#include <stdio.h>
#include <string.h>

enum {
    TABLE_BYTES = 1 << 20,
};

struct bench {
    struct office office;
    struct act *act;
};

static void open_bench(struct front *front, struct bench *ret)
{
    office_open(front, DID_WEB, &ret->office);
    ret->act = &ret->office.act;
    ret->act->actor.person = desk_person(ret->act, S("reg@example.org"),
        ret->office.organisation.tenant, ROLE_REGISTRAR);
    ret->act->actor.roles = (role_set)1 << ROLE_REGISTRAR;
}

static struct batch_upload upload_of(const struct bench *bench, str text)
{
    return (struct batch_upload){
        .achievement = bench->office.achievement,
        .file = S("cohort.csv"),
        .text = text,
    };
}

static struct batch_full read_of(struct bench *bench, str id)
{
    struct batch_full full;

    assert_int_equal(batch_read(bench->act, id, &full, NULL), OK);
    return full;
}

static str begin(struct bench *bench, const char *text)
{
    const struct batch_upload upload = upload_of(bench, str_of(text));
    str id;

    assert_int_equal(batch_begin(bench->act, &upload, &id, NULL), OK);
    return id;
}

static size_t run(struct bench *bench, str id)
{
    size_t all = 0;
    size_t n = 1;

    assert_int_equal(batch_turn(bench->act, id, BATCH_START, NULL), OK);
    while (n > 0) {
        assert_int_equal(batch_step(bench->act, id, &n, NULL), OK);
        all += n;
    }
    return all;
}

static str table_of(struct bench *bench, size_t n)
{
    struct buf out;
    str text;
    size_t i;

    buf_init(&out, bench->act->arena, TABLE_BYTES);
    buf_str(&out, S("E-Mail;Name\n"));
    for (i = 0; i < n; i++) {
        buf_str(&out, S("learner"));
        buf_u64(&out, i);
        buf_str(&out, S("@example.org;Learner "));
        buf_u64(&out, i);
        buf_byte(&out, '\n');
    }
    assert_int_equal(buf_finish_str(&out, &text), OK);
    return text;
}

static int64_t count_awards(struct bench *bench)
{
    const struct award_query query = {.limit = 1};
    struct award_list_row *rows;
    int64_t all;
    size_t n;

    assert_int_equal(
        award_search(bench->act, &query, &rows, &n, &all, NULL), OK);
    return all;
}

/* Tried, nothing made; then run; then every award verifies by its line. */
static void test_batch_from_table_to_awards(void **state)
{
    struct bench bench;
    struct batch_upload upload;
    struct batch_full full;
    str result;
    str id;

    open_bench(*state, &bench);
    upload = upload_of(&bench, table_of(&bench, 72));
    assert_int_equal(batch_begin(bench.act, &upload, &id, NULL), OK);
    full = read_of(&bench, id);
    assert_int_equal(full.batch.state, BATCH_WAITING);
    assert_int_equal(full.n_waiting, 72);
    assert_int_equal(full.n_failed, 0);
    assert_int_equal(count_awards(&bench), 0);
    assert_int_equal(run(&bench, id), 72);
    full = read_of(&bench, id);
    assert_int_equal(full.batch.state, BATCH_DONE);
    assert_int_equal(full.n_done, 72);
    assert_int_equal(full.batch.n_done, 72);
    assert_int_equal(count_awards(&bench), 72);
    assert_int_equal(batch_result(bench.act, id, &result, NULL), OK);
    assert_true(front_has(
        result, "line,\"E-Mail\",\"Name\",\"outcome\",\"award\",\"fault\""));
    assert_true(front_has(
        result, "73,\"learner71@example.org\",\"Learner 71\",\"done\",\"http"));
    assert_int_equal(
        batch_turn(bench.act, id, BATCH_START, NULL), E_STATE_ORDER);
}

/* By row and column, and what is good goes on. */
static void test_batch_says_what_is_wrong_where(void **state)
{
    static const struct {
        int64_t line;
        const char *fault;
        const char *field;
        const char *about;
    } EXPECTED[] = {
        {2, "EMAIL", "email", "nobody"},
        {3, "FORM_FIELD", "name", ""},
        {4, "GRADE", "grade", "Z"},
        {5, "DATE_ORDER", "awarded_on", "5/6/2026"},
        {6, "DATE_ORDER", "awarded_on", "1.1.2020"},
    };
    struct bench bench;
    struct batch_line *lines;
    struct batch_full full;
    size_t n;
    size_t i;
    str id;

    open_bench(*state, &bench);
    id = begin(&bench, "First name,Last name,mail,Grade,Date\n"
                       "Ann,Ash,nobody,P,2026-05-01\n"
                       ",,b@example.org,P,2026-05-01\n"
                       "Cleo,Coe,c@example.org,Z,2026-05-01\n"
                       "Dan,Doe,d@example.org,P,5/6/2026\n"
                       "Eve,Eck,e@example.org,P,1.1.2020\n"
                       "Fay,Fox,f@example.org,D,15.5.2026\n"
                       "Fay,Fox,F@Example.ORG,P,2026-05-01\n");
    full = read_of(&bench, id);
    assert_int_equal(full.n_failed, 5);
    assert_int_equal(full.n_waiting, 1);
    assert_int_equal(full.n_skipped, 1);
    assert_int_equal(batch_faults(bench.act, id, &lines, &n, NULL), OK);
    assert_int_equal(n, 5);
    for (i = 0; i < n; i++) {
        assert_int_equal(lines[i].line, EXPECTED[i].line);
        assert_true(str_eq(lines[i].fault, str_of(EXPECTED[i].fault)));
        assert_true(str_eq(lines[i].field, str_of(EXPECTED[i].field)));
        assert_true(str_eq(lines[i].about, str_of(EXPECTED[i].about)));
    }
    (void)run(&bench, id);
    assert_int_equal(count_awards(&bench), 1);
}

static void test_batch_refuses_what_is_no_table(void **state)
{
    static const struct {
        const char *text;
        code expected;
    } CASES[] = {
        {"", E_CSV_SYNTAX},
        {"name,email\n", E_FORM_FIELD},
        {"name,email\n\"open,a@example.org\n", E_CSV_SYNTAX},
        {"name,email\nonly one\n", E_CSV_SYNTAX},
    };
    struct bench bench;
    struct batch_upload upload;
    size_t i;
    str id;

    open_bench(*state, &bench);
    for (i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
        upload = upload_of(&bench, str_of(CASES[i].text));
        assert_int_equal(
            batch_begin(bench.act, &upload, &id, NULL), CASES[i].expected);
    }
    upload = upload_of(&bench, table_of(&bench, BATCH_LINES_MAX + 1));
    assert_int_equal(
        batch_begin(bench.act, &upload, &id, NULL), E_LIMIT_EXCEEDED);
    bench.act->actor.roles = (role_set)1 << ROLE_VIEWER;
    assert_int_equal(batch_begin(bench.act, &upload, &id, NULL), E_FORBIDDEN);
}

/* Columns that nobody could guess are said by a person. */
static void test_batch_takes_other_columns(void **state)
{
    static const int64_t COLUMNS[] = {COLUMN_NAME, COLUMN_EMAIL};
    struct bench bench;
    struct batch_full full;
    str id;

    open_bench(*state, &bench);
    id = begin(&bench, "Wer,Wohin\nAnn,ann@example.org\n");
    full = read_of(&bench, id);
    assert_int_equal(batch_lacks(&full.sheet), COLUMN_EMAIL);
    assert_int_equal(
        batch_turn(bench.act, id, BATCH_START, NULL), E_STATE_ORDER);
    assert_int_equal(batch_map(bench.act, id, COLUMNS, 2, NULL), OK);
    full = read_of(&bench, id);
    assert_int_equal(batch_lacks(&full.sheet), COLUMN_NONE);
    assert_int_equal(run(&bench, id), 1);
    assert_int_equal(count_awards(&bench), 1);
    assert_int_equal(batch_map(bench.act, id, COLUMNS, 2, NULL), E_STATE_ORDER);
}

/* DB-17: stopped half-way, and then the same file once more. */
static void test_batch_db_17_the_same_file_again(void **state)
{
    struct bench bench;
    struct batch_upload upload;
    struct batch_full full;
    str first;
    str second;
    size_t n;

    open_bench(*state, &bench);
    upload = upload_of(&bench, table_of(&bench, BATCH_PART + 50));
    assert_int_equal(batch_begin(bench.act, &upload, &first, NULL), OK);
    assert_int_equal(batch_turn(bench.act, first, BATCH_START, NULL), OK);
    assert_int_equal(batch_step(bench.act, first, &n, NULL), OK);
    assert_int_equal(n, BATCH_PART);
    assert_int_equal(batch_turn(bench.act, first, BATCH_STOP, NULL), OK);
    assert_int_equal(batch_step(bench.act, first, &n, NULL), OK);
    assert_int_equal(n, 0);
    full = read_of(&bench, first);
    assert_int_equal(full.n_done, BATCH_PART);
    assert_int_equal(full.n_waiting, 50);
    assert_int_equal(batch_begin(bench.act, &upload, &second, NULL), OK);
    full = read_of(&bench, second);
    assert_int_equal(full.n_skipped, BATCH_PART);
    assert_int_equal(full.n_waiting, 50);
    (void)run(&bench, second);
    assert_int_equal(count_awards(&bench), BATCH_PART + 50);
    assert_int_equal(batch_turn(bench.act, first, BATCH_START, NULL), OK);
    assert_int_equal(batch_step(bench.act, first, &n, NULL), OK);
    assert_int_equal(n, 50);
    full = read_of(&bench, first);
    assert_int_equal(full.n_skipped, 50);
    assert_int_equal(full.batch.state, BATCH_DONE);
    assert_int_equal(count_awards(&bench), BATCH_PART + 50);
}

/* Broken off after the awards were kept and before the lines were marked:
 * the lines that are run again become the same awards. */
static void test_batch_db_17_lines_are_the_key(void **state)
{
    struct bench bench;
    struct batch_upload upload;
    struct batch_line *lines;
    size_t n;
    str id;
    str award;

    open_bench(*state, &bench);
    upload = upload_of(&bench, table_of(&bench, 3));
    assert_int_equal(batch_begin(bench.act, &upload, &id, NULL), OK);
    (void)run(&bench, id);
    assert_int_equal(sql_batch_line_list(bench.act->db, bench.act->actor.tenant,
                         id, 0, 10, bench.act->arena, &lines, &n, NULL),
        OK);
    award = lines[0].award;
    lines[0].state = LINE_WAITING;
    lines[0].award = S("");
    assert_int_equal(db_begin(bench.act->db, DB_WRITE, NULL), OK);
    assert_int_equal(
        sql_batch_line_map(bench.act->db, &lines[0], NULL, NULL), OK);
    assert_int_equal(sql_batch_move(bench.act->db,
                         &(struct batch_move_args){.state = BATCH_RUNNING,
                             .tenant = bench.act->actor.tenant,
                             .id = id,
                             .from_state = BATCH_DONE},
                         NULL, NULL),
        OK);
    assert_int_equal(db_commit(bench.act->db, NULL), OK);
    assert_int_equal(batch_step(bench.act, id, &n, NULL), OK);
    assert_int_equal(n, 1);
    assert_int_equal(sql_batch_line_list(bench.act->db, bench.act->actor.tenant,
                         id, 0, 10, bench.act->arena, &lines, &n, NULL),
        OK);
    assert_int_equal(lines[0].state, LINE_DONE);
    assert_true(str_eq(lines[0].award, award));
    assert_int_equal(count_awards(&bench), 3);
}

/* Past awards keep their days, also those before the listing here. */
static void test_batch_of_past_awards(void **state)
{
    struct bench bench;
    struct batch_upload upload;
    struct award_query query = {.limit = 10};
    struct award_list_row *rows;
    struct award_why why;
    int64_t all;
    size_t n;
    str id;

    open_bench(*state, &bench);
    upload = upload_of(&bench,
        S("name,email,date,course\nAnn,ann@example.org,2019-06-30,COM1\n"
          "Bea,bea@example.org,2019-06-30,XYZ\n"));
    upload.achievement = S("");
    upload.is_past = true;
    assert_int_equal(batch_begin(bench.act, &upload, &id, NULL), OK);
    assert_int_equal(read_of(&bench, id).n_failed, 1);
    (void)run(&bench, id);
    query.batch = id;
    assert_int_equal(
        award_search(bench.act, &query, &rows, &n, &all, NULL), OK);
    assert_int_equal(n, 1);
    assert_true(str_eq(rows[0].awarded_on, S("2019-06-30")));
    assert_int_equal(award_why(bench.act, rows[0].id, &why, NULL), OK);
    assert_true(str_eq(why.award.run, id));
    assert_int_equal(why.award.created_at, bench.act->now);
}

/* Held until a board's release: seen by nobody before it. */
static void test_batch_holds_awards(void **state)
{
    struct bench bench;
    struct batch_upload upload;
    const struct award_query query = {.waiting = AWARD_HELD, .limit = 10};
    struct award_list_row *rows;
    int64_t all;
    size_t n;
    str id;

    open_bench(*state, &bench);
    upload = upload_of(&bench, S("name,email\nAnn,ann@example.org\n"));
    upload.held_until = S(HELD_FOR_RELEASE);
    assert_int_equal(batch_begin(bench.act, &upload, &id, NULL), OK);
    (void)run(&bench, id);
    assert_int_equal(
        award_search(bench.act, &query, &rows, &n, &all, NULL), OK);
    assert_int_equal(n, 1);
}

/* What runs goes on by itself, for who started it; not for one who has left. */
static void test_batch_goes_on_by_itself(void **state)
{
    struct bench bench;
    struct batch_full full;
    struct act server;
    size_t n;
    str id;

    open_bench(*state, &bench);
    id = begin(&bench, "name,email\nAnn,ann@example.org\n");
    server = *bench.act;
    server.actor = (struct actor){0};
    assert_int_equal(batch_next(&server, &n, NULL), OK);
    assert_int_equal(n, 0);
    assert_int_equal(batch_turn(bench.act, id, BATCH_START, NULL), OK);
    assert_int_equal(batch_next(&server, &n, NULL), OK);
    assert_int_equal(n, 1);
    assert_int_equal(read_of(&bench, id).batch.state, BATCH_DONE);
    id = begin(&bench, "name,email\nBea,bea@example.org\n");
    assert_int_equal(batch_turn(bench.act, id, BATCH_START, NULL), OK);
    full = read_of(&bench, id);
    assert_int_equal(db_begin(bench.act->db, DB_WRITE, NULL), OK);
    assert_int_equal(sql_membership_end(bench.act->db, bench.act->actor.tenant,
                         full.batch.created_by, ROLE_REGISTRAR, NULL, NULL),
        OK);
    assert_int_equal(db_commit(bench.act->db, NULL), OK);
    assert_int_equal(batch_next(&server, &n, NULL), OK);
    assert_int_equal(n, 0);
    assert_int_equal(read_of(&bench, id).batch.state, BATCH_STOPPED);
}

#define ON_A_PLATFORM(f)                                                       \
    cmocka_unit_test_setup_teardown(f, front_open, front_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_A_PLATFORM(test_batch_from_table_to_awards),
        ON_A_PLATFORM(test_batch_says_what_is_wrong_where),
        ON_A_PLATFORM(test_batch_refuses_what_is_no_table),
        ON_A_PLATFORM(test_batch_takes_other_columns),
        ON_A_PLATFORM(test_batch_db_17_the_same_file_again),
        ON_A_PLATFORM(test_batch_db_17_lines_are_the_key),
        ON_A_PLATFORM(test_batch_of_past_awards),
        ON_A_PLATFORM(test_batch_holds_awards),
        ON_A_PLATFORM(test_batch_goes_on_by_itself),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
