/*
 * Two readings of one document, by the names in its JSON and by what it says
 * as RDF, must be the same: the signature is of the second, the decision asks
 * the first. JSON-LD has many spellings for one statement, and whoever holds
 * a signed document may choose among them: an end of validity that stands
 * under its IRI, or in another place under the same id, would not be seen.
 * (What expansion refuses in its plain mode is the other half of this.)
 * RELIABILITY LD-08; "Context Validation" of Data Integrity.
 */
#ifndef VC_READING_H
#define VC_READING_H

#include "vc/report.h"

enum reading_kind {
    READING_CREDENTIAL,
    READING_PRESENTATION,
    READING_PROOF,
};

/* Holds the first node of `expanded` against `root`, the JSON that it was made
 * from. E_DOCUMENT_SHAPE_ERROR, with the JSON Pointer of what is misread, or
 * OK. depth_max bounds the recursion. */
MUST_USE code reading_check(enum reading_kind kind,
    const struct json *root,
    const struct json *expanded,
    uint32_t depth_max,
    struct err *reterr);

#endif
