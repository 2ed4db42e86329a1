/*
 * What a loader makes of an HTTP response: JSON-LD 1.1 API 9.4.1
 * (LoadDocumentCallback, steps 4 to 8) with the Link header of RFC 8288. The
 * loading itself, redirects included, is the caller's. No extraction from
 * HTML.
 */
#ifndef JSONLD_DOCUMENT_H
#define JSONLD_DOCUMENT_H

#include "jsonld/jsonld.h"

struct jsonld_response {
    str url;          /* after redirects */
    str content_type; /* with or without parameters */
    str link;         /* all Link headers, joined with commas */
    str body;
};

/* Either fills *ret, or sets *ret_next to the URL of an alternate document
 * that must be loaded instead (and ret->json to NULL). Fails with
 * E_JSONLD_MULTIPLE_CONTEXT_LINK_HEADERS, E_JSONLD_LOADING_DOCUMENT_FAILED
 * for another media type, or as json_parse. */
MUST_USE code jsonld_document_read(const struct jsonld_response *response,
    struct budget *budget,
    struct arena *arena,
    struct jsonld_document *ret,
    str *ret_next,
    struct err *reterr);

#endif
