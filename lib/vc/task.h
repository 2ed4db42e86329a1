/* What a verification works with: asked by whom, told what, standing on
 * what. The same for every credential of a whole. */
#ifndef VC_TASK_H
#define VC_TASK_H

#include "vc/env.h"
#include "vc/fact.h"
#include "vc/policy.h"
#include "vc/report.h"

struct vc_task {
    const struct vc_policy *policy;
    const struct vc_facts *facts;
    const struct vc_env *env;
    struct vc_needs *needs; /* gets what is still missing */
    /* Judges a credential inside a presentation, with all that its kind asks;
     * NULL: vc_verify does. `judge_self` is for it alone. */
    code (*judge)(const struct json *credential,
        const struct vc_task *task,
        struct report *report,
        struct err *reterr);
    const void *judge_self;
};

#endif
