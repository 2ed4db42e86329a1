/*
 * Mail that goes out, its templates, and what lies in a person's inbox.
 */
#ifndef DOMAIN_MAIL_H
#define DOMAIN_MAIL_H

#include "domain/names.h"

enum mail_state {
    MAIL_WAITING = 1,
    MAIL_SENT,
    MAIL_FAILED,
    MAIL_BOUNCED,
    MAIL_CANCELLED,
};

enum notice_kind {
    NOTICE_AWARD = 1,
    NOTICE_CLAIM_REMINDER,
    NOTICE_EXPIRY,
    NOTICE_AWARD_CHANGED,
    NOTICE_ENROLMENT,
    NOTICE_ASSESSMENT,
    NOTICE_TO_ASSESS,
    NOTICE_ATTESTATION,
    NOTICE_APPROVAL,
    NOTICE_INVITATION,
};

struct mail {
    str tenant; /* empty is the installation */
    str id;
    str once; /* says what it is about: none is sent twice */
    str template;
    str language;
    str person; /* or empty */
    str email;  /* to */
    str subject_line;
    str body;
    str award;     /* or empty */
    int64_t state; /* enum mail_state */
    int64_t tries;
    int64_t due_at; /* not before */
    int64_t lease_until;
    int64_t lease; /* grows: an old holder's write is refused */
    str fault;     /* what the server said */
    int64_t created_at;
    int64_t sent_at;
    int64_t bounced_at;
};

struct mail_template {
    str tenant;
    str template;
    str language;
    str subject_line;
    str body; /* Markdown with {fields} */
    int64_t revision;
    str updated_by;
    int64_t updated_at;
};

struct notice {
    str person;
    str id;
    str tenant;   /* or empty */
    int64_t kind; /* enum notice_kind */
    str object;   /* id of what it is about */
    str about;    /* its name then */
    int64_t created_at;
    int64_t read_at;
};

struct preference {
    str person;
    int64_t kind;    /* enum notice_kind */
    int64_t by_mail; /* 0: in the inbox only */
};

extern const struct names mail_state_names;
extern const struct names notice_kind_names;

/* Seconds to wait before try number `tries` + 1; 0: give up. */
int64_t mail_backoff_s(int64_t tries);

#endif
