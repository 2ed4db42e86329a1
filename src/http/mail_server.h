/*
 * The mail server that the settings name:
 *
 *     smtp://user:password@mail.example:587   STARTTLS, and nothing without
 *     smtps://mail.example:465                TLS from the first byte
 *     smtp://127.0.0.1:25                     this machine: no TLS asked for
 *     smtp-open://mail:25                     a network of one's own: none
 *
 * User and password are percent-encoded.
 */
#ifndef HTTP_MAIL_SERVER_H
#define HTTP_MAIL_SERVER_H

#include "base/arena.h"
#include "base/err.h"

enum mail_security {
    MAIL_STARTTLS, /* and nothing without it */
    MAIL_TLS,      /* from the first byte */
    MAIL_OPEN,     /* a server of one's own machine or network */
};

struct mail_server {
    const char *host;
    uint16_t port;
    enum mail_security security;
    const char *user; /* NULL: none is asked for */
    const char *password;
    const char *ca_file; /* NULL: as the system trusts */
    uint32_t timeout_ms; /* 0: MAIL_MS */
};

/* Texts live in the arena. E_CONFIG about "smtp" for any other form. */
MUST_USE code mail_server_parse(
    str url, struct arena *arena, struct mail_server *ret, struct err *reterr);

#endif
