/*
 * Test vectors of the evaluator (RULES 8.3), one JSON object a line: a rule
 * of achievements, a wallet of their names, prices; and what any evaluator
 * must find: satisfied, the cheapest finish, and the slots of a flow.
 */
#ifndef RULE_VECTOR_H
#define RULE_VECTOR_H

#include "base/arena.h"
#include "base/limit.h"

enum {
    VECTOR_WHY_BYTES = 160,
};

struct vector_result {
    int64_t id;
    bool passed;
    char why[VECTOR_WHY_BYTES]; /* NUL-terminated; of one that differs */
};

/* Fails when the line is no vector. */
MUST_USE code vector_run(str line,
    struct budget *budget,
    struct arena *arena,
    struct vector_result *ret,
    struct err *reterr);

#endif
