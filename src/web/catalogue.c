/* What can be earned: found by skill, level, or the time there is. */
#include "web/catalogue.h"

#include "app/catalogue.h"
#include "base/num.h"
#include "web/fact.h"

#include <string.h>

enum {
    ROWS = 24,
    OFFSET_MAX = 100000,
    NUMBER_MAX = 1000000000,
    CENTS = 100,
    MINUTES_PER_HOUR = 60,
    CHOICES = 20,
    BADGE_BYTES_MAX = 1 << 20,
};

/* --- what is asked --- */

static int64_t number_of(struct web *web, str name)
{
    uint64_t number = 0;

    if (!num_parse_u64(web_query(web, name), NUMBER_MAX, &number))
        return 0;
    return (int64_t)number;
}

/* "10-40": hours from and to; "100-": from. */
static void read_hours(str range, struct catalogue_query *query)
{
    const size_t mark = str_find(range, '-', 0);
    uint64_t from = 0;
    uint64_t to = 0;

    if (mark == SIZE_MAX ||
        !num_parse_u64(str_sub(range, 0, mark), NUMBER_MAX, &from))
        return;
    query->minutes_min = (int64_t)from * MINUTES_PER_HOUR;
    if (num_parse_u64(str_sub(range, mark + 1, range.len), NUMBER_MAX, &to))
        query->minutes_max = (int64_t)to * MINUTES_PER_HOUR;
}

static struct catalogue_query read_query(struct web *web)
{
    struct catalogue_query query = {
        .slug = web_query(web, S("org")),
        .text = web_query(web, S("q")),
        .skill = web_query(web, S("skill")),
        .level = number_of(web, S("level")),
        .price_max = -1,
        .mode = participation_find(web_query(web, S("mode"))),
        .credit_bearing = str_eq(web_query(web, S("credit")), S("1")),
        .limit = ROWS,
        .offset = number_of(web, S("from")),
    };
    const int64_t minutes = number_of(web, S("minutes"));

    read_hours(web_query(web, S("hours")), &query);
    if (minutes > 0 && (query.minutes_max == 0 || minutes < query.minutes_max))
        query.minutes_max = minutes;
    if (web_query(web, S("cost")).len > 0)
        query.price_max = number_of(web, S("cost")) * CENTS;
    if (query.offset > OFFSET_MAX)
        query.offset = OFFSET_MAX;
    return query;
}

/* --- the list --- */

static struct page_catalogue_list_rows row_of(
    struct web *web, const struct catalogue_hit *hit)
{
    const struct achievement_version *v = &hit->version;
    struct page_catalogue_list_rows_skills *skills = arena_array(
        web->arena, hit->n_skills, struct page_catalogue_list_rows_skills);
    size_t i;

    for (i = 0; skills && i < hit->n_skills; i++)
        skills[i].words = hit->skills[i].name;
    return (struct page_catalogue_list_rows){
        .title = v->title,
        .href = fact_url(web, S("/c/"), v->achievement, S("")),
        .image = fact_url(web, S("/c/"), v->achievement, S("/badge.svg")),
        .issuer = hit->organisation.name,
        .domain = hit->organisation.domain_checked_at > 0
                      ? hit->organisation.domain
                      : S(""),
        .summary = v->summary,
        .facts = fact_line(web, v),
        .credit_bearing = v->credit_bearing != 0,
        .skills = skills,
        .n_skills = skills ? hit->n_skills : 0,
        .compare = fact_url(web, S("/compare?a="), v->achievement, S("")),
    };
}

static code add_rows(struct web *web,
    const struct catalogue_hits *hits,
    struct page_catalogue_list *page)
{
    struct page_catalogue_list_rows *rows =
        arena_array(web->arena, hits->n_hits, struct page_catalogue_list_rows);
    size_t i;

    for (i = 0; rows && i < hits->n_hits; i++)
        rows[i] = row_of(web, &hits->hits[i]);
    page->rows = rows;
    page->n_rows = hits->n_hits;
    page->n = hits->n;
    return arena_status(web->arena);
}

/* The same question, further on: its query without `from`. */
static str further(struct web *web, int64_t from)
{
    struct buf out;
    str url = {NULL, 0};
    size_t i;

    buf_init(&out, web->arena, WEB_PAGE_BYTES_MAX);
    buf_str(&out, S("/catalogue?from="));
    buf_u64(&out, (uint64_t)from);
    for (i = 0; i < web->query.n; i++) {
        if (str_eq(web->query.fields[i].name, S("from")))
            continue;
        buf_byte(&out, '&');
        html_url_part(&out, web->query.fields[i].name);
        buf_byte(&out, '=');
        html_url_part(&out, web->query.fields[i].value);
    }
    return buf_finish_str(&out, &url) == OK ? url : S("");
}

static struct part_pager pager_of(struct web *web,
    const struct catalogue_query *query,
    const struct catalogue_hits *hits)
{
    const int64_t to = query->offset + (int64_t)hits->n_hits;
    struct part_pager pager = {
        .from = query->offset + 1, .to = to, .of = hits->n};

    if (query->offset > 0)
        pager.previous =
            further(web, query->offset > ROWS ? query->offset - ROWS : 0);
    if (to < hits->n)
        pager.next = further(web, to);
    return pager;
}

/* Hours from and to, 0: no end. */
static str hours_words(struct web *web, int from, int to)
{
    const struct message_arg args[] = {
        {.name = S("from"), .kind = ARG_NUMBER, .number = from},
        {.name = S("to"), .kind = ARG_NUMBER, .number = to},
    };

    return message_with(web->arena, web->view.lang,
        to == 0     ? MSG_CATALOGUE_HOURS_FROM
        : from == 0 ? MSG_CATALOGUE_HOURS_TO
                    : MSG_CATALOGUE_HOURS_BETWEEN,
        args, 2);
}

/* Each list begins with no choice at all. */
static struct part_option *options_begun(struct web *web, size_t n)
{
    struct part_option *options =
        arena_array(web->arena, n + 1, struct part_option);

    if (options)
        options[0].words = message(web->view.lang, MSG_CATALOGUE_ANY);
    return options;
}

static code add_skills(
    struct web *web, struct page_catalogue_list *page, struct err *reterr)
{
    struct achievement_skill *skills;
    struct part_option *options;
    size_t n;
    size_t i;

    TRY(catalogue_skills(&web->act, &skills, &n, reterr));
    options = options_begun(web, n);
    for (i = 0; options && i < n; i++)
        options[i + 1] = (struct part_option){skills[i].skill, skills[i].name};
    page->skills = options;
    page->n_skills = options ? n + 1 : 0;
    return arena_status(web->arena);
}

static void add_times(struct web *web, struct page_catalogue_list *page)
{
    static const int MINUTES[] = {60, 240, 600, 1200, 3000};
    static const struct hours {
        str key;
        int from;
        int to;
    } HOURS[] = {{STR("0-10"), 0, 10}, {STR("10-40"), 10, 40},
        {STR("40-100"), 40, 100}, {STR("100-"), 100, 0}};
    const size_t n_minutes = sizeof(MINUTES) / sizeof(MINUTES[0]);
    const size_t n_hours = sizeof(HOURS) / sizeof(HOURS[0]);
    struct part_option *minutes = options_begun(web, n_minutes);
    struct part_option *hours = options_begun(web, n_hours);
    size_t i;

    if (!minutes || !hours)
        return;
    for (i = 0; i < n_minutes; i++)
        minutes[i + 1] = (struct part_option){
            fact_number(web, MINUTES[i]), fact_minutes(web, MINUTES[i])};
    for (i = 0; i < n_hours; i++)
        hours[i + 1] = (struct part_option){
            HOURS[i].key, hours_words(web, HOURS[i].from, HOURS[i].to)};
    page->minute_ranges = minutes;
    page->n_minute_ranges = n_minutes + 1;
    page->hour_ranges = hours;
    page->n_hour_ranges = n_hours + 1;
}

static void add_choices(struct web *web, struct page_catalogue_list *page)
{
    static const str LEVELS[] = {
        STR("4"), STR("5"), STR("6"), STR("7"), STR("8"), STR("9")};
    const size_t n_levels = sizeof(LEVELS) / sizeof(LEVELS[0]);
    struct part_option *levels = options_begun(web, n_levels);
    struct part_option *modes = options_begun(web, PARTICIPATION_WORK_BASED);
    size_t i;

    if (!levels || !modes)
        return;
    for (i = 0; i < n_levels; i++)
        levels[i + 1] = (struct part_option){LEVELS[i], LEVELS[i]};
    for (i = PARTICIPATION_ONLINE; i <= PARTICIPATION_WORK_BASED; i++)
        modes[i] = (struct part_option){
            participation_word((enum participation)i), fact_mode(web, i)};
    page->levels = levels;
    page->n_levels = n_levels + 1;
    page->modes = modes;
    page->n_modes = PARTICIPATION_WORK_BASED + 1;
}

/* ROUTE GET /catalogue  right: public
 *   summary: what can be earned; q, skill, level, hours, minutes, cost, mode */
code catalogue_list(struct web *web, struct err *reterr)
{
    const struct catalogue_query query = read_query(web);
    struct page_catalogue_list page = {
        .query = query.text,
        .skill = query.skill,
        .level = web_query(web, S("level")),
        .hours = web_query(web, S("hours")),
        .cost = web_query(web, S("cost")),
        .mode = web_query(web, S("mode")),
        .minutes = web_query(web, S("minutes")),
        .credit_bearing = query.credit_bearing,
        .action = S("/catalogue"),
    };
    struct catalogue_hits hits;
    struct buf out;

    TRY(catalogue_search(&web->act, &query, &hits, reterr));
    TRY(add_rows(web, &hits, &page));
    TRY(add_skills(web, &page, reterr));
    add_times(web, &page);
    add_choices(web, &page);
    page.pager = pager_of(web, &query, &hits);
    web_buf(web, &out);
    page_catalogue_list(&out, &web->view, &page);
    return web_page(web, &out, reterr);
}

/* ROUTE GET /api/v1/catalogue  right: public
 *   query: q,org,skill,level,hours,minutes,cost,mode,credit,from
 *   answers: 200 CatalogueList
 *   summary: what can be earned, as JSON; the same query as /catalogue */
code catalogue_api(struct web *web, struct err *reterr)
{
    const struct catalogue_query query = read_query(web);
    struct json *value = json_new(web->arena, JSON_OBJECT);
    struct catalogue_hits hits;
    struct json *items;
    size_t i;

    TRY(catalogue_search(&web->act, &query, &hits, reterr));
    json_add(value, S("total"),
        json_new_number(web->arena, fact_number(web, hits.n)));
    items = json_add(value, S("items"), json_new(web->arena, JSON_ARRAY));
    for (i = 0; i < hits.n_hits; i++) {
        const struct achievement_version *v = &hits.hits[i].version;
        struct json *item = json_push(items, json_new(web->arena, JSON_OBJECT));

        json_put_text(item, S("id"), v->achievement, web->arena);
        json_put_text(item, S("title"), v->title, web->arena);
        json_put_text(item, S("summary"), v->summary, web->arena);
        json_put_text(
            item, S("issuer"), hits.hits[i].organisation.name, web->arena);
        json_add(item, S("minutes"),
            json_new_number(web->arena, fact_number(web, v->volume_minutes)));
        json_add(item, S("creditBearing"),
            json_new_bool(web->arena, v->credit_bearing != 0));
    }
    return web_json(web, value, reterr);
}

/* --- one badge as a picture --- */

/* ROUTE GET /c/{id}/badge.svg  right: public
 *   summary: the picture of the badge */
code catalogue_badge(struct web *web, struct err *reterr)
{
    struct achievement_full full;
    str picture;

    TRY(catalogue_get(&web->act, web_path(web, S("id")), 0, &full, reterr));
    TRY(catalogue_drawing(&web->act, &full, &picture, reterr));
    response_body(web->res, S("image/svg+xml"), str_bytes(picture));
    response_set(web->res, S("Content-Security-Policy"),
        S("default-src 'none'; img-src data:; style-src 'unsafe-inline'; "
          "sandbox"));
    response_set(web->res, S("Cache-Control"), S("public, max-age=3600"));
    return OK;
}
