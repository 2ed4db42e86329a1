/*
 * A learner who is signed in, and the college that awards: requests with a
 * session, as a browser sends them.
 */
#ifndef TEST_SUPPORT_LEARNER_H
#define TEST_SUPPORT_LEARNER_H

#include "app/award.h"
#include "test/support/desk.h"
#include "test/support/office.h"

struct learner {
    struct front *front;
    struct office office;
    struct act act; /* the learner's */
    str person;
    str secret; /* of the session */
};

/* For cmocka: *state is a struct learner *, "aroha@learner.example" of the
 * name Aroha Ngata; the college is not yet known to the learner. */
int learner_open(void **state);
int learner_close(void **state);

/* An award of the college's course to that address. */
struct award learner_award(struct learner *l, const char *email);

/* The same to the learner, who has claimed it. */
struct award learner_claimed(struct learner *l);

struct learner_request {
    enum http_method method;
    str path;   /* with its query */
    str secret; /* of the session; empty: nobody is signed in */
    str body;   /* a form */
    str dest;   /* Sec-Fetch-Dest, or empty */
};

/* The answer lives as long as the learner. */
struct http_response learner_ask(
    struct learner *l, const struct learner_request *request);

/* As the learner, and as somebody who is not signed in. `parts` make up the
 * path: at most three, "" for none. */
struct http_response learner_get(
    struct learner *l, const char *before, str id, const char *after);
struct http_response learner_get_public(
    struct learner *l, const char *before, str id, const char *after);

/* A form as the learner; the token of the session goes with it. */
struct http_response learner_post(struct learner *l,
    const char *before,
    str id,
    const char *after,
    const char *form);

/* Is this in the body? */
bool learner_has(const struct http_response *res, const char *words);

#endif
