#include "test/support/org.h"

#include "domain/person.h"
#include "store/sql.h"
#include "test/support/test.h"

enum {
    ORG_NOW = 1795564800, /* 2026-11-25 */
};

struct act org_act(struct front *front, str person, str tenant)
{
    return (struct act){
        .worker = &front->worker,
        .db = front->worker.db,
        .arena = &front->lasting,
        .now = ORG_NOW,
        .actor = {.person = person,
            .name = person,
            .tenant = tenant,
            .roles = (role_set)1 << ROLE_OWNER},
    };
}

void org_person(struct front *front, const char *id)
{
    const struct person person = {.id = str_of(id),
        .name = str_of(id),
        .state = PERSON_ACTIVE,
        .created_at = ORG_NOW};

    assert_int_equal(db_begin(front->worker.db, DB_WRITE, NULL), OK);
    assert_int_equal(
        sql_person_insert(front->worker.db, &person, NULL, NULL), OK);
    assert_int_equal(db_commit(front->worker.db, NULL), OK);
}

struct organisation org_new(
    struct front *front, const char *name, const char *id)
{
    const struct organisation wanted = {.name = str_of(name),
        .kind = ORGANISATION_COLLEGE,
        .country = STR("AU"),
        .regulated = 1,
        .language = STR("en")};
    struct act act = org_act(front, str_of(id), S(""));
    struct organisation made;

    assert_int_equal(organisation_create(&act, &wanted, &made, NULL), OK);
    return made;
}
