/*
 * The use case "is this badge genuine": the decision function of the library
 * with the provider of this machine. Command line, pages and API call this.
 */
#ifndef APP_VERIFY_H
#define APP_VERIFY_H

#include "app/engine.h"

struct verify_request {
    bytes input; /* JSON, PNG, SVG, JWS */
    struct badge_policy policy;
    const struct vc_fact_document *documents; /* found beforehand */
    size_t n_documents;
};

/* Within the step that the caller has begun, whose memory holds the answer.
 * Errors as badge_verify. */
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
