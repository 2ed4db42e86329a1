#include "app/organisation_review.h"

#include "domain/id.h"
#include "store/sql.h"
#include "text/json.h"

enum {
    REASON_BYTES_MAX = 1000,
    DATA_BYTES_MAX = 8000,
};

code organisation_search(struct act *act,
    const struct organisation_query *query,
    struct organisation_list *ret,
    struct err *reterr)
{
    const str parts[] = {
        S("%"), name_skeleton(query->text, act->arena), S("%")};
    struct organisation_page_args args = {
        .q = {"", 0},
        .state = query->state,
        .limit = ORGANISATION_PAGE_ROWS,
        .offset = query->offset,
    };
    struct organisation_page_count_row count;
    struct organisation *rows;

    TRY(act_may(act, RIGHT_installation, reterr));
    if (query->text.len > 0)
        args.q = arena_join(act->arena, parts, 3);
    TRY(sql_organisation_page(
        act->db, &args, act->arena, &rows, &ret->n, reterr));
    TRY(sql_organisation_page_count(
        act->db, args.q, args.state, act->arena, &count, reterr));
    ret->rows = rows;
    ret->of = count.n;
    return OK;
}

static code review(struct act *act,
    str slug,
    struct organisation_reviewed *ret,
    struct err *reterr)
{
    struct organisation *alike;
    size_t n;
    size_t i;

    TRY(sql_organisation_by_slug(
        act->db, slug, act->arena, &ret->organisation, reterr));
    TRY(sql_organisation_by_skeleton(
        act->db, ret->organisation.skeleton, act->arena, &alike, &n, reterr));
    for (i = 0; i < n; i++) {
        if (!str_eq(alike[i].tenant, ret->organisation.tenant))
            alike[ret->n_alike++] = alike[i];
    }
    ret->alike = alike;
    return OK;
}

code organisation_review(struct act *act,
    str slug,
    struct organisation_reviewed *ret,
    struct err *reterr)
{
    struct organisation_reviewed found = {0};
    code result;

    TRY(act_may(act, RIGHT_installation, reterr));
    TRY(db_begin(act->db, DB_READ, reterr));
    result = review(act, slug, &found, reterr);
    db_rollback(act->db);
    if (result == OK)
        *ret = found;
    return result;
}

/* The reason, as the data of an event. */
static code reason_data(
    struct act *act, str reason, str *ret, struct err *reterr)
{
    struct json *object = json_new(act->arena, JSON_OBJECT);
    struct buf out;
    code result;

    json_put_text(object, S("reason"), reason, act->arena);
    buf_init(&out, act->arena, DATA_BYTES_MAX);
    json_write(&out, object, JSON_COMPACT);
    result = buf_finish_str(&out, ret);
    return result == OK ? OK : err_set(reterr, result, S("reason"));
}

static code set_state(
    struct act *act, str slug, int64_t state, str reason, struct err *reterr)
{
    struct organisation o;
    str data;

    TRY(sql_organisation_by_slug(act->db, slug, act->arena, &o, reterr));
    if (o.state == state)
        return err_set(reterr, E_STATE_ORDER, slug);
    TRY(reason_data(act, reason, &data, reterr));
    TRY(sql_organisation_set_state(
        act->db, state, act->now, o.tenant, NULL, reterr));
    TRY(act_record(
        act, o.tenant, S("organisation_state"), o.tenant, data, reterr));
    return act_record(
        act, S(""), S("organisation_state"), o.tenant, data, reterr);
}

code organisation_set_state(
    struct act *act, str slug, int64_t state, str reason, struct err *reterr)
{
    TRY(act_may(act, RIGHT_installation, reterr));
    if (state < ORGANISATION_ACTIVE || state > ORGANISATION_CLOSED)
        return err_set(reterr, E_FORM_FIELD, S("state"));
    if (state != ORGANISATION_ACTIVE && reason.len == 0)
        return err_set(reterr, E_REFUSAL_REASON, S("reason"));
    if (reason.len > REASON_BYTES_MAX)
        return err_set(reterr, E_FORM_FIELD, S("reason"));
    TRY(db_begin(act->db, DB_WRITE, reterr));
    return act_end(act, set_state(act, slug, state, reason, reterr), reterr);
}
