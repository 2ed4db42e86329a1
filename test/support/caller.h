/*
 * A program that uses the JSON API with a token. Each answer is held against
 * the description of its route: the schema it names, or problem+json.
 */
#ifndef TEST_SUPPORT_CALLER_H
#define TEST_SUPPORT_CALLER_H

#include "app/act.h"
#include "test/support/front.h"

struct caller {
    struct front *front;
    str token; /* empty: none is sent */
    str id;    /* of the token */
    str key;   /* Idempotency-Key; empty: none is sent */
};

/* With a new token of whoever acts: all scopes that they may give, or those
 * given (RIGHT_public ends the list). */
struct caller caller_all(struct front *front, struct act *act);
struct caller caller_with(
    struct front *front, struct act *act, const enum right *scopes);

/* `json` is the body; NULL for none. It lives as long as the front. */
struct http_response caller_ask(const struct caller *caller,
    enum http_method method,
    const char *path,
    const char *json);

struct http_response caller_get(const struct caller *caller, const char *path);

/* Joins parts to a path or text, for as long as the front; ends with NULL. */
const char *caller_text(const struct caller *caller, const char *first, ...);

/* The text at a JSON Pointer of the answer ("/items/0/id"), NUL-terminated;
 * numbers as written; "" when it is not there. */
const char *caller_value(const struct caller *caller,
    const struct http_response *res,
    const char *pointer);

#endif
