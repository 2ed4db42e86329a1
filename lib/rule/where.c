#include "rule/where.h"

#define N(array) (sizeof(array) / sizeof((array)[0]))

enum {
    MONTHS_MAX = 1200,
    LEVEL_MAX = 100,
    RANK_MAX = 3,
};

static code issuer_member(struct rule_reader *r,
    const struct json *value,
    const struct json_path *path,
    void *into)
{
    struct rule_where *w = into;

    if (str_eq(value->name, S("in")))
        return rule_strs(r, value, path, &w->issuers);
    if (!str_eq(value->name, S("trust")) ||
        trust_find(json_text(value)) == TRUST_N)
        return rule_fail(r, path, E_SYNTAX, value->name);
    w->has_trust = true;
    w->trust = trust_find(json_text(value));
    return OK;
}

static code level_member(struct rule_reader *r,
    const struct json *value,
    const struct json_path *path,
    void *into)
{
    struct rule_where *w = into;
    int64_t n = 0;

    if (str_eq(value->name, S("fw")))
        return rule_text(r, value, path, &w->min_level.fw);
    if (!str_eq(value->name, S("level")))
        return rule_fail(r, path, E_SYNTAX, value->name);
    TRY(rule_int(r, value, path, LEVEL_MAX, &n));
    w->min_level.n = (int32_t)n;
    return OK;
}

static code grade_member(struct rule_reader *r,
    const struct json *value,
    const struct json_path *path,
    void *into)
{
    struct rule_where *w = into;

    if (str_eq(value->name, S("scale")))
        return rule_text(r, value, path, &w->grade_scale);
    if (str_eq(value->name, S("atLeast")))
        return rule_text(r, value, path, &w->grade_at_least);
    return rule_fail(r, path, E_SYNTAX, value->name);
}

static code exclude_member(struct rule_reader *r,
    const struct json *value,
    const struct json_path *path,
    void *into)
{
    struct rule_where *w = into;

    if (str_eq(value->name, S("achievements")))
        return rule_strs(r, value, path, &w->exclude);
    if (str_eq(value->name, S("ifHeld")))
        return rule_strs(r, value, path, &w->exclude_if_held);
    return rule_fail(r, path, E_SYNTAX, value->name);
}

static code read_date(struct rule_reader *r,
    const struct json *value,
    const struct json_path *path,
    date *ret)
{
    *ret = date_parse(json_text(value));
    return *ret != DATE_NONE ? OK : rule_fail(r, path, E_SYNTAX, value->name);
}

/* Each text of the array sets a bit; `bit` gives `n` for a word that is
 * none. */
static code read_bits(struct rule_reader *r,
    const struct json *value,
    const struct json_path *path,
    uint32_t (*bit)(str word),
    uint32_t *ret)
{
    struct strs words = {NULL, 0};
    size_t i;

    TRY(rule_strs(r, value, path, &words));
    for (i = 0; i < words.n; i++) {
        struct json_path step = json_path_item(path, i);
        uint32_t found = bit(words.items[i]);

        if (found == 0)
            return rule_fail(r, &step, E_SYNTAX, words.items[i]);
        *ret |= found;
    }
    return OK;
}

static uint32_t mode_bit(str word)
{
    enum participation p = participation_find(word);

    return p == PARTICIPATION_NOT_STATED ? 0 : 1U << p;
}

static uint32_t source_bit(str word)
{
    enum award_source s = award_source_find(word);

    return s == SOURCE_N ? 0 : 1U << s;
}

static code months(struct rule_reader *r,
    const struct json *value,
    const struct json_path *path,
    struct rule_where *w)
{
    int64_t n = 0;

    TRY(rule_int(r, value, path, MONTHS_MAX, &n));
    if (n == 0)
        return rule_fail(r, path, E_SYNTAX, value->name);
    w->currency_months = (int32_t)n;
    return OK;
}

static code level(struct rule_reader *r,
    const struct json *value,
    const struct json_path *path,
    struct rule_where *w)
{
    TRY(rule_members(r, value, path, level_member, w));
    TRY(rule_require(r, value, path, S("fw")));
    TRY(rule_require(r, value, path, S("level")));
    if (level_check(w->min_level, NULL) != OK)
        return rule_fail(
            r, path, level_check(w->min_level, NULL), w->min_level.fw);
    return OK;
}

static code grade(struct rule_reader *r,
    const struct json *value,
    const struct json_path *path,
    struct rule_where *w)
{
    TRY(rule_members(r, value, path, grade_member, w));
    TRY(rule_require(r, value, path, S("scale")));
    return rule_require(r, value, path, S("atLeast"));
}

static code supervision(struct rule_reader *r,
    const struct json *value,
    const struct json_path *path,
    struct rule_where *w)
{
    int64_t n = 0;

    TRY(rule_int(r, value, path, RANK_MAX, &n));
    w->supervision_at_least = (int)n;
    return OK;
}

static code equivalents(struct rule_reader *r,
    const struct json *value,
    const struct json_path *path,
    struct rule_where *w)
{
    static const str words[] = {STR("none"), STR("declared"), STR("agreement")};
    size_t found = 0;

    TRY(rule_word(r, value, path, (struct strs){words, N(words)}, &found));
    w->no_equivalents = found == 0;
    return OK;
}

static code not_expired(struct rule_reader *r,
    const struct json *value,
    const struct json_path *path,
    struct rule_where *w)
{
    bool asked = true;

    TRY(rule_bool(r, value, path, &asked));
    w->may_be_expired = !asked;
    return OK;
}

code where_member(struct rule_reader *r,
    const struct json *value,
    const struct json_path *path,
    void *into)
{
    static const struct {
        str name;
        code (*read)(struct rule_reader *r,
            const struct json *value,
            const struct json_path *path,
            struct rule_where *w);
    } readers[] = {
        {STR("currencyMonths"), months},
        {STR("minLevel"), level},
        {STR("minGrade"), grade},
        {STR("supervisionAtLeast"), supervision},
        {STR("equivalents"), equivalents},
        {STR("notExpired"), not_expired},
    };
    struct rule_where *w = into;
    str name = value->name;
    size_t i;

    for (i = 0; i < N(readers); i++) {
        if (str_eq(readers[i].name, name))
            return readers[i].read(r, value, path, w);
    }
    if (str_eq(name, S("issuer")))
        return rule_members(r, value, path, issuer_member, w);
    if (str_eq(name, S("exclude")))
        return rule_members(r, value, path, exclude_member, w);
    if (str_eq(name, S("assessed")))
        return rule_bool(r, value, path, &w->assessed);
    if (str_eq(name, S("residency")))
        return rule_bool(r, value, path, &w->residency);
    if (str_eq(name, S("reuse")))
        return rule_bool(r, value, path, &w->reuse);
    if (str_eq(name, S("mode")))
        return read_bits(r, value, path, mode_bit, &w->modes);
    if (str_eq(name, S("excludeSource")))
        return read_bits(r, value, path, source_bit, &w->exclude_sources);
    if (str_eq(name, S("awardedAfter")))
        return read_date(r, value, path, &w->awarded_after);
    if (str_eq(name, S("awardedBefore")))
        return read_date(r, value, path, &w->awarded_before);
    return rule_fail(r, path, E_SYNTAX, name);
}
