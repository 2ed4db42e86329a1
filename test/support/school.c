#include "test/support/school.h"

#include "app/enrolment.h"
#include "domain/achievement.h"
#include "domain/offering.h"
#include "domain/organisation.h"
#include "domain/person.h"
#include "test/support/test.h"

enum {
    SCHOOL_NOW = 1795564800, /* 2026-11-25 */
};

static const char DEFINITION[] =
    "{\"title\":\"Clear writing\",\"outcomes\":[{\"id\":\"O1\",\"text\":"
    "\"Write\"},{\"id\":\"O2\",\"text\":\"Edit\"}],\"tasks\":[{\"id\":"
    "\"T1\",\"kind\":\"project\",\"weight\":10000,\"outcomes\":[\"O1\","
    "\"O2\"],\"summative\":true}],\"rubric\":{\"grades\":[{\"code\":\"N\","
    "\"name\":\"Not yet\"},{\"code\":\"P\",\"name\":\"Pass\"}],"
    "\"required\":\"P\"},\"supervision\":\"online_one_factor\"}";

static const struct {
    const char *id;
    const char *tenant;
    enum role roles[2];
} PEOPLE[] = {
    {"ann", "school", {ROLE_LEARNER}},
    {"ben", "school", {ROLE_LEARNER}},
    {"kim", "school", {ROLE_ASSESSOR}},
    {"lee", "school", {ROLE_ASSESSOR, ROLE_LEARNER}},
    {"reg", "school", {ROLE_REGISTRAR}},
    {"out", "other", {ROLE_REGISTRAR, ROLE_ASSESSOR}},
};

static void add_organisation(struct db *db, const char *id)
{
    const str name = str_of(id);
    const struct organisation organisation = {
        .tenant = name,
        .slug = name,
        .name = name,
        .skeleton = name,
        .kind = ORGANISATION_COLLEGE,
        .state = ORGANISATION_ACTIVE,
        .owner = name,
        .operator= name,
        .signer = name,
        .did_method = DID_KEY,
    };

    assert_int_equal(
        sql_organisation_insert(db, &organisation, NULL, NULL), OK);
}

static void add_person(struct db *db, struct arena *arena, size_t i)
{
    const str id = str_of(PEOPLE[i].id);
    const struct person person = {.id = id, .name = id, .state = PERSON_ACTIVE};
    const str address[] = {id, S("@example.org")};
    const struct person_email email = {
        .person = id,
        .email = arena_join(arena, address, 2),
        .confirmed_at = 1,
        .main = 1,
    };
    size_t k;

    assert_int_equal(sql_person_insert(db, &person, NULL, NULL), OK);
    assert_int_equal(sql_person_email_insert(db, &email, NULL, NULL), OK);
    for (k = 0; k < 2 && PEOPLE[i].roles[k] != 0; k++) {
        const struct membership membership = {
            .tenant = str_of(PEOPLE[i].tenant),
            .person = id,
            .role = PEOPLE[i].roles[k],
            .name = id,
            .name_key = id,
            .email = email.email,
            .state = MEMBERSHIP_ACTIVE,
        };

        assert_int_equal(
            sql_membership_insert(db, &membership, NULL, NULL), OK);
    }
}

static void add_achievement(struct db *db)
{
    const struct achievement achievement = {
        .tenant = S("school"),
        .id = S("writing"),
        .code = S("COM1"),
        .title = S("Clear writing"),
        .version = 1,
        .listed_version = 1,
        .state = ACHIEVEMENT_LISTED,
    };
    const struct achievement_version version = {
        .tenant = S("school"),
        .achievement = S("writing"),
        .version = 1,
        .state = ACHIEVEMENT_LISTED,
        .revision = 1,
        .title = S("Clear writing"),
        .definition = str_of(DEFINITION),
        .created_by = S("des"),
        .approved_by = S("reg"),
    };
    const struct offering offering = {
        .tenant = S("school"),
        .id = S("autumn"),
        .achievement = S("writing"),
        .version = 1,
        .due_on = S("2026-12-20"),
        .seats = 1,
        .state = OFFERING_OPEN,
    };

    assert_int_equal(sql_achievement_insert(db, &achievement, NULL, NULL), OK);
    assert_int_equal(
        sql_achievement_version_insert(db, &version, NULL, NULL), OK);
    assert_int_equal(sql_offering_insert(db, &offering, NULL, NULL), OK);
}

int school_open(void **state)
{
    struct front *front;
    size_t i;

    if (front_open(state) != 0)
        return 1;
    front = *state;
    assert_int_equal(db_begin(front->worker.db, DB_WRITE, NULL), OK);
    add_organisation(front->worker.db, "school");
    add_organisation(front->worker.db, "other");
    for (i = 0; i < sizeof(PEOPLE) / sizeof(PEOPLE[0]); i++)
        add_person(front->worker.db, &front->lasting, i);
    add_achievement(front->worker.db);
    assert_int_equal(db_commit(front->worker.db, NULL), OK);
    return 0;
}

struct act school_act(struct front *front, const char *person)
{
    struct act act = {
        .worker = &front->worker,
        .db = front->worker.db,
        .arena = &front->lasting,
        .now = SCHOOL_NOW,
        .actor = {.person = str_of(person)},
    };
    size_t i;

    for (i = 0; i < sizeof(PEOPLE) / sizeof(PEOPLE[0]); i++) {
        if (!str_eq(str_of(PEOPLE[i].id), act.actor.person))
            continue;
        act.actor.tenant = str_of(PEOPLE[i].tenant);
        act.actor.roles =
            ((role_set)1 << PEOPLE[i].roles[0]) |
            (PEOPLE[i].roles[1] != 0 ? (role_set)1 << PEOPLE[i].roles[1] : 0);
    }
    return act;
}

str school_enrol(struct front *front, const char *person)
{
    const struct enrolment_new asked = {
        .achievement = S("writing"), .person = str_of(person)};
    struct act act = school_act(front, "reg");
    struct enrolment enrolment;

    assert_int_equal(enrolment_enrol(&act, &asked, &enrolment, NULL), OK);
    return enrolment.id;
}

void school_clear(struct front *front, const char *person)
{
    struct act act = school_act(front, "reg");
    struct enrolment enrolment;

    if (sql_enrolment_open(act.db, S("school"), S("writing"), str_of(person),
            act.arena, &enrolment, NULL) != OK)
        return;
    enrolment.state = ENROLMENT_WITHDRAWN;
    assert_int_equal(db_begin(act.db, DB_WRITE, NULL), OK);
    assert_int_equal(sql_enrolment_update(act.db, &enrolment, NULL, NULL), OK);
    assert_int_equal(db_commit(act.db, NULL), OK);
}
