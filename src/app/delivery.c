#include "app/delivery.h"

#include "base/code_info.h"
#include "domain/organisation.h"
#include "store/sql.h"

enum {
    LEASE_S = 900, /* longer than a mail server is waited for */
    PAUSE_S_MIN = 30,
    PAUSE_S_MAX = 600,
    AGE_S_MAX = 30 * 24 * 3600, /* older letters tell nothing new */
};

/* One letter on its way. */
struct errand {
    struct delivery *delivery;
    struct act *act;
    struct mail mail;
};

code delivery_init(struct delivery *delivery,
    const struct config *config,
    struct arena *arena,
    struct err *reterr)
{
    *delivery = (struct delivery){.pause_s = PAUSE_S_MIN};
    if (config->text[CONFIG_SMTP].len == 0)
        return OK;
    delivery->leaves = true;
    return mail_server_parse(
        config->text[CONFIG_SMTP], arena, &delivery->mailer.server, reterr);
}

/* --- on the disk --- */

static code finish(struct errand *errand, struct err *reterr)
{
    struct act *act = errand->act;

    TRY(db_begin(act->db, DB_WRITE, reterr));
    return act_end(
        act, sql_mail_done(act->db, &errand->mail, NULL, reterr), reterr);
}

static code find(struct errand *errand, struct err *reterr)
{
    struct act *act = errand->act;
    struct mail *due;
    size_t n;

    TRY(sql_mail_due(act->db, act->now, 1, act->arena, &due, &n, reterr));
    if (n == 0)
        return err_set(reterr, E_NOT_FOUND, S("mail"));
    errand->mail = due[0];
    TRY(sql_mail_lease(act->db, act->now + LEASE_S, due[0].tenant, due[0].id,
        due[0].lease, NULL, reterr));
    errand->mail.lease++;
    return OK;
}

static code lease(struct errand *errand, struct err *reterr)
{
    TRY(db_begin(errand->act->db, DB_WRITE, reterr));
    return act_end(errand->act, find(errand, reterr), reterr);
}

/* The last moment at which the letter can be kept back. Once it is marked it
 * is never sent by itself again. False also when another process has it. */
static bool mark(void *arg)
{
    struct errand *errand = arg;
    struct act *act = errand->act;
    struct mail *mail = &errand->mail;
    size_t n = 0;
    code result = db_begin(act->db, DB_WRITE, NULL);

    if (result == OK)
        result = act_end(act,
            sql_mail_hand_over(act->db, act->now, mail->tenant, mail->id,
                mail->lease, &n, NULL),
            NULL);
    mail->sent_at = act->now;
    return result == OK && n == 1;
}

static bool stops(void *arg)
{
    const struct errand *errand = arg;
    const struct delivery *delivery = errand->delivery;

    return delivery->stops && delivery->stops(delivery->arg);
}

/* --- the message --- */

/* Behind the '@' of the sender's address. */
static str sender_domain(str sender)
{
    const size_t at = str_find(sender, '@', 0);

    return at == SIZE_MAX ? S("localhost")
                          : str_sub(sender, at + 1, sender.len);
}

static code sender_name(
    const struct errand *errand, str *ret, struct err *reterr)
{
    struct organisation organisation;
    code result;

    *ret = S("");
    if (errand->mail.tenant.len == 0)
        return OK;
    result = sql_organisation_by_tenant(errand->act->db, errand->mail.tenant,
        errand->act->arena, &organisation, reterr);
    if (result == OK)
        *ret = organisation.name;
    return result == E_NOT_FOUND ? OK : result;
}

/* The same letter has the same Message-ID each time: who gets it twice by
 * somebody's wish can tell. */
static code write_message(
    struct errand *errand, struct mime_message *ret, struct err *reterr)
{
    struct act *act = errand->act;
    const struct mail *mail = &errand->mail;
    const str sender = act->worker->platform->config.text[CONFIG_MAIL_FROM];
    const str id[] = {mail->id, S("@"), sender_domain(sender)};
    str boundary;

    TRY(act_id(act, &boundary, reterr));
    *ret = (struct mime_message){
        .from = {.address = sender},
        .to = {.address = mail->email},
        .subject = mail->subject_line,
        .text = mail->body,
        .message_id = arena_join(act->arena, id, 3),
        .date_unix_s = act->now,
        .boundary = boundary,
    };
    TRY(sender_name(errand, &ret->from.name, reterr));
    return arena_status(act->arena);
}

/* --- what became of it --- */

static void fail(struct mail *mail, int64_t state, str why)
{
    mail->state = state;
    mail->fault = why;
}

/* The server is out of reach: all letters wait, and none is blamed. */
static void wait_for_server(struct errand *errand, str why)
{
    struct delivery *delivery = errand->delivery;

    delivery->paused_until = errand->act->now + delivery->pause_s;
    errand->mail.due_at = delivery->paused_until;
    errand->mail.fault = why;
    errand->mail.sent_at = 0;
    if (delivery->pause_s < PAUSE_S_MAX)
        delivery->pause_s *= 2;
}

static void try_again(struct errand *errand, str why)
{
    struct mail *mail = &errand->mail;
    const int64_t wait_s = mail_backoff_s(++mail->tries);

    mail->sent_at = 0;
    mail->fault = why;
    mail->due_at = errand->act->now + wait_s;
    if (wait_s == 0)
        mail->state = MAIL_FAILED;
}

static void judge(struct errand *errand, code result, str said)
{
    struct mail *mail = &errand->mail;
    const str title = code_info(result)->title;

    if (result == OK) {
        mail->state = MAIL_SENT;
        mail->tries++;
        mail->fault = S("");
        mail->body = S(""); /* its link is the receiver's alone */
    } else if (result == E_MAIL_REFUSED) {
        fail(mail, MAIL_BOUNCED, said);
        mail->bounced_at = errand->act->now;
        mail->sent_at = 0;
    } else if (result == E_MAIL_DEFERRED) {
        try_again(errand, said);
    } else if (result == E_MAIL_UNKNOWN || result == E_ARGUMENT) {
        fail(mail, MAIL_FAILED, title); /* also what is no message at all */
    } else if (result == E_UNAVAILABLE) {
        mail->sent_at = 0; /* the program ends: next time */
    } else {
        wait_for_server(errand, said.len > 0 ? said : title);
    }
}

static code send_off(struct errand *errand)
{
    struct mailer *mailer = &errand->delivery->mailer;
    struct arena *arena = errand->act->arena;
    struct mime_message message;
    struct mail_reply reply = {0};
    code result = write_message(errand, &message, NULL);

    mailer->watch = (struct mail_watch){mark, stops, errand};
    if (result == OK)
        result = mail_send(mailer, &message, arena, &reply, NULL);
    if (result != E_MAIL_UNREACHABLE)
        errand->delivery->pause_s = PAUSE_S_MIN;
    judge(errand, result, arena_str(arena, str_of(reply.text)));
    return result;
}

code delivery_next(struct delivery *delivery,
    struct act *act,
    struct delivery_done *ret,
    struct err *reterr)
{
    struct errand errand = {.delivery = delivery, .act = act};
    struct mail *mail = &errand.mail;
    code result = OK;

    if (!delivery->leaves || delivery->paused_until > act->now)
        return err_set(reterr, E_NOT_FOUND, S("mail"));
    TRY(lease(&errand, reterr));
    if (mail->sent_at > 0) { /* we, or another, ended in the middle */
        result = E_MAIL_UNKNOWN;
        judge(&errand, result, S(""));
    } else if (act->now - mail->created_at > AGE_S_MAX) {
        fail(mail, MAIL_CANCELLED, S(""));
    } else {
        result = send_off(&errand);
    }
    TRY(finish(&errand, reterr));
    *ret = (struct delivery_done){
        mail->tenant, mail->id, mail->template, mail->state, result};
    return OK;
}

code delivery_due(const struct delivery *delivery,
    struct act *act,
    int64_t *ret,
    struct err *reterr)
{
    struct mail_next_row *next;
    size_t n;

    *ret = INT64_MAX;
    if (!delivery->leaves)
        return OK;
    TRY(sql_mail_next(act->db, act->arena, &next, &n, reterr));
    if (n > 0)
        *ret = next[0].due_at > next[0].lease_until ? next[0].due_at
                                                    : next[0].lease_until;
    if (n > 0 && *ret < delivery->paused_until)
        *ret = delivery->paused_until;
    return OK;
}
