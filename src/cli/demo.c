/* demo: the demo data, made anew. */
#include "cli/platform.h"

int demo_run(struct cli *cli)
{
    return cli_misuse(cli, "not yet", "demo");
}
