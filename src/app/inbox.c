#include "app/inbox.h"

const int64_t INBOX_WISHES[] = {
    NOTICE_CLAIM_REMINDER,
    NOTICE_EXPIRY,
    NOTICE_AWARD_CHANGED,
    NOTICE_ENROLMENT,
    NOTICE_ASSESSMENT,
    NOTICE_TO_ASSESS,
    NOTICE_ATTESTATION,
    NOTICE_APPROVAL,
    0,
};

static code read(
    struct act *act, int64_t offset, struct inbox *ret, struct err *reterr)
{
    struct notice_count_row count;
    struct notice_list_row *rows;

    TRY(sql_notice_list(act->db, act->actor.person, INBOX_PAGE_ROWS, offset,
        act->arena, &rows, &ret->n, reterr));
    TRY(sql_notice_count(
        act->db, act->actor.person, act->arena, &count, reterr));
    ret->rows = rows;
    ret->of = count.n;
    return OK;
}

code inbox_list(
    struct act *act, int64_t offset, struct inbox *ret, struct err *reterr)
{
    code result;

    TRY(act_may(act, RIGHT_person, reterr));
    TRY(db_begin(act->db, DB_READ, reterr));
    result = read(act, offset, ret, reterr);
    db_rollback(act->db);
    return result;
}

code inbox_read(struct act *act, struct err *reterr)
{
    TRY(act_may(act, RIGHT_person, reterr));
    TRY(db_begin(act->db, DB_WRITE, reterr));
    return act_end(act,
        sql_notice_read(act->db, act->now, act->actor.person, NULL, reterr),
        reterr);
}

code inbox_unread(struct act *act, int64_t *ret, struct err *reterr)
{
    struct notice_unread_row row;

    TRY(sql_notice_unread(
        act->db, act->actor.person, act->arena, &row, reterr));
    *ret = row.n;
    return OK;
}

/* --- wishes --- */

code inbox_wishes(
    struct act *act, bool ret[NOTICE_INVITATION + 1], struct err *reterr)
{
    struct preference *rows;
    size_t n;
    size_t i;

    TRY(act_may(act, RIGHT_person, reterr));
    TRY(sql_preference_list(
        act->db, act->actor.person, act->arena, &rows, &n, reterr));
    for (i = 0; i <= NOTICE_INVITATION; i++)
        ret[i] = true;
    for (i = 0; i < n; i++) {
        if (rows[i].kind > 0 && rows[i].kind <= NOTICE_INVITATION)
            ret[rows[i].kind] = rows[i].by_mail != 0;
    }
    return OK;
}

static code put_wishes(struct act *act, const bool *wishes, struct err *reterr)
{
    size_t i;

    for (i = 0; INBOX_WISHES[i] != 0; i++) {
        const struct preference row = {
            .person = act->actor.person,
            .kind = INBOX_WISHES[i],
            .by_mail = wishes[INBOX_WISHES[i]],
        };

        TRY(sql_preference_put(act->db, &row, NULL, reterr));
    }
    return OK;
}

code inbox_set_wishes(struct act *act,
    const bool wishes[NOTICE_INVITATION + 1],
    struct err *reterr)
{
    TRY(act_may(act, RIGHT_person, reterr));
    TRY(db_begin(act->db, DB_WRITE, reterr));
    return act_end(act, put_wishes(act, wishes, reterr), reterr);
}
