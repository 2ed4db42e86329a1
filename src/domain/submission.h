/*
 * What a learner hands in, and the witness of a workplace.
 */
#ifndef DOMAIN_SUBMISSION_H
#define DOMAIN_SUBMISSION_H

#include "domain/names.h"

enum submission_state {
    SUBMISSION_DRAFT = 1,
    SUBMISSION_SUBMITTED,
};

enum evidence_kind {
    EVIDENCE_FILE = 1,
    EVIDENCE_LINK,
    EVIDENCE_TEXT,
};

enum attestation_state {
    ATTESTATION_ASKED = 1,
    ATTESTATION_GIVEN,
    ATTESTATION_DECLINED,
};

enum {
    EVIDENCE_MAX = 20, /* of one submission */
    EVIDENCE_TEXT_BYTES_MAX = 64 * 1024,
    EVIDENCE_FILE_BYTES_MAX = 25 * 1024 * 1024,
};

struct submission {
    str tenant;
    str id;
    str enrolment;
    int64_t attempt; /* from 1 */
    int64_t state;   /* enum submission_state */
    str note;        /* the learner to the assessor */
    int64_t created_at;
    int64_t updated_at;
    int64_t submitted_at;
};

struct evidence {
    str tenant;
    str id;
    str submission;
    int64_t position;
    int64_t kind; /* enum evidence_kind */
    str task;     /* of the definition, or empty */
    str title;
    str body; /* a text */
    str url;  /* a link */
    str file; /* a file */
    int64_t created_at;
};

struct attestation {
    str tenant;
    str id;
    str enrolment;
    str email; /* of the witness */
    str name;
    str relation;  /* "supervisor", "client" ... */
    int64_t state; /* enum attestation_state */
    str seen;      /* the outcomes: ids, a space between */
    str body;      /* what the witness says */
    int64_t created_at;
    int64_t answered_at;
};

struct file {
    str tenant;
    str id;         /* SHA-256 of the content, hex */
    str media_type; /* as found, not as claimed */
    int64_t size_bytes;
    str name; /* as uploaded */
    str created_by;
    int64_t created_at;
};

struct file_content {
    str tenant;
    str id;
    bytes content;
};

extern const struct names submission_state_names;
extern const struct names evidence_kind_names;
extern const struct names attestation_state_names;

#endif
