/* The answer in the form of libmicrohttpd. */
#ifndef HTTP_ANSWER_H
#define HTTP_ANSWER_H

#include "http/exchange.h"

enum answer_end {
    ANSWER_KEEP,  /* the connection may take another request */
    ANSWER_CLOSE, /* it ends with this answer */
};

/* Finishes x->response and makes x->ready and x->status of it. When that
 * fails, the answer is that it failed; without memory even for this,
 * x->ready is NULL and the connection breaks. */
void answer_make(struct exchange *x, enum answer_end end);

/* The same for a refusal. */
void answer_problem(
    struct exchange *x, code c, const struct err *about, enum answer_end end);

#endif
