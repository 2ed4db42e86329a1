#include "app/achievement.h"

#include "app/achievement_part.h"
#include "app/upload.h"
#include "domain/definition_json.h"
#include "domain/id.h"
#include "domain/offer_json.h"
#include "store/sql.h"

enum {
    SEARCH_BYTES_MAX = 256 * 1024,
    NUMBER_BYTES = 24,
};

/* --- one transaction around each use case --- */

code achievement_work(struct act *act,
    enum right right,
    achievement_step *body,
    struct achievement_job *work,
    struct err *reterr)
{
    code result;

    TRY(act_may(act, right, reterr));
    TRY(db_begin(act->db, DB_WRITE, reterr));
    result = body(act, work, reterr);
    if (result == OK)
        result = db_commit(act->db, reterr);
    db_rollback(act->db);
    return result;
}

/* --- reading a version whole --- */

static str place_of(const struct act *act, str id)
{
    const str parts[] = {
        act->worker->platform->config.text[CONFIG_BASE_URL], S("/c/"), id};

    return arena_join(act->arena, parts, 3);
}

static str version_text(int64_t version, struct arena *arena)
{
    struct buf out;
    str text = {NULL, 0};

    buf_init(&out, arena, NUMBER_BYTES);
    buf_u64(&out, (uint64_t)version);
    return buf_finish_str(&out, &text) == OK ? text : S("");
}

str achievement_today(const struct act *act, const struct organisation *o)
{
    return act_day_at(act->now, o->utc_offset_minutes, act->arena);
}

/* Credit is claimed where it is offered, unless the draft says not. */
static code read_plain(
    struct act *act, struct achievement_full *full, struct err *reterr)
{
    struct statement_version s;
    const code found = full->n_offers == 0
                           ? E_NOT_FOUND
                           : sql_statement_newest(act->db, full->version.tenant,
                                 full->version.achievement,
                                 full->version.version, act->arena, &s, reterr);

    full->plain = found == OK && s.credit_bearing == 0;
    return found == E_NOT_FOUND ? OK : found;
}

static code read_offers(
    struct act *act, struct achievement_full *full, struct err *reterr)
{
    struct credit_offer *rows;

    TRY(sql_credit_offer_list(act->db, full->version.tenant,
        full->version.achievement, full->version.version, act->arena, &rows,
        &full->n_offers, reterr));
    full->offers = rows;
    return read_plain(act, full, reterr);
}

/* The statement of the version, and its report: one without points for a
 * draft with numbers that are none (achievement_faults). */
static code make_statement(struct act *act,
    struct achievement_full *full,
    const struct offer *offers,
    size_t n_offers,
    struct err *reterr)
{
    const struct statement_rules rules = statement_rules_default();
    const struct statement_parts parts = {
        .achievement = place_of(act, full->achievement.id),
        .version = version_text(full->version.version, act->arena),
        .definition = &full->definition,
        .owner = &full->organisation,
        .offers = offers,
        .n_offers = n_offers,
        .credit_bearing = n_offers > 0 && !full->plain,
        .made_on = achievement_today(act, &full->organisation),
        .listed_on = full->version.listed_on,
    };
    code result = statement_of(&parts, act->arena, &full->statement, reterr);

    if (result == OK)
        result = statement_check(
            &full->statement, &rules, act->arena, &full->report, reterr);
    return result == E_AMOUNT_RANGE ? OK : result;
}

static code read_statement(
    struct act *act, struct achievement_full *full, struct err *reterr)
{
    const str day = achievement_today(act, &full->organisation);
    const struct offer *offers;

    TRY(read_offers(act, full, reterr));
    TRY(offers_read(
        full->offers, full->n_offers, day, act->arena, &offers, reterr));
    return make_statement(act, full, offers, full->n_offers, reterr);
}

code achievement_read(struct act *act,
    const struct achievement *achievement,
    int64_t version,
    struct achievement_full *ret,
    struct err *reterr)
{
    struct achievement_full full = {.achievement = *achievement};
    struct achievement_version *versions;

    TRY(sql_organisation_by_tenant(
        act->db, achievement->tenant, act->arena, &full.organisation, reterr));
    TRY(sql_achievement_version_list(act->db, achievement->tenant,
        achievement->id, act->arena, &versions, &full.n_versions, reterr));
    full.versions = versions;
    TRY(sql_achievement_version_by_number(act->db, achievement->tenant,
        achievement->id, version > 0 ? version : achievement->version,
        act->arena, &full.version, reterr));
    TRY(definition_parse(
        full.version.definition, act->arena, &full.definition, reterr));
    TRY(read_statement(act, &full, reterr));
    *ret = full;
    return OK;
}

code achievement_read_own(
    struct act *act, str id, struct achievement_full *ret, struct err *reterr)
{
    struct achievement achievement;

    TRY(sql_achievement_by_id(
        act->db, act->actor.tenant, id, act->arena, &achievement, reterr));
    return achievement_read(act, &achievement, 0, ret, reterr);
}

/* --- drafts --- */

static void put_words(struct buf *out, str words)
{
    buf_str(out, words);
    buf_byte(out, ' ');
}

/* Everything that somebody may look for, folded. */
static str search_text(const struct definition *d, struct arena *arena)
{
    struct buf out;
    str text = {NULL, 0};
    size_t i;
    size_t j;

    buf_init(&out, arena, SEARCH_BYTES_MAX);
    put_words(&out, d->code);
    put_words(&out, d->title);
    put_words(&out, d->summary);
    for (i = 0; i < d->n_outcomes; i++) {
        put_words(&out, d->outcomes[i].text);
        for (j = 0; j < d->outcomes[i].n_skills; j++)
            put_words(&out, d->outcomes[i].skills[j].name);
    }
    for (i = 0; i < d->n_tags; i++)
        put_words(&out, d->tags[i]);
    return buf_finish_str(&out, &text) == OK ? text_fold(text, arena) : S("");
}

/* What is searched and listed, out of the definition. */
static code fill(struct act *act,
    const struct definition *d,
    struct achievement_version *v,
    struct err *reterr)
{
    v->title = d->title;
    v->summary = d->summary;
    v->type = d->type;
    v->language = d->language;
    v->volume_minutes = d->volume_minutes;
    v->level_framework = d->level_framework;
    v->level = d->level;
    v->credit = d->credit;
    v->credit_system = d->credit_system;
    v->price = d->n_prices > 0 ? d->prices[0].amount : 0;
    v->currency = d->n_prices > 0 ? d->prices[0].currency : S("");
    v->mode = d->mode;
    v->supervision = d->supervision;
    v->complexity = d->complexity;
    v->validity_months = d->validity_months;
    v->search = search_text(d, act->arena);
    v->updated_at = act->now;
    return definition_write(d, act->arena, &v->definition, reterr);
}

static const struct outcome_skill *skill_before(
    const struct definition *d, size_t outcome, size_t skill)
{
    size_t i;
    size_t j;

    for (i = 0; i <= outcome; i++) {
        const size_t n = i < outcome ? d->outcomes[i].n_skills : skill;

        for (j = 0; j < n; j++) {
            if (str_eq(d->outcomes[i].skills[j].skill,
                    d->outcomes[outcome].skills[skill].skill))
                return &d->outcomes[i].skills[j];
        }
    }
    return NULL;
}

/* Each skill once, at the level where it first stands. */
static code write_skills(struct act *act,
    const struct achievement_version *v,
    const struct definition *d,
    struct err *reterr)
{
    size_t i;
    size_t j;

    TRY(sql_achievement_skill_delete(
        act->db, v->tenant, v->achievement, v->version, NULL, reterr));
    for (i = 0; i < d->n_outcomes; i++) {
        for (j = 0; j < d->outcomes[i].n_skills; j++) {
            const struct outcome_skill *skill = &d->outcomes[i].skills[j];
            const struct achievement_skill row = {v->tenant, v->achievement,
                v->version, skill->skill, skill->name, skill->level};

            if (!skill_before(d, i, j))
                TRY(sql_achievement_skill_insert(act->db, &row, NULL, reterr));
        }
    }
    return OK;
}

static code read_json(struct act *act,
    str json,
    struct definition *ret,
    struct findings *findings,
    struct err *reterr)
{
    struct budget budget = budget_default();
    struct json *value;

    TRY(json_parse(json, &budget, act->arena, &value, reterr));
    return definition_from_json(value, act->arena, ret, findings, reterr);
}

/* Of all files only the one just kept, or the one before. */
static void choose_picture(
    const struct achievement_edit *edit, str before, struct definition *d)
{
    d->image.file = edit->is_drawn          ? S("")
                    : edit->picture.len > 0 ? edit->picture
                                            : before;
}

code achievement_write_new(
    struct act *act, struct achievement_job *work, struct err *reterr)
{
    struct achievement_version v = {
        .tenant = act->actor.tenant,
        .version = 1,
        .state = ACHIEVEMENT_DRAFT,
        .revision = 1,
        .created_by = act->actor.person,
        .edited_by = act->actor.person,
        .created_at = act->now,
    };
    struct achievement a = {
        .tenant = act->actor.tenant,
        .version = 1,
        .state = ACHIEVEMENT_DRAFT,
        .adopted_from = work->adopted_from,
        .created_by = act->actor.person,
        .created_at = act->now,
        .updated_at = act->now,
    };
    struct definition d;

    TRY(read_json(act, work->edit->json, &d, work->findings, reterr));
    choose_picture(work->edit, S(""), &d);
    TRY(act_id(act, &a.id, reterr));
    v.achievement = a.id;
    a.code = d.code;
    a.title = d.title;
    TRY(fill(act, &d, &v, reterr));
    TRY(sql_achievement_insert(act->db, &a, NULL, reterr));
    TRY(sql_achievement_version_insert(act->db, &v, NULL, reterr));
    TRY(write_skills(act, &v, &d, reterr));
    TRY(achievement_write_claim(act, &v, work->edit, reterr));
    *work->ret = v;
    return act_record(
        act, a.tenant, S("achievement_create"), a.id, S(""), reterr);
}

code achievement_put_draft(struct act *act,
    str json,
    struct findings *findings,
    struct achievement_version *ret,
    struct err *reterr)
{
    const struct achievement_edit edit = {.json = json};
    struct achievement_job work = {
        .edit = &edit, .findings = findings, .ret = ret};

    return achievement_write_new(act, &work, reterr);
}

code achievement_create(struct act *act,
    const struct achievement_edit *edit,
    struct findings *findings,
    struct achievement_version *ret,
    struct err *reterr)
{
    struct achievement_job work = {
        .edit = edit, .findings = findings, .ret = ret};

    return achievement_work(
        act, RIGHT_achievement_write, achievement_write_new, &work, reterr);
}

static code revise(
    struct act *act, struct achievement_job *work, struct err *reterr)
{
    struct achievement_full full;
    struct achievement_version v;

    TRY(achievement_read_own(act, work->id, &full, reterr));
    if (full.version.state < ACHIEVEMENT_LISTED)
        return err_set(reterr, E_STATE_ORDER, S("achievement"));
    v = full.version;
    v.version++;
    v.state = full.achievement.state = ACHIEVEMENT_DRAFT;
    v.revision = 1;
    v.credit_bearing = 0;
    v.digest = v.approved_by = v.listed_on = S("");
    v.approved_at = 0;
    v.review_at = 0;
    v.review_by = v.review_note = S("");
    v.created_by = v.edited_by = act->actor.person;
    v.created_at = v.updated_at = full.achievement.updated_at = act->now;
    full.achievement.version = v.version;
    full.achievement.retired_on = S("");
    TRY(sql_achievement_version_insert(act->db, &v, NULL, reterr));
    TRY(write_skills(act, &v, &full.definition, reterr));
    TRY(achievement_copy_offers(act, &full, &v, reterr));
    TRY(sql_achievement_update(act->db, &full.achievement, NULL, reterr));
    *work->ret = v;
    return act_record(
        act, v.tenant, S("achievement_revise"), work->id, S(""), reterr);
}

code achievement_revise(struct act *act,
    str id,
    struct achievement_version *ret,
    struct err *reterr)
{
    struct achievement_job work = {.id = id, .ret = ret};

    return achievement_work(
        act, RIGHT_achievement_write, revise, &work, reterr);
}

/* The draft that may be written, and the definition that it will have. */
static code read_edited(struct act *act,
    const struct achievement_job *work,
    struct achievement *a,
    struct achievement_version *v,
    struct definition *d,
    struct err *reterr)
{
    struct definition before;

    TRY(sql_achievement_by_id(
        act->db, act->actor.tenant, work->edit->id, act->arena, a, reterr));
    TRY(sql_achievement_version_by_number(
        act->db, a->tenant, a->id, a->version, act->arena, v, reterr));
    TRY(achievement_may_write(v, reterr));
    TRY(read_json(act, work->edit->json, d, work->findings, reterr));
    TRY(definition_parse(v->definition, act->arena, &before, reterr));
    choose_picture(work->edit, before.image.file, d);
    return fill(act, d, v, reterr);
}

/* The draft as it will stand, into its row. */
static code save_version(struct act *act,
    const struct achievement_edit *edit,
    struct achievement_version *v,
    struct err *reterr)
{
    size_t n;

    v->revision = edit->revision + 1;
    v->edited_by = act->actor.person;
    v->review_at = 0;
    v->review_by = v->review_note = S("");
    TRY(sql_achievement_version_save(act->db, v, &n, reterr));
    return n == 1 ? OK : err_set(reterr, E_CONFLICT, S("revision"));
}

static code save(
    struct act *act, struct achievement_job *work, struct err *reterr)
{
    struct achievement a;
    struct achievement_version v;
    struct definition d;

    TRY(read_edited(act, work, &a, &v, &d, reterr));
    TRY(save_version(act, work->edit, &v, reterr));
    TRY(write_skills(act, &v, &d, reterr));
    TRY(achievement_write_claim(act, &v, work->edit, reterr));
    a.code = d.code;
    a.title = d.title;
    a.updated_at = act->now;
    TRY(sql_achievement_update(act->db, &a, NULL, reterr));
    *work->ret = v;
    return act_record(
        act, a.tenant, S("achievement_save"), a.id, S(""), reterr);
}

code achievement_save(struct act *act,
    const struct achievement_edit *edit,
    struct findings *findings,
    struct achievement_version *ret,
    struct err *reterr)
{
    struct achievement_job work = {
        .edit = edit, .findings = findings, .ret = ret};

    return achievement_work(act, RIGHT_achievement_write, save, &work, reterr);
}

/* --- before it is written --- */

/* What of a new achievement stands before its definition. */
static code read_nothing(
    struct act *act, struct achievement_full *ret, struct err *reterr)
{
    *ret = (struct achievement_full){
        .achievement = {.tenant = act->actor.tenant, .version = 1},
        .version = {.tenant = act->actor.tenant,
            .version = 1,
            .state = ACHIEVEMENT_DRAFT,
            .created_by = act->actor.person},
    };
    return sql_organisation_by_tenant(
        act->db, act->actor.tenant, act->arena, &ret->organisation, reterr);
}

/* The offers that stay, and those of the edit behind them. */
static code try_offers(struct act *act,
    const struct achievement_edit *edit,
    struct achievement_full *full,
    struct err *reterr)
{
    const size_t n_before = edit->offers ? full->n_offers : 0;
    struct offer *offers =
        arena_array(act->arena, n_before + edit->n_offers, struct offer);
    size_t n = 0;
    size_t i;

    TRY(arena_status(act->arena));
    for (i = 0; i < n_before; i++) {
        if (full->offers[i].signed_by.len > 0)
            offers[n++] = full->statement.offers[i];
    }
    for (i = 0; i < edit->n_offers; i++)
        offers[n++] = edit->offers[i];
    full->plain = edit->plain;
    return make_statement(act, full, offers, n, reterr);
}

static code try_edit(struct act *act,
    const struct achievement_edit *edit,
    struct findings *findings,
    struct achievement_full *ret,
    struct err *reterr)
{
    struct achievement_full full;
    str before;

    if (edit->id.len > 0)
        TRY(achievement_read_own(act, edit->id, &full, reterr));
    else
        TRY(read_nothing(act, &full, reterr));
    before = full.definition.image.file;
    TRY(read_json(act, edit->json, &full.definition, findings, reterr));
    choose_picture(edit, before, &full.definition);
    TRY(fill(act, &full.definition, &full.version, reterr));
    if (edit->offers)
        TRY(try_offers(act, edit, &full, reterr));
    else
        TRY(read_statement(act, &full, reterr));
    *ret = full;
    return OK;
}

code achievement_try(struct act *act,
    const struct achievement_edit *edit,
    struct findings *findings,
    struct achievement_full *ret,
    struct err *reterr)
{
    code result;

    TRY(act_may(act, RIGHT_achievement_read, reterr));
    TRY(db_begin(act->db, DB_READ, reterr));
    result = try_edit(act, edit, findings, ret, reterr);
    db_rollback(act->db);
    if (result == OK)
        achievement_faults(ret, findings);
    return result;
}

/* --- the picture --- */

code achievement_keep_picture(
    struct act *act, bytes image, str name, str *ret_id, struct err *reterr)
{
    const struct upload_new given = {
        .tenant = act->actor.tenant, .name = name, .content = image};

    TRY(act_may(act, RIGHT_achievement_write, reterr));
    TRY(db_begin(act->db, DB_WRITE, reterr));
    return act_end(act, upload_keep_image(act, &given, ret_id, reterr), reterr);
}
