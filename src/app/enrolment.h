/*
 * Learners on the way to an achievement: they apply or are enrolled, put it
 * off, take it up again, leave. RULES 2.4.
 *
 * Staff act in the organisation of the act; a learner acts on what is the
 * learner's own, in whichever organisation. What is neither is E_NOT_FOUND.
 */
#ifndef APP_ENROLMENT_H
#define APP_ENROLMENT_H

#include "app/act.h"
#include "domain/definition.h"
#include "domain/enrolment.h"
#include "domain/offering.h"
#include "domain/person.h"
#include "store/sql.h"

enum {
    ENROLMENT_JUDGE_DAYS = 14, /* from handing in to a judgement */
    ENROLMENT_AGAIN_DAYS = 28, /* from a judgement to handing in again */
    ENROLMENT_REASON_BYTES_MAX = 2000,
};

struct enrolment_new {
    str tenant;
    str achievement;
    str offering; /* or empty: the version that is listed, on no dates */
    str person;
    str email;    /* of a learner, instead */
    str assessor; /* or empty */
    str due_on;   /* or empty: the offering's */
};

/* The signed-in person asks for a place; the staff fields are not read. The
 * person becomes a learner of the organisation. E_NOT_LISTED, E_OFFERING_FULL,
 * E_CONFLICT for a second open enrolment to the same achievement. */
MUST_USE code enrolment_apply(struct act *act,
    const struct enrolment_new *asked,
    struct enrolment *ret,
    struct err *reterr);

/* Staff enrol a learner of their organisation, named by `person` or, when
 * that is empty, by `email`. E_NOT_FOUND about "learner". */
MUST_USE code enrolment_enrol(struct act *act,
    const struct enrolment_new *asked,
    struct enrolment *ret,
    struct err *reterr);

/* ACCEPT, DEFER, RESUME or WITHDRAW by staff; a learner may do all but ACCEPT
 * with an enrolment of their own. Staff who withdraw somebody say why:
 * E_REFUSAL_REASON. Whoever withdraws frees the seat. */
MUST_USE code enrolment_change(struct act *act,
    str id,
    enum enrolment_action action,
    str reason,
    struct err *reterr);

/* One enrolment, for staff who may read it and for its learner. */
MUST_USE code enrolment_show(
    struct act *act, str id, struct enrolment *ret, struct err *reterr);

enum {
    ENROLMENT_UNDER_WAY = 0, /* in place of a state: none that is the end */
    ENROLMENT_ANY = -1,
    ENROLMENT_COUNT_MAX = 10000, /* more are not counted */
};

struct enrolment_query {
    int64_t state; /* enum enrolment_state, or one of the above */
    str achievement;
    str assessor;
    str text; /* of a name or address */
    int64_t limit;
    int64_t offset;
};

struct enrolment_found {
    const struct enrolment_list_row *rows; /* by state and due day */
    size_t n_rows;
    int64_t n;      /* in all, up to ENROLMENT_COUNT_MAX */
    int64_t n_late; /* of these, due before today */
};

MUST_USE code enrolment_search(struct act *act,
    const struct enrolment_query *query,
    struct enrolment_found *ret,
    struct err *reterr);

/* Dates to choose from, and what the person has under way already. */
struct enrolment_choice {
    const struct offering *offerings; /* open and not over */
    size_t n_offerings;
    struct enrolment present; /* its id is empty: nothing */
};

MUST_USE code enrolment_choose(struct act *act,
    str tenant,
    str achievement,
    struct enrolment_choice *ret,
    struct err *reterr);

/* Those who may be named to judge here, by name. */
MUST_USE code enrolment_assessors(struct act *act,
    struct membership **ret,
    size_t *ret_n,
    struct err *reterr);

/* The signed-in person's own, newest first. */
MUST_USE code enrolment_mine(struct act *act,
    struct enrolment_list_person_row **ret,
    size_t *ret_n,
    struct err *reterr);

/* --- within the transaction of another use case --- */

/* As enrolment_enrol, whose right and forms the caller has looked at. */
MUST_USE code enrolment_place(struct act *act,
    const struct enrolment_new *asked,
    struct enrolment *ret,
    struct err *reterr);

/* As enrolment_change, and the rows of enrolment_search; nothing is written
 * when a rule refuses. */
MUST_USE code enrolment_change_in(struct act *act,
    str id,
    enum enrolment_action action,
    str reason,
    struct err *reterr);

/* Who is to judge it; empty: whoever takes it. E_SEPARATION for the learner
 * (invariant 21), E_FORBIDDEN for who is no assessor here, E_STATE_ORDER when
 * there is nothing more to judge. */
MUST_USE code enrolment_assign_in(
    struct act *act, str id, str assessor, struct err *reterr);
MUST_USE code enrolment_list_in(struct act *act,
    const struct enrolment_query *query,
    struct enrolment_list_row **ret,
    size_t *ret_n,
    struct err *reterr);

/* The enrolment of whoever acts, as enrolment_show finds it. */
MUST_USE code enrolment_find(struct act *act,
    str id,
    enum right right,
    struct enrolment *ret,
    struct err *reterr);

/* Moves the state on, writes the row and the audit. */
MUST_USE code enrolment_move(struct act *act,
    struct enrolment *enrolment,
    enum enrolment_action action,
    struct err *reterr);

/* What the learner works on: the version of the enrolment. */
MUST_USE code enrolment_definition(struct act *act,
    const struct enrolment *enrolment,
    struct definition *ret,
    struct err *reterr);

/* The day so many days after the act's, or empty. */
str enrolment_day(const struct act *act, int64_t days);

#endif
