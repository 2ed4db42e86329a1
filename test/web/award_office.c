/* The award pages of staff: list, one by hand, many changed, why. */
#include "app/award.h"
#include "domain/right.h"
#include "test/support/desk.h"
#include "test/support/office.h"
#include "test/support/test.h"
#include "test/support/visitor.h"

#include <stdio.h>
#include <string.h>

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

static struct award give(struct staff *staff, const char *email)
{
    const struct award_order order = {
        .achievement = staff->office.achievement,
        .email = str_of(email),
        .recipient_name = S("Aroha Ngata"),
        .grade = S("P"),
    };
    struct award award;

    assert_int_equal(award_issue(&staff->office.act, &order, &award, NULL), OK);
    return award;
}

/* "a=1&id=..." */
static const char *fields(
    struct staff *staff, const char *before, str id, const char *after)
{
    const str parts[] = {str_of(before), id, str_of(after), {"", 1}};

    return arena_join(staff->office.act.arena, parts, 4).ptr;
}

static void test_list_finds_and_filters(void **state)
{
    struct staff staff;
    struct http_response page;

    open_staff(*state, &staff);
    page = visitor_get(&staff.registrar, "/o/career-skills/award");
    assert_true(visitor_sees(&page, "No award yet"));
    (void)give(&staff, "a@example.org");
    (void)give(&staff, "b@example.org");
    page = visitor_get(&staff.registrar, "/o/career-skills/award");
    assert_true(visitor_sees(&page, "a@example.org"));
    assert_true(visitor_sees(&page, "b@example.org"));
    page = visitor_get(&staff.registrar, "/o/career-skills/award?q=B@EX");
    assert_false(visitor_sees(&page, "a@example.org"));
    assert_true(visitor_sees(&page, "b@example.org"));
    page =
        visitor_get(&staff.registrar, "/o/career-skills/award?state=revoked");
    assert_true(visitor_sees(&page, "Nothing found"));
    page =
        visitor_get(&staff.registrar, "/o/career-skills/award?state=unclaimed");
    assert_true(visitor_sees(&page, "a@example.org"));
}

/* TN-01: what is another organisation's is not there. */
static void test_list_tn_01_is_of_the_own_organisation(void **state)
{
    struct staff staff;
    struct visitor stranger;
    struct http_response page;
    struct award award;
    const char *path;

    open_staff(*state, &staff);
    award = give(&staff, "a@example.org");
    path =
        visitor_path(&staff.registrar, "/o/career-skills/award/", award.id, "");
    page = visitor_get(&staff.registrar, path);
    assert_int_equal(page.status, 200);
    (void)desk_organisation(&staff.office.act, S("other"));
    stranger = visitor_of(staff.office.front, "");
    page = visitor_get(&stranger, path);
    assert_int_equal(page.status, 303);
    page = visitor_post(&staff.viewer, "/o/career-skills/award/bulk",
        fields(&staff, "do=revoke&id=", award.id, "&try=1"));
    assert_int_equal(page.status, 403);
}

/* Tried, done with a reason, and taken back again. */
static void test_bulk_from_try_to_done(void **state)
{
    const char *const path = "/o/career-skills/award/bulk";
    struct staff staff;
    struct http_response page;
    struct award award;

    open_staff(*state, &staff);
    award = give(&staff, "a@example.org");
    page = visitor_post(&staff.registrar, path, "do=revoke&try=1");
    assert_int_equal(page.status, 422);
    assert_true(visitor_sees(&page, "Tick the awards"));
    page = visitor_post(&staff.registrar, path,
        fields(&staff, "do=revoke&try=1&id=", award.id, ""));
    assert_int_equal(page.status, 200);
    assert_true(visitor_sees(&page, "It would be done for 1 of 1"));
    page = visitor_post(&staff.registrar, path,
        fields(&staff, "do=revoke&run=1&id=", award.id, ""));
    assert_int_equal(page.status, 422);
    assert_true(visitor_sees(&page, "Choose a reason"));
    page = visitor_post(&staff.registrar, path,
        fields(&staff,
            "do=revoke&run=1&reason_code=error&reason=oops&id=", award.id, ""));
    assert_int_equal(page.status, 303);
    page = visitor_get(
        &staff.registrar, visitor_path(&staff.registrar,
                              "/o/career-skills/award/", award.id, ""));
    assert_true(visitor_sees(&page, "given by mistake: oops"));
    assert_true(visitor_sees(&page, "Restore after an appeal"));
    page = visitor_post(&staff.registrar, path,
        "do=appeal&run=1&everything=1&state=revoked&query=");
    assert_int_equal(page.status, 303);
    page = visitor_get(
        &staff.registrar, "/o/career-skills/award?state=active&done=1");
    assert_true(visitor_sees(&page, "a@example.org"));
}

static void test_extension_asks_for_the_day(void **state)
{
    const char *const path = "/o/career-skills/award/bulk";
    struct staff staff;
    struct http_response page;
    struct award award;

    open_staff(*state, &staff);
    award = give(&staff, "a@example.org");
    page = visitor_post(&staff.registrar, path,
        fields(&staff, "do=extend&run=1&until=soon&id=", award.id, ""));
    assert_int_equal(page.status, 422);
    assert_true(visitor_sees(&page, "A day, such as 2028-05-15."));
    page = visitor_post(&staff.registrar, path,
        fields(&staff, "do=extend&run=1&until=2030-01-01&id=", award.id, ""));
    assert_int_equal(page.status, 200);
    assert_true(visitor_sees(&page, "it has no end"));
}

/* From the form to the signed badge, and its why. */
static void test_one_by_hand(void **state)
{
    const char *const path = "/o/career-skills/award/new";
    const char *const given =
        "&holder=Mere&email=mere%40example.org&awarded_on=2026-11-01&hold=";
    struct staff staff;
    struct http_response page;
    const char *sent;
    str token;

    open_staff(*state, &staff);
    page = visitor_get(&staff.registrar, path);
    assert_int_equal(page.status, 200);
    page = visitor_post(&staff.registrar, path,
        fields(&staff, "do=try&achievement=", staff.office.achievement, given));
    assert_int_equal(page.status, 200);
    assert_true(visitor_sees(&page, "Ready to be signed"));
    assert_true(visitor_sees(&page, "Proficient"));
    token = visitor_field(&page, "name=\"token\" value=\"");
    assert_true(token.len > 0);
    sent =
        fields(&staff, fields(&staff, "do=sign&token=", token, "&achievement="),
            staff.office.achievement, given);
    page = visitor_post(&staff.registrar, path, sent);
    assert_int_equal(page.status, 303);
    page = visitor_get(&staff.registrar,
        fields(&staff, "", response_header(&page, S("Location")), ""));
    assert_true(visitor_sees(&page, "given by hand"));
    assert_true(visitor_sees(&page, "required grade"));
    page = visitor_post(&staff.registrar, path, sent);
    assert_int_equal(page.status, 303); /* sent twice: the same award */
    page = visitor_post(&staff.registrar, path,
        fields(&staff, "do=try&achievement=", staff.office.achievement, given));
    assert_int_equal(page.status, 422);
    assert_true(visitor_sees(&page, "holds it already"));
}

static void test_one_by_hand_says_what_is_wrong(void **state)
{
    static const struct {
        const char *fields;
        const char *expected;
    } CASES[] = {
        {"&holder=&email=m%40example.org&awarded_on=2026-11-01",
            "The name that stands in the badge"},
        {"&holder=M&email=nobody&awarded_on=2026-11-01", "id=\"email-fault\""},
        {"&holder=M&email=m%40example.org&awarded_on=2020-01-01",
            "not before the achievement was listed"},
        {"&holder=M&email=m%40example.org&awarded_on=2026-11-01&grade=N",
            "A grade that passes"},
        {"&holder=M&email=m%40example.org&awarded_on=2026-11-01&hold=day",
            "Which day?"},
    };
    struct staff staff;
    size_t i;

    open_staff(*state, &staff);
    for (i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
        const struct http_response page =
            visitor_post(&staff.registrar, "/o/career-skills/award/new",
                fields(&staff, "do=try&achievement=", staff.office.achievement,
                    CASES[i].fields));

        assert_int_equal(page.status, 422);
        assert_true(visitor_sees(&page, CASES[i].expected));
    }
}

#define ON_A_PLATFORM(f)                                                       \
    cmocka_unit_test_setup_teardown(f, front_open, front_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_A_PLATFORM(test_list_finds_and_filters),
        ON_A_PLATFORM(test_list_tn_01_is_of_the_own_organisation),
        ON_A_PLATFORM(test_bulk_from_try_to_done),
        ON_A_PLATFORM(test_extension_asks_for_the_day),
        ON_A_PLATFORM(test_one_by_hand),
        ON_A_PLATFORM(test_one_by_hand_says_what_is_wrong),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
