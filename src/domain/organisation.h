/*
 * An organisation is a tenant: what it owns carries its id. RULES 2.2.
 */
#ifndef DOMAIN_ORGANISATION_H
#define DOMAIN_ORGANISATION_H

#include "domain/names.h"

enum organisation_kind {
    ORGANISATION_COLLEGE = 1,
    ORGANISATION_UNIVERSITY,
    ORGANISATION_EMPLOYER,
    ORGANISATION_PROFESSIONAL_BODY,
    ORGANISATION_REGISTER,
    ORGANISATION_PLATFORM,
    ORGANISATION_ASSESSOR_BODY,
};

enum organisation_state {
    ORGANISATION_ACTIVE = 1,
    ORGANISATION_SUSPENDED, /* issues nothing; what it issued still verifies */
    ORGANISATION_CLOSED,
    ORGANISATION_HELD, /* its name looks like another's: for a person to see */
};

enum did_method {
    DID_KEY = 1,
    DID_WEB,
};

struct organisation {
    str tenant; /* its id; every row of it carries this */
    str slug;   /* in addresses */
    str name;
    str skeleton;              /* of the name: what looks alike has the same */
    str domain;                /* shown before the name */
    int64_t domain_checked_at; /* when control of it was shown */
    int64_t kind;              /* enum organisation_kind */
    str country;               /* ISO 3166-1, two letters */
    str region;                /* ISO 3166-2, or empty */
    int64_t regulated;         /* 1: a regulated provider */
    str qa_profile;            /* the quality statement: who we are, */
    str qa_process;            /* how quality is assured, */
    str qa_review;             /* how and when it is reviewed */
    str url;                   /* its own web site */
    str email;                 /* where people may write */
    str about;                 /* a paragraph for its page */
    str accent;                /* "#1f6f8b" */
    str logo;                  /* a file, or empty */
    int64_t state;             /* enum organisation_state */
    str owner;          /* the tenant it belongs to (itself as a rule), */
    str operator;       /* that manages it, */
    str signer;         /* whose keys sign for it */
    int64_t did_method; /* enum did_method */
    str language;
    str time_zone;              /* IANA name */
    int64_t utc_offset_minutes; /* east; what a day is */
    int64_t created_at;
    int64_t updated_at;
};

/* What one organisation does for another. */
enum delegation_kind {
    DELEGATION_OPERATOR = 1, /* manages its credentials */
    DELEGATION_SIGNER,       /* signs with its own keys */
};

/* Asked for, and not yet agreed to. */
struct delegation_request {
    str tenant;   /* who asks */
    int64_t kind; /* enum delegation_kind */
    str delegate; /* the tenant that is asked */
    str created_by;
    int64_t created_at;
};

struct org_key {
    str tenant;
    str id;           /* the fragment of its verification method */
    int64_t key_type; /* enum key_type of lib/crypto, plus 1 */
    str public_key;   /* Multikey */
    bytes sealed;     /* the secret half, encrypted to this tenant and id */
    int64_t created_at;
    int64_t retired_at; /* 0: in use */
    str reason;         /* why retired */
};

extern const struct names organisation_kind_names;
extern const struct names organisation_state_names;
extern const struct names did_method_names;

#endif
