#include "app/share.h"

#include "app/counter.h"
#include "domain/person.h"
#include "store/sql.h"
#include "text/datetime.h"

static str today(const struct act *act)
{
    return act_day_at(act->now, 0, act->arena);
}

/* --- writing --- */

static code check_edit(
    struct act *act, const struct share_edit *edit, struct err *reterr)
{
    if (edit->title.len == 0 || edit->title.len > SHARE_TITLE_BYTES_MAX)
        return err_set(reterr, E_FORM_FIELD, S("title"));
    if (edit->ends_on.len > 0 && (!datetime_is_date(edit->ends_on) ||
                                     str_cmp(edit->ends_on, today(act)) < 0))
        return err_set(reterr, E_FORM_FIELD, S("ends_on"));
    if (edit->n_awards == 0 || edit->n_awards > SHARE_AWARDS_MAX)
        return err_set(reterr, E_FORM_FIELD, S("award"));
    return OK;
}

static bool is_new(const struct award *before, size_t n, str id)
{
    size_t i;

    for (i = 0; i < n; i++) {
        if (str_eq(before[i].id, id))
            return false;
    }
    return true;
}

/* One of the actor's own that was taken; any other is a fault of the form. */
static code find_award(
    struct act *act, str id, struct award *ret, struct err *reterr)
{
    const code result = sql_award_of_person(
        act->db, id, act->actor.person, act->arena, ret, reterr);

    if (result == E_NOT_FOUND || (result == OK && ret->claimed_at == 0))
        return err_set(reterr, E_FORM_FIELD, S("award"));
    return result;
}

/* The awards of a share instead of those before. */
static code put_awards(struct act *act,
    const struct share *share,
    const struct share_edit *edit,
    struct err *reterr)
{
    struct award *before;
    struct award award;
    size_t n_before;
    size_t i;

    TRY(sql_share_award_full(
        act->db, share->id, act->arena, &before, &n_before, reterr));
    TRY(sql_share_award_clear(act->db, share->id, NULL, reterr));
    for (i = 0; i < edit->n_awards; i++) {
        struct share_award row = {
            .share = share->id, .position = (int64_t)i + 1};

        TRY(find_award(act, edit->awards[i], &award, reterr));
        row.tenant = award.tenant;
        row.award = award.id;
        TRY(sql_share_award_insert(act->db, &row, NULL, reterr));
        if (is_new(before, n_before, award.id))
            TRY(counter_put(act, &award, COUNTER_SHARED, reterr));
    }
    return OK;
}

static code create(struct act *act,
    const struct share_edit *edit,
    struct share *share,
    struct err *reterr)
{
    TRY(act_id(act, &share->id, reterr));
    TRY(sql_share_insert(act->db, share, NULL, reterr));
    TRY(put_awards(act, share, edit, reterr));
    return act_record(act, S(""), S("share.create"), share->id, S(""), reterr);
}

code share_create(struct act *act,
    const struct share_edit *edit,
    struct share *ret,
    struct err *reterr)
{
    struct share share = {
        .person = act->actor.person,
        .title = edit->title,
        .ends_on = edit->ends_on,
        .hidden = edit->hidden,
        .created_at = act->now,
    };

    TRY(act_may(act, RIGHT_person, reterr));
    TRY(check_edit(act, edit, reterr));
    TRY(db_begin(act->db, DB_WRITE, reterr));
    TRY(act_end(act, create(act, edit, &share, reterr), reterr));
    *ret = share;
    return OK;
}

static code find_own(
    struct act *act, str id, struct share *ret, struct err *reterr)
{
    TRY(sql_share_by_id(act->db, id, act->arena, ret, reterr));
    return str_eq(ret->person, act->actor.person)
               ? OK
               : err_set(reterr, E_NOT_FOUND, id);
}

static code change(
    struct act *act, str id, const struct share_edit *edit, struct err *reterr)
{
    struct share share;

    TRY(find_own(act, id, &share, reterr));
    share.title = edit->title;
    share.ends_on = edit->ends_on;
    share.hidden = edit->hidden;
    TRY(sql_share_update(act->db, &share, NULL, reterr));
    TRY(put_awards(act, &share, edit, reterr));
    return act_record(act, S(""), S("share.change"), id, S(""), reterr);
}

code share_change(
    struct act *act, str id, const struct share_edit *edit, struct err *reterr)
{
    TRY(act_may(act, RIGHT_person, reterr));
    TRY(check_edit(act, edit, reterr));
    TRY(db_begin(act->db, DB_WRITE, reterr));
    return act_end(act, change(act, id, edit, reterr), reterr);
}

static code turn(
    struct act *act, str id, enum share_move move, struct err *reterr)
{
    struct share share;

    TRY(find_own(act, id, &share, reterr));
    share.withdrawn_at = move == SHARE_WITHDRAW ? act->now : 0;
    TRY(sql_share_update(act->db, &share, NULL, reterr));
    return act_record(act, S(""),
        move == SHARE_WITHDRAW ? S("share.withdraw") : S("share.open"), id,
        S(""), reterr);
}

code share_switch(
    struct act *act, str id, enum share_move move, struct err *reterr)
{
    TRY(act_may(act, RIGHT_person, reterr));
    TRY(db_begin(act->db, DB_WRITE, reterr));
    return act_end(act, turn(act, id, move, reterr), reterr);
}

/* --- reading --- */

code share_mine(
    struct act *act, struct share **ret, size_t *ret_n, struct err *reterr)
{
    TRY(act_may(act, RIGHT_person, reterr));
    return sql_share_list(
        act->db, act->actor.person, act->arena, ret, ret_n, reterr);
}

static code read_awards(
    struct act *act, struct share_page *page, struct err *reterr)
{
    struct award *awards;
    size_t n;

    TRY(sql_share_award_full(
        act->db, page->share.id, act->arena, &awards, &n, reterr));
    return showcase_read(act, awards, n, &page->showcase, reterr);
}

static code read_page(
    struct act *act, str id, struct share_page *ret, struct err *reterr)
{
    struct person person;

    TRY(sql_share_by_id(act->db, id, act->arena, &ret->share, reterr));
    TRY(sql_person_by_id(
        act->db, ret->share.person, act->arena, &person, reterr));
    ret->own = str_eq(person.id, act->actor.person);
    ret->is_open = share_is_open(&ret->share, today(act));
    ret->holder =
        (ret->share.hidden & SHARE_HIDE_NAME) != 0 ? S("") : person.name;
    if (!ret->is_open && !ret->own)
        return err_set(reterr, E_SHARE_ENDED, S("share"));
    return read_awards(act, ret, reterr);
}

code share_show(
    struct act *act, str id, struct share_page *ret, struct err *reterr)
{
    TRY(db_begin(act->db, DB_READ, reterr));
    return act_end(act, read_page(act, id, ret, reterr), reterr);
}

code share_own(
    struct act *act, str id, struct share_page *ret, struct err *reterr)
{
    code result;

    TRY(act_may(act, RIGHT_person, reterr));
    result = share_show(act, id, ret, reterr);
    if (result == E_SHARE_ENDED || (result == OK && !ret->own))
        return err_set(reterr, E_NOT_FOUND, id);
    return result;
}
