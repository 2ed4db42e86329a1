#include "domain/offering.h"

#include "rule/calendar.h"

static const str STATES[] = {
    [OFFERING_DRAFT] = STR("draft"),
    [OFFERING_OPEN] = STR("open"),
    [OFFERING_CLOSED] = STR("closed"),
    [OFFERING_CANCELLED] = STR("cancelled"),
};

static const str ACTIONS[] = {
    [OFFERING_OPEN_IT] = STR("open"),
    [OFFERING_CLOSE] = STR("close"),
    [OFFERING_CANCEL] = STR("cancel"),
    [OFFERING_REDRAFT] = STR("redraft"),
};

static const struct move MOVES[] = {
    {OFFERING_DRAFT, OFFERING_OPEN_IT, OFFERING_OPEN},
    {OFFERING_OPEN, OFFERING_CLOSE, OFFERING_CLOSED},
    {OFFERING_CLOSED, OFFERING_OPEN_IT, OFFERING_OPEN},
    {OFFERING_DRAFT, OFFERING_CANCEL, OFFERING_CANCELLED},
    {OFFERING_OPEN, OFFERING_CANCEL, OFFERING_CANCELLED},
    {OFFERING_CLOSED, OFFERING_CANCEL, OFFERING_CANCELLED},
    {OFFERING_CANCELLED, OFFERING_REDRAFT, OFFERING_DRAFT},
};

const struct names offering_action_names = {ACTIONS, OFFERING_REDRAFT + 1};
const struct names offering_state_names = {STATES, OFFERING_CANCELLED + 1};

bool offering_takes(const struct offering *offering, str day)
{
    return offering->state == OFFERING_OPEN &&
           (offering->ends_on.len == 0 ||
               str_cmp(day, offering->ends_on) <= 0) &&
           (offering->seats == 0 || offering->taken < offering->seats);
}

code offering_next(
    int64_t state, int64_t action, int64_t *ret, struct err *reterr)
{
    static const struct moves TABLE = {MOVES, sizeof(MOVES) / sizeof(MOVES[0])};

    return moves_next(&TABLE, state, action, ret, reterr);
}

static bool is_day(str day)
{
    return day.len == 0 || date_parse(day) != DATE_NONE;
}

static bool is_after(str day, str before)
{
    return day.len == 0 || before.len == 0 || str_cmp(day, before) >= 0;
}

static bool is_link(str url)
{
    return url.len == 0 || str_starts(url, S("https://")) ||
           str_starts(url, S("http://"));
}

code offering_check(const struct offering *offering, struct err *reterr)
{
    const struct {
        bool good;
        code code;
        str member;
    } asked[] = {
        {is_day(offering->starts_on), E_FORM_FIELD, STR("starts_on")},
        {is_day(offering->ends_on), E_FORM_FIELD, STR("ends_on")},
        {is_day(offering->due_on), E_FORM_FIELD, STR("due_on")},
        {is_after(offering->ends_on, offering->starts_on), E_DATE_ORDER,
            STR("ends_on")},
        {is_after(offering->due_on, offering->starts_on), E_DATE_ORDER,
            STR("due_on")},
        {is_link(offering->url), E_FORM_FIELD, STR("url")},
        {offering->seats >= 0, E_FORM_FIELD, STR("seats")},
        {offering->weeks_min >= 0, E_FORM_FIELD, STR("weeks_min")},
        {offering->seats == 0 || offering->taken <= offering->seats,
            E_OFFERING_FULL, STR("seats")},
    };
    size_t i;

    for (i = 0; i < sizeof(asked) / sizeof(asked[0]); i++) {
        if (!asked[i].good)
            return err_set(reterr, asked[i].code, asked[i].member);
    }
    return OK;
}
