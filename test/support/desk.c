#include "test/support/desk.h"

#include "domain/organisation.h"
#include "domain/person.h"
#include "store/sql.h"
#include "test/support/test.h"

enum {
    LETTERS_MAX = 100,
};

struct act desk_act(struct front *front)
{
    return (struct act){
        .worker = &front->worker,
        .db = front->worker.db,
        .arena = &front->lasting,
        .now = DESK_NOW,
    };
}

str desk_organisation(struct act *act, str slug)
{
    struct organisation organisation = {
        .slug = slug,
        .name = slug,
        .skeleton = slug,
        .kind = ORGANISATION_COLLEGE,
        .country = S("AU"),
        .state = ORGANISATION_ACTIVE,
        .did_method = DID_KEY,
        .language = S("en"),
        .created_at = act->now,
    };

    assert_int_equal(act_id(act, &organisation.tenant, NULL), OK);
    assert_int_equal(db_begin(act->db, DB_WRITE, NULL), OK);
    assert_int_equal(
        sql_organisation_insert(act->db, &organisation, NULL, NULL), OK);
    assert_int_equal(db_commit(act->db, NULL), OK);
    return organisation.tenant;
}

str desk_person(struct act *act, str email, str tenant, enum role role)
{
    struct person person = {
        .name = S("Aroha Ngata"),
        .language = S("en"),
        .state = PERSON_ACTIVE,
        .created_at = act->now,
    };
    struct person_email address = {
        .email = email, .confirmed_at = act->now, .main = 1};
    struct membership membership = {
        .tenant = tenant,
        .role = role,
        .name = S("Aroha Ngata"),
        .email = email,
        .state = MEMBERSHIP_ACTIVE,
    };

    assert_int_equal(act_id(act, &person.id, NULL), OK);
    assert_int_equal(db_begin(act->db, DB_WRITE, NULL), OK);
    assert_int_equal(sql_person_insert(act->db, &person, NULL, NULL), OK);
    address.person = person.id;
    assert_int_equal(
        sql_person_email_insert(act->db, &address, NULL, NULL), OK);
    membership.person = person.id;
    if (role != 0)
        assert_int_equal(
            sql_membership_insert(act->db, &membership, NULL, NULL), OK);
    assert_int_equal(db_commit(act->db, NULL), OK);
    return person.id;
}

struct session_opened desk_session(struct act *act, str person)
{
    struct session_opened opened;

    assert_int_equal(db_begin(act->db, DB_WRITE, NULL), OK);
    assert_int_equal(
        session_open_for(act, person, LOGIN_PASSWORD, S(""), &opened, NULL),
        OK);
    assert_int_equal(db_commit(act->db, NULL), OK);
    return opened;
}

static size_t letters(struct act *act, str tenant, struct mail **ret)
{
    const struct mail_list_args which = {
        .tenant = tenant, .limit = LETTERS_MAX};
    size_t n;

    assert_int_equal(
        sql_mail_list(act->db, &which, act->arena, ret, &n, NULL), OK);
    return n;
}

size_t desk_letters(struct act *act, str tenant)
{
    struct mail *mails;

    return letters(act, tenant, &mails);
}

str desk_secret(struct act *act, str tenant)
{
    struct mail *mails;
    str body;
    size_t from;
    size_t end;

    if (letters(act, tenant, &mails) == 0)
        return S("");
    body = mails[0].body;
    for (from = 0, end = 0; end != SIZE_MAX; end = str_find(body, '/', from))
        from = end + 1;
    end = str_find(body, '\n', from);
    return str_sub(body, from, end);
}
