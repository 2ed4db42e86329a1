/*
 * One call of the API: what every algorithm of this room is handed. It lives
 * on the stack of the public function (jsonld_expand and so on).
 */
#ifndef JSONLD_RUN_H
#define JSONLD_RUN_H

#include "jsonld/jsonld.h"

struct source; /* a context loaded in this call: context/source.h */

struct run {
    const struct jsonld_options *options;
    struct arena *arena; /* of the results, and of what is made on the way */
    struct err *reterr;
    const struct json *culprit; /* what the error is about, or NULL */
    struct source *sources;     /* contexts loaded so far */
    uint32_t depth;             /* of the recursion now, see run_enter */
    bool tainted; /* what is made for the store depends on this call */
};

void run_init(struct run *run,
    const struct jsonld_options *options,
    struct arena *arena,
    struct err *reterr);

/* Notes the error about `arg` at the node `at` (NULL: nowhere); returns c. */
code run_fail(struct run *run, code c, str arg, const struct json *at);

/* In safe mode E_DATA_LOSS_DETECTION_ERROR about `arg` at the node `at`, which
 * would be dropped or left relative; else OK. */
MUST_USE code run_loss(struct run *run, str arg, const struct json *at);

/* Gives c back, and before it, if something failed, turns the node noted by
 * run_fail into a JSON Pointer from `root` into *reterr: so a place costs
 * nothing while all goes well. */
MUST_USE code run_end(struct run *run, code c, const struct json *root);

/* Around every step into a deeper value: E_JSON_TOO_DEEP past the budget. */
MUST_USE code run_enter(struct run *run, const struct json *at);
void run_leave(struct run *run);

#endif
