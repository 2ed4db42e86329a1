#include "app/batch.h"

#include "app/batch_line.h"
#include "text/csv.h"

#include <stdlib.h>

enum {
    NAME_BYTES_MAX = 200,
};

/* --- the table comes in --- */

/* Given and family name are one name. */
static str name_of(
    const struct batch_sheet *sheet, const str *cells, struct arena *arena)
{
    const str whole = batch_cell(sheet, cells, COLUMN_NAME);
    const str parts[] = {batch_cell(sheet, cells, COLUMN_GIVEN), S(" "),
        batch_cell(sheet, cells, COLUMN_FAMILY)};

    if (whole.len > 0)
        return str_sub(whole, 0, NAME_BYTES_MAX);
    if (parts[0].len == 0 || parts[2].len == 0)
        return parts[0].len > 0 ? parts[0] : parts[2];
    return str_sub(arena_join(arena, parts, 3), 0, NAME_BYTES_MAX);
}

static void read_line(const struct batch_sheet *sheet,
    const str *cells,
    struct arena *arena,
    struct batch_line *line)
{
    line->email = batch_cell(sheet, cells, COLUMN_EMAIL);
    line->recipient_name = name_of(sheet, cells, arena);
    line->state = LINE_WAITING;
    line->award = line->fault = line->field = line->about = S("");
}

static code parse(struct act *act,
    const struct batch_upload *upload,
    struct csv *ret,
    struct err *reterr)
{
    struct budget budget = budget_default();

    budget.nodes_left = BATCH_LINES_MAX * BATCH_COLUMNS_MAX;
    TRY(csv_parse(upload->text, &budget, act->arena, ret, reterr));
    if (ret->n_rows > BATCH_LINES_MAX || ret->n_columns > BATCH_COLUMNS_MAX)
        return err_set(reterr, E_LIMIT_EXCEEDED, S("file"));
    return ret->n_rows > 0 ? OK : err_set(reterr, E_FORM_FIELD, S("file"));
}

/* What stands in the row of the batch: of a table that names achievements,
 * the first one that there is. */
static code find_achievement(struct act *act,
    const struct batch_sheet *sheet,
    const struct csv *csv,
    struct batch *batch,
    struct err *reterr)
{
    struct achievement found;
    code result = E_NOT_FOUND;
    size_t i;

    if (!sheet->by_column)
        result = sql_achievement_by_id(act->db, act->actor.tenant,
            batch->achievement, act->arena, &found, reterr);
    for (i = 0; sheet->by_column && i < csv->n_rows && result == E_NOT_FOUND;
         i++)
        result = sql_achievement_by_code(act->db, act->actor.tenant,
            batch_cell(
                sheet, &csv->cells[i * csv->n_columns], COLUMN_ACHIEVEMENT),
            act->arena, &found, reterr);
    TRY(result);
    if (found.listed_version == 0)
        return err_set(reterr, E_NOT_LISTED, found.code);
    batch->achievement = found.id;
    batch->version = found.listed_version;
    return OK;
}

static code insert_lines(struct act *act,
    const struct batch *batch,
    const struct batch_sheet *sheet,
    const struct csv *csv,
    struct err *reterr)
{
    size_t i;

    for (i = 0; i < csv->n_rows; i++) {
        const struct arena_mark mark = arena_mark(act->arena);
        const str *cells = &csv->cells[i * csv->n_columns];
        struct batch_line line = {
            .tenant = batch->tenant, .batch = batch->id, .line = csv->lines[i]};

        TRY(batch_cells_write(
            cells, csv->n_columns, act->arena, &line.data, reterr));
        read_line(sheet, cells, act->arena, &line);
        TRY(sql_batch_line_insert(act->db, &line, NULL, reterr));
        arena_rewind(act->arena, mark);
    }
    return OK;
}

static code insert(struct act *act,
    struct batch *batch,
    const struct batch_sheet *sheet,
    const struct csv *csv,
    struct err *reterr)
{
    TRY(find_achievement(act, sheet, csv, batch, reterr));
    TRY(sql_batch_insert(act->db, batch, NULL, reterr));
    TRY(insert_lines(act, batch, sheet, csv, reterr));
    return act_record(
        act, batch->tenant, S("batch_begin"), batch->id, S(""), reterr);
}

static code take_in(struct act *act,
    const struct batch_upload *upload,
    struct batch *ret,
    struct err *reterr)
{
    struct batch_sheet sheet = {
        .by_column = upload->achievement.len == 0,
        .is_past = upload->is_past,
        .grade = upload->grade,
        .awarded_on = upload->awarded_on,
        .held_until = upload->held_until,
    };
    struct batch batch = {
        .tenant = act->actor.tenant,
        .achievement = upload->achievement,
        .name = str_sub(upload->file, 0, NAME_BYTES_MAX),
        .state = BATCH_WAITING,
        .created_by = act->actor.person,
        .created_at = act->now,
        .updated_at = act->now,
    };
    struct csv csv;

    TRY(parse(act, upload, &csv, reterr));
    sheet.headings = csv.names;
    sheet.n_columns = csv.n_columns;
    sheet.columns = arena_array(act->arena, csv.n_columns, int64_t);
    TRY(arena_status(act->arena));
    batch_guess_all(&sheet, act->arena);
    TRY(batch_sheet_write(&sheet, act->arena, &batch.options, reterr));
    batch.n_lines = (int64_t)csv.n_rows;
    TRY(act_id(act, &batch.id, reterr));
    TRY(db_begin(act->db, DB_WRITE, reterr));
    TRY(act_end(act, insert(act, &batch, &sheet, &csv, reterr), reterr));
    *ret = batch;
    return OK;
}

/* --- trying --- */

/* A line by what it is for: the address, and the achievement where the table
 * names it. */
struct twin {
    str email;
    str course;
    struct batch_line *line;
};

static int by_email(const void *a, const void *b)
{
    const struct twin *x = a;
    const struct twin *y = b;
    int order = str_cmp(x->email, y->email);

    if (order == 0)
        order = str_cmp(x->course, y->course);
    if (order == 0)
        order = x->line->line < y->line->line ? -1 : 1;
    return order;
}

static code read_twin(struct act *act,
    const struct batch_sheet *sheet,
    struct batch_line *line,
    struct twin *ret,
    struct err *reterr)
{
    const str *cells;
    code result;

    *ret = (struct twin){.line = line};
    TRY(batch_cells_read(
        line->data, sheet->n_columns, act->arena, &cells, reterr));
    if (sheet->by_column)
        ret->course = batch_cell(sheet, cells, COLUMN_ACHIEVEMENT);
    result = email_normal(line->email, act->arena, &ret->email, NULL);
    return result == E_EMAIL ? OK : result;
}

/* The same learner and achievement once more: only the first line counts. */
static code mark_twins(struct act *act,
    const struct batch_full *full,
    struct batch_line *lines,
    size_t n,
    struct err *reterr)
{
    struct twin *twins = arena_array(act->arena, n, struct twin);
    size_t i;

    TRY(arena_status(act->arena));
    for (i = 0; i < n; i++)
        TRY(read_twin(act, &full->sheet, &lines[i], &twins[i], reterr));
    qsort(twins, n, sizeof(twins[0]), by_email);
    for (i = 1; i < n; i++) {
        if (twins[i].email.len == 0 ||
            !str_eq(twins[i].email, twins[i - 1].email) ||
            !str_eq(twins[i].course, twins[i - 1].course))
            continue;
        twins[i].line->state = LINE_SKIPPED;
        twins[i].line->field = names_word(&batch_column_names, COLUMN_EMAIL);
        twins[i].line->about = twins[i].email;
    }
    return OK;
}

static code try_lines(struct act *act,
    const struct batch_full *full,
    struct batch_line *lines,
    size_t n,
    struct err *reterr)
{
    const struct arena_mark mark = arena_mark(act->arena);
    size_t at;

    for (at = 0; at < n; at += BATCH_PART) {
        const struct batch_part part = {act, full, lines + at,
            n - at < BATCH_PART ? n - at : BATCH_PART, true};

        TRY(batch_part_do(&part, reterr));
        TRY(db_begin(act->db, DB_WRITE, reterr));
        TRY(act_end(act, batch_part_write(&part, reterr), reterr));
        arena_rewind(act->arena, mark);
    }
    return OK;
}

/* Every line, unless a column is missing. */
static code try_all(struct act *act, str id, struct err *reterr)
{
    struct batch_line *lines;
    struct batch_full full;
    size_t n;

    TRY(batch_read_in(act, id, &full, reterr));
    if (batch_lacks(&full.sheet) != COLUMN_NONE)
        return OK;
    TRY(sql_batch_line_list(act->db, full.batch.tenant, id, 0, BATCH_LINES_MAX,
        act->arena, &lines, &n, reterr));
    TRY(mark_twins(act, &full, lines, n, reterr));
    return try_lines(act, &full, lines, n, reterr);
}

code batch_begin(struct act *act,
    const struct batch_upload *upload,
    str *ret_id,
    struct err *reterr)
{
    struct batch batch;

    TRY(act_may(act, RIGHT_award_issue, reterr));
    TRY(take_in(act, upload, &batch, reterr));
    TRY(try_all(act, batch.id, reterr));
    *ret_id = batch.id;
    return OK;
}

/* --- other columns --- */

static code map_lines(
    struct act *act, const struct batch_full *full, struct err *reterr)
{
    const struct batch *batch = &full->batch;
    struct batch_line *lines;
    size_t n;
    size_t i;

    TRY(sql_batch_line_list(act->db, batch->tenant, batch->id, 0,
        BATCH_LINES_MAX, act->arena, &lines, &n, reterr));
    for (i = 0; i < n; i++) {
        const struct arena_mark mark = arena_mark(act->arena);
        const str *cells;

        TRY(batch_cells_read(
            lines[i].data, full->sheet.n_columns, act->arena, &cells, reterr));
        read_line(&full->sheet, cells, act->arena, &lines[i]);
        TRY(sql_batch_line_map(act->db, &lines[i], NULL, reterr));
        arena_rewind(act->arena, mark);
    }
    return OK;
}

static code map(struct act *act,
    str id,
    const int64_t *columns,
    size_t n,
    struct err *reterr)
{
    struct batch_full full;
    str options;
    size_t i;

    TRY(batch_read_in(act, id, &full, reterr));
    if (full.batch.state != BATCH_WAITING)
        return err_set(reterr, E_STATE_ORDER, id);
    for (i = 0; i < full.sheet.n_columns; i++)
        full.sheet.columns[i] = i < n ? columns[i] : COLUMN_NONE;
    TRY(batch_sheet_write(&full.sheet, act->arena, &options, reterr));
    TRY(sql_batch_map(
        act->db, options, act->now, full.batch.tenant, id, NULL, reterr));
    return map_lines(act, &full, reterr);
}

code batch_map(struct act *act,
    str id,
    const int64_t *columns,
    size_t n,
    struct err *reterr)
{
    TRY(act_may(act, RIGHT_award_issue, reterr));
    TRY(db_begin(act->db, DB_WRITE, reterr));
    TRY(act_end(act, map(act, id, columns, n, reterr), reterr));
    return try_all(act, id, reterr);
}
