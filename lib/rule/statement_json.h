/*
 * A statement as JSON, with all that its checks ask for: the targets of its
 * offers as their owners declare them. For files and the command line; what
 * stands in a badge is badge/statement.h. Read strictly: an unknown member
 * is an error with its JSON Pointer. Hours are a number or "PT60H", weights
 * and points decimal numbers.
 */
#ifndef RULE_STATEMENT_JSON_H
#define RULE_STATEMENT_JSON_H

#include "rule/statement.h"
#include "text/json.h"

MUST_USE code statement_read(const struct json *json,
    struct arena *arena,
    struct statement *ret,
    struct err *reterr);

#endif
