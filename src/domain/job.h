/*
 * Work in the background, settings, limits of rate.
 */
#ifndef DOMAIN_JOB_H
#define DOMAIN_JOB_H

#include "domain/names.h"

enum job_kind {
    JOB_BATCH = 1,
    JOB_IMPORT,
    JOB_STATUS_PUBLISH,
    JOB_REMIND,
    JOB_EXPIRE,
    JOB_RELEASE,
    JOB_REISSUE,
    JOB_EXPORT,
    JOB_CLEAN,
};

enum job_state {
    JOB_WAITING = 1,
    JOB_DONE,
    JOB_FAILED,
    JOB_CANCELLED,
};

struct setting {
    str tenant; /* empty is the installation */
    str name;
    str setting;
    str updated_by;
    int64_t updated_at;
};

struct bucket {
    str bucket;   /* what is limited and whose */
    int64_t used; /* thousandths, as of updated_at */
    int64_t updated_at;
};

struct job {
    str tenant;
    str id;
    int64_t kind;  /* enum job_kind */
    str object;    /* the batch, the import ... */
    str data;      /* JSON */
    int64_t state; /* enum job_state */
    int64_t tries;
    int64_t due_at;
    int64_t lease_until;
    int64_t lease; /* grows: an old holder's write is refused */
    str fault;
    str created_by;
    int64_t created_at;
    int64_t finished_at;
};

extern const struct names job_kind_names;
extern const struct names job_state_names;

/* Fills the bucket by one, of a limit of n_max in window_s seconds: false
 * when it is full, *bucket then as drained by now. */
bool bucket_take(
    struct bucket *bucket, int64_t n_max, int64_t window_s, int64_t now);

#endif
