/*
 * Documents that this installation publishes itself: DID documents and status
 * lists of its organisations. A badge of ours is checked with them from the
 * data file, by the same decision and with no request to anybody.
 */
#ifndef APP_LOCAL_H
#define APP_LOCAL_H

#include "app/act.h"
#include "app/verify.h"

/* The document behind the URL, in the act's arena, and perhaps a new step of
 * the engine. E_NOT_FOUND when the URL is not one of ours. */
MUST_USE code local_document(
    struct act *act, str url, const struct json **ret, struct err *reterr);

/* The badge at an address, in the act's arena: of an award of ours, else
 * fetched. E_NOT_FOUND; errors as fetch_get. */
MUST_USE code local_input(struct act *act,
    str url,
    struct fetch_budget *budget,
    bytes *ret,
    struct err *reterr);

/* The decision about a badge of ours: what is others' stays a need, and
 * undecided. Of the request, memory, own and fetcher are set here. The answer
 * lives until the engine's next step. */
MUST_USE code local_verify(struct act *act,
    const struct verify_request *request,
    struct badge_answer *ret,
    struct err *reterr);

/* The same about a badge from anywhere: what is others' is fetched. */
MUST_USE code local_verify_any(struct act *act,
    const struct verify_request *request,
    struct badge_answer *ret,
    struct err *reterr);

#endif
