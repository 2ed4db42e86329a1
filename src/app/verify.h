/*
 * The use case "is this badge genuine": the decision function of the library
 * with the provider of this machine, and the documents that it asks for:
 * ours from the data file, others' from memory or the network. Command line,
 * pages and API call this.
 */
#ifndef APP_VERIFY_H
#define APP_VERIFY_H

#include "app/engine.h"
#include "http/fetch.h"

/* A document that is ours, by its URL, and perhaps a new step of the engine;
 * or E_NOT_FOUND. */
typedef code verify_own(
    void *self, str url, const struct json **ret, struct err *reterr);

struct verify_request {
    bytes input; /* JSON, PNG, SVG, PDF, JWS; not in the engine's memory */
    struct badge_policy policy;
    const struct vc_fact_document *documents; /* found beforehand */
    size_t n_documents;
    struct arena *memory; /* for what is found on the way */
    verify_own *own;      /* NULL: nothing is ours */
    void *own_self;
    struct fetcher *fetcher;     /* NULL: nothing is fetched */
    struct fetch_budget *budget; /* NULL: of its own */
};

/* Begins a step of the engine, whose memory holds the answer. What cannot be
 * had is in the report with its reason, and undecided (RELIABILITY FE-01 to
 * FE-14, ST-02). Errors as badge_verify, and E_HTTP_BUSY. */
MUST_USE code app_verify(struct engine *engine,
    const struct verify_request *request,
    struct badge_answer *ret,
    struct err *reterr);

/* Documents in a file's text, one or an array of them (controlled identifier
 * documents, status lists), become facts, each under its own id; when they
 * were fetched is not known. The text and `memory` must outlive their use. */
MUST_USE code app_read_documents(str text,
    struct arena *memory,
    struct verify_request *ret,
    struct err *reterr);

#endif
