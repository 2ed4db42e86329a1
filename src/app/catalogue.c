#include "app/catalogue.h"

#include "app/upload.h"
#include "domain/id.h"
#include "draw/badge.h"
#include "draw/upload.h"
#include "store/sql.h"
#include "text/base64.h"

enum {
    PATTERN_BYTES_MAX = 4096,
    SERIES_MAX = 12,
};

/* --- one --- */

static code get(struct act *act,
    str id,
    int64_t version,
    struct achievement_full *ret,
    struct err *reterr)
{
    struct achievement achievement;
    struct achievement_full full;

    TRY(sql_achievement_public(act->db, id, act->arena, &achievement, reterr));
    TRY(achievement_read(act, &achievement,
        version > 0 ? version : achievement.listed_version, &full, reterr));
    if (full.version.state < ACHIEVEMENT_LISTED ||
        full.organisation.state == ORGANISATION_HELD)
        return err_set(reterr, E_NOT_FOUND, id);
    *ret = full;
    return OK;
}

code catalogue_get(struct act *act,
    str id,
    int64_t version,
    struct achievement_full *ret,
    struct err *reterr)
{
    code result;

    TRY(db_begin(act->db, DB_READ, reterr));
    result = get(act, id, version, ret, reterr);
    db_rollback(act->db);
    return result;
}

code catalogue_design(const struct achievement_full *full,
    struct arena *arena,
    struct badge_design *ret,
    struct err *reterr)
{
    const struct image_design *image = &full->definition.image;
    struct badge_design design =
        badge_design_default(full->version.title, full->organisation.name);
    struct json *told = json_new(arena, JSON_OBJECT);

    json_put_text(told, S("shape"), image->shape, arena);
    json_put_text(told, S("icon"), image->icon, arena);
    json_put_text(told, S("accent"), image->accent, arena);
    TRY(arena_status(arena));
    TRY(badge_design_from_json(told, &design, reterr));
    design.level = image->level;
    if (image->series_of > 0 && image->series_of <= SERIES_MAX &&
        image->series_at > 0 && image->series_at <= image->series_of) {
        design.series_at = (uint32_t)image->series_at;
        design.series_of = (uint32_t)image->series_of;
    }
    *ret = design;
    return OK;
}

/* A PNG within the field of a drawn badge, as large as it fits. */
static code embed(bytes png, struct arena *arena, str *ret, struct err *reterr)
{
    const str parts[] = {
        S("<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\""
          "http://www.w3.org/1999/xlink\" width=\"600\" height=\"600\" "
          "viewBox=\"0 0 600 600\"><image width=\"600\" height=\"600\" "
          "xlink:href=\"data:image/png;base64,"),
        base64_encode(png, BASE64, arena), S("\"/></svg>")};

    *ret = arena_join(arena, parts, sizeof(parts) / sizeof(parts[0]));
    return arena_status(arena) == OK
               ? OK
               : err_set(reterr, arena_status(arena), S("picture"));
}

static code read_picture(struct act *act,
    const struct achievement_full *full,
    struct file *ret,
    bytes *ret_image,
    struct err *reterr)
{
    code result;

    TRY(db_begin(act->db, DB_READ, reterr));
    result = upload_read(act, full->version.tenant, full->definition.image.file,
        ret, ret_image, reterr);
    db_rollback(act->db);
    return result;
}

code catalogue_drawing(struct act *act,
    const struct achievement_full *full,
    str *ret,
    struct err *reterr)
{
    struct badge_design design;
    struct file file;
    bytes image;

    if (full->definition.image.file.len == 0) {
        TRY(catalogue_design(full, act->arena, &design, reterr));
        return badge_draw(&design, act->arena, ret, reterr);
    }
    TRY(read_picture(act, full, &file, &image, reterr));
    if (str_eq(file.media_type, upload_media_type(UPLOAD_PNG)))
        return embed(image, act->arena, ret, reterr);
    *ret = bytes_str(image);
    return OK;
}

/* --- many --- */

str catalogue_pattern(str text, struct arena *arena)
{
    const str folded = text_fold(text, arena);
    struct buf out;
    str pattern = {NULL, 0};
    size_t i;

    if (folded.len == 0)
        return S("");
    buf_init(&out, arena, PATTERN_BYTES_MAX);
    buf_byte(&out, '%');
    for (i = 0; i < folded.len; i++) {
        const char c = folded.ptr[i];

        buf_byte(&out, (uint8_t)(c == ' ' ? '%' : c == '%' ? '_' : c));
    }
    buf_byte(&out, '%');
    return buf_finish_str(&out, &pattern) == OK ? pattern : S("");
}

static code read_hits(struct act *act,
    const struct achievement_version *found,
    size_t n,
    struct catalogue_hits *ret,
    struct err *reterr)
{
    struct catalogue_hit *hits =
        arena_array(act->arena, n, struct catalogue_hit);
    size_t i;

    for (i = 0; hits && i < n; i++) {
        struct achievement_skill *skills;

        hits[i].version = found[i];
        TRY(sql_organisation_by_tenant(act->db, found[i].tenant, act->arena,
            &hits[i].organisation, reterr));
        TRY(sql_achievement_skill_list(act->db, found[i].tenant,
            found[i].achievement, found[i].version, act->arena, &skills,
            &hits[i].n_skills, reterr));
        hits[i].skills = skills;
    }
    ret->hits = hits;
    ret->n_hits = n;
    return arena_status(act->arena);
}

static code search(struct act *act,
    const struct catalogue_query *query,
    struct catalogue_hits *ret,
    struct err *reterr)
{
    const str pattern = catalogue_pattern(query->text, act->arena);
    const struct catalogue_search_args args = {
        .slug = query->slug,
        .q = pattern,
        .skill = query->skill,
        .level = query->level,
        .minutes_min = query->minutes_min,
        .minutes_max = query->minutes_max,
        .price_max = query->price_max,
        .mode = query->mode,
        .credit_bearing = query->credit_bearing,
        .limit = query->limit,
        .offset = query->offset,
    };
    const struct catalogue_count_args counted = {
        .slug = query->slug,
        .q = pattern,
        .skill = query->skill,
        .level = query->level,
        .minutes_min = query->minutes_min,
        .minutes_max = query->minutes_max,
        .price_max = query->price_max,
        .mode = query->mode,
        .credit_bearing = query->credit_bearing,
    };
    struct catalogue_count_row count;
    struct achievement_version *found;
    size_t n;

    TRY(sql_catalogue_count(act->db, &counted, act->arena, &count, reterr));
    TRY(sql_catalogue_search(act->db, &args, act->arena, &found, &n, reterr));
    ret->n = count.n;
    return read_hits(act, found, n, ret, reterr);
}

code catalogue_search(struct act *act,
    const struct catalogue_query *query,
    struct catalogue_hits *ret,
    struct err *reterr)
{
    code result;

    TRY(db_begin(act->db, DB_READ, reterr));
    result = search(act, query, ret, reterr);
    db_rollback(act->db);
    return result;
}

static code newest(struct act *act,
    int64_t limit,
    struct catalogue_hits *ret,
    struct err *reterr)
{
    const struct catalogue_count_args all = {.price_max = -1};
    struct catalogue_count_row count;
    struct achievement_version *found;
    size_t n;

    TRY(sql_catalogue_count(act->db, &all, act->arena, &count, reterr));
    TRY(sql_catalogue_newest(act->db, limit, act->arena, &found, &n, reterr));
    ret->n = count.n;
    return read_hits(act, found, n, ret, reterr);
}

code catalogue_newest(struct act *act,
    int64_t limit,
    struct catalogue_hits *ret,
    struct err *reterr)
{
    code result;

    TRY(db_begin(act->db, DB_READ, reterr));
    result = newest(act, limit, ret, reterr);
    db_rollback(act->db);
    return result;
}

code catalogue_skills(struct act *act,
    struct achievement_skill **ret,
    size_t *ret_n,
    struct err *reterr)
{
    code result;

    TRY(db_begin(act->db, DB_READ, reterr));
    result = sql_catalogue_skill(act->db, act->arena, ret, ret_n, reterr);
    db_rollback(act->db);
    return result;
}

/* --- two --- */

static struct compare_side side_of(const struct achievement_full *full)
{
    return (struct compare_side){
        .statement = &full->statement,
        .trust = full->organisation.regulated ? TRUST_ACCREDITED : TRUST_SELF,
        .stacks = full->definition.stacks,
        .n_stacks = full->definition.n_stacks,
    };
}

code catalogue_compare(struct act *act,
    str a,
    str b,
    struct catalogue_pair *ret,
    struct err *reterr)
{
    const struct level_map levels = level_map_builtin();
    struct compare_side sides[2];
    code result;

    TRY(db_begin(act->db, DB_READ, reterr));
    result = get(act, a, 0, &ret->a, reterr);
    if (result == OK)
        result = get(act, b, 0, &ret->b, reterr);
    db_rollback(act->db);
    TRY(result);
    sides[0] = side_of(&ret->a);
    sides[1] = side_of(&ret->b);
    return compare_statements(
        &sides[0], &sides[1], &levels, act->arena, &ret->comparison, reterr);
}
