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

/* A controlled identifier document in a file's text becomes a fact under its
 * own id. The text and `memory` must outlive its use. */
MUST_USE code app_read_document(str text,
    struct arena *memory,
    struct vc_fact_document *ret,
    struct err *reterr);

#endif
