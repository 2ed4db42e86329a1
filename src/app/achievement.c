#include "app/achievement.h"

#include "badge/statement.h"
#include "domain/definition_json.h"
#include "domain/id.h"
#include "domain/offer_json.h"
#include "store/sql.h"
#include "text/base64.h"

enum {
    SEARCH_BYTES_MAX = 256 * 1024,
    BODY_BYTES_MAX = 1 << 20,
    NUMBER_BYTES = 24,
};

/* --- one transaction around each use case --- */

/* What a use case does between begin and commit, with what it works on. */
struct work {
    const struct achievement_edit *edit;
    const struct offer *offer;
    struct findings *findings;
    str id;
    str replaced_by;
    struct achievement_version *ret;
};

typedef code step(struct act *act, struct work *work, struct err *reterr);

static code write(struct act *act,
    enum right right,
    step *body,
    struct work *work,
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

static str today(const struct act *act, const struct organisation *o)
{
    return act_day_at(act->now, o->utc_offset_minutes, act->arena);
}

/* The statement of the version, and its report. */
static code read_statement(
    struct act *act, struct achievement_full *full, struct err *reterr)
{
    const struct statement_rules rules = statement_rules_default();
    const struct offer *offers;
    struct credit_offer *rows;
    size_t n;
    struct statement_parts parts = {
        .achievement = place_of(act, full->achievement.id),
        .version = version_text(full->version.version, act->arena),
        .definition = &full->definition,
        .owner = &full->organisation,
        .made_on = today(act, &full->organisation),
        .listed_on = full->version.listed_on,
    };

    TRY(sql_credit_offer_list(act->db, full->version.tenant,
        full->version.achievement, full->version.version, act->arena, &rows, &n,
        reterr));
    TRY(offers_read(rows, n, parts.made_on, act->arena, &offers, reterr));
    parts.offers = offers;
    parts.n_offers = n;
    parts.credit_bearing = n > 0;
    TRY(statement_of(&parts, act->arena, &full->statement, reterr));
    return statement_check(
        &full->statement, &rules, act->arena, &full->report, reterr);
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

static code read_own(
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

static code create(struct act *act, struct work *work, struct err *reterr)
{
    struct achievement_version v = {
        .tenant = act->actor.tenant,
        .version = 1,
        .state = ACHIEVEMENT_DRAFT,
        .revision = 1,
        .created_by = act->actor.person,
        .created_at = act->now,
    };
    struct achievement a = {
        .tenant = act->actor.tenant,
        .version = 1,
        .state = ACHIEVEMENT_DRAFT,
        .created_by = act->actor.person,
        .created_at = act->now,
        .updated_at = act->now,
    };
    struct definition d;

    TRY(read_json(act, work->edit->json, &d, work->findings, reterr));
    TRY(act_id(act, &a.id, reterr));
    v.achievement = a.id;
    a.code = d.code;
    a.title = d.title;
    TRY(fill(act, &d, &v, reterr));
    TRY(sql_achievement_insert(act->db, &a, NULL, reterr));
    TRY(sql_achievement_version_insert(act->db, &v, NULL, reterr));
    TRY(write_skills(act, &v, &d, reterr));
    *work->ret = v;
    return act_record(
        act, a.tenant, S("achievement_create"), a.id, S(""), reterr);
}

code achievement_create(struct act *act,
    str json,
    struct findings *findings,
    struct achievement_version *ret,
    struct err *reterr)
{
    const struct achievement_edit edit = {.json = json};
    struct work work = {.edit = &edit, .findings = findings, .ret = ret};

    return write(act, RIGHT_achievement_write, create, &work, reterr);
}

static code revise(struct act *act, struct work *work, struct err *reterr)
{
    struct achievement_full full;
    struct achievement_version v;

    TRY(read_own(act, work->id, &full, reterr));
    if (full.version.state < ACHIEVEMENT_LISTED)
        return err_set(reterr, E_STATE_ORDER, S("achievement"));
    v = full.version;
    v.version++;
    v.state = full.achievement.state = ACHIEVEMENT_DRAFT;
    v.revision = 1;
    v.credit_bearing = 0;
    v.digest = v.approved_by = v.listed_on = S("");
    v.approved_at = 0;
    v.created_by = act->actor.person;
    v.created_at = v.updated_at = full.achievement.updated_at = act->now;
    full.achievement.version = v.version;
    full.achievement.retired_on = S("");
    TRY(sql_achievement_version_insert(act->db, &v, NULL, reterr));
    TRY(write_skills(act, &v, &full.definition, reterr));
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
    struct work work = {.id = id, .ret = ret};

    return write(act, RIGHT_achievement_write, revise, &work, reterr);
}

static code save(struct act *act, struct work *work, struct err *reterr)
{
    const struct achievement_edit *edit = work->edit;
    struct achievement a;
    struct achievement_version v;
    struct definition d;
    size_t n;

    TRY(sql_achievement_by_id(
        act->db, act->actor.tenant, edit->id, act->arena, &a, reterr));
    TRY(sql_achievement_version_by_number(
        act->db, a.tenant, a.id, a.version, act->arena, &v, reterr));
    TRY(achievement_may_write(&v, reterr));
    TRY(read_json(act, edit->json, &d, work->findings, reterr));
    TRY(fill(act, &d, &v, reterr));
    v.revision = edit->revision + 1;
    TRY(sql_achievement_version_save(act->db, &v, &n, reterr));
    if (n != 1)
        return err_set(reterr, E_CONFLICT, S("revision"));
    TRY(write_skills(act, &v, &d, reterr));
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
    struct work work = {.edit = edit, .findings = findings, .ret = ret};

    return write(act, RIGHT_achievement_write, save, &work, reterr);
}

static code add_offer(struct act *act, struct work *work, struct err *reterr)
{
    const struct offer *offer = work->offer;
    struct achievement_full full;
    struct credit_offer row = {
        .tenant = act->actor.tenant,
        .achievement = work->id,
        .revision = 1,
        .kind = offer->kind == OFFER_CREDIT ? CREDIT_OFFER_CREDIT
                                            : CREDIT_OFFER_ADMISSION,
        .target_owner = offer->target.owner,
        .target = offer->target.title,
        .credit = offer->amount.hundredths,
        .credit_system = offer->amount.system,
        .signed_by = offer->is_signed ? offer->target.owner : S(""),
        .signed_at = offer->is_signed ? act->now : 0,
    };

    TRY(read_own(act, work->id, &full, reterr));
    TRY(achievement_may_write(&full.version, reterr));
    row.version = full.version.version;
    TRY(act_id(act, &row.id, reterr));
    TRY(offer_write(offer, act->arena, &row.terms, reterr));
    TRY(sql_credit_offer_insert(act->db, &row, NULL, reterr));
    return act_record(
        act, row.tenant, S("credit_offer_add"), row.id, S(""), reterr);
}

code achievement_add_offer(
    struct act *act, str id, const struct offer *offer, struct err *reterr)
{
    struct work work = {.id = id, .offer = offer};

    return write(act, RIGHT_achievement_write, add_offer, &work, reterr);
}

/* --- from draft to catalogue --- */

/* Every failing point: of the definition, then of the claim to credit. */
static void find_faults(
    const struct achievement_full *full, struct findings *findings)
{
    size_t i;

    definition_check(&full->definition, &full->organisation, findings);
    for (i = 0; i < full->report.n_points; i++) {
        const struct point_answer *point = &full->report.points[i];

        if (!point->pass && point->condition != CONDITION_DEFINITION &&
            point->condition != CONDITION_SHOWN)
            findings_add(findings, point->code, NULL,
                point->about.len > 0 ? point->about : point_word(point->point));
    }
}

code achievement_check(struct act *act,
    str id,
    struct findings *findings,
    struct achievement_full *ret,
    struct err *reterr)
{
    code result;

    TRY(act_may(act, RIGHT_achievement_read, reterr));
    TRY(db_begin(act->db, DB_READ, reterr));
    result = read_own(act, id, ret, reterr);
    db_rollback(act->db);
    if (result == OK)
        find_faults(ret, findings);
    return result;
}

static code hex_digest(struct act *act, str text, str *ret, struct err *reterr)
{
    bytes digest;

    TRY(act_digest(act, str_bytes(text), &digest, reterr));
    *ret = hex_encode(digest, act->arena);
    return arena_status(act->arena);
}

/* The clarifying statement as it will be read. */
static code statement_body(struct act *act,
    const struct achievement_full *full,
    str *ret,
    struct err *reterr)
{
    struct json *value;
    struct buf out;
    code result;

    TRY(badge_statement_write(
        &full->statement, &full->report, act->arena, &value, reterr));
    buf_init(&out, act->arena, BODY_BYTES_MAX);
    json_write(&out, value, JSON_COMPACT);
    result = buf_finish_str(&out, ret);
    return result == OK ? OK : err_set(reterr, result, S("statement"));
}

/* Moves the newest statement of the version, or the first one; its text is
 * written anew as long as it is not published. */
static code move_statement(struct act *act,
    const struct achievement_full *full,
    int64_t action,
    struct err *reterr)
{
    const struct achievement_version *v = &full->version;
    struct statement_version s = {
        .tenant = v->tenant,
        .achievement = v->achievement,
        .version = v->version,
        .revision = 1,
        .state = STATEMENT_DRAFT,
        .created_by = act->actor.person,
        .created_at = act->now,
    };
    const code found = sql_statement_newest(
        act->db, v->tenant, v->achievement, v->version, act->arena, &s, reterr);

    if (found != OK && found != E_NOT_FOUND)
        return found;
    TRY(statement_next(s.state, action, &s.state, reterr));
    s.credit_bearing = full->report.credit_bearing;
    s.updated_at = act->now;
    TRY(statement_body(act, full, &s.body, reterr));
    TRY(hex_digest(act, s.body, &s.digest, reterr));
    if (action == STATEMENT_CHECK) {
        s.checked_by = act->actor.person;
        s.checked_at = act->now;
    }
    if (action == STATEMENT_PUBLISH)
        s.published_at = act->now;
    return found == OK ? sql_statement_update(act->db, &s, NULL, reterr)
                       : sql_statement_insert(act->db, &s, NULL, reterr);
}

/* Both rows into the state that the action leads to. */
static code move(struct act *act,
    struct achievement_full *full,
    int64_t action,
    struct err *reterr)
{
    struct achievement_version *v = &full->version;
    const str parts[] = {
        S("achievement_"), names_word(&achievement_action_names, action)};

    TRY(achievement_next(v->state, action, &v->state, reterr));
    v->updated_at = full->achievement.updated_at = act->now;
    if (v->version == full->achievement.version)
        full->achievement.state = v->state;
    TRY(sql_achievement_version_move(act->db, v, NULL, reterr));
    TRY(sql_achievement_update(act->db, &full->achievement, NULL, reterr));
    return act_record(act, v->tenant, arena_join(act->arena, parts, 2),
        v->achievement, S(""), reterr);
}

static code approve(struct act *act, struct work *work, struct err *reterr)
{
    struct achievement_full full;
    struct findings findings;

    TRY(read_own(act, work->id, &full, reterr));
    if (str_eq(full.version.created_by, act->actor.person))
        return err_set(reterr, E_SEPARATION, full.version.title);
    findings_init(&findings, act->arena);
    find_faults(&full, &findings);
    TRY(findings_code(&findings, reterr));
    full.version.approved_by = act->actor.person;
    full.version.approved_at = act->now;
    full.version.credit_bearing = full.report.credit_bearing;
    TRY(hex_digest(act, full.version.definition, &full.version.digest, reterr));
    TRY(move(act, &full, ACHIEVEMENT_APPROVE, reterr));
    return move_statement(act, &full, STATEMENT_CHECK, reterr);
}

code achievement_approve(struct act *act, str id, struct err *reterr)
{
    struct work work = {.id = id};

    return write(act, RIGHT_achievement_approve, approve, &work, reterr);
}

static code reopen(struct act *act, struct work *work, struct err *reterr)
{
    struct achievement_full full;

    TRY(read_own(act, work->id, &full, reterr));
    full.version.approved_by = full.version.digest = S("");
    full.version.approved_at = 0;
    full.version.credit_bearing = 0;
    TRY(move(act, &full, ACHIEVEMENT_REOPEN, reterr));
    return move_statement(act, &full, STATEMENT_REOPEN, reterr);
}

code achievement_reopen(struct act *act, str id, struct err *reterr)
{
    struct work work = {.id = id};

    return write(act, RIGHT_achievement_write, reopen, &work, reterr);
}

/* The version that stood in the catalogue makes room. */
static code supersede(
    struct act *act, const struct achievement_full *full, struct err *reterr)
{
    size_t i;

    for (i = 0; i < full->n_versions; i++) {
        struct achievement_version v = full->versions[i];

        if (v.state != ACHIEVEMENT_LISTED)
            continue;
        TRY(achievement_next(v.state, ACHIEVEMENT_SUPERSEDE, &v.state, reterr));
        v.updated_at = act->now;
        TRY(sql_achievement_version_move(act->db, &v, NULL, reterr));
    }
    return OK;
}

static code publish(struct act *act, struct work *work, struct err *reterr)
{
    struct achievement_full full;

    TRY(read_own(act, work->id, &full, reterr));
    TRY(supersede(act, &full, reterr));
    full.version.listed_on = today(act, &full.organisation);
    full.statement.listed = date_parse(full.version.listed_on);
    full.achievement.listed_version = full.version.version;
    TRY(move(act, &full, ACHIEVEMENT_LIST, reterr));
    return move_statement(act, &full, STATEMENT_PUBLISH, reterr);
}

code achievement_publish(struct act *act, str id, struct err *reterr)
{
    struct work work = {.id = id};

    return write(act, RIGHT_achievement_approve, publish, &work, reterr);
}

static code retire(struct act *act, struct work *work, struct err *reterr)
{
    struct achievement a;
    struct achievement_full full;

    TRY(sql_achievement_by_id(
        act->db, act->actor.tenant, work->id, act->arena, &a, reterr));
    if (a.listed_version == 0)
        return err_set(reterr, E_NOT_LISTED, a.title);
    TRY(achievement_read(act, &a, a.listed_version, &full, reterr));
    full.achievement.retired_on = today(act, &full.organisation);
    full.achievement.replaced_by = work->replaced_by;
    return move(act, &full, ACHIEVEMENT_RETIRE, reterr);
}

code achievement_retire(
    struct act *act, str id, str replaced_by, struct err *reterr)
{
    struct work work = {.id = id, .replaced_by = replaced_by};

    return write(act, RIGHT_achievement_approve, retire, &work, reterr);
}
