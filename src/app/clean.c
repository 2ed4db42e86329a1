#include "app/clean.h"

#include "store/sql.h"

enum {
    DRAFTS_AT_ONCE = 100,
};

/* In the open transaction. */
static code clean_rows(struct act *act, size_t *ret_n, struct err *reterr)
{
    size_t n[4] = {0};
    size_t i;

    TRY(sql_session_delete_old(act->db, act->now, &n[0], reterr));
    TRY(sql_token_delete_old(act->db, act->now, &n[1], reterr));
    TRY(sql_bucket_delete_old(
        act->db, act->now - CLEAN_BUCKET_S, &n[2], reterr));
    TRY(sql_idempotency_delete_old(
        act->db, act->now - CLEAN_ANSWER_S, &n[3], reterr));
    for (i = 0; i < sizeof(n) / sizeof(n[0]); i++)
        *ret_n += n[i];
    return OK;
}

/* In the open transaction. */
static code clean_drafts(struct act *act, size_t *ret_n, struct err *reterr)
{
    struct submission_stale_row *drafts;
    size_t i;

    TRY(sql_submission_stale(act->db, act->now - CLEAN_DRAFT_S, DRAFTS_AT_ONCE,
        act->arena, &drafts, ret_n, reterr));
    for (i = 0; i < *ret_n; i++) {
        TRY(sql_evidence_delete_all(
            act->db, drafts[i].tenant, drafts[i].id, NULL, reterr));
        TRY(sql_submission_delete_draft(
            act->db, drafts[i].tenant, drafts[i].id, NULL, reterr));
    }
    return OK;
}

code clean_all(struct act *act, size_t *ret_n, struct err *reterr)
{
    size_t n;

    *ret_n = 0;
    TRY(db_begin(act->db, DB_WRITE, reterr));
    TRY(act_end(act, clean_rows(act, ret_n, reterr), reterr));
    do {
        TRY(db_begin(act->db, DB_WRITE, reterr));
        TRY(act_end(act, clean_drafts(act, &n, reterr), reterr));
        *ret_n += n;
    } while (n > 0);
    return OK;
}
