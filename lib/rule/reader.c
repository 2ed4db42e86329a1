#include "rule/reader.h"

#include "base/num.h"

enum {
    MINUTES_MAX = 10 * 1000 * 1000,
    LEVEL_MAX = 100,
    HOUR = 60,
    HUNDREDTHS = 100,
    LIST_MAX = 100 * 1000,
};

static size_t place_of(struct strs list, str word)
{
    size_t i = 0;

    while (i < list.n && !str_eq(list.items[i], word))
        i++;
    return i;
}

code rule_fail(const struct rule_reader *r,
    const struct json_path *path,
    code c,
    str about)
{
    err_set(r->err, c, about);
    json_path_err(path, r->err);
    return c;
}

code rule_text(struct rule_reader *r,
    const struct json *value,
    const struct json_path *path,
    str *ret)
{
    if (!json_is(value, JSON_STRING) || value->text.len == 0)
        return rule_fail(r, path, E_SYNTAX, value->name);
    *ret = value->text;
    return OK;
}

code rule_int(struct rule_reader *r,
    const struct json *value,
    const struct json_path *path,
    uint64_t max,
    int64_t *ret)
{
    uint64_t n = 0;

    if (!json_is(value, JSON_NUMBER) || !num_parse_u64(value->text, max, &n))
        return rule_fail(r, path, E_SYNTAX, value->name);
    *ret = (int64_t)n;
    return OK;
}

code rule_bool(struct rule_reader *r,
    const struct json *value,
    const struct json_path *path,
    bool *ret)
{
    if (!json_is(value, JSON_TRUE) && !json_is(value, JSON_FALSE))
        return rule_fail(r, path, E_SYNTAX, value->name);
    *ret = json_is(value, JSON_TRUE);
    return OK;
}

code rule_word(struct rule_reader *r,
    const struct json *value,
    const struct json_path *path,
    struct strs words,
    size_t *ret)
{
    size_t i = place_of(words, json_text(value));

    if (!json_is(value, JSON_STRING) || i == words.n)
        return rule_fail(r, path, E_SYNTAX, value->name);
    *ret = i;
    return OK;
}

code rule_strs(struct rule_reader *r,
    const struct json *value,
    const struct json_path *path,
    struct strs *ret)
{
    const struct json *item;
    str *items;
    size_t n = 0;

    if (!json_is(value, JSON_ARRAY) || value->n == 0)
        return rule_fail(r, path, E_SYNTAX, value->name);
    if (value->n > RULE_LEAVES_MAX)
        return rule_fail(r, path, E_LIMIT_EXCEEDED, value->name);
    items = arena_array(r->arena, value->n, str);
    if (!items)
        return rule_fail(r, path, arena_status(r->arena), value->name);
    for (item = value->child.first; item; item = item->next, n++) {
        struct json_path step = json_path_item(path, n);

        TRY(rule_text(r, item, &step, &items[n]));
    }
    *ret = (struct strs){items, n};
    return OK;
}

code rule_members(struct rule_reader *r,
    const struct json *object,
    const struct json_path *path,
    rule_member_fn *member,
    void *into)
{
    const struct json *value;

    if (!json_is(object, JSON_OBJECT))
        return rule_fail(r, path, E_SYNTAX, object->name);
    for (value = object->child.first; value; value = value->next) {
        struct json_path step = json_path_name(path, value->name);

        TRY(member(r, value, &step, into));
    }
    return OK;
}

code rule_require(struct rule_reader *r,
    const struct json *object,
    const struct json_path *path,
    str name)
{
    return json_get(object, name) ? OK : rule_fail(r, path, E_SYNTAX, name);
}

code rule_field(struct rule_reader *r,
    const struct json *value,
    const struct json_path *path,
    const struct rule_field *fields,
    size_t n,
    void *into)
{
    size_t i;

    for (i = 0; i < n; i++) {
        if (str_eq(fields[i].name, value->name))
            return fields[i].read(r, value, path, into);
    }
    return rule_fail(r, path, E_SYNTAX, value->name);
}

/* Reads each element of an array; *ret_items has n of them. */
code rule_list(struct rule_reader *r,
    const struct json *value,
    const struct json_path *path,
    size_t item_bytes,
    rule_member_fn *read,
    void **ret_items)
{
    const struct json *item;
    char *items;
    size_t i = 0;

    if (!json_is(value, JSON_ARRAY))
        return rule_fail(r, path, E_SYNTAX, value->name);
    if (value->n > LIST_MAX)
        return rule_fail(r, path, E_LIMIT_EXCEEDED, value->name);
    items = arena_zero(r->arena, value->n + 1, item_bytes);
    if (!items)
        return rule_fail(r, path, arena_status(r->arena), value->name);
    for (item = value->child.first; item; item = item->next, i++) {
        struct json_path step = json_path_item(path, i);

        TRY(read(r, item, &step, items + i * item_bytes));
    }
    *ret_items = items;
    return OK;
}

code rule_date(struct rule_reader *r,
    const struct json *value,
    const struct json_path *path,
    date *ret)
{
    *ret = date_of_text(json_text(value));
    return *ret != DATE_NONE ? OK : rule_fail(r, path, E_SYNTAX, value->name);
}

code rule_hundredths(struct rule_reader *r,
    const struct json *value,
    const struct json_path *path,
    int64_t *ret)
{
    if (!json_is(value, JSON_NUMBER) ||
        decimal_parse(value->text, ret, NULL) != OK)
        return rule_fail(r, path, E_SYNTAX, value->name);
    return OK;
}

/* Hours as a number, or as a duration. */
code rule_minutes(struct rule_reader *r,
    const struct json *value,
    const struct json_path *path,
    int32_t *ret)
{
    int64_t hundredths = 0;
    code status;

    if (json_is(value, JSON_STRING)) {
        status = duration_parse(value->text, ret, NULL);
        return status == OK ? OK : rule_fail(r, path, status, value->text);
    }
    TRY(rule_hundredths(r, value, path, &hundredths));
    if (hundredths > (int64_t)MINUTES_MAX)
        return rule_fail(r, path, E_AMOUNT_RANGE, value->name);
    *ret = (int32_t)(hundredths * HOUR / HUNDREDTHS);
    return OK;
}

static code level_part(struct rule_reader *r,
    const struct json *value,
    const struct json_path *path,
    void *into)
{
    struct level *level = into;
    int64_t n = 0;

    if (str_eq(value->name, S("fw")))
        return rule_text(r, value, path, &level->fw);
    if (!str_eq(value->name, S("level")))
        return rule_fail(r, path, E_SYNTAX, value->name);
    TRY(rule_int(r, value, path, LEVEL_MAX, &n));
    level->n = (int32_t)n;
    return OK;
}

static code credit_part(struct rule_reader *r,
    const struct json *value,
    const struct json_path *path,
    void *into)
{
    struct credit *credit = into;

    if (str_eq(value->name, S("system")))
        return rule_text(r, value, path, &credit->system);
    if (str_eq(value->name, S("points")))
        return rule_hundredths(r, value, path, &credit->hundredths);
    return rule_fail(r, path, E_SYNTAX, value->name);
}

code rule_skill_member(struct rule_reader *r,
    const struct json *value,
    const struct json_path *path,
    void *into)
{
    struct skill_level *skill = into;
    int64_t n = 0;

    if (str_eq(value->name, S("skill")))
        return rule_text(r, value, path, &skill->skill);
    if (str_eq(value->name, S("name")))
        return rule_text(r, value, path, &skill->name);
    if (str_eq(value->name, S("scale")))
        return rule_text(r, value, path, &skill->scale);
    if (!str_eq(value->name, S("level")))
        return rule_fail(r, path, E_SYNTAX, value->name);
    TRY(rule_int(r, value, path, LEVEL_MAX, &n));
    skill->level = (int32_t)n;
    return OK;
}

code rule_skill(struct rule_reader *r,
    const struct json *value,
    const struct json_path *path,
    void *into)
{
    return rule_members(r, value, path, rule_skill_member, into);
}

code rule_level(struct rule_reader *r,
    const struct json *value,
    const struct json_path *path,
    struct level *ret)
{
    code status;

    TRY(rule_members(r, value, path, level_part, ret));
    status = level_check(*ret, NULL);
    return status == OK ? OK : rule_fail(r, path, status, ret->fw);
}

code rule_credit(struct rule_reader *r,
    const struct json *value,
    const struct json_path *path,
    struct credit *ret)
{
    return rule_members(r, value, path, credit_part, ret);
}
