/*
 * Mail by SMTP (RFC 5321), to the one server that the settings name. libcurl
 * is loaded at first use. For one thread at a time.
 */
#ifndef HTTP_MAIL_H
#define HTTP_MAIL_H

#include "http/curl.h"
#include "http/mail_server.h"
#include "http/mime.h"

enum {
    MAIL_REPLY_BYTES = 160,
    MAIL_MS = 30000,         /* until all is said */
    MAIL_ANSWER_MS = 300000, /* and then for the answer to it (RFC 5321
                                4.5.3.2.6 asks for patience there) */
    MAIL_LAST_MS = 5000,     /* of that, when the watch gives up */
};

/* What is asked on the way; each may be NULL. */
struct mail_watch {
    /* All but the end of the message has been said. Only after a yes is it
     * ended; from then on nobody but the server knows what becomes of it. */
    bool (*hand_over)(void *arg);
    /* Asked again and again: leave it? Before that, at once. */
    bool (*gives_up)(void *arg);
    void *arg;
};

struct mailer {
    struct mail_server server; /* its texts stay the caller's */
    struct mail_watch watch;
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
 * (4xx); E_MAIL_UNREACHABLE: nobody there, no trusted connection, not our
 * password; E_MAIL_UNKNOWN: all was said and no answer came; E_UNAVAILABLE:
 * the watch did not let it go. *ret is filled in each case. */
MUST_USE code mail_send(struct mailer *m,
    const struct mime_message *message,
    struct arena *arena,
    struct mail_reply *ret,
    struct err *reterr);

#endif
