/* Staff and learners of an organisation: lists, roles, invitations. */
#include "app/person.h"

#include "app/invitation.h"
#include "store/sql.h"
#include "test/support/desk.h"
#include "test/support/test.h"
#include "test/support/visitor.h"

#include <stdio.h>
#include <string.h>

enum {
    FIELDS_BYTES = 400,
};

/* An organisation "ours" with an owner, a registrar, a viewer, a learner;
 * "theirs" has an owner. */
struct cast {
    struct front *front;
    struct act act;
    str ours;
    str owner;
    str registrar;
    str viewer;
    str learner;
    str stranger;
};

static struct cast cast_of(void **state)
{
    struct cast c = {.front = *state};
    str theirs;

    c.act = desk_act(c.front);
    c.ours = desk_organisation(&c.act, S("ours"));
    theirs = desk_organisation(&c.act, S("theirs"));
    c.owner = desk_person(&c.act, S("o@x.example"), c.ours, ROLE_OWNER);
    c.registrar = desk_person(&c.act, S("r@x.example"), c.ours, ROLE_REGISTRAR);
    c.viewer = desk_person(&c.act, S("v@x.example"), c.ours, ROLE_VIEWER);
    c.learner = desk_person(&c.act, S("l@x.example"), c.ours, ROLE_LEARNER);
    c.stranger = desk_person(&c.act, S("s@x.example"), theirs, ROLE_OWNER);
    return c;
}

/* An id is followed by a NUL in the memory of tests. */
static struct visitor as(const struct cast *c, str person)
{
    const str parts[] = {person, {"", 1}};

    return visitor_of(c->front, arena_join(&c->front->lasting, parts, 2).ptr);
}

static bool has_role(struct cast *c, str person, enum role role)
{
    struct membership *rows;
    size_t n;
    size_t i;

    assert_int_equal(sql_membership_in(c->act.db, c->ours, person, c->act.arena,
                         &rows, &n, NULL),
        OK);
    for (i = 0; i < n; i++) {
        if (rows[i].role == (int64_t)role)
            return true;
    }
    return false;
}

/* The link of the letter that is not `other`'s: letters of one second have no
 * order. */
static const char *other_link(
    struct cast *c, const struct visitor *v, const char *other)
{
    const struct mail_list_args which = {.tenant = c->ours, .limit = 9};
    struct mail *mails;
    size_t n;
    size_t i;

    assert_int_equal(
        sql_mail_list(c->act.db, &which, c->act.arena, &mails, &n, NULL), OK);
    for (i = 0; i < n; i++) {
        const char *at =
            strstr(visitor_path(v, "", mails[i].body, ""), "/invite/");

        assert_non_null(at);
        if (strncmp(at, other, strlen(other)) != 0)
            return visitor_path(v, "",
                str_sub(str_of(at), 0, str_find(str_of(at), '\n', 0)), "");
    }
    return "";
}

/* TN-01, TN-02: who may see and change what; nothing without the token. */
static void test_web_person_who_may(void **state)
{
    struct cast c = cast_of(state);
    const struct {
        str person;
        int staff;
        int learners;
        int invite;
    } cases[] = {
        {c.owner, 200, 200, 303},
        {c.registrar, 200, 200, 403},
        {c.viewer, 200, 200, 403},
        {c.learner, 403, 403, 403},
        {c.stranger, 404, 404, 404},
    };
    size_t i;

    for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        const struct visitor v = as(&c, cases[i].person);

        assert_int_equal(
            visitor_get(&v, "/o/ours/people").status, cases[i].staff);
        assert_int_equal(visitor_get(&v, "/o/ours/people?kind=learner").status,
            cases[i].learners);
        assert_int_equal(visitor_post(&v, "/o/ours/people/invite",
                             "email=n%40x.example&role=designer")
                             .status,
            cases[i].invite);
    }
    assert_int_equal(desk_letters(&c.act, c.ours), 1);
}

static void test_web_person_wb_07_token(void **state)
{
    struct cast c = cast_of(state);
    struct visitor v = as(&c, c.owner);

    v.csrf = S("wrong");
    assert_int_equal(visitor_post(&v, "/o/ours/people/invite",
                         "email=n%40x.example&role=designer")
                         .status,
        403);
    assert_int_equal(
        visitor_post(
            &v, visitor_path(&v, "/o/ours/people/", c.viewer, ""), "role=owner")
            .status,
        403);
    assert_int_equal(desk_letters(&c.act, c.ours), 0);
    assert_false(has_role(&c, c.viewer, ROLE_OWNER));
}

/* Search finds a name from any of its words on, an address, and nobody
 * else's people. */
static void test_web_person_search(void **state)
{
    struct cast c = cast_of(state);
    const struct visitor v = as(&c, c.owner);
    struct act act = c.act;
    struct membership row = {.tenant = c.ours,
        .person = c.stranger,
        .role = ROLE_ASSESSOR,
        .name = S("Zoë Müller-Lüdenscheidt"),
        .email = S("zoe@mill.example")};
    static const struct {
        const char *path;
        bool found;
    } CASES[] = {
        {"/o/ours/people?q=zoe", true},
        {"/o/ours/people?q=M%C3%BCll", true},
        {"/o/ours/people?q=zoe%40mill", true},
        {"/o/ours/people?q=enscheidt", false},
        {"/o/ours/people?role=assessor", true},
        {"/o/ours/people?role=owner", false},
        {"/o/ours/people?role=owner&q=zoe", false},
        {"/o/ours/people?kind=learner&q=zoe", false},
    };
    size_t i;

    act.actor.person = c.owner;
    assert_int_equal(db_begin(act.db, DB_WRITE, NULL), OK);
    assert_int_equal(person_join(&act, &row, NULL), OK);
    assert_int_equal(db_commit(act.db, NULL), OK);
    for (i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
        const struct http_response res = visitor_get(&v, CASES[i].path);

        assert_int_equal(res.status, 200);
        assert_int_equal(
            visitor_sees(&res, "zoe@mill.example"), CASES[i].found);
    }
}

/* TN-06: the last owner stays; roles are given, taken, ended. */
static void test_web_person_tn_06_roles(void **state)
{
    struct cast c = cast_of(state);
    const struct visitor v = as(&c, c.owner);
    const char *owner = visitor_path(&v, "/o/ours/people/", c.owner, "");
    const char *viewer = visitor_path(&v, "/o/ours/people/", c.viewer, "");
    const char *stranger = visitor_path(&v, "/o/ours/people/", c.stranger, "");
    const struct visitor self = as(&c, c.registrar);
    struct http_response res;

    c.act.actor = (struct actor){.person = c.owner,
        .tenant = c.ours,
        .roles = (role_set)1 << ROLE_OWNER};
    assert_int_equal(person_set_roles(&c.act, c.owner, 0, NULL), E_LAST_OWNER);
    res = visitor_post(&v, owner, "role=viewer");
    assert_int_equal(res.status, 422);
    assert_true(visitor_sees(&res, "at least one owner"));
    assert_int_equal(visitor_post(&v, owner, "do=end").status, 422);
    assert_true(has_role(&c, c.owner, ROLE_OWNER));
    assert_int_equal(
        visitor_post(&v, viewer, "role=owner&role=assessor").status, 303);
    assert_true(has_role(&c, c.viewer, ROLE_OWNER));
    assert_true(has_role(&c, c.viewer, ROLE_ASSESSOR));
    assert_false(has_role(&c, c.viewer, ROLE_VIEWER));
    assert_int_equal(visitor_post(&v, owner, "role=viewer").status, 303);
    assert_false(has_role(&c, c.owner, ROLE_OWNER));
    /* Who was an owner a moment ago is none now. */
    assert_int_equal(visitor_post(&v, viewer, "do=end").status, 403);
    assert_int_equal(
        visitor_post(&self,
            visitor_path(&v, "/o/ours/people/", c.registrar, ""), "role=owner")
            .status,
        403);
    assert_int_equal(visitor_get(&v, stranger).status, 404);
}

/* A role that was ended may be given again. */
static void test_web_person_ends_and_returns(void **state)
{
    struct cast c = cast_of(state);
    const struct visitor v = as(&c, c.owner);
    const char *viewer = visitor_path(&v, "/o/ours/people/", c.viewer, "");
    const struct visitor gone = as(&c, c.viewer);

    assert_int_equal(visitor_get(&gone, "/o/ours/people").status, 200);
    assert_int_equal(visitor_post(&v, viewer, "do=end").status, 303);
    assert_int_equal(visitor_get(&gone, "/o/ours/people").status, 404);
    assert_int_equal(visitor_get(&v, viewer).status, 404);
    assert_int_equal(visitor_post(&v, "/o/ours/people/invite",
                         "email=v%40x.example&role=viewer")
                         .status,
        303);
    assert_int_equal(
        visitor_post(&gone,
            visitor_path(&v, "/invite/", desk_secret(&c.act, c.ours), ""), "")
            .status,
        303);
    assert_int_equal(visitor_get(&gone, "/o/ours/people").status, 200);
}

/* The dry run changes nothing and says who would be refused. */
static void test_web_person_bulk(void **state)
{
    struct cast c = cast_of(state);
    const struct visitor v = as(&c, c.owner);
    char fields[FIELDS_BYTES];
    struct http_response res;

    snprintf(fields, sizeof(fields),
        "do=take-owner&try=1&id=%.*s&id=%.*s&id=nobody", (int)c.owner.len,
        c.owner.ptr, (int)c.viewer.len, c.viewer.ptr);
    res = visitor_post(&v, "/o/ours/people/bulk", fields);
    assert_int_equal(res.status, 200);
    assert_true(visitor_sees(&res, "at least one owner"));
    assert_true(visitor_sees(&res, "not here any more"));
    assert_true(visitor_sees(&res, "Nothing has been changed yet"));
    assert_false(visitor_sees(&res, "name=\"run\""));
    res = visitor_post(&v, "/o/ours/people/bulk",
        "do=give-assessor&try=1&everything=1&query=&kind=staff");
    assert_true(visitor_sees(&res, "name=\"run\""));
    assert_true(visitor_sees(&res, "name=\"everything\" value=\"1\""));
    assert_false(has_role(&c, c.viewer, ROLE_ASSESSOR));
    res = visitor_post(&v, "/o/ours/people/bulk",
        "do=give-assessor&run=1&everything=1&query=&kind=staff");
    assert_int_equal(res.status, 200);
    assert_true(has_role(&c, c.viewer, ROLE_ASSESSOR));
    assert_true(has_role(&c, c.registrar, ROLE_ASSESSOR));
    assert_false(has_role(&c, c.learner, ROLE_ASSESSOR));
    assert_int_equal(
        visitor_post(&v, "/o/ours/people/bulk", "do=give-assessor&try=1")
            .status,
        422);
    assert_int_equal(
        visitor_post(&v, "/o/ours/people/bulk", "do=give-learner&id=x").status,
        422);
}

/* TN-06: one use; withdrawn and replaced links are dead; a name is asked for
 * where nobody has the address; who has it keeps the account. */
static void test_web_person_tn_06_invitation(void **state)
{
    struct cast c = cast_of(state);
    const struct visitor v = as(&c, c.owner);
    const struct visitor nobody = visitor_of(c.front, "");
    const char *first;
    const char *second;
    struct http_response res;
    struct person_email email;

    assert_int_equal(visitor_post(&v, "/o/ours/people/invite",
                         "email=New%40X.example&role=designer")
                         .status,
        303);
    first = visitor_path(&v, "/invite/", desk_secret(&c.act, c.ours), "");
    res = visitor_get(&v, "/o/ours/people");
    assert_true(visitor_sees(&res, "new@x.example"));
    assert_int_equal(
        visitor_post(&v,
            visitor_path(&v, "/o/ours/people/invitation/",
                visitor_field(&res, "action=\"/o/ours/people/invitation/"), ""),
            "do=resend")
            .status,
        303);
    second = other_link(&c, &v, first);
    assert_int_equal(visitor_get(&nobody, first).status, 410);
    assert_int_equal(visitor_get(&nobody, second).status, 200);
    assert_int_equal(visitor_post(&nobody, second, "name=").status, 422);
    res = visitor_post(&nobody, second, "name=Nova%20Lund");
    assert_int_equal(res.status, 303);
    assert_true(
        str_starts(response_header(&res, S("Set-Cookie")), S("session=")));
    assert_int_equal(visitor_post(&nobody, second, "name=Again").status, 410);
    assert_int_equal(sql_person_email_confirmed(c.act.db, S("new@x.example"),
                         c.act.arena, &email, NULL),
        OK);
    assert_int_equal(email.main, 1);
    assert_true(has_role(&c, email.person, ROLE_DESIGNER));
    assert_int_equal(visitor_post(&v, "/o/ours/people/invite",
                         "email=new%40x.example&role=designer")
                         .status,
        422);
}

static void test_web_person_invitation_withdrawn(void **state)
{
    struct cast c = cast_of(state);
    const struct visitor v = as(&c, c.owner);
    const struct visitor other = as(&c, c.viewer);
    const struct visitor registrar = as(&c, c.registrar);
    const char *link;
    const char *form;
    struct http_response res;

    assert_int_equal(visitor_post(&v, "/o/ours/people/invite",
                         "email=s%40x.example&role=owner")
                         .status,
        303);
    link = visitor_path(&v, "/invite/", desk_secret(&c.act, c.ours), "");
    /* The address is another's account. */
    assert_int_equal(visitor_post(&other, link, "").status, 409);
    assert_false(has_role(&c, c.viewer, ROLE_OWNER));
    res = visitor_get(&v, "/o/ours/people");
    form = visitor_path(&v, "/o/ours/people/invitation/",
        visitor_field(&res, "action=\"/o/ours/people/invitation/"), "");
    assert_int_equal(visitor_post(&registrar, form, "do=withdraw").status, 403);
    assert_int_equal(visitor_post(&v, form, "do=withdraw").status, 303);
    assert_int_equal(visitor_post(&v, form, "do=withdraw").status, 404);
    assert_int_equal(visitor_get(&other, link).status, 410);
}

/* The registrar may ask learners, and nobody else. */
static void test_web_person_invites_learner(void **state)
{
    struct cast c = cast_of(state);
    const struct visitor v = as(&c, c.registrar);
    const struct visitor s = as(&c, c.stranger);

    assert_int_equal(visitor_post(&v, "/o/ours/people/invite",
                         "email=s%40x.example&role=learner")
                         .status,
        303);
    assert_int_equal(
        visitor_post(&s,
            visitor_path(&v, "/invite/", desk_secret(&c.act, c.ours), ""), "")
            .status,
        303);
    assert_true(has_role(&c, c.stranger, ROLE_LEARNER));
    assert_int_equal(
        visitor_post(&v, "/o/ours/people/invite", "email=none&role=learner")
            .status,
        422);
    assert_int_equal(visitor_post(&v, "/o/ours/people/invite",
                         "email=q%40x.example&role=pope")
                         .status,
        422);
}

#define WITH_FRONT(test)                                                       \
    cmocka_unit_test_setup_teardown(test, front_open, front_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_FRONT(test_web_person_who_may),
        WITH_FRONT(test_web_person_wb_07_token),
        WITH_FRONT(test_web_person_search),
        WITH_FRONT(test_web_person_tn_06_roles),
        WITH_FRONT(test_web_person_ends_and_returns),
        WITH_FRONT(test_web_person_bulk),
        WITH_FRONT(test_web_person_tn_06_invitation),
        WITH_FRONT(test_web_person_invitation_withdrawn),
        WITH_FRONT(test_web_person_invites_learner),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
