#include "app/checkup_award.h"

#include "app/local.h"
#include "domain/status_list.h"
#include "store/log.h"
#include "store/sql.h"

/* --- the badge --- */

/* Keys only: a status list would be signed anew to be read. */
static code own_keys(
    void *self, str url, const struct json **ret, struct err *reterr)
{
    if (!str_ends(url, S("/did.json")))
        return err_set(reterr, E_NOT_FOUND, url);
    return local_document(self, url, ret, reterr);
}

static code look_badge(
    struct act *act, const struct award *award, struct err *reterr)
{
    static const enum check_kind KINDS[] = {
        CHECK_FORM, CHECK_TYPE, CHECK_PROOF, CHECK_ISSUER};
    const struct verify_request request = {
        .input = str_bytes(award->credential),
        .policy = {.vc = {.now_unix_s = award->signed_at}},
        .memory = act->arena,
        .own = own_keys,
        .own_self = act,
    };
    struct badge_answer answer;
    const struct check *check;
    size_t i;

    TRY(app_verify(&act->worker->engine, &request, &answer, reterr));
    if (!report_asked(answer.report, CHECK_PROOF))
        return err_set(reterr, E_DATA_DAMAGED, S("proof"));
    for (check = answer.report->first; check; check = check->next) {
        for (i = 0; i < sizeof(KINDS) / sizeof(KINDS[0]); i++) {
            if (check->kind == KINDS[i] && check->answer > ANSWER_WARNING)
                return err_set(
                    reterr, check->code, check_kind_name(check->kind));
        }
    }
    return OK;
}

/* --- the log --- */

/* -1: it was given before there was a log. */
static code find_leaf(struct act *act,
    const struct award *award,
    int64_t *ret,
    struct err *reterr)
{
    struct award_change *changes;
    size_t n;

    TRY(sql_award_change_list(
        act->db, award->tenant, award->id, act->arena, &changes, &n, reterr));
    if (n == 0)
        return err_set(reterr, E_DATA_DAMAGED, S("award_change"));
    *ret = changes[0].leaf;
    return OK;
}

static code look_leaf(
    struct act *act, const struct award *award, struct err *reterr)
{
    struct log_entry entry = {
        .kind = LOG_ISSUE,
        .tenant = award->tenant,
        .content = str_bytes(award->credential),
    };
    struct log_leaf_by_index_row leaf;
    struct log_salt_get_row salt;
    bytes expected;
    int64_t index = -1;
    code result;

    TRY(find_leaf(act, award, &index, reterr));
    if (index < 0)
        return OK;
    result = sql_log_salt_get(
        act->db, award->tenant, index, act->arena, &salt, reterr);
    if (result == E_NOT_FOUND) /* erased: the leaf says nothing any more */
        return OK;
    TRY(result);
    TRY(sql_log_leaf_by_index(act->db, index, act->arena, &leaf, reterr));
    entry.salt = salt.leaf_salt;
    TRY(log_leaf_bytes(&entry, leaf.logged_at, act->arena, &expected, reterr));
    return bytes_eq(expected, leaf.leaf_bytes)
               ? OK
               : err_set(reterr, E_DATA_DAMAGED, S("log"));
}

/* --- the status --- */

static code look_status(struct act *act,
    const struct award *award,
    enum status_purpose purpose,
    bool value,
    struct err *reterr)
{
    struct award_status entry;

    TRY(sql_status_entry_of_award(act->db, award->tenant, award->id, purpose,
        act->arena, &entry, reterr));
    return entry.value == value
               ? OK
               : err_set(reterr, E_DATA_DAMAGED,
                     names_word(&status_purpose_names, purpose));
}

code checkup_award(
    struct act *act, const struct award *award, struct err *reterr)
{
    const bool gone =
        award->state == AWARD_REVOKED || award->state == AWARD_RECALLED;

    TRY(look_badge(act, award, reterr));
    TRY(look_leaf(act, award, reterr));
    TRY(look_status(act, award, STATUS_REVOCATION, gone, reterr));
    return look_status(
        act, award, STATUS_SUSPENSION, award->state == AWARD_SUSPENDED, reterr);
}
