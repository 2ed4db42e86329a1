#include "app/award_bulk.h"

#include "app/award_change.h"
#include "app/award_renew.h"
#include "domain/id.h"
#include "text/datetime.h"

enum {
    PART = 200, /* one transaction */
    REASON_BYTES_MAX = 2000,
    OFFSET_MAX_MINUTES = 14 * 60, /* where the day begins first */
};

static const str DEEDS[] = {
    [AWARD_DEED_REVOKE] = STR("revoke"),
    [AWARD_DEED_SUSPEND] = STR("suspend"),
    [AWARD_DEED_REINSTATE] = STR("reinstate"),
    [AWARD_DEED_RECALL] = STR("recall"),
    [AWARD_DEED_APPEAL] = STR("appeal"),
    [AWARD_DEED_RELEASE] = STR("release"),
    [AWARD_DEED_RENEW] = STR("renew"),
    [AWARD_DEED_EXTEND] = STR("extend"),
    [AWARD_DEED_CORRECT] = STR("correct"),
};

const struct names award_deed_names = {DEEDS, AWARD_DEED_CORRECT + 1};

bool award_deed_takes(enum award_deed deed)
{
    return deed == AWARD_DEED_REVOKE || deed == AWARD_DEED_SUSPEND ||
           deed == AWARD_DEED_RECALL;
}

static bool makes_anew(enum award_deed deed)
{
    return deed == AWARD_DEED_RENEW || deed == AWARD_DEED_EXTEND ||
           deed == AWARD_DEED_CORRECT;
}

/* What the rules say of one; anything else ends the whole. */
static bool is_refusal(code c)
{
    switch ((int)c) {
    case E_STATE_ORDER:
    case E_ALREADY_HELD:
    case E_RENEWAL:
    case E_RENEWAL_EARLY:
    case E_RENEWAL_LATE:
    case E_DATE_ORDER:
    case E_GRADE:
    case E_NOT_LISTED:
    case E_CONFLICT:
    case E_BADGE_FORM:
    case E_KEY_RETIRED:
        return true;
    default:
        return false;
    }
}

/* --- which --- */

static code find_chosen(struct act *act,
    const struct award_bulk *bulk,
    struct award_list_row **ret,
    struct err *reterr)
{
    struct award_list_row *rows =
        arena_array(act->arena, bulk->n_ids, struct award_list_row);
    size_t i;

    TRY(arena_status(act->arena));
    for (i = 0; i < bulk->n_ids; i++)
        TRY(award_search_one(act, bulk->ids[i], &rows[i], reterr));
    *ret = rows;
    return OK;
}

static code find_rows(struct act *act,
    const struct award_bulk *bulk,
    struct award_list_row **ret,
    struct award_bulk_done *done,
    struct err *reterr)
{
    struct award_query query = bulk->query;

    if (bulk->n_ids > 0) {
        done->n = bulk->n_ids;
        return find_chosen(act, bulk, ret, reterr);
    }
    query.limit = AWARD_BULK_MAX + 1;
    query.offset = 0;
    TRY(award_search_in(act, &query, ret, &done->n, reterr));
    if (done->n > AWARD_BULK_MAX) {
        done->n = AWARD_BULK_MAX;
        done->is_cut = true;
    }
    return OK;
}

/* --- one part of them --- */

struct part {
    struct act *act;
    const struct award_bulk *bulk;
    struct award_bulk_item *items;
    size_t n;
};

static code move_one(const struct part *part, str id, struct err *reterr)
{
    static const enum award_action ACTIONS[] = {
        [AWARD_DEED_REVOKE] = AWARD_REVOKE,
        [AWARD_DEED_SUSPEND] = AWARD_SUSPEND,
        [AWARD_DEED_REINSTATE] = AWARD_REINSTATE,
        [AWARD_DEED_RECALL] = AWARD_RECALL,
        [AWARD_DEED_APPEAL] = AWARD_APPEAL,
    };
    const struct award_bulk *bulk = part->bulk;
    struct award award;

    if (bulk->deed == AWARD_DEED_RELEASE)
        return award_release_in(part->act, id, &award, reterr);
    return award_change_in(part->act, id,
        &(struct award_move){
            .action = ACTIONS[bulk->deed],
            .reason_code = bulk->reason_code,
            .reason = bulk->reason,
            .effective_on = bulk->effective_on,
        },
        &award, reterr);
}

static code move_part(const struct part *part, struct err *reterr)
{
    code result = OK;
    size_t i;

    TRY(db_begin(part->act->db, DB_WRITE, reterr));
    for (i = 0; i < part->n && result == OK; i++) {
        struct award_bulk_item *item = &part->items[i];

        item->code = move_one(part, item->row.id, reterr);
        if (!is_refusal(item->code))
            result = item->code;
    }
    if (part->bulk->is_try)
        db_rollback(part->act->db);
    else
        result = act_end(part->act, result, reterr);
    db_rollback(part->act->db);
    return result;
}

/* The orders of those that may have a successor; *ret_n of them. */
static code order_part(const struct part *part,
    struct award_order *orders,
    size_t *places,
    size_t *ret_n,
    struct err *reterr)
{
    static const enum award_succession HOW[] = {
        [AWARD_DEED_RENEW] = AWARD_SUCCEED_RENEW,
        [AWARD_DEED_EXTEND] = AWARD_SUCCEED_EXTEND,
        [AWARD_DEED_CORRECT] = AWARD_SUCCEED_CORRECT,
    };
    struct act *act = part->act;
    struct award old;
    size_t i;

    *ret_n = 0;
    for (i = 0; i < part->n; i++) {
        struct award_bulk_item *item = &part->items[i];

        TRY(sql_award_by_id(act->db, act->actor.tenant, item->row.id,
            act->arena, &old, reterr));
        item->code = award_succeed(act, &old, HOW[part->bulk->deed],
            part->bulk->until, &orders[*ret_n], reterr);
        if (item->code == OK)
            places[(*ret_n)++] = i;
        else if (!is_refusal(item->code))
            return item->code;
    }
    return OK;
}

/* Its id outlives the memory of the part. */
static void keep_id(str *to, str id, char room[ID_BYTES])
{
    size_t i;

    for (i = 0; i < id.len && i < ID_BYTES; i++)
        room[i] = id.ptr[i];
    *to = (str){room, i};
}

static code succeed_part(
    const struct part *part, char (*rooms)[ID_BYTES], struct err *reterr)
{
    struct act *act = part->act;
    struct award_order *orders =
        arena_array(act->arena, part->n, struct award_order);
    struct award_outcome *outcomes =
        arena_array(act->arena, part->n, struct award_outcome);
    size_t *places = arena_array(act->arena, part->n, size_t);
    size_t n;
    size_t i;

    TRY(arena_status(act->arena));
    TRY(order_part(part, orders, places, &n, reterr));
    if (part->bulk->is_try)
        TRY(award_try_many(act, orders, n, outcomes, reterr));
    else
        TRY(award_issue_many(act, orders, n, outcomes, reterr));
    for (i = 0; i < n; i++) {
        struct award_bulk_item *item = &part->items[places[i]];

        item->code = outcomes[i].code;
        if (item->code == OK && !part->bulk->is_try)
            keep_id(&item->successor, outcomes[i].award.id, rooms[places[i]]);
        if (item->code != OK && !is_refusal(item->code)) {
            if (reterr)
                *reterr = outcomes[i].err;
            return item->code;
        }
    }
    return OK;
}

static code do_all(struct act *act,
    const struct award_bulk *bulk,
    struct award_bulk_item *items,
    size_t n,
    struct err *reterr)
{
    char(*rooms)[ID_BYTES] = arena_zero(act->arena, n, ID_BYTES);
    struct arena_mark mark;
    size_t at;

    TRY(arena_status(act->arena));
    mark = arena_mark(act->arena);
    for (at = 0; at < n; at += PART) {
        const struct part part = {
            act, bulk, items + at, n - at < PART ? n - at : PART};

        if (makes_anew(bulk->deed))
            TRY(succeed_part(&part, rooms + at, reterr));
        else
            TRY(move_part(&part, reterr));
        arena_rewind(act->arena, mark);
    }
    return OK;
}

/* --- all of them --- */

static bool is_day(str day)
{
    return day.len == 0 || datetime_is_date(day);
}

/* Nothing is done beforehand: the status lists say what is so now. */
static bool is_to_come(const struct act *act, str day)
{
    return str_cmp(day, act_day_at(act->now, OFFSET_MAX_MINUTES, act->arena)) >
           0;
}

static code check(
    struct act *act, const struct award_bulk *bulk, struct err *reterr)
{
    if (names_word(&award_deed_names, bulk->deed).len == 0)
        return err_set(reterr, E_FORM_FIELD, S("do"));
    if (bulk->n_ids > AWARD_BULK_MAX)
        return err_set(reterr, E_LIMIT_EXCEEDED, S("id"));
    if (bulk->reason.len > REASON_BYTES_MAX)
        return err_set(reterr, E_FORM_FIELD, S("reason"));
    if (!is_day(bulk->effective_on) || is_to_come(act, bulk->effective_on))
        return err_set(reterr, E_FORM_FIELD, S("effective_on"));
    if (!is_day(bulk->until) || (bulk->deed == AWARD_DEED_EXTEND &&
                                    bulk->until.len == 0 && !bulk->is_try))
        return err_set(reterr, E_FORM_FIELD, S("until"));
    if (award_deed_takes(bulk->deed) && !bulk->is_try &&
        bulk->reason_code == AWARD_REASON_NONE)
        return err_set(reterr, E_REFUSAL_REASON, S("reason_code"));
    return OK;
}

code award_bulk(struct act *act,
    const struct award_bulk *bulk,
    struct award_bulk_done *ret,
    struct err *reterr)
{
    struct award_bulk asked = *bulk;
    struct award_bulk_done done = {0};
    struct award_bulk_item *items;
    struct award_list_row *rows = NULL;
    size_t i;

    TRY(act_may(act, RIGHT_award_change, reterr));
    if (makes_anew(bulk->deed))
        TRY(act_may(act, RIGHT_award_issue, reterr));
    TRY(check(act, bulk, reterr));
    if (bulk->is_try && bulk->reason_code == AWARD_REASON_NONE)
        asked.reason_code = AWARD_REASON_OTHER;
    if (bulk->is_try && bulk->until.len == 0)
        asked.until = S("9999-12-31");
    TRY(find_rows(act, bulk, &rows, &done, reterr));
    items = arena_array(act->arena, done.n, struct award_bulk_item);
    TRY(arena_status(act->arena));
    for (i = 0; i < done.n; i++)
        items[i].row = rows[i];
    TRY(do_all(act, &asked, items, done.n, reterr));
    for (i = 0; i < done.n; i++)
        done.n_good += items[i].code == OK;
    done.items = items;
    *ret = done;
    return OK;
}
