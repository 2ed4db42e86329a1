/*
 * Mail by SMTP (RFC 5321), to the one server that the settings name. libcurl
 * is loaded at first use. For one thread at a time.
 */
#ifndef HTTP_MAIL_H
#define HTTP_MAIL_H

#include "http/curl.h"
#include "http/mime.h"

enum {
    MAIL_REPLY_BYTES = 160,
    MAIL_MS = 30000,
};

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

struct mailer {
    struct mail_server server; /* its texts stay the caller's */
    bool loaded;
    struct curl curl;
};

/* What the server said last; for the log and the list of bounces. */
struct mail_reply {
    int status; /* "550"; 0: nothing was said */
    char text[MAIL_REPLY_BYTES];
};

/* Hands the message over. OK: the server has taken it on.
 * E_MAIL_REFUSED: for good (5xx), do not try again; E_MAIL_DEFERRED: for now
 * (4xx); E_MAIL_UNREACHABLE: nobody there, or no trusted connection. *ret is
 * filled in each case. */
MUST_USE code mail_send(struct mailer *m,
    const struct mime_message *message,
    struct arena *arena,
    struct mail_reply *ret,
    struct err *reterr);

#endif
