/*
 * The JSON Schemas of Open Badges 3.0 (appendix E) and of the W3C data model
 * 2.0, and Testamur's own, built in: data/index.txt names each by its URL. For
 * documents that ask for it (credentialSchema) and as the oracle of
 * badge/model.h.
 */
#ifndef BADGE_SCHEMA_H
#define BADGE_SCHEMA_H

#include "base/asset.h"
#include "text/schema.h"

/* The schemas of data/index.txt. */
extern const struct assets badge_schema_data;

enum {
    BADGE_SCHEMAS_MAX = 12,
};

/* Compiled schemas, each made when it is first asked for and kept in the
 * arena, about 1 MiB each. Not for use by two threads at once. */
struct badge_schemas {
    struct arena *arena;
    struct schema *compiled[BADGE_SCHEMAS_MAX]; /* as in badge_schema_data */
};

void badge_schemas_init(struct badge_schemas *s, struct arena *arena);

/* The schema of that URL; *ret is NULL when it is not built in. */
MUST_USE code badge_schema_get(struct badge_schemas *s,
    str url,
    const struct schema **ret,
    struct err *reterr);

/* The URL of the schema for a credential, by its class and the version of
 * its data model; for another credential that of the W3C, and the empty
 * slice where there is none (data model 1.1). */
str badge_schema_url(const struct json *credential);

#endif
