/*
 * What tests of vc and badge stand on: the native provider, the built-in
 * contexts, memory for one step, and a signer with a fixed Ed25519 key.
 */
#ifndef TEST_SUPPORT_WORKSHOP_H
#define TEST_SUPPORT_WORKSHOP_H

#include "badge/verify.h"
#include "host/native.h"
#include "vc/proof.h"

enum {
    WORKSHOP_KEY_BYTES = 2 * MULTIKEY_TEXT_MAX + 16,
};

struct workshop {
    struct native *native;
    struct arena lasting;
    struct arena step;
    struct jsonld_store *store;
    struct budget budget;
    struct vc_env env;
    struct secret_key key;
    char did[WORKSHOP_KEY_BYTES];    /* did:key:z... */
    char method[WORKSHOP_KEY_BYTES]; /* did:key:z...#z... */
};

/* Aborts when it cannot; key_type is that of the signer. */
void workshop_init(struct workshop *w, enum key_type key_type);
void workshop_release(struct workshop *w);

/* Empties the step's memory, fills its budget. */
void workshop_begin(struct workshop *w);

/* The tree of a JSON text, or NULL. */
struct json *workshop_json(struct workshop *w, str text);

/* An unsigned Open Badge 3.0 by the workshop's signer: valid from 2026-01-15
 * until 2031-01-15, to did:example:learner. */
struct json *workshop_badge(struct workshop *w);

/* The document signed with the workshop's key; `more` may set further proof
 * options (NULL: none). NULL when it cannot be signed. */
struct json *workshop_sign(struct workshop *w,
    const struct json *document,
    const char *cryptosuite,
    const struct vc_proof_options *more);

/* Verifies with the policy (NULL: as of 2026-06-01) and facts (NULL: none).
 * Aborts on an error of the machine; a budget or limit gives NULL. */
struct report *workshop_verify(struct workshop *w,
    const struct json *document,
    const struct badge_policy *policy,
    const struct vc_facts *facts);

/* The first check that is worse than good, or NULL. */
const struct check *workshop_fault(const struct report *report);

/* Is there a check worse than a warning with that code? */
bool workshop_has_fault(const struct report *report, code c);

/* The name of a code, NUL-terminated: for messages. */
const char *workshop_code(code c);

/* Replaces or adds a member at the top of a tree (shared otherwise). */
struct json *workshop_with(struct workshop *w,
    const struct json *document,
    const char *name,
    const char *json_text_or_null);

#endif
