/*
 * News for a person: into the inbox, and as a letter to the main address.
 */
#ifndef APP_NOTICE_H
#define APP_NOTICE_H

#include "app/mail.h"

struct news {
    str tenant;
    str person;
    enum notice_kind kind;
    str object; /* what it is about */
    str about;  /* its name */
    enum message title;
    enum message words; /* with {link} and those of `args` */
    const struct message_arg *args;
    size_t n_args;
    str path; /* of the link, "/me/enrolment/"; the object follows */
};

/* In the open transaction of what the news is of. Somebody without an
 * address has the inbox alone. */
MUST_USE code notice_send(
    struct act *act, const struct news *news, struct err *reterr);

#endif
