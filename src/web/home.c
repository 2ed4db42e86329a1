/* The desk of an organisation's staff. */
#include "web/home.h"

#include "app/desk.h"
#include "web/fact.h"
#include "web/list.h"

/* --- what is on it --- */

static void add_figures(
    struct web *web, const struct desk *desk, struct page_desk_show *page)
{
    struct page_desk_show_waiting *waiting =
        arena_array(web->arena, DESK_ITEMS_MAX, struct page_desk_show_waiting);
    struct page_desk_show_figures *figures =
        arena_array(web->arena, DESK_ITEMS_MAX, struct page_desk_show_figures);
    size_t i;

    if (!waiting || !figures)
        return;
    for (i = 0; i < desk->n_figures; i++) {
        const struct desk_figure *f = &desk->figures[i];
        const str label = message(web->view.lang, f->words);
        const str href = fact_joined(web, web->view.home, f->place, S(""));

        if (f->waits)
            waiting[page->n_waiting++] =
                (struct page_desk_show_waiting){label, f->n, href};
        else
            figures[page->n_figures++] =
                (struct page_desk_show_figures){label, f->n, href};
    }
    page->waiting = waiting;
    page->figures = figures;
}

static void add_steps(
    struct web *web, const struct desk *desk, struct page_desk_show *page)
{
    struct page_desk_show_steps *steps =
        arena_array(web->arena, DESK_ITEMS_MAX, struct page_desk_show_steps);
    size_t i;

    for (i = 0; steps && i < desk->n_steps; i++) {
        const struct desk_step *step = &desk->steps[i];

        steps[i] = (struct page_desk_show_steps){
            .title = message(web->view.lang, step->title),
            .words = message(web->view.lang, step->words),
            .href = fact_joined(web, web->view.home, step->place, S("")),
            .done = step->done,
        };
        page->n_left += !step->done;
    }
    page->steps = steps;
    page->n_steps = steps ? desk->n_steps : 0;
}

/* The guide of the first of these roles. */
static str guide_of(const struct web *web)
{
    static const struct {
        enum role role;
        str place;
    } GUIDES[] = {
        {ROLE_OWNER, STR("/help/owner")},
        {ROLE_REGISTRAR, STR("/help/registrar")},
        {ROLE_DESIGNER, STR("/help/designer")},
        {ROLE_ASSESSOR, STR("/help/assessor")},
        {ROLE_LD, STR("/help/employer")},
    };
    size_t i;

    for (i = 0; i < sizeof(GUIDES) / sizeof(GUIDES[0]); i++) {
        if ((web->act.actor.roles & 1u << GUIDES[i].role) != 0)
            return GUIDES[i].place;
    }
    return S("/help");
}

/* ROUTE GET /o/{org}/home  right: org_read
 *   summary: what waits for whoever works here, and the first steps */
code home_desk(struct web *web, struct err *reterr)
{
    struct page_desk_show page = {.guide = guide_of(web)};
    struct desk desk;
    struct buf out;

    TRY(desk_read(&web->act, &desk, reterr));
    add_figures(web, &desk, &page);
    add_steps(web, &desk, &page);
    page.has_samples = desk.has_samples;
    page.may_try =
        page.n_left > 0 && act_may(&web->act, RIGHT_import_run, NULL) == OK;
    page.held = desk.held;
    web->view.nav = S("home");
    web_buf(web, &out);
    page_desk_show(&out, &web->view, &page);
    return web_page(web, &out, reterr);
}

/* --- example data --- */

static code back(struct web *web, code result)
{
    if (result == OK)
        response_redirect(
            web->res, fact_joined(web, web->view.home, S("/home"), S("")));
    return result;
}

/* ROUTE POST /o/{org}/sample  right: import_run
 *   summary: example data, to try things on */
code home_sample(struct web *web, struct err *reterr)
{
    return back(web, desk_add_samples(&web->act, reterr));
}

/* ROUTE POST /o/{org}/sample/remove  right: import_run
 *   summary: delete the example data */
code home_sample_remove(struct web *web, struct err *reterr)
{
    return back(web, desk_remove_samples(&web->act, reterr));
}
