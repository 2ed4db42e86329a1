#include "test/support/office.h"

#include "app/signer.h"
#include "domain/achievement.h"
#include "domain/definition_json.h"
#include "domain/demo.h"
#include "store/sql.h"
#include "test/support/test.h"

enum {
    OFFICE_NOW = 1795564800, /* 2026-11-25 */
};

static void add_organisation(struct office *office, int64_t method)
{
    struct organisation *o = &office->organisation;

    demo_organisation(DEMO_COLLEGE, office->act.arena, o);
    assert_int_equal(act_id(&office->act, &o->tenant, NULL), OK);
    o->owner = o->tenant;
    o->operator= o->tenant;
    o->signer = o->tenant;
    o->did_method = method;
    o->state = ORGANISATION_ACTIVE;
    assert_int_equal(
        sql_organisation_insert(office->act.db, o, NULL, NULL), OK);
    office->act.actor.tenant = o->tenant;
}

static void add_course(struct office *office)
{
    struct act *act = &office->act;
    struct definition definition;
    struct achievement achievement = {
        .tenant = office->organisation.tenant,
        .version = 1,
        .listed_version = 1,
        .state = ACHIEVEMENT_LISTED,
    };
    struct achievement_version version = {
        .tenant = achievement.tenant,
        .version = 1,
        .state = ACHIEVEMENT_LISTED,
        .listed_on = S("2026-01-01"),
    };

    assert_int_equal(
        demo_definition(DEMO_COLLEGE, 0, act->arena, &definition, NULL), OK);
    assert_int_equal(act_id(act, &achievement.id, NULL), OK);
    achievement.code = definition.code;
    achievement.title = definition.title;
    version.achievement = achievement.id;
    version.title = definition.title;
    version.summary = definition.summary;
    assert_int_equal(
        definition_write(&definition, act->arena, &version.definition, NULL),
        OK);
    assert_int_equal(
        sql_achievement_insert(act->db, &achievement, NULL, NULL), OK);
    assert_int_equal(
        sql_achievement_version_insert(act->db, &version, NULL, NULL), OK);
    office->achievement = achievement.id;
}

void office_open(struct front *front, int64_t method, struct office *ret)
{
    struct org_key key;

    *ret = (struct office){
        .front = front,
        .act =
            {
                .worker = &front->worker,
                .db = front->worker.db,
                .arena = &front->lasting,
                .now = OFFICE_NOW,
                .actor = {.person = S("owner"),
                    .roles = (role_set)1 << ROLE_OWNER},
            },
    };
    assert_int_equal(db_begin(ret->act.db, DB_WRITE, NULL), OK);
    add_organisation(ret, method);
    assert_int_equal(signer_add_key(&ret->act, ret->organisation.tenant,
                         KEY_ED25519, &key, NULL),
        OK);
    add_course(ret);
    assert_int_equal(db_commit(ret->act.db, NULL), OK);
}
