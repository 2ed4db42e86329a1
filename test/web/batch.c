/* Many awards through the pages: from a sheet to 72 of them. */
#include "app/batch.h"

#include "domain/right.h"
#include "test/support/desk.h"
#include "test/support/office.h"
#include "test/support/test.h"
#include "test/support/visitor.h"

#include <stdio.h>

enum {
    TABLE_BYTES = 1 << 20,
    COHORT = 72,
};

static const char *const PLACE = "/o/career-skills/batch";

struct staff {
    struct office office;
    struct visitor registrar;
    struct visitor viewer;
};

static struct visitor member(
    struct office *office, const char *email, enum role role)
{
    const str id = desk_person(
        &office->act, str_of(email), office->organisation.tenant, role);
    const str text[] = {id, {"", 1}};

    return visitor_of(
        office->front, arena_join(office->act.arena, text, 2).ptr);
}

static void open_staff(struct front *front, struct staff *ret)
{
    office_open(front, DID_WEB, &ret->office);
    ret->registrar =
        member(&ret->office, "registrar@example.org", ROLE_REGISTRAR);
    ret->viewer = member(&ret->office, "viewer@example.org", ROLE_VIEWER);
}

static bytes table_of(struct staff *staff, size_t n)
{
    struct buf out;
    bytes text;
    size_t i;

    buf_init(&out, staff->office.act.arena, TABLE_BYTES);
    buf_str(&out, S("name,email\r\n"));
    for (i = 0; i < n; i++) {
        buf_str(&out, S("Learner,learner"));
        buf_u64(&out, i);
        buf_str(&out, S("@example.org\r\n"));
    }
    assert_int_equal(buf_finish(&out, &text), OK);
    return text;
}

static const char *copy(struct staff *staff, str a, const char *b)
{
    const str parts[] = {a, str_of(b), {"", 1}};

    return arena_join(staff->office.act.arena, parts, 3).ptr;
}

/* Uploads it; the path of its page. */
static const char *send(
    struct staff *staff, const char *before, str achievement, bytes table)
{
    const str parts[] = {str_of(before), achievement, {"", 1}};
    const char *fields = arena_join(staff->office.act.arena, parts, 3).ptr;
    const struct http_response page =
        visitor_upload(&staff->registrar, PLACE, fields, "cohort.csv", table);

    assert_int_equal(page.status, 303);
    return copy(staff, response_header(&page, S("Location")), "");
}

/* The server's own part. */
static void work(struct staff *staff)
{
    struct act act = desk_act(staff->office.front);
    size_t n = 1;

    while (n > 0)
        assert_int_equal(batch_next(&act, &n, NULL), OK);
}

/* Five: award many, which achievement, which file, look, award. */
static void test_from_a_sheet_to_72_awards(void **state)
{
    struct staff staff;
    struct http_response page;
    const char *path;

    open_staff(*state, &staff);
    page = visitor_get(&staff.registrar, PLACE);
    assert_int_equal(page.status, 200);
    path = send(&staff, "achievement=", staff.office.achievement,
        table_of(&staff, COHORT));
    page = visitor_get(&staff.registrar, path);
    assert_true(visitor_sees(&page, "cohort.csv"));
    assert_true(visitor_sees(&page, "72 lines"));
    assert_true(visitor_sees(&page, "Award 72 badges"));
    page = visitor_post(&staff.registrar, path, "do=run");
    assert_int_equal(page.status, 303);
    page = visitor_get(&staff.registrar, path);
    assert_true(visitor_sees(&page, "data-progress"));
    work(&staff);
    page =
        visitor_get(&staff.registrar, copy(&staff, str_of(path), "/progress"));
    assert_true(visitor_sees(&page, "\"state\": \"done\""));
    assert_true(visitor_sees(&page, "\"done\": 72"));
    page = visitor_get(&staff.registrar, path);
    assert_true(visitor_sees(&page, "See these awards"));
    page = visitor_get(
        &staff.registrar, copy(&staff, str_of(path), "/result.csv"));
    assert_true(visitor_sees(&page, "\"learner71@example.org\",\"done\""));
    page = visitor_get(&staff.registrar, PLACE);
    assert_true(visitor_sees(&page, "cohort.csv"));
}

static void test_faults_by_row_and_column(void **state)
{
    static const char TABLE[] = "name,email,course\r\n"
                                "Ann,ann@example.org,COM1\r\n"
                                "Bea,<bea>,COM1\r\n"
                                "Cid,cid@example.org,NONE\r\n";
    struct staff staff;
    struct http_response page;
    const char *path;

    open_staff(*state, &staff);
    path = send(&staff, "achievement=", S(""), str_bytes(S(TABLE)));
    page = visitor_get(&staff.registrar, path);
    assert_true(visitor_sees(&page, "Award those without faults"));
    assert_true(visitor_sees(&page, "&lt;bea&gt;"));
    assert_true(visitor_sees(&page, "no achievement of this code is listed"));
    page = visitor_post(&staff.registrar, path, "do=drop");
    assert_int_equal(page.status, 303);
    page = visitor_post(&staff.registrar, path, "do=run");
    assert_int_equal(page.status, 409);
}

static void test_columns_are_said_where_they_cannot_be_guessed(void **state)
{
    static const char TABLE[] = "Wer,Wohin\r\nAnn,ann@example.org\r\n";
    struct staff staff;
    struct http_response page;
    const char *path;

    open_staff(*state, &staff);
    path = send(
        &staff, "achievement=", staff.office.achievement, str_bytes(S(TABLE)));
    page = visitor_get(&staff.registrar, path);
    assert_true(visitor_sees(&page, "No column holds the e-mail address."));
    assert_false(visitor_sees(&page, "value=\"run\""));
    page = visitor_post(
        &staff.registrar, path, "do=map&column0=name&column1=email");
    assert_int_equal(page.status, 303);
    page = visitor_get(&staff.registrar, path);
    assert_true(visitor_sees(&page, "Award 1 badge"));
}

static void test_what_is_no_table_is_said_beside_the_file(void **state)
{
    static const struct {
        const char *text;
        const char *expected;
    } CASES[] = {
        {"name,email\r\nonly one\r\n", "What is wrong is in line 2"},
        {"name,email\r\n", "at least one line below"},
    };
    struct staff staff;
    size_t i;

    open_staff(*state, &staff);
    for (i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
        const struct http_response page = visitor_upload(&staff.registrar,
            PLACE, "achievement=x", "a.csv", str_bytes(str_of(CASES[i].text)));

        assert_int_equal(page.status, 422);
        assert_true(visitor_sees(&page, CASES[i].expected));
    }
}

/* Who may not award sees no table; another organisation's is not there. */
static void test_tables_are_for_who_may_award(void **state)
{
    struct staff staff;
    struct http_response page;
    const char *path;

    open_staff(*state, &staff);
    path = send(
        &staff, "achievement=", staff.office.achievement, table_of(&staff, 1));
    page = visitor_get(&staff.viewer, path);
    assert_int_equal(page.status, 403);
    page = visitor_get(
        &staff.registrar, "/o/career-skills/batch/aaaaaaaaaaaaaaaaaaaaaaaaaa");
    assert_int_equal(page.status, 404);
}

#define ON_A_PLATFORM(f)                                                       \
    cmocka_unit_test_setup_teardown(f, front_open, front_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_A_PLATFORM(test_from_a_sheet_to_72_awards),
        ON_A_PLATFORM(test_faults_by_row_and_column),
        ON_A_PLATFORM(test_columns_are_said_where_they_cannot_be_guessed),
        ON_A_PLATFORM(test_what_is_no_table_is_said_beside_the_file),
        ON_A_PLATFORM(test_tables_are_for_who_may_award),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
