#include "app/enrolment.h"

#include "app/notice.h"
#include "app/person.h"
#include "domain/assessment.h"
#include "domain/definition_json.h"
#include "domain/id.h"
#include "text/datetime.h"

enum {
    DAY_S = 24 * 3600,
    LIST_MAX = 200,
};

str enrolment_day(const struct act *act, int64_t days)
{
    return act_day_at(act->now + days * DAY_S, 0, act->arena);
}

/* --- one enrolment --- */

/* Staff see what is in their organisation, a learner what is their own. */
code enrolment_find(struct act *act,
    str id,
    enum right right,
    struct enrolment *ret,
    struct err *reterr)
{
    if (act->actor.person.len == 0)
        return act_may(act, right, reterr);
    if (act->actor.tenant.len > 0 && act_may(act, right, NULL) == OK &&
        right != RIGHT_submission_write) {
        const code result = sql_enrolment_by_id(
            act->db, act->actor.tenant, id, act->arena, ret, reterr);

        if (result != E_NOT_FOUND)
            return result;
    }
    return sql_enrolment_of_person(
        act->db, id, act->actor.person, act->arena, ret, reterr);
}

code enrolment_show(
    struct act *act, str id, struct enrolment *ret, struct err *reterr)
{
    return enrolment_find(act, id, RIGHT_enrolment_read, ret, reterr);
}

static code keep(struct act *act,
    const struct enrolment *enrolment,
    str action,
    struct err *reterr)
{
    const str parts[] = {S("enrolment."), action};
    const str name = arena_join(act->arena, parts, 2);

    TRY(arena_status(act->arena));
    TRY(sql_enrolment_update(act->db, enrolment, NULL, reterr));
    return act_record(
        act, enrolment->tenant, name, enrolment->id, S(""), reterr);
}

code enrolment_move(struct act *act,
    struct enrolment *enrolment,
    enum enrolment_action action,
    struct err *reterr)
{
    TRY(enrolment_next(enrolment->state, action, enrolment->attempt,
        &enrolment->state, reterr));
    if (action == ENROLMENT_SUBMIT)
        enrolment->attempt++;
    enrolment->updated_at = act->now;
    return keep(
        act, enrolment, names_word(&enrolment_action_names, action), reterr);
}

code enrolment_definition(struct act *act,
    const struct enrolment *enrolment,
    struct definition *ret,
    struct err *reterr)
{
    struct achievement_version version;

    TRY(sql_achievement_version_by_number(act->db, enrolment->tenant,
        enrolment->achievement, enrolment->version, act->arena, &version,
        reterr));
    return definition_parse(version.definition, act->arena, ret, reterr);
}

/* What was decided of it, to the learner. */
static code tell(struct act *act,
    const struct enrolment *enrolment,
    enum message title,
    enum message words,
    struct err *reterr)
{
    struct message_arg args[] = {
        {.name = S("title"), .kind = ARG_TEXT},
        {.name = S("reason"), .kind = ARG_TEXT, .text = enrolment->reason},
    };
    struct news news = {
        .tenant = enrolment->tenant,
        .person = enrolment->person,
        .kind = NOTICE_ENROLMENT,
        .object = enrolment->id,
        .title = title,
        .words = words,
        .args = args,
        .n_args = 2,
        .path = S("/me/enrolment/"),
    };
    struct achievement achievement;

    TRY(sql_achievement_by_id(act->db, enrolment->tenant,
        enrolment->achievement, act->arena, &achievement, reterr));
    args[0].text = achievement.title;
    news.about = achievement.title;
    return notice_send(act, &news, reterr);
}

/* --- coming --- */

/* Takes a seat; the version and the due day are the offering's. */
static code take_seat(
    struct act *act, struct enrolment *enrolment, struct err *reterr)
{
    struct offering offering;
    size_t n;

    TRY(sql_offering_by_id(act->db, enrolment->tenant, enrolment->offering,
        act->arena, &offering, reterr));
    if (!str_eq(offering.achievement, enrolment->achievement))
        return err_set(reterr, E_NOT_FOUND, S("offering"));
    if (!offering_takes(&offering, enrolment_day(act, 0)))
        return err_set(reterr, E_OFFERING_FULL, S("offering"));
    TRY(sql_offering_take_seat(
        act->db, enrolment->tenant, enrolment->offering, &n, reterr));
    if (n == 0)
        return err_set(reterr, E_OFFERING_FULL, S("offering"));
    enrolment->version = offering.version;
    if (enrolment->due_on.len == 0)
        enrolment->due_on = offering.due_on;
    return OK;
}

static code has_role(struct act *act,
    str tenant,
    str person,
    enum role role,
    bool *ret,
    struct err *reterr)
{
    struct membership *memberships;
    size_t n;
    size_t i;

    TRY(sql_membership_in(
        act->db, tenant, person, act->arena, &memberships, &n, reterr));
    *ret = false;
    for (i = 0; i < n; i++)
        *ret = *ret || memberships[i].role == (int64_t)role;
    return OK;
}

static code check_assessor(
    struct act *act, const struct enrolment *enrolment, struct err *reterr)
{
    bool may;

    if (enrolment->assessor.len == 0)
        return OK;
    TRY(assessment_may_judge(enrolment->assessor, enrolment->person, reterr));
    TRY(has_role(act, enrolment->tenant, enrolment->assessor, ROLE_ASSESSOR,
        &may, reterr));
    return may ? OK : err_set(reterr, E_FORBIDDEN, S("assessor"));
}

static code insert(struct act *act,
    const struct enrolment_new *asked,
    struct enrolment *ret,
    struct err *reterr)
{
    struct achievement achievement;

    ret->achievement = asked->achievement;
    ret->offering = asked->offering;
    ret->created_by = act->actor.person;
    ret->created_at = act->now;
    ret->updated_at = act->now;
    TRY(act_id(act, &ret->id, reterr));
    TRY(sql_achievement_by_id(act->db, ret->tenant, ret->achievement,
        act->arena, &achievement, reterr));
    if (achievement.listed_version == 0)
        return err_set(reterr, E_NOT_LISTED, achievement.code);
    ret->version = achievement.listed_version;
    if (ret->offering.len > 0)
        TRY(take_seat(act, ret, reterr));
    TRY(check_assessor(act, ret, reterr));
    TRY(sql_enrolment_insert(act->db, ret, NULL, reterr));
    return act_record(act, ret->tenant,
        ret->state == ENROLMENT_APPLIED ? S("enrolment.apply")
                                        : S("enrolment.enrol"),
        ret->id, S(""), reterr);
}

/* Somebody who applies belongs to the organisation as a learner from then
 * on; a membership that it ended stays ended (E_CONFLICT). */
static code become_learner(struct act *act, str tenant, struct err *reterr)
{
    struct membership membership = {
        .tenant = tenant,
        .person = act->actor.person,
        .role = ROLE_LEARNER,
        .state = MEMBERSHIP_ACTIVE,
        .created_by = act->actor.person,
        .created_at = act->now,
    };
    struct person person;
    struct person_email email = {0};
    bool is;
    code result;

    TRY(has_role(act, tenant, act->actor.person, ROLE_LEARNER, &is, reterr));
    if (is)
        return OK;
    TRY(sql_person_by_id(
        act->db, act->actor.person, act->arena, &person, reterr));
    result = sql_person_email_main(
        act->db, act->actor.person, act->arena, &email, reterr);
    if (result != OK && result != E_NOT_FOUND)
        return result;
    membership.name = person.name;
    membership.name_key = text_fold(person.name, act->arena);
    membership.email = email.email;
    TRY(arena_status(act->arena));
    TRY(sql_membership_insert(act->db, &membership, NULL, reterr));
    return person_index(act, &membership, reterr);
}

static code apply(struct act *act,
    const struct enrolment_new *asked,
    struct enrolment *ret,
    struct err *reterr)
{
    TRY(become_learner(act, asked->tenant, reterr));
    return insert(act, asked, ret, reterr);
}

code enrolment_apply(struct act *act,
    const struct enrolment_new *asked,
    struct enrolment *ret,
    struct err *reterr)
{
    struct enrolment enrolment = {
        .tenant = asked->tenant,
        .person = act->actor.person,
        .state = ENROLMENT_APPLIED,
    };

    TRY(act_may(act, RIGHT_person, reterr));
    TRY(db_begin(act->db, DB_WRITE, reterr));
    TRY(act_end(act, apply(act, asked, &enrolment, reterr), reterr));
    *ret = enrolment;
    return OK;
}

static code enrol(struct act *act,
    const struct enrolment_new *asked,
    struct enrolment *ret,
    struct err *reterr)
{
    struct membership learner;
    code result;
    bool is;

    if (ret->person.len == 0) {
        result = sql_membership_by_email(act->db, ret->tenant, asked->email,
            ROLE_LEARNER, act->arena, &learner, reterr);
        if (result == E_NOT_FOUND)
            return err_set(reterr, E_NOT_FOUND, S("learner"));
        TRY(result);
        ret->person = learner.person;
    }
    TRY(has_role(act, ret->tenant, ret->person, ROLE_LEARNER, &is, reterr));
    if (!is)
        return err_set(reterr, E_NOT_FOUND, S("learner"));
    TRY(insert(act, asked, ret, reterr));
    return tell(act, ret, MSG_MAIL_ENROLLED, MSG_MAIL_ENROLLED_WORDS, reterr);
}

code enrolment_place(struct act *act,
    const struct enrolment_new *asked,
    struct enrolment *ret,
    struct err *reterr)
{
    struct enrolment enrolment = {
        .tenant = act->actor.tenant,
        .person = asked->person,
        .assessor = asked->assessor,
        .due_on = asked->due_on,
        .state = ENROLMENT_ENROLLED,
    };

    TRY(enrol(act, asked, &enrolment, reterr));
    *ret = enrolment;
    return OK;
}

code enrolment_enrol(struct act *act,
    const struct enrolment_new *asked,
    struct enrolment *ret,
    struct err *reterr)
{
    struct enrolment_new found = *asked;
    struct enrolment enrolment;

    TRY(act_may(act, RIGHT_enrolment_write, reterr));
    if (asked->person.len == 0)
        TRY(email_normal(asked->email, act->arena, &found.email, reterr));
    if (asked->due_on.len > 0 && !datetime_is_date(asked->due_on))
        return err_set(reterr, E_FORM_FIELD, S("due_on"));
    TRY(db_begin(act->db, DB_WRITE, reterr));
    TRY(act_end(act, enrolment_place(act, &found, &enrolment, reterr), reterr));
    *ret = enrolment;
    return OK;
}

/* --- on the way --- */

/* Whether and why; nothing is written yet. */
static code check_change(struct act *act,
    const struct enrolment *enrolment,
    enum enrolment_action action,
    str reason,
    struct err *reterr)
{
    const bool own = str_eq(enrolment->person, act->actor.person);
    int64_t next;

    if (own && action == ENROLMENT_ACCEPT)
        return err_set(reterr, E_SEPARATION, S("accept"));
    if (action == ENROLMENT_WITHDRAW && !own && reason.len == 0)
        return err_set(reterr, E_REFUSAL_REASON, S("reason"));
    return enrolment_next(
        enrolment->state, action, enrolment->attempt, &next, reterr);
}

/* A learner hears what others decide. */
static code tell_change(struct act *act,
    const struct enrolment *enrolment,
    enum enrolment_action action,
    struct err *reterr)
{
    if (str_eq(enrolment->person, act->actor.person))
        return OK;
    if (action == ENROLMENT_ACCEPT)
        return tell(
            act, enrolment, MSG_MAIL_ENROLLED, MSG_MAIL_ENROLLED_WORDS, reterr);
    if (action == ENROLMENT_WITHDRAW)
        return tell(act, enrolment, MSG_MAIL_NOT_ENROLLED,
            MSG_MAIL_NOT_ENROLLED_WORDS, reterr);
    return OK;
}

code enrolment_change_in(struct act *act,
    str id,
    enum enrolment_action action,
    str reason,
    struct err *reterr)
{
    struct enrolment enrolment = {0};

    TRY(enrolment_find(act, id, RIGHT_enrolment_write, &enrolment, reterr));
    TRY(check_change(act, &enrolment, action, reason, reterr));
    if (action == ENROLMENT_WITHDRAW) {
        enrolment.reason = reason;
        if (enrolment.offering.len > 0)
            TRY(sql_offering_free_seat(
                act->db, enrolment.tenant, enrolment.offering, NULL, reterr));
    }
    TRY(enrolment_move(act, &enrolment, action, reterr));
    return tell_change(act, &enrolment, action, reterr);
}

code enrolment_change(struct act *act,
    str id,
    enum enrolment_action action,
    str reason,
    struct err *reterr)
{
    if (action != ENROLMENT_ACCEPT && action != ENROLMENT_DEFER &&
        action != ENROLMENT_RESUME && action != ENROLMENT_WITHDRAW)
        return err_set(reterr, E_ARGUMENT, S("action"));
    if (reason.len > ENROLMENT_REASON_BYTES_MAX)
        return err_set(reterr, E_FORM_FIELD, S("reason"));
    TRY(db_begin(act->db, DB_WRITE, reterr));
    return act_end(
        act, enrolment_change_in(act, id, action, reason, reterr), reterr);
}

code enrolment_assign_in(
    struct act *act, str id, str assessor, struct err *reterr)
{
    struct enrolment enrolment;

    TRY(sql_enrolment_by_id(
        act->db, act->actor.tenant, id, act->arena, &enrolment, reterr));
    if (enrolment.state > ENROLMENT_RESUBMIT)
        return err_set(reterr, E_STATE_ORDER, S("assessor"));
    enrolment.assessor = assessor;
    enrolment.updated_at = act->now;
    TRY(check_assessor(act, &enrolment, reterr));
    return keep(act, &enrolment, S("assign"), reterr);
}

/* --- lists --- */

static str pattern_of(struct act *act, str text)
{
    const str words = text_fold(text, act->arena);
    const str parts[] = {S("%"), words, S("%")};

    return words.len > 0 ? arena_join(act->arena, parts, 3) : S("");
}

static int64_t first_state(int64_t state)
{
    return state > 0 ? state : ENROLMENT_APPLIED;
}

static int64_t last_state(int64_t state)
{
    if (state > 0)
        return state;
    return state == ENROLMENT_ANY ? ENROLMENT_WITHDRAWN : ENROLMENT_PASSED;
}

code enrolment_list_in(struct act *act,
    const struct enrolment_query *query,
    struct enrolment_list_row **ret,
    size_t *ret_n,
    struct err *reterr)
{
    const struct enrolment_list_args args = {
        .tenant = act->actor.tenant,
        .state_from = first_state(query->state),
        .state_to = last_state(query->state),
        .achievement = query->achievement,
        .assessor = query->assessor,
        .q = pattern_of(act, query->text),
        .limit = query->limit,
        .offset = query->offset,
    };

    TRY(arena_status(act->arena));
    return sql_enrolment_list(act->db, &args, act->arena, ret, ret_n, reterr);
}

static code search(struct act *act,
    const struct enrolment_query *query,
    struct enrolment_found *ret,
    struct err *reterr)
{
    const struct enrolment_count_args args = {
        .day = enrolment_day(act, 0),
        .tenant = act->actor.tenant,
        .state_from = first_state(query->state),
        .state_to = last_state(query->state),
        .achievement = query->achievement,
        .assessor = query->assessor,
        .q = pattern_of(act, query->text),
        .limit = ENROLMENT_COUNT_MAX,
    };
    struct enrolment_list_row *rows;
    struct enrolment_count_row count;

    TRY(enrolment_list_in(act, query, &rows, &ret->n_rows, reterr));
    TRY(sql_enrolment_count(act->db, &args, act->arena, &count, reterr));
    ret->rows = rows;
    ret->n = count.n;
    ret->n_late = count.n_late;
    return OK;
}

code enrolment_search(struct act *act,
    const struct enrolment_query *query,
    struct enrolment_found *ret,
    struct err *reterr)
{
    struct enrolment_query limited = *query;
    struct enrolment_found found;

    TRY(act_may(act, RIGHT_enrolment_read, reterr));
    if (limited.limit > LIST_MAX)
        limited.limit = LIST_MAX;
    TRY(db_begin(act->db, DB_READ, reterr));
    TRY(act_end(act, search(act, &limited, &found, reterr), reterr));
    *ret = found;
    return OK;
}

static code choose(struct act *act,
    str tenant,
    str achievement,
    struct enrolment_choice *ret,
    struct err *reterr)
{
    const str today = enrolment_day(act, 0);
    struct offering *offerings;
    size_t n;
    size_t i;
    code result;

    *ret = (struct enrolment_choice){0};
    TRY(sql_offering_list(act->db, tenant, achievement, LIST_MAX, 0, act->arena,
        &offerings, &n, reterr));
    for (i = 0; i < n; i++) {
        struct offering open = offerings[i];

        open.seats = 0; /* a full one is shown as full */
        if (offering_takes(&open, today))
            offerings[ret->n_offerings++] = offerings[i];
    }
    ret->offerings = offerings;
    if (act->actor.person.len == 0)
        return OK;
    result = sql_enrolment_open(act->db, tenant, achievement, act->actor.person,
        act->arena, &ret->present, reterr);
    return result == E_NOT_FOUND ? OK : result;
}

code enrolment_choose(struct act *act,
    str tenant,
    str achievement,
    struct enrolment_choice *ret,
    struct err *reterr)
{
    TRY(db_begin(act->db, DB_READ, reterr));
    return act_end(act, choose(act, tenant, achievement, ret, reterr), reterr);
}

code enrolment_assessors(
    struct act *act, struct membership **ret, size_t *ret_n, struct err *reterr)
{
    const struct membership_list_args args = {
        .tenant = act->actor.tenant,
        .role = ROLE_ASSESSOR,
        .limit = LIST_MAX,
    };

    TRY(act_may(act, RIGHT_enrolment_read, reterr));
    return sql_membership_list(act->db, &args, act->arena, ret, ret_n, reterr);
}

code enrolment_mine(struct act *act,
    struct enrolment_list_person_row **ret,
    size_t *ret_n,
    struct err *reterr)
{
    TRY(act_may(act, RIGHT_person, reterr));
    return sql_enrolment_list_person(
        act->db, act->actor.person, act->arena, ret, ret_n, reterr);
}
