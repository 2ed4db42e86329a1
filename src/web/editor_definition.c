/* The editor's values as a definition, and back. */
#include "draw/colour.h"
#include "draw/design.h"
#include "text/language.h"
#include "web/editor_part.h"
#include "web/fact.h"

enum {
    LEVEL_MAX = 100,
    MONTHS_MAX = 10000,
    TAGS_MAX = DEFINITION_ITEMS_MAX,
};

/* --- value --- */

static void read_prices(
    const struct typed *typed, const struct editor *e, struct definition *d)
{
    struct price *prices =
        arena_array(typed->web->arena, e->n_prices, struct price);
    size_t n = 0;
    size_t i;

    for (i = 0; prices && i < e->n_prices; i++) {
        const struct editor_price *from = &e->prices[i];
        const str field = typed_field(typed->web, S("price"), i);
        str currency;

        if (typed_trim(from->amount).len == 0 &&
            typed_trim(from->currency).len == 0)
            continue;
        currency = typed_currency(typed, field, from->currency);
        prices[n++] =
            (struct price){typed_money(typed, field, from->amount, currency),
                currency, typed_trim(from->note)};
    }
    d->prices = prices;
    d->n_prices = n;
}

static void write_prices(
    struct web *web, const struct definition *d, struct editor *ret)
{
    size_t i;

    for (i = 0; i < d->n_prices && i < EDITOR_PRICES_MAX; i++)
        ret->prices[i] = (struct editor_price){
            typed_money_text(web, d->prices[i].amount, d->prices[i].currency),
            d->prices[i].currency, d->prices[i].note};
    ret->n_prices = i;
}

/* "body | standard", one a line. */
static void read_recognitions(
    const struct typed *typed, const struct editor *e, struct definition *d)
{
    size_t n;
    size_t i;
    const str *lines =
        typed_split(typed, e->recognitions, '\n', DEFINITION_ITEMS_MAX, &n);
    struct recognition *recognitions =
        arena_array(typed->web->arena, n, struct recognition);

    for (i = 0; recognitions && i < n; i++) {
        const size_t mark = str_find(lines[i], '|', 0);

        recognitions[i].body = typed_trim(str_sub(lines[i], 0, mark));
        if (mark != SIZE_MAX)
            recognitions[i].standard =
                typed_trim(str_sub(lines[i], mark + 1, lines[i].len));
    }
    d->recognitions = recognitions;
    d->n_recognitions = recognitions ? n : 0;
}

static str recognitions_text(struct web *web, const struct definition *d)
{
    str lines[DEFINITION_ITEMS_MAX];
    size_t i;

    for (i = 0; i < d->n_recognitions && i < DEFINITION_ITEMS_MAX; i++)
        lines[i] = d->recognitions[i].standard.len > 0
                       ? fact_joined(web, d->recognitions[i].body, S(" | "),
                             d->recognitions[i].standard)
                       : d->recognitions[i].body;
    return typed_join(web, lines, i, S("\n"));
}

static void read_value(
    const struct typed *typed, const struct editor *e, struct definition *d)
{
    d->mode = participation_find(e->mode);
    d->volume_minutes = typed_hours(typed, S("hours"), e->hours);
    d->level_framework = e->framework;
    d->level = typed_number(typed, S("level"), e->level, LEVEL_MAX);
    d->credit = typed_hundredths(typed, S("credit"), e->credit);
    d->credit_system = typed_trim(e->credit_system);
    d->supervision = supervision_find(e->supervision);
    d->complexity = complexity_find(e->complexity);
    d->validity_months =
        typed_number(typed, S("validity"), e->validity, MONTHS_MAX);
    d->renewal = (struct renewal){
        .window_days = typed_number(typed, S("window"), e->window, MONTHS_MAX),
        .grace_days = typed_number(typed, S("grace"), e->grace, MONTHS_MAX),
        .continuity = e->continuity.len > 0,
        .method = typed_trim(e->renewal),
    };
    if (d->validity_months > 0 && d->renewal.window_days == 0 &&
        d->renewal.grace_days == 0) {
        d->renewal.window_days = RENEWAL_WINDOW_DAYS;
        d->renewal.grace_days = RENEWAL_GRACE_DAYS;
    }
    d->quality = (struct quality_mark){typed_trim(e->quality_kind),
        typed_trim(e->quality_body), typed_trim(e->quality_reference),
        typed_trim(e->moderation),
        typed_day(typed, S("review_on"), e->review_on)};
    d->prerequisites = typed_trim(e->prerequisites);
    d->stacks =
        typed_split(typed, e->stacks, '\n', DEFINITION_ITEMS_MAX, &d->n_stacks);
    d->sites =
        typed_split(typed, e->sites, '\n', DEFINITION_ITEMS_MAX, &d->n_sites);
    read_prices(typed, e, d);
    read_recognitions(typed, e, d);
}

static void write_value(
    struct web *web, const struct definition *d, struct editor *ret)
{
    ret->mode = participation_word((enum participation)d->mode);
    ret->hours = typed_hours_text(web, d->volume_minutes);
    ret->framework = d->level_framework;
    ret->level =
        d->level_framework.len > 0 ? typed_number_text(web, d->level) : S("");
    ret->credit = typed_decimal_text(web, d->credit);
    ret->credit_system = d->credit_system;
    ret->supervision = supervision_word((enum supervision)d->supervision);
    ret->complexity = complexity_word((enum complexity)d->complexity);
    ret->validity = typed_number_text(web, d->validity_months);
    ret->window = typed_number_text(web, d->renewal.window_days);
    ret->grace = typed_number_text(web, d->renewal.grace_days);
    ret->continuity = d->renewal.continuity ? S("1") : S("");
    ret->renewal = d->renewal.method;
    ret->quality_kind = d->quality.kind;
    ret->quality_body = d->quality.body;
    ret->quality_reference = d->quality.reference;
    ret->moderation = d->quality.moderation;
    ret->review_on = d->quality.review_on;
    ret->prerequisites = d->prerequisites;
    ret->stacks = typed_join(web, d->stacks, d->n_stacks, S("\n"));
    ret->sites = typed_join(web, d->sites, d->n_sites, S("\n"));
    ret->recognitions = recognitions_text(web, d);
    write_prices(web, d, ret);
}

/* --- other languages --- */

static void read_translations(
    const struct typed *typed, const struct editor *e, struct definition *d)
{
    struct translation *all =
        arena_array(typed->web->arena, e->n_translations, struct translation);
    size_t i;

    for (i = 0; all && i < e->n_translations; i++) {
        const struct editor_translation *from = &e->translations[i];

        all[i] = (struct translation){
            .language = typed_trim(from->language),
            .title = typed_trim(from->title),
            .summary = typed_trim(from->summary),
            .description = from->description,
            .criteria = from->criteria,
        };
        all[i].outcomes = typed_split(typed, from->outcomes, '\n',
            DEFINITION_OUTCOMES_MAX, &all[i].n_outcomes);
        if (!language_is_well_formed(all[i].language))
            typed_complain(typed, typed_field(typed->web, S("translation"), i),
                MSG_OFFICE_FAULT_LANGUAGE);
    }
    d->translations = all;
    d->n_translations = all ? e->n_translations : 0;
}

static void write_translations(
    struct web *web, const struct definition *d, struct editor *ret)
{
    size_t i;

    for (i = 0; i < d->n_translations && i < EDITOR_TRANSLATIONS_MAX; i++) {
        const struct translation *from = &d->translations[i];

        ret->translations[i] = (struct editor_translation){from->language,
            from->title, from->summary, from->description, from->criteria,
            typed_join(web, from->outcomes, from->n_outcomes, S("\n"))};
    }
    ret->n_translations = i;
}

/* --- the badge --- */

static void read_image(
    const struct typed *typed, const struct editor *e, struct definition *d)
{
    uint32_t colour;

    d->image = (struct image_design){
        .shape = e->shape,
        .icon = e->icon,
        .accent = e->colour,
        .level = typed_trim(e->mark),
        .series_at =
            typed_number(typed, S("series_at"), e->series_at, BADGE_SERIES_MAX),
        .series_of =
            typed_number(typed, S("series_of"), e->series_of, BADGE_SERIES_MAX),
    };
    if (e->colour.len > 0 && !colour_parse(e->colour, &colour))
        typed_complain(typed, S("colour"), MSG_OFFICE_FAULT_COLOUR);
    if (d->image.series_at < 0 || d->image.series_of < 0 ||
        d->image.series_at > d->image.series_of)
        typed_complain(typed, S("series_at"), MSG_OFFICE_FAULT_SERIES);
}

static void write_image(
    struct web *web, const struct image_design *image, struct editor *ret)
{
    ret->shape = image->shape;
    ret->icon = image->icon;
    ret->colour = image->accent;
    ret->mark = image->level;
    ret->series_at = typed_number_text(web, image->series_at);
    ret->series_of = typed_number_text(web, image->series_of);
    ret->file = image->file;
}

/* --- all of it --- */

void editor_definition(struct web *web,
    const struct editor *editor,
    struct definition *ret,
    struct typed_faults *faults)
{
    const struct typed typed = {web, faults};

    *ret = (struct definition){
        .code = typed_trim(editor->code),
        .title = typed_trim(editor->title),
        .summary = typed_trim(editor->summary),
        .description = editor->description,
        .type = typed_trim(editor->type),
        .criteria = editor->criteria,
        .language = typed_trim(editor->language),
    };
    if (ret->language.len > 0 && !language_is_well_formed(ret->language))
        typed_complain(&typed, S("language"), MSG_OFFICE_FAULT_LANGUAGE);
    ret->tags = typed_split(&typed, editor->tags, ',', TAGS_MAX, &ret->n_tags);
    editor_read_learning(&typed, editor, ret);
    read_value(&typed, editor, ret);
    read_translations(&typed, editor, ret);
    read_image(&typed, editor, ret);
}

void editor_of(
    struct web *web, const struct definition *definition, struct editor *ret)
{
    *ret = (struct editor){
        .title = definition->title,
        .code = definition->code,
        .summary = definition->summary,
        .description = definition->description,
        .type = definition->type,
        .criteria = definition->criteria,
        .language = definition->language,
    };
    ret->tags = typed_join(web, definition->tags, definition->n_tags, S(", "));
    editor_write_learning(web, definition, ret);
    write_value(web, definition, ret);
    write_translations(web, definition, ret);
    write_image(web, &definition->image, ret);
}
