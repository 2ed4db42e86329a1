/*
 * Bitstring status lists: which entry is whose, and what is published.
 */
#ifndef DOMAIN_STATUS_LIST_H
#define DOMAIN_STATUS_LIST_H

#include "domain/names.h"

enum status_purpose {
    STATUS_REVOCATION = 1,
    STATUS_SUSPENSION,
};

enum {
    STATUS_ENTRIES = 131072, /* of one list; the least that hides a holder */
    STATUS_ENTRIES_USED_MAX = STATUS_ENTRIES / 2, /* so that random is quick */
};

struct status_list {
    str tenant;
    str id;               /* in its public address */
    int64_t purpose;      /* enum status_purpose */
    int64_t size_entries; /* 131 072 at least */
    int64_t used;
    int64_t state;              /* 1 takes new entries, 2 full */
    int64_t revision;           /* grows with every change of an entry */
    int64_t published_revision; /* that the credential shows */
    str credential;             /* signed */
    int64_t published_at;
    int64_t created_at;
};

struct award_status {
    str tenant;
    str status_list;
    int64_t status_index; /* random, never used twice */
    str award;
    int64_t purpose;
    int64_t value; /* 1: set */
};

extern const struct names status_purpose_names;

#endif
