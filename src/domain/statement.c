#include "domain/statement.h"

static const str STATES[] = {
    [STATEMENT_DRAFT] = STR("draft"),
    [STATEMENT_CHECKED] = STR("checked"),
    [STATEMENT_PUBLISHED] = STR("published"),
    [STATEMENT_SUPERSEDED] = STR("superseded"),
};

static const str KINDS[] = {
    [CREDIT_OFFER_CREDIT] = STR("credit"),
    [CREDIT_OFFER_ADMISSION] = STR("admission"),
};

static const struct move MOVES[] = {
    {STATEMENT_DRAFT, STATEMENT_CHECK, STATEMENT_CHECKED},
    {STATEMENT_CHECKED, STATEMENT_REOPEN, STATEMENT_DRAFT},
    {STATEMENT_CHECKED, STATEMENT_PUBLISH, STATEMENT_PUBLISHED},
    {STATEMENT_PUBLISHED, STATEMENT_SUPERSEDE, STATEMENT_SUPERSEDED},
};

const struct names statement_state_names = {STATES, STATEMENT_SUPERSEDED + 1};
const struct names credit_offer_kind_names = {
    KINDS, CREDIT_OFFER_ADMISSION + 1};

code statement_next(
    int64_t state, int64_t action, int64_t *ret, struct err *reterr)
{
    static const struct moves TABLE = {MOVES, sizeof(MOVES) / sizeof(MOVES[0])};

    return moves_next(&TABLE, state, action, ret, reterr);
}

bool credit_offer_is_open(const struct credit_offer *offer, str day)
{
    return offer->signed_by.len > 0 &&
           (offer->ends_on.len == 0 || str_cmp(day, offer->ends_on) <= 0);
}
