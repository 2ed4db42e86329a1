/*
 * Mail to people. A letter is written in their language and laid into the
 * outbox with what it tells of, in one transaction. Without a mail server it
 * stays there, where staff read it.
 */
#ifndef APP_MAIL_H
#define APP_MAIL_H

#include "app/act.h"
#include "app/say.h"
#include "domain/mail.h"

enum {
    MAIL_PAGE_ROWS = 50,
};

struct letter {
    str tenant; /* empty: of the installation */
    str once;   /* what it is about: none is sent twice. Empty: always sent */
    str template;
    enum message title;
    enum message words; /* with {link} and those of `args` */
    const struct message_arg *args;
    size_t n_args; /* at most 4 */
    str language;  /* of the person; empty: English */
    str person;    /* or empty */
    str email;
    str path;   /* of the link, "/sign-in/", and */
    str secret; /* what follows it */
    str award;  /* or empty */
};

/* Lays a letter into the outbox, in the open transaction. */
MUST_USE code mail_queue(
    struct act *act, const struct letter *letter, struct err *reterr);

/* A page of the outbox, newest first; state 0 is all. Of the organisation
 * being worked in: E_FORBIDDEN without the right. */
MUST_USE code mail_outbox(struct act *act,
    int64_t state,
    int64_t offset,
    struct mail **ret,
    size_t *ret_n,
    struct err *reterr);

/* Sends once more what failed or came back, perhaps to another address.
 * E_EMAIL, E_NOT_FOUND; E_STATE_ORDER when it is on its way or arrived. */
MUST_USE code mail_resend(
    struct act *act, str id, str email, struct err *reterr);

/* Does mail leave this installation at all? */
bool mail_leaves(const struct act *act);

#endif
