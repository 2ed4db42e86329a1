/*
 * The way of letters from the outbox to the mail server (RELIABILITY part 4,
 * item 11). No letter goes out twice: what is about to be handed over is
 * marked on the disk first, and a letter whose fate nobody knows is left to
 * people (docs/decisions/0009-no-letter-twice.md).
 */
#ifndef APP_DELIVERY_H
#define APP_DELIVERY_H

#include "app/act.h"
#include "domain/mail.h"
#include "http/mail.h"

struct delivery {
    struct mailer mailer;
    bool leaves;          /* is there a server at all? */
    int64_t paused_until; /* the server is out of reach: Unix seconds */
    int64_t pause_s;
    bool (*stops)(void *arg); /* the program ends; or NULL */
    void *arg;
};

/* What became of one letter. */
struct delivery_done {
    str tenant;
    str id;
    str template;
    int64_t state; /* enum mail_state: MAIL_WAITING goes again later */
    code code;     /* OK, or why it was not taken */
};

/* By the settings; texts live in the arena. E_CONFIG about "smtp". */
MUST_USE code delivery_init(struct delivery *delivery,
    const struct config *config,
    struct arena *arena,
    struct err *reterr);

/* Sends the letter that has been due longest; E_NOT_FOUND when there is none
 * now. Outside of any transaction. */
MUST_USE code delivery_next(struct delivery *delivery,
    struct act *act,
    struct delivery_done *ret,
    struct err *reterr);

/* Unix seconds from which there may be something to send; INT64_MAX when all
 * is sent. */
MUST_USE code delivery_due(const struct delivery *delivery,
    struct act *act,
    int64_t *ret,
    struct err *reterr);

#endif
