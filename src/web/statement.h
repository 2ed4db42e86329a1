/*
 * The checks of a clarifying statement, C1 to C4, as lines of a page: each
 * with its answer, and the facts of what fails (RULES 4.2).
 */
#ifndef WEB_STATEMENT_H
#define WEB_STATEMENT_H

#include "rule/statement.h"
#include "web/web.h"

/* Four lines in the request's arena, which says if it failed; none when the
 * mark is not claimed. */
const struct part_line *statement_lines(struct web *web,
    const struct statement *statement,
    const struct statement_report *report,
    size_t *ret_n);

#endif
