/* Organisations: made with key and owner, names that look alike, their DID. */
#include "app/organisation.h"

#include "domain/person.h"
#include "store/sql.h"
#include "test/support/org.h"
#include "test/support/test.h"

static void test_organisation_has_key_and_owner(void **state)
{
    struct front *front = *state;
    struct organisation_public found;
    struct membership *members;
    struct organisation made;
    struct act act;
    size_t n;

    org_person(front, "ada");
    made = org_new(front, "Harbour College", "ada");
    act = org_act(front, S("ada"), made.tenant);
    assert_true(str_eq(made.slug, S("harbour-college")));
    assert_int_equal(made.state, ORGANISATION_ACTIVE);
    assert_int_equal(organisation_public(&act, made.slug, &found, NULL), OK);
    assert_int_equal(found.n_keys, 1);
    assert_int_equal(found.keys[0].sealed.len, 0);
    assert_true(
        str_eq(found.did, S("did:web:127.0.0.1%3A8080:o:harbour-college")));
    assert_int_equal(sql_membership_in(act.db, made.tenant, S("ada"), act.arena,
                         &members, &n, NULL),
        OK);
    assert_int_equal(n, 1);
    assert_int_equal(members[0].role, ROLE_OWNER);
}

static void test_organisation_refuses(void **state)
{
    static const struct {
        const char *name;
        const char *slug;
        int64_t kind;
        code code;
    } CASES[] = {
        {"", "x", ORGANISATION_COLLEGE, E_FORM_FIELD},
        {"A name", "x", 0, E_FORM_FIELD},
        {"Another", "harbour-college", ORGANISATION_COLLEGE, E_CONFLICT},
    };
    struct front *front = *state;
    struct act act = org_act(front, S("ada"), S(""));
    struct organisation made;
    size_t i;

    for (i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
        const struct organisation wanted = {.name = str_of(CASES[i].name),
            .slug = str_of(CASES[i].slug),
            .kind = CASES[i].kind};

        assert_int_equal(
            organisation_create(&act, &wanted, &made, NULL), CASES[i].code);
    }
    act.actor.person = S("");
    assert_int_equal(organisation_create(&act,
                         &(struct organisation){.name = S("N")}, &made, NULL),
        E_NOT_SIGNED_IN);
}

/* A Cyrillic letter in the name: held, and shown to nobody. */
static void test_organisation_holds_confusable_names(void **state)
{
    struct front *front = *state;
    struct act act = org_act(front, S("ada"), S(""));
    const struct organisation wanted = {.name = S("H\xD0\xB0rbour College"),
        .slug = S("harbour"),
        .kind = ORGANISATION_COLLEGE};
    struct organisation_public found;
    struct organisation made;
    struct organisation other;

    assert_int_equal(organisation_create(&act, &wanted, &made, NULL), OK);
    assert_int_equal(made.state, ORGANISATION_HELD);
    assert_int_equal(
        organisation_public(&act, S("harbour"), &found, NULL), E_NOT_FOUND);
    other = org_new(front, "Bay College", "ada");
    act.actor.tenant = other.tenant;
    assert_int_equal(
        organisation_update(&act, &wanted, &made, NULL), E_CONFLICT);
}

static void test_organisation_is_changed_by_its_owner(void **state)
{
    struct front *front = *state;
    struct organisation made = org_new(front, "Hill College", "ada");
    struct act act = org_act(front, S("ada"), made.tenant);
    struct organisation wanted = made;
    struct organisation changed;

    wanted.name = S("Hill and Dale College");
    wanted.slug = S("other");
    assert_int_equal(organisation_update(&act, &wanted, &changed, NULL), OK);
    assert_true(str_eq(changed.name, wanted.name));
    assert_true(str_eq(changed.slug, made.slug));
    act.actor.roles = (role_set)1 << ROLE_DESIGNER;
    assert_int_equal(
        organisation_update(&act, &wanted, &changed, NULL), E_FORBIDDEN);
}

/* A retired key stays in the document, with its end. */
static void test_organisation_did_keeps_retired_keys(void **state)
{
    struct front *front = *state;
    struct organisation made = org_new(front, "Field College", "ada");
    struct act act = org_act(front, S("ada"), made.tenant);
    struct organisation_public found;
    const struct json *methods;
    struct json *document;

    assert_int_equal(organisation_public(&act, made.slug, &found, NULL), OK);
    assert_int_equal(db_begin(act.db, DB_WRITE, NULL), OK);
    assert_int_equal(sql_org_key_retire(act.db, act.now, S("rotated"),
                         made.tenant, found.keys[0].id, NULL, NULL),
        OK);
    assert_int_equal(db_commit(act.db, NULL), OK);
    assert_int_equal(organisation_did(&act, made.slug, &document, NULL), OK);
    assert_true(json_text_is(json_get(document, S("id")), found.did));
    methods = json_get(document, S("verificationMethod"));
    if (!methods)
        methods = json_get(document, S("assertionMethod"));
    assert_non_null(methods);
    assert_int_equal(methods->n, 1);
    assert_true(json_text_is(json_get(methods->child.first, S("expires")),
        S("2026-11-25T00:00:00Z")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_organisation_has_key_and_owner),
        cmocka_unit_test(test_organisation_refuses),
        cmocka_unit_test(test_organisation_holds_confusable_names),
        cmocka_unit_test(test_organisation_is_changed_by_its_owner),
        cmocka_unit_test(test_organisation_did_keeps_retired_keys),
    };

    return cmocka_run_group_tests(tests, front_open, front_close);
}
