/* Checking any badge: by file, by paste; page and API give one answer. */
#include "web/verify.h"

#include "app/verify.h"
#include "vc/report_json.h"
#include "web/proof.h"

/* What was handed in: a file, else the pasted text. */
struct handed {
    bytes input;
    str name;
};

static code read_form(struct web *web, struct handed *ret, struct err *reterr)
{
    const struct form_field *file;
    struct form form;

    TRY(form_read_body(web->req, web->arena, &form, reterr));
    file = form_file(&form, S("file"));
    ret->input =
        file ? str_bytes(file->value) : str_bytes(form_get(&form, S("text")));
    ret->name = file ? file->file_name : S("");
    return OK;
}

static code decide(
    struct web *web, bytes input, struct badge_answer *ret, struct err *reterr)
{
    const struct verify_request request = {
        .input = input,
        .policy = {.vc = {.now_unix_s = web->act.now}},
    };

    (void)engine_begin(&web->act.worker->engine);
    return app_verify(&web->act.worker->engine, &request, ret, reterr);
}

static code show_start(struct web *web, str text, struct err *reterr)
{
    const struct page_verify_start page = {.text = text};
    struct buf out;

    web_buf(web, &out);
    page_verify_start(&out, &web->view, &page);
    return web_page(web, &out, reterr);
}

/* ROUTE GET /verify  right: public
 *   summary: hand in a badge to be checked */
code verify_start(struct web *web, struct err *reterr)
{
    return show_start(web, S(""), reterr);
}

/* What cannot be read at all: said on the page, with what was pasted. */
static code show_unreadable(
    struct web *web, const struct handed *handed, struct err *reterr)
{
    struct page_verify_show page = {.name = handed->name};
    struct buf out;

    page.proof.verdict = (struct part_verdict){S("bad"), MSG_VERDICT_UNREADABLE,
        message(web->view.lang, MSG_VERDICT_UNREADABLE_WORDS), web->act.now};
    web_buf(web, &out);
    page_verify_show(&out, &web->view, &page);
    return web_page(web, &out, reterr);
}

/* ROUTE POST /verify  right: public  body: 20 MiB
 *   summary: check the badge in a file or a text */
code verify_show(struct web *web, struct err *reterr)
{
    struct handed handed = {0};
    struct page_verify_show page = {0};
    struct badge_answer answer;
    struct buf out;

    TRY(read_form(web, &handed, reterr));
    if (handed.input.len == 0)
        return show_start(web, S(""), reterr);
    if (decide(web, handed.input, &answer, reterr) != OK)
        return show_unreadable(web, &handed, reterr);
    page.name = handed.name;
    TRY(proof_of_report(web, answer.report, &page.proof, reterr));
    web_buf(web, &out);
    page_verify_show(&out, &web->view, &page);
    return web_page(web, &out, reterr);
}

/* ROUTE POST /api/v1/verify  right: public  body: 20 MiB
 *   summary: check a badge: JSON, PNG, SVG, PDF or JWS as the body */
code verify_api(struct web *web, struct err *reterr)
{
    struct badge_answer answer;

    TRY(decide(web, web->req->body, &answer, reterr));
    return web_json(web, report_to_json(answer.report, web->arena), reterr);
}
