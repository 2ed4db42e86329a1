/* Enrolments out of a table. */
#include "app/enrolment.h"
#include "app/import_part.h"
#include "domain/id.h"
#include "domain/offering.h"
#include "domain/person.h"
#include "text/datetime.h"

enum {
    OFFERINGS_MAX = 200,
};

/* The person of that address who has the role here; false after a
 * complaint. */
static code find_member(struct import_work *work,
    const char *field,
    enum role role,
    str *ret,
    struct err *reterr)
{
    struct act *act = work->act;
    struct membership row;
    str email;
    code result =
        email_normal(import_cell(work, field), act->arena, &email, NULL);

    if (result == E_EMAIL) {
        import_complain(work, field, "email");
        return OK;
    }
    TRY(result);
    result = sql_membership_by_email(
        act->db, act->actor.tenant, email, role, act->arena, &row, reterr);
    if (result == E_NOT_FOUND) {
        import_complain(
            work, field, role == ROLE_LEARNER ? "learner" : "assessor");
        return OK;
    }
    TRY(result);
    *ret = row.person;
    return OK;
}

static code find_course(
    struct import_work *work, struct achievement *ret, struct err *reterr)
{
    struct act *act = work->act;
    const code result = sql_achievement_by_code(act->db, act->actor.tenant,
        import_cell(work, "code"), act->arena, ret, reterr);

    if (result == E_NOT_FOUND || (result == OK && ret->listed_version == 0)) {
        import_complain(work, "code", result == OK ? "not_listed" : "code");
        return OK;
    }
    return result;
}

/* The offering of that title, id or first day, with a seat left. */
static code find_offering(struct import_work *work,
    const struct achievement *course,
    str *ret,
    struct err *reterr)
{
    struct act *act = work->act;
    const str asked = import_cell(work, "offering");
    struct offering *all;
    size_t n;
    size_t i;

    if (asked.len == 0)
        return OK;
    TRY(sql_offering_list(act->db, course->tenant, course->id, OFFERINGS_MAX, 0,
        act->arena, &all, &n, reterr));
    for (i = 0; i < n; i++) {
        if (!str_eq(all[i].id, asked) && !str_eq(all[i].title, asked) &&
            !str_eq(all[i].starts_on, asked))
            continue;
        if (!offering_takes(&all[i], enrolment_day(act, 0)) ||
            (all[i].seats > 0 && all[i].taken >= all[i].seats)) {
            import_complain(work, "offering", "offering_full");
            return OK;
        }
        *ret = all[i].id;
        return OK;
    }
    import_complain(work, "offering", "offering");
    return OK;
}

static code find_all(
    struct import_work *work, struct enrolment_new *asked, struct err *reterr)
{
    struct achievement course = {0};

    TRY(find_member(work, "email", ROLE_LEARNER, &asked->person, reterr));
    TRY(find_course(work, &course, reterr));
    asked->tenant = work->act->actor.tenant;
    asked->achievement = course.id;
    if (!work->is_bad)
        TRY(find_offering(work, &course, &asked->offering, reterr));
    asked->due_on = import_cell(work, "due");
    if (asked->due_on.len > 0 && !datetime_is_date(asked->due_on))
        import_complain(work, "due", "day");
    if (import_cell(work, "assessor").len > 0)
        TRY(find_member(
            work, "assessor", ROLE_ASSESSOR, &asked->assessor, reterr));
    if (asked->assessor.len > 0 && str_eq(asked->assessor, asked->person))
        import_complain(work, "assessor", "self");
    return OK;
}

code import_place(
    struct import_work *work, enum import_status *ret, struct err *reterr)
{
    struct act *act = work->act;
    struct enrolment_new asked = {0};
    struct enrolment enrolment;
    code result;

    TRY(find_all(work, &asked, reterr));
    if (work->is_bad)
        return OK;
    result = sql_enrolment_open(act->db, asked.tenant, asked.achievement,
        asked.person, act->arena, &enrolment, reterr);
    if (result == OK) {
        *ret = IMPORT_SAME;
        return OK;
    }
    if (result != E_NOT_FOUND)
        return result;
    TRY(enrolment_place(act, &asked, &enrolment, reterr));
    TRY(sql_enrolment_set_run(act->db, work->table->run.id, enrolment.tenant,
        enrolment.id, NULL, reterr));
    *ret = IMPORT_NEW;
    return OK;
}

code import_place_back(
    struct act *act, const struct import_run *run, struct err *reterr)
{
    struct enrolment *made;
    size_t n;
    size_t i;

    TRY(sql_enrolment_of_run(
        act->db, run->tenant, run->id, act->arena, &made, &n, reterr));
    for (i = 0; i < n; i++) {
        if (made[i].state == ENROLMENT_ENROLLED && made[i].attempt == 0)
            TRY(enrolment_change_in(
                act, made[i].id, ENROLMENT_WITHDRAW, S("import"), reterr));
    }
    return OK;
}
