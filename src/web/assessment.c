/* Assessors: what waits for them, and the judgement of one piece of work. */
#include "web/assessment.h"

#include "app/attestation.h"
#include "base/num.h"
#include "web/assessment_view.h"
#include "web/fact.h"
#include "web/submission.h"

enum {
    ROWS = 50,
    NEXT_MAX = 200,
    OFFSET_MAX = 1000000,
    URL_BYTES_MAX = 4096,
};

static str work_url(struct web *web, str enrolment, str end)
{
    return fact_url(web, fact_joined(web, web->view.home, S("/assess/"), S("")),
        enrolment, end);
}

/* --- the queue --- */

static str queue_url(struct web *web, int64_t from)
{
    struct buf out;
    str url = {NULL, 0};

    buf_init(&out, web->arena, URL_BYTES_MAX);
    buf_str(&out, web->view.home);
    buf_str(&out, S("/assess?from="));
    buf_u64(&out, from > 0 ? (uint64_t)from : 0);
    buf_str(&out, S("&q="));
    html_url_part(&out, web_query(web, S("q")));
    if (web_query(web, S("mine")).len > 0)
        buf_str(&out, S("&mine=1"));
    return buf_finish_str(&out, &url) == OK ? url : S("");
}

static struct page_assess_queue_rows row_of(
    struct web *web, const struct enrolment_list_row *row, str today)
{
    const enum lang lang = web->view.lang;
    const bool own = str_eq(row->person, web->act.actor.person);
    const bool late = row->due_on.len > 0 && str_cmp(row->due_on, today) < 0;

    return (struct page_assess_queue_rows){
        .learner = row->name,
        .title = row->title,
        .href = work_url(web, row->id, S("")),
        .attempt = row->attempt,
        .sent_at = row->submitted_at,
        .due_on = row->due_on,
        .tone = own    ? S("calm")
                : late ? S("bad")
                       : S("wait"),
        .state = message(lang, own    ? MSG_OFFICE_ASSESS_IS_OWN
                               : late ? MSG_OFFICE_ASSESS_IS_LATE
                                      : MSG_OFFICE_ASSESS_IS_WAITING),
        .assessor = row->assessor_name,
    };
}

/* ROUTE GET /o/{org}/assess  right: assessment_read
 *   summary: what waits for a judgement, by due day; q, mine, from */
code assessment_queue(struct web *web, struct err *reterr)
{
    struct enrolment_query query = {
        .text = web_query(web, S("q")), .limit = ROWS};
    struct page_assess_queue page = {
        .query = query.text,
        .mine = web_query(web, S("mine")).len > 0,
        .action = web->req->path,
    };
    const str today = enrolment_day(&web->act, 0);
    struct page_assess_queue_rows *rows;
    struct enrolment_found found;
    struct buf out;
    uint64_t from = 0;
    size_t i;

    if (num_parse_u64(web_query(web, S("from")), OFFSET_MAX, &from))
        query.offset = (int64_t)from;
    if (page.mine)
        query.assessor = web->act.actor.person;
    if (web_query(web, S("done")).len > 0)
        web->view.notice = MSG_OFFICE_ASSESS_DONE;
    TRY(assessment_list_waiting(&web->act, &query, &found, reterr));
    rows = arena_array(web->arena, found.n_rows, struct page_assess_queue_rows);
    TRY(arena_status(web->arena));
    for (i = 0; i < found.n_rows; i++)
        rows[i] = row_of(web, &found.rows[i], today);
    page.rows = rows;
    page.n_rows = found.n_rows;
    page.n_late = found.n_late;
    page.filtered = page.mine || page.query.len > 0;
    page.pager = (struct part_pager){.from = query.offset + 1,
        .to = query.offset + (int64_t)found.n_rows,
        .of = found.n};
    if (query.offset > 0)
        page.pager.previous = queue_url(web, query.offset - ROWS);
    if (page.pager.to < found.n)
        page.pager.next = queue_url(web, page.pager.to);
    web->view.nav = S("assess");
    web_buf(web, &out);
    page_assess_queue(&out, &web->view, &page);
    return web_page(web, &out, reterr);
}

/* May whoever is signed in judge this next? */
static bool is_next(
    const struct web *web, const struct enrolment_list_row *row, str present)
{
    const str person = web->act.actor.person;

    return !str_eq(row->id, present) && !str_eq(row->person, person) &&
           (row->assessor.len == 0 || str_eq(row->assessor, person));
}

/* The work that comes after the present one by due day, or else before it;
 * empty when there is none. */
static code find_next(
    struct web *web, str present, str *ret, struct err *reterr)
{
    const struct enrolment_query query = {.limit = NEXT_MAX};
    struct enrolment_found found;
    bool passed = false;
    size_t i;

    TRY(assessment_list_waiting(&web->act, &query, &found, reterr));
    *ret = S("");
    for (i = 0; i < found.n_rows; i++) {
        const bool fits = is_next(web, &found.rows[i], present);

        if (fits && (passed || ret->len == 0))
            *ret = found.rows[i].id;
        if (fits && passed)
            return OK;
        passed = passed || str_eq(found.rows[i].id, present);
    }
    return OK;
}

/* --- one judgement --- */

static code load(
    struct web *web, struct assessment_full *ret, struct err *reterr)
{
    return assessment_open(&web->act, web_path(web, S("id")), ret, reterr);
}

static code show(struct web *web,
    const struct assessment_full *full,
    const struct assessment_marks *marks,
    struct err *reterr)
{
    struct page_assess_mark page;
    struct buf out;
    str next;

    TRY(assessment_view(web, full, marks, &page));
    TRY(find_next(web, full->handed_in.enrolment.id, &next, reterr));
    if (next.len > 0)
        page.next = work_url(web, next, S(""));
    web->view.nav = S("assess");
    web_buf(web, &out);
    page_assess_mark(&out, &web->view, &page);
    return web_page(web, &out, reterr);
}

/* ROUTE GET /o/{org}/assess/{id}  right: assessment_read
 *   summary: the work of a learner, and the judgement of it */
code assessment_mark(struct web *web, struct err *reterr)
{
    struct assessment_full full;
    struct assessment_marks marks;

    TRY(load(web, &full, reterr));
    marks = assessment_saved(&full);
    if (web_query(web, S("done")).len > 0)
        web->view.notice = MSG_OFFICE_ASSESS_DONE;
    if (web_query(web, S("saved")).len > 0)
        web->view.notice = MSG_OFFICE_SAVED;
    return show(web, &full, &marks, reterr);
}

static code show_fault(struct web *web,
    const struct assessment_marks *marks,
    str field,
    enum message words,
    struct err *reterr)
{
    const struct view_faults fault = {field, message(web->view.lang, words)};
    struct assessment_full full;

    TRY(load(web, &full, reterr));
    web->view.faults = &fault;
    web->view.n_faults = 1;
    web->res->status = 422;
    return show(web, &full, marks, reterr);
}

/* Somebody was quicker: what stands now takes the place of the form. */
static code show_conflict(struct web *web, struct err *reterr)
{
    const struct view_faults fault = {
        S("main"), message(web->view.lang, MSG_OFFICE_ASSESS_CONFLICT)};
    struct assessment_full full;
    struct assessment_marks marks;

    TRY(load(web, &full, reterr));
    marks = assessment_saved(&full);
    web->view.faults = &fault;
    web->view.n_faults = 1;
    web->res->status = 409;
    return show(web, &full, &marks, reterr);
}

static code save(
    struct web *web, const struct assessment_marks *marks, struct err *reterr)
{
    int64_t revision;
    const code result =
        assessment_save(&web->act, &marks->edit, &revision, reterr);

    if (result == E_FORM_FIELD)
        return show_fault(
            web, marks, S("comment"), MSG_OFFICE_ASSESS_TOO_LONG, reterr);
    if (result == E_CONFLICT)
        return show_conflict(web, reterr);
    TRY(result);
    response_redirect(
        web->res, fact_joined(web, web->req->path, S("?saved=1"), S("")));
    return OK;
}

static code finish(struct web *web,
    const struct assessment_full *full,
    const struct assessment_marks *marks,
    struct err *reterr)
{
    struct findings findings;
    code result;
    str next;

    findings_init(&findings, web->arena);
    result = assessment_finish(&web->act, &marks->edit, &findings, reterr);
    if (result != OK && findings.n > 0) {
        assessment_add_faults(web, &full->definition, &findings);
        web->res->status = 422;
        return show(web, full, marks, reterr);
    }
    if (result == E_FORM_FIELD)
        return show_fault(
            web, marks, S("comment"), MSG_OFFICE_ASSESS_TOO_LONG, reterr);
    if (result == E_TRIES_USED)
        return show_fault(
            web, marks, S("reason"), MSG_OFFICE_ASSESS_TRIES_USED, reterr);
    if (result == E_CONFLICT)
        return show_conflict(web, reterr);
    TRY(result);
    TRY(find_next(web, marks->edit.enrolment, &next, reterr));
    response_redirect(web->res, next.len > 0 ? work_url(web, next, S("?done=1"))
                                             : fact_joined(web, web->view.home,
                                                   S("/assess?done=1"), S("")));
    return OK;
}

/* "pass", "again", "fail"; RESULT_NONE for anything else. */
static int64_t result_of(str what)
{
    if (str_eq(what, S("pass")))
        return RESULT_PASS;
    if (str_eq(what, S("again")))
        return RESULT_RESUBMIT;
    return str_eq(what, S("fail")) ? RESULT_FAIL : RESULT_NONE;
}

/* ROUTE POST /o/{org}/assess/{id}  right: assessment_write
 *   summary: save a judgement, or end it: passed, not yet, not passed */
code assessment_write(struct web *web, struct err *reterr)
{
    struct assessment_full full;
    struct assessment_marks marks;
    struct form form;

    TRY(form_read_body(web->req, web->arena, &form, reterr));
    TRY(load(web, &full, reterr));
    TRY(assessment_may_write(&web->act, &full, reterr));
    TRY(assessment_sent(web, &full, &form, &marks));
    marks.edit.result = result_of(form_get(&form, S("do")));
    return marks.edit.result == RESULT_NONE
               ? save(web, &marks, reterr)
               : finish(web, &full, &marks, reterr);
}

/* --- witnesses and files --- */

/* ROUTE POST /o/{org}/assess/{id}/witness  right: assessment_write
 *   summary: ask a witness of the workplace; witness, witness_email, relation
 */
code assessment_ask_witness(struct web *web, struct err *reterr)
{
    struct attestation_new asked = {.enrolment = web_path(web, S("id"))};
    struct attestation attestation;
    struct assessment_full full;
    struct assessment_marks marks;
    struct form form;
    code result;

    TRY(form_read_body(web->req, web->arena, &form, reterr));
    TRY(load(web, &full, reterr));
    TRY(assessment_may_write(&web->act, &full, reterr));
    marks = assessment_saved(&full);
    asked.name = marks.witness = form_get(&form, S("witness"));
    asked.email = marks.email = form_get(&form, S("witness_email"));
    asked.relation = marks.relation = form_get(&form, S("relation"));
    result = attestation_ask(&web->act, &asked, &attestation, reterr);
    if (result == E_EMAIL)
        return show_fault(
            web, &marks, S("witness_email"), MSG_SIGN_IN_BAD_EMAIL, reterr);
    if (result == E_SEPARATION)
        return show_fault(web, &marks, S("witness_email"),
            MSG_SUBMISSION_OWN_WITNESS, reterr);
    if (result == E_LIMIT_EXCEEDED)
        return show_fault(
            web, &marks, S("witness"), MSG_SUBMISSION_MANY_WITNESSES, reterr);
    if (result == E_FORM_FIELD)
        return show_fault(
            web, &marks, S("witness"), MSG_SUBMISSION_NO_WITNESS, reterr);
    TRY(result);
    response_redirect(
        web->res, work_url(web, asked.enrolment, S("#witnesses")));
    return OK;
}

/* ROUTE GET /o/{org}/assess/{id}/evidence/{evidence}  right: assessment_read
 *   summary: a file that was handed in, to download */
code assessment_download(struct web *web, struct err *reterr)
{
    struct file file;
    bytes content;

    TRY(submission_file(&web->act, web_path(web, S("id")),
        web_path(web, S("evidence")), &file, &content, reterr));
    return submission_answer_file(web, &file, content, reterr);
}
