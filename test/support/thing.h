/* A schema of one table for tests of the store, written by hand in the form
 * that tools/mksql gives to the real one. */
#ifndef TEST_SUPPORT_THING_H
#define TEST_SUPPORT_THING_H

#include "store/statement.h"

enum thing_colour {
    THING_RED,
    THING_BLUE,
};

struct thing {
    str tenant;
    str id;
    enum thing_colour colour;
    bytes data;
};

extern const struct db_schema thing_schema;

/* colour is any number here, so that one can be written that is no colour. */
code thing_insert(
    struct db *db, const struct thing *thing, int64_t colour, struct err *err);
code thing_by_id(struct db *db, str id, struct arena *arena, struct thing *ret);
code thing_after(struct db *db,
    str id,
    int64_t limit,
    struct arena *arena,
    struct db_rows *ret);
code thing_paint(struct db *db, int64_t from, int64_t to, size_t *ret_n);
/* DELETE ... RETURNING. */
code thing_take(struct db *db, str id, struct arena *arena, struct thing *ret);
/* -1 when they cannot be counted. */
int64_t thing_count(struct db *db);

#endif
