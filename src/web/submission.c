/*
 * A learner's work on one course: evidence drafted, handed in, what was said
 * of it, and handed in again.
 */
#include "web/submission.h"

#include "app/attestation.h"
#include "web/fact.h"
#include "web/submission_view.h"

enum {
    DISPOSITION_BYTES_MAX = 4096,
};

/* --- the page --- */

static code show(
    struct web *web, const struct submission_typed *typed, struct err *reterr)
{
    struct assessment_full full;
    struct page_submission_edit page;
    struct buf out;

    TRY(assessment_show(&web->act, web_path(web, S("id")), &full, reterr));
    /* Staff who may read it see it among their own pages. */
    if (!str_eq(full.handed_in.enrolment.person, web->act.actor.person))
        return err_set(reterr, E_NOT_FOUND, S("enrolment"));
    TRY(submission_view(web, &full, typed, &page, reterr));
    web->view.nav = S("enrolment");
    web_buf(web, &out);
    page_submission_edit(&out, &web->view, &page);
    return web_page(web, &out, reterr);
}

/* ROUTE GET /me/enrolment/{id}  right: person
 *   summary: one's own work on a course */
code submission_show_page(struct web *web, struct err *reterr)
{
    return show(web, &(struct submission_typed){0}, reterr);
}

/* The page once more, with what is wrong and what was typed. */
static code show_fault(struct web *web,
    struct submission_typed *typed,
    str field,
    enum message words,
    struct err *reterr)
{
    const bool of_task = str_eq(field, S("add"));
    const struct view_faults fault = {
        of_task ? fact_joined(web, S("add-"), typed->task, S("")) : field,
        message(web->view.lang, words)};

    typed->field = field;
    typed->fault = words;
    web->view.faults = &fault;
    web->view.n_faults = 1;
    web->res->status = 422;
    return show(web, typed, reterr);
}

/* --- evidence --- */

static enum message why(const struct err *why)
{
    static const struct {
        str about;
        enum message words;
    } WORDS[] = {
        {STR("file"), MSG_SUBMISSION_BAD_FILE},
        {STR("link"), MSG_SUBMISSION_BAD_LINK},
        {STR("text"), MSG_SUBMISSION_BAD_TEXT},
        {STR("evidence"), MSG_SUBMISSION_TOO_MANY},
    };
    size_t i;

    for (i = 0; i < sizeof(WORDS) / sizeof(WORDS[0]); i++) {
        if (str_eq(str_of(why->arg), WORDS[i].about))
            return WORDS[i].words;
    }
    return MSG_SUBMISSION_NOTHING;
}

/* Files, then a link, then a text: as many as there are. */
static size_t read_given(struct web *web,
    const struct form *form,
    const struct submission_typed *typed,
    struct evidence_new *given)
{
    const struct evidence_new base = {
        .enrolment = web_path(web, S("id")), .task = typed->task};
    size_t n = 0;
    size_t i;

    for (i = 0; i < form->n; i++) {
        const struct form_field *field = &form->fields[i];

        if (!field->is_file || field->file_name.len == 0)
            continue;
        given[n] = base;
        given[n].kind = EVIDENCE_FILE;
        given[n].title = field->file_name;
        given[n++].content = str_bytes(field->value);
    }
    if (typed->link.len > 0) {
        given[n] = base;
        given[n].kind = EVIDENCE_LINK;
        given[n++].url = typed->link;
    }
    if (typed->text.len > 0) {
        given[n] = base;
        given[n].kind = EVIDENCE_TEXT;
        given[n++].body = typed->text;
    }
    return n;
}

static code add(struct web *web, const struct form *form, struct err *reterr)
{
    struct submission_typed typed = {
        .task = form_get(form, S("task")),
        .link = form_get(form, S("link")),
        .text = form_get(form, S("text")),
    };
    struct evidence_new *given =
        arena_array(web->arena, form->n + 2, struct evidence_new);
    size_t n;
    code result;

    TRY(arena_status(web->arena));
    n = read_given(web, form, &typed, given);
    if (n == 0)
        return show_fault(
            web, &typed, S("add"), MSG_SUBMISSION_NOTHING, reterr);
    result = submission_add_all(&web->act, given, n, reterr);
    if ((result == E_FORM_FIELD && !str_eq(str_of(reterr->arg), S("task"))) ||
        result == E_LIMIT_EXCEEDED)
        return show_fault(web, &typed, S("add"), why(reterr), reterr);
    TRY(result);
    response_redirect(web->res,
        fact_url(web, fact_joined(web, web->req->path, S("#task-"), S("")),
            typed.task, S("")));
    return OK;
}

/* --- witnesses --- */

static code ask(struct web *web, const struct form *form, struct err *reterr)
{
    struct submission_typed typed = {
        .witness = form_get(form, S("witness")),
        .email = form_get(form, S("witness_email")),
        .relation = form_get(form, S("relation")),
    };
    const struct attestation_new asked = {
        .enrolment = web_path(web, S("id")),
        .email = typed.email,
        .name = typed.witness,
        .relation = typed.relation,
    };
    struct attestation attestation;

    switch ((int)attestation_ask(&web->act, &asked, &attestation, reterr)) {
    case OK:
        response_redirect(
            web->res, fact_joined(web, web->req->path, S("#witnesses"), S("")));
        return OK;
    case E_EMAIL:
        return show_fault(
            web, &typed, S("witness_email"), MSG_SIGN_IN_BAD_EMAIL, reterr);
    case E_SEPARATION:
        return show_fault(web, &typed, S("witness_email"),
            MSG_SUBMISSION_OWN_WITNESS, reterr);
    case E_LIMIT_EXCEEDED:
        return show_fault(
            web, &typed, S("witness"), MSG_SUBMISSION_MANY_WITNESSES, reterr);
    case E_FORM_FIELD:
        return show_fault(
            web, &typed, S("witness"), MSG_SUBMISSION_NO_WITNESS, reterr);
    default:
        return reterr->code;
    }
}

/* --- steps --- */

static code send(struct web *web, const struct form *form, struct err *reterr)
{
    struct submission_typed typed = {.note = form_get(form, S("note"))};
    const code result =
        submission_send(&web->act, web_path(web, S("id")), typed.note, reterr);

    if (result == E_FORM_FIELD && str_eq(str_of(reterr->arg), S("evidence")))
        return show_fault(
            web, &typed, S("evidence"), MSG_SUBMISSION_NO_EVIDENCE, reterr);
    if (result == E_FORM_FIELD)
        return show_fault(
            web, &typed, S("note"), MSG_SUBMISSION_LONG_NOTE, reterr);
    TRY(result);
    response_redirect(web->res, web->req->path);
    return OK;
}

/* "defer", "resume", "withdraw" */
static code step(struct web *web, str what, struct err *reterr)
{
    int64_t action;

    if (!names_find(&enrolment_action_names, what, &action) ||
        (action != ENROLMENT_DEFER && action != ENROLMENT_RESUME &&
            action != ENROLMENT_WITHDRAW))
        return err_set(reterr, E_FORM_FIELD, S("do"));
    TRY(enrolment_change(&web->act, web_path(web, S("id")),
        (enum enrolment_action)action, S(""), reterr));
    response_redirect(web->res, web->req->path);
    return OK;
}

static code take_away(struct web *web, str evidence, struct err *reterr)
{
    TRY(submission_remove(&web->act, web_path(web, S("id")), evidence, reterr));
    response_redirect(web->res, web->req->path);
    return OK;
}

/* ROUTE POST /me/enrolment/{id}  right: person  body: 30 MiB
 *   summary: add or remove evidence, ask a witness, hand in, pause, leave */
code submission_change(struct web *web, struct err *reterr)
{
    struct form form;

    TRY(form_read_body(web->req, web->arena, &form, reterr));
    if (form_get(&form, S("remove")).len > 0)
        return take_away(web, form_get(&form, S("remove")), reterr);
    if (form_get(&form, S("do")).len > 0)
        return step(web, form_get(&form, S("do")), reterr);
    if (form_get(&form, S("ask")).len > 0)
        return ask(web, &form, reterr);
    if (form_get(&form, S("send")).len > 0)
        return send(web, &form, reterr);
    return add(web, &form, reterr);
}

/* --- files --- */

code submission_answer_file(
    struct web *web, const struct file *file, bytes content, struct err *reterr)
{
    struct buf out;
    str disposition;
    code result;

    /* RFC 6266; the name as RFC 8187 has it. */
    buf_init(&out, web->arena, DISPOSITION_BYTES_MAX);
    buf_str(&out, S("attachment; filename*=UTF-8''"));
    html_url_part(&out, file->name);
    result = buf_finish_str(&out, &disposition);
    if (result != OK)
        return err_set(reterr, result, S("file"));
    response_body(web->res, file->media_type, content);
    response_set(web->res, S("Content-Disposition"), disposition);
    response_set(web->res, S("Content-Security-Policy"),
        S("default-src 'none'; sandbox"));
    return OK;
}

/* ROUTE GET /me/enrolment/{id}/evidence/{evidence}  right: person
 *   summary: a file of one's own evidence, to download */
code submission_download(struct web *web, struct err *reterr)
{
    struct file file;
    bytes content;

    TRY(submission_file(&web->act, web_path(web, S("id")),
        web_path(web, S("evidence")), &file, &content, reterr));
    return submission_answer_file(web, &file, content, reterr);
}
