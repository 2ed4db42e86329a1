/* Sessions of a course through the pages of staff, and what the public sees. */
#include "web/offering.h"

#include "app/offering.h"
#include "store/sql.h"
#include "test/support/school.h"
#include "test/support/test.h"
#include "test/support/visitor.h"

static const char PATH[] = "/o/school/achievement/writing/offering";

/* The offering of that title. */
static struct offering find(struct front *front, const char *title)
{
    struct act act = school_act(front, "reg");
    struct offering *all;
    size_t n;
    size_t i;

    assert_int_equal(offering_list(&act, S("writing"), &all, &n, NULL), OK);
    for (i = 0; i < n; i++) {
        if (str_eq(all[i].title, str_of(title)))
            return all[i];
    }
    return (struct offering){0};
}

static void test_web_offering_is_written_opened_closed(void **state)
{
    const struct visitor reg = visitor_of(*state, "reg");
    struct http_response res;
    struct offering offering;
    const char *fields;

    res = visitor_post(&reg, PATH,
        "do=save_open&id=&title=Evening&starts_on=2027-02-01&ends_on="
        "2027-03-01&due_on=2027-03-15&mode=onsite&place=Hall+5&seats=12&"
        "price=99.50&currency=AUD&weeks_min=4&deliverer=Guild&url=");
    assert_int_equal(res.status, 303);
    offering = find(*state, "Evening");
    assert_int_equal(offering.state, OFFERING_OPEN);
    assert_int_equal(offering.version, 1);
    assert_int_equal(offering.seats, 12);
    assert_int_equal(offering.price, 9950);
    assert_int_equal(offering.weeks_min, 4);
    assert_true(str_eq(offering.due_on, S("2027-03-15")));
    res = visitor_get(&reg, "/c/writing");
    assert_true(visitor_sees(&res, "Hall 5"));
    res = visitor_get(
        &reg, visitor_path(&reg, visitor_path(&reg, PATH, S("?edit="), ""),
                  offering.id, ""));
    assert_true(visitor_sees(&res, "value=\"Evening\""));
    assert_true(visitor_sees(&res, "value=\"99.50\""));
    assert_true(visitor_sees(&res, "<option value=\"onsite\" selected"));
    fields = visitor_path(&reg, "do=close&id=", offering.id, "");
    assert_int_equal(visitor_post(&reg, PATH, fields).status, 303);
    res = visitor_get(&reg, "/c/writing");
    assert_false(visitor_sees(&res, "Hall 5"));
    assert_int_equal(visitor_post(&reg, PATH, fields).status, 409);
    fields = visitor_path(
        &reg, "do=save&title=Evening&place=Hall+6&seats=&id=", offering.id, "");
    assert_int_equal(visitor_post(&reg, PATH, fields).status, 303);
    offering = find(*state, "Evening");
    assert_true(str_eq(offering.place, S("Hall 6")));
    assert_int_equal(offering.seats, 0);
    assert_int_equal(offering.state, OFFERING_CLOSED);
    fields = visitor_path(&reg, "do=cancel&id=", offering.id, "");
    assert_int_equal(visitor_post(&reg, PATH, fields).status, 303);
    fields = visitor_path(&reg, "do=redraft&id=", offering.id, "");
    assert_int_equal(visitor_post(&reg, PATH, fields).status, 303);
    assert_int_equal(find(*state, "Evening").state, OFFERING_DRAFT);
}

static void test_web_offering_faults_stand_beside_their_fields(void **state)
{
    static const struct {
        const char *form;
        const char *at;
    } CASES[] = {
        {"do=save&title=Bad&starts_on=1.2.2027", "href=\"#starts_on\""},
        {"do=save&title=Bad&starts_on=2027-02-01&ends_on=2027-01-01",
            "href=\"#ends_on\""},
        {"do=save&title=Bad&starts_on=2027-02-01&due_on=2027-01-01",
            "href=\"#due_on\""},
        {"do=save&title=Bad&seats=many", "href=\"#seats\""},
        {"do=save&title=Bad&seats=-1", "href=\"#seats\""},
        {"do=save&title=Bad&url=javascript%3Aalert(1)", "href=\"#url\""},
        {"do=save&title=Bad&price=9&currency=dollar", "href=\"#currency\""},
        {"do=save&title=Bad&price=9.999&currency=AUD", "href=\"#price\""},
    };
    const struct visitor reg = visitor_of(*state, "reg");
    size_t i;

    for (i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
        const struct http_response res =
            visitor_post(&reg, PATH, CASES[i].form);

        if (!visitor_sees(&res, CASES[i].at))
            print_message("%s\n", CASES[i].form);
        assert_int_equal(res.status, 422);
        assert_true(visitor_sees(&res, CASES[i].at));
        assert_true(visitor_sees(&res, "value=\"Bad\""));
    }
    assert_int_equal(find(*state, "Bad").id.len, 0);
}

/* Seats are not taken away from who has one. */
static void test_web_offering_keeps_the_seats_that_are_taken(void **state)
{
    struct front *front = *state;
    const struct visitor reg = visitor_of(front, "reg");
    struct offering offering;
    struct http_response res;

    res = visitor_post(&reg, PATH, "do=save_open&title=Taken&seats=3");
    assert_int_equal(res.status, 303);
    offering = find(front, "Taken");
    assert_int_equal(db_begin(front->worker.db, DB_WRITE, NULL), OK);
    assert_int_equal(sql_offering_take_seat(front->worker.db, S("school"),
                         offering.id, NULL, NULL),
        OK);
    assert_int_equal(sql_offering_take_seat(front->worker.db, S("school"),
                         offering.id, NULL, NULL),
        OK);
    assert_int_equal(db_commit(front->worker.db, NULL), OK);
    res = visitor_post(&reg, PATH,
        visitor_path(&reg, "do=save&title=Taken&seats=1&id=", offering.id, ""));
    assert_int_equal(res.status, 422);
    assert_true(visitor_sees(&res, "More have a place already."));
    res = visitor_post(&reg, PATH,
        visitor_path(&reg, "do=save&title=Taken&seats=2&id=", offering.id, ""));
    assert_int_equal(res.status, 303);
}

/* TN-01, and who has not the right. */
static void test_web_offering_is_not_for_everybody(void **state)
{
    static const struct {
        const char *who;
        const char *path;
        int get;
        int post;
    } CASES[] = {
        {"reg", "/o/school/achievement/writing/offering", 200, 303},
        {"kim", "/o/school/achievement/writing/offering", 200, 403},
        {"ann", "/o/school/achievement/writing/offering", 403, 403},
        {"out", "/o/school/achievement/writing/offering", 404, 404},
        {"out", "/o/other/achievement/writing/offering", 404, 404},
        {"reg", "/o/school/achievement/none/offering", 404, 404},
    };
    size_t i;

    for (i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
        const struct visitor who = visitor_of(*state, CASES[i].who);

        if (visitor_get(&who, CASES[i].path).status != CASES[i].get)
            print_message("%s %s\n", CASES[i].who, CASES[i].path);
        assert_int_equal(visitor_get(&who, CASES[i].path).status, CASES[i].get);
        assert_int_equal(
            visitor_post(&who, CASES[i].path, "do=save&title=Mine").status,
            CASES[i].post);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_web_offering_is_written_opened_closed),
        cmocka_unit_test(test_web_offering_faults_stand_beside_their_fields),
        cmocka_unit_test(test_web_offering_keeps_the_seats_that_are_taken),
        cmocka_unit_test(test_web_offering_is_not_for_everybody),
    };

    return cmocka_run_group_tests(tests, school_open, front_close);
}
