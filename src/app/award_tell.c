#include "app/award_tell.h"

#include "app/mail.h"
#include "domain/achievement.h"
#include "domain/award.h"
#include "domain/organisation.h"
#include "domain/person.h"
#include "domain/session.h"
#include "store/sql.h"

enum {
    CLAIM_SECRET_BYTES = 32,
};

/* One award to tell of, and in which words. */
struct news {
    const struct organisation *organisation;
    const struct award *award;
    str about; /* of the achievement */
    str language;
    str once;
    str template;
    int64_t kind; /* enum notice_kind */
    enum message title;
    enum message words;
};

/* --- one award --- */

static str once_of(struct arena *arena, str what, str award)
{
    const str parts[] = {what, S(":"), award};

    return arena_join(arena, parts, 3);
}

/* Of the person, if there is one; else of the organisation. */
static code find_language(
    struct act *act, struct news *news, struct err *reterr)
{
    struct person person;
    code result;

    news->language = news->organisation->language;
    if (news->award->person.len == 0)
        return OK;
    result = sql_person_by_id(
        act->db, news->award->person, act->arena, &person, reterr);
    if (result == OK && person.language.len > 0)
        news->language = person.language;
    return result == E_NOT_FOUND ? OK : result;
}

static code put_notice(
    struct act *act, const struct news *news, struct err *reterr)
{
    struct notice notice = {
        .person = news->award->person,
        .tenant = news->award->tenant,
        .kind = news->kind,
        .object = news->award->id,
        .about = news->about,
        .created_at = act->now,
    };

    if (notice.person.len == 0)
        return OK;
    TRY(act_id(act, &notice.id, reterr));
    return sql_notice_insert(act->db, &notice, NULL, reterr);
}

static code put_letter(
    struct act *act, const struct news *news, struct err *reterr)
{
    const struct award *award = news->award;
    const struct message_arg args[] = {
        {S("issuer"), ARG_TEXT, news->organisation->name, 0},
        {S("title"), ARG_TEXT, news->about, 0},
        {S("name"), ARG_TEXT, award->recipient_name, 0},
    };
    struct token token = {
        .purpose = TOKEN_CLAIM,
        .tenant = award->tenant,
        .person = award->person,
        .email = award->email,
        .object = award->id,
        .created_at = act->now,
        .expires_at = act->now + token_lifetime_s(TOKEN_CLAIM),
    };
    struct letter letter = {
        .tenant = award->tenant,
        .once = news->once,
        .template = news->template,
        .title = news->title,
        .words = news->words,
        .args = args,
        .n_args = sizeof(args) / sizeof(args[0]),
        .language = news->language,
        .person = award->person,
        .email = award->email,
        .path = S("/claim/"),
        .award = award->id,
    };

    if (award->email.len == 0)
        return OK;
    TRY(act_secret(act, CLAIM_SECRET_BYTES, &letter.secret, reterr));
    TRY(act_digest(act, str_bytes(letter.secret), &token.secret_hash, reterr));
    TRY(sql_token_insert(act->db, &token, NULL, reterr));
    return mail_queue(act, &letter, reterr);
}

/* In the open transaction. A letter that was written once is not written
 * again, nor what belongs to it. */
static code tell(struct act *act, struct news *news, struct err *reterr)
{
    const struct award *award = news->award;
    struct achievement_version version;
    struct mail_is_there_row letters;

    TRY(sql_mail_is_there(
        act->db, award->tenant, news->once, act->arena, &letters, reterr));
    if (letters.n > 0)
        return OK;
    TRY(sql_achievement_version_by_number(act->db, award->tenant,
        award->achievement, award->version, act->arena, &version, reterr));
    news->about = version.title;
    TRY(find_language(act, news, reterr));
    TRY(put_notice(act, news, reterr));
    return put_letter(act, news, reterr);
}

/* --- what can be seen now --- */

static code release(struct act *act, struct award *award, struct err *reterr)
{
    if (award->held_until.len == 0)
        return OK;
    award->held_until = S("");
    award->updated_at = act->now;
    TRY(sql_award_move(act->db, award, NULL, reterr));
    return act_record(
        act, award->tenant, S("award_release"), award->id, S(""), reterr);
}

static code tell_of(struct act *act,
    const struct organisation *organisation,
    struct award *award,
    struct err *reterr)
{
    struct news news = {
        .organisation = organisation,
        .award = award,
        .once = once_of(act->arena, S("award"), award->id),
        .template = S("award"),
        .kind = NOTICE_AWARD,
        .title = MSG_MAIL_AWARD,
        .words = MSG_MAIL_AWARD_WORDS,
    };

    TRY(release(act, award, reterr));
    TRY(tell(act, &news, reterr));
    return sql_award_told(
        act->db, act->now, award->tenant, award->id, NULL, reterr);
}

static code tell_in(
    struct act *act, str tenant, size_t *ret_n, struct err *reterr)
{
    struct organisation organisation;
    struct award *awards;
    str today;
    size_t i;

    TRY(sql_organisation_by_tenant(
        act->db, tenant, act->arena, &organisation, reterr));
    *ret_n = 0;
    if (organisation.state != ORGANISATION_ACTIVE)
        return OK;
    today = act_day_at(act->now, organisation.utc_offset_minutes, act->arena);
    TRY(sql_award_untold(act->db, tenant, today, TELL_AT_ONCE, act->arena,
        &awards, ret_n, reterr));
    for (i = 0; i < *ret_n; i++)
        TRY(tell_of(act, &organisation, &awards[i], reterr));
    return OK;
}

code award_tell_due(struct act *act, size_t *ret_n, struct err *reterr)
{
    struct award_untold_tenants_row *tenants;
    size_t n;
    size_t i;

    *ret_n = 0;
    TRY(sql_award_untold_tenants(act->db, act->arena, &tenants, &n, reterr));
    for (i = 0; i < n && *ret_n == 0; i++) {
        TRY(db_begin(act->db, DB_WRITE, reterr));
        TRY(act_end(
            act, tell_in(act, tenants[i].tenant, ret_n, reterr), reterr));
    }
    return OK;
}

/* --- reminders --- */

static code remind_of(struct act *act,
    const struct award_unclaimed_since_row *row,
    int which,
    struct err *reterr)
{
    struct award award = {
        .tenant = row->tenant,
        .id = row->id,
        .achievement = row->achievement,
        .version = row->version,
        .person = row->person,
        .email = row->email,
        .recipient_name = row->recipient_name,
    };
    const str what = which == 1 ? S("remind-1") : S("remind-2");
    struct organisation organisation;
    struct news news = {
        .organisation = &organisation,
        .award = &award,
        .once = once_of(act->arena, what, award.id),
        .template = S("award_remind"),
        .kind = NOTICE_CLAIM_REMINDER,
        .title = MSG_MAIL_REMIND,
        .words = MSG_MAIL_REMIND_WORDS,
    };

    TRY(sql_organisation_by_tenant(
        act->db, row->tenant, act->arena, &organisation, reterr));
    if (organisation.state != ORGANISATION_ACTIVE)
        return OK;
    return tell(act, &news, reterr);
}

static code remind_page(struct act *act,
    struct tell_span *span,
    int which,
    size_t *ret_n,
    struct err *reterr)
{
    const struct award_unclaimed_since_args page = {
        .after = span->after,
        .until = span->until,
        .id = span->id,
        .limit = TELL_AT_ONCE,
    };
    struct award_unclaimed_since_row *rows;
    size_t i;

    TRY(sql_award_unclaimed_since(
        act->db, &page, act->arena, &rows, ret_n, reterr));
    for (i = 0; i < *ret_n; i++)
        TRY(remind_of(act, &rows[i], which, reterr));
    if (*ret_n > 0) {
        span->after = rows[*ret_n - 1].told_at;
        span->id = rows[*ret_n - 1].id;
    }
    return OK;
}

code award_remind(struct act *act,
    const struct tell_span *span,
    int which,
    size_t *ret_n,
    struct err *reterr)
{
    struct tell_span left = *span;
    size_t n;

    *ret_n = 0;
    do {
        TRY(db_begin(act->db, DB_WRITE, reterr));
        TRY(act_end(act, remind_page(act, &left, which, &n, reterr), reterr));
        *ret_n += n;
    } while (n > 0);
    return OK;
}
