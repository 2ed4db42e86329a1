/*
 * Tables that come in: learners, staff, definitions, enrolments, as CSV. A
 * table is looked at first: which column is what, what would be new, changed
 * or wrong, by line and column. What was imported can be undone.
 *
 * A preview does everything and takes it back, so it tells what would happen.
 * Lines with faults are left out of an import; they stop no other.
 */
#ifndef APP_IMPORT_H
#define APP_IMPORT_H

#include "app/act.h"
#include "app/say.h"
#include "domain/batch.h"
#include "text/csv.h"

enum {
    IMPORT_BYTES_MAX = 4 << 20,
    IMPORT_LINES_MAX = 5000,
    IMPORT_COLUMNS_MAX = 60,
    IMPORT_LINES_SHOWN = 50,
    IMPORT_PROBLEMS_SHOWN = 200,
    IMPORT_RUNS_SHOWN = 50,
};

/* What a column may become. */
struct import_field {
    str key; /* "email" */
    enum message words;
    bool required;
    const char *names; /* headings that mean it, folded, a '|' between */
};

/* The fields of a kind, in their order. Empty for a kind that is not
 * imported here. */
const struct import_field *import_fields(enum import_kind kind, size_t *ret_n);

/* Keeps a table and guesses what its columns are. E_CSV_SYNTAX with line and
 * column; E_TOO_LARGE; E_FORM_FIELD when it has no line or too many columns;
 * E_FORBIDDEN without the right to what comes in. */
struct import_new {
    enum import_kind kind;
    str name; /* of the file */
    bytes content;
};

MUST_USE code import_begin(struct act *act,
    const struct import_new *given,
    struct import_run *ret,
    struct err *reterr);

/* One table with what its columns become: a field's key each, or empty. */
struct import_table {
    struct import_run run;
    struct csv csv;
    const str *fields; /* csv.n_columns */
};

/* E_NOT_FOUND. */
MUST_USE code import_read(
    struct act *act, str id, struct import_table *ret, struct err *reterr);

/* Says what the columns are, before it is imported. E_FORM_FIELD about a
 * field that is required and missing, or about one that comes twice;
 * E_STATE_ORDER when it is imported. */
MUST_USE code import_map(
    struct act *act, str id, const str *fields, size_t n, struct err *reterr);

enum import_status {
    IMPORT_NEW = 1,
    IMPORT_CHANGED,
    IMPORT_SAME,
    IMPORT_BAD,
};

struct import_line {
    int64_t line; /* of the file */
    enum import_status status;
    const str *cells;
};

struct import_problem {
    int64_t line;
    str field; /* its key; empty: the whole line */
    str value;
    str fault; /* the message office.import.bad_<fault> says it */
};

struct import_report {
    struct import_table table;
    int64_t n_new;
    int64_t n_changed;
    int64_t n_same;
    int64_t n_bad;
    const struct import_line *lines; /* the first ones */
    size_t n_lines;
    const struct import_problem *problems; /* the first ones */
    size_t n_problems;
};

/* What it would do; of one that was imported, what it did. */
MUST_USE code import_preview(
    struct act *act, str id, struct import_report *ret, struct err *reterr);

/* Does it. E_STATE_ORDER when it is done, undone or dropped. */
MUST_USE code import_apply(struct act *act, str id, struct err *reterr);

/* Takes back what it made and changed, where nobody has built on it since: a
 * learner who joined by it leaves, a draft that nobody approved is deleted,
 * an enrolment without evidence is withdrawn. Before it is imported: drops
 * the table. */
MUST_USE code import_undo(struct act *act, str id, struct err *reterr);

/* The newest ones. */
MUST_USE code import_list(struct act *act,
    struct import_run **ret,
    size_t *ret_n,
    struct err *reterr);

#endif
