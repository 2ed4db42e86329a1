/*
 * Many awards from one table: taken in and tried, then run a part at a time,
 * stopped, gone on with; what became of each line as a table. A line is one
 * award, whoever runs it and however often (its key is batch and line), so a
 * run that was broken off is just run again (RELIABILITY DB-17).
 */
#ifndef APP_BATCH_H
#define APP_BATCH_H

#include "app/act.h"
#include "domain/batch_sheet.h"
#include "store/sql.h"

enum {
    BATCH_PART = 200,   /* lines of one transaction */
    BATCH_FAULTS = 500, /* shown of a table */
    BATCH_FILE_BYTES_MAX = 16 << 20,
};

/* A table and what stands for the columns that it lacks. */
struct batch_upload {
    str achievement; /* empty: a column says, by its code */
    str file;        /* its name */
    str text;        /* CSV */
    str grade;       /* empty: the one that passes */
    str awarded_on;  /* empty: today */
    str held_until;
    bool is_past;
};

struct batch_full {
    struct batch batch;
    struct batch_sheet sheet;
    int64_t n_waiting;
    int64_t n_done;
    int64_t n_failed;
    int64_t n_skipped; /* held before */
};

/* Takes the table in, guesses its columns, and tries every line, which makes
 * no award. E_CSV_SYNTAX with line and column, E_LIMIT_EXCEEDED for more than
 * BATCH_LINES_MAX lines or BATCH_COLUMNS_MAX columns, E_FORM_FIELD about
 * "file" for one without a line; E_NOT_LISTED, E_NOT_FOUND. When a column is
 * missing, all the same: batch_lacks says which. */
MUST_USE code batch_begin(struct act *act,
    const struct batch_upload *upload,
    str *ret_id,
    struct err *reterr);

/* The columns as a person corrected them; every line is tried again.
 * E_STATE_ORDER once it was run. */
MUST_USE code batch_map(struct act *act,
    str id,
    const int64_t *columns,
    size_t n,
    struct err *reterr);

/* The column that the table lacks before it can be run, or COLUMN_NONE. */
enum batch_column batch_lacks(const struct batch_sheet *sheet);

MUST_USE code batch_read(
    struct act *act, str id, struct batch_full *ret, struct err *reterr);

/* The same without the question of the right, also in a transaction. */
MUST_USE code batch_read_in(
    struct act *act, str id, struct batch_full *ret, struct err *reterr);

/* Newest first. */
MUST_USE code batch_search(struct act *act,
    int64_t limit,
    int64_t offset,
    struct batch **ret,
    size_t *ret_n,
    struct err *reterr);

/* The first line, as an example of its columns. */
MUST_USE code batch_first(
    struct act *act, str id, struct batch_line *ret, struct err *reterr);

/* Lines with faults, the first BATCH_FAULTS. */
MUST_USE code batch_faults(struct act *act,
    str id,
    struct batch_line **ret,
    size_t *ret_n,
    struct err *reterr);

enum batch_turn {
    BATCH_START, /* what waits, or was stopped */
    BATCH_STOP,
    BATCH_DROP, /* a table that was only tried */
};

/* E_STATE_ORDER. Starting makes no award by itself: batch_step does. */
MUST_USE code batch_turn(
    struct act *act, str id, enum batch_turn turn, struct err *reterr);

/* The next part of a running batch of the actor's organisation; *ret_n is how
 * many lines, 0 when it is done, stopped, or was never started. */
MUST_USE code batch_step(
    struct act *act, str id, size_t *ret_n, struct err *reterr);

/* The same for whichever batch has waited longest, as the person who started
 * it; for what the server does by itself. One that cannot go on is stopped. */
MUST_USE code batch_next(struct act *act, size_t *ret_n, struct err *reterr);

/* The table with what became of each line. */
MUST_USE code batch_result(
    struct act *act, str id, str *ret, struct err *reterr);

#endif
