/*
 * Reading of the JSON forms of this room: strict, each failure with its place
 * as a JSON Pointer in r->err.
 */
#ifndef RULE_READER_H
#define RULE_READER_H

#include "rule/rule.h"
#include "rule/unit.h"

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

/* How the members of an object are read: by name. */
struct rule_field {
    str name;
    rule_member_fn *read;
};

/* Reads the member by its name in the table; a name that is not there is an
 * error. */
MUST_USE code rule_field(struct rule_reader *r,
    const struct json *value,
    const struct json_path *path,
    const struct rule_field *fields,
    size_t n,
    void *into);

/* Reads each element of an array into an array of its own. */
MUST_USE code rule_list(struct rule_reader *r,
    const struct json *value,
    const struct json_path *path,
    size_t item_bytes,
    rule_member_fn *read,
    void **ret_items);

/* A day; a number of two places, times 100; hours as a number or as a
 * duration; {"fw", "level"}; {"system", "points"}. */
MUST_USE code rule_date(struct rule_reader *r,
    const struct json *value,
    const struct json_path *path,
    date *ret);
MUST_USE code rule_hundredths(struct rule_reader *r,
    const struct json *value,
    const struct json_path *path,
    int64_t *ret);
MUST_USE code rule_minutes(struct rule_reader *r,
    const struct json *value,
    const struct json_path *path,
    int32_t *ret);
MUST_USE code rule_level(struct rule_reader *r,
    const struct json *value,
    const struct json_path *path,
    struct level *ret);
MUST_USE code rule_credit(struct rule_reader *r,
    const struct json *value,
    const struct json_path *path,
    struct credit *ret);

/* {"skill", "name", "scale", "level"} into a struct skill_level; and one
 * member of it. */
MUST_USE code rule_skill(struct rule_reader *r,
    const struct json *value,
    const struct json_path *path,
    void *into);
MUST_USE code rule_skill_member(struct rule_reader *r,
    const struct json *value,
    const struct json_path *path,
    void *into);

#endif
