/* What the parts of the JSON reader share; not for others. */
#ifndef TEXT_JSON_READER_H
#define TEXT_JSON_READER_H

#include "text/json.h"

struct json_reader {
    const char *start;
    const char *end;
    struct arena *arena;
    struct budget *budget;
    struct err *reterr;
    struct json *free; /* nodes of the block that are not used yet */
    struct json *free_end;
    code failed;
};

/* Note the failure with its place, and give NULL. */
const char *json_fail(struct json_reader *r, code c, const char *at);
const char *json_fail_about(
    struct json_reader *r, code c, str arg, const char *at);

/* The same for a byte that does not belong here: it is called not UTF-8
 * first, then not JSON. `expected`: what would belong here. */
const char *json_fail_syntax(
    struct json_reader *r, const char *expected, const char *at);

/* The rest of a string that is not plain. `start` is its first byte, `at`
 * the first one that is an escape, not ASCII, or wrong, or the end. Gives
 * the place after the closing quote. */
const char *json_read_mixed(
    struct json_reader *r, const char *start, const char *at, str *ret);

#endif
