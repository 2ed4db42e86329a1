/* The `where` of a leaf (RULES 3.1). */
#ifndef RULE_WHERE_H
#define RULE_WHERE_H

#include "rule/reader.h"

/* Reads one member of a `where` into a struct rule_where. */
MUST_USE code where_member(struct rule_reader *r,
    const struct json *value,
    const struct json_path *path,
    void *into);

#endif
