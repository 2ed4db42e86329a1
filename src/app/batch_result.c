/* What became of each line, as a table: see app/batch.h. */
#include "app/batch.h"

enum {
    RESULT_BYTES_MAX = 48 << 20,
    LINES_AT_ONCE = 500,
    STEP_BYTES = 64 << 20,
};

/* In quotes; what a spreadsheet would take for a formula gets an apostrophe
 * before it. */
static void put_cell(struct buf *out, str cell)
{
    size_t i;

    buf_byte(out, '"');
    if (cell.len > 0 &&
        (cell.ptr[0] == '=' || cell.ptr[0] == '+' || cell.ptr[0] == '-' ||
            cell.ptr[0] == '@' || cell.ptr[0] == '\t' || cell.ptr[0] == '\r'))
        buf_byte(out, '\'');
    for (i = 0; i < cell.len; i++) {
        if (cell.ptr[i] == '"')
            buf_byte(out, '"');
        buf_byte(out, (uint8_t)cell.ptr[i]);
    }
    buf_byte(out, '"');
}

static void put_more(struct buf *out, const str *cells, size_t n)
{
    size_t i;

    for (i = 0; i < n; i++) {
        buf_byte(out, ',');
        put_cell(out, cells[i]);
    }
    buf_str(out, S("\r\n"));
}

static code put_line(struct act *act,
    const struct batch_sheet *sheet,
    const struct batch_line *line,
    struct buf *out,
    struct err *reterr)
{
    const str tail[] = {names_word(&line_state_names, line->state),
        line->award.len > 0 ? act_link(act, S("/a/"), line->award) : S(""),
        line->fault, line->field};
    const str *cells;
    size_t i;

    TRY(batch_cells_read(
        line->data, sheet->n_columns, act->arena, &cells, reterr));
    buf_u64(out, (uint64_t)line->line);
    for (i = 0; i < sheet->n_columns; i++) {
        buf_byte(out, ',');
        put_cell(out, cells[i]);
    }
    put_more(out, tail, sizeof(tail) / sizeof(tail[0]));
    return OK;
}

/* The lines of one go, in the memory of `step`. */
static code put_lines(struct act *step,
    const struct batch_full *full,
    int64_t *last,
    struct buf *out,
    struct err *reterr)
{
    struct batch_line *lines;
    size_t n = 0;
    size_t i;

    TRY(sql_batch_line_list(step->db, full->batch.tenant, full->batch.id, *last,
        LINES_AT_ONCE, step->arena, &lines, &n, reterr));
    for (i = 0; i < n; i++)
        TRY(put_line(step, &full->sheet, &lines[i], out, reterr));
    *last = n < LINES_AT_ONCE ? -1 : lines[n - 1].line;
    return OK;
}

static code put_all(struct act *act,
    const struct batch_full *full,
    struct buf *out,
    struct err *reterr)
{
    struct act step = *act;
    struct arena arena;
    int64_t last = 0;
    code result = OK;

    arena_init(&arena, STEP_BYTES);
    step.arena = &arena;
    while (last >= 0 && result == OK) {
        arena_reset(&arena);
        result = put_lines(&step, full, &last, out, reterr);
    }
    arena_release(&arena);
    return result;
}

static void put_heading(const struct batch_sheet *sheet, struct buf *out)
{
    static const str TAIL[] = {
        STR("outcome"), STR("award"), STR("fault"), STR("fault_in")};
    size_t i;

    buf_str(out, S("line"));
    for (i = 0; i < sheet->n_columns; i++) {
        buf_byte(out, ',');
        put_cell(out, sheet->headings[i]);
    }
    put_more(out, TAIL, sizeof(TAIL) / sizeof(TAIL[0]));
}

code batch_result(struct act *act, str id, str *ret, struct err *reterr)
{
    struct batch_full full;
    struct buf out;
    code result;

    TRY(batch_read(act, id, &full, reterr));
    buf_init(&out, act->arena, RESULT_BYTES_MAX);
    put_heading(&full.sheet, &out);
    TRY(put_all(act, &full, &out, reterr));
    result = buf_finish_str(&out, ret);
    return result == OK ? OK : err_set(reterr, result, S("table"));
}
