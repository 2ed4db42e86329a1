/* The editor's offers of credit, as lib/rule checks them, and back. */
#include "web/editor.h"
#include "web/fact.h"

enum {
    LEVEL_MAX = 100,
    MONTHS_MAX = 1200,
    RANK_MAX = 3,
    CONDITIONS_MAX = 20,
};

/* "paid | the fee is paid": what the offer is tied to. */
static struct offer_condition condition_of(
    const struct typed *typed, str field, str line)
{
    const size_t mark = str_find(line, '|', 0);
    const str word = typed_trim(str_sub(line, 0, mark));
    struct offer_condition condition = {.kind = OFFER_IF_FACT};
    int i;

    condition.text = mark == SIZE_MAX
                         ? S("")
                         : typed_trim(str_sub(line, mark + 1, line.len));
    for (i = 0; i < OFFER_CONDITION_N; i++) {
        if (str_eq(offer_condition_word((enum offer_condition_kind)i), word)) {
            condition.kind = (enum offer_condition_kind)i;
            return condition;
        }
    }
    typed_complain(typed, field, MSG_OFFICE_FAULT_CONDITION);
    return condition;
}

static void read_conditions(const struct typed *typed,
    str field,
    const struct editor_offer *from,
    struct offer *ret)
{
    size_t n;
    size_t i;
    const str *lines =
        typed_split(typed, from->conditions, '\n', CONDITIONS_MAX, &n);
    struct offer_condition *conditions =
        arena_array(typed->web->arena, n, struct offer_condition);

    for (i = 0; conditions && i < n; i++)
        conditions[i] = condition_of(typed, field, lines[i]);
    ret->conditions = conditions;
    ret->n_conditions = conditions ? n : 0;
}

/* In the framework of the target; empty is none. */
static struct level level_of(const struct typed *typed,
    str field,
    const struct editor_offer *from,
    str number)
{
    const struct level none = {0};
    const struct level level = {from->framework,
        (int32_t)typed_number(typed, field, number, LEVEL_MAX)};

    return typed_trim(number).len > 0 ? level : none;
}

static void read_units(const struct typed *typed,
    str field,
    const struct editor_offer *from,
    struct offer *ret)
{
    size_t n;
    size_t i;
    const str *numbers = typed_split(typed, from->units, ',', LEVEL_MAX, &n);
    struct level *levels = arena_array(typed->web->arena, n, struct level);

    for (i = 0; levels && i < n; i++)
        levels[i] = level_of(typed, field, from, numbers[i]);
    ret->target.unit_levels = levels;
    ret->target.n_unit_levels = levels ? n : 0;
}

static struct offer offer_of(
    const struct typed *typed, str field, const struct editor_offer *from)
{
    struct offer offer = {
        .id = field,
        .kind =
            str_eq(from->kind, S("admission")) ? OFFER_ADMISSION : OFFER_CREDIT,
        .target =
            {
                .id = typed_trim(from->target_id),
                .title = typed_trim(from->target),
                .owner = typed_trim(from->owner),
                .level = level_of(typed, field, from, from->level),
                .minutes_per_point =
                    (int32_t)typed_hours(typed, field, from->hours),
                .supervision_min = (int)typed_number(
                    typed, field, from->supervision, RANK_MAX),
                .moderation = typed_trim(from->moderation),
                .review_months = (int32_t)typed_number(
                    typed, field, from->review, MONTHS_MAX),
            },
        .amount = {typed_trim(from->system),
            typed_hundredths(typed, field, from->amount)},
        .component_level = level_of(typed, field, from, from->component),
        .counts_as = level_of(typed, field, from, from->counts_as),
        .pass_mapped = from->passes.len > 0,
        .exclusive = from->exclusive.len > 0,
        .claim_months =
            (int32_t)typed_number(typed, field, from->claim, MONTHS_MAX),
    };

    if (offer.kind == OFFER_ADMISSION)
        offer.amount = (struct credit){0};
    read_units(typed, field, from, &offer);
    read_conditions(typed, field, from, &offer);
    if (offer.target.title.len == 0 || offer.target.owner.len == 0)
        typed_complain(typed, field, MSG_OFFICE_FAULT_TARGET);
    if (offer.target.id.len == 0)
        offer.target.id = offer.target.title;
    return offer;
}

const struct offer *editor_offers(struct web *web,
    const struct editor *editor,
    struct typed_faults *faults,
    size_t *ret_n)
{
    const struct typed typed = {web, faults};
    /* One at least: the edit tells none from as before by it. */
    struct offer *offers =
        arena_array(web->arena, editor->n_offers + 1, struct offer);
    size_t i;

    for (i = 0; offers && i < editor->n_offers; i++)
        offers[i] = offer_of(
            &typed, typed_field(web, S("offer"), i), &editor->offers[i]);
    *ret_n = offers ? editor->n_offers : 0;
    return offers;
}

static str level_number(struct web *web, struct level level)
{
    return level.fw.len > 0 ? typed_number_text(web, level.n) : S("");
}

static str conditions_text(struct web *web, const struct offer *offer)
{
    str lines[CONDITIONS_MAX];
    size_t i;

    for (i = 0; i < offer->n_conditions && i < CONDITIONS_MAX; i++)
        lines[i] =
            fact_joined(web, offer_condition_word(offer->conditions[i].kind),
                S(" | "), offer->conditions[i].text);
    return typed_join(web, lines, i, S("\n"));
}

static str units_text(struct web *web, const struct offer_target *target)
{
    str numbers[LEVEL_MAX];
    size_t i;

    for (i = 0; i < target->n_unit_levels && i < LEVEL_MAX; i++)
        numbers[i] = level_number(web, target->unit_levels[i]);
    return typed_join(web, numbers, i, S(", "));
}

static struct editor_offer offer_text(
    struct web *web, const struct offer *offer)
{
    const struct offer_target *target = &offer->target;

    return (struct editor_offer){
        .kind = offer->kind == OFFER_ADMISSION ? S("admission") : S("credit"),
        .target = target->title,
        .target_id = target->id,
        .owner = target->owner,
        .framework = target->level.fw,
        .level = level_number(web, target->level),
        .hours = typed_hours_text(web, target->minutes_per_point),
        .supervision = typed_number_text(web, target->supervision_min),
        .moderation = target->moderation,
        .review = typed_number_text(web, target->review_months),
        .amount = typed_decimal_text(web, offer->amount.hundredths),
        .system = offer->amount.system,
        .units = units_text(web, target),
        .component = level_number(web, offer->component_level),
        .counts_as = level_number(web, offer->counts_as),
        .claim = typed_number_text(web, offer->claim_months),
        .conditions = conditions_text(web, offer),
        .passes = offer->pass_mapped ? S("1") : S(""),
        .exclusive = offer->exclusive ? S("1") : S(""),
    };
}

void editor_of_offers(
    struct web *web, const struct achievement_full *full, struct editor *ret)
{
    size_t i;

    ret->plain = full->plain ? S("1") : S("");
    for (i = 0; i < full->n_offers && i < full->statement.n_offers; i++) {
        if (full->offers[i].signed_by.len == 0 &&
            ret->n_offers < EDITOR_OFFERS_MAX)
            ret->offers[ret->n_offers++] =
                offer_text(web, &full->statement.offers[i]);
    }
}
