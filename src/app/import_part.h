/* What the parts of an import share: import.h. */
#ifndef APP_IMPORT_PART_H
#define APP_IMPORT_PART_H

#include "app/import.h"

/* An import on its way through the lines of its table. */
struct import_work {
    struct act *act;
    struct import_table *table;
    struct import_report *report;
    struct import_problem *problems;
    size_t row;  /* now */
    bool is_bad; /* so is that row */
};

/* The cell of the present row that became this field, without white space
 * around it; an apostrophe that keeps a spreadsheet from reckoning is taken
 * off (RELIABILITY WB-20). Empty when no column is it. */
str import_cell(const struct import_work *work, const char *field);

/* The present line is left out, because of that field. */
void import_complain(
    struct import_work *work, const char *field, const char *fault);

/* What each kind does with one line: writes it, in the open transaction, and
 * says what it was; IMPORT_BAD after import_complain. Nothing is written
 * before everything is known to be good. */
typedef code import_step(
    struct import_work *work, enum import_status *ret, struct err *reterr);

import_step import_learner;
import_step import_staff;
import_step import_course;
import_step import_place;

/* Takes back what a run made, in the open transaction. */
typedef code import_back(
    struct act *act, const struct import_run *run, struct err *reterr);

import_back import_people_back;
import_back import_course_back;
import_back import_place_back;

#endif
