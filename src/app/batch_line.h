/*
 * Lines of a table as orders, and what became of them; for app/batch only.
 */
#ifndef APP_BATCH_LINE_H
#define APP_BATCH_LINE_H

#include "app/award.h"
#include "app/batch.h"

struct batch_part {
    struct act *act;
    const struct batch_full *full;
    struct batch_line *lines;
    size_t n;
    bool is_try; /* nothing is kept but what is said of the lines */
};

/* Awards for the lines that wait. Each line is marked: LINE_DONE (of a try:
 * LINE_WAITING as before), LINE_SKIPPED for what is held already, LINE_FAILED
 * with fault, field and value. */
MUST_USE code batch_part_do(const struct batch_part *part, struct err *reterr);

/* Writes the lines, in the open transaction. */
MUST_USE code batch_part_write(
    const struct batch_part *part, struct err *reterr);

#endif
