/* The guides for users, built in (docs/guide), and searching them. */
#include "web/help.h"

#include "domain/id.h"
#include "draw/markdown.h"
#include "web/fact.h"
#include "web/guide.h"

#include <string.h>

enum {
    HTML_BYTES_MAX = 256 * 1024,
    SECTIONS_MAX = 60,
    EXCERPT_BYTES = 200,
    HEADING_BYTES = 4, /* "<h4>" */
};

static str guide_url(struct web *web, const struct web_guide *guide)
{
    return fact_url(web, S("/help/"), guide->name, S(""));
}

/* --- one guide --- */

/* Markdown begins two levels below a page; a guide is the page. */
static code render(struct web *web,
    const struct web_guide *guide,
    struct html *ret,
    struct err *reterr)
{
    struct buf out;
    str html;
    size_t i;
    code result;

    TRY(markdown_html(guide->text, web->arena, &html, reterr));
    buf_init(&out, web->arena, HTML_BYTES_MAX);
    buf_str(&out, S("<h1>"));
    html_text(&out, guide->title);
    buf_str(&out, S("</h1>\n"));
    for (i = 0; i < html.len; i++) {
        const str rest = str_sub(html, i, i + HEADING_BYTES + 1);

        if (str_starts(rest, S("<h4>")) || str_starts(rest, S("</h4>"))) {
            const size_t n =
                rest.ptr[1] == '/' ? HEADING_BYTES + 1 : HEADING_BYTES;

            buf_str(&out, n > HEADING_BYTES ? S("</h2>") : S("<h2>"));
            i += n - 1;
            continue;
        }
        buf_byte(&out, (uint8_t)html.ptr[i]);
    }
    result = buf_finish_str(&out, &ret->markup);
    return result == OK ? OK : err_set(reterr, result, guide->name);
}

static void add_pages(struct web *web, str present, struct page_help_show *page)
{
    struct page_help_show_pages *pages =
        arena_array(web->arena, WEB_GUIDES, struct page_help_show_pages);
    size_t i;

    for (i = 0; pages && i < WEB_GUIDES; i++)
        pages[i] = (struct page_help_show_pages){web_guides[i].title,
            guide_url(web, &web_guides[i]),
            str_eq(web_guides[i].name, present)};
    page->pages = pages;
    page->n_pages = pages ? WEB_GUIDES : 0;
}

static code show(
    struct web *web, const struct page_help_show *page, struct err *reterr)
{
    struct buf out;

    web_buf(web, &out);
    page_help_show(&out, &web->view, page);
    return web_page(web, &out, reterr);
}

static const struct web_guide *find(str name)
{
    size_t i;

    for (i = 0; i < WEB_GUIDES; i++) {
        if (str_eq(web_guides[i].name, name))
            return &web_guides[i];
    }
    return NULL;
}

/* ROUTE GET /help/{guide}  right: public
 *   summary: the guide for one role */
code help_show(struct web *web, struct err *reterr)
{
    const str name = web_path(web, S("guide"));
    const struct web_guide *guide = find(name);
    struct page_help_show page = {0};

    if (!guide)
        return err_set(reterr, E_NOT_FOUND, name);
    page.title = guide->title;
    TRY(render(web, guide, &page.body, reterr));
    add_pages(web, name, &page);
    return show(web, &page, reterr);
}

/* --- searching --- */

/* A part of a guide below one heading. */
struct section {
    str heading; /* empty: before the first */
    str text;
};

static size_t split(str text, struct section *ret)
{
    size_t n = 0;
    size_t at = 0;

    ret[n++] = (struct section){{"", 0}, text};
    while (at < text.len && n < SECTIONS_MAX) {
        size_t end = str_find(text, '\n', at);

        if (end == SIZE_MAX)
            end = text.len;
        if (str_starts(str_sub(text, at, end), S("## "))) {
            ret[n - 1].text.len = (size_t)(text.ptr + at - ret[n - 1].text.ptr);
            ret[n++] = (struct section){
                str_sub(text, at + 3, end), str_sub(text, end, text.len)};
        }
        at = end + 1;
    }
    return n;
}

static bool has(str text, str word)
{
    size_t i;

    for (i = 0; i + word.len <= text.len; i++) {
        if (memcmp(text.ptr + i, word.ptr, word.len) == 0)
            return true;
    }
    return false;
}

/* Every word of the query, anywhere in the section or its heading. */
static bool fits(struct web *web, const struct section *section, str query)
{
    const str parts[] = {section->heading, S(" "), section->text};
    const str text = text_fold(arena_join(web->arena, parts, 3), web->arena);
    str words[SECTIONS_MAX];
    const size_t n =
        text_words(text_fold(query, web->arena), words, SECTIONS_MAX);
    size_t i;

    for (i = 0; i < n; i++) {
        if (!has(text, words[i]))
            return false;
    }
    return n > 0;
}

/* The beginning of the text, without its marks. */
static str excerpt(struct web *web, str text)
{
    struct buf out;
    str words = {"", 0};
    bool space = false;
    size_t i;

    buf_init(&out, web->arena, (size_t)EXCERPT_BYTES * 2);
    for (i = 0; i < text.len; i++) {
        const char c = text.ptr[i];

        if ((unsigned char)c <= ' ') {
            if (out.len > EXCERPT_BYTES)
                break;
            space = out.len > 0;
            continue;
        }
        if (c == '*' || c == '`' || c == '#')
            continue;
        if (space)
            buf_byte(&out, ' ');
        space = false;
        buf_byte(&out, (uint8_t)c);
    }
    if (i < text.len)
        buf_str(&out, S(" …"));
    return buf_finish_str(&out, &words) == OK ? words : S("");
}

static void search(struct web *web, str query, struct page_help_show *page)
{
    struct page_help_show_found *found = arena_array(web->arena,
        (size_t)WEB_GUIDES * SECTIONS_MAX, struct page_help_show_found);
    size_t g;
    size_t i;

    for (g = 0; found && g < WEB_GUIDES; g++) {
        struct section sections[SECTIONS_MAX];
        const size_t n = split(web_guides[g].text, sections);

        for (i = 0; i < n; i++) {
            if (!fits(web, &sections[i], query))
                continue;
            found[page->n_found++] = (struct page_help_show_found){
                .title = sections[i].heading.len == 0
                             ? web_guides[g].title
                             : fact_joined(web, web_guides[g].title, S(": "),
                                   sections[i].heading),
                .href = guide_url(web, &web_guides[g]),
                .words = excerpt(web, sections[i].text),
            };
        }
    }
    page->found = found;
}

/* ROUTE GET /help  right: public
 *   summary: the guides, and what they say about some words */
code help_index(struct web *web, struct err *reterr)
{
    const str query = web_query(web, S("q"));
    struct page_help_show page = {
        .title = message(web->view.lang, MSG_NAV_HELP), .query = query};

    add_pages(web, S(""), &page);
    if (query.len > 0)
        search(web, query, &page);
    else
        page.index = true;
    return show(web, &page, reterr);
}
