#include "app/audit.h"

#include "crypto/sha2.h"
#include "domain/id.h"
#include "store/sql.h"

#include <string.h>

enum {
    WALK_ROWS = 500,
};

/* --- names --- */

static code member_name(
    struct act *act, str person, str *ret, struct err *reterr)
{
    struct membership_name_row row;
    code result = sql_membership_name(
        act->db, act->actor.tenant, person, act->arena, &row, reterr);

    if (result == OK)
        *ret = row.name;
    return result == E_NOT_FOUND ? OK : result;
}

static code award_name(struct act *act, str id, str *ret, struct err *reterr)
{
    struct award award;
    const code result = sql_award_by_id(
        act->db, act->actor.tenant, id, act->arena, &award, reterr);

    if (result == OK)
        *ret = award.recipient_name;
    return result == E_NOT_FOUND ? OK : result;
}

static code achievement_name(
    struct act *act, str id, str *ret, struct err *reterr)
{
    struct achievement achievement;
    const code result = sql_achievement_by_id(
        act->db, act->actor.tenant, id, act->arena, &achievement, reterr);

    if (result == OK)
        *ret = achievement.title;
    return result == E_NOT_FOUND ? OK : result;
}

static code enrolment_name(
    struct act *act, str id, str *ret, struct err *reterr)
{
    struct enrolment enrolment;
    const code result = sql_enrolment_by_id(
        act->db, act->actor.tenant, id, act->arena, &enrolment, reterr);

    if (result == OK)
        return member_name(act, enrolment.person, ret, reterr);
    return result == E_NOT_FOUND ? OK : result;
}

/* What an event is about, by the first part of its action. */
static code about_of(
    struct act *act, const struct event *event, str *ret, struct err *reterr)
{
    static const struct {
        str before;
        code (*name)(struct act *, str, str *, struct err *);
    } NAMES[] = {
        {STR("award"), award_name},
        {STR("achievement"), achievement_name},
        {STR("enrolment"), enrolment_name},
        {STR("person"), member_name},
        {STR("invitation.accept"), member_name},
    };
    size_t i;

    for (i = 0; i < sizeof(NAMES) / sizeof(NAMES[0]); i++) {
        if (str_starts(event->action, NAMES[i].before))
            return NAMES[i].name(act, event->object, ret, reterr);
    }
    return OK;
}

/* --- the list --- */

static struct event_search_args args_of(
    const struct act *act, const struct audit_query *query)
{
    const str from = text_fold(query->text, act->arena);
    const str parts[] = {from, S("\xF4\x8F\xBF\xBF")};
    struct event_search_args args = {
        .tenant = act->actor.tenant,
        .text = query->text,
        .word_from = from,
        .word_to = arena_join(act->arena, parts, 2),
        .limit = AUDIT_PAGE_ROWS,
        .offset = query->offset,
    };

    /* "award" is "award_issue", "award_claim"; '_' stands for any mark. */
    if (query->action.len > 0)
        args.like =
            arena_join(act->arena, (const str[]){query->action, S("%")}, 2);
    return args;
}

static code search(struct act *act,
    const struct audit_query *query,
    struct audit_list *ret,
    struct err *reterr)
{
    const struct event_search_args args = args_of(act, query);
    const struct event_search_count_args same = {
        .tenant = args.tenant,
        .like = args.like,
        .text = args.text,
        .word_from = args.word_from,
        .word_to = args.word_to,
    };
    struct event_search_count_row count;
    struct audit_row *rows;
    struct event *events;
    size_t i;

    TRY(sql_event_search(act->db, &args, act->arena, &events, &ret->n, reterr));
    TRY(sql_event_search_count(act->db, &same, act->arena, &count, reterr));
    rows = arena_array(act->arena, ret->n, struct audit_row);
    for (i = 0; rows && i < ret->n; i++) {
        rows[i].event = events[i];
        if (events[i].actor.len > 0)
            TRY(member_name(act, events[i].actor, &rows[i].actor, reterr));
        TRY(about_of(act, &events[i], &rows[i].about, reterr));
    }
    ret->rows = rows;
    ret->of = count.n;
    return arena_status(act->arena);
}

code audit_search(struct act *act,
    const struct audit_query *query,
    struct audit_list *ret,
    struct err *reterr)
{
    struct audit_list list = {0};
    code result;

    TRY(act_may(act, RIGHT_event_read, reterr));
    TRY(db_begin(act->db, DB_READ, reterr));
    result = search(act, query, &list, reterr);
    db_rollback(act->db);
    if (result == OK)
        *ret = list;
    return result;
}

/* --- the chain --- */

/* Whether `event` follows from the one before, whose digest is `previous`. */
static code follows(struct act *act,
    const struct event *event,
    bytes previous,
    bool *ret,
    struct err *reterr)
{
    bytes text;
    bytes digest;

    TRY(event_bytes(event, act->arena, &text, reterr));
    TRY(act_digest(act, text, &digest, reterr));
    *ret =
        bytes_eq(event->previous, previous) && bytes_eq(event->chain, digest);
    return OK;
}

static code walk(struct act *act, struct audit_check *ret, struct err *reterr)
{
    uint8_t last[SHA256_BYTES];
    bytes previous = {last, 0};
    size_t n;

    do {
        const struct arena_mark mark = arena_mark(act->arena);
        struct event *events;
        bool good = true;
        size_t i;

        TRY(sql_event_walk(act->db, act->actor.tenant, ret->n, WALK_ROWS,
            act->arena, &events, &n, reterr));
        for (i = 0; i < n; i++) {
            TRY(follows(act, &events[i], previous, &good, reterr));
            if (!good || events[i].seq != ret->n + 1 ||
                events[i].chain.len != sizeof(last)) {
                ret->broken_at = ret->n + 1;
                return OK;
            }
            memcpy(last, events[i].chain.ptr, sizeof(last));
            previous.len = sizeof(last);
            ret->n++;
        }
        arena_rewind(act->arena, mark);
    } while (n == WALK_ROWS);
    return OK;
}

code audit_check(struct act *act, struct audit_check *ret, struct err *reterr)
{
    struct audit_check check = {0};
    code result;

    TRY(act_may(act, RIGHT_event_read, reterr));
    TRY(db_begin(act->db, DB_READ, reterr));
    result = walk(act, &check, reterr);
    db_rollback(act->db);
    if (result == OK)
        *ret = check;
    return result;
}
