/* The demo data, for the commands demo and serve. */
#ifndef CLI_DEMO_H
#define CLI_DEMO_H

#include "app/demo.h"
#include "cli/out.h"

/* Fills an empty platform and says how to sign in; E_CONFLICT when it is not
 * empty. */
MUST_USE code demo_into(const struct platform *platform,
    enum demo_size size,
    struct out *out,
    struct err *reterr);

#endif
