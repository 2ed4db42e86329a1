#include "domain/offer_json.h"

#include "rule/statement_json.h"

#include <inttypes.h>
#include <stdio.h>

enum {
    OFFER_BYTES_MAX = 64 * 1024,
    NUMBER_BYTES = 24,
};

/* --- writing --- */

static void put_number(
    struct json *object, str name, int64_t number, struct arena *arena)
{
    char text[NUMBER_BYTES];

    if (number == 0)
        return;
    snprintf(text, sizeof(text), "%" PRId64, number);
    json_add(
        object, name, json_new_number(arena, arena_str(arena, str_of(text))));
}

static void put_true(
    struct json *object, str name, bool value, struct arena *arena)
{
    if (value)
        json_add(object, name, json_new_bool(arena, true));
}

static void put_level(
    struct json *object, str name, struct level level, struct arena *arena)
{
    struct json *value;

    if (level.fw.len == 0)
        return;
    value = json_add(object, name, json_new(arena, JSON_OBJECT));
    json_put_text(value, S("fw"), level.fw, arena);
    put_number(value, S("level"), level.n, arena);
}

static void put_amount(
    struct json *object, const struct credit *credit, struct arena *arena)
{
    struct json *value;
    char text[UNIT_TEXT_BYTES];
    size_t n;

    if (credit->system.len == 0)
        return;
    n = decimal_format(credit->hundredths, text);
    value = json_add(object, S("amount"), json_new(arena, JSON_OBJECT));
    json_put_text(value, S("system"), credit->system, arena);
    json_add(value, S("points"),
        json_new_number(arena, arena_str(arena, (str){text, n})));
}

static void put_target(
    struct json *object, const struct offer_target *t, struct arena *arena)
{
    struct json *value =
        json_add(object, S("target"), json_new(arena, JSON_OBJECT));
    struct json *levels;
    char text[UNIT_TEXT_BYTES];
    size_t i;

    json_put_text(value, S("id"), t->id, arena);
    json_put_text(value, S("title"), t->title, arena);
    json_put_text(value, S("owner"), t->owner, arena);
    put_level(value, S("level"), t->level, arena);
    if (t->minutes_per_point > 0) {
        i = duration_format(t->minutes_per_point, text);
        json_put_text(
            value, S("hoursPerPoint"), arena_str(arena, (str){text, i}), arena);
    }
    put_number(value, S("supervisionMin"), t->supervision_min, arena);
    json_put_text(value, S("moderation"), t->moderation, arena);
    put_number(value, S("reviewMonths"), t->review_months, arena);
    if (t->n_unit_levels == 0)
        return;
    levels = json_add(value, S("unitLevels"), json_new(arena, JSON_ARRAY));
    for (i = 0; i < t->n_unit_levels; i++) {
        struct json *level = json_push(levels, json_new(arena, JSON_OBJECT));

        json_put_text(level, S("fw"), t->unit_levels[i].fw, arena);
        put_number(level, S("level"), t->unit_levels[i].n, arena);
    }
}

static void put_conditions(
    struct json *object, const struct offer *offer, struct arena *arena)
{
    struct json *list;
    size_t i;

    if (offer->n_conditions == 0)
        return;
    list = json_add(object, S("conditions"), json_new(arena, JSON_ARRAY));
    for (i = 0; i < offer->n_conditions; i++) {
        struct json *item = json_push(list, json_new(arena, JSON_OBJECT));

        json_put_text(item, S("kind"),
            offer_condition_word(offer->conditions[i].kind), arena);
        json_put_text(item, S("text"), offer->conditions[i].text, arena);
    }
}

code offer_write(const struct offer *offer,
    struct arena *arena,
    str *ret,
    struct err *reterr)
{
    struct json *object = json_new(arena, JSON_OBJECT);
    struct buf out;
    code result;

    json_put_text(object, S("id"), offer->id, arena);
    json_put_text(object, S("kind"),
        offer->kind == OFFER_CREDIT ? S("credit") : S("admission"), arena);
    put_target(object, &offer->target, arena);
    put_amount(object, &offer->amount, arena);
    put_level(object, S("componentLevel"), offer->component_level, arena);
    put_level(object, S("countsAs"), offer->counts_as, arena);
    put_true(object, S("passMapped"), offer->pass_mapped, arena);
    put_true(object, S("exclusive"), offer->exclusive, arena);
    put_number(object, S("claimMonths"), offer->claim_months, arena);
    put_conditions(object, offer, arena);
    if (arena_status(arena) != OK)
        return err_set(reterr, arena_status(arena), offer->id);
    buf_init(&out, arena, OFFER_BYTES_MAX);
    json_write(&out, object, JSON_COMPACT);
    result = buf_finish_str(&out, ret);
    return result == OK ? OK : err_set(reterr, result, offer->id);
}

/* --- reading --- */

static code read_one(
    str terms, struct arena *arena, struct offer *ret, struct err *reterr)
{
    const str parts[] = {S("{\"offers\":["), terms, S("]}")};
    struct budget budget = budget_default();
    struct statement holder;
    struct json *value;

    TRY(json_parse(
        arena_join(arena, parts, 3), &budget, arena, &value, reterr));
    TRY(statement_read(value, arena, &holder, reterr));
    if (holder.n_offers != 1)
        return err_set(reterr, E_DATA_DAMAGED, S("offer"));
    *ret = holder.offers[0];
    return OK;
}

code offers_read(const struct credit_offer *rows,
    size_t n_rows,
    str day,
    struct arena *arena,
    const struct offer **ret,
    struct err *reterr)
{
    struct offer *offers = arena_array(arena, n_rows, struct offer);
    size_t i;

    for (i = 0; offers && i < n_rows; i++) {
        TRY(read_one(rows[i].terms, arena, &offers[i], reterr));
        offers[i].is_signed = credit_offer_is_open(&rows[i], day);
    }
    if (arena_status(arena) != OK)
        return err_set(reterr, arena_status(arena), S("offer"));
    *ret = offers;
    return OK;
}
