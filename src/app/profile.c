#include "app/profile.h"

#include "app/counter.h"
#include "app/mosaic.h"
#include "domain/id.h"
#include "store/sql.h"

static code find_own(struct act *act, struct profile *ret, struct err *reterr)
{
    const code result =
        sql_profile_of(act->db, act->actor.person, act->arena, ret, reterr);

    if (result == E_NOT_FOUND)
        *ret = (struct profile){.person = act->actor.person};
    return result == E_NOT_FOUND ? OK : result;
}

static code read_own(
    struct act *act, struct profile_own *ret, struct err *reterr)
{
    struct profile_tile *tiles;

    TRY(sql_person_by_id(
        act->db, act->actor.person, act->arena, &ret->person, reterr));
    TRY(find_own(act, &ret->profile, reterr));
    if (ret->profile.slug.len == 0)
        ret->profile.slug = slug_of(ret->person.name, act->arena);
    TRY(sql_profile_tile_list(
        act->db, act->actor.person, act->arena, &tiles, &ret->n_tiles, reterr));
    ret->tiles = tiles;
    return OK;
}

code profile_own(struct act *act, struct profile_own *ret, struct err *reterr)
{
    TRY(act_may(act, RIGHT_person, reterr));
    TRY(db_begin(act->db, DB_READ, reterr));
    return act_end(act, read_own(act, ret, reterr), reterr);
}

/* --- writing --- */

static code check_edit(const struct profile_edit *edit, struct err *reterr)
{
    if (edit->name.len == 0 || edit->name.len > PROFILE_NAME_BYTES_MAX)
        return err_set(reterr, E_FORM_FIELD, S("name"));
    if (edit->headline.len > PROFILE_LINE_BYTES_MAX)
        return err_set(reterr, E_FORM_FIELD, S("headline"));
    if (edit->about.len > PROFILE_ABOUT_BYTES_MAX)
        return err_set(reterr, E_FORM_FIELD, S("about"));
    return OK;
}

static bool is_shown(const struct profile_own *own, str award)
{
    size_t i;

    for (i = 0; i < own->n_tiles; i++) {
        if (str_eq(own->tiles[i].award, award))
            return own->tiles[i].shown != 0;
    }
    return false;
}

static bool is_asked(const struct profile_edit *edit, str award)
{
    size_t i;

    for (i = 0; i < edit->n_awards; i++) {
        if (str_eq(edit->awards[i], award))
            return true;
    }
    return false;
}

/* Each of the actor's awards is shown or hidden as asked. */
static code put_tiles(struct act *act,
    const struct profile_edit *edit,
    const struct profile_own *own,
    struct err *reterr)
{
    struct award_list_person_row *rows;
    size_t n;
    size_t i;

    TRY(sql_award_list_person(act->db, act->actor.person,
        act_day_at(act->now, 0, act->arena), act->arena, &rows, &n, reterr));
    for (i = 0; i < n; i++) {
        const struct profile_tile tile = {
            .person = act->actor.person,
            .tenant = rows[i].tenant,
            .award = rows[i].id,
            .shown = is_asked(edit, rows[i].id),
        };
        const struct award award = {.tenant = tile.tenant, .id = tile.award};

        if ((tile.shown != 0) == is_shown(own, tile.award))
            continue;
        TRY(sql_profile_tile_put(act->db, &tile, NULL, reterr));
        if (tile.shown)
            TRY(counter_put(act, &award, COUNTER_SHARED, reterr));
    }
    return OK;
}

static code save(
    struct act *act, const struct profile_edit *edit, struct err *reterr)
{
    struct profile_own own;
    code result;

    TRY(read_own(act, &own, reterr));
    own.person.name = edit->name;
    own.person.language = edit->language;
    own.person.updated_at = act->now;
    TRY(sql_person_update(act->db, &own.person, NULL, reterr));
    own.profile.slug =
        slug_of(edit->slug.len > 0 ? edit->slug : edit->name, act->arena);
    own.profile.shown = edit->shown;
    own.profile.headline = edit->headline;
    own.profile.about = edit->about;
    own.profile.updated_at = act->now;
    result = sql_profile_put(act->db, &own.profile, NULL, reterr);
    if (result == E_CONFLICT)
        return err_set(reterr, E_CONFLICT, S("slug"));
    TRY(result);
    TRY(put_tiles(act, edit, &own, reterr));
    return act_record(
        act, S(""), S("profile.save"), act->actor.person, S(""), reterr);
}

code profile_save(
    struct act *act, const struct profile_edit *edit, struct err *reterr)
{
    TRY(act_may(act, RIGHT_person, reterr));
    TRY(check_edit(edit, reterr));
    TRY(db_begin(act->db, DB_WRITE, reterr));
    return act_end(act, save(act, edit, reterr), reterr);
}

/* --- for everybody --- */

static code read_page(
    struct act *act, str slug, struct profile_page *ret, struct err *reterr)
{
    struct person person;
    struct award *awards;
    size_t n;

    TRY(sql_profile_by_slug(act->db, slug, act->arena, &ret->profile, reterr));
    ret->own = str_eq(ret->profile.person, act->actor.person);
    if (ret->profile.shown == 0 && !ret->own)
        return err_set(reterr, E_NOT_FOUND, slug);
    TRY(sql_person_by_id(
        act->db, ret->profile.person, act->arena, &person, reterr));
    ret->name = person.name;
    TRY(sql_profile_awards(
        act->db, ret->profile.person, act->arena, &awards, &n, reterr));
    return showcase_read(act, awards, n, &ret->showcase, reterr);
}

code profile_show(
    struct act *act, str slug, struct profile_page *ret, struct err *reterr)
{
    TRY(db_begin(act->db, DB_READ, reterr));
    return act_end(act, read_page(act, slug, ret, reterr), reterr);
}
