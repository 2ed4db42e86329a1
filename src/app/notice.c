#include "app/notice.h"

#include "domain/person.h"
#include "store/sql.h"

static code put_notice(
    struct act *act, const struct news *news, struct err *reterr)
{
    struct notice notice = {
        .person = news->person,
        .tenant = news->tenant,
        .kind = news->kind,
        .object = news->object,
        .about = news->about,
        .created_at = act->now,
    };

    TRY(act_id(act, &notice.id, reterr));
    return sql_notice_insert(act->db, &notice, NULL, reterr);
}

code notice_send(struct act *act, const struct news *news, struct err *reterr)
{
    struct letter letter = {
        .tenant = news->tenant,
        .template = names_word(&notice_kind_names, news->kind),
        .title = news->title,
        .words = news->words,
        .args = news->args,
        .n_args = news->n_args,
        .person = news->person,
        .path = news->path,
        .secret = news->object,
    };
    struct person_email email;
    struct person person;
    code result;

    TRY(put_notice(act, news, reterr));
    result = sql_person_email_main(
        act->db, news->person, act->arena, &email, reterr);
    if (result == E_NOT_FOUND)
        return OK;
    TRY(result);
    TRY(sql_person_by_id(act->db, news->person, act->arena, &person, reterr));
    letter.language = person.language;
    letter.email = email.email;
    return mail_queue(act, &letter, reterr);
}
