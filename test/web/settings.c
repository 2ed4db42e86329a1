/* Settings of organisations, keys, partners, and the operator's pages. */
#include "web/settings.h"

#include "app/org_key.h"
#include "app/organisation.h"
#include "app/organisation_review.h"
#include "app/signer.h"
#include "store/sql.h"
#include "test/support/desk.h"
#include "test/support/test.h"
#include "test/support/visitor.h"

#include <stdio.h>

enum {
    PATH_BYTES = 200,
};

/* Olga owns "Ours", Petra owns "Partner"; Vic looks on at Ours. */
struct cast {
    struct front *front;
    struct act act; /* Olga's at Ours */
    struct organisation ours;
    struct organisation partner;
    str vic;
    struct visitor olga;
    struct visitor petra;
    struct visitor viewer;
};

static struct visitor as(struct front *front, str person)
{
    const str parts[] = {person, {"", 1}};

    return visitor_of(front, arena_join(&front->lasting, parts, 2).ptr);
}

static struct organisation made_by(
    struct front *front, str person, const char *name)
{
    const struct organisation wanted = {.name = str_of(name),
        .kind = ORGANISATION_COLLEGE,
        .country = S("AU"),
        .language = S("en")};
    struct act act = desk_act(front);
    struct organisation made;

    act.actor.person = person;
    assert_int_equal(organisation_create(&act, &wanted, &made, NULL), OK);
    return made;
}

static struct cast cast_of(void **state)
{
    struct cast c = {.front = *state};
    struct act act = desk_act(c.front);
    const str olga = desk_person(&act, S("olga@x.example"), S(""), 0);
    const str petra = desk_person(&act, S("petra@x.example"), S(""), 0);

    c.ours = made_by(c.front, olga, "Ours");
    c.partner = made_by(c.front, petra, "Partner");
    c.vic = desk_person(&act, S("vic@x.example"), c.ours.tenant, ROLE_VIEWER);
    c.olga = as(c.front, olga);
    c.petra = as(c.front, petra);
    c.viewer = as(c.front, c.vic);
    act.actor = (struct actor){.person = olga,
        .tenant = c.ours.tenant,
        .roles = (role_set)1 << ROLE_OWNER};
    c.act = act;
    return c;
}

static struct organisation now(struct cast *c, str tenant)
{
    struct organisation o;

    assert_int_equal(
        sql_organisation_by_tenant(c->act.db, tenant, c->act.arena, &o, NULL),
        OK);
    return o;
}

static void test_web_settings_who_may(void **state)
{
    static const char *const PAGES[] = {
        "/settings", "/settings/key", "/settings/partner"};
    static const struct {
        const char *path;
        const char *fields;
    } FORMS[] = {
        {"/settings", "title=Mine&country=AU"},
        {"/settings/domain", ""},
        {"/settings/key", "type=ed25519"},
        {"/settings/key/retire", "id=x"},
        {"/settings/partner", "kind=signer&slug=partner"},
        {"/settings/partner/agree", "kind=signer&slug=partner"},
        {"/settings/partner/end", "kind=signer"},
    };
    struct cast c = cast_of(state);
    struct visitor forged = c.olga;
    size_t i;

    forged.csrf = S("wrong");
    for (i = 0; i < sizeof(PAGES) / sizeof(PAGES[0]); i++) {
        const char *path = visitor_path(&c.olga, "/o/ours", S(""), PAGES[i]);

        assert_int_equal(visitor_get(&c.olga, path).status, 200);
        assert_int_equal(visitor_get(&c.viewer, path).status, 403);
        assert_int_equal(visitor_get(&c.petra, path).status, 404);
    }
    for (i = 0; i < sizeof(FORMS) / sizeof(FORMS[0]); i++) {
        const char *path =
            visitor_path(&c.olga, "/o/ours", S(""), FORMS[i].path);

        assert_int_equal(
            visitor_post(&c.viewer, path, FORMS[i].fields).status, 403);
        assert_int_equal(
            visitor_post(&c.petra, path, FORMS[i].fields).status, 404);
        assert_int_equal(
            visitor_post(&forged, path, FORMS[i].fields).status, 403);
    }
    assert_true(str_eq(now(&c, c.ours.tenant).name, S("Ours")));
}

static void test_web_settings_profile(void **state)
{
    static const struct {
        const char *fields;
        int status;
        const char *says;
    } CASES[] = {
        {"title=&country=AU", 422, "Please write the name"},
        {"title=Ours&country=AUS", 422, "Two letters"},
        {"title=Ours&country=AU&domain=not%20one", 422, "college.example"},
        {"title=Ours&country=AU&email=nonsense", 422, "no e-mail address"},
        {"title=P%D0%B0rtner&country=AU", 422, "looks like that of another"},
        {"title=Ours%20Two&country=NZ&domain=ours.example&colour=plum&"
         "language=de&process=We%20look%20twice&regulated=1",
            303, ""},
    };
    struct cast c = cast_of(state);
    struct http_response res;
    struct organisation o;
    size_t i;

    for (i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
        res = visitor_post(&c.olga, "/o/ours/settings", CASES[i].fields);
        assert_int_equal(res.status, CASES[i].status);
        assert_true(visitor_sees(&res, CASES[i].says));
    }
    o = now(&c, c.ours.tenant);
    assert_true(str_eq(o.name, S("Ours Two")));
    assert_true(str_eq(o.qa_process, S("We look twice")));
    assert_int_equal(o.regulated, 1);
    assert_int_equal(o.kind, ORGANISATION_COLLEGE);
    res = visitor_get(&c.olga, "/o/ours/settings");
    assert_true(visitor_sees(&res, "class=\"accent-plum\""));
    assert_true(visitor_sees(&res, "ours.example/.well-known/testamur.txt"));
    res = visitor_get(&c.olga, "/o/ours");
    assert_true(visitor_sees(&res, "College, NZ"));
    /* Nobody answers at that domain. */
    res = visitor_post(&c.olga, "/o/ours/settings/domain", "");
    assert_int_equal(res.status, 422);
    assert_int_equal(now(&c, c.ours.tenant).domain_checked_at, 0);
}

/* A new key signs; one that signs cannot be retired, one before can, once;
 * it stays in the DID document with its end. */
static void test_web_settings_keys(void **state)
{
    struct cast c = cast_of(state);
    struct http_response res;
    struct org_key *keys;
    struct signer signer;
    char fields[PATH_BYTES];
    size_t n;

    c.act.now = DESK_NOW + 1;
    assert_int_equal(org_key_rotate(&c.act, KEY_P256, NULL), OK);
    assert_int_equal(org_key_rotate(&c.act, KEY_P384, NULL), E_FORM_FIELD);
    assert_int_equal(
        sql_org_key_list(c.act.db, c.ours.tenant, c.act.arena, &keys, &n, NULL),
        OK);
    assert_int_equal(n, 2);
    assert_int_equal(signer_open(&c.act, c.ours.tenant, &signer, NULL), OK);
    assert_int_equal(signer.key_type, KEY_P256);
    signer_close(&signer);
    snprintf(fields, sizeof(fields), "reason=old&id=%.*s", (int)keys[1].id.len,
        keys[1].id.ptr);
    assert_int_equal(
        visitor_post(&c.olga, "/o/ours/settings/key/retire", fields).status,
        409);
    snprintf(fields, sizeof(fields), "reason=lost&id=%.*s", (int)keys[0].id.len,
        keys[0].id.ptr);
    res = visitor_get(&c.olga, "/o/ours/settings/key");
    assert_true(visitor_sees(&res, "signs now"));
    assert_int_equal(
        visitor_post(&c.olga, "/o/ours/settings/key/retire", fields).status,
        303);
    assert_int_equal(
        visitor_post(&c.olga, "/o/ours/settings/key/retire", fields).status,
        409);
    res = visitor_get(&c.olga, "/o/ours/settings/key");
    assert_true(visitor_sees(&res, "lost"));
    assert_true(visitor_sees(&res, "state-calm\">retired"));
    res = visitor_get(&c.olga, "/o/ours/did.json");
    assert_true(visitor_sees(&res, "expires"));
    assert_int_equal(
        visitor_post(&c.olga, "/o/ours/settings/key", "type=rsa").status, 422);
    assert_int_equal(
        visitor_post(&c.olga, "/o/ours/settings/key", "type=ed25519").status,
        303);
}

/* What Ours asks, Partner agrees to or not; then its people work at Ours,
 * but not in the settings; either side ends it. */
static void test_web_settings_operator(void **state)
{
    struct cast c = cast_of(state);
    struct http_response res;

    assert_int_equal(visitor_post(&c.olga, "/o/ours/settings/partner",
                         "kind=operator&slug=nobody")
                         .status,
        422);
    assert_int_equal(visitor_post(&c.olga, "/o/ours/settings/partner",
                         "kind=operator&slug=ours")
                         .status,
        422);
    assert_int_equal(visitor_get(&c.petra, "/o/ours/people").status, 404);
    assert_int_equal(visitor_post(&c.olga, "/o/ours/settings/partner",
                         "kind=operator&slug=partner")
                         .status,
        303);
    assert_int_equal(visitor_get(&c.petra, "/o/ours/people").status, 404);
    res = visitor_get(&c.petra, "/o/partner/settings/partner");
    assert_true(visitor_sees(&res, "asks you"));
    assert_int_equal(visitor_post(&c.petra, "/o/partner/settings/partner/agree",
                         "kind=signer&slug=ours")
                         .status,
        404);
    assert_int_equal(visitor_post(&c.petra, "/o/partner/settings/partner/agree",
                         "kind=operator&slug=ours")
                         .status,
        303);
    assert_true(str_eq(now(&c, c.ours.tenant).operator, c.partner.tenant));
    assert_int_equal(visitor_get(&c.petra, "/o/ours/people").status, 200);
    assert_int_equal(visitor_get(&c.petra, "/o/ours/settings").status, 403);
    assert_int_equal(visitor_get(&c.petra, "/o/ours/audit").status, 403);
    res = visitor_get(&c.petra, "/me/organisation");
    assert_true(visitor_sees(&res, "/o/ours/home"));
    assert_int_equal(visitor_post(&c.petra, "/o/partner/settings/partner/end",
                         "kind=operator&slug=ours")
                         .status,
        303);
    assert_int_equal(visitor_get(&c.petra, "/o/ours/people").status, 404);
    assert_int_equal(visitor_post(&c.petra, "/o/partner/settings/partner/end",
                         "kind=operator&slug=ours")
                         .status,
        404);
}

/* Nobody signs with another's key unless that one agrees; a question may be
 * taken back. */
static void test_web_settings_signer(void **state)
{
    struct cast c = cast_of(state);
    struct signer signer;

    assert_int_equal(visitor_post(&c.olga, "/o/ours/settings/partner",
                         "kind=signer&slug=partner")
                         .status,
        303);
    assert_int_equal(
        visitor_post(&c.olga, "/o/ours/settings/partner/end", "kind=signer")
            .status,
        303);
    assert_int_equal(visitor_post(&c.petra, "/o/partner/settings/partner/agree",
                         "kind=signer&slug=ours")
                         .status,
        404);
    assert_int_equal(visitor_post(&c.olga, "/o/ours/settings/partner",
                         "kind=signer&slug=partner")
                         .status,
        303);
    assert_int_equal(visitor_post(&c.petra, "/o/partner/settings/partner/agree",
                         "kind=signer&slug=ours")
                         .status,
        303);
    assert_int_equal(signer_open(&c.act, c.ours.tenant, &signer, NULL), OK);
    assert_true(str_ends(signer.issuer, S(":o:partner")));
    signer_close(&signer);
    assert_int_equal(
        visitor_post(&c.olga, "/o/ours/settings/partner/end", "kind=signer")
            .status,
        303);
    assert_true(str_eq(now(&c, c.ours.tenant).signer, c.ours.tenant));
}

static struct visitor operator_of(struct cast *c)
{
    const struct person person = {.id = S("opal"),
        .name = S("Opal"),
        .operator_role = 1,
        .state = PERSON_ACTIVE};

    assert_int_equal(db_begin(c->act.db, DB_WRITE, NULL), OK);
    assert_int_equal(sql_person_insert(c->act.db, &person, NULL, NULL), OK);
    assert_int_equal(db_commit(c->act.db, NULL), OK);
    return visitor_of(c->front, "opal");
}

/* UI-01: a name that looks like another's is held, is seen by nobody but its
 * owner and the operator, and is admitted by a person. */
static void test_web_settings_ui_01_held(void **state)
{
    struct cast c = cast_of(state);
    const struct visitor opal = operator_of(&c);
    const struct visitor nobody = visitor_of(c.front, "");
    struct http_response res;
    const char *path;

    res = visitor_post(
        &c.petra, "/me/organisation", "title=0urs&kind=employer&country=nz");
    assert_int_equal(res.status, 303);
    assert_int_equal(visitor_get(&nobody, "/o/0urs").status, 404);
    res = visitor_get(&c.petra, "/o/0urs/settings");
    assert_true(visitor_sees(&res, "resembles another one"));
    assert_int_equal(visitor_get(&c.petra, "/operator").status, 403);
    res = visitor_get(&opal, "/operator?state=held");
    assert_true(visitor_sees(&res, "/operator/0urs"));
    assert_false(visitor_sees(&res, "/operator/partner"));
    res = visitor_get(&opal, "/operator?q=partn");
    assert_true(visitor_sees(&res, "/operator/partner"));
    path = "/operator/0urs";
    res = visitor_get(&opal, path);
    assert_true(visitor_sees(&res, "/operator/ours"));
    assert_int_equal(visitor_post(&c.petra, path, "state=active").status, 403);
    assert_int_equal(visitor_post(&opal, path, "state=closed").status, 422);
    assert_int_equal(visitor_post(&opal, path, "state=held").status, 422);
    assert_int_equal(visitor_post(&opal, path, "state=active").status, 303);
    assert_int_equal(visitor_post(&opal, path, "state=active").status, 409);
    assert_int_equal(visitor_get(&nobody, "/o/0urs").status, 200);
    assert_int_equal(
        visitor_post(&opal, path, "state=suspended&reason=fraud").status, 303);
    assert_int_equal(visitor_get(&opal, "/operator/none").status, 404);
}

static void test_web_settings_mine(void **state)
{
    static const struct {
        const char *fields;
        const char *says;
    } CASES[] = {
        {"title=&kind=college&country=AU", "write the name"},
        {"title=New&kind=castle&country=AU", "choose what it is"},
        {"title=New&kind=college&country=", "Two letters"},
        {"title=Ours&kind=college&country=AU", "is here already"},
    };
    struct cast c = cast_of(state);
    struct http_response res;
    size_t i;

    for (i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
        res = visitor_post(&c.viewer, "/me/organisation", CASES[i].fields);
        assert_int_equal(res.status, 422);
        assert_true(visitor_sees(&res, CASES[i].says));
    }
    res = visitor_get(&c.viewer, "/me/organisation");
    assert_true(visitor_sees(&res, "/o/ours/home"));
    assert_false(visitor_sees(&res, "/o/partner"));
}

/* A picture is made safe and served as one; what is none is refused. */
static void test_web_settings_logo(void **state)
{
    static const char SVG[] =
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\">"
        "<rect width=\"9\" height=\"9\" fill=\"#123456\"/></svg>";
    struct cast c = cast_of(state);
    const struct visitor nobody = visitor_of(c.front, "");
    struct http_response res;
    code result;

    assert_int_equal(visitor_get(&nobody, "/o/ours/logo").status, 404);
    assert_int_equal(
        visitor_post(&c.olga, "/o/ours/settings/logo", "").status, 422);
    result = organisation_set_logo(&c.act,
        (bytes){(const uint8_t *)SVG, sizeof(SVG) - 1}, S("a.svg"), NULL);
    assert_int_equal(result, OK);
    res = visitor_get(&nobody, "/o/ours/logo");
    assert_int_equal(res.status, 200);
    assert_true(
        str_eq(response_header(&res, S("Content-Type")), S("image/svg+xml")));
    assert_true(visitor_sees(&res, "#123456"));
    res = visitor_get(&nobody, "/o/ours");
    assert_true(visitor_sees(&res, "/o/ours/logo"));
    assert_int_not_equal(organisation_set_logo(&c.act,
                             str_bytes(S("not a picture")), S("a.png"), NULL),
        OK);
}

#define WITH_FRONT(test)                                                       \
    cmocka_unit_test_setup_teardown(test, front_open, front_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_FRONT(test_web_settings_who_may),
        WITH_FRONT(test_web_settings_profile),
        WITH_FRONT(test_web_settings_keys),
        WITH_FRONT(test_web_settings_operator),
        WITH_FRONT(test_web_settings_signer),
        WITH_FRONT(test_web_settings_ui_01_held),
        WITH_FRONT(test_web_settings_mine),
        WITH_FRONT(test_web_settings_logo),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
