/*
 * Documents that this installation publishes itself: DID documents and status
 * lists of its organisations. A badge of ours is checked with them from the
 * data file, by the same decision and with no request to anybody.
 */
#ifndef APP_LOCAL_H
#define APP_LOCAL_H

#include "app/act.h"
#include "app/verify.h"

/* The document behind the URL, in the act's arena. It may begin a new step
 * of the engine. E_NOT_FOUND when
 * the URL is not one of ours. */
MUST_USE code local_document(
    struct act *act, str url, const struct json **ret, struct err *reterr);

/* The decision about a badge from anywhere: asks for it, hands in what is
 * ours, asks again. What is others' stays a need, and undecided. The answer
 * lives until the engine's next step, which this begins. */
MUST_USE code local_verify(struct act *act,
    const struct verify_request *request,
    struct badge_answer *ret,
    struct err *reterr);

#endif
