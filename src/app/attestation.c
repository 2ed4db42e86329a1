#include "app/attestation.h"

#include "app/enrolment.h"
#include "app/notice.h"
#include "domain/session.h"
#include "store/sql.h"

enum {
    SEEN_BYTES_MAX = 4096,
};

/* What both the letter and the page tell of it. */
static code fill(
    struct act *act, struct attestation_full *full, struct err *reterr)
{
    const struct enrolment *enrolment = &full->enrolment;
    struct organisation organisation;
    struct person learner;

    TRY(enrolment_definition(act, enrolment, &full->definition, reterr));
    TRY(sql_person_by_id(
        act->db, enrolment->person, act->arena, &learner, reterr));
    TRY(sql_organisation_by_tenant(
        act->db, enrolment->tenant, act->arena, &organisation, reterr));
    full->learner = learner.name;
    full->issuer = organisation.name;
    return OK;
}

/* --- asking --- */

/* Neither the learner nor whoever asks. */
static code is_own(struct act *act, str person, str email, struct err *reterr)
{
    struct person_email own;
    const code result =
        sql_person_email_of(act->db, person, email, act->arena, &own, reterr);

    if (result == E_NOT_FOUND)
        return OK;
    return result == OK ? err_set(reterr, E_SEPARATION, S("witness")) : result;
}

static code check_witness(struct act *act,
    const struct enrolment *enrolment,
    str email,
    struct err *reterr)
{
    struct attestation *others;
    size_t n;

    TRY(is_own(act, enrolment->person, email, reterr));
    TRY(is_own(act, act->actor.person, email, reterr));
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

/* In the language of the learner, whose work it is about. */
static code write_letter(struct act *act,
    const struct attestation_full *full,
    str secret,
    struct err *reterr)
{
    const struct message_arg args[] = {
        {.name = S("learner"), .kind = ARG_TEXT, .text = full->learner},
        {.name = S("title"), .kind = ARG_TEXT, .text = full->definition.title},
        {.name = S("issuer"), .kind = ARG_TEXT, .text = full->issuer},
        {.name = S("witness"),
            .kind = ARG_TEXT,
            .text = full->attestation.name},
    };
    struct letter letter = {
        .tenant = full->attestation.tenant,
        .once = full->attestation.id,
        .template = S("attest"),
        .title = MSG_MAIL_ATTEST,
        .words = MSG_MAIL_ATTEST_WORDS,
        .args = args,
        .n_args = 4,
        .email = full->attestation.email,
        .path = S("/attest/"),
        .secret = secret,
    };
    struct person learner;

    TRY(sql_person_by_id(
        act->db, full->enrolment.person, act->arena, &learner, reterr));
    letter.language = learner.language;
    return mail_queue(act, &letter, reterr);
}

static code ask(struct act *act,
    str enrolment,
    struct attestation_full *full,
    str secret,
    struct err *reterr)
{
    struct attestation *attestation = &full->attestation;

    TRY(enrolment_find(
        act, enrolment, RIGHT_assessment_write, &full->enrolment, reterr));
    if (full->enrolment.state < ENROLMENT_ENROLLED ||
        full->enrolment.state > ENROLMENT_RESUBMIT)
        return err_set(reterr, E_STATE_ORDER, S("attestation"));
    attestation->tenant = full->enrolment.tenant;
    TRY(check_witness(act, &full->enrolment, attestation->email, reterr));
    TRY(act_id(act, &attestation->id, reterr));
    TRY(sql_attestation_insert(act->db, attestation, NULL, reterr));
    TRY(insert_token(act, attestation, secret, reterr));
    TRY(fill(act, full, reterr));
    TRY(write_letter(act, full, secret, reterr));
    return act_record(act, attestation->tenant, S("attestation.ask"),
        attestation->id, S(""), reterr);
}

code attestation_ask(struct act *act,
    const struct attestation_new *asked,
    struct attestation *ret,
    struct err *reterr)
{
    struct attestation_full full = {
        .attestation =
            {
                .enrolment = asked->enrolment,
                .name = asked->name,
                .relation = asked->relation,
                .state = ATTESTATION_ASKED,
                .created_at = act->now,
            },
    };
    str secret;

    TRY(act_may(act, RIGHT_person, reterr));
    if (asked->name.len == 0 || asked->name.len > ATTESTATION_NAME_BYTES_MAX)
        return err_set(reterr, E_FORM_FIELD, S("witness"));
    if (asked->relation.len > ATTESTATION_NAME_BYTES_MAX)
        return err_set(reterr, E_FORM_FIELD, S("relation"));
    TRY(email_normal(
        asked->email, act->arena, &full.attestation.email, reterr));
    TRY(act_secret(act, ATTESTATION_SECRET_BYTES, &secret, reterr));
    TRY(db_begin(act->db, DB_WRITE, reterr));
    TRY(act_end(
        act, ask(act, asked->enrolment, &full, secret, reterr), reterr));
    *ret = full.attestation;
    return OK;
}

/* --- answering --- */

static code link_used(code result, struct err *reterr)
{
    return result == E_NOT_FOUND ? err_set(reterr, E_LINK_USED, S("attest"))
                                 : result;
}

/* What a token is about. */
static code find(struct act *act,
    const struct token *token,
    struct attestation_full *ret,
    struct err *reterr)
{
    TRY(sql_attestation_by_id(act->db, token->tenant, token->object, act->arena,
        &ret->attestation, reterr));
    TRY(sql_enrolment_by_id(act->db, token->tenant, ret->attestation.enrolment,
        act->arena, &ret->enrolment, reterr));
    return fill(act, ret, reterr);
}

static code peek(struct act *act,
    bytes hash,
    struct attestation_full *ret,
    struct err *reterr)
{
    struct token token;

    TRY(link_used(sql_token_peek(act->db, hash, TOKEN_ATTEST, act->now,
                      act->arena, &token, reterr),
        reterr));
    return find(act, &token, ret, reterr);
}

code attestation_peek(struct act *act,
    str secret,
    struct attestation_full *ret,
    struct err *reterr)
{
    struct attestation_full full = {0};
    bytes hash;

    TRY(act_digest(act, str_bytes(secret), &hash, reterr));
    TRY(db_begin(act->db, DB_READ, reterr));
    TRY(act_end(act, peek(act, hash, &full, reterr), reterr));
    *ret = full;
    return OK;
}

/* The ids of the outcomes, a space between. */
static code join_seen(struct act *act,
    const struct definition *definition,
    const struct attestation_answer *answer,
    str *ret,
    struct err *reterr)
{
    struct buf out;
    size_t i;

    buf_init(&out, act->arena, SEEN_BYTES_MAX);
    for (i = 0; i < answer->n_seen; i++) {
        if (definition_outcome(definition, answer->seen[i]) == SIZE_MAX)
            return err_set(reterr, E_FORM_FIELD, S("seen"));
        if (i > 0)
            buf_byte(&out, ' ');
        buf_str(&out, answer->seen[i]);
    }
    return buf_finish_str(&out, ret);
}

static code tell(
    struct act *act, const struct attestation_full *full, struct err *reterr)
{
    const struct message_arg args[] = {
        {.name = S("title"), .kind = ARG_TEXT, .text = full->definition.title},
        {.name = S("witness"),
            .kind = ARG_TEXT,
            .text = full->attestation.name},
    };
    const struct news news = {
        .tenant = full->enrolment.tenant,
        .person = full->enrolment.person,
        .kind = NOTICE_ATTESTATION,
        .object = full->enrolment.id,
        .about = full->definition.title,
        .title = MSG_MAIL_ATTESTED,
        .words = MSG_MAIL_ATTESTED_WORDS,
        .args = args,
        .n_args = 2,
        .path = S("/me/enrolment/"),
    };

    return notice_send(act, &news, reterr);
}

static code give(struct act *act,
    bytes hash,
    const struct attestation_answer *answer,
    struct err *reterr)
{
    struct attestation_answer_args args = {
        .state = answer->state, .body = answer->body, .answered_at = act->now};
    struct attestation_full full = {0};
    struct token token;
    size_t n;

    TRY(link_used(sql_token_take(act->db, act->now, hash, TOKEN_ATTEST,
                      act->arena, &token, reterr),
        reterr));
    TRY(find(act, &token, &full, reterr));
    args.tenant = full.attestation.tenant;
    args.id = full.attestation.id;
    args.name = full.attestation.name;
    TRY(join_seen(act, &full.definition, answer, &args.seen, reterr));
    TRY(sql_attestation_answer(act->db, &args, &n, reterr));
    if (n == 0)
        return err_set(reterr, E_LINK_USED, S("attest"));
    TRY(tell(act, &full, reterr));
    return act_record(
        act, args.tenant, S("attestation.answer"), args.id, S(""), reterr);
}

code attestation_give(struct act *act,
    str secret,
    const struct attestation_answer *answer,
    struct err *reterr)
{
    bytes hash;

    if (answer->state != ATTESTATION_GIVEN &&
        answer->state != ATTESTATION_DECLINED)
        return err_set(reterr, E_FORM_FIELD, S("answer"));
    if ((answer->state == ATTESTATION_GIVEN && answer->body.len == 0) ||
        answer->body.len > ATTESTATION_BODY_BYTES_MAX)
        return err_set(reterr, E_FORM_FIELD, S("body"));
    TRY(act_digest(act, str_bytes(secret), &hash, reterr));
    TRY(db_begin(act->db, DB_WRITE, reterr));
    return act_end(act, give(act, hash, answer, reterr), reterr);
}
