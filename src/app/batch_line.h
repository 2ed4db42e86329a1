/*
 * A line of a table as an order, and what became of it as a line.
 */
#ifndef APP_BATCH_LINE_H
#define APP_BATCH_LINE_H

#include "app/award.h"
#include "app/batch.h"

/* What the lines of one batch have in common; the achievement that was looked
 * up last is kept. */
struct batch_desk {
    struct act *act;
    const struct batch *batch;
    const struct batch_sheet *sheet;
    str achievement_code;
    str achievement;
    str grade; /* that passes there */
};

/* The order for the line; its texts point into it and into the arena. A line
 * that makes none is marked: LINE_FAILED with fault, field and value; false
 * then. */
bool batch_order(
    struct batch_desk *desk, struct batch_line *line, struct award_order *ret);

/* Marks the line with the outcome: LINE_DONE (or, of a try, LINE_WAITING),
 * LINE_SKIPPED for one that is held already, LINE_FAILED. */
void batch_mark(const struct batch_desk *desk,
    const struct award_outcome *outcome,
    bool is_try,
    struct batch_line *line);

#endif
