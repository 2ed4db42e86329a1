/*
 * One of the learner's own badges: files to take along, the link, LinkedIn,
 * the e-mail signature, what others see and how often they looked.
 */
#include "web/me_award.h"

#include "app/mosaic.h"
#include "base/num.h"
#include "draw/certificate.h"
#include "web/badge_state.h"
#include "web/fact.h"

enum {
    URL_BYTES_MAX = 8 * 1024,
    EMBED_BYTES_MAX = 8 * 1024,
    YEAR_MAX = 9999,
    MONTH_MAX = 12,
};

static str link_of(const struct web *web, const struct award *award, str end)
{
    const str parts[] = {web->view.base, S("/a/"), award->id, end};

    return arena_join(web->arena, parts, 4);
}

/* --- LinkedIn (STANDARDS.md 13) --- */

/* The number at [from, to) of a day, without leading zeros; 0 for none. */
static uint64_t part_of(str day, size_t from, size_t to, uint64_t max)
{
    uint64_t number = 0;

    while (from < to && from < day.len && day.ptr[from] == '0')
        from++;
    return num_parse_u64(str_sub(day, from, to), max, &number) ? number : 0;
}

static void put_value(struct buf *out, str name, str value)
{
    buf_byte(out, '&');
    buf_str(out, name);
    buf_byte(out, '=');
    html_url_part(out, value);
}

static void put_month(struct buf *out, str year_name, str month_name, str day)
{
    if (day.len == 0)
        return;
    buf_byte(out, '&');
    buf_str(out, year_name);
    buf_byte(out, '=');
    buf_u64(out, part_of(day, 0, 4, YEAR_MAX));
    buf_byte(out, '&');
    buf_str(out, month_name);
    buf_byte(out, '=');
    buf_u64(out, part_of(day, 5, 7, MONTH_MAX));
}

static code linkedin(
    struct web *web, const struct award_page *page, str *ret, struct err *e)
{
    const struct award *award = &page->award;
    struct buf out;
    code result;

    buf_init(&out, web->arena, URL_BYTES_MAX);
    buf_str(&out, S("https://www.linkedin.com/profile/add"
                    "?startTask=CERTIFICATION_NAME"));
    put_value(&out, S("name"), page->version.title);
    put_value(&out, S("organizationName"), page->organisation.name);
    put_month(&out, S("issueYear"), S("issueMonth"), award->awarded_on);
    put_month(
        &out, S("expirationYear"), S("expirationMonth"), award->valid_until);
    put_value(&out, S("certUrl"), link_of(web, award, S("")));
    put_value(&out, S("certId"), award->id);
    result = buf_finish_str(&out, ret);
    return result == OK ? OK : err_set(e, result, S("linkedin"));
}

/* ROUTE GET /me/award/{id}/linkedin  right: person
 *   summary: counts a share, and leads to LinkedIn's form, filled in */
code me_award_linkedin(struct web *web, struct err *reterr)
{
    struct mosaic_award own;
    str location;

    TRY(mosaic_award(&web->act, web_path(web, S("id")), &own, reterr));
    TRY(linkedin(web, &own.page, &location, reterr));
    TRY(mosaic_note_share(&web->act, &own.page.award, reterr));
    response_redirect(web->res, location);
    return OK;
}

/* --- the e-mail signature --- */

/* What it says must stay true while the mail lies about: the state is in the
 * picture alone, which is fetched anew. */
static str embed_alt(struct web *web, const struct award_page *page)
{
    const struct message_arg args[] = {
        {.name = S("title"), .kind = ARG_WORDS, .text = page->version.title},
        {.name = S("issuer"),
            .kind = ARG_WORDS,
            .text = page->organisation.name},
    };

    return message_with(
        web->arena, web->view.lang, MSG_ME_AWARD_EMBED_ALT, args, 2);
}

static str embed_html(struct web *web, const struct award *award, str alt)
{
    struct buf out;
    str html = {NULL, 0};

    buf_init(&out, web->arena, EMBED_BYTES_MAX);
    buf_str(&out, S("<a href=\""));
    html_url(&out, link_of(web, award, S("")));
    buf_str(&out, S("\"><img src=\""));
    html_url(&out, link_of(web, award, S("/signature.png")));
    buf_str(&out, S("\" width=\"320\" height=\"88\" border=\"0\" alt=\""));
    html_attr(&out, alt);
    buf_str(&out, S("\"></a>"));
    return buf_finish_str(&out, &html) == OK ? html : S("");
}

/* --- the page --- */

static void add_certificates(
    struct web *web, const struct award *award, struct page_me_award *page)
{
    static const struct {
        enum message words;
        const char *end;
    } KINDS[CERTIFICATE_TEMPLATES] = {
        [CERTIFICATE_CLASSIC] = {MSG_ME_AWARD_CLASSIC, "/certificate.pdf"},
        [CERTIFICATE_MODERN] = {MSG_ME_AWARD_MODERN,
            "/certificate.pdf?template=modern"},
        [CERTIFICATE_PLAIN] = {MSG_ME_AWARD_PLAIN,
            "/certificate.pdf?template=plain"},
    };
    struct page_me_award_certificates *items = arena_array(
        web->arena, CERTIFICATE_TEMPLATES, struct page_me_award_certificates);
    size_t i;

    for (i = 0; items && i < CERTIFICATE_TEMPLATES; i++) {
        items[i].words = message(web->view.lang, KINDS[i].words);
        items[i].href = link_of(web, award, str_of(KINDS[i].end));
    }
    page->certificates = items;
    page->n_certificates = items ? CERTIFICATE_TEMPLATES : 0;
}

static void add_evidence(
    struct web *web, const struct mosaic_award *own, struct page_me_award *page)
{
    struct page_me_award_evidence *items =
        arena_array(web->arena, own->n_evidence, struct page_me_award_evidence);
    size_t i;

    for (i = 0; items && i < own->n_evidence; i++)
        items[i] = (struct page_me_award_evidence){
            .key = own->evidence[i].id,
            .title = own->evidence[i].title,
            .shown = choice_shows(&own->choice, own->evidence[i].id),
        };
    page->evidence = items;
    page->n_evidence = items ? own->n_evidence : 0;
}

static void add_links(
    struct web *web, const struct mosaic_award *own, struct page_me_award *page)
{
    const struct award *award = &own->page.award;

    page->action = fact_url(web, S("/me/award/"), award->id, S(""));
    page->linkedin = fact_url(web, S("/me/award/"), award->id, S("/linkedin"));
    page->share = fact_url(web, S("/me/share/new?award="), award->id, S(""));
    page->public = link_of(web, award, S(""));
    page->image = fact_url(web, S("/a/"), award->id, S("/badge.svg"));
    page->png = link_of(web, award, S("/badge.png"));
    page->svg = link_of(web, award, S("/badge.svg"));
    page->json = link_of(web, award, S("/badge.json"));
    page->embed_alt = embed_alt(web, &own->page);
    page->embed = embed_html(web, award, page->embed_alt);
    page->embed_image = fact_url(web, S("/a/"), award->id, S("/signature.png"));
    add_certificates(web, award, page);
}

static void add_counts(const struct counts *counts, struct page_me_award *page)
{
    page->n_viewed = counts->n[COUNTER_VIEWED];
    page->n_downloaded = counts->n[COUNTER_DOWNLOADED];
    page->n_verified = counts->n[COUNTER_VERIFIED];
    page->n_shared = counts->n[COUNTER_SHARED];
}

/* ROUTE GET /me/award/{id}  right: person
 *   summary: one of the learner's badges, and what to do with it */
code me_award_show(struct web *web, struct err *reterr)
{
    struct page_me_award page = {0};
    struct badge_state state;
    struct mosaic_award own;
    struct buf out;

    TRY(mosaic_award(&web->act, web_path(web, S("id")), &own, reterr));
    state = badge_state(web, own.page.state_today, own.page.award.valid_until);
    page.title = page.plain_title = own.page.version.title;
    page.issuer = own.page.organisation.name;
    page.awarded_on = own.page.award.awarded_on;
    page.valid_until = own.page.award.valid_until;
    page.tone = state.tone;
    page.state = state.words;
    page.state_words = state.more;
    page.open = own.choice.open;
    page.shown = own.on_profile;
    add_links(web, &own, &page);
    add_evidence(web, &own, &page);
    add_counts(&own.counts, &page);
    if (str_eq(web_query(web, S("done")), S("saved")))
        web->view.notice = MSG_FORM_SAVED;
    TRY(arena_status(web->arena));
    web->view.nav = S("mosaic");
    web_buf(web, &out);
    page_me_award(&out, &web->view, &page);
    return web_page(web, &out, reterr);
}

/* --- what others see --- */

static struct choice read_choice(struct web *web, const struct form *form)
{
    struct choice choice = {.open = form_get(form, S("open")).len > 0};
    str *ids = arena_array(web->arena, form->n, str);
    size_t i;

    for (i = 0; ids && i < form->n; i++) {
        if (str_eq(form->fields[i].name, S("evidence")))
            ids[choice.n_evidence++] = form->fields[i].value;
    }
    choice.evidence = ids;
    return choice;
}

/* ROUTE POST /me/award/{id}  right: person
 *   summary: open the page of a badge, or choose what others see of it */
code me_award_change(struct web *web, struct err *reterr)
{
    const str id = web_path(web, S("id"));
    struct form form;

    TRY(form_read_body(web->req, web->arena, &form, reterr));
    if (str_eq(form_get(&form, S("do")), S("open"))) {
        TRY(mosaic_open(&web->act, id, reterr));
    } else {
        const struct choice choice = read_choice(web, &form);

        TRY(mosaic_choose(&web->act, id, &choice,
            form_get(&form, S("shown")).len > 0, reterr));
    }
    response_redirect(
        web->res, fact_url(web, S("/me/award/"), id, S("?done=saved")));
    return OK;
}
