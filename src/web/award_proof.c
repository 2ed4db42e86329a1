#include "web/award_proof.h"

#include "app/award_picture.h"
#include "app/local.h"
#include "app/mosaic.h"
#include "rule/unit.h"
#include "web/fact.h"
#include "web/proof.h"

static str place_of(struct web *web, const struct award_sight *sight, str end)
{
    return fact_joined(web, sight->place, end, S(""));
}

static code decide(struct web *web,
    const struct award_page *page,
    struct part_proof *ret,
    struct err *reterr)
{
    const struct verify_request request = {
        .input = str_bytes(page->award.credential),
        .policy = {.vc = {.now_unix_s = web->act.now}},
    };
    struct badge_answer answer;

    TRY(local_verify(&web->act, &request, &answer, reterr));
    return proof_of_report(web, answer.report, ret, reterr);
}

void award_facts(struct web *web,
    const struct definition *d,
    const struct part_fact **ret,
    size_t *ret_n)
{
    const enum lang lang = web->view.lang;
    struct part_fact *facts =
        arena_array(web->arena, AWARD_FACTS_MAX, struct part_fact);
    const struct level level = {d->level_framework, (int32_t)d->level};
    const struct credit credit = {d->credit_system, d->credit};
    size_t n = 0;

    *ret = facts;
    *ret_n = 0;
    if (!facts)
        return;
    if (d->volume_minutes > 0)
        facts[n++] = (struct part_fact){message(lang, MSG_FACT_HOURS),
            format_minutes(web->arena, lang, d->volume_minutes), S("")};
    if (d->level > 0)
        facts[n++] = (struct part_fact){message(lang, MSG_FACT_LEVEL),
            level_text(level, web->arena), S("")};
    if (d->credit > 0)
        facts[n++] = (struct part_fact){message(lang, MSG_FACT_CREDIT),
            credit_text(credit, web->arena), S("")};
    *ret_n = n;
}

static void add_outcomes(
    struct web *web, const struct award_page *page, struct part_proof *ret)
{
    const struct definition *d = &page->definition;
    struct part_proof_outcomes *outcomes =
        arena_array(web->arena, d->n_outcomes, struct part_proof_outcomes);
    size_t i;

    for (i = 0; outcomes && i < d->n_outcomes; i++)
        outcomes[i].words = d->outcomes[i].text;
    ret->outcomes = outcomes;
    ret->n_outcomes = outcomes ? d->n_outcomes : 0;
}

/* A file is served from below the page that shows it. */
static str evidence_href(struct web *web,
    const struct award_sight *sight,
    const struct evidence *evidence)
{
    if (evidence->kind == EVIDENCE_FILE)
        return place_of(
            web, sight, fact_joined(web, S("/evidence/"), evidence->id, S("")));
    return evidence->url;
}

/* What the holder chose to show. */
static code add_evidence(struct web *web,
    const struct award_sight *sight,
    struct part_proof *ret,
    struct err *reterr)
{
    struct part_proof_evidence *items;
    struct evidence *evidence;
    size_t n;
    size_t i;

    TRY(mosaic_shown_evidence(
        &web->act, &sight->award->award, &evidence, &n, reterr));
    items = arena_array(web->arena, n, struct part_proof_evidence);
    for (i = 0; items && i < n; i++) {
        items[i].title = evidence[i].title;
        items[i].words = evidence[i].body;
        items[i].href = evidence_href(web, sight, &evidence[i]);
    }
    ret->evidence = items;
    ret->n_evidence = items ? n : 0;
    return arena_status(web->arena);
}

code award_proof(struct web *web,
    const struct award_sight *sight,
    struct part_proof *ret,
    struct err *reterr)
{
    const struct award_page *page = sight->award;

    TRY(decide(web, page, ret, reterr));
    ret->raw = place_of(web, sight, S("/badge.json"));
    if (page->award.replaced_by.len > 0)
        ret->successor =
            fact_url(web, S("/a/"), page->award.replaced_by, S(""));
    if (!ret->genuine)
        return OK;
    ret->holder = (sight->hidden & SHARE_HIDE_NAME) != 0
                      ? S("")
                      : page->award.recipient_name;
    ret->issuer = page->organisation.name;
    ret->issuer_href = fact_url(web, S("/o/"), page->organisation.slug, S(""));
    ret->image = place_of(web, sight, S("/badge.svg"));
    award_facts(web, &page->definition, &ret->facts, &ret->n_facts);
    add_outcomes(web, page, ret);
    return (sight->hidden & SHARE_HIDE_EVIDENCE) != 0
               ? arena_status(web->arena)
               : add_evidence(web, sight, ret, reterr);
}

/* --- its files --- */

/* A picture that a page shows is no download. */
static void count_download(struct web *web, const struct award_page *page)
{
    if (!str_eq(request_header(web->req, S("Sec-Fetch-Dest")), S("image")))
        counter_note(&web->act, &page->award, COUNTER_DOWNLOADED);
}

code award_answer_json(
    struct web *web, const struct award_page *page, struct err *reterr)
{
    (void)reterr;
    count_download(web, page);
    response_body(
        web->res, S("application/vc"), str_bytes(page->award.credential));
    return OK;
}

code award_answer_picture(struct web *web,
    const struct award_page *page,
    enum picture_format format,
    struct err *reterr)
{
    bytes image;

    TRY(award_picture(&web->act, page, format, &image, reterr));
    count_download(web, page);
    response_body(web->res,
        format == PICTURE_PNG ? S("image/png") : S("image/svg+xml"), image);
    return OK;
}

code award_answer_evidence(struct web *web,
    const struct award_page *page,
    str evidence,
    struct err *reterr)
{
    struct file file;
    bytes content;

    TRY(mosaic_shown_file(
        &web->act, &page->award, evidence, &file, &content, reterr));
    response_body(web->res, S("application/octet-stream"), content);
    response_set(web->res, S("Content-Disposition"),
        fact_joined(web, S("attachment; filename*=UTF-8''"),
            fact_url(web, S(""), file.name, S("")), S("")));
    response_set(web->res, S("Content-Security-Policy"), S("sandbox"));
    return OK;
}
