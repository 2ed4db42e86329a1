/*
 * CSV, RFC 4180: commas (or semicolons, as spreadsheets of half of Europe
 * write them), quotes, CR LF or LF, UTF-8 with or without a byte order mark.
 * The first row names the columns. Cells point into the text, or into the
 * arena where a doubled quote had to be undone.
 */
#ifndef TEXT_CSV_H
#define TEXT_CSV_H

#include "base/arena.h"
#include "base/limit.h"

struct csv {
    str *cells; /* n_rows * n_columns, row by row, without the header */
    str *names; /* n_columns */
    size_t n_rows;
    size_t n_columns;
    uint32_t *lines; /* the line of the text that each row begins in */
};

/* E_CSV_SYNTAX with line and column: an open quote, text behind a closed
 * one, a row with another number of cells than the header, no header. Empty
 * lines are passed over. At most budget->nodes_left cells. */
MUST_USE code csv_parse(str text,
    struct budget *budget,
    struct arena *arena,
    struct csv *ret,
    struct err *reterr);

/* Is there a column with that name (in any ASCII case)? */
bool csv_has(const struct csv *csv, str name);

/* The cell of the column with that name (in any ASCII case); empty if there
 * is no such column. */
str csv_cell(const struct csv *csv, size_t row, str name);

#endif
