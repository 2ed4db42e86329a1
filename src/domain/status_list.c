#include "domain/status_list.h"

static const str PURPOSES[] = {
    [STATUS_REVOCATION] = STR("revocation"),
    [STATUS_SUSPENSION] = STR("suspension"),
};

const struct names status_purpose_names = {PURPOSES, STATUS_SUSPENSION + 1};
