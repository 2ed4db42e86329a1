#include "domain/share.h"

static const str KINDS[] = {
    [COUNTER_CLAIMED] = STR("claimed"),
    [COUNTER_VIEWED] = STR("viewed"),
    [COUNTER_DOWNLOADED] = STR("downloaded"),
    [COUNTER_SHARED] = STR("shared"),
    [COUNTER_VERIFIED] = STR("verified"),
};

const struct names counter_kind_names = {KINDS, COUNTER_VERIFIED + 1};

bool share_is_open(const struct share *share, str day)
{
    return share->withdrawn_at == 0 &&
           (share->ends_on.len == 0 || str_cmp(day, share->ends_on) <= 0);
}
