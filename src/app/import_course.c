/* Definitions out of a table: each line a draft, to be gone through and
 * approved like any other. */
#include "app/achievement_part.h"
#include "app/import_part.h"
#include "domain/definition_json.h"
#include "rule/level.h"
#include "rule/unit.h"
#include "store/sql.h"

#include <stdio.h>
#include <string.h>

enum {
    HOUR_MINUTES = 60,
    HUNDREDTHS = 100,
    CURRENCY_BYTES = 3,
    LEVEL_MAX = 12,
    BASE = 10,
    ID_BYTES = 8,
};

/* Parts of a cell, ';' or a new line between. */
static size_t split(str text, str *ret, size_t n_max)
{
    size_t n = 0;
    size_t at = 0;

    while (at < text.len && n < n_max) {
        size_t end = at;
        str part;

        while (end < text.len && text.ptr[end] != ';' && text.ptr[end] != '\n')
            end++;
        part = str_sub(text, at, end);
        while (part.len > 0 && (unsigned char)part.ptr[0] <= ' ')
            part = str_sub(part, 1, part.len);
        while (part.len > 0 && (unsigned char)part.ptr[part.len - 1] <= ' ')
            part.len--;
        if (part.len > 0)
            ret[n++] = part;
        at = end + 1;
    }
    return n;
}

/* A number of at most two places, in hundredths; 0 where there is none. */
static int64_t number_of(
    struct import_work *work, const char *field, int64_t max)
{
    const str text = import_cell(work, field);
    int64_t hundredths = 0;

    if (text.len > 0 && (decimal_parse(text, &hundredths, NULL) != OK ||
                            hundredths > max * HUNDREDTHS))
        import_complain(work, field, "number");
    return hundredths;
}

static void read_level(struct import_work *work, struct definition *d)
{
    d->level_framework = import_cell(work, "framework");
    d->level = number_of(work, "level", LEVEL_MAX) / HUNDREDTHS;
    if (d->level_framework.len > 0 && !framework_find(d->level_framework))
        import_complain(work, "framework", "framework");
}

static void read_price(
    struct import_work *work, struct definition *d, struct price *price)
{
    const str amount = import_cell(work, "price");

    price->currency = import_cell(work, "currency");
    if (amount.len == 0)
        return;
    if (price->currency.len != CURRENCY_BYTES)
        import_complain(work, "currency", "currency");
    else if (money_parse(amount, price->currency, &price->amount, NULL) != OK)
        import_complain(work, "price", "number");
    d->prices = price;
    d->n_prices = 1;
}

static void read_outcomes(struct import_work *work, struct definition *d)
{
    struct arena *arena = work->act->arena;
    str texts[DEFINITION_OUTCOMES_MAX];
    const size_t n =
        split(import_cell(work, "outcomes"), texts, DEFINITION_OUTCOMES_MAX);
    struct learning_outcome *outcomes =
        arena_array(arena, n, struct learning_outcome);
    size_t i;

    for (i = 0; outcomes && i < n; i++) {
        char id[ID_BYTES];
        const int len = snprintf(id, sizeof(id), "O%zu", i + 1);

        outcomes[i].id = arena_str(arena, (str){id, (size_t)len});
        outcomes[i].text = texts[i];
    }
    d->outcomes = outcomes;
    d->n_outcomes = outcomes ? n : 0;
}

static void read_definition(struct import_work *work,
    struct definition *d,
    struct price *price,
    str *tags)
{
    d->code = import_cell(work, "code");
    d->title = import_cell(work, "title");
    d->summary = import_cell(work, "summary");
    d->description = import_cell(work, "description");
    d->type = S("MicroCredential");
    d->language = import_cell(work, "language");
    d->volume_minutes = number_of(work, "hours",
                            (int64_t)DEFINITION_VOLUME_MAX / HOUR_MINUTES) *
                        HOUR_MINUTES / HUNDREDTHS;
    d->credit = number_of(work, "credit", (int64_t)HUNDREDTHS * HUNDREDTHS);
    d->credit_system = import_cell(work, "credit_system");
    d->tags = tags;
    d->n_tags = split(import_cell(work, "tags"), tags, DEFINITION_ITEMS_MAX);
    read_level(work, d);
    read_price(work, d, price);
    read_outcomes(work, d);
}

static code put(struct import_work *work,
    const struct definition *d,
    enum import_status *ret,
    struct err *reterr)
{
    struct act *act = work->act;
    struct achievement_version version;
    struct findings findings;
    str json;

    findings_init(&findings, act->arena);
    TRY(definition_write(d, act->arena, &json, reterr));
    TRY(achievement_put_draft(act, json, &findings, &version, reterr));
    TRY(sql_achievement_set_run(act->db, work->table->run.id, version.tenant,
        version.achievement, NULL, reterr));
    *ret = IMPORT_NEW;
    return OK;
}

code import_course(
    struct import_work *work, enum import_status *ret, struct err *reterr)
{
    struct act *act = work->act;
    struct definition d;
    struct price price;
    struct achievement there;
    str tags[DEFINITION_ITEMS_MAX];
    code result;

    memset(&d, 0, sizeof(d));
    memset(&price, 0, sizeof(price));
    read_definition(work, &d, &price, tags);
    if (work->is_bad)
        return arena_status(act->arena);
    result = sql_achievement_by_code(
        act->db, act->actor.tenant, d.code, act->arena, &there, reterr);
    if (result == E_NOT_FOUND)
        return put(work, &d, ret, reterr);
    TRY(result);
    *ret = IMPORT_SAME;
    return OK;
}

code import_course_back(
    struct act *act, const struct import_run *run, struct err *reterr)
{
    TRY(sql_achievement_skill_delete_run(
        act->db, run->tenant, run->id, NULL, reterr));
    TRY(sql_achievement_version_delete_run(
        act->db, run->tenant, run->id, NULL, reterr));
    return sql_achievement_delete_run(
        act->db, run->tenant, run->id, NULL, reterr);
}
