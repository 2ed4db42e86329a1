#include "rule/wallet.h"

static const str REASONS[] = {
    [REASON_NONE] = STR(""),
    [REASON_EXPIRED] = STR("N_EXPIRED"),
    [REASON_SUSPENDED] = STR("N_SUSPENDED"),
    [REASON_REVOKED] = STR("N_REVOKED"),
    [REASON_NOT_YET_VALID] = STR("N_NOT_YET_VALID"),
    [REASON_UNVERIFIED] = STR("N_UNVERIFIED"),
    [REASON_NOT_SUBJECT] = STR("N_NOT_SUBJECT"),
    [REASON_DUPLICATE] = STR("N_DUPLICATE"),
    [REASON_USED_ELSEWHERE] = STR("N_USED_ELSEWHERE"),
    [REASON_LEVEL_FLOOR] = STR("N_LEVEL_FLOOR"),
    [REASON_LEVEL_UNKNOWN] = STR("N_LEVEL_UNKNOWN"),
    [REASON_TOO_OLD] = STR("N_TOO_OLD"),
    [REASON_GRADE] = STR("N_GRADE"),
    [REASON_ISSUER_NOT_TRUSTED] = STR("N_ISSUER_NOT_TRUSTED"),
    [REASON_OUTSIDE_SCOPE] = STR("N_OUTSIDE_SCOPE"),
    [REASON_SOURCE_EXCLUDED] = STR("N_SOURCE_EXCLUDED"),
    [REASON_SUPERVISION] = STR("N_SUPERVISION"),
    [REASON_NOT_ASSESSED] = STR("N_NOT_ASSESSED"),
    [REASON_CREDIT_SYSTEM] = STR("N_CREDIT_SYSTEM"),
    [REASON_CAP_REACHED] = STR("N_CAP_REACHED"),
    [REASON_RESIDENCY] = STR("N_RESIDENCY"),
    [REASON_EXCLUDED] = STR("N_EXCLUDED"),
    [REASON_TARGET_FILLED] = STR("N_TARGET_FILLED"),
    [REASON_AGREEMENT_CLOSED] = STR("N_AGREEMENT_CLOSED"),
    [REASON_VERSION] = STR("N_VERSION"),
    [REASON_NO_LEAF] = STR("N_NO_LEAF"),
    [REASON_MODE] = STR("N_MODE"),
    [REASON_DATE] = STR("N_DATE"),
};

str reason_word(enum reason reason)
{
    return REASONS[reason];
}

enum reason holding_unusable(const struct holding *h, date as_of)
{
    bool in_force = h->state_since == DATE_NONE || h->state_since <= as_of;

    if (h->other_subject)
        return REASON_NOT_SUBJECT;
    if (h->verified == TRUTH_FALSE)
        return REASON_UNVERIFIED;
    if (h->state == HOLDING_REVOKED && in_force)
        return REASON_REVOKED;
    if (h->state == HOLDING_SUSPENDED && in_force)
        return REASON_SUSPENDED;
    if (h->awarded > as_of)
        return REASON_NOT_YET_VALID;
    if (h->valid_until != DATE_NONE && h->valid_until < as_of)
        return REASON_EXPIRED;
    if (h->used_elsewhere)
        return REASON_USED_ELSEWHERE;
    return REASON_NONE;
}

/* One pass of the pairs a step; at most as many passes as pairs. */
bool achievements_same(const struct world *world, str a, str b)
{
    str reached[RULE_CHILDREN_MAX];
    struct strs known = {reached, 1};
    bool grew = true;
    size_t i;

    if (str_eq(a, b))
        return true;
    reached[0] = a;
    while (grew) {
        grew = false;
        for (i = 0; i < world->n_same; i++) {
            const struct same_as *pair = &world->same[i];
            bool has_a = strs_has(known, pair->a);
            bool has_b = strs_has(known, pair->b);

            if (has_a == has_b || known.n == RULE_CHILDREN_MAX)
                continue;
            reached[known.n++] = has_a ? pair->b : pair->a;
            grew = true;
        }
    }
    return strs_has(known, b);
}

/* --- what the leaf asks for --- */

static bool is_selected(const struct selector *s, const struct holding *h)
{
    switch (s->kind) {
    case SELECT_ANY:
        return true;
    case SELECT_ACHIEVEMENTS:
        return strs_has(s->items, h->achievement);
    case SELECT_ISSUERS:
        return strs_has(s->items, h->issuer);
    case SELECT_FIELD:
        return strs_has(h->fields, s->items.items[0]);
    case SELECT_TAG:
        return strs_has(h->tags, s->items.items[0]);
    }
    return false;
}

static enum reason wrong_sum(
    const struct rule_node *leaf, const struct holding *h)
{
    if (!is_selected(&leaf->from, h) || h->source == SOURCE_STACK)
        return REASON_NO_LEAF;
    if (leaf->kind == NODE_HOURS)
        return (leaf->is_cpd ? h->cpd_minutes : h->minutes) > 0
                   ? REASON_NONE
                   : REASON_NO_LEAF;
    if (h->credit.hundredths <= 0)
        return REASON_NO_LEAF;
    return str_eq(h->credit.system, leaf->system) ? REASON_NONE
                                                  : REASON_CREDIT_SYSTEM;
}

/* The level on the leaf's scale, by the same scale or a direct row; false
 * when there is none. */
static bool on_scale(const struct world *world,
    const struct skill_level *skill,
    str scale,
    int32_t *ret)
{
    size_t i;

    *ret = skill->level;
    if (str_eq(skill->scale, scale))
        return true;
    for (i = 0; i < world->n_scales; i++) {
        const struct scale_row *row = &world->scales[i];

        if (!str_eq(row->from_scale, skill->scale) ||
            !str_eq(row->to_scale, scale) || row->from != skill->level)
            continue;
        *ret = row->to;
        return true;
    }
    return false;
}

static enum truth skill_reaches(const struct rule_node *leaf,
    const struct skill_level *skill,
    const struct world *world)
{
    int32_t level = 0;

    if (!str_eq(skill->skill, leaf->uri))
        return TRUTH_FALSE;
    if (!on_scale(world, skill, leaf->system, &level))
        return TRUTH_UNKNOWN;
    return level >= leaf->min ? TRUTH_TRUE : TRUTH_FALSE;
}

static enum truth proves_skill(const struct rule_node *leaf,
    const struct holding *h,
    const struct world *world)
{
    enum truth best = TRUTH_FALSE;
    size_t i;

    for (i = 0; i < h->n_skills; i++) {
        enum truth one = skill_reaches(leaf, &h->skills[i], world);

        best = one > best ? one : best;
    }
    return best;
}

/* Is it what the leaf is about? */
static enum truth is_about(const struct rule_node *leaf,
    const struct holding *h,
    const struct world *world,
    enum reason *ret_reason)
{
    bool same;

    *ret_reason = REASON_NO_LEAF;
    if (node_is_sum(leaf)) {
        *ret_reason = wrong_sum(leaf, h);
        return *ret_reason == REASON_NONE ? TRUTH_TRUE : TRUTH_FALSE;
    }
    if (leaf->kind == NODE_SKILL)
        return proves_skill(leaf, h, world);
    if (!node_is_unit(leaf))
        return TRUTH_FALSE;
    same = str_eq(leaf->uri, h->achievement);
    if (!same && (leaf->where.no_equivalents ||
                     !achievements_same(world, leaf->uri, h->achievement)))
        return TRUTH_FALSE;
    if (leaf->version.len > 0 && same && !str_eq(leaf->version, h->version)) {
        *ret_reason = REASON_VERSION;
        return TRUTH_FALSE;
    }
    return TRUTH_TRUE;
}

/* --- its `where` --- */

static size_t grade_place(struct strs codes, str grade)
{
    size_t i = 0;

    while (i < codes.n && !str_eq(codes.items[i], grade))
        i++;
    return i;
}

static bool grade_reaches(const struct rule_where *w,
    const struct holding *h,
    const struct world *world)
{
    size_t i;

    if (!str_eq(h->grade_scale, w->grade_scale))
        return false;
    for (i = 0; i < world->n_grades; i++) {
        struct strs codes = world->grades[i].codes;
        size_t have = grade_place(codes, h->grade);

        if (str_eq(world->grades[i].id, w->grade_scale) && have < codes.n)
            return have <= grade_place(codes, w->grade_at_least) &&
                   strs_has(codes, w->grade_at_least);
    }
    return str_eq(h->grade, w->grade_at_least);
}

static enum reason wrong_issuer(
    const struct rule_where *w, const struct holding *h)
{
    static const int ranks[] = {[TRUST_SELF] = 0,
        [TRUST_REGISTERED] = 1,
        [TRUST_AGREEMENT] = 1,
        [TRUST_ACCREDITED] = 2};

    if (w->issuers.n > 0 && !strs_has(w->issuers, h->issuer))
        return REASON_ISSUER_NOT_TRUSTED;
    if (!w->has_trust)
        return REASON_NONE;
    if (w->trust == TRUST_ACCREDITED && h->outside_scope)
        return REASON_OUTSIDE_SCOPE;
    if (h->trust != w->trust && ranks[h->trust] <= ranks[w->trust])
        return REASON_ISSUER_NOT_TRUSTED;
    return REASON_NONE;
}

static enum reason wrong_date(
    const struct rule_where *w, const struct holding *h, date as_of)
{
    if (w->currency_months > 0 &&
        !date_within_months(h->awarded, w->currency_months, as_of))
        return REASON_TOO_OLD;
    if (w->awarded_after != DATE_NONE && h->awarded <= w->awarded_after)
        return REASON_DATE;
    if (w->awarded_before != DATE_NONE && h->awarded >= w->awarded_before)
        return REASON_DATE;
    return REASON_NONE;
}

static enum reason wrong_where(const struct rule_where *w,
    const struct holding *h,
    const struct world *world,
    date as_of)
{
    enum reason found = wrong_issuer(w, h);

    if (strs_has(w->exclude, h->achievement))
        return REASON_EXCLUDED;
    if (found == REASON_NONE)
        found = wrong_date(w, h, as_of);
    if (found != REASON_NONE)
        return found;
    if (w->exclude_sources & 1U << h->source)
        return REASON_SOURCE_EXCLUDED;
    if (w->assessed && !h->assessed)
        return REASON_NOT_ASSESSED;
    if (h->supervision < w->supervision_at_least)
        return REASON_SUPERVISION;
    if (w->modes != 0 && !(w->modes & 1U << h->mode))
        return REASON_MODE;
    if (w->residency && !h->residency)
        return REASON_RESIDENCY;
    if (w->grade_scale.len > 0 && !grade_reaches(w, h, world))
        return REASON_GRADE;
    return REASON_NONE;
}

enum truth leaf_accepts(const struct rule_node *leaf,
    const struct holding *h,
    const struct world *world,
    date as_of,
    enum reason *ret_reason)
{
    const struct rule_where *w = &leaf->where;
    enum truth about = is_about(leaf, h, world, ret_reason);
    enum truth level = TRUTH_TRUE;
    enum reason found = holding_unusable(h, as_of);

    if (about == TRUTH_FALSE)
        return TRUTH_FALSE;
    if (found == REASON_EXPIRED && w->may_be_expired)
        found = REASON_NONE;
    if (found == REASON_NONE)
        found = wrong_where(w, h, world, as_of);
    if (found == REASON_NONE && w->min_level.fw.len > 0) {
        level = level_at_least(world->levels, h->level, w->min_level, NULL);
        if (level == TRUTH_FALSE)
            found = REASON_LEVEL_FLOOR;
    }
    *ret_reason = found;
    if (found != REASON_NONE)
        return TRUTH_FALSE;
    if (level == TRUTH_UNKNOWN) {
        *ret_reason = REASON_LEVEL_UNKNOWN;
        return TRUTH_UNKNOWN;
    }
    if (h->verified == TRUTH_UNKNOWN) {
        *ret_reason = REASON_UNVERIFIED;
        return TRUTH_UNKNOWN;
    }
    return about;
}
