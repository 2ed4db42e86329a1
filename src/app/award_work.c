#include "app/award_work.h"

#include "app/enrolment.h"
#include "store/sql.h"

/* The name that the organisation knows the learner by. */
static code find_name(struct act *act,
    const struct enrolment *enrolment,
    str *ret,
    struct err *reterr)
{
    struct membership *memberships;
    size_t n;
    size_t i;

    TRY(sql_membership_in(act->db, enrolment->tenant, enrolment->person,
        act->arena, &memberships, &n, reterr));
    for (i = 0; i < n; i++) {
        if (memberships[i].role == ROLE_LEARNER)
            *ret = memberships[i].name;
    }
    return OK;
}

/* The last judgement, which is the one that passed it. */
static code find_assessment(struct act *act,
    const struct enrolment *enrolment,
    struct assessment *ret,
    struct err *reterr)
{
    struct assessment *all;
    size_t n;

    TRY(sql_assessment_list(act->db, enrolment->tenant, enrolment->id,
        act->arena, &all, &n, reterr));
    if (n == 0 || all[n - 1].state != ASSESSMENT_FINAL ||
        all[n - 1].result != RESULT_PASS)
        return err_set(reterr, E_STATE_ORDER, S("assessment"));
    *ret = all[n - 1];
    return OK;
}

static bool is_other(str asked, str found)
{
    return asked.len > 0 && !str_eq(asked, found);
}

code award_work_find(struct act *act,
    str tenant,
    struct award_order *order,
    struct award_work *ret,
    struct err *reterr)
{
    struct award_work work = {.assessment.assessed_on = order->assessed_on};
    const struct enrolment *enrolment = &work.enrolment;

    if (order->enrolment.len == 0) {
        *ret = work;
        return OK;
    }
    TRY(sql_enrolment_by_id(act->db, tenant, order->enrolment, act->arena,
        &work.enrolment, reterr));
    if (is_other(order->achievement, enrolment->achievement) ||
        is_other(order->person, enrolment->person))
        return err_set(reterr, E_NOT_FOUND, S("enrolment"));
    if (enrolment->state != ENROLMENT_PASSED)
        return err_set(reterr, E_STATE_ORDER, S("enrolment"));
    TRY(find_assessment(act, enrolment, &work.assessment, reterr));
    order->achievement = enrolment->achievement;
    order->person = enrolment->person;
    order->version = enrolment->version;
    order->grade = work.assessment.grade;
    order->assessed_on = work.assessment.assessed_on;
    if (order->recipient_name.len == 0)
        TRY(find_name(act, enrolment, &order->recipient_name, reterr));
    *ret = work;
    return OK;
}

code award_work_done(
    struct act *act, struct award_work *work, str award, struct err *reterr)
{
    if (work->enrolment.id.len == 0)
        return OK;
    work->enrolment.award = award;
    work->enrolment.due_on = S("");
    return enrolment_move(act, &work->enrolment, ENROLMENT_AWARD, reterr);
}
