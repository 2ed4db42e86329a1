/*
 * A person has one account in the installation, addresses, ways to sign in,
 * and memberships in organisations.
 */
#ifndef DOMAIN_PERSON_H
#define DOMAIN_PERSON_H

#include "base/arena.h"
#include "domain/names.h"

enum person_state {
    PERSON_ACTIVE = 1,
    PERSON_BLOCKED,
    PERSON_ERASED, /* the row stays, without a name */
};

enum membership_state {
    MEMBERSHIP_ACTIVE = 1,
    MEMBERSHIP_ENDED,
};

enum login_kind {
    LOGIN_PASSWORD = 1,
    LOGIN_PASSKEY,
    LOGIN_OIDC,
};

enum word_noun {
    WORD_PERSON = 1, /* a membership: object is the person */
    WORD_AWARD,
};

struct person {
    str id;
    str name; /* as the person writes it */
    str language;
    str time_zone;
    str did;               /* the learner's own identifier, or empty */
    int64_t operator_role; /* 1: operates the installation */
    int64_t state;         /* enum person_state */
    int64_t guide;         /* first steps done, one bit each */
    int64_t created_at;
    int64_t updated_at;
};

struct person_email {
    str person;
    str email;            /* as email_normal() writes it */
    int64_t confirmed_at; /* 0: says nothing yet */
    int64_t main;         /* 1: where mail goes */
    int64_t bounced_at;
    int64_t created_at;
};

struct membership {
    str tenant;
    str person;
    int64_t role;  /* enum role */
    str number;    /* of the student or of staff, or empty */
    str unit;      /* department, team, or empty */
    str name;      /* as this organisation writes it */
    str name_key;  /* folded, to sort and to search by */
    str email;     /* as this organisation knows it */
    int64_t state; /* enum membership_state */
    str run;       /* the import that made it, or empty */
    str created_by;
    int64_t created_at;
};

struct word {
    str tenant;
    int64_t noun; /* enum word_noun */
    str word;
    str object; /* id of the person, the award ... */
};

struct login {
    str person;
    str id;
    int64_t kind;        /* enum login_kind */
    str label;           /* what the person calls it */
    str verifier;        /* password: the argon2id text */
    bytes credential_id; /* passkey */
    bytes cose_key;      /* passkey: its public key */
    int64_t sign_count;  /* passkey */
    str issuer;          /* OpenID Connect: iss */
    str subject;         /* OpenID Connect: sub */
    int64_t created_at;
    int64_t used_at;
};

extern const struct names person_state_names;
extern const struct names membership_state_names;
extern const struct names login_kind_names;

/* The one form of an address: no white space around it, the domain in lower
 * case ASCII, the part before it as written but in lower case (two people do
 * not differ by case alone). E_EMAIL when it is no address that mail can be
 * sent to. */
MUST_USE code email_normal(
    str text, struct arena *arena, str *ret, struct err *reterr);

#endif
