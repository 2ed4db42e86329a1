/*
 * Being signed in, single-use links, and tokens for programs. Only hashes of
 * secrets are kept.
 */
#ifndef DOMAIN_SESSION_H
#define DOMAIN_SESSION_H

#include "domain/names.h"

enum token_purpose {
    TOKEN_SIGN_IN = 1,
    TOKEN_INVITE,
    TOKEN_CLAIM,
    TOKEN_RESET,   /* a new password */
    TOKEN_EMAIL,   /* confirms an address */
    TOKEN_ATTEST,  /* a witness answers without an account */
    TOKEN_PASSKEY, /* a challenge */
    TOKEN_OIDC,    /* a sign-in that is on its way to a provider and back */
};

struct session {
    bytes secret_hash; /* SHA-256 of the cookie */
    str person;
    str tenant;   /* the organisation being worked in, or empty */
    int64_t kind; /* enum token_purpose or login_kind it began with */
    str agent;    /* the browser, in a few words */
    int64_t created_at;
    int64_t seen_at;
    int64_t strong_at; /* when the person last proved who they are */
    int64_t expires_at;
};

struct token {
    bytes secret_hash; /* SHA-256 of what was sent */
    int64_t purpose;   /* enum token_purpose */
    str tenant;        /* or empty */
    str person;        /* or empty */
    str email;         /* it was sent there */
    int64_t role;      /* of an invitation */
    str object;        /* the award to claim, the attestation ... */
    str data;          /* JSON: nonce and verifier of OpenID Connect ... */
    str created_by;
    int64_t created_at;
    int64_t expires_at;
    int64_t used_at; /* 0: may be used, once */
};

struct oidc_provider {
    str tenant; /* empty serves every organisation */
    str id;
    str label; /* on the button */
    str issuer;
    str client_id;
    bytes sealed; /* the client secret, encrypted */
    str scopes;
    int64_t state; /* 1 on, 2 off */
    int64_t created_at;
};

struct api_token {
    str tenant;
    str id;
    bytes secret_hash;
    str label;
    str scopes; /* names of rights, a space between */
    str created_by;
    int64_t created_at;
    int64_t expires_at;
    int64_t used_at;
    int64_t revoked_at;
    str created_by_name; /* in lists */
};

struct idempotency {
    str tenant;
    str actor;
    str idempotency_key;
    bytes request_hash;
    int64_t status; /* of the answer; 0: still being made */
    str media_type;
    bytes answer;
    int64_t created_at;
};

extern const struct names token_purpose_names;

/* How long a token of that purpose is good, in seconds. */
int64_t token_lifetime_s(int64_t purpose);

#endif
