/*
 * JSON-LD object comparison, as the README of the JSON-LD test suite has it:
 * members and, but for the value of @list, elements in any order.
 */
#ifndef TEST_SUPPORT_SAME_H
#define TEST_SUPPORT_SAME_H

#include "text/json.h"

bool same_jsonld(const struct json *a, const struct json *b);

#endif
