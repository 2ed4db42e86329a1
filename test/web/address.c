/* Addresses, the links that confirm them, the inbox and which mail is
 * wanted. */
#include "app/address.h"

#include "app/inbox.h"
#include "app/mail.h"
#include "store/sql.h"
#include "test/support/desk.h"
#include "test/support/test.h"
#include "test/support/visitor.h"

/* Ann is signed in; Ben has an account of his own. */
struct cast {
    struct act act; /* Ann's */
    struct visitor ann;
    struct visitor nobody;
    str ben;
};

static struct cast cast_of(void **state)
{
    struct front *front = *state;
    struct cast c = {.act = desk_act(front)};
    const str ann[] = {
        desk_person(&c.act, S("ann@home.example"), S(""), 0), {"", 1}};

    c.ben = desk_person(&c.act, S("ben@home.example"), S(""), 0);
    c.ann = visitor_of(front, arena_join(&front->lasting, ann, 2).ptr);
    c.nobody = visitor_of(front, "");
    c.act.actor.person = ann[0];
    return c;
}

static const char *link_of(struct cast *c)
{
    return visitor_path(&c->ann, "/address/", desk_secret(&c->act, S("")), "");
}

static struct person_email address(struct cast *c, const char *email)
{
    struct person_email row = {0};

    const code found = sql_person_email_of(c->act.db, c->act.actor.person,
        str_of(email), c->act.arena, &row, NULL);

    assert_true(found == OK || found == E_NOT_FOUND);
    return row;
}

/* Added, confirmed by a link that works once, made the main one; the one
 * before can go then, and not sooner. */
static void test_web_address_life(void **state)
{
    struct cast c = cast_of(state);
    const char *link;
    struct http_response res;

    assert_int_equal(
        visitor_post(&c.ann, "/me/address", "email=Ann%40Work.example").status,
        303);
    assert_int_equal(address(&c, "ann@work.example").confirmed_at, 0);
    assert_int_equal(
        visitor_post(&c.ann, "/me/address/main", "email=ann%40work.example")
            .status,
        409);
    link = link_of(&c);
    assert_int_equal(visitor_get(&c.nobody, link).status, 200);
    assert_int_equal(address(&c, "ann@work.example").confirmed_at, 0);
    assert_int_equal(visitor_post(&c.nobody, link, "").status, 200);
    assert_true(address(&c, "ann@work.example").confirmed_at > 0);
    assert_int_equal(visitor_post(&c.nobody, link, "").status, 410);
    assert_int_equal(
        visitor_post(&c.ann, "/me/address/remove", "email=ann%40home.example")
            .status,
        409);
    assert_int_equal(
        visitor_post(&c.ann, "/me/address/main", "email=ann%40work.example")
            .status,
        303);
    assert_int_equal(address(&c, "ann@work.example").main, 1);
    assert_int_equal(address(&c, "ann@home.example").main, 0);
    /* The link, and a word to the old address. */
    assert_int_equal(desk_letters(&c.act, S("")), 2);
    assert_int_equal(
        visitor_post(&c.ann, "/me/address/remove", "email=ann%40home.example")
            .status,
        303);
    res = visitor_get(&c.ann, "/me/address");
    assert_false(visitor_sees(&res, "ann@home.example"));
    assert_true(visitor_sees(&res, "ann@work.example"));
}

/* TN-09: another's address says so only to who reads its mail; a link to an
 * address that was taken back is dead. */
static void test_web_address_tn_09(void **state)
{
    struct cast c = cast_of(state);
    const char *link;

    assert_int_equal(
        visitor_post(&c.ann, "/me/address", "email=ben%40home.example").status,
        303);
    link = link_of(&c);
    assert_int_equal(visitor_post(&c.ann, link, "").status, 409);
    assert_int_equal(address(&c, "ben@home.example").confirmed_at, 0);
    assert_int_equal(
        visitor_post(&c.ann, "/me/address/remove", "email=ben%40home.example")
            .status,
        303);
    assert_int_equal(visitor_post(&c.ann, link, "").status, 410);
    assert_int_equal(
        visitor_post(&c.ann, "/me/address/main", "email=ben%40home.example")
            .status,
        404);
}

static void test_web_address_faults(void **state)
{
    struct cast c = cast_of(state);
    struct http_response res;
    int i;

    res = visitor_post(&c.ann, "/me/address", "email=nonsense");
    assert_int_equal(res.status, 422);
    assert_true(visitor_sees(&res, "value=\"nonsense\""));
    assert_int_equal(
        visitor_post(&c.ann, "/me/address", "email=ann%40home.example").status,
        422);
    assert_int_equal(visitor_get(&c.nobody, "/me/address").status, 303);
    c.ann.csrf = S("wrong");
    assert_int_equal(
        visitor_post(&c.ann, "/me/address", "email=ann%40work.example").status,
        403);
    assert_int_equal(desk_letters(&c.act, S("")), 0);
    for (i = 0; i < ADDRESS_TRIES; i++)
        assert_int_equal(address_add(&c.act, S("ann@work.example"), NULL),
            i < ADDRESS_TRIES - 1 ? OK : E_TOO_MANY);
}

/* Who was brought in by an organisation under an address is the person who
 * confirms it: what belongs to the one belongs to the other. */
static void test_web_address_takes_over(void **state)
{
    struct cast c = cast_of(state);
    const str ours = desk_organisation(&c.act, S("ours"));
    struct person_email row = {.email = S("ann@work.example"), .main = 1};
    struct person person = {
        .id = S("brought"), .name = S("A. Ngata"), .state = PERSON_ACTIVE};
    struct membership learner = {.tenant = ours,
        .person = S("brought"),
        .role = ROLE_LEARNER,
        .number = S("4711"),
        .name = S("A. Ngata"),
        .state = MEMBERSHIP_ACTIVE};
    struct membership *roles;
    size_t n;

    row.person = person.id;
    assert_int_equal(db_begin(c.act.db, DB_WRITE, NULL), OK);
    assert_int_equal(sql_person_insert(c.act.db, &person, NULL, NULL), OK);
    assert_int_equal(sql_person_email_insert(c.act.db, &row, NULL, NULL), OK);
    assert_int_equal(sql_membership_insert(c.act.db, &learner, NULL, NULL), OK);
    assert_int_equal(db_commit(c.act.db, NULL), OK);
    assert_int_equal(address_add(&c.act, S("ann@work.example"), NULL), OK);
    assert_int_equal(visitor_post(&c.nobody, link_of(&c), "").status, 200);
    assert_int_equal(sql_membership_in(c.act.db, ours, c.act.actor.person,
                         c.act.arena, &roles, &n, NULL),
        OK);
    assert_int_equal(n, 1);
    assert_true(str_eq(roles[0].number, S("4711")));
    assert_int_equal(
        sql_person_by_id(c.act.db, person.id, c.act.arena, &person, NULL), OK);
    assert_int_equal(person.state, PERSON_ERASED);
}

/* Who was brought in gets a link, and is known by it. */
static void test_web_address_first_sign_in(void **state)
{
    struct cast c = cast_of(state);
    const struct person person = {
        .id = S("brought"), .name = S("Bo"), .state = PERSON_ACTIVE};
    const struct person_email row = {
        .person = S("brought"), .email = S("bo@x.example"), .main = 1};
    struct person_email now;

    assert_int_equal(db_begin(c.act.db, DB_WRITE, NULL), OK);
    assert_int_equal(sql_person_insert(c.act.db, &person, NULL, NULL), OK);
    assert_int_equal(sql_person_email_insert(c.act.db, &row, NULL, NULL), OK);
    assert_int_equal(db_commit(c.act.db, NULL), OK);
    assert_int_equal(
        visitor_post(&c.nobody, "/sign-in", "email=bo%40x.example").status,
        200);
    assert_int_equal(
        visitor_post(&c.nobody,
            visitor_path(&c.ann, "/sign-in/", desk_secret(&c.act, S("")), ""),
            "")
            .status,
        303);
    assert_int_equal(sql_person_email_confirmed(
                         c.act.db, row.email, c.act.arena, &now, NULL),
        OK);
    assert_true(str_eq(now.person, person.id));
}

static struct letter news(struct cast *c, const char *template)
{
    return (struct letter){
        .once = str_of(template),
        .template = str_of(template),
        .title = MSG_MAIL_SIGN_IN,
        .words = MSG_MAIL_SIGN_IN_WORDS,
        .person = c->act.actor.person,
        .email = S("ann@home.example"),
        .path = S("/me"),
    };
}

static void queue(struct cast *c, const char *template)
{
    const struct letter letter = news(c, template);

    assert_int_equal(db_begin(c->act.db, DB_WRITE, NULL), OK);
    assert_int_equal(mail_queue(&c->act, &letter, NULL), OK);
    assert_int_equal(db_commit(c->act.db, NULL), OK);
}

static int64_t state_of(struct cast *c, const char *template)
{
    const struct mail_list_args which = {.tenant = S(""), .limit = 9};
    struct mail *mails;
    int64_t state = 0;
    size_t n;
    size_t i;

    assert_int_equal(
        sql_mail_list(c->act.db, &which, c->act.arena, &mails, &n, NULL), OK);
    for (i = 0; i < n; i++) {
        if (str_eq(mails[i].template, str_of(template)))
            state = state * 10 + mails[i].state;
    }
    return state;
}

/* Mail that is not wanted does not leave; what nobody may do without does;
 * none is laid out twice. */
static void test_web_address_wishes(void **state)
{
    struct cast c = cast_of(state);
    struct http_response res;

    assert_int_equal(
        visitor_post(&c.ann, "/me/mail", "mail=expiry&mail=nonsense").status,
        303);
    queue(&c, "expiry");
    queue(&c, "expiry");
    queue(&c, "assessment");
    queue(&c, "award");
    assert_int_equal(state_of(&c, "expiry"), MAIL_WAITING);
    assert_int_equal(state_of(&c, "assessment"), MAIL_CANCELLED);
    assert_int_equal(state_of(&c, "award"), MAIL_WAITING);
    res = visitor_get(&c.ann, "/me/address");
    assert_true(visitor_sees(&res, "value=\"expiry\" checked"));
    assert_false(visitor_sees(&res, "value=\"assessment\" checked"));
}

static void test_web_inbox(void **state)
{
    struct cast c = cast_of(state);
    const str ours = desk_organisation(&c.act, S("ours"));
    struct notice notice = {.person = c.act.actor.person,
        .id = S("1"),
        .tenant = ours,
        .kind = NOTICE_TO_ASSESS,
        .object = S("e1"),
        .about = S("Service <design>")};
    struct http_response res;

    res = visitor_get(&c.ann, "/me/inbox");
    assert_true(visitor_sees(&res, "Nothing new"));
    assert_int_equal(db_begin(c.act.db, DB_WRITE, NULL), OK);
    assert_int_equal(sql_notice_insert(c.act.db, &notice, NULL, NULL), OK);
    notice.person = c.ben;
    notice.about = S("Private");
    assert_int_equal(sql_notice_insert(c.act.db, &notice, NULL, NULL), OK);
    assert_int_equal(db_commit(c.act.db, NULL), OK);
    res = visitor_get(&c.ann, "/me/inbox");
    assert_true(visitor_sees(&res, "href=\"/o/ours/assess/e1\""));
    assert_true(visitor_sees(&res, "Service &lt;design&gt;"));
    assert_true(visitor_sees(&res, "class=\"unread\""));
    assert_false(visitor_sees(&res, "Private"));
    assert_int_equal(visitor_post(&c.ann, "/me/inbox/read", "").status, 303);
    res = visitor_get(&c.ann, "/me/inbox");
    assert_false(visitor_sees(&res, "class=\"unread\""));
    assert_int_equal(visitor_get(&c.nobody, "/me/inbox").status, 303);
}

#define WITH_FRONT(test)                                                       \
    cmocka_unit_test_setup_teardown(test, front_open, front_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_FRONT(test_web_address_life),
        WITH_FRONT(test_web_address_tn_09),
        WITH_FRONT(test_web_address_faults),
        WITH_FRONT(test_web_address_takes_over),
        WITH_FRONT(test_web_address_first_sign_in),
        WITH_FRONT(test_web_address_wishes),
        WITH_FRONT(test_web_inbox),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
