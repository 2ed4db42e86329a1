#include "app/erase.h"

#include "domain/person.h"
#include "store/sql.h"

/* --- what organisations have --- */

static code erase_award(struct act *act, str tenant, str id, struct err *reterr)
{
    TRY(sql_erase_award_salt(act->db, tenant, id, NULL, reterr));
    TRY(sql_erase_award_intent(
        act->db, (bytes){NULL, 0}, act->now, tenant, id, NULL, reterr));
    TRY(sql_erase_batch_line(act->db, tenant, id, NULL, reterr));
    TRY(sql_erase_award_word(act->db, tenant, id, NULL, reterr));
    return sql_erase_award(act->db, tenant, id, NULL, reterr);
}

static code erase_awards(
    struct act *act, const struct award *awards, size_t n, struct err *reterr)
{
    size_t i;

    for (i = 0; i < n; i++)
        TRY(erase_award(act, awards[i].tenant, awards[i].id, reterr));
    return OK;
}

static code erase_evidence(
    struct act *act, const struct submission *submission, struct err *reterr)
{
    const str tenant = submission->tenant;
    struct evidence *evidence;
    size_t n;
    size_t i;

    TRY(sql_evidence_list(
        act->db, tenant, submission->id, act->arena, &evidence, &n, reterr));
    for (i = 0; i < n; i++) {
        TRY(sql_evidence_delete(
            act->db, tenant, evidence[i].id, submission->id, NULL, reterr));
        if (evidence[i].file.len == 0)
            continue;
        TRY(sql_erase_file_content(
            act->db, tenant, evidence[i].file, NULL, reterr));
        TRY(sql_erase_file(act->db, tenant, evidence[i].file, NULL, reterr));
    }
    return sql_erase_submission(act->db, tenant, submission->id, NULL, reterr);
}

static code erase_enrolment(
    struct act *act, str tenant, str id, struct err *reterr)
{
    struct submission *submissions;
    size_t n;
    size_t i;

    TRY(sql_submission_list(
        act->db, tenant, id, act->arena, &submissions, &n, reterr));
    for (i = 0; i < n; i++)
        TRY(erase_evidence(act, &submissions[i], reterr));
    TRY(sql_erase_assessment_outcomes(act->db, tenant, id, NULL, reterr));
    TRY(sql_erase_assessments(act->db, tenant, id, NULL, reterr));
    TRY(sql_erase_attestations(act->db, tenant, id, NULL, reterr));
    return sql_erase_enrolment(act->db, tenant, id, NULL, reterr);
}

static code erase_learning(struct act *act, struct err *reterr)
{
    struct enrolment_list_person_row *rows;
    size_t n;
    size_t i;

    TRY(sql_enrolment_list_person(
        act->db, act->actor.person, act->arena, &rows, &n, reterr));
    for (i = 0; i < n; i++)
        TRY(erase_enrolment(act, rows[i].tenant, rows[i].id, reterr));
    return OK;
}

/* TN-06: an organisation keeps an owner. */
static code check_owner(
    struct act *act, const struct membership *member, struct err *reterr)
{
    struct organisation organisation;
    struct membership_count_row owners;

    if (member->role != ROLE_OWNER)
        return OK;
    TRY(sql_membership_count(
        act->db, member->tenant, ROLE_OWNER, act->arena, &owners, reterr));
    if (owners.n > 1)
        return OK;
    TRY(sql_organisation_by_tenant(
        act->db, member->tenant, act->arena, &organisation, reterr));
    return err_set(reterr, E_LAST_OWNER, organisation.name);
}

static code leave_organisations(struct act *act, struct err *reterr)
{
    const str person = act->actor.person;
    struct membership *members;
    size_t n;
    size_t i;

    TRY(sql_membership_of_person(
        act->db, person, act->arena, &members, &n, reterr));
    for (i = 0; i < n; i++)
        TRY(check_owner(act, &members[i], reterr));
    for (i = 0; i < n; i++) {
        const str tenant = members[i].tenant;

        if (i > 0 && str_eq(tenant, members[i - 1].tenant))
            continue; /* another role in the same one */
        TRY(act_record(act, tenant, S("person.erase"), person, S(""), reterr));
    }
    return OK;
}

/* --- what is the person's alone --- */

static code erase_address(
    struct act *act, const struct person_email *address, struct err *reterr)
{
    const str pattern[] = {S("%"), address->email, S("%")};
    const str email = address->email;
    struct award *awards;
    size_t n;

    /* One that is not confirmed may be somebody else's. */
    if (address->confirmed_at == 0)
        return OK;
    TRY(sql_award_unclaimed(act->db, email, act->arena, &awards, &n, reterr));
    TRY(erase_awards(act, awards, n, reterr));
    TRY(sql_erase_batch_address(act->db, email, NULL, reterr));
    TRY(sql_erase_mail(act->db, act->actor.person, email, NULL, reterr));
    TRY(sql_erase_token(act->db, act->actor.person, email, NULL, reterr));
    return sql_erase_bucket(
        act->db, arena_join(act->arena, pattern, 3), NULL, reterr);
}

static code erase_addresses(struct act *act, struct err *reterr)
{
    struct person_email *emails;
    size_t n;
    size_t i;

    TRY(sql_person_email_list(
        act->db, act->actor.person, act->arena, &emails, &n, reterr));
    for (i = 0; i < n; i++)
        TRY(erase_address(act, &emails[i], reterr));
    return sql_erase_person_email(act->db, act->actor.person, NULL, reterr);
}

static code erase_own(struct act *act, struct err *reterr)
{
    static code (*const ROWS[])(
        struct db * db, str person, size_t * ret_n, struct err * reterr) = {
        sql_erase_membership_word,
        sql_erase_membership,
        sql_erase_share_award,
        sql_erase_share,
        sql_erase_profile_tile,
        sql_erase_profile,
        sql_erase_notice,
        sql_erase_preference,
        sql_erase_login,
        sql_erase_idempotency,
        sql_session_delete_person,
    };
    size_t i;

    for (i = 0; i < sizeof(ROWS) / sizeof(ROWS[0]); i++)
        TRY(ROWS[i](act->db, act->actor.person, NULL, reterr));
    return OK;
}

static code erase(struct act *act, str confirm, struct err *reterr)
{
    const str person = act->actor.person;
    struct person_email address;
    struct award *awards;
    size_t n;

    TRY(sql_person_email_main(act->db, person, act->arena, &address, reterr));
    if (!str_eq(address.email, confirm))
        return err_set(reterr, E_EMAIL, S("confirm"));
    TRY(leave_organisations(act, reterr));
    TRY(sql_award_every_of_person(
        act->db, person, act->arena, &awards, &n, reterr));
    TRY(erase_awards(act, awards, n, reterr));
    TRY(erase_learning(act, reterr));
    TRY(erase_addresses(act, reterr));
    TRY(erase_own(act, reterr));
    TRY(sql_erase_person(act->db, act->now, person, NULL, reterr));
    return act_record(act, S(""), S("person.erase"), person, S(""), reterr);
}

code erase_me(struct act *act, str confirm, struct err *reterr)
{
    str email;

    TRY(act_may(act, RIGHT_person, reterr));
    TRY(email_normal(confirm, act->arena, &email, reterr));
    TRY(db_begin(act->db, DB_WRITE, reterr));
    return act_end(act, erase(act, email, reterr), reterr);
}
