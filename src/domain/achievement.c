#include "domain/achievement.h"

static const str STATES[] = {
    [ACHIEVEMENT_DRAFT] = STR("draft"),
    [ACHIEVEMENT_APPROVED] = STR("approved"),
    [ACHIEVEMENT_LISTED] = STR("listed"),
    [ACHIEVEMENT_SUPERSEDED] = STR("superseded"),
    [ACHIEVEMENT_RETIRED] = STR("retired"),
};

static const str ACTIONS[] = {
    [ACHIEVEMENT_APPROVE] = STR("approve"),
    [ACHIEVEMENT_REOPEN] = STR("reopen"),
    [ACHIEVEMENT_LIST] = STR("list"),
    [ACHIEVEMENT_SUPERSEDE] = STR("supersede"),
    [ACHIEVEMENT_RETIRE] = STR("retire"),
    [ACHIEVEMENT_RESTORE] = STR("restore"),
};

static const struct move MOVES[] = {
    {ACHIEVEMENT_DRAFT, ACHIEVEMENT_APPROVE, ACHIEVEMENT_APPROVED},
    {ACHIEVEMENT_APPROVED, ACHIEVEMENT_REOPEN, ACHIEVEMENT_DRAFT},
    {ACHIEVEMENT_APPROVED, ACHIEVEMENT_LIST, ACHIEVEMENT_LISTED},
    {ACHIEVEMENT_LISTED, ACHIEVEMENT_SUPERSEDE, ACHIEVEMENT_SUPERSEDED},
    {ACHIEVEMENT_LISTED, ACHIEVEMENT_RETIRE, ACHIEVEMENT_RETIRED},
    {ACHIEVEMENT_RETIRED, ACHIEVEMENT_RESTORE, ACHIEVEMENT_LISTED},
};

const struct names achievement_state_names = {STATES, ACHIEVEMENT_RETIRED + 1};
const struct names achievement_action_names = {
    ACTIONS, ACHIEVEMENT_RESTORE + 1};

code achievement_next(
    int64_t state, int64_t action, int64_t *ret, struct err *reterr)
{
    static const struct moves TABLE = {MOVES, sizeof(MOVES) / sizeof(MOVES[0])};

    return moves_next(&TABLE, state, action, ret, reterr);
}

code achievement_may_write(
    const struct achievement_version *version, struct err *reterr)
{
    if (version->state != ACHIEVEMENT_DRAFT)
        return err_set(reterr, E_IMMUTABLE, version->title);
    return OK;
}
