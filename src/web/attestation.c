/* A witness says what was seen: by a link, once, without an account. */
#include "web/attestation.h"

#include "app/attestation.h"

static bool is_seen(const struct form *form, str outcome)
{
    size_t i;

    for (i = 0; i < form->n; i++) {
        if (str_eq(form->fields[i].name, S("seen")) &&
            str_eq(form->fields[i].value, outcome))
            return true;
    }
    return false;
}

/* `form` is what was typed, or empty. */
static code show(struct web *web, const struct form *form, struct err *reterr)
{
    struct page_attest_show page = {
        .action = web->req->path, .body = form_get(form, S("body"))};
    struct page_attest_show_outcomes *outcomes;
    struct attestation_full full;
    struct buf out;
    size_t i;

    TRY(attestation_peek(&web->act, web_path(web, S("secret")), &full, reterr));
    outcomes = arena_array(web->arena, full.definition.n_outcomes,
        struct page_attest_show_outcomes);
    TRY(arena_status(web->arena));
    for (i = 0; i < full.definition.n_outcomes; i++) {
        const struct learning_outcome *outcome = &full.definition.outcomes[i];

        outcomes[i] = (struct page_attest_show_outcomes){
            outcome->id, outcome->text, is_seen(form, outcome->id)};
    }
    page.outcomes = outcomes;
    page.n_outcomes = full.definition.n_outcomes;
    page.learner = full.learner;
    page.witness = full.attestation.name;
    page.title = full.definition.title;
    page.issuer = full.issuer;
    web_buf(web, &out);
    page_attest_show(&out, &web->view, &page);
    return web_page(web, &out, reterr);
}

/* ROUTE GET /attest/{secret}  right: public
 *   summary: what a witness is asked, by the link of a mail */
code attestation_show(struct web *web, struct err *reterr)
{
    return show(web, &(struct form){0}, reterr);
}

/* ROUTE POST /attest/{secret}  right: public
 *   summary: the answer of a witness, once; answer, seen, body */
code attestation_answer(struct web *web, struct err *reterr)
{
    struct attestation_answer answer = {.n_seen = 0};
    struct view_faults fault = {.field = S("body")};
    struct form form;
    str *seen;
    size_t i;
    code result;

    TRY(form_read_body(web->req, web->arena, &form, reterr));
    seen = arena_array(web->arena, form.n, str);
    TRY(arena_status(web->arena));
    for (i = 0; i < form.n; i++) {
        if (str_eq(form.fields[i].name, S("seen")))
            seen[answer.n_seen++] = form.fields[i].value;
    }
    answer.seen = seen;
    answer.body = form_get(&form, S("body"));
    answer.state = str_eq(form_get(&form, S("answer")), S("declined"))
                       ? ATTESTATION_DECLINED
                       : ATTESTATION_GIVEN;
    result = attestation_give(
        &web->act, web_path(web, S("secret")), &answer, reterr);
    if (result == E_FORM_FIELD && str_eq(str_of(reterr->arg), S("body"))) {
        fault.words = message(web->view.lang, MSG_ATTEST_BODY_MISSING);
        web->view.faults = &fault;
        web->view.n_faults = 1;
        web->res->status = 422;
        return show(web, &form, reterr);
    }
    TRY(result);
    response_redirect(web->res, S("/attest"));
    return OK;
}

/* ROUTE GET /attest  right: public
 *   summary: thanks to a witness */
code attestation_thanks(struct web *web, struct err *reterr)
{
    const struct page_attest_show page = {.answered = true};
    struct buf out;

    web_buf(web, &out);
    page_attest_show(&out, &web->view, &page);
    return web_page(web, &out, reterr);
}
