/*
 * Fresh blank node identifiers, and new ones for those of a document:
 * JSON-LD 1.1 API 7.4, Generate Blank Node Identifier.
 */
#ifndef JSONLD_ISSUER_H
#define JSONLD_ISSUER_H

#include "jsonld/map.h"

struct issuer {
    struct map issued; /* from the document's text to the one given for it */
    str prefix;        /* "_:b" gives "_:b0", "_:b1", ... */
    uint32_t n;
};

void issuer_init(struct issuer *issuer, str prefix, struct arena *arena);

/* Never given before; the empty slice after a failure of the arena. */
str issuer_fresh(struct issuer *issuer);

/* The identifier issued for that one; always the same. The empty slice after
 * a failure: ask issuer_status. */
str issuer_issue(struct issuer *issuer, str existing);

code issuer_status(const struct issuer *issuer);

#endif
