/* The editor's values as the page shows them, with what may be chosen. */
#include "draw/design.h"
#include "web/editor.h"
#include "web/fact.h"

#include <string.h>

#define N(array) (sizeof(array) / sizeof((array)[0]))

/* --- choices --- */

struct choice {
    str key;
    enum message words;
};

/* Nothing first when there is a word for it, then the choices, and the
 * present value when it is none of them. */
static const struct part_option *options(struct web *web,
    const struct choice *choices,
    size_t n,
    str present,
    size_t *ret_n)
{
    struct part_option *all =
        arena_array(web->arena, n + 1, struct part_option);
    bool found = present.len == 0;
    size_t i;

    for (i = 0; all && i < n; i++) {
        all[i] = (struct part_option){
            choices[i].key, message(web->view.lang, choices[i].words)};
        if (choices[i].key.len > 0 && all[i].words.len == 0)
            all[i].words = choices[i].key;
        found = found || str_eq(choices[i].key, present);
    }
    if (all && !found)
        all[n] = (struct part_option){present, present};
    *ret_n = all ? n + !found : 0;
    return all;
}

static const struct choice TYPES[] = {
    {STR("MicroCredential"), MSG_OFFICE_TYPE_MICRO},
    {STR("CertificateOfCompletion"), MSG_OFFICE_TYPE_COMPLETION},
    {STR("Badge"), MSG_OFFICE_TYPE_BADGE},
    {STR("Competency"), MSG_OFFICE_TYPE_COMPETENCY},
    {STR("Certification"), MSG_OFFICE_TYPE_CERTIFICATION},
    {STR("Assessment"), MSG_OFFICE_TYPE_ASSESSMENT},
    {STR("Course"), MSG_OFFICE_TYPE_COURSE},
};

static const struct choice KINDS[] = {
    {STR(""), MSG_NONE},
    {STR("workplace_challenge"), MSG_OFFICE_KIND_WORKPLACE_CHALLENGE},
    {STR("capstone"), MSG_OFFICE_KIND_CAPSTONE},
    {STR("project"), MSG_OFFICE_KIND_PROJECT},
    {STR("written"), MSG_OFFICE_KIND_WRITTEN},
    {STR("presentation"), MSG_OFFICE_KIND_PRESENTATION},
    {STR("observation"), MSG_OFFICE_KIND_OBSERVATION},
    {STR("quiz"), MSG_OFFICE_KIND_QUIZ},
    {STR("portfolio"), MSG_OFFICE_KIND_PORTFOLIO},
};

static const struct choice CREDIT_SYSTEMS[] = {
    {STR("ECTS"), MSG_NONE},
    {STR("UK"), MSG_NONE},
    {STR("SCQF"), MSG_NONE},
    {STR("NZ"), MSG_NONE},
    {STR("US-SEM"), MSG_NONE},
};

static const struct choice RANKS[] = {
    {STR(""), MSG_NONE},
    {STR("1"), MSG_OFFICE_OFFER_RANK_1},
    {STR("2"), MSG_OFFICE_OFFER_RANK_2},
    {STR("3"), MSG_OFFICE_OFFER_RANK_3},
};

static const struct choice COLOURS[] = {
    {STR(""), MSG_OFFICE_ACHIEVEMENT_OF_TITLE},
    {STR("#1f6f8b"), MSG_OFFICE_COLOUR_SEA},
    {STR("#2563a8"), MSG_OFFICE_COLOUR_BLUE},
    {STR("#3f51b5"), MSG_OFFICE_COLOUR_INDIGO},
    {STR("#7a3e9d"), MSG_OFFICE_COLOUR_VIOLET},
    {STR("#b0305c"), MSG_OFFICE_COLOUR_BERRY},
    {STR("#c2512f"), MSG_OFFICE_COLOUR_BRICK},
    {STR("#b7791f"), MSG_OFFICE_COLOUR_GOLD},
    {STR("#4d7c2a"), MSG_OFFICE_COLOUR_LEAF},
    {STR("#14805e"), MSG_OFFICE_COLOUR_FOREST},
    {STR("#37474f"), MSG_OFFICE_COLOUR_SLATE},
};

static const enum message MODES[] = {MSG_NONE, MSG_MODE_ONLINE, MSG_MODE_ONSITE,
    MSG_MODE_BLENDED, MSG_MODE_WORK_BASED};

static const enum message SUPERVISIONS[] = {MSG_NONE, MSG_SUPERVISION_0,
    MSG_SUPERVISION_1, MSG_SUPERVISION_2, MSG_SUPERVISION_3, MSG_SUPERVISION_4,
    MSG_SUPERVISION_5};

static const enum message COMPLEXITIES[] = {MSG_NONE, MSG_COMPLEXITY_0,
    MSG_COMPLEXITY_1, MSG_COMPLEXITY_2, MSG_COMPLEXITY_3, MSG_COMPLEXITY_4,
    MSG_COMPLEXITY_5, MSG_COMPLEXITY_6};

static str mode_word(size_t i)
{
    return participation_word((enum participation)i);
}

static str supervision_name(size_t i)
{
    return supervision_word((enum supervision)i);
}

static str complexity_name(size_t i)
{
    return complexity_word((enum complexity)i);
}

static const struct part_option *numbered(
    struct web *web, const enum message *words, size_t n, str (*key)(size_t))
{
    struct part_option *all = arena_array(web->arena, n, struct part_option);
    size_t i;

    for (i = 0; all && i < n; i++)
        all[i] =
            (struct part_option){key(i), message(web->view.lang, words[i])};
    return all;
}

static void add_scales(struct web *web, struct page_achievement_edit *page)
{
    page->modes = numbered(web, MODES, N(MODES), mode_word);
    page->n_modes = page->modes ? N(MODES) : 0;
    page->supervisions =
        numbered(web, SUPERVISIONS, N(SUPERVISIONS), supervision_name);
    page->n_supervisions = page->supervisions ? N(SUPERVISIONS) : 0;
    page->complexities =
        numbered(web, COMPLEXITIES, N(COMPLEXITIES), complexity_name);
    page->n_complexities = page->complexities ? N(COMPLEXITIES) : 0;
}

static void add_frameworks(struct web *web, struct page_achievement_edit *page)
{
    struct part_option *all;
    size_t n = 0;
    size_t i;

    while (framework_at(n))
        n++;
    all = arena_array(web->arena, n + 1, struct part_option);
    for (i = 0; all && i < n; i++)
        all[i + 1] =
            (struct part_option){framework_at(i)->id, framework_at(i)->id};
    page->frameworks = all;
    page->n_frameworks = all ? n + 1 : 0;
}

/* Shapes and icons are called as the drawing calls them. */
static void add_drawings(struct web *web, struct page_achievement_edit *page)
{
    const str of_title =
        message(web->view.lang, MSG_OFFICE_ACHIEVEMENT_OF_TITLE);
    struct part_option *all =
        arena_array(web->arena, SHAPE_N + 1, struct part_option);
    size_t i;

    for (i = 0; all && badge_shape_name(i).len > 0; i++)
        all[i + 1] =
            (struct part_option){badge_shape_name(i), badge_shape_name(i)};
    page->shapes = all;
    page->n_shapes = all ? i + 1 : 0;
    if (all)
        all[0].words = of_title;
    all = arena_array(web->arena, icon_count() + 1, struct part_option);
    for (i = 0; all && icon_at(i); i++)
        all[i + 1] = (struct part_option){icon_at(i)->name, icon_at(i)->name};
    page->icons = all;
    page->n_icons = all ? i + 1 : 0;
    if (all)
        all[0].words = of_title;
}

static void add_choices(struct web *web,
    const struct editor *editor,
    struct page_achievement_edit *page)
{
    page->types = options(web, TYPES, N(TYPES), editor->type, &page->n_types);
    page->kinds = options(web, KINDS, N(KINDS), S(""), &page->n_kinds);
    page->credit_systems = options(
        web, CREDIT_SYSTEMS, N(CREDIT_SYSTEMS), S(""), &page->n_credit_systems);
    page->colours =
        options(web, COLOURS, N(COLOURS), editor->colour, &page->n_colours);
    page->ranks = options(web, RANKS, N(RANKS), S(""), &page->n_ranks);
    add_scales(web, page);
    add_frameworks(web, page);
    add_drawings(web, page);
}

/* --- rows --- */

static void add_outcomes(struct web *web,
    const struct editor *editor,
    struct page_achievement_edit *page)
{
    struct page_achievement_edit_outcomes *rows = arena_array(
        web->arena, editor->n_outcomes, struct page_achievement_edit_outcomes);
    size_t i;

    for (i = 0; rows && i < editor->n_outcomes; i++)
        rows[i] = (struct page_achievement_edit_outcomes){
            typed_field(web, S("outcome"), i), editor->outcomes[i].key,
            editor->outcomes[i].words, editor->outcomes[i].skills};
    page->outcomes = rows;
    page->n_outcomes = rows ? editor->n_outcomes : 0;
}

static void add_tasks(struct web *web,
    const struct editor *editor,
    struct page_achievement_edit *page)
{
    struct page_achievement_edit_tasks *rows = arena_array(
        web->arena, editor->n_tasks, struct page_achievement_edit_tasks);
    size_t i;

    for (i = 0; rows && i < editor->n_tasks; i++) {
        const struct editor_task *task = &editor->tasks[i];

        rows[i] = (struct page_achievement_edit_tasks){
            .at = typed_field(web, S("task"), i),
            .key = task->key,
            .title = task->title,
            .words = task->words,
            .kind = task->kind,
            .weight = task->weight,
            .outcomes = task->outcomes,
            .mode = task->mode,
            .framework = task->framework,
            .level = task->level,
            .supervision = task->supervision,
            .complexity = task->complexity,
            .required = task->required,
            .summative = task->summative.len > 0,
        };
    }
    page->tasks = rows;
    page->n_tasks = rows ? editor->n_tasks : 0;
}

static void add_grades(struct web *web,
    const struct editor *editor,
    struct page_achievement_edit *page)
{
    struct page_achievement_edit_grades *rows = arena_array(
        web->arena, editor->n_grades, struct page_achievement_edit_grades);
    size_t i;

    for (i = 0; rows && i < editor->n_grades; i++)
        rows[i] = (struct page_achievement_edit_grades){
            typed_field(web, S("grade"), i), editor->grades[i].code,
            editor->grades[i].name};
    page->grades = rows;
    page->n_grades = rows ? editor->n_grades : 0;
}

static void add_cells(struct web *web,
    const struct editor *editor,
    struct page_achievement_edit *page)
{
    const size_t n = editor->n_grades > 0 ? editor->n_outcomes : 0;
    struct page_achievement_edit_rubric *rows =
        arena_array(web->arena, n, struct page_achievement_edit_rubric);
    size_t i;
    size_t j;

    for (i = 0; rows && i < n; i++) {
        struct page_achievement_edit_rubric_cells *cells =
            arena_array(web->arena, editor->n_grades,
                struct page_achievement_edit_rubric_cells);

        for (j = 0; cells && j < editor->n_grades; j++)
            cells[j] = (struct page_achievement_edit_rubric_cells){
                editor->grades[j].name.len > 0 ? editor->grades[j].name
                                               : editor->grades[j].code,
                editor->cells[i][j]};
        rows[i] = (struct page_achievement_edit_rubric){
            editor->outcomes[i].words, cells, cells ? editor->n_grades : 0};
    }
    page->rubric = rows;
    page->n_rubric = rows ? n : 0;
}

static void add_prices(struct web *web,
    const struct editor *editor,
    struct page_achievement_edit *page)
{
    struct page_achievement_edit_prices *rows = arena_array(
        web->arena, editor->n_prices, struct page_achievement_edit_prices);
    size_t i;

    for (i = 0; rows && i < editor->n_prices; i++)
        rows[i] = (struct page_achievement_edit_prices){
            typed_field(web, S("price"), i), editor->prices[i].amount,
            editor->prices[i].currency, editor->prices[i].note};
    page->prices = rows;
    page->n_prices = rows ? editor->n_prices : 0;
}

static void add_translations(struct web *web,
    const struct editor *editor,
    struct page_achievement_edit *page)
{
    struct page_achievement_edit_translations *rows = arena_array(web->arena,
        editor->n_translations, struct page_achievement_edit_translations);
    size_t i;

    for (i = 0; rows && i < editor->n_translations; i++) {
        const struct editor_translation *from = &editor->translations[i];

        rows[i] = (struct page_achievement_edit_translations){
            typed_field(web, S("translation"), i), from->language, from->title,
            from->summary, from->description, from->criteria, from->outcomes};
    }
    page->translations = rows;
    page->n_translations = rows ? editor->n_translations : 0;
}

static void add_offers(struct web *web,
    const struct editor *editor,
    struct page_achievement_edit *page)
{
    struct page_achievement_edit_offers *rows = arena_array(
        web->arena, editor->n_offers, struct page_achievement_edit_offers);
    size_t i;

    for (i = 0; rows && i < editor->n_offers; i++) {
        const struct editor_offer *from = &editor->offers[i];

        rows[i] = (struct page_achievement_edit_offers){
            .at = typed_field(web, S("offer"), i),
            .kind = from->kind,
            .target = from->target,
            .target_id = from->target_id,
            .owner = from->owner,
            .framework = from->framework,
            .level = from->level,
            .hours = from->hours,
            .supervision = from->supervision,
            .moderation = from->moderation,
            .review = from->review,
            .amount = from->amount,
            .system = from->system,
            .units = from->units,
            .component = from->component,
            .counts_as = from->counts_as,
            .claim = from->claim,
            .conditions = from->conditions,
            .passes = from->passes.len > 0,
            .exclusive = from->exclusive.len > 0,
        };
    }
    page->offers = rows;
    page->n_offers = rows ? editor->n_offers : 0;
    page->plain = editor->plain.len > 0;
}

void editor_fill(struct web *web,
    const struct editor *editor,
    struct page_achievement_edit *page)
{
#define COPY(name) page->name = editor->name;
    EDITOR_TEXTS(COPY)
#undef COPY
    page->has_picture = editor->file.len > 0;
    page->continuity = editor->continuity.len > 0;
    add_outcomes(web, editor, page);
    add_tasks(web, editor, page);
    add_grades(web, editor, page);
    add_cells(web, editor, page);
    add_prices(web, editor, page);
    add_translations(web, editor, page);
    add_offers(web, editor, page);
    add_choices(web, editor, page);
}
