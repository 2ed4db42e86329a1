/*
 * What happened, for each person: an inbox, and which of it also comes by
 * mail. Letters that name their kind (app/mail.h) are laid into both.
 */
#ifndef APP_INBOX_H
#define APP_INBOX_H

#include "app/act.h"
#include "domain/mail.h"
#include "store/sql.h"

enum {
    INBOX_PAGE_ROWS = 30,
};

struct inbox {
    const struct notice_list_row *rows; /* newest first */
    size_t n;
    int64_t of;
};

/* One's own, from `offset` on. */
MUST_USE code inbox_list(
    struct act *act, int64_t offset, struct inbox *ret, struct err *reterr);

/* Everything has been read. */
MUST_USE code inbox_read(struct act *act, struct err *reterr);

/* How many are not yet read; 0 for nobody. */
MUST_USE code inbox_unread(struct act *act, int64_t *ret, struct err *reterr);

/* Kinds of notice that people may do without by mail, NOTICE_* ... 0. */
extern const int64_t INBOX_WISHES[];

/* By kind: whether it also comes by mail; all do at first. */
MUST_USE code inbox_wishes(
    struct act *act, bool ret[NOTICE_INVITATION + 1], struct err *reterr);
MUST_USE code inbox_set_wishes(struct act *act,
    const bool wishes[NOTICE_INVITATION + 1],
    struct err *reterr);

#endif
