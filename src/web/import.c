/* Tables that come in: sent, mapped, looked at, imported, undone. */
#include "web/import.h"

#include "app/import.h"
#include "web/fact.h"
#include "web/list.h"

#include <stdio.h>

enum {
    KEY_BYTES = 16,
    NUMBER_BYTES = 24,
    ID_BYTES_MAX = 60,
};

static str here(struct web *web, str after)
{
    return fact_url(web, S("/o/"), web_path(web, S("org")), after);
}

static str run_url(struct web *web, str id, str after)
{
    return fact_url(web, here(web, S("/import/")), id, after);
}

static enum message kind_message(int64_t kind)
{
    static const enum message WORDS[IMPORT_SAMPLE + 1] = {
        [IMPORT_LEARNERS] = MSG_OFFICE_IMPORT_KIND_LEARNERS,
        [IMPORT_STAFF] = MSG_OFFICE_IMPORT_KIND_STAFF,
        [IMPORT_CATALOGUE] = MSG_OFFICE_IMPORT_KIND_CATALOGUE,
        [IMPORT_ENROLMENTS] = MSG_OFFICE_IMPORT_KIND_ENROLMENTS,
        [IMPORT_AWARDS] = MSG_OFFICE_IMPORT_KIND_AWARDS,
    };

    return kind > 0 && kind <= IMPORT_SAMPLE ? WORDS[kind] : MSG_NONE;
}

static str kind_words(const struct web *web, int64_t kind)
{
    return message(web->view.lang, kind_message(kind));
}

/* --- all of them --- */

static void add_kinds(struct web *web, struct page_import_list *page)
{
    static const struct {
        enum import_kind kind;
        enum right right;
    } KINDS[] = {
        {IMPORT_LEARNERS, RIGHT_learner_write},
        {IMPORT_STAFF, RIGHT_staff_write},
        {IMPORT_CATALOGUE, RIGHT_achievement_write},
        {IMPORT_ENROLMENTS, RIGHT_enrolment_write},
    };
    struct part_option *options =
        arena_array(web->arena, IMPORT_SAMPLE, struct part_option);
    size_t i;

    for (i = 0; options && i < sizeof(KINDS) / sizeof(KINDS[0]); i++) {
        if (act_may(&web->act, KINDS[i].right, NULL) == OK)
            options[page->n_kinds++] = (struct part_option){
                names_word(&import_kind_names, KINDS[i].kind),
                kind_words(web, KINDS[i].kind)};
    }
    page->kinds = options;
}

static struct page_import_list_rows row_of(
    struct web *web, const struct import_run *run)
{
    static const struct {
        str tone;
        enum message words;
    } STATES[IMPORT_UNDONE + 1] = {
        [IMPORT_PREVIEWED] = {STR("wait"), MSG_OFFICE_IMPORT_STATE_PREVIEWED},
        [IMPORT_RUNNING] = {STR("wait"), MSG_OFFICE_IMPORT_STATE_RUNNING},
        [IMPORT_DONE] = {STR("good"), MSG_OFFICE_IMPORT_STATE_DONE},
        [IMPORT_UNDONE] = {STR("calm"), MSG_OFFICE_IMPORT_STATE_UNDONE},
    };

    return (struct page_import_list_rows){
        .file = run->name,
        .kind = kind_words(web, run->kind),
        .href = run_url(web, run->id, S("")),
        .tone = STATES[run->state].tone,
        .state = message(web->view.lang, STATES[run->state].words),
        .n = run->n_lines,
        .at = run->created_at,
    };
}

static code show_list(
    struct web *web, str kind, str trouble, struct err *reterr)
{
    struct page_import_list page = {
        .action = here(web, S("/import")),
        .kind = kind,
        .trouble = trouble,
    };
    struct page_import_list_rows *rows;
    struct import_run *runs;
    struct buf out;
    size_t i;

    TRY(import_list(&web->act, &runs, &page.n_rows, reterr));
    rows = arena_array(web->arena, page.n_rows, struct page_import_list_rows);
    TRY(arena_status(web->arena));
    for (i = 0; i < page.n_rows; i++)
        rows[i] = row_of(web, &runs[i]);
    page.rows = rows;
    add_kinds(web, &page);
    if (act_may(&web->act, RIGHT_award_issue, NULL) == OK)
        page.awards = here(web, S("/batch"));
    web->view.nav = S("people");
    web_buf(web, &out);
    page_import_list(&out, &web->view, &page);
    return web_page(web, &out, reterr);
}

/* ROUTE GET /o/{org}/import  right: import_run
 *   summary: bring in a table; the ones before */
code import_page(struct web *web, struct err *reterr)
{
    static const struct list_done DONE[] = {
        {STR("dropped"), MSG_OFFICE_IMPORT_DROPPED}};
    const str asked = web_query(web, S("kind"));

    list_show_done(web, DONE, sizeof(DONE) / sizeof(DONE[0]));
    return show_list(web, str_eq(asked, S("learner")) ? S("learners") : asked,
        S(""), reterr);
}

/* What is wrong with the table, in words; empty when it is none of that. */
static str trouble_of(struct web *web, code why, const struct err *err)
{
    char digits[NUMBER_BYTES];
    const int n = snprintf(digits, sizeof(digits), "%u", (unsigned)err->line);
    const struct message_arg line = {
        .name = S("line"), .kind = ARG_WORDS, .text = {digits, (size_t)n}};
    const enum lang lang = web->view.lang;

    if (why == E_CSV_SYNTAX)
        return message_with(
            web->arena, lang, MSG_OFFICE_IMPORT_BAD_CSV, &line, 1);
    if (why == E_TOO_LARGE || why == E_COMPLEXITY_LIMIT ||
        why == E_LIMIT_EXCEEDED)
        return message(lang, MSG_OFFICE_IMPORT_BAD_LARGE);
    if (why != E_FORM_FIELD)
        return S("");
    return message(lang, str_eq(str_of(err->arg), S("kind"))
                             ? MSG_OFFICE_IMPORT_BAD_KIND
                             : MSG_OFFICE_IMPORT_BAD_EMPTY);
}

/* ROUTE POST /o/{org}/import  right: import_run  body: 5 MiB
 *   summary: send a table; nothing of it is imported yet */
code import_send(struct web *web, struct err *reterr)
{
    const struct form_field *file;
    struct import_new given = {.kind = IMPORT_LEARNERS};
    struct import_run run;
    struct form form;
    int64_t kind = 0;
    str word;
    str trouble;
    code result;

    TRY(form_read_body(web->req, web->arena, &form, reterr));
    word = form_get(&form, S("kind"));
    file = form_file(&form, S("file"));
    if (!file) {
        web->res->status = 422;
        return show_list(web, word,
            message(web->view.lang, MSG_OFFICE_IMPORT_BAD_FILE), reterr);
    }
    (void)names_find(&import_kind_names, word, &kind);
    given.kind = (enum import_kind)kind;
    given.name = file->file_name;
    given.content = str_bytes(file->value);
    result = import_begin(&web->act, &given, &run, reterr);
    trouble = result == OK ? S("") : trouble_of(web, result, reterr);
    if (trouble.len > 0) {
        web->res->status = 422;
        return show_list(web, word, trouble, reterr);
    }
    TRY(result);
    response_redirect(web->res, run_url(web, run.id, S("/columns")));
    return OK;
}

/* --- columns --- */

static const struct part_option *field_options(
    struct web *web, int64_t kind, size_t *ret_n)
{
    const struct import_field *fields =
        import_fields((enum import_kind)kind, ret_n);
    struct part_option *options =
        arena_array(web->arena, *ret_n, struct part_option);
    size_t i;

    for (i = 0; options && i < *ret_n; i++) {
        const str words = message(web->view.lang, fields[i].words);

        options[i] = (struct part_option){fields[i].key, words};
        if (fields[i].required)
            options[i].words = fact_joined(web, words, S(" · "),
                message(web->view.lang, MSG_OFFICE_IMPORT_REQUIRED));
    }
    if (!options)
        *ret_n = 0;
    return options;
}

static str column_key(struct web *web, size_t i)
{
    char key[KEY_BYTES];
    const int n = snprintf(key, sizeof(key), "c%zu", i);

    return arena_str(web->arena, (str){key, (size_t)n});
}

static code show_columns(struct web *web, struct err *reterr)
{
    struct page_import_map page = {.action = web->req->path};
    struct page_import_map_columns *columns;
    struct import_table table;
    struct buf out;
    size_t i;

    TRY(import_read(&web->act, web_path(web, S("id")), &table, reterr));
    page.kind = kind_words(web, table.run.kind);
    page.file = table.run.name;
    page.n = table.run.n_lines;
    columns = arena_array(
        web->arena, table.csv.n_columns, struct page_import_map_columns);
    TRY(arena_status(web->arena));
    for (i = 0; i < table.csv.n_columns; i++) {
        columns[i].key = column_key(web, i);
        columns[i].heading = table.csv.names[i];
        columns[i].example = table.csv.cells[i];
        columns[i].chosen = table.fields[i];
        columns[i].fields =
            field_options(web, table.run.kind, &columns[i].n_fields);
    }
    page.columns = columns;
    page.n_columns = table.csv.n_columns;
    web->view.nav = S("people");
    web_buf(web, &out);
    page_import_map(&out, &web->view, &page);
    return web_page(web, &out, reterr);
}

/* ROUTE GET /o/{org}/import/{id}/columns  right: import_run
 *   summary: which column becomes which field */
code import_columns(struct web *web, struct err *reterr)
{
    return show_columns(web, reterr);
}

/* ROUTE POST /o/{org}/import/{id}/columns  right: import_run
 *   summary: say which column becomes which field */
code import_columns_save(struct web *web, struct err *reterr)
{
    const str id = web_path(web, S("id"));
    str fields[IMPORT_COLUMNS_MAX];
    struct import_table table;
    struct form form;
    size_t i;
    code result;

    TRY(form_read_body(web->req, web->arena, &form, reterr));
    TRY(import_read(&web->act, id, &table, reterr));
    for (i = 0; i < table.csv.n_columns; i++)
        fields[i] = form_get(&form, column_key(web, i));
    result = import_map(&web->act, id, fields, table.csv.n_columns, reterr);
    if (result == E_FORM_FIELD) {
        list_fault(web, S("map"), MSG_OFFICE_IMPORT_BAD_MAP);
        return show_columns(web, reterr);
    }
    TRY(result);
    response_redirect(web->res, run_url(web, id, S("")));
    return OK;
}

/* --- looking --- */

/* "office.import.bad_email" says what is wrong. */
static str fault_words(struct web *web, str fault)
{
    const str parts[] = {S("office.import.bad_"), fault};

    return message(
        web->view.lang, message_find(arena_join(web->arena, parts, 2)));
}

/* The heading of the column that became a field. */
static str heading_of(const struct import_table *table, str field)
{
    size_t i;

    for (i = 0; i < table->csv.n_columns; i++) {
        if (str_eq(table->fields[i], field))
            return table->csv.names[i];
    }
    return field;
}

static void add_faults(struct web *web,
    const struct import_report *report,
    struct page_import_preview *page)
{
    struct page_import_preview_faults *faults = arena_array(
        web->arena, report->n_problems, struct page_import_preview_faults);
    size_t i;

    for (i = 0; faults && i < report->n_problems; i++) {
        const struct import_problem *problem = &report->problems[i];

        faults[i] = (struct page_import_preview_faults){
            .line = problem->line,
            .column = heading_of(&report->table, problem->field),
            .value = problem->value,
            .words = fault_words(web, problem->fault),
        };
    }
    page->faults = faults;
    page->n_faults = faults ? report->n_problems : 0;
}

static void add_headings(
    struct web *web, const struct csv *csv, struct page_import_preview *page)
{
    struct page_import_preview_headings *headings = arena_array(
        web->arena, csv->n_columns, struct page_import_preview_headings);
    size_t i;

    for (i = 0; headings && i < csv->n_columns; i++)
        headings[i].words = csv->names[i];
    page->headings = headings;
    page->n_headings = headings ? csv->n_columns : 0;
}

static const struct page_import_preview_rows_cells *cells_of(
    struct web *web, const str *cells, size_t n)
{
    struct page_import_preview_rows_cells *copy =
        arena_array(web->arena, n, struct page_import_preview_rows_cells);
    size_t i;

    for (i = 0; copy && i < n; i++)
        copy[i].words = cells[i];
    return copy;
}

static void add_lines(struct web *web,
    const struct import_report *report,
    struct page_import_preview *page)
{
    static const struct {
        str tone;
        enum message words;
    } STATES[IMPORT_BAD + 1] = {
        [IMPORT_NEW] = {STR("good"), MSG_OFFICE_IMPORT_LINE_NEW},
        [IMPORT_CHANGED] = {STR("wait"), MSG_OFFICE_IMPORT_LINE_CHANGED},
        [IMPORT_SAME] = {STR("calm"), MSG_OFFICE_IMPORT_LINE_SAME},
        [IMPORT_BAD] = {STR("bad"), MSG_OFFICE_IMPORT_LINE_BAD},
    };
    const size_t n_columns = report->table.csv.n_columns;
    struct page_import_preview_rows *rows = arena_array(
        web->arena, report->n_lines, struct page_import_preview_rows);
    size_t i;

    for (i = 0; rows && i < report->n_lines; i++) {
        const struct import_line *line = &report->lines[i];

        rows[i] = (struct page_import_preview_rows){
            .line = line->line,
            .tone = STATES[line->status].tone,
            .state = message(web->view.lang, STATES[line->status].words),
            .cells = cells_of(web, line->cells, n_columns),
            .n_cells = n_columns,
        };
    }
    page->rows = rows;
    page->n_rows = rows ? report->n_lines : 0;
}

/* ROUTE GET /o/{org}/import/{id}  right: import_run
 *   summary: what a table would do; of one that is imported, what it did */
code import_show(struct web *web, struct err *reterr)
{
    static const struct list_done DONE[] = {
        {STR("applied"), MSG_OFFICE_IMPORT_APPLIED},
        {STR("undone"), MSG_OFFICE_IMPORT_WAS_UNDONE},
    };
    const str id = web_path(web, S("id"));
    struct page_import_preview page = {.action = web->req->path};
    struct import_report report;
    struct buf out;
    const code result = import_preview(&web->act, id, &report, reterr);

    if (result == E_FORM_FIELD) {
        response_redirect(web->res, run_url(web, id, S("/columns")));
        return OK;
    }
    TRY(result);
    page.kind = kind_words(web, report.table.run.kind);
    page.file = report.table.run.name;
    page.columns = run_url(web, id, S("/columns"));
    page.n_new = report.n_new;
    page.n_changed = report.n_changed;
    page.n_same = report.n_same;
    page.n_bad = report.n_bad;
    page.done = report.table.run.state == IMPORT_DONE;
    page.undone = report.table.run.state == IMPORT_UNDONE;
    page.ready = report.n_new + report.n_changed > 0;
    add_faults(web, &report, &page);
    add_headings(web, &report.table.csv, &page);
    add_lines(web, &report, &page);
    list_show_done(web, DONE, sizeof(DONE) / sizeof(DONE[0]));
    web->view.nav = S("people");
    web_buf(web, &out);
    page_import_preview(&out, &web->view, &page);
    return web_page(web, &out, reterr);
}

/* ROUTE POST /o/{org}/import/{id}  right: import_run
 *   summary: import a table, undo it, or forget it */
code import_do(struct web *web, struct err *reterr)
{
    const str id = web_path(web, S("id"));
    struct import_table table;
    struct form form;

    TRY(form_read_body(web->req, web->arena, &form, reterr));
    TRY(import_read(&web->act, id, &table, reterr));
    if (str_eq(form_get(&form, S("do")), S("apply"))) {
        TRY(import_apply(&web->act, id, reterr));
        list_redirect(web, run_url(web, id, S("")), S(""), S("applied"));
        return OK;
    }
    TRY(import_undo(&web->act, id, reterr));
    if (table.run.state == IMPORT_DONE)
        list_redirect(web, run_url(web, id, S("")), S(""), S("undone"));
    else
        list_redirect(web, here(web, S("/import")), S(""), S("dropped"));
    return OK;
}
