/* Checking any badge: by file, by paste, by address; page and API give one
 * answer. */
#include "web/verify.h"

#include "app/local.h"
#include "base/code_info.h"
#include "http/token.h"
#include "vc/report_json.h"
#include "web/proof.h"

/* What was handed in: a file, else what is at the address, else the pasted
 * text. */
struct handed {
    bytes input;
    str name;
    str address;
    struct fetch_budget budget;
};

static code read_form(struct web *web, struct handed *ret, struct err *reterr)
{
    const struct form_field *file;
    struct form form;

    TRY(form_read_body(web->req, web->arena, &form, reterr));
    file = form_file(&form, S("file"));
    ret->budget = fetch_budget();
    if (file) {
        ret->input = str_bytes(file->value);
        ret->name = file->file_name;
        return OK;
    }
    ret->input = str_bytes(form_get(&form, S("text")));
    ret->address = token_trim(form_get(&form, S("address")));
    return OK;
}

static code fetch(struct web *web, struct handed *handed, struct err *reterr)
{
    handed->name = handed->address;
    return local_input(
        &web->act, handed->address, &handed->budget, &handed->input, reterr);
}

static code decide(struct web *web,
    struct handed *handed,
    struct badge_answer *ret,
    struct err *reterr)
{
    const struct verify_request request = {
        .input = handed->input,
        .policy = {.vc = {.now_unix_s = web->act.now}},
        .budget = &handed->budget,
    };

    return local_verify_any(&web->act, &request, ret, reterr);
}

static code show_start(struct web *web, str address, struct err *reterr)
{
    const struct page_verify_start page = {.address = address};
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

/* There is nothing at the address: the form again, with the reason. */
static code show_unreachable(
    struct web *web, const struct handed *handed, code why, struct err *reterr)
{
    const struct message_arg arg = {
        .name = S("reason"), .kind = ARG_WORDS, .text = code_info(why)->title};
    const struct view_faults fault = {
        S("address"), message_with(web->arena, web->view.lang,
                          MSG_VERIFY_UNREACHABLE, &arg, 1)};

    web->view.faults = &fault;
    web->view.n_faults = 1;
    web->res->status = code_info(why)->http_status;
    return show_start(web, handed->address, reterr);
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

/* Busy is not the badge's fault. */
static bool is_its_own(code result)
{
    return code_info(result)->http_status < 500;
}

/* ROUTE POST /verify  right: public  body: 20 MiB
 *   summary: check the badge in a file, at an address or in a text */
code verify_show(struct web *web, struct err *reterr)
{
    struct handed handed = {0};
    struct page_verify_show page = {0};
    struct badge_answer answer;
    struct buf out;
    code result = OK;

    TRY(read_form(web, &handed, reterr));
    if (handed.address.len > 0)
        result = fetch(web, &handed, reterr);
    if (result != OK && is_its_own(result))
        return show_unreachable(web, &handed, result, reterr);
    TRY(result);
    if (handed.input.len == 0)
        return show_start(web, S(""), reterr);
    result = decide(web, &handed, &answer, reterr);
    if (result != OK && is_its_own(result))
        return show_unreadable(web, &handed, reterr);
    TRY(result);
    page.name = handed.name;
    TRY(proof_of_report(web, answer.report, &page.proof, reterr));
    web_buf(web, &out);
    page_verify_show(&out, &web->view, &page);
    return web_page(web, &out, reterr);
}

/* ROUTE POST /api/v1/verify  right: public  body: 20 MiB  query: url
 *   answers: 200 Report
 *   summary: check a badge: JSON, PNG, SVG, PDF or JWS as the body, or the one
 *   at the address ?url= */
code verify_api(struct web *web, struct err *reterr)
{
    struct handed handed = {
        .input = web->req->body,
        .address = web_query(web, S("url")),
        .budget = fetch_budget(),
    };
    struct badge_answer answer;

    if (handed.address.len > 0)
        TRY(fetch(web, &handed, reterr));
    TRY(decide(web, &handed, &answer, reterr));
    return web_json(web, report_to_json(answer.report, web->arena), reterr);
}
