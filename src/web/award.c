/*
 * One award for everybody: its page (the verify page of a badge of ours), the
 * document, the pictures, the certificate; and the status lists.
 */
#include "web/award.h"

#include "app/award_picture.h"
#include "app/counter.h"
#include "app/status.h"
#include "draw/certificate.h"
#include "web/award_proof.h"
#include "web/fact.h"

static code load(struct web *web, struct award_page *ret, struct err *reterr)
{
    return award_public(&web->act, web_path(web, S("id")), ret, reterr);
}

static str link_of(const struct web *web, const struct award *award, str end)
{
    const str parts[] = {web->view.base, S("/a/"), award->id, end};

    return arena_join(web->arena, parts, 4);
}

/* --- the page --- */

static str title_of(struct web *web, const struct award_page *page)
{
    const str parts[] = {
        page->version.title, S(", "), page->award.recipient_name};

    return arena_join(
        web->arena, parts, page->award.recipient_name.len > 0 ? 3 : 1);
}

/* The same whether there is such an award or not. */
static code show_closed(struct web *web, struct err *reterr)
{
    const struct page_award_closed page = {0};
    struct buf out;

    web->res->status = 404;
    web_buf(web, &out);
    page_award_closed(&out, &web->view, &page);
    return web_page(web, &out, reterr);
}

/* ROUTE GET /a/{id}  right: public
 *   summary: an award: what it is, whose, and whether it is genuine */
code award_show(struct web *web, struct err *reterr)
{
    struct page_award_show page = {0};
    struct award_page award;
    struct award_sight sight = {.award = &award};
    struct buf out;
    const code result = load(web, &award, reterr);

    if (result == E_NOT_FOUND)
        return show_closed(web, reterr);
    TRY(result);
    sight.place = fact_url(web, S("/a/"), award.award.id, S(""));
    TRY(award_proof(web, &sight, &page.proof, reterr));
    counter_note(&web->act, &award.award, COUNTER_VIEWED);
    page.title = title_of(web, &award);
    page.description = award.version.summary;
    page.preview = link_of(web, &award.award, S("/preview.png"));
    page.own = award.award.person.len > 0 &&
               str_eq(award.award.person, web->act.actor.person);
    page.open = award.showing >= SHOWING_OPEN;
    page.manage = fact_url(web, S("/me/award/"), award.award.id, S(""));
    web_buf(web, &out);
    page_award_show(&out, &web->view, &page);
    return web_page(web, &out, reterr);
}

/* --- the document and its pictures --- */

/* ROUTE GET /a/{id}/badge.json  right: public
 *   summary: the signed credential, byte for byte */
code award_json(struct web *web, struct err *reterr)
{
    struct award_page award;

    TRY(load(web, &award, reterr));
    return award_answer_json(web, &award, reterr);
}

static code picture(
    struct web *web, enum picture_format format, struct err *reterr)
{
    struct award_page award;

    TRY(load(web, &award, reterr));
    return award_answer_picture(web, &award, format, reterr);
}

/* ROUTE GET /a/{id}/badge.png  right: public
 *   summary: the badge as a picture, with the credential inside */
code award_png(struct web *web, struct err *reterr)
{
    return picture(web, PICTURE_PNG, reterr);
}

/* ROUTE GET /a/{id}/badge.svg  right: public
 *   summary: the badge as a drawing, with the credential inside */
code award_svg(struct web *web, struct err *reterr)
{
    return picture(web, PICTURE_SVG, reterr);
}

/* ROUTE GET /a/{id}/evidence/{evidence}  right: public
 *   summary: a file among the evidence that the holder shows */
code award_evidence(struct web *web, struct err *reterr)
{
    struct award_page award;

    TRY(load(web, &award, reterr));
    return award_answer_evidence(
        web, &award, web_path(web, S("evidence")), reterr);
}

static size_t certificate_facts(struct web *web,
    const struct award_page *award,
    struct certificate_fact facts[AWARD_FACTS_MAX + 1])
{
    const struct part_fact *from;
    size_t n;
    size_t i;

    award_facts(web, &award->definition, &from, &n);
    for (i = 0; i < n; i++)
        facts[i] = (struct certificate_fact){from[i].label, from[i].words};
    facts[i++] =
        (struct certificate_fact){message(web->view.lang, MSG_VERIFY_ON),
            format_day(web->arena, web->view.lang, award->award.awarded_on)};
    return i;
}

static size_t certificate_outcomes(
    const struct definition *d, str outcomes[CERTIFICATE_OUTCOMES_MAX])
{
    size_t i;

    for (i = 0; i < d->n_outcomes && i < CERTIFICATE_OUTCOMES_MAX; i++)
        outcomes[i] = d->outcomes[i].text;
    return i;
}

static enum certificate_template template_of(const struct web *web)
{
    const str asked = web_query(web, S("template"));

    if (str_eq(asked, S("modern")))
        return CERTIFICATE_MODERN;
    return str_eq(asked, S("plain")) ? CERTIFICATE_PLAIN : CERTIFICATE_CLASSIC;
}

/* The fixed words in the language of the page. */
static void certificate_words(
    const struct web *web, str words[CERTIFICATE_WORDS])
{
    static const enum message WORDS[CERTIFICATE_WORDS] = {
        [WORD_CERTIFIES] = MSG_CERTIFICATE_CERTIFIES,
        [WORD_HAS_EARNED] = MSG_CERTIFICATE_HAS_EARNED,
        [WORD_OUTCOMES] = MSG_CERTIFICATE_OUTCOMES,
        [WORD_CHECK] = MSG_CERTIFICATE_CHECK,
        [WORD_SAY] = MSG_CERTIFICATE_SAY,
        [WORD_ATTACHED] = MSG_CERTIFICATE_ATTACHED,
    };
    size_t i;

    for (i = 0; i < CERTIFICATE_WORDS; i++)
        words[i] = message(web->view.lang, WORDS[i]);
}

/* ROUTE GET /a/{id}/certificate.pdf  right: public
 *   summary: the certificate to print; template=classic, modern or plain */
code award_certificate(struct web *web, struct err *reterr)
{
    struct certificate_fact facts[AWARD_FACTS_MAX + 1];
    str outcomes[CERTIFICATE_OUTCOMES_MAX];
    struct certificate certificate = {0};
    struct award_page award;
    bytes pdf;

    TRY(load(web, &award, reterr));
    certificate.template = template_of(web);
    certificate.language = lang_code(web->view.lang);
    certificate_words(web, certificate.words);
    TRY(award_drawing(&web->act, &award, &certificate.badge, reterr));
    certificate.learner = award.award.recipient_name;
    certificate.title = award.version.title;
    certificate.issuer = award.organisation.name;
    certificate.issuer_domain = award.organisation.domain;
    certificate.facts = facts;
    certificate.n_facts = certificate_facts(web, &award, facts);
    certificate.outcomes = outcomes;
    certificate.n_outcomes = certificate_outcomes(&award.definition, outcomes);
    certificate.verify_url = link_of(web, &award.award, S(""));
    certificate.credential = award.award.credential;
    certificate.created = format_iso_time(web->arena, award.award.signed_at);
    TRY(certificate_draw(&certificate, web->arena, &pdf, reterr));
    counter_note(&web->act, &award.award, COUNTER_DOWNLOADED);
    response_body(web->res, S("application/pdf"), pdf);
    return OK;
}

/* --- status lists --- */

/* ROUTE GET /status/{list}  right: public
 *   summary: a status list, signed; the same for everybody */
code award_status_list(struct web *web, struct err *reterr)
{
    str credential;

    TRY(status_publish(
        &web->act, web_path(web, S("list")), &credential, reterr));
    response_body(web->res, S("application/vc"), str_bytes(credential));
    response_set(web->res, S("Cache-Control"), S("public, max-age=300"));
    return OK;
}
