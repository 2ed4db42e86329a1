#include "app/mail.h"

#include "domain/person.h"
#include "store/sql.h"

enum {
    LETTER_ARGS_MAX = 4,
};

static enum lang letter_language(const struct letter *letter)
{
    const enum lang lang = lang_find(letter->language);

    return lang == LANG_N ? LANG_EN : lang;
}

/* The words of a letter, with its link. */
static str letter_body(
    const struct act *act, const struct letter *letter, enum lang lang)
{
    const str base = act->worker->platform->config.text[CONFIG_BASE_URL];
    const str link[] = {base, letter->path, letter->secret};
    struct message_arg args[LETTER_ARGS_MAX + 1];
    size_t n;

    for (n = 0; n < letter->n_args && n < LETTER_ARGS_MAX; n++)
        args[n] = letter->args[n];
    args[n] = (struct message_arg){.name = S("link"),
        .kind = ARG_WORDS,
        .text = arena_join(act->arena, link, 3)};
    return message_with(act->arena, lang, letter->words, args, n + 1);
}

/* What kind of news it tells, if any: templates are called by it. */
static int64_t letter_kind(const struct letter *letter)
{
    int64_t kind = 0;

    if (str_eq(letter->template, S("award_remind")))
        return NOTICE_CLAIM_REMINDER;
    return names_find(&notice_kind_names, letter->template, &kind) ? kind : 0;
}

/* Whether the person wants it by mail, too (app/inbox.h): it stands in the
 * outbox either way. */
static code wanted_state(struct act *act,
    const struct letter *letter,
    int64_t *ret,
    struct err *reterr)
{
    const int64_t kind = letter_kind(letter);
    struct preference wish;
    code result;

    if (kind == 0 || letter->person.len == 0)
        return OK;
    result = sql_preference_of(
        act->db, letter->person, kind, act->arena, &wish, reterr);
    if (result == E_NOT_FOUND)
        return OK;
    TRY(result);
    if (wish.by_mail == 0)
        *ret = MAIL_CANCELLED;
    return OK;
}

code mail_queue(
    struct act *act, const struct letter *letter, struct err *reterr)
{
    const enum lang lang = letter_language(letter);
    struct mail mail = {
        .tenant = letter->tenant,
        .template = letter->template,
        .language = lang_code(lang),
        .person = letter->person,
        .email = letter->email,
        .award = letter->award,
        .state = MAIL_WAITING,
        .due_at = act->now,
        .created_at = act->now,
    };

    TRY(act_id(act, &mail.id, reterr));
    mail.once = letter->once.len > 0 ? letter->once : mail.id;
    mail.subject_line = message_with(
        act->arena, lang, letter->title, letter->args, letter->n_args);
    mail.body = letter_body(act, letter, lang);
    TRY(arena_status(act->arena));
    TRY(wanted_state(act, letter, &mail.state, reterr));
    return sql_mail_insert(act->db, &mail, NULL, reterr);
}

code mail_outbox(struct act *act,
    int64_t state,
    int64_t offset,
    struct mail **ret,
    size_t *ret_n,
    struct err *reterr)
{
    const struct mail_list_args which = {
        .tenant = act->actor.tenant,
        .state = state,
        .limit = MAIL_PAGE_ROWS,
        .offset = offset,
    };

    TRY(act_may(act, RIGHT_mail_read, reterr));
    return sql_mail_list(act->db, &which, act->arena, ret, ret_n, reterr);
}

code mail_resend(struct act *act, str id, str email, struct err *reterr)
{
    const str tenant = act->actor.tenant;
    struct mail mail;
    str address;
    size_t n;

    TRY(act_may(act, RIGHT_mail_write, reterr));
    TRY(email_normal(email, act->arena, &address, reterr));
    TRY(db_begin(act->db, DB_WRITE, reterr));
    TRY(sql_mail_by_id(act->db, tenant, id, act->arena, &mail, reterr));
    TRY(sql_mail_resend(act->db, address, act->now, tenant, id, &n, reterr));
    if (n == 0)
        return err_set(reterr, E_STATE_ORDER, S("mail"));
    TRY(act_record(act, tenant, S("mail.resend"), id, S(""), reterr));
    return db_commit(act->db, reterr);
}

bool mail_leaves(const struct act *act)
{
    return act->worker->platform->config.text[CONFIG_SMTP].len > 0;
}
