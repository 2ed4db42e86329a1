/*
 * The `where` of a leaf (RULES 3.1), and what its reader shares with that of
 * the rest of a rule. Each function fails with the place in r->err.
 */
#ifndef RULE_WHERE_H
#define RULE_WHERE_H

#include "rule/rule.h"

struct rule_reader {
    struct arena *arena;
    struct err *err;
    uint32_t n_leaves;
};

typedef code rule_member_fn(struct rule_reader *r,
    const struct json *value,
    const struct json_path *path,
    void *into);

MUST_USE code rule_fail(const struct rule_reader *r,
    const struct json_path *path,
    code c,
    str about);

/* A text that is not empty; an integer from 0 to max; one of the words. */
MUST_USE code rule_text(struct rule_reader *r,
    const struct json *value,
    const struct json_path *path,
    str *ret);
MUST_USE code rule_int(struct rule_reader *r,
    const struct json *value,
    const struct json_path *path,
    uint64_t max,
    int64_t *ret);
MUST_USE code rule_bool(struct rule_reader *r,
    const struct json *value,
    const struct json_path *path,
    bool *ret);
MUST_USE code rule_word(struct rule_reader *r,
    const struct json *value,
    const struct json_path *path,
    struct strs words,
    size_t *ret);

/* An array of texts, not empty. */
MUST_USE code rule_strs(struct rule_reader *r,
    const struct json *value,
    const struct json_path *path,
    struct strs *ret);

/* Calls `member` for each member of the object. */
MUST_USE code rule_members(struct rule_reader *r,
    const struct json *object,
    const struct json_path *path,
    rule_member_fn *member,
    void *into);

/* Fails when the object has no such member. */
MUST_USE code rule_require(struct rule_reader *r,
    const struct json *object,
    const struct json_path *path,
    str name);

/* Reads one member of a `where` into a struct rule_where. */
MUST_USE code where_member(struct rule_reader *r,
    const struct json *value,
    const struct json_path *path,
    void *into);

#endif
