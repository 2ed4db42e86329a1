/*
 * Somebody who is signed in and uses the pages of a front, as a browser does:
 * with a cookie, and forms that carry their token.
 */
#ifndef TEST_SUPPORT_CLERK_H
#define TEST_SUPPORT_CLERK_H

#include "test/support/desk.h"

struct clerk {
    struct front *front;
    str person;
    str secret;
    str csrf;
};

struct clerk_answer {
    int status;
    str location; /* where it leads */
    str type;
    str body; /* lives as long as the front */
};

/* Name and value, as typed; ended by one without a name. */
struct clerk_field {
    const char *name;
    const char *value;
};

/* A new person with that role in the organisation of that tenant. */
struct clerk clerk_new(
    struct front *front, const char *email, str tenant, enum role role);

struct clerk_answer clerk_get(const struct clerk *clerk, const char *path);

/* A form; the token is added. */
struct clerk_answer clerk_post(const struct clerk *clerk,
    const char *path,
    const struct clerk_field *fields);

/* The same as multipart/form-data, with a file. */
struct clerk_answer clerk_upload(const struct clerk *clerk,
    const char *path,
    const struct clerk_field *fields,
    const char *name,
    bytes file);

/* The same body without the token. */
struct clerk_answer clerk_post_bare(
    const struct clerk *clerk, const char *path, str body);

/* `format` with %s for the text, in the front's lasting memory. */
const char *clerk_path(const struct clerk *clerk, const char *format, str text);

#endif
