/* Learners and staff out of a table. */
#include "app/import_part.h"
#include "app/person.h"
#include "domain/id.h"
#include "store/sql.h"

/* "name", or the given and the family name. */
static str name_of(const struct import_work *work)
{
    const str name = import_cell(work, "name");
    const str given = import_cell(work, "given");
    const str family = import_cell(work, "family");
    const str parts[] = {given, S(" "), family};

    if (name.len > 0)
        return name;
    if (given.len == 0 || family.len == 0)
        return given.len > 0 ? given : family;
    return arena_join(work->act->arena, parts, 3);
}

/* Whoever in this organisation has the number already, in this role. */
static code number_taken(struct import_work *work,
    const struct membership *row,
    bool *ret,
    struct err *reterr)
{
    struct membership other;
    code result;

    *ret = false;
    if (row->number.len == 0)
        return OK;
    result = sql_membership_by_number(work->act->db, row->tenant, row->role,
        row->number, work->act->arena, &other, reterr);
    if (result == E_NOT_FOUND)
        return OK;
    TRY(result);
    *ret = !str_eq(other.person, row->person);
    return OK;
}

/* What was there, so that it can be put back. */
static code keep_before(struct import_work *work,
    const struct membership *before,
    struct err *reterr)
{
    const struct import_before row = {
        .tenant = before->tenant,
        .run = work->table->run.id,
        .person = before->person,
        .role = before->role,
        .number = before->number,
        .unit = before->unit,
        .name = before->name,
    };

    return sql_import_before_insert(work->act->db, &row, NULL, reterr);
}

/* Leaves what the table does not say. */
static bool take_over(const struct membership *before, struct membership *row)
{
    if (row->number.len == 0)
        row->number = before->number;
    if (row->unit.len == 0)
        row->unit = before->unit;
    if (row->name.len == 0)
        row->name = before->name;
    return !str_eq(row->number, before->number) ||
           !str_eq(row->unit, before->unit) || !str_eq(row->name, before->name);
}

static code change(struct import_work *work,
    const struct membership *before,
    struct membership *row,
    enum import_status *ret,
    struct err *reterr)
{
    bool taken;

    row->person = before->person;
    row->run = before->run;
    if (!take_over(before, row)) {
        *ret = IMPORT_SAME;
        return OK;
    }
    TRY(number_taken(work, row, &taken, reterr));
    if (taken) {
        import_complain(work, "number", "number_taken");
        return OK;
    }
    *ret = IMPORT_CHANGED;
    TRY(keep_before(work, before, reterr));
    return person_join(work->act, row, reterr);
}

static code join(struct import_work *work,
    struct membership *row,
    enum import_status *ret,
    struct err *reterr)
{
    struct act *act = work->act;
    struct organisation organisation;
    bool taken;

    if (row->name.len == 0) {
        import_complain(work, "name", "missing");
        return OK;
    }
    TRY(number_taken(work, row, &taken, reterr));
    if (taken) {
        import_complain(work, "number", "number_taken");
        return OK;
    }
    TRY(sql_organisation_by_tenant(
        act->db, row->tenant, act->arena, &organisation, reterr));
    TRY(person_of_email(act, row->email, row->name, organisation.language,
        &row->person, reterr));
    row->run = work->table->run.id;
    *ret = IMPORT_NEW;
    return person_join(act, row, reterr);
}

static code import_person(struct import_work *work,
    enum role role,
    enum import_status *ret,
    struct err *reterr)
{
    struct act *act = work->act;
    struct membership row = {
        .tenant = act->actor.tenant,
        .role = role,
        .number = import_cell(work, "number"),
        .unit = import_cell(work, "unit"),
        .name = name_of(work),
    };
    struct membership before;
    code result =
        email_normal(import_cell(work, "email"), act->arena, &row.email, NULL);

    if (result == E_EMAIL) {
        import_complain(work, "email", "email");
        return OK;
    }
    TRY(result);
    if (row.name.len > PERSON_NAME_BYTES_MAX) {
        import_complain(work, "name", "too_long");
        return OK;
    }
    result = sql_membership_by_email(
        act->db, row.tenant, row.email, role, act->arena, &before, reterr);
    if (result == E_NOT_FOUND)
        return join(work, &row, ret, reterr);
    TRY(result);
    return change(work, &before, &row, ret, reterr);
}

code import_learner(
    struct import_work *work, enum import_status *ret, struct err *reterr)
{
    return import_person(work, ROLE_LEARNER, ret, reterr);
}

code import_staff(
    struct import_work *work, enum import_status *ret, struct err *reterr)
{
    const str word = text_fold(import_cell(work, "role"), work->act->arena);
    int64_t role = ROLE_NONE;

    if (!names_find(&role_names, word, &role) ||
        (PERSON_STAFF & 1u << role) == 0) {
        import_complain(work, "role", "role");
        return OK;
    }
    return import_person(work, (enum role)role, ret, reterr);
}

/* --- back --- */

static code put_back(
    struct act *act, const struct import_before *before, struct err *reterr)
{
    struct membership *rows;
    size_t n;
    size_t i;

    TRY(sql_membership_in(act->db, before->tenant, before->person, act->arena,
        &rows, &n, reterr));
    for (i = 0; i < n; i++) {
        if (rows[i].role != before->role)
            continue;
        rows[i].number = before->number;
        rows[i].unit = before->unit;
        rows[i].name = before->name;
        TRY(person_join(act, &rows[i], reterr));
    }
    return OK;
}

/* The last owner stays, however they came. */
static code end_role(
    struct act *act, const struct membership *row, struct err *reterr)
{
    struct membership_count_row owners;
    struct membership *left;
    size_t n;

    if (row->role == ROLE_OWNER) {
        TRY(sql_membership_count(
            act->db, row->tenant, ROLE_OWNER, act->arena, &owners, reterr));
        if (owners.n <= 1)
            return OK;
    }
    TRY(sql_membership_end(
        act->db, row->tenant, row->person, row->role, NULL, reterr));
    TRY(sql_membership_in(
        act->db, row->tenant, row->person, act->arena, &left, &n, reterr));
    return n > 0 ? OK
                 : sql_word_delete(act->db, row->tenant, WORD_PERSON,
                       row->person, NULL, reterr);
}

code import_people_back(
    struct act *act, const struct import_run *run, struct err *reterr)
{
    struct import_before *changed;
    struct membership *made;
    size_t n;
    size_t i;

    TRY(sql_import_before_list(
        act->db, run->tenant, run->id, act->arena, &changed, &n, reterr));
    for (i = 0; i < n; i++)
        TRY(put_back(act, &changed[i], reterr));
    TRY(sql_membership_of_run(
        act->db, run->tenant, run->id, act->arena, &made, &n, reterr));
    for (i = 0; i < n; i++)
        TRY(end_role(act, &made[i], reterr));
    return OK;
}
