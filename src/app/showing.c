#include "app/showing.h"

#include "store/sql.h"

static bool is_own(const struct act *act, const struct award *award)
{
    return award->person.len > 0 && str_eq(award->person, act->actor.person);
}

static code on_profile(
    struct act *act, const struct award *award, bool *ret, struct err *reterr)
{
    struct profile_shows_row row;

    *ret = false;
    if (award->person.len == 0)
        return OK;
    TRY(sql_profile_shows(act->db, award->person, award->tenant, award->id,
        act->arena, &row, reterr));
    *ret = row.n > 0;
    return OK;
}

/* On a public page the actor works in no organisation: the memberships are
 * looked up. */
static code is_staff(
    struct act *act, const struct award *award, bool *ret, struct err *reterr)
{
    struct membership *members;
    role_set roles = 0;
    size_t n;
    size_t i;

    *ret = false;
    if (act->actor.person.len == 0)
        return OK;
    TRY(sql_membership_in(act->db, award->tenant, act->actor.person, act->arena,
        &members, &n, reterr));
    for (i = 0; i < n; i++)
        roles |= (role_set)1 << members[i].role;
    *ret = roles != 0 && right_given(RIGHT_award_read, roles);
    return OK;
}

code showing_of(struct act *act,
    const struct award *award,
    enum showing *ret,
    struct err *reterr)
{
    struct choice choice;
    bool yes;

    TRY(choice_parse(award->evidence_choice, act->arena, &choice, reterr));
    *ret = SHOWING_OPEN;
    if (choice.open)
        return OK;
    TRY(on_profile(act, award, &yes, reterr));
    *ret = SHOWING_PROFILE;
    if (yes)
        return OK;
    *ret = SHOWING_OWN;
    if (is_own(act, award))
        return OK;
    TRY(is_staff(act, award, &yes, reterr));
    *ret = yes ? SHOWING_STAFF : SHOWING_NONE;
    return OK;
}
