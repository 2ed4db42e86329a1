#include "domain/enrolment.h"

static const str STATES[] = {
    [ENROLMENT_APPLIED] = STR("applied"),
    [ENROLMENT_ENROLLED] = STR("enrolled"),
    [ENROLMENT_DEFERRED] = STR("deferred"),
    [ENROLMENT_SUBMITTED] = STR("submitted"),
    [ENROLMENT_RESUBMIT] = STR("resubmit"),
    [ENROLMENT_PASSED] = STR("passed"),
    [ENROLMENT_AWARDED] = STR("awarded"),
    [ENROLMENT_FAILED] = STR("failed"),
    [ENROLMENT_WITHDRAWN] = STR("withdrawn"),
};

static const str ACTIONS[] = {
    [ENROLMENT_ACCEPT] = STR("accept"),
    [ENROLMENT_SUBMIT] = STR("submit"),
    [ENROLMENT_PASS] = STR("pass"),
    [ENROLMENT_ASK_AGAIN] = STR("ask_again"),
    [ENROLMENT_FAIL] = STR("fail"),
    [ENROLMENT_AWARD] = STR("award"),
    [ENROLMENT_DEFER] = STR("defer"),
    [ENROLMENT_RESUME] = STR("resume"),
    [ENROLMENT_WITHDRAW] = STR("withdraw"),
};

static const struct move MOVES[] = {
    {ENROLMENT_APPLIED, ENROLMENT_ACCEPT, ENROLMENT_ENROLLED},
    {ENROLMENT_APPLIED, ENROLMENT_WITHDRAW, ENROLMENT_WITHDRAWN},
    {ENROLMENT_ENROLLED, ENROLMENT_SUBMIT, ENROLMENT_SUBMITTED},
    {ENROLMENT_ENROLLED, ENROLMENT_DEFER, ENROLMENT_DEFERRED},
    {ENROLMENT_ENROLLED, ENROLMENT_WITHDRAW, ENROLMENT_WITHDRAWN},
    {ENROLMENT_DEFERRED, ENROLMENT_RESUME, ENROLMENT_ENROLLED},
    {ENROLMENT_DEFERRED, ENROLMENT_WITHDRAW, ENROLMENT_WITHDRAWN},
    {ENROLMENT_SUBMITTED, ENROLMENT_PASS, ENROLMENT_PASSED},
    {ENROLMENT_SUBMITTED, ENROLMENT_ASK_AGAIN, ENROLMENT_RESUBMIT},
    {ENROLMENT_SUBMITTED, ENROLMENT_FAIL, ENROLMENT_FAILED},
    {ENROLMENT_SUBMITTED, ENROLMENT_WITHDRAW, ENROLMENT_WITHDRAWN},
    {ENROLMENT_RESUBMIT, ENROLMENT_SUBMIT, ENROLMENT_SUBMITTED},
    {ENROLMENT_RESUBMIT, ENROLMENT_WITHDRAW, ENROLMENT_WITHDRAWN},
    {ENROLMENT_PASSED, ENROLMENT_AWARD, ENROLMENT_AWARDED},
};

const struct names enrolment_state_names = {STATES, ENROLMENT_WITHDRAWN + 1};
const struct names enrolment_action_names = {ACTIONS, ENROLMENT_WITHDRAW + 1};

code enrolment_next(int64_t state,
    int64_t action,
    int64_t attempt,
    int64_t *ret,
    struct err *reterr)
{
    static const struct moves TABLE = {MOVES, sizeof(MOVES) / sizeof(MOVES[0])};
    int64_t next;

    TRY(moves_next(&TABLE, state, action, &next, reterr));
    if ((action == ENROLMENT_ASK_AGAIN || action == ENROLMENT_SUBMIT) &&
        attempt >= ENROLMENT_TRIES_MAX)
        return err_set(reterr, E_TRIES_USED, S("attempt"));
    *ret = next;
    return OK;
}
