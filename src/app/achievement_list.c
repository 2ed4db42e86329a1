/* Lists of achievements for those who work on them, and the library of what
 * others share: see achievement.h. */
#include "app/achievement_part.h"
#include "app/catalogue.h"
#include "domain/definition_json.h"

static code search(struct act *act,
    const struct achievement_query *query,
    struct achievement_hits *ret,
    struct err *reterr)
{
    const struct achievement_office_args args = {
        .tenant = act->actor.tenant,
        .state = query->state,
        .q = catalogue_pattern(query->text, act->arena),
        .limit = query->limit,
        .offset = query->offset,
    };
    struct achievement_office_count_row count;
    struct achievement_office_row *rows;

    TRY(sql_achievement_office(
        act->db, &args, act->arena, &rows, &ret->n_rows, reterr));
    TRY(sql_achievement_office_count(
        act->db, args.tenant, args.q, args.state, act->arena, &count, reterr));
    ret->rows = rows;
    ret->n = count.n;
    return OK;
}

code achievement_search(struct act *act,
    const struct achievement_query *query,
    struct achievement_hits *ret,
    struct err *reterr)
{
    code result;

    TRY(act_may(act, RIGHT_achievement_read, reterr));
    TRY(db_begin(act->db, DB_READ, reterr));
    result = search(act, query, ret, reterr);
    db_rollback(act->db);
    return result;
}

/* --- the shared library --- */

static code look(struct act *act,
    const struct achievement_query *query,
    struct achievement_library *ret,
    struct err *reterr)
{
    const struct achievement_library_args args = {
        .tenant = act->actor.tenant,
        .q = catalogue_pattern(query->text, act->arena),
        .limit = query->limit,
        .offset = query->offset,
    };
    struct achievement_library_count_row count;
    struct achievement_library_row *rows;

    TRY(sql_achievement_library(
        act->db, &args, act->arena, &rows, &ret->n_rows, reterr));
    TRY(sql_achievement_library_count(
        act->db, args.tenant, args.q, act->arena, &count, reterr));
    ret->rows = rows;
    ret->n = count.n;
    return OK;
}

code achievement_look(struct act *act,
    const struct achievement_query *query,
    struct achievement_library *ret,
    struct err *reterr)
{
    code result;

    TRY(act_may(act, RIGHT_achievement_read, reterr));
    TRY(db_begin(act->db, DB_READ, reterr));
    result = look(act, query, ret, reterr);
    db_rollback(act->db);
    return result;
}

/* Without what is the other organisation's own. */
static void make_own(struct definition *d)
{
    d->code = S("");
    d->n_prices = 0;
    d->n_sites = 0;
    d->n_recognitions = 0;
    d->n_stacks = 0;
    d->prerequisites = S("");
    d->quality = (struct quality_mark){0};
    d->image.file = S("");
    d->image.series_at = d->image.series_of = 0;
}

static code adopt(
    struct act *act, struct achievement_job *job, struct err *reterr)
{
    struct achievement_edit edit = {0};
    struct achievement_version version;
    struct achievement achievement;
    struct definition d;

    TRY(sql_achievement_public(
        act->db, job->id, act->arena, &achievement, reterr));
    if (!achievement.shared || str_eq(achievement.tenant, act->actor.tenant))
        return err_set(reterr, E_NOT_FOUND, job->id);
    TRY(sql_achievement_version_by_number(act->db, achievement.tenant,
        achievement.id, achievement.listed_version, act->arena, &version,
        reterr));
    TRY(definition_parse(version.definition, act->arena, &d, reterr));
    make_own(&d);
    TRY(definition_write(&d, act->arena, &edit.json, reterr));
    job->edit = &edit;
    job->adopted_from = achievement.id;
    return achievement_write_new(act, job, reterr);
}

code achievement_adopt(struct act *act,
    str id,
    struct achievement_version *ret,
    struct err *reterr)
{
    struct findings findings;
    struct achievement_job job = {.id = id, .findings = &findings, .ret = ret};

    findings_init(&findings, act->arena);
    return achievement_work(act, RIGHT_achievement_write, adopt, &job, reterr);
}
