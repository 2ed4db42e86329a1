/*
 * Many awards from one list, and tables that come in: people, staff,
 * catalogue, enrolments, past awards.
 */
#ifndef DOMAIN_BATCH_H
#define DOMAIN_BATCH_H

#include "domain/names.h"

enum batch_state {
    BATCH_WAITING = 1,
    BATCH_RUNNING,
    BATCH_STOPPED,
    BATCH_DONE,
    BATCH_CANCELLED,
};

enum line_state {
    LINE_WAITING = 1,
    LINE_DONE,
    LINE_FAILED,
    LINE_SKIPPED, /* already held */
};

enum import_kind {
    IMPORT_LEARNERS = 1,
    IMPORT_STAFF,
    IMPORT_CATALOGUE,
    IMPORT_ENROLMENTS,
    IMPORT_AWARDS, /* past ones */
    IMPORT_SAMPLE, /* the sample data of first steps */
};

enum import_state {
    IMPORT_PREVIEWED = 1,
    IMPORT_RUNNING,
    IMPORT_DONE,
    IMPORT_UNDONE,
};

struct batch {
    str tenant;
    str id;
    str achievement;
    int64_t version;
    str name; /* of the list */
    str file;
    int64_t state; /* enum batch_state */
    str options;   /* JSON: dates, hold, language, mail */
    int64_t n_lines;
    int64_t n_done;
    int64_t n_failed;
    str created_by;
    int64_t created_at;
    int64_t updated_at;
    int64_t finished_at;
};

struct batch_line {
    str tenant;
    str batch;
    int64_t line; /* of the file, from 1 */
    str email;
    str recipient_name;
    str data;      /* JSON: the other columns */
    int64_t state; /* enum line_state */
    str award;
    str fault; /* an error code, or empty */
    str field; /* the column it is about */
    str about;
};

struct import_run {
    str tenant;
    str id;
    int64_t kind; /* enum import_kind */
    str name;
    str file;
    str mapping;   /* JSON: column to field */
    int64_t state; /* enum import_state */
    int64_t n_lines;
    int64_t n_done;
    int64_t n_failed;
    str created_by;
    int64_t created_at;
    int64_t finished_at;
};

/* A membership as it was before an import changed it. */
struct import_before {
    str tenant;
    str run;
    str person;
    int64_t role;
    str number;
    str unit;
    str name;
};

struct import_fault {
    str tenant;
    str run;
    int64_t line;
    int64_t position; /* several a line */
    str field;
    str fault; /* an error code */
    str about;
};

extern const struct names batch_state_names;
extern const struct names line_state_names;
extern const struct names import_kind_names;
extern const struct names import_state_names;

#endif
