#include "app/import.h"

#include "app/import_part.h"
#include "app/upload.h"
#include "domain/id.h"
#include "store/sql.h"
#include "text/json.h"

#include <string.h>

enum {
    MAPPING_BYTES_MAX = 8000,
    CELLS_MAX = 200000,
};

/* --- rights --- */

/* Who may bring something in may also write it by hand. */
static enum right right_of(int64_t kind)
{
    static const enum right RIGHTS_OF[IMPORT_SAMPLE + 1] = {
        [IMPORT_LEARNERS] = RIGHT_learner_write,
        [IMPORT_STAFF] = RIGHT_staff_write,
        [IMPORT_CATALOGUE] = RIGHT_achievement_write,
        [IMPORT_ENROLMENTS] = RIGHT_enrolment_write,
    };

    return RIGHTS_OF[kind];
}

static code check_may(const struct act *act, int64_t kind, struct err *reterr)
{
    size_t n = 0;

    TRY(act_may(act, RIGHT_import_run, reterr));
    if (kind >= IMPORT_LEARNERS && kind <= IMPORT_SAMPLE)
        (void)import_fields((enum import_kind)kind, &n);
    if (n == 0)
        return err_set(reterr, E_FORM_FIELD, S("kind"));
    return act_may(act, right_of(kind), reterr);
}

/* --- what columns become --- */

/* Is the word one of those between the bars? */
static bool is_among(str word, const char *names)
{
    const str all = str_of(names);
    size_t at = 0;

    while (at <= all.len) {
        const size_t bar = str_find(all, '|', at);
        const size_t end = bar == SIZE_MAX ? all.len : bar;

        if (str_eq(str_sub(all, at, end), word))
            return true;
        at = end + 1;
    }
    return false;
}

static bool is_taken(const str *fields, size_t n, str key)
{
    size_t i;

    for (i = 0; i < n; i++) {
        if (str_eq(fields[i], key))
            return true;
    }
    return false;
}

static str guess(struct act *act,
    enum import_kind kind,
    str heading,
    const str *before,
    size_t n_before)
{
    const str word = text_fold(heading, act->arena);
    const struct import_field *fields;
    size_t n;
    size_t i;

    fields = import_fields(kind, &n);
    for (i = 0; i < n; i++) {
        if (is_among(word, fields[i].names) &&
            !is_taken(before, n_before, fields[i].key))
            return fields[i].key;
    }
    return S("");
}

/* ["email","","name"] */
static code write_mapping(
    struct act *act, const str *fields, size_t n, str *ret, struct err *reterr)
{
    struct json *array = json_new(act->arena, JSON_ARRAY);
    struct buf out;
    size_t i;
    code result;

    for (i = 0; i < n; i++)
        json_push(array, json_new_string(act->arena, fields[i]));
    buf_init(&out, act->arena, MAPPING_BYTES_MAX);
    json_write(&out, array, JSON_COMPACT);
    result = buf_finish_str(&out, ret);
    return result == OK ? OK : err_set(reterr, result, S("mapping"));
}

static code read_mapping(
    struct act *act, struct import_table *table, struct err *reterr)
{
    struct budget budget = budget_default();
    const struct json *item;
    struct json *array;
    str *fields = arena_array(act->arena, table->csv.n_columns, str);
    size_t n = 0;

    TRY(json_parse(table->run.mapping, &budget, act->arena, &array, reterr));
    TRY(arena_status(act->arena));
    for (item = array->child.first; item && n < table->csv.n_columns;
         item = item->next)
        fields[n++] = json_text(item);
    table->fields = fields;
    return OK;
}

/* --- the table --- */

static code read_csv(
    struct act *act, bytes content, struct csv *ret, struct err *reterr)
{
    struct budget budget = budget_default();

    budget.nodes_left = CELLS_MAX;
    TRY(csv_parse(bytes_str(content), &budget, act->arena, ret, reterr));
    if (ret->n_columns > IMPORT_COLUMNS_MAX)
        return err_set(reterr, E_FORM_FIELD, S("columns"));
    if (ret->n_rows == 0)
        return err_set(reterr, E_FORM_FIELD, S("lines"));
    return ret->n_rows <= IMPORT_LINES_MAX
               ? OK
               : err_set(reterr, E_TOO_LARGE, S("lines"));
}

static code keep(struct act *act,
    const struct import_new *given,
    const struct csv *csv,
    struct import_run *run,
    struct err *reterr)
{
    const struct upload_new file = {
        .tenant = act->actor.tenant,
        .name = given->name,
        .media_type = S("text/csv"),
        .content = given->content,
    };
    str *fields = arena_array(act->arena, csv->n_columns, str);
    size_t i;

    TRY(arena_status(act->arena));
    for (i = 0; i < csv->n_columns; i++)
        fields[i] = guess(act, given->kind, csv->names[i], fields, i);
    TRY(write_mapping(act, fields, csv->n_columns, &run->mapping, reterr));
    TRY(act_id(act, &run->id, reterr));
    TRY(upload_keep(act, &file, &run->file, reterr));
    return sql_import_run_insert(act->db, run, NULL, reterr);
}

code import_begin(struct act *act,
    const struct import_new *given,
    struct import_run *ret,
    struct err *reterr)
{
    struct import_run run = {
        .tenant = act->actor.tenant,
        .kind = given->kind,
        .name = given->name,
        .state = IMPORT_PREVIEWED,
        .created_by = act->actor.person,
        .created_at = act->now,
    };
    struct csv csv = {0};

    TRY(check_may(act, given->kind, reterr));
    if (given->content.len > IMPORT_BYTES_MAX)
        return err_set(reterr, E_TOO_LARGE, S("file"));
    TRY(read_csv(act, given->content, &csv, reterr));
    run.n_lines = (int64_t)csv.n_rows;
    TRY(db_begin(act->db, DB_WRITE, reterr));
    TRY(act_end(act, keep(act, given, &csv, &run, reterr), reterr));
    *ret = run;
    return OK;
}

static code read_table(
    struct act *act, str id, struct import_table *ret, struct err *reterr)
{
    struct file file;
    bytes content;

    TRY(sql_import_run_by_id(
        act->db, act->actor.tenant, id, act->arena, &ret->run, reterr));
    TRY(check_may(act, ret->run.kind, reterr));
    TRY(upload_read(
        act, ret->run.tenant, ret->run.file, &file, &content, reterr));
    TRY(read_csv(act, content, &ret->csv, reterr));
    return read_mapping(act, ret, reterr);
}

code import_read(
    struct act *act, str id, struct import_table *ret, struct err *reterr)
{
    struct import_table table = {0};
    code result;

    TRY(act_may(act, RIGHT_import_run, reterr));
    TRY(db_begin(act->db, DB_READ, reterr));
    result = read_table(act, id, &table, reterr);
    db_rollback(act->db);
    if (result == OK)
        *ret = table;
    return result;
}

/* --- mapping --- */

static code check_fields(
    enum import_kind kind, const str *fields, size_t n, struct err *reterr)
{
    size_t n_known;
    const struct import_field *known = import_fields(kind, &n_known);
    size_t i;
    size_t k;

    for (i = 0; i < n; i++) {
        bool found = fields[i].len == 0;

        for (k = 0; k < n_known; k++)
            found = found || str_eq(known[k].key, fields[i]);
        if (!found || (fields[i].len > 0 && is_taken(fields, i, fields[i])))
            return err_set(reterr, E_FORM_FIELD, fields[i]);
    }
    for (k = 0; k < n_known; k++) {
        if (known[k].required && !is_taken(fields, n, known[k].key))
            return err_set(reterr, E_FORM_FIELD, known[k].key);
    }
    return OK;
}

static code map(
    struct act *act, str id, const str *fields, size_t n, struct err *reterr)
{
    struct import_table table = {0};

    TRY(read_table(act, id, &table, reterr));
    if (table.run.state != IMPORT_PREVIEWED)
        return err_set(reterr, E_STATE_ORDER, id);
    if (n != table.csv.n_columns)
        return err_set(reterr, E_FORM_FIELD, S("columns"));
    TRY(check_fields((enum import_kind)table.run.kind, fields, n, reterr));
    TRY(write_mapping(act, fields, n, &table.run.mapping, reterr));
    return sql_import_run_update(act->db, &table.run, NULL, reterr);
}

code import_map(
    struct act *act, str id, const str *fields, size_t n, struct err *reterr)
{
    TRY(act_may(act, RIGHT_import_run, reterr));
    TRY(db_begin(act->db, DB_WRITE, reterr));
    return act_end(act, map(act, id, fields, n, reterr), reterr);
}

/* --- line by line --- */

static str trimmed(str text)
{
    while (text.len > 0 && (unsigned char)text.ptr[0] <= ' ')
        text = str_sub(text, 1, text.len);
    while (text.len > 0 && (unsigned char)text.ptr[text.len - 1] <= ' ')
        text.len--;
    return text;
}

str import_cell(const struct import_work *work, const char *field)
{
    const struct csv *csv = &work->table->csv;
    const str key = str_of(field);
    size_t i;

    for (i = 0; i < csv->n_columns; i++) {
        str cell;

        if (!str_eq(work->table->fields[i], key))
            continue;
        cell = trimmed(csv->cells[work->row * csv->n_columns + i]);
        return cell.len > 1 && cell.ptr[0] == '\'' &&
                       memchr("=+-@", cell.ptr[1], sizeof("=+-@") - 1)
                   ? str_sub(cell, 1, cell.len)
                   : cell;
    }
    return S("");
}

void import_complain(
    struct import_work *work, const char *field, const char *fault)
{
    struct import_report *report = work->report;

    work->is_bad = true;
    if (report->n_problems >= IMPORT_PROBLEMS_SHOWN)
        return;
    work->problems[report->n_problems++] = (struct import_problem){
        .line = work->table->csv.lines[work->row],
        .field = str_of(field),
        .value = import_cell(work, field),
        .fault = str_of(fault),
    };
}

static void check_required(struct import_work *work)
{
    size_t n;
    const struct import_field *fields =
        import_fields((enum import_kind)work->table->run.kind, &n);
    size_t i;

    for (i = 0; i < n; i++) {
        if (fields[i].required && import_cell(work, fields[i].key.ptr).len == 0)
            import_complain(work, fields[i].key.ptr, "missing");
    }
}

static code one_line(
    struct import_work *work, enum import_status *ret, struct err *reterr)
{
    static import_step *const STEPS[IMPORT_SAMPLE + 1] = {
        [IMPORT_LEARNERS] = import_learner,
        [IMPORT_STAFF] = import_staff,
        [IMPORT_CATALOGUE] = import_course,
        [IMPORT_ENROLMENTS] = import_place,
    };

    work->is_bad = false;
    *ret = IMPORT_BAD;
    check_required(work);
    if (!work->is_bad)
        TRY(STEPS[work->table->run.kind](work, ret, reterr));
    if (work->is_bad)
        *ret = IMPORT_BAD;
    return OK;
}

static void count(struct import_report *report, enum import_status status)
{
    report->n_new += status == IMPORT_NEW;
    report->n_changed += status == IMPORT_CHANGED;
    report->n_same += status == IMPORT_SAME;
    report->n_bad += status == IMPORT_BAD;
}

static code all_lines(
    struct act *act, struct import_report *report, struct err *reterr)
{
    const struct csv *csv = &report->table.csv;
    struct import_work work = {
        .act = act,
        .table = &report->table,
        .report = report,
        .problems = arena_array(
            act->arena, IMPORT_PROBLEMS_SHOWN, struct import_problem),
    };
    struct import_line *lines =
        arena_array(act->arena, IMPORT_LINES_SHOWN, struct import_line);

    TRY(arena_status(act->arena));
    report->problems = work.problems;
    report->lines = lines;
    for (work.row = 0; work.row < csv->n_rows; work.row++) {
        enum import_status status = IMPORT_BAD;

        TRY(one_line(&work, &status, reterr));
        count(report, status);
        if (report->n_lines < IMPORT_LINES_SHOWN)
            lines[report->n_lines++] =
                (struct import_line){csv->lines[work.row], status,
                    &csv->cells[work.row * csv->n_columns]};
    }
    return OK;
}

/* --- looking, doing --- */

/* What was done, from what was kept of it. */
static code read_done(
    struct act *act, struct import_report *report, struct err *reterr)
{
    struct import_fault *faults;
    struct import_problem *problems;
    size_t n;
    size_t i;

    report->n_new = report->table.run.n_done;
    report->n_bad = report->table.run.n_failed;
    report->n_same = report->table.run.n_lines - report->n_new - report->n_bad;
    TRY(sql_import_fault_list(act->db, report->table.run.tenant,
        report->table.run.id, IMPORT_PROBLEMS_SHOWN, act->arena, &faults, &n,
        reterr));
    problems = arena_array(act->arena, n, struct import_problem);
    for (i = 0; problems && i < n; i++)
        problems[i] = (struct import_problem){
            faults[i].line, faults[i].field, faults[i].about, faults[i].fault};
    report->problems = problems;
    report->n_problems = problems ? n : 0;
    return arena_status(act->arena);
}

static code preview(
    struct act *act, str id, struct import_report *ret, struct err *reterr)
{
    TRY(read_table(act, id, &ret->table, reterr));
    if (ret->table.run.state != IMPORT_PREVIEWED)
        return read_done(act, ret, reterr);
    TRY(check_fields((enum import_kind)ret->table.run.kind, ret->table.fields,
        ret->table.csv.n_columns, reterr));
    return all_lines(act, ret, reterr);
}

code import_preview(
    struct act *act, str id, struct import_report *ret, struct err *reterr)
{
    struct import_report report = {0};
    code result;

    TRY(act_may(act, RIGHT_import_run, reterr));
    TRY(db_begin(act->db, DB_WRITE, reterr));
    result = preview(act, id, &report, reterr);
    db_rollback(act->db);
    if (result == OK)
        *ret = report;
    return result;
}

static code keep_faults(
    struct act *act, const struct import_report *report, struct err *reterr)
{
    size_t i;

    for (i = 0; i < report->n_problems; i++) {
        const struct import_problem *problem = &report->problems[i];
        const struct import_fault row = {
            .tenant = act->actor.tenant,
            .run = report->table.run.id,
            .line = problem->line,
            .position = (int64_t)i,
            .field = problem->field,
            .fault = problem->fault,
            .about = problem->value,
        };

        TRY(sql_import_fault_insert(act->db, &row, NULL, reterr));
    }
    return OK;
}

static code apply(struct act *act, str id, struct err *reterr)
{
    struct import_report report = {0};
    struct import_run *run = &report.table.run;

    TRY(read_table(act, id, &report.table, reterr));
    if (run->state != IMPORT_PREVIEWED)
        return err_set(reterr, E_STATE_ORDER, id);
    TRY(check_fields((enum import_kind)run->kind, report.table.fields,
        report.table.csv.n_columns, reterr));
    TRY(all_lines(act, &report, reterr));
    run->state = IMPORT_DONE;
    run->n_done = report.n_new + report.n_changed;
    run->n_failed = report.n_bad;
    run->finished_at = act->now;
    TRY(keep_faults(act, &report, reterr));
    TRY(sql_import_run_update(act->db, run, NULL, reterr));
    return act_record(
        act, run->tenant, S("import_apply"), run->id, S(""), reterr);
}

code import_apply(struct act *act, str id, struct err *reterr)
{
    TRY(act_may(act, RIGHT_import_run, reterr));
    TRY(db_begin(act->db, DB_WRITE, reterr));
    return act_end(act, apply(act, id, reterr), reterr);
}

/* --- taking back --- */

static code undo(struct act *act, str id, struct err *reterr)
{
    static import_back *const BACK[IMPORT_SAMPLE + 1] = {
        [IMPORT_LEARNERS] = import_people_back,
        [IMPORT_STAFF] = import_people_back,
        [IMPORT_CATALOGUE] = import_course_back,
        [IMPORT_ENROLMENTS] = import_place_back,
    };
    struct import_run run;

    TRY(sql_import_run_by_id(
        act->db, act->actor.tenant, id, act->arena, &run, reterr));
    TRY(check_may(act, run.kind, reterr));
    if (run.state == IMPORT_UNDONE)
        return err_set(reterr, E_STATE_ORDER, id);
    if (run.state == IMPORT_DONE)
        TRY(BACK[run.kind](act, &run, reterr));
    run.state = IMPORT_UNDONE;
    TRY(sql_import_run_update(act->db, &run, NULL, reterr));
    return act_record(act, run.tenant, S("import_undo"), run.id, S(""), reterr);
}

code import_undo(struct act *act, str id, struct err *reterr)
{
    TRY(act_may(act, RIGHT_import_run, reterr));
    TRY(db_begin(act->db, DB_WRITE, reterr));
    return act_end(act, undo(act, id, reterr), reterr);
}

code import_list(
    struct act *act, struct import_run **ret, size_t *ret_n, struct err *reterr)
{
    TRY(act_may(act, RIGHT_import_run, reterr));
    return sql_import_run_list(act->db, act->actor.tenant, IMPORT_RUNS_SHOWN, 0,
        act->arena, ret, ret_n, reterr);
}
