/*
 * The two steps of the decision: what it was told so far (facts), and what
 * it still needs. The caller resolves needs in any way it likes — a file, a
 * guarded fetcher, a browser's crypto — and asks again with more facts; or
 * it stops, and the report stands as "cannot be decided".
 */
#ifndef VC_FACT_H
#define VC_FACT_H

#include "crypto/key.h"
#include "text/json.h"

/* A document that somebody fetched or found, by the URL asked for; or that it
 * could not be had, and why. */
struct vc_fact_document {
    str url;
    const struct json *json;
    int64_t retrieved_unix_s; /* 0: not known */
    code missing;             /* not OK: there is no json */
};

/* The outcome of a signature check that was done elsewhere. */
struct vc_fact_signature {
    struct public_key key;
    bytes message;
    bytes signature;
    bool valid;
};

/* Data that was inflated elsewhere. */
struct vc_fact_inflated {
    bytes packed;
    bytes data;
};

struct vc_facts {
    const struct vc_fact_document *documents;
    size_t n_documents;
    const struct vc_fact_signature *signatures;
    size_t n_signatures;
    const struct vc_fact_inflated *inflated;
    size_t n_inflated;
};

enum vc_need_kind {
    NEED_DOCUMENT,
    NEED_SIGNATURE, /* only when the provider cannot verify */
    NEED_INFLATED,  /* only when it cannot inflate: gzip, within the budget */
};

struct vc_need {
    struct vc_need *next;
    enum vc_need_kind kind;
    str url; /* NEED_DOCUMENT: https, without fragment */
    struct public_key key;
    bytes message;
    bytes signature;
    bytes packed;
};

enum {
    NEED_DOCUMENTS_MAX = 64, /* of one decision: a hostile document must not
                                fill the memory; what is beyond them is asked
                                for when these are facts */
};

/* In the arena, the latest first; each document is asked for once. One that is
 * among the facts may be asked for again: it is too old, and worth one more
 * try. */
struct vc_needs {
    struct arena *arena;
    struct vc_need *first;
    size_t n;
};

void vc_need_document(struct vc_needs *needs, str url);
void vc_need_signature(struct vc_needs *needs,
    const struct public_key *key,
    bytes message,
    bytes signature);
void vc_need_inflated(struct vc_needs *needs, bytes packed);

/* NULL when it is not among the facts; the latest, if it is there twice. */
const struct vc_fact_document *vc_fact_document(
    const struct vc_facts *facts, str url);
const struct vc_fact_inflated *vc_fact_inflated(
    const struct vc_facts *facts, bytes packed);
const struct vc_fact_signature *vc_fact_signature(const struct vc_facts *facts,
    const struct public_key *key,
    bytes message,
    bytes signature);

#endif
