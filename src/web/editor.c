#include "web/editor.h"

#include "base/num.h"

#include <string.h>

/*
 * The form as tables: where each field stands in the struct. A row is a set of
 * fields that come once for each row, in their order; a tick comes only where
 * it is set, and carries the position of its row.
 */
struct place {
    str name;
    size_t offset;
};

struct rows {
    str name; /* in the buttons that add and remove */
    size_t offset;
    size_t offset_n;
    size_t item_bytes;
    size_t max;
    const struct place *fields;
    size_t n_fields;
};

#define PLACE(name) {STR(#name), offsetof(struct editor, name)},
static const struct place TEXTS[] = {
    EDITOR_TEXTS(PLACE){STR("continuity"), offsetof(struct editor, continuity)},
    {STR("is_drawn"), offsetof(struct editor, is_drawn)},
    {STR("plain"), offsetof(struct editor, plain)},
};
#undef PLACE

#define FIELD(form, type, member)                                              \
    {                                                                          \
        STR(form), offsetof(struct type, member)                               \
    }

static const struct place OUTCOME[] = {
    FIELD("outcome_key", editor_outcome, key),
    FIELD("outcome", editor_outcome, words),
    FIELD("skills", editor_outcome, skills),
};

static const struct place TASK[] = {
    FIELD("task_key", editor_task, key),
    FIELD("task_title", editor_task, title),
    FIELD("task_words", editor_task, words),
    FIELD("task_kind", editor_task, kind),
    FIELD("task_weight", editor_task, weight),
    FIELD("task_outcomes", editor_task, outcomes),
    FIELD("task_mode", editor_task, mode),
    FIELD("task_framework", editor_task, framework),
    FIELD("task_level", editor_task, level),
    FIELD("task_supervision", editor_task, supervision),
    FIELD("task_complexity", editor_task, complexity),
    FIELD("task_required", editor_task, required),
};

static const struct place GRADE[] = {
    FIELD("grade_code", editor_grade, code),
    FIELD("grade_name", editor_grade, name),
};

static const struct place PRICE[] = {
    FIELD("price", editor_price, amount),
    FIELD("currency", editor_price, currency),
    FIELD("price_note", editor_price, note),
};

static const struct place TRANSLATION[] = {
    FIELD("translation_language", editor_translation, language),
    FIELD("translation_title", editor_translation, title),
    FIELD("translation_summary", editor_translation, summary),
    FIELD("translation_description", editor_translation, description),
    FIELD("translation_criteria", editor_translation, criteria),
    FIELD("translation_outcomes", editor_translation, outcomes),
};

static const struct place OFFER[] = {
    FIELD("offer_kind", editor_offer, kind),
    FIELD("offer_target", editor_offer, target),
    FIELD("offer_target_id", editor_offer, target_id),
    FIELD("offer_owner", editor_offer, owner),
    FIELD("offer_framework", editor_offer, framework),
    FIELD("offer_level", editor_offer, level),
    FIELD("offer_hours", editor_offer, hours),
    FIELD("offer_supervision", editor_offer, supervision),
    FIELD("offer_moderation", editor_offer, moderation),
    FIELD("offer_review", editor_offer, review),
    FIELD("offer_amount", editor_offer, amount),
    FIELD("offer_system", editor_offer, system),
    FIELD("offer_units", editor_offer, units),
    FIELD("offer_component", editor_offer, component),
    FIELD("offer_counts_as", editor_offer, counts_as),
    FIELD("offer_claim", editor_offer, claim),
    FIELD("offer_conditions", editor_offer, conditions),
};

#define N(array) (sizeof(array) / sizeof((array)[0]))
#define ROWS(word, list, type, limit, fields)                                  \
    {                                                                          \
        STR(word), offsetof(struct editor, list),                              \
            offsetof(struct editor, n_##list), sizeof(struct type), limit,     \
            fields, N(fields)                                                  \
    }

static const struct rows LISTS[] = {
    ROWS("outcome", outcomes, editor_outcome, DEFINITION_OUTCOMES_MAX, OUTCOME),
    ROWS("task", tasks, editor_task, DEFINITION_TASKS_MAX, TASK),
    ROWS("grade", grades, editor_grade, EDITOR_GRADES_MAX, GRADE),
    ROWS("price", prices, editor_price, EDITOR_PRICES_MAX, PRICE),
    ROWS("translation",
        translations,
        editor_translation,
        EDITOR_TRANSLATIONS_MAX,
        TRANSLATION),
    ROWS("offer", offers, editor_offer, EDITOR_OFFERS_MAX, OFFER),
};

static char *items_of(struct editor *editor, const struct rows *rows)
{
    return (char *)editor + rows->offset;
}

static size_t count_of(const struct editor *editor, const struct rows *rows)
{
    size_t n;

    memcpy(&n, (const char *)editor + rows->offset_n, sizeof(n));
    return n;
}

static void set_count(struct editor *editor, const struct rows *rows, size_t n)
{
    memcpy((char *)editor + rows->offset_n, &n, sizeof(n));
}

static void set_text(char *record, size_t offset, str text)
{
    memcpy(record + offset, &text, sizeof(text));
}

/* --- reading a form --- */

static void read_text(const struct form_field *field, struct editor *ret)
{
    size_t i;

    for (i = 0; i < N(TEXTS); i++) {
        if (str_eq(TEXTS[i].name, field->name))
            set_text((char *)ret, TEXTS[i].offset, field->value);
    }
}

/* How many of each field have been read. */
struct seen {
    size_t n[N(LISTS)][N(OFFER)];
    size_t n_cells;
};

static void read_row(
    const struct form_field *field, struct seen *seen, struct editor *ret)
{
    size_t i;
    size_t j;

    for (i = 0; i < N(LISTS); i++) {
        const struct rows *rows = &LISTS[i];

        for (j = 0; j < rows->n_fields; j++) {
            const size_t at = seen->n[i][j];

            if (!str_eq(rows->fields[j].name, field->name) || at == rows->max)
                continue;
            set_text(items_of(ret, rows) + at * rows->item_bytes,
                rows->fields[j].offset, field->value);
            seen->n[i][j]++;
            if (seen->n[i][j] > count_of(ret, rows))
                set_count(ret, rows, seen->n[i][j]);
        }
    }
}

/* A tick of a row, by its position. */
static void read_tick(const struct form_field *field, struct editor *ret)
{
    uint64_t at;

    if (!num_parse_u64(field->value, DEFINITION_ITEMS_MAX, &at) || at == 0)
        return;
    if (str_eq(field->name, S("task_summative")) && at <= ret->n_tasks)
        ret->tasks[at - 1].summative = S("1");
    if (str_eq(field->name, S("offer_passes")) && at <= ret->n_offers)
        ret->offers[at - 1].passes = S("1");
    if (str_eq(field->name, S("offer_exclusive")) && at <= ret->n_offers)
        ret->offers[at - 1].exclusive = S("1");
}

/* Ticks and cells refer to rows by position: once all rows are known. */
static void read_by_position(
    const struct form_field *field, struct seen *seen, struct editor *ret)
{
    read_tick(field, ret);
    if (str_eq(field->name, S("cell")) && ret->n_grades > 0 &&
        seen->n_cells < ret->n_outcomes * ret->n_grades) {
        ret->cells[seen->n_cells / ret->n_grades]
                  [seen->n_cells % ret->n_grades] = field->value;
        seen->n_cells++;
    }
}

void editor_read(const struct form *form, struct editor *ret)
{
    struct seen seen = {0};
    size_t i;

    memset(ret, 0, sizeof(*ret));
    for (i = 0; i < form->n; i++) {
        if (form->fields[i].is_file)
            continue;
        read_text(&form->fields[i], ret);
        read_row(&form->fields[i], &seen, ret);
    }
    for (i = 0; i < form->n; i++)
        read_by_position(&form->fields[i], &seen, ret);
}

void editor_begin(struct editor *ret)
{
    memset(ret, 0, sizeof(*ret));
    ret->type = S("MicroCredential");
    ret->language = S("en");
    ret->n_outcomes = 1;
    ret->n_tasks = 1;
    ret->tasks[0].summative = S("1");
    ret->tasks[0].weight = S("100");
    ret->tasks[0].outcomes = S("1");
    ret->n_grades = 2;
    ret->grades[0] = (struct editor_grade){STR("N"), STR("Not yet")};
    ret->grades[1] = (struct editor_grade){STR("P"), STR("Pass")};
    ret->required = S("P");
}

/* --- rows --- */

static const struct rows *find_rows(str name)
{
    size_t i;

    for (i = 0; i < N(LISTS); i++) {
        if (str_eq(LISTS[i].name, name))
            return &LISTS[i];
    }
    return NULL;
}

void editor_add(struct editor *editor, str what)
{
    const struct rows *rows = find_rows(what);
    const size_t n = rows ? count_of(editor, rows) : 0;

    if (!rows || n == rows->max)
        return;
    memset(items_of(editor, rows) + n * rows->item_bytes, 0, rows->item_bytes);
    set_count(editor, rows, n + 1);
}

/* The positions of "1, 3, 4" without `gone`, and those behind it one less. */
static str renumber(struct web *web, str positions, size_t gone)
{
    struct buf out;
    str text = positions;
    size_t i = 0;

    buf_init(&out, web->arena, 2 * positions.len + 1);
    while (i < positions.len) {
        size_t end = i;
        uint64_t at;

        while (end < positions.len && positions.ptr[end] >= '0' &&
               positions.ptr[end] <= '9')
            end++;
        if (!num_parse_u64(
                str_sub(positions, i, end), DEFINITION_OUTCOMES_MAX, &at)) {
            i = end > i ? end : i + 1;
            continue;
        }
        i = end;
        if (at == gone)
            continue;
        if (out.len > 0)
            buf_str(&out, S(", "));
        buf_u64(&out, at > gone ? at - 1 : at);
    }
    return buf_finish_str(&out, &text) == OK ? text : positions;
}

static void close_outcome(struct web *web, struct editor *editor, size_t at)
{
    size_t i;

    for (i = at; i + 1 < editor->n_outcomes; i++)
        memcpy(
            editor->cells[i], editor->cells[i + 1], sizeof(editor->cells[i]));
    memset(editor->cells[editor->n_outcomes - 1], 0, sizeof(editor->cells[0]));
    for (i = 0; i < editor->n_tasks; i++)
        editor->tasks[i].outcomes =
            renumber(web, editor->tasks[i].outcomes, at + 1);
}

static void close_grade(struct editor *editor, size_t at)
{
    size_t i;
    size_t j;

    for (i = 0; i < editor->n_outcomes; i++) {
        for (j = at; j + 1 < editor->n_grades; j++)
            editor->cells[i][j] = editor->cells[i][j + 1];
        editor->cells[i][editor->n_grades - 1] = S("");
    }
}

void editor_remove(struct web *web, struct editor *editor, str which)
{
    const size_t mark = str_find(which, '-', 0);
    const struct rows *rows = find_rows(str_sub(which, 0, mark));
    const size_t n = rows ? count_of(editor, rows) : 0;
    uint64_t position;
    char *items;
    size_t at;

    if (!rows || mark == SIZE_MAX ||
        !num_parse_u64(str_sub(which, mark + 1, which.len), n, &position) ||
        position == 0)
        return;
    at = (size_t)position - 1;
    if (str_eq(rows->name, S("outcome")))
        close_outcome(web, editor, at);
    if (str_eq(rows->name, S("grade")))
        close_grade(editor, at);
    items = items_of(editor, rows);
    memmove(items + at * rows->item_bytes, items + (at + 1) * rows->item_bytes,
        (n - at - 1) * rows->item_bytes);
    memset(items + (n - 1) * rows->item_bytes, 0, rows->item_bytes);
    set_count(editor, rows, n - 1);
}
