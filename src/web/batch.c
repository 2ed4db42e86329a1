/* Many awards from a table: tried, run, followed, and its result. */
#include "web/batch.h"

#include "app/batch.h"
#include "text/datetime.h"
#include "text/json.h"
#include "web/award_office.h"
#include "web/fact.h"

enum {
    TABLES_MAX = 20,
    FIELD_NAME_BYTES = 16,
};

static const str ON_A_DAY = STR("day");
static const str ON_RELEASE = STR("release");

/* --- words --- */

static const struct {
    str word; /* for the page and the script */
    str tone;
    enum message words;
} STATES[] = {
    [BATCH_WAITING] = {STR("tried"), STR("wait"), MSG_OFFICE_BATCH_STATE_TRIED},
    [BATCH_RUNNING] = {STR("running"), STR("wait"),
        MSG_OFFICE_BATCH_STATE_RUNNING},
    [BATCH_STOPPED] = {STR("stopped"), STR("warn"),
        MSG_OFFICE_BATCH_STATE_STOPPED},
    [BATCH_DONE] = {STR("done"), STR("good"), MSG_OFFICE_BATCH_STATE_DONE},
    [BATCH_CANCELLED] = {STR("cancelled"), STR("calm"),
        MSG_OFFICE_BATCH_STATE_CANCELLED},
};

static const enum message COLUMNS[] = {
    [COLUMN_NONE] = MSG_NONE,
    [COLUMN_EMAIL] = MSG_OFFICE_BATCH_COLUMN_EMAIL,
    [COLUMN_NAME] = MSG_OFFICE_BATCH_COLUMN_NAME,
    [COLUMN_GIVEN] = MSG_OFFICE_BATCH_COLUMN_GIVEN,
    [COLUMN_FAMILY] = MSG_OFFICE_BATCH_COLUMN_FAMILY,
    [COLUMN_ACHIEVEMENT] = MSG_OFFICE_BATCH_COLUMN_ACHIEVEMENT,
    [COLUMN_GRADE] = MSG_OFFICE_BATCH_COLUMN_GRADE,
    [COLUMN_AWARDED_ON] = MSG_OFFICE_BATCH_COLUMN_AWARDED_ON,
    [COLUMN_VALID_FROM] = MSG_OFFICE_BATCH_COLUMN_VALID_FROM,
    [COLUMN_VALID_UNTIL] = MSG_OFFICE_BATCH_COLUMN_VALID_UNTIL,
};

/* What a fault means, by the column that it is in. */
static enum message fault_words(str column)
{
    static const enum message WORDS[COLUMN_END] = {
        [COLUMN_NONE] = MSG_OFFICE_BATCH_FAULT_OTHER,
        [COLUMN_EMAIL] = MSG_OFFICE_BATCH_FAULT_EMAIL,
        [COLUMN_NAME] = MSG_OFFICE_BATCH_FAULT_NAME,
        [COLUMN_GIVEN] = MSG_OFFICE_BATCH_FAULT_NAME,
        [COLUMN_FAMILY] = MSG_OFFICE_BATCH_FAULT_NAME,
        [COLUMN_ACHIEVEMENT] = MSG_OFFICE_BATCH_FAULT_COURSE,
        [COLUMN_GRADE] = MSG_OFFICE_BATCH_FAULT_GRADE,
        [COLUMN_AWARDED_ON] = MSG_OFFICE_BATCH_FAULT_DAY,
        [COLUMN_VALID_FROM] = MSG_OFFICE_BATCH_FAULT_DAY,
        [COLUMN_VALID_UNTIL] = MSG_OFFICE_BATCH_FAULT_DAY,
    };
    int64_t number = COLUMN_NONE;

    (void)names_find(&batch_column_names, column, &number);
    return WORDS[number];
}

static str place_of(struct web *web, str id, str end)
{
    const str before = fact_joined(web, web->view.home, S("/batch/"), S(""));

    return fact_url(web, before, id, end);
}

/* --- the form --- */

static code add_holds(struct web *web, struct page_award_batch *page)
{
    const enum lang lang = web->view.lang;
    struct part_option *options =
        arena_array(web->arena, 3, struct part_option);

    TRY(arena_status(web->arena));
    options[0] =
        (struct part_option){S(""), message(lang, MSG_OFFICE_AWARD_HOLD_NONE)};
    options[1] = (struct part_option){
        ON_A_DAY, message(lang, MSG_OFFICE_AWARD_HOLD_DAY)};
    options[2] = (struct part_option){
        ON_RELEASE, message(lang, MSG_OFFICE_AWARD_HOLD_RELEASE)};
    page->holds = options;
    page->n_holds = 3;
    return OK;
}

/* The achievements, and before them that the table says which. */
static code add_achievements(
    struct web *web, struct page_award_batch *page, struct err *reterr)
{
    const struct part_option *courses;
    struct part_option *options;
    size_t n;
    size_t i;

    TRY(award_courses(web, &courses, &n, reterr));
    options = arena_array(web->arena, n + 1, struct part_option);
    TRY(arena_status(web->arena));
    options[0] = (struct part_option){
        S(""), message(web->view.lang, MSG_OFFICE_BATCH_ANY)};
    for (i = 0; i < n; i++)
        options[i + 1] = courses[i];
    page->achievements = options;
    page->n_achievements = n + 1;
    return OK;
}

static code add_tables(
    struct web *web, struct page_award_batch *page, struct err *reterr)
{
    struct page_award_batch_tables *tables;
    struct batch *batches;
    size_t n;
    size_t i;

    TRY(batch_search(&web->act, TABLES_MAX, 0, &batches, &n, reterr));
    tables = arena_array(web->arena, n, struct page_award_batch_tables);
    TRY(arena_status(web->arena));
    for (i = 0; i < n; i++)
        tables[i] = (struct page_award_batch_tables){
            .words = batches[i].name,
            .href = place_of(web, batches[i].id, S("")),
            .tone = STATES[batches[i].state].tone,
            .state = message(web->view.lang, STATES[batches[i].state].words),
            .count = batches[i].n_lines,
            .when =
                format_time(web->arena, web->view.lang, batches[i].created_at),
        };
    page->tables = tables;
    page->n_tables = n;
    return OK;
}

static code write_page(
    struct web *web, const struct page_award_batch *page, struct err *reterr)
{
    struct buf out;

    web->view.nav = S("award");
    web_buf(web, &out);
    page_award_batch(&out, &web->view, page);
    return web_page(web, &out, reterr);
}

static code show_form(
    struct web *web, struct page_award_batch *page, struct err *reterr)
{
    page->fresh = true;
    page->action = fact_joined(web, web->view.home, S("/batch"), S(""));
    page->template = fact_joined(web, web->view.home, S("/batch-table"), S(""));
    TRY(add_achievements(web, page, reterr));
    TRY(add_holds(web, page));
    TRY(add_tables(web, page, reterr));
    return write_page(web, page, reterr);
}

/* ROUTE GET /o/{org}/batch  right: award_issue
 *   summary: award many: the form, and the tables before */
code batch_form(struct web *web, struct err *reterr)
{
    struct page_award_batch page = {
        .achievement = web_query(web, S("achievement"))};

    return show_form(web, &page, reterr);
}

/* ROUTE GET /o/{org}/batch-table  right: award_issue
 *   summary: an empty table to begin with, as CSV */
code batch_template(struct web *web, struct err *reterr)
{
    (void)reterr;
    response_body(web->res, S("text/csv; charset=utf-8"),
        str_bytes(S("name,email,course,grade,date\r\n")));
    response_set(web->res, S("Content-Disposition"),
        S("attachment; filename=\"awards.csv\""));
    return OK;
}

/* --- the upload --- */

/* What is wrong with the table, in words; empty for what is no fault of
 * it. */
static str upload_words(struct web *web, code why, const struct err *about)
{
    const enum lang lang = web->view.lang;
    const struct message_arg line = {
        .name = S("line"), .kind = ARG_NUMBER, .number = about->line};

    switch ((int)why) {
    case E_CSV_SYNTAX:
        return message_with(
            web->arena, lang, MSG_OFFICE_BATCH_BAD_FILE, &line, 1);
    case E_LIMIT_EXCEEDED:
    case E_JSON_TOO_MANY_NODES:
        return message(lang, MSG_OFFICE_BATCH_LARGE_FILE);
    case E_FORM_FIELD:
        return message(lang, MSG_OFFICE_BATCH_NO_FILE);
    case E_NOT_FOUND:
    case E_NOT_LISTED:
        return message(lang, MSG_OFFICE_BATCH_NO_COURSE);
    default:
        return S("");
    }
}

static code refuse(struct web *web,
    const struct form *form,
    struct view_faults fault,
    struct err *reterr)
{
    struct page_award_batch page = {
        .achievement = form_get(form, S("achievement")),
        .hold = form_get(form, S("hold")),
        .held_until = form_get(form, S("held_until")),
        .past = form_get(form, S("past")).len > 0,
    };

    web->view.faults = &fault;
    web->view.n_faults = 1;
    web->res->status = 422;
    return show_form(web, &page, reterr);
}

static code begin(struct web *web, const struct form *form, struct err *reterr)
{
    const struct form_field *file = form_file(form, S("file"));
    const str hold = form_get(form, S("hold"));
    struct batch_upload upload = {
        .achievement = form_get(form, S("achievement")),
        .is_past = form_get(form, S("past")).len > 0,
    };
    str id;

    if (!file)
        return err_set(reterr, E_FORM_FIELD, S("file"));
    upload.file = file->file_name;
    upload.text = file->value;
    if (str_eq(hold, ON_RELEASE))
        upload.held_until = S(HELD_FOR_RELEASE);
    else if (str_eq(hold, ON_A_DAY))
        upload.held_until = form_get(form, S("held_until"));
    TRY(batch_begin(&web->act, &upload, &id, reterr));
    response_redirect(web->res, place_of(web, id, S("")));
    return OK;
}

/* ROUTE POST /o/{org}/batch  right: award_issue  body: 16 MiB
 *   summary: send a table of awards; nothing is awarded yet */
code batch_upload(struct web *web, struct err *reterr)
{
    struct view_faults fault = {.field = S("file")};
    struct form form;
    code result;

    TRY(form_read_body(web->req, web->arena, &form, reterr));
    if (str_eq(form_get(&form, S("hold")), ON_A_DAY) &&
        !datetime_is_date(form_get(&form, S("held_until")))) {
        fault.field = S("held_until");
        fault.words = message(web->view.lang, MSG_OFFICE_AWARD_HELD_UNTIL_BAD);
        return refuse(web, &form, fault, reterr);
    }
    result = begin(web, &form, reterr);
    if (result == OK)
        return OK;
    fault.words = upload_words(web, result, reterr);
    return fault.words.len > 0 ? refuse(web, &form, fault, reterr) : result;
}

/* --- one table --- */

static str column_name(struct web *web, size_t i)
{
    return fact_joined(web, S("column"), fact_number(web, (int64_t)i), S(""));
}

static const struct part_option *column_options(struct web *web)
{
    struct part_option *options =
        arena_array(web->arena, COLUMN_END, struct part_option);
    size_t i;

    for (i = COLUMN_EMAIL; options && i < COLUMN_END; i++)
        options[i - 1] =
            (struct part_option){names_word(&batch_column_names, (int64_t)i),
                message(web->view.lang, COLUMNS[i])};
    return options;
}

/* Each column with its first value. */
static code add_columns(struct web *web,
    const struct batch_full *full,
    struct page_award_batch *page,
    struct err *reterr)
{
    const struct batch_sheet *sheet = &full->sheet;
    const struct part_option *options = column_options(web);
    struct page_award_batch_columns *columns = arena_array(
        web->arena, sheet->n_columns, struct page_award_batch_columns);
    struct batch_line first;
    const str *cells;
    size_t i;

    TRY(arena_status(web->arena));
    TRY(batch_first(&web->act, full->batch.id, &first, reterr));
    TRY(batch_cells_read(
        first.data, sheet->n_columns, web->arena, &cells, reterr));
    for (i = 0; i < sheet->n_columns; i++)
        columns[i] = (struct page_award_batch_columns){
            .name = column_name(web, i),
            .heading = sheet->headings[i],
            .example = cells[i],
            .chosen = names_word(&batch_column_names, sheet->columns[i]),
            .fields = options,
            .n_fields = COLUMN_END - 1,
        };
    page->columns = columns;
    page->n_columns = sheet->n_columns;
    return OK;
}

static code add_faults(struct web *web,
    const struct batch_full *full,
    struct page_award_batch *page,
    struct err *reterr)
{
    struct page_award_batch_faults *faults;
    struct batch_line *lines;
    size_t n;
    size_t i;

    TRY(batch_faults(&web->act, full->batch.id, &lines, &n, reterr));
    faults = arena_array(web->arena, n, struct page_award_batch_faults);
    TRY(arena_status(web->arena));
    for (i = 0; i < n; i++) {
        int64_t column = COLUMN_NONE;

        (void)names_find(&batch_column_names, lines[i].field, &column);
        faults[i] = (struct page_award_batch_faults){
            .line = lines[i].line,
            .column = message(web->view.lang, COLUMNS[column]),
            .value = lines[i].about,
            .words = message(web->view.lang, fault_words(lines[i].field)),
        };
    }
    page->faults = faults;
    page->n_faults = n;
    page->cut = full->n_failed > (int64_t)n;
    return OK;
}

/* Says which column is missing, as the fault of a form. */
static void say_lack(struct web *web,
    const struct batch_full *full,
    struct page_award_batch *page,
    struct view_faults *fault)
{
    const enum batch_column column = batch_lacks(&full->sheet);
    const enum message words =
        column == COLUMN_EMAIL  ? MSG_OFFICE_BATCH_LACKS_EMAIL
        : column == COLUMN_NAME ? MSG_OFFICE_BATCH_LACKS_NAME
                                : MSG_OFFICE_BATCH_LACKS_ACHIEVEMENT;

    if (column == COLUMN_NONE || full->batch.state != BATCH_WAITING)
        return;
    page->lacks = true;
    *fault = (struct view_faults){S("columns"), message(web->view.lang, words)};
    web->view.faults = fault;
    web->view.n_faults = 1;
}

static void add_links(struct web *web,
    const struct batch_full *full,
    struct page_award_batch *page)
{
    const struct award_asked asked = {.query.batch = full->batch.id};

    page->action = place_of(web, full->batch.id, S(""));
    page->progress = place_of(web, full->batch.id, S("/progress"));
    if (full->batch.state >= BATCH_STOPPED || full->n_failed > 0)
        page->result = place_of(web, full->batch.id, S("/result.csv"));
    if (full->n_done > 0 && full->batch.state == BATCH_DONE)
        page->awards = award_asked_url(web, &asked, 0);
}

/* ROUTE GET /o/{org}/batch/{id}  right: award_issue
 *   summary: one table: what it would do, does, or did */
code batch_show(struct web *web, struct err *reterr)
{
    struct page_award_batch page = {0};
    struct view_faults fault;
    struct batch_full full;

    TRY(batch_read(&web->act, web_path(web, S("id")), &full, reterr));
    page.file = full.batch.name;
    page.state = STATES[full.batch.state].word;
    page.n = full.batch.n_lines;
    page.n_ready = full.n_waiting;
    page.n_done = full.n_done;
    page.n_bad = full.n_failed;
    page.n_double = full.n_skipped;
    add_links(web, &full, &page);
    say_lack(web, &full, &page, &fault);
    if (full.batch.state == BATCH_WAITING)
        TRY(add_columns(web, &full, &page, reterr));
    TRY(add_faults(web, &full, &page, reterr));
    return write_page(web, &page, reterr);
}

/* --- what is done with it --- */

static code map(struct web *web, const struct form *form, struct err *reterr)
{
    const str id = web_path(web, S("id"));
    int64_t *columns;
    struct batch_full full;
    size_t i;

    TRY(batch_read(&web->act, id, &full, reterr));
    columns = arena_array(web->arena, full.sheet.n_columns, int64_t);
    TRY(arena_status(web->arena));
    for (i = 0; i < full.sheet.n_columns; i++)
        (void)names_find(&batch_column_names,
            form_get(form, column_name(web, i)), &columns[i]);
    return batch_map(&web->act, id, columns, full.sheet.n_columns, reterr);
}

static code turn(struct web *web, str what, struct err *reterr)
{
    static const struct {
        str word;
        enum batch_turn turn;
    } TURNS[] = {
        {STR("run"), BATCH_START},
        {STR("resume"), BATCH_START},
        {STR("stop"), BATCH_STOP},
        {STR("drop"), BATCH_DROP},
    };
    size_t i;

    for (i = 0; i < sizeof(TURNS) / sizeof(TURNS[0]); i++) {
        if (str_eq(TURNS[i].word, what))
            return batch_turn(
                &web->act, web_path(web, S("id")), TURNS[i].turn, reterr);
    }
    return err_set(reterr, E_FORM_FIELD, S("do"));
}

/* ROUTE POST /o/{org}/batch/{id}  right: award_issue
 *   summary: run, stop, resume or drop a table, or map its columns */
code batch_change(struct web *web, struct err *reterr)
{
    struct form form;
    str what;

    TRY(form_read_body(web->req, web->arena, &form, reterr));
    what = form_get(&form, S("do"));
    if (str_eq(what, S("map")))
        TRY(map(web, &form, reterr));
    else
        TRY(turn(web, what, reterr));
    response_redirect(
        web->res, str_eq(what, S("drop"))
                      ? fact_joined(web, web->view.home, S("/batch"), S(""))
                      : web->req->path);
    return OK;
}

/* --- for the script, and to download --- */

static void put_figure(struct web *web, struct json *to, str name, int64_t n)
{
    json_add(to, name, json_new_number(web->arena, fact_number(web, n)));
}

/* ROUTE GET /o/{org}/batch/{id}/progress  right: award_issue
 *   summary: the figures of a table as JSON */
code batch_figures(struct web *web, struct err *reterr)
{
    struct json *figures = json_new(web->arena, JSON_OBJECT);
    struct batch_full full;

    TRY(batch_read(&web->act, web_path(web, S("id")), &full, reterr));
    json_put_text(
        figures, S("state"), STATES[full.batch.state].word, web->arena);
    put_figure(web, figures, S("all"), full.batch.n_lines);
    put_figure(web, figures, S("done"), full.n_done);
    put_figure(web, figures, S("bad"), full.n_failed);
    put_figure(web, figures, S("double"), full.n_skipped);
    return web_json(web, figures, reterr);
}

/* ROUTE GET /o/{org}/batch/{id}/result.csv  right: award_issue
 *   summary: a table with what became of each line, as CSV */
code batch_download(struct web *web, struct err *reterr)
{
    str table;

    TRY(batch_result(&web->act, web_path(web, S("id")), &table, reterr));
    response_body(web->res, S("text/csv; charset=utf-8"), str_bytes(table));
    response_set(web->res, S("Content-Disposition"),
        S("attachment; filename=\"result.csv\""));
    return OK;
}
