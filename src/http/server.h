/*
 * The server: libmicrohttpd with epoll reads requests whole and within their
 * limits (http/options.h), a pool of workers answers them (http/step.h).
 * TLS is the affair of a proxy in front.
 */
#ifndef HTTP_SERVER_H
#define HTTP_SERVER_H

#include "http/options.h"

struct http_server;

/* 127.0.0.1:0, 8 workers, 256 waiting, 2,048 connections; 10 s for headers,
 * 30 s for a body, an idle connection and an answer (RELIABILITY 3.6); 1 MiB
 * a body, 256 MiB for all. */
struct http_options server_options(void);

/* Listens, and answers from now on. The server lives in the arena, which the
 * caller keeps until server_stop. E_LISTEN when the address cannot be had,
 * E_NO_MEMORY, or E_ARGUMENT when a worker could not be made. */
MUST_USE code server_start(const struct http_options *options,
    struct arena *arena,
    struct http_server **ret,
    struct err *reterr);

/* The port that it listens on. */
uint16_t server_port(const struct http_server *server);

struct http_stats server_stats(struct http_server *server);

/* Takes no new connection, lets open requests end for up to grace_ms, then
 * ends the workers. To be called once, from the thread that started it. */
void server_stop(struct http_server *server, uint32_t grace_ms);

#endif
