/* Achievements from draft to catalogue: see achievement.h. */
#include "app/achievement_part.h"
#include "badge/statement.h"
#include "store/sql.h"
#include "text/base64.h"

enum {
    BODY_BYTES_MAX = 1 << 20,
    CHAIN_MAX = 100, /* successors, one after the other */
};

/* Every failing point: of the definition, then of the claim to credit. */
void achievement_faults(
    const struct achievement_full *full, struct findings *findings)
{
    size_t i;

    definition_check(&full->definition, &full->organisation, findings);
    if (full->report.n_points == 0)
        findings_add(findings, E_AMOUNT_RANGE, NULL, full->definition.title);
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
    result = achievement_read_own(act, id, ret, reterr);
    db_rollback(act->db);
    if (result == OK)
        achievement_faults(ret, findings);
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

/* The draft as it was looked at, with nothing missing. */
static code read_complete(struct act *act,
    const struct achievement_job *work,
    struct achievement_full *ret,
    struct err *reterr)
{
    struct findings findings;

    TRY(achievement_read_own(act, work->id, ret, reterr));
    if (work->revision > 0 && work->revision != ret->version.revision)
        return err_set(reterr, E_CONFLICT, S("revision"));
    if (ret->version.state != ACHIEVEMENT_DRAFT)
        return err_set(reterr, E_STATE_ORDER, S("achievement"));
    findings_init(&findings, act->arena);
    achievement_faults(ret, &findings);
    return findings_code(&findings, reterr);
}

static code send(
    struct act *act, struct achievement_job *work, struct err *reterr)
{
    struct achievement_full full;
    struct achievement_version *v = &full.version;

    TRY(read_complete(act, work, &full, reterr));
    v->review_at = v->updated_at = act->now;
    v->review_by = act->actor.person;
    v->review_note = S("");
    TRY(sql_achievement_version_move(act->db, v, NULL, reterr));
    return act_record(
        act, v->tenant, S("achievement_send"), v->achievement, S(""), reterr);
}

code achievement_send(
    struct act *act, str id, int64_t revision, struct err *reterr)
{
    struct achievement_job work = {.id = id, .revision = revision};

    return achievement_work(act, RIGHT_achievement_write, send, &work, reterr);
}

static code give_back(
    struct act *act, struct achievement_job *work, struct err *reterr)
{
    struct achievement_full full;
    struct achievement_version *v = &full.version;

    if (work->reason.len == 0)
        return err_set(reterr, E_REFUSAL_REASON, S("reason"));
    TRY(achievement_read_own(act, work->id, &full, reterr));
    if (v->state != ACHIEVEMENT_DRAFT || v->review_at == 0)
        return err_set(reterr, E_STATE_ORDER, S("achievement"));
    v->review_at = 0;
    v->updated_at = act->now;
    v->review_by = act->actor.person;
    v->review_note = work->reason;
    TRY(sql_achievement_version_move(act->db, v, NULL, reterr));
    return act_record(
        act, v->tenant, S("achievement_return"), v->achievement, S(""), reterr);
}

code achievement_return(struct act *act, str id, str reason, struct err *reterr)
{
    struct achievement_job work = {.id = id, .reason = reason};

    return achievement_work(
        act, RIGHT_achievement_approve, give_back, &work, reterr);
}

static code withdraw(
    struct act *act, struct achievement_job *work, struct err *reterr)
{
    struct achievement_full full;
    struct achievement_version *v = &full.version;

    TRY(achievement_read_own(act, work->id, &full, reterr));
    if (v->state != ACHIEVEMENT_DRAFT || v->review_at == 0)
        return err_set(reterr, E_STATE_ORDER, S("achievement"));
    v->review_at = 0;
    v->updated_at = act->now;
    TRY(sql_achievement_version_move(act->db, v, NULL, reterr));
    return act_record(act, v->tenant, S("achievement_withdraw"), v->achievement,
        S(""), reterr);
}

code achievement_withdraw(struct act *act, str id, struct err *reterr)
{
    struct achievement_job work = {.id = id};

    return achievement_work(
        act, RIGHT_achievement_write, withdraw, &work, reterr);
}

static code approve(
    struct act *act, struct achievement_job *work, struct err *reterr)
{
    struct achievement_full full;

    TRY(read_complete(act, work, &full, reterr));
    if (str_eq(full.version.created_by, act->actor.person) ||
        str_eq(full.version.edited_by, act->actor.person))
        return err_set(reterr, E_SEPARATION, full.version.title);
    full.version.review_at = 0;
    full.version.review_note = S("");
    full.version.approved_by = act->actor.person;
    full.version.approved_at = act->now;
    full.version.credit_bearing = full.report.credit_bearing;
    TRY(hex_digest(act, full.version.definition, &full.version.digest, reterr));
    TRY(move(act, &full, ACHIEVEMENT_APPROVE, reterr));
    return move_statement(act, &full, STATEMENT_CHECK, reterr);
}

code achievement_approve(
    struct act *act, str id, int64_t revision, struct err *reterr)
{
    struct achievement_job work = {.id = id, .revision = revision};

    return achievement_work(
        act, RIGHT_achievement_approve, approve, &work, reterr);
}

static code reopen(
    struct act *act, struct achievement_job *work, struct err *reterr)
{
    struct achievement_full full;

    TRY(achievement_read_own(act, work->id, &full, reterr));
    full.version.approved_by = full.version.digest = S("");
    full.version.approved_at = 0;
    full.version.credit_bearing = 0;
    TRY(move(act, &full, ACHIEVEMENT_REOPEN, reterr));
    return move_statement(act, &full, STATEMENT_REOPEN, reterr);
}

code achievement_reopen(struct act *act, str id, struct err *reterr)
{
    struct achievement_job work = {.id = id};

    return achievement_work(
        act, RIGHT_achievement_write, reopen, &work, reterr);
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

static code publish(
    struct act *act, struct achievement_job *work, struct err *reterr)
{
    struct achievement_full full;

    TRY(achievement_read_own(act, work->id, &full, reterr));
    TRY(supersede(act, &full, reterr));
    full.version.listed_on = achievement_today(act, &full.organisation);
    full.statement.listed = date_parse(full.version.listed_on);
    full.achievement.listed_version = full.version.version;
    TRY(move(act, &full, ACHIEVEMENT_LIST, reterr));
    return move_statement(act, &full, STATEMENT_PUBLISH, reterr);
}

code achievement_publish(struct act *act, str id, struct err *reterr)
{
    struct achievement_job work = {.id = id};

    return achievement_work(
        act, RIGHT_achievement_approve, publish, &work, reterr);
}

/* A successor is another of the same organisation, and none of those that
 * follow it leads back (invariant 13). */
static code check_successor(
    struct act *act, str id, str successor, struct err *reterr)
{
    struct achievement next;
    int i;

    for (i = 0; i < CHAIN_MAX && successor.len > 0; i++) {
        if (str_eq(successor, id))
            return err_set(reterr, E_CHAIN, id);
        TRY(sql_achievement_by_id(
            act->db, act->actor.tenant, successor, act->arena, &next, reterr));
        successor = next.replaced_by;
    }
    return i < CHAIN_MAX ? OK : err_set(reterr, E_CHAIN, id);
}

static code retire(
    struct act *act, struct achievement_job *work, struct err *reterr)
{
    struct achievement a;
    struct achievement_full full;

    TRY(sql_achievement_by_id(
        act->db, act->actor.tenant, work->id, act->arena, &a, reterr));
    if (a.listed_version == 0)
        return err_set(reterr, E_NOT_LISTED, a.title);
    TRY(check_successor(act, a.id, work->replaced_by, reterr));
    TRY(achievement_read(act, &a, a.listed_version, &full, reterr));
    full.achievement.retired_on = achievement_today(act, &full.organisation);
    full.achievement.replaced_by = work->replaced_by;
    return move(act, &full, ACHIEVEMENT_RETIRE, reterr);
}

code achievement_retire(
    struct act *act, str id, str replaced_by, struct err *reterr)
{
    struct achievement_job work = {.id = id, .replaced_by = replaced_by};

    return achievement_work(
        act, RIGHT_achievement_approve, retire, &work, reterr);
}

static code restore(
    struct act *act, struct achievement_job *work, struct err *reterr)
{
    struct achievement a;
    struct achievement_full full;

    TRY(sql_achievement_by_id(
        act->db, act->actor.tenant, work->id, act->arena, &a, reterr));
    if (a.listed_version == 0)
        return err_set(reterr, E_NOT_LISTED, a.title);
    TRY(achievement_read(act, &a, a.listed_version, &full, reterr));
    full.achievement.retired_on = full.achievement.replaced_by = S("");
    return move(act, &full, ACHIEVEMENT_RESTORE, reterr);
}

code achievement_restore(struct act *act, str id, struct err *reterr)
{
    struct achievement_job work = {.id = id};

    return achievement_work(
        act, RIGHT_achievement_approve, restore, &work, reterr);
}

static code share(
    struct act *act, struct achievement_job *work, struct err *reterr)
{
    struct achievement a;

    TRY(sql_achievement_by_id(
        act->db, act->actor.tenant, work->id, act->arena, &a, reterr));
    if (a.listed_version == 0)
        return err_set(reterr, E_NOT_LISTED, a.title);
    a.shared = !a.shared;
    a.updated_at = act->now;
    TRY(sql_achievement_update(act->db, &a, NULL, reterr));
    return act_record(act, a.tenant,
        a.shared ? S("achievement_share") : S("achievement_unshare"), a.id,
        S(""), reterr);
}

code achievement_share(struct act *act, str id, struct err *reterr)
{
    struct achievement_job work = {.id = id};

    return achievement_work(
        act, RIGHT_achievement_approve, share, &work, reterr);
}
