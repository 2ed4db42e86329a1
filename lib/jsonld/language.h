/* Language tags in JSON-LD. */
#ifndef JSONLD_LANGUAGE_H
#define JSONLD_LANGUAGE_H

#include "jsonld/run.h"

/* The tag in lower case (API 5.1.2 step 13.4.8 and others allow it; signatures
 * of other implementations need it). One that is not well-formed (BCP 47) is
 * a loss, at the node `at`, since RDF could not hold it. */
MUST_USE code language_read(struct run *run,
    const struct json *at,
    str tag,
    struct arena *arena,
    str *ret);

#endif
