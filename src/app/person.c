#include "app/person.h"

#include "domain/id.h"
#include "store/sql.h"

enum {
    WORDS_MAX = 12,
};

const role_set PERSON_STAFF = (1u << ROLE_OWNER) | (1u << ROLE_DESIGNER) |
                              (1u << ROLE_ASSESSOR) | (1u << ROLE_REGISTRAR) |
                              (1u << ROLE_LD) | (1u << ROLE_VIEWER);

enum message person_role_words(int64_t role)
{
    static const enum message WORDS[ROLE_END] = {
        [ROLE_OWNER] = MSG_ROLE_OWNER,
        [ROLE_DESIGNER] = MSG_ROLE_DESIGNER,
        [ROLE_ASSESSOR] = MSG_ROLE_ASSESSOR,
        [ROLE_REGISTRAR] = MSG_ROLE_REGISTRAR,
        [ROLE_LD] = MSG_ROLE_LD,
        [ROLE_VIEWER] = MSG_ROLE_VIEWER,
        [ROLE_LEARNER] = MSG_ROLE_LEARNER,
    };

    return role > ROLE_NONE && role < ROLE_OPERATOR ? WORDS[role] : MSG_NONE;
}

/* --- finding --- */

/* What a search looks for: everything that begins so. */
struct beginning {
    str from;
    str to; /* behind all of them */
};

static struct beginning begin(str text, struct arena *arena)
{
    const str from = text_fold(text, arena);
    const str parts[] = {from, S("\xF4\x8F\xBF\xBF")};

    if (from.len == 0)
        return (struct beginning){{"", 0}, {"", 0}};
    return (struct beginning){from, arena_join(arena, parts, 2)};
}

/* The ids of one page of those that fit, and how many there are in all. */
static code find_role(struct act *act,
    const struct person_query *query,
    int64_t limit,
    const str **ret_ids,
    struct person_list *ret,
    struct err *reterr)
{
    const struct beginning word = begin(query->text, act->arena);
    const struct membership_page_args args = {
        .tenant = act->actor.tenant,
        .role = query->role,
        .word_from = word.from,
        .word_to = word.to,
        .limit = limit,
        .offset = query->offset,
    };
    struct membership_page_count_row count;
    struct membership *found;
    str *ids;
    size_t i;

    TRY(sql_membership_page(
        act->db, &args, act->arena, &found, &ret->n, reterr));
    TRY(sql_membership_page_count(act->db, args.tenant, args.role, word.from,
        word.to, act->arena, &count, reterr));
    ids = arena_array(act->arena, ret->n, str);
    for (i = 0; ids && i < ret->n; i++)
        ids[i] = found[i].person;
    ret->of = count.n;
    *ret_ids = ids;
    return arena_status(act->arena);
}

static code find_staff(struct act *act,
    const struct person_query *query,
    int64_t limit,
    const str **ret_ids,
    struct person_list *ret,
    struct err *reterr)
{
    const struct beginning word = begin(query->text, act->arena);
    const struct membership_staff_args args = {
        .tenant = act->actor.tenant,
        .word_from = word.from,
        .word_to = word.to,
        .limit = limit,
        .offset = query->offset,
    };
    struct membership_staff_count_row count;
    struct membership_staff_row *found;
    str *ids;
    size_t i;

    TRY(sql_membership_staff(
        act->db, &args, act->arena, &found, &ret->n, reterr));
    TRY(sql_membership_staff_count(
        act->db, args.tenant, word.from, word.to, act->arena, &count, reterr));
    ids = arena_array(act->arena, ret->n, str);
    for (i = 0; ids && i < ret->n; i++)
        ids[i] = found[i].person;
    ret->of = count.n;
    *ret_ids = ids;
    return arena_status(act->arena);
}

static code find(struct act *act,
    const struct person_query *query,
    int64_t limit,
    const str **ret_ids,
    struct person_list *ret,
    struct err *reterr)
{
    TRY(act_may(act,
        query->role == ROLE_LEARNER ? RIGHT_learner_read : RIGHT_staff_read,
        reterr));
    return query->role == ROLE_NONE
               ? find_staff(act, query, limit, ret_ids, ret, reterr)
               : find_role(act, query, limit, ret_ids, ret, reterr);
}

/* --- one of them --- */

code person_read(
    struct act *act, str person, struct person_row *ret, struct err *reterr)
{
    struct person_row row = {.person = person};
    struct membership *roles;
    size_t n;
    size_t i;

    TRY(sql_membership_in(
        act->db, act->actor.tenant, person, act->arena, &roles, &n, reterr));
    if (n == 0)
        return err_set(reterr, E_NOT_FOUND, S("person"));
    row.name = roles[0].name;
    row.email = roles[0].email;
    row.since = roles[0].created_at;
    for (i = 0; i < n; i++) {
        row.roles |= 1u << roles[i].role;
        if (roles[i].number.len > 0)
            row.number = roles[i].number;
        if (roles[i].unit.len > 0)
            row.unit = roles[i].unit;
        if (roles[i].created_at < row.since)
            row.since = roles[i].created_at;
    }
    *ret = row;
    return OK;
}

static code search(struct act *act,
    const struct person_query *query,
    struct person_list *ret,
    struct err *reterr)
{
    struct person_list list = {0};
    struct person_row *rows;
    const str *ids;
    size_t i;

    TRY(find(act, query, PERSON_PAGE_ROWS, &ids, &list, reterr));
    rows = arena_array(act->arena, list.n, struct person_row);
    for (i = 0; rows && i < list.n; i++)
        TRY(person_read(act, ids[i], &rows[i], reterr));
    list.rows = rows;
    *ret = list;
    return arena_status(act->arena);
}

code person_search(struct act *act,
    const struct person_query *query,
    struct person_list *ret,
    struct err *reterr)
{
    code result;

    TRY(db_begin(act->db, DB_READ, reterr));
    result = search(act, query, ret, reterr);
    db_rollback(act->db);
    return result;
}

code person_search_ids(struct act *act,
    const struct person_query *query,
    struct person_chosen *ret,
    struct err *reterr)
{
    struct person_list list = {0};
    const str *ids;
    code result;

    TRY(db_begin(act->db, DB_READ, reterr));
    result = find(act, query, PERSON_BULK_MAX, &ids, &list, reterr);
    db_rollback(act->db);
    TRY(result);
    if (list.of > PERSON_BULK_MAX)
        return err_set(reterr, E_LIMIT_EXCEEDED, S("everything"));
    *ret = (struct person_chosen){ids, list.n};
    return OK;
}

code person_show(
    struct act *act, str person, struct person_row *ret, struct err *reterr)
{
    struct person_row row = {0};
    code result;

    TRY(act_may(act, RIGHT_learner_read, reterr));
    TRY(db_begin(act->db, DB_READ, reterr));
    result = person_read(act, person, &row, reterr);
    db_rollback(act->db);
    TRY(result);
    if ((row.roles & 1u << ROLE_LEARNER) == 0)
        TRY(act_may(act, RIGHT_staff_read, reterr));
    *ret = row;
    return OK;
}

/* --- becoming a member --- */

static code put_word(
    struct act *act, const struct membership *row, str word, struct err *reterr)
{
    const struct word found = {
        .tenant = row->tenant,
        .noun = WORD_PERSON,
        .word = word,
        .object = row->person,
    };

    return sql_word_insert(act->db, &found, NULL, reterr);
}

/* Found by the address, and by the name from each of its words on. */
code person_index(
    struct act *act, const struct membership *row, struct err *reterr)
{
    size_t at = 0;
    int n;

    TRY(sql_word_delete(
        act->db, row->tenant, WORD_PERSON, row->person, NULL, reterr));
    if (row->email.len > 0)
        TRY(put_word(act, row, row->email, reterr));
    for (n = 0; n < WORDS_MAX && at < row->name_key.len; n++) {
        const size_t space = str_find(row->name_key, ' ', at);

        TRY(put_word(act, row, str_sub(row->name_key, at, SIZE_MAX), reterr));
        at = space == SIZE_MAX ? SIZE_MAX : space + 1;
    }
    return OK;
}

code person_join(struct act *act, struct membership *row, struct err *reterr)
{
    row->name_key = text_fold(row->name, act->arena);
    row->state = MEMBERSHIP_ACTIVE;
    row->created_by = act->actor.person;
    row->created_at = act->now;
    TRY(arena_status(act->arena));
    TRY(sql_membership_put(act->db, row, NULL, reterr));
    return person_index(act, row, reterr);
}

static code insert(struct act *act,
    str email,
    str name,
    str language,
    str *ret_person,
    struct err *reterr)
{
    struct person person = {
        .name = name,
        .language = language,
        .state = PERSON_ACTIVE,
        .created_at = act->now,
        .updated_at = act->now,
    };
    struct person_email address = {
        .email = email, .main = 1, .created_at = act->now};

    TRY(act_id(act, &person.id, reterr));
    TRY(sql_person_insert(act->db, &person, NULL, reterr));
    address.person = person.id;
    TRY(sql_person_email_insert(act->db, &address, NULL, reterr));
    *ret_person = person.id;
    return OK;
}

code person_of_email(struct act *act,
    str email,
    str name,
    str language,
    str *ret_person,
    struct err *reterr)
{
    struct person_email address;
    code result = sql_person_email_confirmed(
        act->db, email, act->arena, &address, reterr);

    if (result == E_NOT_FOUND)
        result = sql_person_email_waiting(
            act->db, email, act->arena, &address, reterr);
    if (result == E_NOT_FOUND)
        return insert(act, email, name, language, ret_person, reterr);
    TRY(result);
    *ret_person = address.person;
    return OK;
}
