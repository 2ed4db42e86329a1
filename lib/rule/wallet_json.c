#include "rule/wallet_json.h"

#include "rule/reader.h"

#define N(array) (sizeof(array) / sizeof((array)[0]))

enum {
    LEVEL_MAX = 100,
    RANK_MAX = 3,
};

/* --- parts of an award --- */

static code grade_part(struct rule_reader *r,
    const struct json *value,
    const struct json_path *path,
    void *into)
{
    struct holding *h = into;

    if (str_eq(value->name, S("scale")))
        return rule_text(r, value, path, &h->grade_scale);
    if (str_eq(value->name, S("code")))
        return rule_text(r, value, path, &h->grade);
    return rule_fail(r, path, E_SYNTAX, value->name);
}

/* --- the members of an award --- */

#define TEXT_FIELD(member)                                                     \
    static code on_##member(struct rule_reader *r, const struct json *value,   \
        const struct json_path *path, void *into)                              \
    {                                                                          \
        return rule_text(r, value, path, &((struct holding *)into)->member);   \
    }
#define BOOL_FIELD(member)                                                     \
    static code on_##member(struct rule_reader *r, const struct json *value,   \
        const struct json_path *path, void *into)                              \
    {                                                                          \
        return rule_bool(r, value, path, &((struct holding *)into)->member);   \
    }
#define DATE_FIELD(member)                                                     \
    static code on_##member(struct rule_reader *r, const struct json *value,   \
        const struct json_path *path, void *into)                              \
    {                                                                          \
        return rule_date(r, value, path, &((struct holding *)into)->member);   \
    }
#define MINUTES_FIELD(member)                                                  \
    static code on_##member(struct rule_reader *r, const struct json *value,   \
        const struct json_path *path, void *into)                              \
    {                                                                          \
        return rule_minutes(                                                   \
            r, value, path, &((struct holding *)into)->member);                \
    }
#define STRS_FIELD(member)                                                     \
    static code on_##member(struct rule_reader *r, const struct json *value,   \
        const struct json_path *path, void *into)                              \
    {                                                                          \
        return rule_strs(r, value, path, &((struct holding *)into)->member);   \
    }

TEXT_FIELD(id)
TEXT_FIELD(achievement)
TEXT_FIELD(version)
TEXT_FIELD(issuer)
DATE_FIELD(awarded)
DATE_FIELD(valid_until)
DATE_FIELD(state_since)
BOOL_FIELD(assessed)
BOOL_FIELD(residency)
MINUTES_FIELD(minutes)
MINUTES_FIELD(cpd_minutes)
STRS_FIELD(fields)
STRS_FIELD(tags)

static code on_status(struct rule_reader *r,
    const struct json *value,
    const struct json_path *path,
    void *into)
{
    static const str words[] = {[HOLDING_ACTIVE] = STR("active"),
        [HOLDING_SUSPENDED] = STR("suspended"),
        [HOLDING_REVOKED] = STR("revoked")};
    size_t found = 0;

    TRY(rule_word(r, value, path, (struct strs){words, N(words)}, &found));
    ((struct holding *)into)->state = (enum holding_state)found;
    return OK;
}

static code on_source(struct rule_reader *r,
    const struct json *value,
    const struct json_path *path,
    void *into)
{
    enum award_source found = award_source_find(json_text(value));

    if (found == SOURCE_N)
        return rule_fail(r, path, E_SYNTAX, value->name);
    ((struct holding *)into)->source = found;
    return OK;
}

/* true, false, or null: could not be checked. */
static code on_verified(struct rule_reader *r,
    const struct json *value,
    const struct json_path *path,
    void *into)
{
    struct holding *h = into;
    bool good = false;

    h->verified = TRUTH_UNKNOWN;
    if (json_is(value, JSON_NULL))
        return OK;
    TRY(rule_bool(r, value, path, &good));
    h->verified = good ? TRUTH_TRUE : TRUTH_FALSE;
    return OK;
}

static code on_trust(struct rule_reader *r,
    const struct json *value,
    const struct json_path *path,
    void *into)
{
    enum trust found = trust_find(json_text(value));

    if (found == TRUST_N)
        return rule_fail(r, path, E_SYNTAX, value->name);
    ((struct holding *)into)->trust = found;
    return OK;
}

static code on_level(struct rule_reader *r,
    const struct json *value,
    const struct json_path *path,
    void *into)
{
    return rule_level(r, value, path, &((struct holding *)into)->level);
}

static code on_credit(struct rule_reader *r,
    const struct json *value,
    const struct json_path *path,
    void *into)
{
    return rule_credit(r, value, path, &((struct holding *)into)->credit);
}

static code on_grade(struct rule_reader *r,
    const struct json *value,
    const struct json_path *path,
    void *into)
{
    return rule_members(r, value, path, grade_part, into);
}

static code on_supervision(struct rule_reader *r,
    const struct json *value,
    const struct json_path *path,
    void *into)
{
    int64_t n = 0;

    TRY(rule_int(r, value, path, RANK_MAX, &n));
    ((struct holding *)into)->supervision = (int)n;
    return OK;
}

static code on_mode(struct rule_reader *r,
    const struct json *value,
    const struct json_path *path,
    void *into)
{
    enum participation found = participation_find(json_text(value));

    if (found == PARTICIPATION_NOT_STATED)
        return rule_fail(r, path, E_SYNTAX, value->name);
    ((struct holding *)into)->mode = found;
    return OK;
}

static code on_skills(struct rule_reader *r,
    const struct json *value,
    const struct json_path *path,
    void *into)
{
    struct holding *h = into;
    void *items = NULL;

    TRY(rule_list(
        r, value, path, sizeof(struct skill_level), rule_skill, &items));
    h->skills = items;
    h->n_skills = value->n;
    return OK;
}

static const struct rule_field AWARD[] = {
    {STR("id"), on_id},
    {STR("achievement"), on_achievement},
    {STR("version"), on_version},
    {STR("issuer"), on_issuer},
    {STR("awarded"), on_awarded},
    {STR("validUntil"), on_valid_until},
    {STR("status"), on_status},
    {STR("statusSince"), on_state_since},
    {STR("source"), on_source},
    {STR("verified"), on_verified},
    {STR("assessed"), on_assessed},
    {STR("trust"), on_trust},
    {STR("level"), on_level},
    {STR("credit"), on_credit},
    {STR("hours"), on_minutes},
    {STR("cpdHours"), on_cpd_minutes},
    {STR("grade"), on_grade},
    {STR("supervision"), on_supervision},
    {STR("mode"), on_mode},
    {STR("residency"), on_residency},
    {STR("fields"), on_fields},
    {STR("tags"), on_tags},
    {STR("skills"), on_skills},
};

static code award_member(struct rule_reader *r,
    const struct json *value,
    const struct json_path *path,
    void *into)
{
    return rule_field(r, value, path, AWARD, N(AWARD), into);
}

static code one_award(struct rule_reader *r,
    const struct json *value,
    const struct json_path *path,
    void *into)
{
    struct holding *h = into;

    h->verified = TRUTH_TRUE; /* unless it says otherwise */
    h->assessed = true;
    if (json_is(value, JSON_STRING))
        TRY(rule_text(r, value, path, &h->achievement));
    else
        TRY(rule_members(r, value, path, award_member, h));
    if (h->achievement.len == 0)
        return rule_fail(r, path, E_SYNTAX, S("achievement"));
    if (h->id.len == 0)
        h->id = h->achievement;
    return OK;
}

/* --- the rest of a wallet --- */

static code claim_member(struct rule_reader *r,
    const struct json *value,
    const struct json_path *path,
    void *into)
{
    static const str words[] = {STR("endorsed"), STR("declared")};
    struct claimed_skill *claim = into;
    size_t found = 0;

    if (!str_eq(value->name, S("evidence")))
        return rule_skill_member(r, value, path, &claim->skill);
    TRY(rule_word(r, value, path, (struct strs){words, N(words)}, &found));
    claim->evidence = found == 0 ? EVIDENCE_ENDORSED : EVIDENCE_DECLARED;
    return OK;
}

static code one_claim(struct rule_reader *r,
    const struct json *value,
    const struct json_path *path,
    void *into)
{
    ((struct claimed_skill *)into)->evidence = EVIDENCE_DECLARED;
    return rule_members(r, value, path, claim_member, into);
}

static code experience_member(struct rule_reader *r,
    const struct json *value,
    const struct json_path *path,
    void *into)
{
    struct experience *x = into;

    if (str_eq(value->name, S("role")))
        return rule_text(r, value, path, &x->role);
    if (str_eq(value->name, S("verifiedBy")))
        return rule_text(r, value, path, &x->verified_by);
    if (str_eq(value->name, S("hours")))
        return rule_minutes(r, value, path, &x->minutes);
    return rule_fail(r, path, E_SYNTAX, value->name);
}

static code one_experience(struct rule_reader *r,
    const struct json *value,
    const struct json_path *path,
    void *into)
{
    return rule_members(r, value, path, experience_member, into);
}

static code recorded_member(struct rule_reader *r,
    const struct json *value,
    const struct json_path *path,
    void *into)
{
    struct recorded *record = into;

    if (str_eq(value->name, S("leaf")))
        return rule_text(r, value, path, &record->leaf);
    if (str_eq(value->name, S("credential")))
        return rule_text(r, value, path, &record->credential);
    if (str_eq(value->name, S("stack")))
        return rule_text(r, value, path, &record->stack);
    if (str_eq(value->name, S("awarded")))
        return rule_date(r, value, path, &record->awarded);
    return rule_fail(r, path, E_SYNTAX, value->name);
}

static code one_recorded(struct rule_reader *r,
    const struct json *value,
    const struct json_path *path,
    void *into)
{
    return rule_members(r, value, path, recorded_member, into);
}

static code wallet_member(struct rule_reader *r,
    const struct json *value,
    const struct json_path *path,
    void *into)
{
    static const struct {
        str name;
        size_t bytes;
        rule_member_fn *read;
    } lists[] = {
        {STR("awards"), sizeof(struct holding), one_award},
        {STR("claims"), sizeof(struct claimed_skill), one_claim},
        {STR("experience"), sizeof(struct experience), one_experience},
        {STR("recorded"), sizeof(struct recorded), one_recorded},
    };
    struct wallet *w = into;
    void *items = NULL;
    size_t i = 0;

    while (i < N(lists) && !str_eq(lists[i].name, value->name))
        i++;
    if (i == N(lists))
        return rule_fail(r, path, E_SYNTAX, value->name);
    TRY(rule_list(r, value, path, lists[i].bytes, lists[i].read, &items));
    if (i == 0) {
        w->holdings = items;
        w->n_holdings = value->n;
    } else if (i == 1) {
        w->claims = items;
        w->n_claims = value->n;
    } else if (i == 2) {
        w->experience = items;
        w->n_experience = value->n;
    } else {
        w->recorded = items;
        w->n_recorded = value->n;
    }
    return OK;
}

code wallet_read(const struct json *json,
    struct arena *arena,
    struct wallet *ret,
    struct err *reterr)
{
    struct rule_reader r = {.arena = arena, .err = reterr};
    struct wallet wallet = {0};
    void *items = NULL;

    if (json_is(json, JSON_ARRAY)) {
        TRY(rule_list(
            &r, json, NULL, sizeof(struct holding), one_award, &items));
        wallet.holdings = items;
        wallet.n_holdings = json->n;
    } else {
        TRY(rule_members(&r, json, NULL, wallet_member, &wallet));
    }
    *ret = wallet;
    return OK;
}

/* --- catalogues --- */

static code offering_member(struct rule_reader *r,
    const struct json *value,
    const struct json_path *path,
    void *into)
{
    struct offering *o = into;

    if (str_eq(value->name, S("cost")))
        return rule_hundredths(r, value, path, &o->cost.minor);
    if (str_eq(value->name, S("currency")))
        return rule_text(r, value, path, &o->cost.currency);
    if (str_eq(value->name, S("starts")))
        return rule_date(r, value, path, &o->starts);
    if (str_eq(value->name, S("prerequisites")))
        return rule_strs(r, value, path, &o->prerequisites);
    if (str_eq(value->name, S("viaRpl")))
        return rule_bool(r, value, path, &o->via_rpl);
    return award_member(r, value, path, &o->gives);
}

static code one_offering(struct rule_reader *r,
    const struct json *value,
    const struct json_path *path,
    void *into)
{
    struct offering *o = into;

    o->gives.assessed = true;
    TRY(rule_members(r, value, path, offering_member, o));
    if (o->gives.achievement.len == 0)
        return rule_fail(r, path, E_SYNTAX, S("achievement"));
    o->id = o->gives.id.len > 0 ? o->gives.id : o->gives.achievement;
    return OK;
}

static code one_pair(struct rule_reader *r,
    const struct json *value,
    const struct json_path *path,
    void *into)
{
    struct strs pair = {NULL, 0};

    TRY(rule_strs(r, value, path, &pair));
    if (pair.n != 2)
        return rule_fail(r, path, E_SYNTAX, value->name);
    *(struct same_as *)into = (struct same_as){pair.items[0], pair.items[1]};
    return OK;
}

static code grades_member(struct rule_reader *r,
    const struct json *value,
    const struct json_path *path,
    void *into)
{
    struct grade_scale *scale = into;

    if (str_eq(value->name, S("scale")))
        return rule_text(r, value, path, &scale->id);
    if (str_eq(value->name, S("codes")))
        return rule_strs(r, value, path, &scale->codes);
    return rule_fail(r, path, E_SYNTAX, value->name);
}

static code one_grades(struct rule_reader *r,
    const struct json *value,
    const struct json_path *path,
    void *into)
{
    return rule_members(r, value, path, grades_member, into);
}

static code scale_member(struct rule_reader *r,
    const struct json *value,
    const struct json_path *path,
    void *into)
{
    struct scale_row *row = into;
    bool from = str_eq(value->name, S("level"));
    int64_t n = 0;

    if (str_eq(value->name, S("from")))
        return rule_text(r, value, path, &row->from_scale);
    if (str_eq(value->name, S("to")))
        return rule_text(r, value, path, &row->to_scale);
    if (!from && !str_eq(value->name, S("is")))
        return rule_fail(r, path, E_SYNTAX, value->name);
    TRY(rule_int(r, value, path, LEVEL_MAX, &n));
    *(from ? &row->from : &row->to) = (int32_t)n;
    return OK;
}

static code one_scale(struct rule_reader *r,
    const struct json *value,
    const struct json_path *path,
    void *into)
{
    return rule_members(r, value, path, scale_member, into);
}

/* A rule within a catalogue: its place is that of the catalogue. */
static code one_stack(struct rule_reader *r,
    const struct json *value,
    const struct json_path *path,
    void *into)
{
    struct rule *rule = NULL;
    code status = rule_parse(value, r->arena, &rule, r->err);

    if (status != OK) {
        json_path_err(path, r->err);
        return status;
    }
    *(const struct rule **)into = rule;
    return OK;
}

static code world_member(struct rule_reader *r,
    const struct json *value,
    const struct json_path *path,
    void *into)
{
    static const struct {
        str name;
        size_t bytes;
        rule_member_fn *read;
    } lists[] = {
        {STR("offerings"), sizeof(struct offering), one_offering},
        {STR("stacks"), sizeof(const struct rule *), one_stack},
        {STR("equivalent"), sizeof(struct same_as), one_pair},
        {STR("grades"), sizeof(struct grade_scale), one_grades},
        {STR("scales"), sizeof(struct scale_row), one_scale},
    };
    struct world *w = into;
    void *items = NULL;
    size_t i = 0;

    while (i < N(lists) && !str_eq(lists[i].name, value->name))
        i++;
    if (i == N(lists))
        return rule_fail(r, path, E_SYNTAX, value->name);
    TRY(rule_list(r, value, path, lists[i].bytes, lists[i].read, &items));
    if (i == 0) {
        w->offerings = items;
        w->n_offerings = value->n;
    } else if (i == 1) {
        w->stacks = items;
        w->n_stacks = value->n;
    } else if (i == 2) {
        w->same = items;
        w->n_same = value->n;
    } else if (i == 3) {
        w->grades = items;
        w->n_grades = value->n;
    } else {
        w->scales = items;
        w->n_scales = value->n;
    }
    return OK;
}

code world_read(const struct json *json,
    struct arena *arena,
    struct world *ret,
    struct err *reterr)
{
    struct rule_reader r = {.arena = arena, .err = reterr};
    struct level_map *levels = arena_new(arena, struct level_map);
    struct world world = {.levels = levels};

    if (!levels)
        return err_set(reterr, arena_status(arena), S("catalogue"));
    *levels = level_map_builtin();
    if (json)
        TRY(rule_members(&r, json, NULL, world_member, &world));
    *ret = world;
    return OK;
}
