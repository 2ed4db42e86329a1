/* One achievement, with its clarifying statement, for anybody. */
#include "web/achievement.h"

#include "app/catalogue.h"
#include "badge/statement.h"
#include "base/num.h"
#include "domain/definition_json.h"
#include "draw/markdown.h"
#include "web/enrolment.h"
#include "web/fact.h"

enum {
    FACTS_MAX = 10,
    VERSION_MAX = 100000,
};

/* --- facts --- */

struct facts {
    struct web *web;
    struct part_fact *items;
    size_t n;
};

static void add_fact(struct facts *facts, enum message label, str words)
{
    if (facts->items && words.len > 0 && facts->n < FACTS_MAX)
        facts->items[facts->n++] = (struct part_fact){
            .label = message(facts->web->view.lang, label), .words = words};
}

static void add_facts(struct web *web,
    const struct achievement_version *v,
    struct page_achievement_show *page)
{
    struct facts facts = {
        web, arena_array(web->arena, FACTS_MAX, struct part_fact), 0};
    const struct money price = {v->currency, v->price};

    add_fact(&facts, MSG_FACT_HOURS, fact_minutes(web, v->volume_minutes));
    add_fact(&facts, MSG_FACT_LEVEL, fact_level(web, v));
    if (v->credit > 0)
        add_fact(&facts, MSG_FACT_CREDIT,
            credit_text(
                (struct credit){v->credit_system, v->credit}, web->arena));
    add_fact(&facts, MSG_FACT_MODE, fact_mode(web, (size_t)v->mode));
    if (price.currency.len > 0)
        add_fact(&facts, MSG_FACT_PRICE,
            format_money(web->arena, web->view.lang, price));
    add_fact(&facts, MSG_FACT_LANGUAGE, fact_language(v->language));
    add_fact(&facts, MSG_FACT_VALIDITY, fact_months(web, v->validity_months));
    page->facts = facts.items;
    page->n_facts = facts.n;
}

static void add_assessment(struct web *web,
    const struct achievement_full *full,
    struct page_achievement_show *page)
{
    struct facts facts = {
        web, arena_array(web->arena, FACTS_MAX, struct part_fact), 0};

    add_fact(&facts, MSG_FACT_COMPLEXITY,
        fact_complexity(web, full->version.complexity));
    add_fact(&facts, MSG_FACT_SUPERVISION,
        fact_supervision(web, full->version.supervision));
    add_fact(&facts, MSG_FACT_MODERATED,
        fact_moderation(web, full->definition.quality.moderation));
    page->assessment = facts.items;
    page->n_assessment = facts.n;
}

/* --- outcomes --- */

static void add_outcomes(struct web *web,
    const struct definition *d,
    struct page_achievement_show *page)
{
    struct page_achievement_show_outcomes *outcomes = arena_array(
        web->arena, d->n_outcomes, struct page_achievement_show_outcomes);
    size_t i;
    size_t j;

    for (i = 0; outcomes && i < d->n_outcomes; i++) {
        const struct learning_outcome *from = &d->outcomes[i];
        struct page_achievement_show_outcomes_skills *skills =
            arena_array(web->arena, from->n_skills,
                struct page_achievement_show_outcomes_skills);

        for (j = 0; skills && j < from->n_skills; j++) {
            skills[j].title = from->skills[j].name;
            if (from->skills[j].level > 0)
                skills[j].level = fact_number(web, from->skills[j].level);
        }
        outcomes[i] = (struct page_achievement_show_outcomes){
            from->text, skills, skills ? from->n_skills : 0};
    }
    page->outcomes = outcomes;
    page->n_outcomes = outcomes ? d->n_outcomes : 0;
}

/* --- the statement --- */

static void add_conditions(struct web *web,
    const struct statement_report *report,
    struct page_achievement_show *page)
{
    static const enum message WORDS[] = {
        MSG_STATEMENT_C1, MSG_STATEMENT_C2, MSG_STATEMENT_C3, MSG_STATEMENT_C4};
    const size_t n = sizeof(WORDS) / sizeof(WORDS[0]);
    struct page_achievement_show_conditions *conditions =
        arena_array(web->arena, n, struct page_achievement_show_conditions);
    size_t i;

    for (i = 0; conditions && i < n; i++)
        conditions[i] = (struct page_achievement_show_conditions){
            .passed = report->pass[CONDITION_C1 + i],
            .words = message(web->view.lang, WORDS[i])};
    page->conditions = conditions;
    page->n_conditions = conditions ? n : 0;
}

static void add_offers(struct web *web,
    const struct statement *s,
    struct page_achievement_show *page)
{
    struct page_achievement_show_offers *offers = arena_array(
        web->arena, s->n_offers, struct page_achievement_show_offers);
    size_t n = 0;
    size_t i;

    for (i = 0; offers && i < s->n_offers; i++) {
        const struct offer *offer = &s->offers[i];

        if (offer_is_shown(offer))
            offers[n++] = (struct page_achievement_show_offers){
                offer->target.title, offer->target.owner,
                offer->kind == OFFER_CREDIT
                    ? credit_text(offer->amount, web->arena)
                    : S("")};
    }
    page->offers = offers;
    page->n_offers = n;
}

static void add_versions(struct web *web,
    const struct achievement_full *full,
    struct page_achievement_show *page)
{
    struct page_achievement_show_versions *versions = arena_array(
        web->arena, full->n_versions, struct page_achievement_show_versions);
    size_t n = 0;
    size_t i;

    for (i = 0; versions && i < full->n_versions; i++) {
        const struct achievement_version *v = &full->versions[i];

        if (v->version == full->version.version || v->listed_on.len == 0)
            continue;
        versions[n++] =
            (struct page_achievement_show_versions){v->version, v->listed_on,
                fact_url(web, S("/c/"), v->achievement,
                    fact_joined(web, S("?version="),
                        fact_number(web, v->version), S("")))};
    }
    page->versions = versions;
    page->n_versions = n;
}

/* --- the page --- */

static code read_asked(
    struct web *web, struct achievement_full *ret, struct err *reterr)
{
    uint64_t version = 0;

    if (!num_parse_u64(web_query(web, S("version")), VERSION_MAX, &version))
        version = 0;
    return catalogue_get(
        &web->act, web_path(web, S("id")), (int64_t)version, ret, reterr);
}

static code fill_page(struct web *web,
    const struct achievement_full *full,
    struct page_achievement_show *page,
    struct err *reterr)
{
    add_facts(web, &full->version, page);
    add_assessment(web, full, page);
    add_outcomes(web, &full->definition, page);
    if (full->version.credit_bearing)
        add_conditions(web, &full->report, page);
    add_offers(web, &full->statement, page);
    add_versions(web, full, page);
    TRY(enrolment_add_sessions(web, full, page, reterr));
    TRY(markdown_html(full->definition.description, web->arena,
        &page->description.markup, reterr));
    TRY(markdown_html(
        full->definition.criteria, web->arena, &page->criteria.markup, reterr));
    return arena_status(web->arena);
}

/* ROUTE GET /c/{id}  right: public
 *   summary: an achievement with its clarifying statement; version */
code achievement_show(struct web *web, struct err *reterr)
{
    struct achievement_full full;
    struct page_achievement_show page = {0};
    struct buf out;

    TRY(read_asked(web, &full, reterr));
    page.title = page.plain_title = full.version.title;
    page.summary = full.version.summary;
    page.image = fact_url(web, S("/c/"), full.achievement.id, S("/badge.svg"));
    page.preview = fact_joined(web, web->view.base,
        fact_url(web, S("/c/"), full.achievement.id, S("/preview.png")), S(""));
    page.issuer = full.organisation.name;
    page.issuer_domain = full.organisation.domain;
    page.issuer_href = fact_url(web, S("/o/"), full.organisation.slug, S(""));
    page.credit_bearing = full.version.credit_bearing != 0;
    page.listed = full.version.state == ACHIEVEMENT_LISTED;
    if (full.achievement.replaced_by.len > 0)
        page.successor =
            fact_url(web, S("/c/"), full.achievement.replaced_by, S(""));
    else if (!page.listed &&
             full.achievement.listed_version != full.version.version)
        page.successor = fact_url(web, S("/c/"), full.achievement.id, S(""));
    page.compare = fact_url(web, S("/compare?a="), full.achievement.id, S(""));
    TRY(fill_page(web, &full, &page, reterr));
    web_buf(web, &out);
    page_achievement_show(&out, &web->view, &page);
    return web_page(web, &out, reterr);
}

/* ROUTE GET /api/v1/achievement/{id}  right: public
 *   query: version  answers: 200 Published
 *   summary: an achievement with its definition and statement, as JSON */
code achievement_api(struct web *web, struct err *reterr)
{
    struct json *answer = json_new(web->arena, JSON_OBJECT);
    struct achievement_full full;
    struct json *statement;

    TRY(read_asked(web, &full, reterr));
    json_put_text(answer, S("id"), full.achievement.id, web->arena);
    json_add(answer, S("version"),
        json_new_number(web->arena, fact_number(web, full.version.version)));
    json_put_text(answer, S("state"),
        names_word(&achievement_state_names, full.version.state), web->arena);
    json_put_text(answer, S("issuer"), full.organisation.slug, web->arena);
    json_put_text(answer, S("listedOn"), full.version.listed_on, web->arena);
    json_put_text(answer, S("digest"), full.version.digest, web->arena);
    json_add(answer, S("definition"),
        definition_to_json(&full.definition, web->arena));
    TRY(badge_statement_write(
        &full.statement, &full.report, web->arena, &statement, reterr));
    json_add(answer, S("clarifyingStatement"), statement);
    return web_json(web, answer, reterr);
}
