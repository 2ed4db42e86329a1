/* Preparing one award, in the open transaction: see app/award.h. */
#include "app/award.h"
#include "app/award_badge.h"
#include "app/award_change.h"
#include "app/award_work.h"
#include "app/status.h"
#include "domain/definition_json.h"
#include "domain/person.h"
#include "domain/statement.h"
#include "store/sql.h"
#include "text/datetime.h"

enum {
    ORDER_BYTES_MAX = 1 << 16,
};

/* One award on its way; all texts in the act's arena. */
struct preparing {
    const struct award_order *order; /* as it was given, then filled in */
    struct award_order filled;
    struct award_work work;
    struct award_parts parts;
    struct award_intent intent;
};

/* --- the key of the order --- */

static void put_text(struct buf *out, str text)
{
    buf_u64(out, text.len);
    buf_byte(out, ':');
    buf_str(out, text);
}

static void put_integer(struct buf *out, int64_t value)
{
    buf_u64(out, (uint64_t)value);
    buf_byte(out, ',');
}

/* The digest of what is asked for, each field with its length. */
static code order_digest(struct act *act,
    const struct award_order *order,
    bytes *ret,
    struct err *reterr)
{
    const str texts[] = {order->achievement, order->person, order->email,
        order->recipient_name, order->awarded_on, order->valid_from,
        order->valid_until, order->grade, order->enrolment, order->assessed_on,
        order->batch, order->run, order->replaces, order->held_until};
    struct buf out;
    bytes written;
    size_t i;

    buf_init(&out, act->arena, ORDER_BYTES_MAX);
    for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
        put_text(&out, texts[i]);
    put_integer(&out, order->version);
    put_integer(&out, order->source);
    put_integer(&out, order->line);
    put_integer(&out, order->reason_code);
    TRY(buf_finish(&out, &written));
    return act_digest(act, written, ret, reterr);
}

/* The order's own; else its line in the list; else that of the award. */
static code intent_key(struct act *act, struct preparing *p)
{
    const struct award_order *order = p->order;
    struct buf out;

    p->intent.idempotency_key = order->idempotency_key;
    if (order->idempotency_key.len > 0 || order->batch.len == 0)
        return OK;
    buf_init(&out, act->arena, ORDER_BYTES_MAX);
    buf_str(&out, S("line "));
    put_integer(&out, order->line);
    buf_str(&out, order->batch);
    return buf_finish_str(&out, &p->intent.idempotency_key);
}

/* E_NOT_FOUND when this is new; else the award that it has become. */
static code find_same(struct act *act,
    const struct preparing *p,
    struct award *ret,
    struct err *reterr)
{
    const str tenant = p->parts.award.tenant;
    struct award_intent intent;

    if (p->intent.idempotency_key.len == 0)
        return E_NOT_FOUND;
    TRY(sql_award_intent_by_key(act->db, tenant, p->intent.idempotency_key,
        act->arena, &intent, reterr));
    if (!bytes_eq(intent.request_hash, p->intent.request_hash))
        return err_set(reterr, E_IDEMPOTENCY_KEY_REUSED, intent.award);
    return sql_award_by_id(
        act->db, tenant, intent.award, act->arena, ret, reterr);
}

/* --- what is asked for --- */

/* What the badge says of its credit: the published statement, if any. */
static code find_statement(
    struct act *act, struct preparing *p, struct err *reterr)
{
    const struct achievement_version *version = &p->parts.version;
    struct statement_version statement;
    const code result = sql_statement_published(act->db, version->tenant,
        version->achievement, version->version, act->arena, &statement, reterr);

    if (result == OK)
        p->parts.statement = statement.body;
    return result == E_NOT_FOUND ? OK : result;
}

static code find_version(
    struct act *act, struct preparing *p, struct err *reterr)
{
    const str tenant = p->parts.award.tenant;
    struct achievement_version *version = &p->parts.version;
    int64_t number = p->order->version;
    struct achievement achievement;

    TRY(sql_achievement_by_id(act->db, tenant, p->order->achievement,
        act->arena, &achievement, reterr));
    if (number == 0)
        number = achievement.listed_version;
    if (number == 0)
        return err_set(reterr, E_NOT_LISTED, achievement.code);
    TRY(sql_achievement_version_by_number(
        act->db, tenant, achievement.id, number, act->arena, version, reterr));
    if (version->state < ACHIEVEMENT_LISTED)
        return err_set(reterr, E_NOT_LISTED, achievement.code);
    TRY(find_statement(act, p, reterr));
    return definition_parse(
        version->definition, act->arena, &p->parts.definition, reterr);
}

/* Whose it is: the person by the confirmed address, or nobody yet. */
static code find_person(
    struct act *act, struct preparing *p, struct err *reterr)
{
    struct award *award = &p->parts.award;
    struct person_email email;
    code result = OK;

    award->recipient_name = p->order->recipient_name;
    award->person = p->order->person;
    if (p->order->email.len > 0) {
        TRY(email_normal(p->order->email, act->arena, &award->email, reterr));
        if (award->person.len > 0)
            return OK;
        result = sql_person_email_confirmed(
            act->db, award->email, act->arena, &email, reterr);
        if (result == OK)
            award->person = email.person;
        return result == E_NOT_FOUND ? OK : result;
    }
    if (award->person.len > 0)
        result = sql_person_email_main(
            act->db, award->person, act->arena, &email, reterr);
    if (award->person.len == 0 || result == E_NOT_FOUND)
        return err_set(reterr, E_EMAIL, S("email"));
    if (result == OK)
        award->email = email.email;
    return result;
}

static code set_days(struct act *act, struct preparing *p, struct err *reterr)
{
    const struct award_order *order = p->order;
    const struct organisation *organisation = &p->parts.signer->organisation;
    struct award *award = &p->parts.award;

    award->awarded_on = order->awarded_on.len > 0
                            ? order->awarded_on
                            : act_day_at(act->now,
                                  organisation->utc_offset_minutes, act->arena);
    award->valid_from =
        order->valid_from.len > 0 ? order->valid_from : award->awarded_on;
    award->valid_until = order->valid_until;
    award->state_on = award->valid_from;
    if (!datetime_is_date(award->awarded_on) ||
        !datetime_is_date(award->valid_from))
        return err_set(reterr, E_DATE_ORDER, award->awarded_on);
    if (award->valid_until.len == 0)
        return award_last_day(award->valid_from,
            p->parts.definition.validity_months, act->arena,
            &award->valid_until, reterr);
    if (!datetime_is_date(award->valid_until) ||
        str_cmp(award->valid_until, award->valid_from) < 0)
        return err_set(reterr, E_DATE_ORDER, award->valid_until);
    return OK;
}

static void fill_award(
    const struct act *act, const struct preparing *p, struct award *award)
{
    const struct award_order *order = p->order;

    award->achievement = p->parts.version.achievement;
    award->version = p->parts.version.version;
    award->source = order->source != 0 ? order->source : AWARD_BY_STUDY;
    award->grade = order->grade;
    award->credit = p->parts.definition.credit;
    award->credit_system = p->parts.definition.credit_system;
    award->state = AWARD_PREPARED;
    award->replaces = order->replaces;
    award->reason_code = order->reason_code;
    award->enrolment = order->enrolment;
    award->batch = order->batch;
    award->line = order->line;
    award->run = order->run;
    award->held_until = order->held_until;
    award->key_id = p->parts.signer->key_id;
    award->created_by = act->actor.person;
    award->created_at = act->now;
    award->updated_at = act->now;
}

/* --- rules --- */

/* Invariant 27. Where the scale says what is required, there is a grade. */
static code check_grade(const struct preparing *p, struct err *reterr)
{
    const struct definition *definition = &p->parts.definition;
    const str required = definition->rubric.required;
    const str grade = p->parts.award.grade;
    const size_t at = definition_grade(definition, grade);

    if (grade.len == 0 && required.len == 0)
        return OK;
    if (at == SIZE_MAX ||
        (required.len > 0 && at < definition_grade(definition, required)))
        return err_set(reterr, E_GRADE, grade);
    return OK;
}

/* One that is over makes room; one that this replaces does so when it is
 * signed; any other is in the way. */
static code make_room(struct act *act,
    const struct preparing *p,
    struct award *held,
    struct err *reterr)
{
    const struct award *award = &p->parts.award;
    struct award_move expiry = {
        .action = AWARD_EXPIRE, .reason_code = AWARD_REASON_EXPIRED};

    if (str_eq(held->id, award->replaces))
        return OK;
    if (award_state_today(held, award->valid_from) == AWARD_EXPIRED) {
        TRY(award_day_after(
            held->valid_until, act->arena, &expiry.effective_on, reterr));
        return award_move(act, held, &expiry, reterr);
    }
    return err_set(reterr, E_ALREADY_HELD, held->id);
}

/* Invariant 26, before the database holds it as well. */
static code check_held(
    struct act *act, const struct preparing *p, struct err *reterr)
{
    const struct award *award = &p->parts.award;
    struct award *held;
    size_t n;
    size_t i;

    TRY(sql_award_held(act->db, award->tenant, award->achievement,
        award->person, award->email, act->arena, &held, &n, reterr));
    for (i = 0; i < n; i++)
        TRY(make_room(act, p, &held[i], reterr));
    return OK;
}

/* --- writing down --- */

static code pick_statuses(
    struct act *act, struct preparing *p, struct err *reterr)
{
    struct status_place place = {
        p->parts.award.tenant, p->parts.award.id, STATUS_REVOCATION};

    TRY(status_pick(act, &place, &p->parts.statuses[0], reterr));
    place.purpose = STATUS_SUSPENSION;
    return status_pick(act, &place, &p->parts.statuses[1], reterr);
}

static code write_down(struct act *act, struct preparing *p, struct err *reterr)
{
    const struct award *award = &p->parts.award;
    size_t i;

    p->intent.tenant = award->tenant;
    p->intent.award = award->id;
    p->intent.created_at = act->now;
    if (p->intent.idempotency_key.len == 0)
        p->intent.idempotency_key = award->id;
    TRY(sql_award_insert(act->db, award, NULL, reterr));
    for (i = 0; i < AWARD_STATUSES; i++)
        TRY(status_take(act, &p->parts.statuses[i], reterr));
    TRY(award_work_done(act, &p->work, award->id, reterr));
    return sql_award_intent_insert(act->db, &p->intent, NULL, reterr);
}

/* Who holds the one that this replaces holds this, need not claim it again,
 * and shows of it what was shown. */
static code take_over(struct act *act, struct preparing *p, struct err *reterr)
{
    struct award *award = &p->parts.award;
    struct award old;

    if (award->replaces.len == 0)
        return OK;
    TRY(sql_award_by_id(
        act->db, award->tenant, award->replaces, act->arena, &old, reterr));
    award->person = old.person;
    award->evidence_choice = old.evidence_choice;
    if (old.claimed_at > 0)
        award->claimed_at = act->now;
    return OK;
}

/* Invariant 24 asks for the day from which the version was listed. A past
 * award was made where another listing held; a corrected one keeps its day,
 * though the definition was corrected later. */
static str listed_before(const struct preparing *p)
{
    return p->order->run.len > 0 ||
                   p->order->reason_code == AWARD_REASON_CORRECTED
               ? S("")
               : p->parts.version.listed_on;
}

/* Whose, what, when, and whether the rules allow it (24, 26, 27). */
static code decide(struct act *act, struct preparing *p, struct err *reterr)
{
    TRY(award_work_find(
        act, p->parts.award.tenant, &p->filled, &p->work, reterr));
    p->order = &p->filled;
    p->parts.assessed = p->work.assessment;
    TRY(find_version(act, p, reterr));
    fill_award(act, p, &p->parts.award);
    TRY(set_days(act, p, reterr));
    TRY(find_person(act, p, reterr));
    TRY(take_over(act, p, reterr));
    TRY(award_check_dates(p->parts.award.awarded_on,
        p->parts.assessed.assessed_on, listed_before(p), reterr));
    TRY(check_grade(p, reterr));
    return check_held(act, p, reterr);
}

code award_prepare(struct act *act,
    const struct signer *signer,
    const struct award_order *order,
    struct award *ret,
    struct err *reterr)
{
    struct preparing *p = arena_new(act->arena, struct preparing);
    code result;

    if (!p)
        return arena_status(act->arena);
    p->order = order;
    p->parts.signer = signer;
    p->filled = *order;
    p->parts.award.tenant = signer->organisation.tenant;
    TRY(order_digest(act, order, &p->intent.request_hash, reterr));
    TRY(intent_key(act, p));
    result = find_same(act, p, ret, reterr);
    if (result != E_NOT_FOUND)
        return result;
    TRY(decide(act, p, reterr));
    TRY(act_id(act, &p->parts.award.id, reterr));
    TRY(pick_statuses(act, p, reterr));
    TRY(award_badge_prepare(act, &p->parts, &p->intent, reterr));
    TRY(write_down(act, p, reterr));
    *ret = p->parts.award;
    return OK;
}
