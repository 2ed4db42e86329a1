/*
 * JSON Schema: drafts 4, 6, 7, 2019-09 and 2020-12, the assertions and
 * applicators. A schema is compiled once and then checks any number of
 * documents; a compiled schema is never changed, so threads may share it.
 *
 * What is not supported makes the answer "undecided", never "valid":
 * unevaluatedProperties, unevaluatedItems, dynamic references, dependencies,
 * nested $id, anchors, and patterns that text/pattern.h refuses. Unknown
 * keywords are annotations, as the drafts say. The formats date-time, date,
 * uri, uri-reference, iri, email and uuid are asserted, others are not.
 */
#ifndef TEXT_SCHEMA_H
#define TEXT_SCHEMA_H

#include "text/json.h"

enum {
    SCHEMA_FAILURES_MAX = 16,
    SCHEMA_DEPTH_MAX = 400, /* of schemas in evaluation at one time */
};

struct schema;

/* Schemas that a $ref may name by their URI. */
struct schema_document {
    str uri;
    const struct json *root;
};

struct schema_library {
    const struct schema_document *items;
    size_t n;
};

enum schema_verdict {
    SCHEMA_VALID,
    SCHEMA_UNDECIDED,
    SCHEMA_INVALID,
};

struct schema_failure {
    const struct json *value; /* in the document: what does not conform */
    str name; /* of the member that is missing or must not be there */
    const struct json *schema; /* the object that the keyword stands in */
    str keyword;    /* "required"; for an undecided answer: what is missing */
    uint32_t level; /* nesting of the value in the document */
};

struct schema_report {
    enum schema_verdict verdict;
    uint32_t n_failures; /* the first so many */
    struct schema_failure failures[SCHEMA_FAILURES_MAX];
};

/* Compiles into the arena; the schema's tree and the library must live as
 * long. `library` may be NULL. E_SYNTAX for a keyword whose value makes no
 * sense, with the pointer into the schema. */
MUST_USE code schema_compile(const struct json *root,
    const struct schema_library *library,
    struct budget *budget,
    struct arena *arena,
    struct schema **ret,
    struct err *reterr);

/* Checks a document. Where alternatives fail (oneOf, anyOf), the failure
 * that lies deepest in the document stands for them. Fails only for the
 * budget or the arena, and *ret is of no use then. Scratch is given back. */
MUST_USE code schema_check(const struct schema *schema,
    const struct json *document,
    struct budget *budget,
    struct arena *scratch,
    struct schema_report *ret,
    struct err *reterr);

/* Makes an error of a failure: E_SCHEMA_INVALID or E_SCHEMA_UNSUPPORTED, the
 * pointer of the value, the keyword and the name. */
void schema_failure_err(const struct schema_failure *failure,
    const struct json *document,
    enum schema_verdict verdict,
    struct err *reterr);

#endif
