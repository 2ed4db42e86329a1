#include "app/attestation.h"

#include "domain/person.h"
#include "domain/session.h"
#include "store/sql.h"

/* --- asking --- */

static code check_witness(struct act *act,
    const struct enrolment *enrolment,
    str email,
    struct err *reterr)
{
    struct person_email own;
    struct attestation *others;
    size_t n;
    const code result = sql_person_email_of(
        act->db, enrolment->person, email, act->arena, &own, reterr);

    if (result == OK)
        return err_set(reterr, E_SEPARATION, S("witness"));
    if (result != E_NOT_FOUND)
        return result;
    TRY(sql_attestation_list(act->db, enrolment->tenant, enrolment->id,
        act->arena, &others, &n, reterr));
    return n >= ATTESTATION_MAX
               ? err_set(reterr, E_LIMIT_EXCEEDED, S("witness"))
               : OK;
}

static code insert_token(struct act *act,
    const struct attestation *attestation,
    str secret,
    struct err *reterr)
{
    struct token token = {
        .purpose = TOKEN_ATTEST,
        .tenant = attestation->tenant,
        .email = attestation->email,
        .object = attestation->id,
        .created_by = act->actor.person,
        .created_at = act->now,
        .expires_at = act->now + token_lifetime_s(TOKEN_ATTEST),
    };

    TRY(act_digest(act, str_bytes(secret), &token.secret_hash, reterr));
    return sql_token_insert(act->db, &token, NULL, reterr);
}

static code ask(struct act *act,
    const struct attestation_new *asked,
    struct attestation *ret,
    str secret,
    struct err *reterr)
{
    struct enrolment enrolment;

    TRY(sql_enrolment_of_person(act->db, asked->enrolment, act->actor.person,
        act->arena, &enrolment, reterr));
    if (enrolment.state < ENROLMENT_ENROLLED ||
        enrolment.state > ENROLMENT_RESUBMIT)
        return err_set(reterr, E_STATE_ORDER, S("attestation"));
    ret->tenant = enrolment.tenant;
    TRY(check_witness(act, &enrolment, ret->email, reterr));
    TRY(act_id(act, &ret->id, reterr));
    TRY(sql_attestation_insert(act->db, ret, NULL, reterr));
    TRY(insert_token(act, ret, secret, reterr));
    return act_record(
        act, ret->tenant, S("attestation.ask"), ret->id, S(""), reterr);
}

code attestation_ask(struct act *act,
    const struct attestation_new *asked,
    struct attestation *ret_attestation,
    str *ret,
    struct err *reterr)
{
    struct attestation attestation = {
        .enrolment = asked->enrolment,
        .name = asked->name,
        .relation = asked->relation,
        .state = ATTESTATION_ASKED,
        .created_at = act->now,
    };
    str secret;

    TRY(act_may(act, RIGHT_person, reterr));
    if (asked->name.len == 0 || asked->name.len > ATTESTATION_NAME_BYTES_MAX)
        return err_set(reterr, E_FORM_FIELD, S("witness"));
    if (asked->relation.len > ATTESTATION_NAME_BYTES_MAX)
        return err_set(reterr, E_FORM_FIELD, S("relation"));
    TRY(email_normal(asked->email, act->arena, &attestation.email, reterr));
    TRY(act_secret(act, ATTESTATION_SECRET_BYTES, &secret, reterr));
    TRY(db_begin(act->db, DB_WRITE, reterr));
    TRY(act_end(act, ask(act, asked, &attestation, secret, reterr), reterr));
    *ret_attestation = attestation;
    *ret = secret;
    return OK;
}

/* --- answering --- */

static code link_used(code result, struct err *reterr)
{
    return result == E_NOT_FOUND ? err_set(reterr, E_LINK_USED, S("attest"))
                                 : result;
}

static code peek(struct act *act,
    bytes hash,
    struct attestation *ret,
    struct enrolment *ret_enrolment,
    struct err *reterr)
{
    struct token token;

    TRY(link_used(sql_token_peek(act->db, hash, TOKEN_ATTEST, act->now,
                      act->arena, &token, reterr),
        reterr));
    TRY(sql_attestation_by_id(
        act->db, token.tenant, token.object, act->arena, ret, reterr));
    return sql_enrolment_by_id(act->db, ret->tenant, ret->enrolment, act->arena,
        ret_enrolment, reterr);
}

code attestation_peek(struct act *act,
    str secret,
    struct attestation *ret,
    struct enrolment *ret_enrolment,
    struct err *reterr)
{
    bytes hash;

    TRY(act_digest(act, str_bytes(secret), &hash, reterr));
    TRY(db_begin(act->db, DB_READ, reterr));
    return act_end(act, peek(act, hash, ret, ret_enrolment, reterr), reterr);
}

static code give(struct act *act,
    bytes hash,
    enum attestation_state answer,
    str body,
    struct err *reterr)
{
    struct attestation_answer_args args = {
        .state = answer, .body = body, .answered_at = act->now};
    struct attestation attestation;
    struct token token;
    size_t n;

    TRY(link_used(sql_token_take(act->db, act->now, hash, TOKEN_ATTEST,
                      act->arena, &token, reterr),
        reterr));
    TRY(sql_attestation_by_id(
        act->db, token.tenant, token.object, act->arena, &attestation, reterr));
    args.tenant = attestation.tenant;
    args.id = attestation.id;
    args.name = attestation.name;
    TRY(sql_attestation_answer(act->db, &args, &n, reterr));
    if (n == 0)
        return err_set(reterr, E_LINK_USED, S("attest"));
    return act_record(act, attestation.tenant, S("attestation.answer"),
        attestation.id, S(""), reterr);
}

code attestation_give(struct act *act,
    str secret,
    enum attestation_state answer,
    str body,
    struct err *reterr)
{
    bytes hash;

    if (answer != ATTESTATION_GIVEN && answer != ATTESTATION_DECLINED)
        return err_set(reterr, E_FORM_FIELD, S("answer"));
    if ((answer == ATTESTATION_GIVEN && body.len == 0) ||
        body.len > ATTESTATION_BODY_BYTES_MAX)
        return err_set(reterr, E_FORM_FIELD, S("body"));
    TRY(act_digest(act, str_bytes(secret), &hash, reterr));
    TRY(db_begin(act->db, DB_WRITE, reterr));
    return act_end(act, give(act, hash, answer, body, reterr), reterr);
}
