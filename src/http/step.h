/*
 * What happens to an exchange, step by step: the callbacks of libmicrohttpd
 * and the loop of a worker.
 *
 *   head -> (body) -> queue -> a worker's handler -> answer sent -> head ...
 *
 * While a request waits and is worked on, its connection is suspended, so
 * that a slow handler holds up nobody else.
 */
#ifndef HTTP_STEP_H
#define HTTP_STEP_H

#include "http/exchange.h"

/* Takes requests from the queue and answers them until it is closed. */
void step_work(struct exchanges *all, void *worker);

/* `cls` is the struct exchanges. */
void step_connection(void *cls,
    struct MHD_Connection *connection,
    void **socket_context,
    enum MHD_ConnectionNotificationCode what);
void *step_begin(
    void *cls, const char *target, struct MHD_Connection *connection);
enum MHD_Result step_on(void *cls,
    struct MHD_Connection *connection,
    const char *url,
    const char *method,
    const char *version,
    const char *data,
    size_t *data_bytes,
    void **context);
void step_end(void *cls,
    struct MHD_Connection *connection,
    void **context,
    enum MHD_RequestTerminationCode why);

#endif
