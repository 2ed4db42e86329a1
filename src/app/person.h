/*
 * The people of an organisation: its staff by their roles, and its learners.
 * RULES 2.2. Whoever asks works in the organisation of the act; somebody who
 * has no role there is E_NOT_FOUND (TN-01).
 */
#ifndef APP_PERSON_H
#define APP_PERSON_H

#include "app/act.h"
#include "app/say.h"
#include "domain/person.h"

enum {
    PERSON_PAGE_ROWS = 50,
    PERSON_NAME_BYTES_MAX = 200,
    PERSON_BULK_MAX = 1000, /* in one go */
};

/* The roles of an organisation's staff; learners are not among them. */
extern const role_set PERSON_STAFF;

/* The message that names a role. */
enum message person_role_words(int64_t role);

/* One person with everything that this organisation knows. */
struct person_row {
    str person;
    str name;
    str email;
    str number;
    str unit;
    role_set roles;
    int64_t since; /* of the first role */
};

struct person_query {
    enum role role; /* ROLE_NONE: everybody with a role but the learner's */
    str text;       /* the beginning of a name, of a word in it, or of the
                       address; empty: all */
    int64_t offset;
};

struct person_list {
    const struct person_row *rows; /* by name, at most PERSON_PAGE_ROWS */
    size_t n;
    int64_t of; /* all that fit the query */
};

/* E_FORBIDDEN without staff_read, or learner_read where learners are asked
 * for. */
MUST_USE code person_search(struct act *act,
    const struct person_query *query,
    struct person_list *ret,
    struct err *reterr);

/* Several people by their ids. */
struct person_chosen {
    const str *ids;
    size_t n;
};

/* All that fit, for what is done to all of them:
 * E_LIMIT_EXCEEDED when they are more than PERSON_BULK_MAX. */
MUST_USE code person_search_ids(struct act *act,
    const struct person_query *query,
    struct person_chosen *ret,
    struct err *reterr);

MUST_USE code person_show(
    struct act *act, str person, struct person_row *ret, struct err *reterr);

/* --- changes --- */

enum person_action {
    PERSON_GIVE = 1, /* a role */
    PERSON_TAKE,     /* a role */
    PERSON_END,      /* every role; a learner's awards stay theirs */
};

struct person_change {
    enum person_action action;
    enum role role; /* of GIVE and TAKE: one of staff */
};

/* E_FORBIDDEN without staff_write, or learner_write for somebody who only
 * learns; E_LAST_OWNER when nobody would own the organisation (TN-06);
 * E_STATE_ORDER when it is so already. */
MUST_USE code person_change(struct act *act,
    str person,
    const struct person_change *change,
    struct err *reterr);

/* Exactly these roles of staff from now on; who learns goes on learning. */
MUST_USE code person_set_roles(
    struct act *act, str person, role_set roles, struct err *reterr);

struct person_outcome {
    struct person_row row;
    code code; /* OK: it is done, or would be */
};

enum person_run {
    PERSON_TRY, /* changes nothing */
    PERSON_DO,
};

/* The same for many. Who is refused hinders nobody else; the outcomes, one
 * for each id in the same order, live in the arena. */
MUST_USE code person_change_many(struct act *act,
    const struct person_change *change,
    const struct person_chosen *people,
    enum person_run run,
    struct person_outcome **ret,
    struct err *reterr);

/* --- within the transaction of another use case --- */

MUST_USE code person_read(
    struct act *act, str person, struct person_row *ret, struct err *reterr);

/* Makes somebody a member of row->tenant, or a member again; row->name_key,
 * state and time are filled here, and what searches find them by. */
MUST_USE code person_join(
    struct act *act, struct membership *row, struct err *reterr);

/* What searches find a membership by: its address, its name from each word
 * on. For rows that person_join did not write. */
MUST_USE code person_index(
    struct act *act, const struct membership *row, struct err *reterr);

/* The account of a confirmed address, or a new one without a confirmed
 * address; `email` is normal. */
MUST_USE code person_of_email(struct act *act,
    str email,
    str name,
    str language,
    str *ret_person,
    struct err *reterr);

#endif
