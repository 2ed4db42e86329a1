/*
 * What happened in an organisation: who did what, when; read, searched, and
 * its chain of digests checked (domain/event.h).
 */
#ifndef APP_AUDIT_H
#define APP_AUDIT_H

#include "app/act.h"
#include "domain/event.h"

enum {
    AUDIT_PAGE_ROWS = 50,
};

struct audit_query {
    str action; /* empty: any; else the first part of its name, "award" */
    str text;   /* who did it or to whom, by the beginning of a name or of an
                   address; or the id of an object; empty: all */
    int64_t offset;
};

struct audit_row {
    struct event event;
    str actor; /* a name; empty: nobody, or the machine */
    str about; /* the name of the object, where it has one */
};

struct audit_list {
    const struct audit_row *rows; /* newest first */
    size_t n;
    int64_t of;
};

/* Of the organisation being worked in; E_FORBIDDEN without event_read. */
MUST_USE code audit_search(struct act *act,
    const struct audit_query *query,
    struct audit_list *ret,
    struct err *reterr);

struct audit_check {
    int64_t n;         /* events that follow from those before */
    int64_t broken_at; /* the first that does not; 0: all do */
};

/* Reckons every digest anew. */
MUST_USE code audit_check(
    struct act *act, struct audit_check *ret, struct err *reterr);

#endif
