#include "app/award_list.h"

#include "domain/batch.h"
#include "domain/definition_json.h"
#include "domain/person.h"
#include "domain/submission.h"

enum {
    EVENTS_MAX = 50,
};

/* --- finding --- */

/* What lower() of the database makes of ASCII. */
static str pattern_of(struct act *act, str text)
{
    struct buf out;
    str pattern = {NULL, 0};
    size_t i;

    if (text.len == 0)
        return text;
    buf_init(&out, act->arena, text.len + 2);
    buf_byte(&out, '%');
    for (i = 0; i < text.len; i++) {
        const uint8_t c = (uint8_t)text.ptr[i];

        buf_byte(&out, c >= 'A' && c <= 'Z' ? (uint8_t)(c - 'A' + 'a') : c);
    }
    buf_byte(&out, '%');
    return buf_finish_str(&out, &pattern) == OK ? pattern : S("");
}

static code today_of(struct act *act, str *ret, struct err *reterr)
{
    struct organisation organisation;

    TRY(sql_organisation_by_tenant(
        act->db, act->actor.tenant, act->arena, &organisation, reterr));
    *ret = act_day_at(act->now, organisation.utc_offset_minutes, act->arena);
    return arena_status(act->arena);
}

static code find(struct act *act,
    const struct award_query *query,
    str id,
    struct award_list_row **ret,
    size_t *ret_n,
    struct err *reterr)
{
    struct award_list_args args = {
        .tenant = act->actor.tenant,
        .id = id,
        .state = query->state,
        .waiting = query->waiting,
        .achievement = query->achievement,
        .batch = query->batch,
        .q = pattern_of(act, query->text),
        .limit = query->limit,
        .offset = query->offset,
    };

    TRY(today_of(act, &args.day_on, reterr));
    return sql_award_list(act->db, &args, act->arena, ret, ret_n, reterr);
}

static code count(struct act *act,
    const struct award_query *query,
    int64_t *ret,
    struct err *reterr)
{
    struct award_count_args args = {
        .tenant = act->actor.tenant,
        .state = query->state,
        .waiting = query->waiting,
        .achievement = query->achievement,
        .batch = query->batch,
        .q = pattern_of(act, query->text),
        .limit = AWARD_COUNT_MAX,
    };
    struct award_count_row row;

    TRY(today_of(act, &args.day_on, reterr));
    TRY(sql_award_count(act->db, &args, act->arena, &row, reterr));
    *ret = row.n;
    return OK;
}

code award_search_in(struct act *act,
    const struct award_query *query,
    struct award_list_row **ret,
    size_t *ret_n,
    struct err *reterr)
{
    return find(act, query, S(""), ret, ret_n, reterr);
}

code award_search(struct act *act,
    const struct award_query *query,
    struct award_list_row **ret,
    size_t *ret_n,
    int64_t *ret_n_all,
    struct err *reterr)
{
    code result;

    TRY(act_may(act, RIGHT_award_read, reterr));
    TRY(db_begin(act->db, DB_READ, reterr));
    result = find(act, query, S(""), ret, ret_n, reterr);
    if (result == OK)
        result = count(act, query, ret_n_all, reterr);
    return act_end(act, result, reterr);
}

code award_search_one(
    struct act *act, str id, struct award_list_row *ret, struct err *reterr)
{
    const struct award_query query = {.limit = 1};
    struct award_list_row *rows;
    size_t n;

    if (id.len == 0)
        return err_set(reterr, E_NOT_FOUND, id);
    TRY(find(act, &query, id, &rows, &n, reterr));
    if (n == 0)
        return err_set(reterr, E_NOT_FOUND, id);
    *ret = rows[0];
    return OK;
}

int64_t award_row_state(const struct award_list_row *row, str day)
{
    const struct award award = {.state = row->state,
        .state_on = row->state_on,
        .valid_until = row->valid_until};

    return award_state_today(&award, day);
}

/* --- why --- */

/* Nobody, when the person is gone. */
static code read_person(
    struct act *act, str id, struct person *ret, struct err *reterr)
{
    code result;

    *ret = (struct person){0};
    if (id.len == 0)
        return OK;
    result = sql_person_by_id(act->db, id, act->arena, ret, reterr);
    return result == E_NOT_FOUND ? OK : result;
}

/* The judgement that it rests on, and what was handed in. */
static code read_work(
    struct act *act, struct award_why *ret, struct err *reterr)
{
    const struct award *award = &ret->award;
    struct assessment *all;
    size_t n;

    if (award->enrolment.len == 0)
        return OK;
    TRY(sql_assessment_list(act->db, award->tenant, award->enrolment,
        act->arena, &all, &n, reterr));
    if (n == 0)
        return OK;
    ret->assessed = all[n - 1];
    TRY(sql_evidence_list(act->db, award->tenant, ret->assessed.submission,
        act->arena, &ret->evidence, &ret->n_evidence, reterr));
    return read_person(act, ret->assessed.assessor, &ret->assessor, reterr);
}

static code read_actors(
    struct act *act, struct award_why *ret, struct err *reterr)
{
    struct person person;
    size_t i;

    ret->actors = arena_array(act->arena, ret->n_changes, str);
    TRY(arena_status(act->arena));
    for (i = 0; i < ret->n_changes; i++) {
        TRY(read_person(act, ret->changes[i].actor, &person, reterr));
        ret->actors[i] = person.name;
    }
    return OK;
}

static code read_batch(
    struct act *act, struct award_why *ret, struct err *reterr)
{
    code result;

    if (ret->award.batch.len == 0)
        return OK;
    result = sql_batch_by_id(act->db, ret->award.tenant, ret->award.batch,
        act->arena, &ret->batch, reterr);
    return result == E_NOT_FOUND ? OK : result;
}

static code read_award(
    struct act *act, str id, struct award_why *ret, struct err *reterr)
{
    const struct award *award = &ret->award;

    TRY(sql_award_by_id(
        act->db, act->actor.tenant, id, act->arena, &ret->award, reterr));
    if (award->state == AWARD_PREPARED)
        return err_set(reterr, E_NOT_FOUND, id);
    TRY(sql_achievement_version_by_number(act->db, award->tenant,
        award->achievement, award->version, act->arena, &ret->version, reterr));
    return definition_parse(
        ret->version.definition, act->arena, &ret->definition, reterr);
}

static code read_why(
    struct act *act, str id, struct award_why *ret, struct err *reterr)
{
    const struct award *award = &ret->award;

    TRY(read_award(act, id, ret, reterr));
    TRY(sql_award_change_list(act->db, award->tenant, award->id, act->arena,
        &ret->changes, &ret->n_changes, reterr));
    TRY(read_actors(act, ret, reterr));
    TRY(sql_event_about(act->db, award->tenant, id, EVENTS_MAX, act->arena,
        &ret->events, &ret->n_events, reterr));
    TRY(read_person(act, award->created_by, &ret->giver, reterr));
    TRY(read_work(act, ret, reterr));
    TRY(read_batch(act, ret, reterr));
    return today_of(act, &ret->today, reterr);
}

code award_why(
    struct act *act, str id, struct award_why *ret, struct err *reterr)
{
    struct award_why why = {0};
    code result;

    TRY(act_may(act, RIGHT_award_read, reterr));
    TRY(db_begin(act->db, DB_READ, reterr));
    result = act_end(act, read_why(act, id, &why, reterr), reterr);
    if (result == OK)
        *ret = why;
    return result;
}
