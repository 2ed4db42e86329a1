/*
 * What a learner hands in: a draft of evidence, sent once.
 *
 * A draft is the learner's alone. What was handed in may also be read by
 * those with the right assessment_read in its organisation.
 */
#ifndef APP_SUBMISSION_H
#define APP_SUBMISSION_H

#include "app/act.h"
#include "domain/enrolment.h"
#include "domain/submission.h"

enum {
    SUBMISSION_TITLE_BYTES_MAX = 300,
    SUBMISSION_URL_BYTES_MAX = 2000,
    SUBMISSION_NOTE_BYTES_MAX = 4000,
};

struct submission_full {
    struct enrolment enrolment;
    struct submission submission; /* its id is empty: nothing yet */
    const struct evidence *evidence;
    size_t n_evidence;
    const struct file *files; /* of the evidence */
    size_t n_files;
    const struct attestation *attestations;
    size_t n_attestations;
};

/* The newest of an enrolment that whoever acts may see. */
MUST_USE code submission_show(struct act *act,
    str enrolment,
    struct submission_full *ret,
    struct err *reterr);

/* The same within the transaction of another use case. */
MUST_USE code submission_read(struct act *act,
    str enrolment,
    struct submission_full *ret,
    struct err *reterr);

struct evidence_new {
    str enrolment;
    enum evidence_kind kind;
    str task;      /* its id in the definition, or empty */
    str title;     /* empty: the name of the file, or the address */
    str body;      /* a text */
    str url;       /* a link: https */
    bytes content; /* a file */
};

/* Into the draft, which begins with it. E_STATE_ORDER when nothing may be
 * handed in now, E_FORM_FIELD about what makes no sense, E_LIMIT_EXCEEDED. A
 * file is kept once, by its SHA-256. */
MUST_USE code submission_add(struct act *act,
    const struct evidence_new *given,
    struct evidence *ret,
    struct err *reterr);

/* The same for several, all of them or none. The error is about "file",
 * "link", "text", "task" or "evidence" (too many). */
MUST_USE code submission_add_all(struct act *act,
    const struct evidence_new *given,
    size_t n,
    struct err *reterr);

/* Out of the draft; E_IMMUTABLE once it was handed in. */
MUST_USE code submission_remove(
    struct act *act, str enrolment, str evidence, struct err *reterr);

/* Hands the draft in. E_TRIES_USED after the last try, E_FORM_FIELD about
 * "evidence" when there is none. */
MUST_USE code submission_send(
    struct act *act, str enrolment, str note, struct err *reterr);

/* In the open transaction of a judgement that asks for another try: the next
 * draft, with all that was handed in. */
MUST_USE code submission_again(struct act *act,
    const struct enrolment *enrolment,
    const struct submission_full *before,
    struct err *reterr);

/* The file of a piece of evidence, by the name that it has there. It is
 * anything that anybody sent: serve it for download only. */
MUST_USE code submission_file(struct act *act,
    str enrolment,
    str evidence,
    struct file *ret,
    bytes *ret_content,
    struct err *reterr);

#endif
