/*
 * Problem details (RFC 9457): what went wrong, as JSON, from a code and what
 * is known of it. Nothing internal gets out: for errors of ours only the
 * title is shown.
 */
#ifndef HTTP_PROBLEM_H
#define HTTP_PROBLEM_H

#include "http/response.h"

/* Makes `res` the answer to a failure: status of the code, the body
 *     {"type", "title", "status", "detail", "pointer", "line", "column"}
 * (the last four where they are known), Retry-After with 503 and 429. */
void problem_answer(struct http_response *res, code c, const struct err *about);

#endif
