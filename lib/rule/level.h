/*
 * Levels of qualification frameworks, and which level of one stands beside
 * which of another (RULES 4.5, invariants 7, 8, 53). Rows are data with
 * their source. Only a direct row that a framework's owner published
 * decides; two hops never do, and what no row answers is unknown, which
 * satisfies nothing. A level match says nothing about admission.
 */
#ifndef RULE_LEVEL_H
#define RULE_LEVEL_H

#include "base/arena.h"

struct level {
    str fw; /* "AQF", "EQF", "NZQCF", ...; empty: none */
    int32_t n;
};

struct framework {
    str id;
    str name;
    int32_t min; /* RQF Entry 1 to 3 are -2 to 0, the short cycle is 0 */
    int32_t max;
};

enum level_source {
    LEVEL_PUBLISHED, /* by an owner of one of the two frameworks */
    LEVEL_SECONDARY, /* told by others: shown, never decides */
    LEVEL_DERIVED,
};

/* `a` and `b` stand beside each other; or, with `unlevelled`, it is agreed
 * that `a` has no counterpart in the framework of `b`. */
struct level_row {
    struct level a;
    struct level b;
    bool unlevelled;
    enum level_source source;
    str document; /* that says so */
};

struct level_map {
    const struct level_row *rows;
    size_t n;
};

/* The frameworks and rows that are built in. */
const struct framework *framework_find(str id);
const struct framework *framework_at(size_t i); /* NULL behind the last */
struct level_map level_map_builtin(void);

/* OK; E_LEVEL_NO_FW when no framework, or one that is not known, is named;
 * E_LEVEL_RANGE outside of it. */
MUST_USE code level_check(struct level level, struct err *reterr);

/* Three values: RULES 3.3. */
enum truth {
    TRUTH_FALSE,
    TRUTH_UNKNOWN,
    TRUTH_TRUE,
};

/* Is `have` at least `need`? Over one framework by number, else by the direct
 * published rows: true when every counterpart of `have` is, false when none
 * is. *ret_row (may be NULL) is a row that decided, or NULL. */
enum truth level_at_least(const struct level_map *map,
    struct level have,
    struct level need,
    const struct level_row **ret_row);

/* The lowest and highest counterpart of `have` in the framework, by direct
 * published rows (itself in its own). False when there is none. */
bool level_counterpart(const struct level_map *map,
    struct level have,
    str fw,
    struct level *ret_lowest,
    struct level *ret_highest);

/* "AQF 8"; RQF "RQF Entry 3". Empty when the arena is out. */
str level_text(struct level level, struct arena *arena);

#endif
