/* Staff find awards, and choose what to do with them. */
#include "web/award_office.h"

#include "app/catalogue.h"
#include "base/num.h"
#include "web/fact.h"

enum {
    ROWS = 50,
    OFFSET_MAX = 1000000,
    COURSES_MAX = 200,
    URL_BYTES_MAX = 4096,
};

static const str UNCLAIMED = STR("unclaimed");
static const str HELD = STR("held");

/* --- words --- */

static const struct {
    enum message words;
    str tone;
} STATES[] = {
    [AWARD_ACTIVE] = {MSG_OFFICE_AWARD_ACTIVE, STR("good")},
    [AWARD_SUSPENDED] = {MSG_OFFICE_AWARD_SUSPENDED, STR("warn")},
    [AWARD_EXPIRED] = {MSG_OFFICE_AWARD_EXPIRED, STR("calm")},
    [AWARD_REVOKED] = {MSG_OFFICE_AWARD_REVOKED, STR("bad")},
    [AWARD_RENEWED] = {MSG_OFFICE_AWARD_RENEWED, STR("calm")},
    [AWARD_RECALLED] = {MSG_OFFICE_AWARD_RECALLED, STR("bad")},
};

static const enum message DEEDS[] = {
    [AWARD_DEED_REVOKE] = MSG_OFFICE_AWARD_DO_REVOKE,
    [AWARD_DEED_SUSPEND] = MSG_OFFICE_AWARD_DO_SUSPEND,
    [AWARD_DEED_REINSTATE] = MSG_OFFICE_AWARD_DO_REINSTATE,
    [AWARD_DEED_RECALL] = MSG_OFFICE_AWARD_DO_RECALL,
    [AWARD_DEED_APPEAL] = MSG_OFFICE_AWARD_DO_APPEAL,
    [AWARD_DEED_RELEASE] = MSG_OFFICE_AWARD_DO_RELEASE,
    [AWARD_DEED_RENEW] = MSG_OFFICE_AWARD_DO_RENEW,
    [AWARD_DEED_EXTEND] = MSG_OFFICE_AWARD_DO_EXTEND,
    [AWARD_DEED_CORRECT] = MSG_OFFICE_AWARD_DO_CORRECT,
};

str award_state_words(const struct web *web, int64_t state)
{
    return message(web->view.lang, STATES[state].words);
}

str award_state_tone(int64_t state)
{
    return STATES[state].tone;
}

str award_deed_words(const struct web *web, enum award_deed deed)
{
    return message(web->view.lang, DEEDS[deed]);
}

/* --- what is asked --- */

struct award_asked award_asked_read(const struct form *form, str words_name)
{
    struct award_asked asked = {
        .query =
            {
                .text = form_get(form, words_name),
                .achievement = form_get(form, S("achievement")),
                .batch = form_get(form, S("batch")),
                .limit = ROWS,
            },
        .state = form_get(form, S("state")),
    };
    uint64_t from = 0;

    if (str_eq(asked.state, UNCLAIMED))
        asked.query.waiting = AWARD_UNCLAIMED;
    else if (str_eq(asked.state, HELD))
        asked.query.waiting = AWARD_HELD;
    else if (!names_find(&award_state_names, asked.state, &asked.query.state) ||
             asked.query.state == AWARD_PREPARED)
        asked.state = S("");
    if (num_parse_u64(form_get(form, S("from")), OFFSET_MAX, &from))
        asked.query.offset = (int64_t)from;
    return asked;
}

static void put_pair(struct buf *out, str name, str value)
{
    if (value.len == 0)
        return;
    buf_byte(out, '&');
    buf_str(out, name);
    buf_byte(out, '=');
    html_url_part(out, value);
}

str award_asked_url(
    struct web *web, const struct award_asked *asked, int64_t from)
{
    struct buf out;
    str url = {NULL, 0};

    buf_init(&out, web->arena, URL_BYTES_MAX);
    buf_str(&out, web->view.home);
    buf_str(&out, S("/award?from="));
    buf_u64(&out, from > 0 ? (uint64_t)from : 0);
    put_pair(&out, S("q"), asked->query.text);
    put_pair(&out, S("state"), asked->state);
    put_pair(&out, S("achievement"), asked->query.achievement);
    put_pair(&out, S("batch"), asked->query.batch);
    return buf_finish_str(&out, &url) == OK ? url : S("");
}

/* --- choices --- */

code award_courses(struct web *web,
    const struct part_option **ret,
    size_t *ret_n,
    struct err *reterr)
{
    const struct catalogue_query query = {
        .slug = web_path(web, S("org")), .price_max = -1, .limit = COURSES_MAX};
    struct catalogue_hits hits;
    struct part_option *options;
    size_t i;

    TRY(catalogue_search(&web->act, &query, &hits, reterr));
    options = arena_array(web->arena, hits.n_hits, struct part_option);
    TRY(arena_status(web->arena));
    for (i = 0; i < hits.n_hits; i++)
        options[i] = (struct part_option){
            hits.hits[i].version.achievement, hits.hits[i].version.title};
    *ret = options;
    *ret_n = hits.n_hits;
    return OK;
}

static void add_states(struct web *web, struct page_award_list *page)
{
    const enum lang lang = web->view.lang;
    struct part_option *options =
        arena_array(web->arena, AWARD_RECALLED + 2, struct part_option);
    size_t n = 0;
    int64_t i;

    for (i = AWARD_ACTIVE; options && i <= AWARD_RECALLED; i++)
        options[n++] = (struct part_option){
            names_word(&award_state_names, i), award_state_words(web, i)};
    if (!options)
        return;
    options[n++] = (struct part_option){
        UNCLAIMED, message(lang, MSG_OFFICE_AWARD_UNCLAIMED)};
    options[n++] =
        (struct part_option){HELD, message(lang, MSG_OFFICE_AWARD_HELD)};
    page->states = options;
    page->n_states = n;
}

static void add_actions(struct web *web, struct page_award_list *page)
{
    struct part_option *options =
        arena_array(web->arena, AWARD_DEED_CORRECT, struct part_option);
    size_t i;

    for (i = 0; options && i < AWARD_DEED_CORRECT; i++)
        options[i] =
            (struct part_option){names_word(&award_deed_names, (int64_t)i + 1),
                award_deed_words(web, (enum award_deed)(i + 1))};
    page->actions = options;
    page->n_actions = options ? AWARD_DEED_CORRECT : 0;
}

/* --- the list --- */

static struct page_award_list_rows row_of(
    struct web *web, const struct award_list_row *row, str today)
{
    const int64_t state = award_row_state(row, today);
    const str place = fact_joined(web, web->view.home, S("/award/"), S(""));

    return (struct page_award_list_rows){
        .id = row->id,
        .holder =
            row->recipient_name.len > 0 ? row->recipient_name : row->email,
        .email = row->email,
        .title = row->title,
        .href = fact_url(web, place, row->id, S("")),
        .tone = award_state_tone(state),
        .state = award_state_words(web, state),
        .awarded_on = row->awarded_on,
        .claimed = row->claimed_at > 0,
        .held = str_cmp(row->held_until, today) > 0,
    };
}

static code add_rows(struct web *web,
    const struct award_asked *asked,
    struct page_award_list *page,
    struct err *reterr)
{
    const str today = act_day_at(web->act.now, 0, web->arena);
    const int64_t from = asked->query.offset;
    struct page_award_list_rows *rows;
    struct award_list_row *found;
    int64_t n_all = 0;
    size_t n;
    size_t i;

    TRY(award_search(&web->act, &asked->query, &found, &n, &n_all, reterr));
    rows = arena_array(web->arena, n, struct page_award_list_rows);
    TRY(arena_status(web->arena));
    for (i = 0; i < n; i++)
        rows[i] = row_of(web, &found[i], today);
    page->rows = rows;
    page->n_rows = n;
    page->n = n_all;
    page->pager = (struct part_pager){
        .from = from + 1, .to = from + (int64_t)n, .of = n_all};
    if (from > 0)
        page->pager.previous = award_asked_url(web, asked, from - ROWS);
    if (page->pager.to < n_all)
        page->pager.next = award_asked_url(web, asked, page->pager.to);
    return OK;
}

static code show(
    struct web *web, const struct award_asked *asked, struct err *reterr)
{
    struct page_award_list page = {
        .query = asked->query.text,
        .state = asked->state,
        .achievement = asked->query.achievement,
        .batch = asked->query.batch,
        .may_change = right_given(RIGHT_award_change, web->act.actor.roles),
    };
    struct buf out;

    page.action = fact_joined(web, web->view.home, S("/award"), S(""));
    page.new = fact_joined(web, page.action, S("/new"), S(""));
    page.filtered = page.query.len + page.state.len + page.achievement.len +
                        page.batch.len >
                    0;
    add_states(web, &page);
    add_actions(web, &page);
    TRY(award_courses(web, &page.achievements, &page.n_achievements, reterr));
    TRY(add_rows(web, asked, &page, reterr));
    web->view.nav = S("award");
    web_buf(web, &out);
    page_award_list(&out, &web->view, &page);
    return web_page(web, &out, reterr);
}

code award_office_fault(
    struct web *web, str field, enum message words, struct err *reterr)
{
    const struct view_faults fault = {field, message(web->view.lang, words)};
    const struct award_asked asked = {.query.limit = ROWS};

    web->view.faults = &fault;
    web->view.n_faults = 1;
    web->res->status = 422;
    return show(web, &asked, reterr);
}

/* ROUTE GET /o/{org}/award  right: award_read
 *   summary: the awards given; q, state, achievement, batch, from */
code award_office_list(struct web *web, struct err *reterr)
{
    const struct award_asked asked = award_asked_read(&web->query, S("q"));

    if (web_query(web, S("done")).len > 0)
        web->view.notice = MSG_OFFICE_AWARD_CHANGED;
    return show(web, &asked, reterr);
}
