#include "app/batch_line.h"

#include "base/code_info.h"
#include "domain/definition_json.h"

/* --- faults --- */

static void fail(
    struct batch_line *line, code why, enum batch_column field, str about)
{
    line->state = LINE_FAILED;
    line->award = S("");
    line->fault = code_info(why)->name;
    line->field = names_word(&batch_column_names, field);
    line->about = about;
}

static enum batch_column column_of(code why)
{
    static const struct {
        code code;
        enum batch_column column;
    } COLUMNS[] = {
        {E_EMAIL, COLUMN_EMAIL},
        {E_GRADE, COLUMN_GRADE},
        {E_DATE_ORDER, COLUMN_AWARDED_ON},
        {E_NOT_FOUND, COLUMN_ACHIEVEMENT},
        {E_NOT_LISTED, COLUMN_ACHIEVEMENT},
        {E_BADGE_FORM, COLUMN_NAME},
    };
    size_t i;

    for (i = 0; i < sizeof(COLUMNS) / sizeof(COLUMNS[0]); i++) {
        if (COLUMNS[i].code == why)
            return COLUMNS[i].column;
    }
    return COLUMN_NONE;
}

/* What the lines of one batch have in common; the achievement that was looked
 * up last is kept. */
struct desk {
    struct act *act;
    const struct batch *batch;
    const struct batch_sheet *sheet;
    str achievement_code;
    str achievement;
    str grade; /* that passes there */
};

/* --- the achievement --- */

static code find_grade(struct desk *desk, const struct achievement *achievement)
{
    struct act *act = desk->act;
    struct achievement_version version;
    struct definition definition;

    if (achievement->listed_version == 0)
        return E_NOT_LISTED;
    TRY(sql_achievement_version_by_number(act->db, achievement->tenant,
        achievement->id, achievement->listed_version, act->arena, &version,
        NULL));
    TRY(definition_parse(version.definition, act->arena, &definition, NULL));
    desk->grade = definition.rubric.required;
    return OK;
}

/* By its code in the line, or the batch's own. */
static code find_achievement(struct desk *desk, str short_code)
{
    struct act *act = desk->act;
    struct achievement found;

    if (desk->achievement.len > 0 &&
        (!desk->sheet->by_column || str_eq(desk->achievement_code, short_code)))
        return OK;
    desk->achievement = S("");
    if (desk->sheet->by_column)
        TRY(sql_achievement_by_code(
            act->db, act->actor.tenant, short_code, act->arena, &found, NULL));
    else
        TRY(sql_achievement_by_id(act->db, act->actor.tenant,
            desk->batch->achievement, act->arena, &found, NULL));
    TRY(find_grade(desk, &found));
    desk->achievement = found.id;
    desk->achievement_code = short_code;
    return OK;
}

/* --- the order --- */

struct reading {
    const struct desk *desk;
    const str *cells;
    struct batch_line *line;
};

/* False when the cell is no day; the line is marked. */
static bool read_day(
    const struct reading *r, enum batch_column column, str other, str *ret)
{
    const str cell = batch_cell(r->desk->sheet, r->cells, column);

    if (batch_day(cell, r->desk->act->arena, ret, NULL) != OK) {
        fail(r->line, E_DATE_ORDER, column, cell);
        return false;
    }
    if (ret->len == 0)
        *ret = other;
    return true;
}

static bool read_days(const struct reading *r, struct award_order *order)
{
    return read_day(r, COLUMN_AWARDED_ON, r->desk->sheet->awarded_on,
               &order->awarded_on) &&
           read_day(r, COLUMN_VALID_FROM, S(""), &order->valid_from) &&
           read_day(r, COLUMN_VALID_UNTIL, S(""), &order->valid_until);
}

static str grade_of(const struct reading *r)
{
    const str cell = batch_cell(r->desk->sheet, r->cells, COLUMN_GRADE);

    if (cell.len > 0)
        return cell;
    return r->desk->sheet->grade.len > 0 ? r->desk->sheet->grade
                                         : r->desk->grade;
}

static bool read_cells(struct desk *desk, struct reading *r)
{
    const struct batch_sheet *sheet = desk->sheet;

    if (batch_cells_read(r->line->data, sheet->n_columns, desk->act->arena,
            &r->cells, NULL) == OK)
        return true;
    fail(r->line, E_DATA_DAMAGED, COLUMN_NONE, S(""));
    return false;
}

/* False for a line that makes none: it is marked with its fault then. */
static bool make_order(
    struct desk *desk, struct batch_line *line, struct award_order *ret)
{
    struct reading r = {desk, NULL, line};
    struct award_order order = {
        .email = line->email,
        .recipient_name = line->recipient_name,
        .batch = desk->batch->id,
        .line = line->line,
        .run = desk->sheet->is_past ? desk->batch->id : S(""),
        .held_until = desk->sheet->held_until,
    };
    code result;
    str course;

    if (!read_cells(desk, &r))
        return false;
    course = batch_cell(desk->sheet, r.cells, COLUMN_ACHIEVEMENT);
    if (line->recipient_name.len == 0) {
        fail(line, E_FORM_FIELD, COLUMN_NAME, S(""));
        return false;
    }
    result = find_achievement(desk, course);
    if (result != OK) {
        fail(line, result, COLUMN_ACHIEVEMENT, course);
        return false;
    }
    order.achievement = desk->achievement;
    order.grade = grade_of(&r);
    if (!read_days(&r, &order))
        return false;
    *ret = order;
    return true;
}

/* --- the outcome --- */

static void mark(const struct desk *desk,
    const struct award_outcome *outcome,
    bool is_try,
    struct batch_line *line)
{
    const enum batch_column column = column_of(outcome->code);
    const str *cells = NULL;
    str about = {NULL, 0};

    line->fault = line->field = line->about = S("");
    if (outcome->code == OK) {
        line->state = is_try ? LINE_WAITING : LINE_DONE;
        line->award = is_try ? S("") : outcome->award.id;
        return;
    }
    if (outcome->code == E_ALREADY_HELD) {
        line->state = LINE_SKIPPED;
        line->award = arena_str(desk->act->arena, str_of(outcome->err.arg));
        return;
    }
    if (column != COLUMN_NONE &&
        batch_cells_read(line->data, desk->sheet->n_columns, desk->act->arena,
            &cells, NULL) == OK)
        about = batch_cell(desk->sheet, cells, column);
    fail(line, outcome->code, column, about);
}

/* --- a part of them --- */

/* Orders for the lines that wait; places says of which line each is. */
static size_t make_orders(
    const struct batch_part *part, struct award_order *orders, size_t *places)
{
    struct desk desk = {.act = part->act,
        .batch = &part->full->batch,
        .sheet = &part->full->sheet};
    size_t n = 0;
    size_t i;

    for (i = 0; i < part->n; i++) {
        if (part->lines[i].state == LINE_WAITING &&
            make_order(&desk, &part->lines[i], &orders[n]))
            places[n++] = i;
    }
    return n;
}

code batch_part_do(const struct batch_part *part, struct err *reterr)
{
    struct act *act = part->act;
    const struct desk desk = {
        .act = act, .batch = &part->full->batch, .sheet = &part->full->sheet};
    struct award_order *orders =
        arena_array(act->arena, part->n, struct award_order);
    struct award_outcome *outcomes =
        arena_array(act->arena, part->n, struct award_outcome);
    size_t *places = arena_array(act->arena, part->n, size_t);
    size_t n;
    size_t i;

    TRY(arena_status(act->arena));
    n = make_orders(part, orders, places);
    if (part->is_try)
        TRY(award_try_many(act, orders, n, outcomes, reterr));
    else
        TRY(award_issue_many(act, orders, n, outcomes, reterr));
    for (i = 0; i < n; i++)
        mark(&desk, &outcomes[i], part->is_try, &part->lines[places[i]]);
    return arena_status(act->arena);
}

code batch_part_write(const struct batch_part *part, struct err *reterr)
{
    size_t i;

    for (i = 0; i < part->n; i++)
        TRY(sql_batch_line_map(part->act->db, &part->lines[i], NULL, reterr));
    return OK;
}
