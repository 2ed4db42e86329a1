/* What the one who verifies asks of a credential or presentation. */
#ifndef VC_POLICY_H
#define VC_POLICY_H

#include "base/err.h"

struct json;
struct report;
struct vc_task;

/* Judges a credential inside a presentation, with all that its kind asks. */
struct vc_judge {
    code (*judge)(const struct vc_judge *self,
        const struct json *credential,
        const struct vc_task *task,
        struct report *report,
        struct err *reterr);
};

struct vc_policy {
    int64_t now_unix_s;
    str purpose;              /* empty: authentication for a presentation, else
                                 assertionMethod */
    str domain;               /* empty: none is expected */
    str challenge;            /* the same */
    const str *known_issuers; /* ids that the one who asks has looked at */
    size_t n_known_issuers;
    uint32_t proofs_min; /* this many must be there; 0 counts as 1 */
    bool any_proof;      /* one good proof of a set is enough (OB 3.0) */
    bool proof_only;     /* only form and proofs: VC-API checks ["proof"] */
    int64_t seen_unix_s; /* the document is known to have existed then, from
                            a log that its issuer cannot rewrite; 0: not
                            known, and then a revoked key counts as stolen
                            before it signed */
    bool is_status_list; /* lists of lists are not followed */
    const struct vc_judge *judge; /* of what is presented; NULL: vc_verify */
    bool inline_contexts; /* contexts written into the document are taken:
                             never for a document of a stranger */
};

enum {
    VC_LEEWAY_S = 60, /* between two clocks that both mean well */
};

#endif
