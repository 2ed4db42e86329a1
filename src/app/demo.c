#include "app/demo.h"

#include "app/achievement.h"
#include "app/demo_work.h"
#include "app/organisation.h"
#include "app/person.h"
#include "domain/definition_json.h"
#include "domain/session.h"
#include "store/sql.h"

#include <string.h>

enum {
    SECRET_BYTES = 32,
    DAY_S = 24 * 3600,
    STAFF_ASSESSOR = 2, /* of demo_staff */
    STAFF_REGISTRAR = 3,
};

/* What is being filled. */
struct fill {
    struct act act;
    struct demo_made made;
    int64_t now;           /* the links are of now, all else is older */
    str staff[DEMO_STAFF]; /* ids of the people of one organisation */
    str *achievements;     /* ids of its courses */
    str cohort[DEMO_COHORT_LEARNERS];
};

/* --- people --- */

static code insert_person(struct act *act,
    const struct demo_person *who,
    str *ret_id,
    struct err *reterr)
{
    struct person person = {
        .name = who->name,
        .language = who->language,
        .time_zone = S("Australia/Melbourne"),
        .state = PERSON_ACTIVE,
        .created_at = act->now,
        .updated_at = act->now,
    };
    struct person_email email = {
        .confirmed_at = act->now, .main = 1, .created_at = act->now};

    TRY(act_id(act, &person.id, reterr));
    TRY(email_normal(who->email, act->arena, &email.email, reterr));
    email.person = person.id;
    TRY(sql_person_insert(act->db, &person, NULL, reterr));
    TRY(sql_person_email_insert(act->db, &email, NULL, reterr));
    *ret_id = person.id;
    return OK;
}

static code insert_member(struct act *act,
    const struct demo_person *who,
    str id,
    int64_t role,
    struct err *reterr)
{
    struct membership row = {
        .tenant = act->actor.tenant,
        .person = id,
        .role = role,
        .number = who->number,
        .name = who->name,
    };

    TRY(email_normal(who->email, act->arena, &row.email, reterr));
    return person_join(act, &row, reterr);
}

static code insert_link(struct fill *fill,
    const struct demo_person *who,
    str id,
    int64_t role,
    struct err *reterr)
{
    struct act *act = &fill->act;
    struct token token = {
        .purpose = TOKEN_SIGN_IN,
        .tenant = act->actor.tenant,
        .person = id,
        .email = who->email,
        .created_at = fill->now,
        .expires_at = fill->now + token_lifetime_s(TOKEN_INVITE),
    };
    struct demo_link *link = &fill->made.links[fill->made.n_links];
    str secret;

    TRY(act_secret(act, SECRET_BYTES, &secret, reterr));
    TRY(act_digest(act, str_bytes(secret), &token.secret_hash, reterr));
    TRY(sql_token_insert(act->db, &token, NULL, reterr));
    link->role = names_word(&role_names, role);
    link->name = who->name;
    link->url = arena_join(act->arena,
        (const str[]){act->worker->platform->config.text[CONFIG_BASE_URL],
            S("/sign-in/"), secret},
        3);
    fill->made.n_links++;
    return arena_status(act->arena);
}

/* --- organisations --- */

/* The people of the staff, who come before their organisation. */
static code insert_staff(
    struct fill *fill, enum demo_organisation which, struct err *reterr)
{
    struct demo_staff staff;
    size_t i;

    for (i = 0; i < DEMO_STAFF; i++) {
        TRY(demo_staff(which, i, fill->act.arena, &staff, reterr));
        TRY(insert_person(&fill->act, &staff.person, &fill->staff[i], reterr));
        fill->made.n_people++;
    }
    return OK;
}

static code join_staff(
    struct fill *fill, enum demo_organisation which, struct err *reterr)
{
    struct demo_staff staff;
    size_t i;

    for (i = 0; i < DEMO_STAFF; i++) {
        TRY(demo_staff(which, i, fill->act.arena, &staff, reterr));
        if (staff.role != ROLE_OWNER)
            TRY(insert_member(
                &fill->act, &staff.person, fill->staff[i], staff.role, reterr));
        if (which == DEMO_COLLEGE && i < DEMO_STAFF - 1)
            TRY(insert_link(
                fill, &staff.person, fill->staff[i], staff.role, reterr));
    }
    return OK;
}

/* Who acts next: one of the staff, with the rights of an owner. */
static void act_as(struct fill *fill, size_t staff)
{
    fill->act.actor.person = fill->staff[staff];
    fill->act.actor.roles = (role_set)1 << ROLE_OWNER;
}

/* --- achievements --- */

static code add_course(struct fill *fill,
    enum demo_organisation which,
    size_t course,
    struct err *reterr)
{
    struct act *act = &fill->act;
    struct achievement_version version;
    struct definition definition;
    struct findings findings;
    struct achievement_edit edit = {0};
    struct offer offer;

    findings_init(&findings, act->arena);
    TRY(demo_definition(which, course, act->arena, &definition, reterr));
    TRY(definition_write(&definition, act->arena, &edit.json, reterr));
    act_as(fill, 1);
    TRY(achievement_create(act, &edit, &findings, &version, reterr));
    TRY(findings_code(&findings, reterr));
    if (demo_offer(which, course, &offer))
        TRY(achievement_add_offer(act, version.achievement, &offer, reterr));
    act_as(fill, 0);
    TRY(achievement_approve(act, version.achievement, 0, reterr));
    TRY(achievement_publish(act, version.achievement, reterr));
    fill->achievements[course] = version.achievement;
    fill->made.n_achievements++;
    return OK;
}

/* --- all of it --- */

typedef code part(
    struct fill *fill, enum demo_organisation which, struct err *reterr);

/* One transaction around rows that no use case makes. */
static code write(struct fill *fill,
    part *body,
    enum demo_organisation which,
    struct err *reterr)
{
    code result;

    TRY(db_begin(fill->act.db, DB_WRITE, reterr));
    result = body(fill, which, reterr);
    if (result == OK)
        result = db_commit(fill->act.db, reterr);
    db_rollback(fill->act.db);
    return result;
}

static code add_organisation(
    struct fill *fill, enum demo_organisation which, struct err *reterr)
{
    struct organisation wanted;
    struct organisation made;
    struct demo_staff owner;
    size_t i;

    demo_organisation(which, fill->act.arena, &wanted);
    TRY(demo_staff(which, 0, fill->act.arena, &owner, reterr));
    fill->act.actor = (struct actor){.name = owner.person.name};
    TRY(write(fill, insert_staff, which, reterr));
    act_as(fill, 0);
    TRY(organisation_create(&fill->act, &wanted, &made, reterr));
    fill->act.actor.tenant = made.tenant;
    fill->made.n_organisations++;
    TRY(write(fill, join_staff, which, reterr));
    fill->achievements =
        arena_array(fill->act.arena, demo_n_courses(which), str);
    TRY(arena_status(fill->act.arena));
    for (i = 0; i < demo_n_courses(which); i++)
        TRY(add_course(fill, which, i, reterr));
    return OK;
}

static code insert_learners(
    struct fill *fill, enum demo_size size, struct err *reterr)
{
    struct demo_person learner;
    size_t i;
    str id;

    for (i = 0; i < demo_n_learners(size); i++) {
        TRY(demo_learner(i, fill->act.arena, &learner, reterr));
        TRY(insert_person(&fill->act, &learner, &id, reterr));
        TRY(insert_member(&fill->act, &learner, id, ROLE_LEARNER, reterr));
        if (i < DEMO_COHORT_LEARNERS)
            fill->cohort[i] = id;
        if (i == 0)
            TRY(insert_link(fill, &learner, id, ROLE_LEARNER, reterr));
        fill->made.n_people++;
    }
    return OK;
}

static code add_learners(
    struct fill *fill, enum demo_size size, struct err *reterr)
{
    code result;

    TRY(db_begin(fill->act.db, DB_WRITE, reterr));
    result = insert_learners(fill, size, reterr);
    if (result == OK)
        result = db_commit(fill->act.db, reterr);
    db_rollback(fill->act.db);
    return result;
}

/* What the cohort did; then it is as before. */
static code add_work(struct fill *fill, struct err *reterr)
{
    const date today = date_parse(act_day_at(fill->now, 0, fill->act.arena));
    const struct act before = fill->act;
    struct demo_class who = {
        .achievements = fill->achievements,
        .registrar = fill->staff[STAFF_REGISTRAR],
        .assessor = fill->staff[STAFF_ASSESSOR],
    };
    code result;

    memcpy(who.learners, fill->cohort, sizeof(who.learners));
    result = demo_work(&fill->act, &who, today, &fill->made.n_awards, reterr);
    fill->act = before;
    return result;
}

static code check_empty(struct act *act, struct err *reterr)
{
    struct organisation *found;
    size_t n;

    TRY(sql_organisation_list(
        act->db, S(""), S(""), 1, act->arena, &found, &n, reterr));
    return n == 0 ? OK : err_set(reterr, E_CONFLICT, found[0].slug);
}

code demo_fill(struct worker *worker,
    enum demo_size size,
    int64_t now,
    struct arena *arena,
    struct demo_made *ret,
    struct err *reterr)
{
    struct fill fill = {
        .act = {.worker = worker,
            .db = worker->db,
            .arena = arena,
            .now = now - (int64_t)DEMO_BEGAN_DAYS * DAY_S},
        .now = now,
    };
    size_t i;

    TRY(check_empty(&fill.act, reterr));
    for (i = 0; i < DEMO_ORGANISATIONS; i++) {
        TRY(add_organisation(&fill, (enum demo_organisation)i, reterr));
        if (i != DEMO_COLLEGE)
            continue;
        TRY(add_learners(&fill, size, reterr));
        TRY(add_work(&fill, reterr));
    }
    *ret = fill.made;
    return OK;
}
