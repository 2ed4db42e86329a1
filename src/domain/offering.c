#include "domain/offering.h"

static const str STATES[] = {
    [OFFERING_DRAFT] = STR("draft"),
    [OFFERING_OPEN] = STR("open"),
    [OFFERING_CLOSED] = STR("closed"),
    [OFFERING_CANCELLED] = STR("cancelled"),
};

const struct names offering_state_names = {STATES, OFFERING_CANCELLED + 1};

bool offering_takes(const struct offering *offering, str day)
{
    return offering->state == OFFERING_OPEN &&
           (offering->ends_on.len == 0 ||
               str_cmp(day, offering->ends_on) <= 0) &&
           (offering->seats == 0 || offering->taken < offering->seats);
}
