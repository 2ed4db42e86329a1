/*
 * The columns of a table of awards: what each is taken for, guessed from its
 * heading; and what stands for the columns that a table has not. Kept with
 * the batch as JSON.
 */
#ifndef DOMAIN_BATCH_SHEET_H
#define DOMAIN_BATCH_SHEET_H

#include "base/arena.h"
#include "domain/batch.h"

enum batch_column {
    COLUMN_NONE, /* kept for the result, not read */
    COLUMN_EMAIL,
    COLUMN_NAME,
    COLUMN_GIVEN, /* names in two columns */
    COLUMN_FAMILY,
    COLUMN_ACHIEVEMENT, /* its code */
    COLUMN_GRADE,
    COLUMN_AWARDED_ON,
    COLUMN_VALID_FROM,
    COLUMN_VALID_UNTIL,
    COLUMN_END,
};

enum {
    BATCH_LINES_MAX = 10000,
    BATCH_COLUMNS_MAX = 60,
    BATCH_CELL_BYTES_MAX = 2000,
};

extern const struct names batch_column_names;

struct batch_sheet {
    const str *headings;
    int64_t *columns; /* enum batch_column of each */
    size_t n_columns;
    bool by_column; /* the achievement of each line stands in it */
    bool is_past;   /* awards that were made before, with their own days */
    str grade;      /* where a line has none; empty: the one that passes */
    str awarded_on; /* the same; empty: today */
    str held_until; /* empty, a day, or HELD_FOR_RELEASE */
};

/* Guesses what every column means, by the words that spreadsheets use for its
 * heading; of two that mean the same the first one counts. */
void batch_guess_all(struct batch_sheet *sheet, struct arena *arena);

/* Is there what a line needs: an address, a name, and an achievement where
 * the table names it? E_FORM_FIELD about the column that is missing. */
MUST_USE code batch_sheet_check(
    const struct batch_sheet *sheet, struct err *reterr);

/* The cell of that column; empty when the table has none. */
str batch_cell(const struct batch_sheet *sheet,
    const str *cells,
    enum batch_column column);

/* The day in a cell as YYYY-MM-DD: also 15.5.2026 and 2026/05/15. Where day
 * and month could be mistaken (5/6/2026), and else, E_DATE_ORDER. An empty
 * cell is an empty day. */
MUST_USE code batch_day(
    str cell, struct arena *arena, str *ret, struct err *reterr);

/* As JSON and back. E_DATA_DAMAGED. */
MUST_USE code batch_sheet_write(const struct batch_sheet *sheet,
    struct arena *arena,
    str *ret,
    struct err *reterr);
MUST_USE code batch_sheet_read(
    str text, struct arena *arena, struct batch_sheet *ret, struct err *reterr);

/* The cells of a line as JSON and back; n_columns of them. */
MUST_USE code batch_cells_write(const str *cells,
    size_t n,
    struct arena *arena,
    str *ret,
    struct err *reterr);
MUST_USE code batch_cells_read(str text,
    size_t n,
    struct arena *arena,
    const str **ret,
    struct err *reterr);

#endif
