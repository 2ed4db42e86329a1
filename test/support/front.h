/*
 * Requests handed to the real handlers without a socket, on a platform of
 * its own in a temporary folder.
 */
#ifndef TEST_SUPPORT_FRONT_H
#define TEST_SUPPORT_FRONT_H

#include "web/web.h"

struct front {
    char folder[64];
    struct arena lasting;
    struct arena request; /* emptied by each front_ask */
    struct platform platform;
    struct worker worker;
};

struct front_request {
    enum http_method method;
    const char *path; /* with its query */
    str type;         /* of the body; empty: none */
    str site;         /* Sec-Fetch-Site; empty: not sent; so is `origin` */
    str origin;
    bytes body;
};

struct front_answer {
    int status;
    str type;
    str body;
};

/* For cmocka: *state is a struct front *. */
int front_open(void **state);
int front_close(void **state);

/* The answer lives until the next question. */
struct front_answer front_ask(
    struct front *front, const struct front_request *request);

/* A form of one field, as a browser sends it. */
struct front_answer front_post(
    struct front *front, const char *path, str name, str value);

/* A file of the tree; it lives as long as the front. */
str front_file(struct front *front, const char *path);

/* Does the text hold the words? */
bool front_has(str text, const char *words);

#endif
