/*
 * Somebody who is signed in and uses the pages as a browser does: with the
 * cookie, and with the token that stands in every form.
 */
#ifndef TEST_SUPPORT_VISITOR_H
#define TEST_SUPPORT_VISITOR_H

#include "test/support/front.h"

struct visitor {
    struct front *front;
    str cookie; /* empty: not signed in */
    str csrf;
};

/* A person of the platform; "" for nobody. */
struct visitor visitor_of(struct front *front, const char *person);

/* Answers live as long as the front. */
struct http_response visitor_get(
    const struct visitor *visitor, const char *path);

/* A form, its fields as they are encoded: "do=accept&id=1"; the token is
 * put before them. */
struct http_response visitor_post(
    const struct visitor *visitor, const char *path, const char *fields);

/* multipart/form-data: the token, `fields` as above without an escape, and
 * one file. */
struct http_response visitor_upload(const struct visitor *visitor,
    const char *path,
    const char *fields,
    const char *file_name,
    bytes content);

/* Joins two parts of a path, for as long as the front. */
const char *visitor_path(
    const struct visitor *visitor, const char *before, str id, const char *end);

/* The value that follows `name="revision" value="` and the like. */
str visitor_field(const struct http_response *res, const char *before);

/* Does the answer's body hold the words? */
bool visitor_sees(const struct http_response *res, const char *words);

#endif
