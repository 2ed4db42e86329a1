/* What a verification works with: asked by whom, told what, standing on
 * what. The same for every credential of a whole. */
#ifndef VC_TASK_H
#define VC_TASK_H

#include "vc/env.h"
#include "vc/fact.h"
#include "vc/policy.h"

struct vc_task {
    const struct vc_policy *policy;
    const struct vc_facts *facts;
    const struct vc_env *env;
    struct vc_needs *needs; /* gets what is still missing */
};

#endif
