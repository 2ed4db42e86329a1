/*
 * A document to be secured or verified, without its proofs, together with
 * what has been computed from it so far: its expanded form and its
 * canonical texts with their digests. Several proofs share them.
 */
#ifndef VC_DOCUMENT_H
#define VC_DOCUMENT_H

#include "vc/env.h"
#include "vc/suite.h"

struct vc_digest {
    bool made;
    str text; /* canonical N-Quads, or JCS */
    size_t len;
    uint8_t bytes[HASH_BYTES_MAX];
};

enum {
    VC_HASHES = 2, /* SHA-256 and SHA-384 */
};

struct vc_document {
    struct json *root;         /* without "proof" */
    const struct json *proofs; /* the value of "proof", or NULL */
    struct json *expanded;     /* NULL until asked for */
    struct vc_digest digests[TRANSFORM_N][VC_HASHES];
};

/* Takes the proofs apart from the rest; the input is not changed. */
MUST_USE code vc_document_init(
    struct vc_document *d, const struct json *secured, struct arena *arena);

/* A copy of an object without the member `name`; its children are shared.
 * NULL after a failure of the arena. */
struct json *vc_without(
    struct arena *arena, const struct json *object, str name);

/* Expands in safe mode, once. */
MUST_USE code vc_document_expand(
    struct vc_document *d, const struct vc_env *env, struct err *reterr);

/* The canonical text and digest, made once for each transform and hash. */
MUST_USE code vc_document_digest(struct vc_document *d,
    const struct vc_env *env,
    enum vc_transform transform,
    enum hash_alg alg,
    const struct vc_digest **ret,
    struct err *reterr);

/* True when the first node of an expanded document has that type IRI. */
bool vc_has_type_iri(const struct json *expanded, str iri);

#endif
