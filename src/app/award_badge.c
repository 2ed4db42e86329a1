#include "app/award_badge.h"

#include "app/format.h"
#include "app/status.h"
#include "badge/issue.h"
#include "badge/statement.h"
#include "domain/definition_badge.h"

enum {
    SALT_BYTES = 16,
    NUMBER_TEXT_BYTES = 32,
    MINUTES_PER_HOUR = 60,
};

static str number(int64_t value, struct arena *arena)
{
    struct buf out;
    str written = {NULL, 0};

    buf_init(&out, arena, NUMBER_TEXT_BYTES);
    buf_u64(&out, (uint64_t)value);
    return buf_finish_str(&out, &written) == OK ? written : S("");
}

/* --- days as instants, in the organisation's zone --- */

static void two_digits(struct buf *out, int64_t value)
{
    buf_byte(out, (uint8_t)('0' + value / 10 % 10));
    buf_byte(out, (uint8_t)('0' + value % 10));
}

static str instant(struct act *act, str day, str clock, int64_t offset_minutes)
{
    const int64_t away = offset_minutes < 0 ? -offset_minutes : offset_minutes;
    struct buf out;
    str written = {NULL, 0};

    if (day.len == 0)
        return day;
    buf_init(&out, act->arena, NUMBER_TEXT_BYTES);
    buf_str(&out, day);
    buf_str(&out, clock);
    if (offset_minutes == 0) {
        buf_byte(&out, 'Z');
    } else {
        buf_byte(&out, offset_minutes < 0 ? '-' : '+');
        two_digits(&out, away / MINUTES_PER_HOUR);
        buf_byte(&out, ':');
        two_digits(&out, away % MINUTES_PER_HOUR);
    }
    return buf_finish_str(&out, &written) == OK ? written : S("");
}

/* --- the badge --- */

static struct badge_names names_of(
    struct act *act, const struct award_parts *parts)
{
    const struct achievement_version *version = &parts->version;
    const str place[] = {S("/achievement/"), version->achievement, S("/")};
    const str number_text = number(version->version, act->arena);
    struct badge_names names = {
        .base_url = act->worker->platform->config.text[CONFIG_BASE_URL],
        .achievement =
            act_link(act, arena_join(act->arena, place, 3), number_text),
        .issuer = parts->signer->issuer,
        .version = number_text,
    };
    const str image[] = {names.achievement, S("/image")};

    if (version->image.len > 0)
        names.image = arena_join(act->arena, image, 2);
    return names;
}

/* One entry a purpose (Bitstring Status List 1.0, 2.1). */
static struct json *statuses(
    struct act *act, const struct award_parts *parts, struct arena *arena)
{
    struct json *entries = json_new(arena, JSON_ARRAY);
    size_t i;

    for (i = 0; i < AWARD_STATUSES; i++)
        json_push(entries, status_json(act, &parts->statuses[i], arena));
    return entries;
}

static struct json *assessed(
    const struct award_parts *parts, struct arena *arena)
{
    const struct assessment *done = &parts->assessed;
    struct badge_assessed how = {
        .on = date_parse(done->assessed_on),
        .attempts = (int32_t)done->attempt,
        .participation = (enum participation)parts->definition.mode,
        .supervision = (enum supervision)parts->definition.supervision,
    };

    /* With a judgement of ours: as it was done, not as it should be. */
    if (done->attempt > 0) {
        how.supervision = (enum supervision)done->supervision;
        how.identity = names_word(&identity_names, done->identity);
    }
    return how.on == DATE_NONE ? NULL : badge_assessed_json(&how, arena);
}

/* The clarifying statement as it was published; NULL without one. */
static code read_statement(
    str body, const struct vc_env *env, struct json **ret, struct err *reterr)
{
    *ret = NULL;
    return body.len == 0
               ? OK
               : json_parse(body, env->budget, env->arena, ret, reterr);
}

static code make_badge(struct act *act,
    const struct award_parts *parts,
    const struct vc_env *env,
    struct json **ret,
    struct err *reterr)
{
    const struct award *award = &parts->award;
    const struct organisation *organisation = &parts->signer->organisation;
    const int64_t offset = organisation->utc_offset_minutes;
    const struct badge_names names = names_of(act, parts);
    struct json *profile =
        organisation_profile(organisation, &names, env->arena);
    struct json *statement;
    struct badge_award badge = {
        .id = act_link(act, S("/a/"), award->id),
        .issuer = profile,
        .email = award->email,
        .valid_from = instant(act, award->valid_from, S("T00:00:00"), offset),
        .valid_until = instant(act, award->valid_until, S("T23:59:59"), offset),
        .awarded = instant(act, award->awarded_on, S("T00:00:00"), offset),
        .credits_earned = credit_decimal(award->credit, env->arena),
        .image = names.image,
        .result = definition_results(
            &parts->definition, &names, award->grade, env->arena),
        .status = statuses(act, parts, env->arena),
        .assessed = assessed(parts, env->arena),
    };

    TRY(read_statement(parts->statement, env, &statement, reterr));
    badge.achievement = definition_badge(
        &parts->definition, &names, profile, statement, env->arena);
    TRY(act_secret(act, SALT_BYTES, &badge.salt, reterr));
    return badge_from_award(&badge, env, ret, reterr);
}

/* --- prepared --- */

/* The proof as JSON, without its value. */
static code write_json(struct act *act, const struct json *value, str *ret)
{
    struct buf out;

    buf_init(&out, act->arena, BADGE_BYTES_MAX);
    json_write(&out, value, JSON_COMPACT);
    return buf_finish_str(&out, ret);
}

static code refuse(const struct report *faults, struct err *reterr)
{
    const struct check *check = faults->first;

    while (check && check->answer != ANSWER_BAD)
        check = check->next;
    (void)err_set(reterr, E_BADGE_FORM, check ? check->detail : S(""));
    err_pointer(reterr, check ? check->pointer : S(""));
    return E_BADGE_FORM;
}

code award_badge_prepare(struct act *act,
    const struct award_parts *parts,
    struct award_intent *ret,
    struct err *reterr)
{
    const struct vc_env env = engine_begin(&act->worker->engine);
    const struct vc_proof_options options =
        signer_options(parts->signer, format_iso_time(act->arena, act->now));
    struct report *faults = report_new(env.arena);
    struct json *badge = NULL;
    struct vc_ready ready;
    str text;

    if (!faults)
        return arena_status(env.arena);
    TRY(make_badge(act, parts, &env, &badge, reterr));
    TRY(badge_prepare(badge, &options, &env, &ready, faults, reterr));
    if (faults->verdict != VERDICT_VERIFIED)
        return refuse(faults, reterr);
    TRY(write_json(act, ready.document.root, &text));
    TRY(write_json(act, ready.proof, &ret->proof_options));
    ret->prepared = str_bytes(text);
    ret->prepared_hash = str_bytes(arena_str(
        act->arena, bytes_str((bytes){ready.data.bytes, ready.data.len})));
    return arena_status(act->arena);
}

code award_badge_sign(struct act *act,
    const struct signer *signer,
    const struct award_intent *intent,
    str *ret_credential,
    struct err *reterr)
{
    const struct vc_env env = engine_begin(&act->worker->engine);
    const str prepared = bytes_str(intent->prepared);
    struct vc_proof_options options;
    struct json *badge = NULL;
    struct json *proof = NULL;
    struct vc_ready ready;

    TRY(json_parse(prepared, env.budget, env.arena, &badge, reterr));
    TRY(json_parse(
        intent->proof_options, env.budget, env.arena, &proof, reterr));
    options = signer_options(signer, json_text(json_get(proof, S("created"))));
    TRY(vc_proof_prepare(badge, &options, &env, &ready, reterr));
    if (!bytes_eq(
            (bytes){ready.data.bytes, ready.data.len}, intent->prepared_hash))
        return err_set(reterr, E_DATA_DAMAGED, intent->award);
    TRY(vc_proof_sign(&ready, &signer->secret, &env, &badge, reterr));
    return write_json(act, badge, ret_credential);
}
