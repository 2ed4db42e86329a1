/* The learner's own badges as tiles, by date or by skill. */
#include "web/mosaic.h"

#include "app/mosaic.h"
#include "web/badge_state.h"
#include "web/fact.h"

enum {
    YEAR_LEN = 4,
};

/* What a tile is made of; rows of several statements have it. */
struct tile_row {
    str id;
    str title;
    str issuer;
    str awarded_on;
    str valid_until;
    int64_t state;
};

static struct part_tile tile_of(
    struct web *web, const struct tile_row *row, str place)
{
    const struct badge_state state =
        badge_state(web, row->state, row->valid_until);
    struct part_tile tile = {
        .title = row->title,
        .href = fact_url(web, place, row->id, S("")),
        .image = fact_url(web, S("/a/"), row->id, S("/badge.svg")),
        .line = badge_line(web, row->issuer, row->awarded_on),
    };

    if (row->state != AWARD_ACTIVE) {
        tile.tone = state.tone;
        tile.state = state.words;
    }
    return tile;
}

static struct part_tile own_tile(
    struct web *web, const struct award_list_person_row *row)
{
    const struct tile_row from = {row->id, row->title, row->name,
        row->awarded_on, row->valid_until, row->state};

    return tile_of(web, &from, S("/me/award/"));
}

/* The picture of one that is not claimed yet is nobody's to see but theirs. */
static void add_waiting(
    struct web *web, const struct mosaic *mosaic, struct page_me_mosaic *page)
{
    struct part_tile *tiles =
        arena_array(web->arena, mosaic->n_waiting, struct part_tile);
    size_t i;

    for (i = 0; tiles && i < mosaic->n_waiting; i++) {
        const struct award_list_waiting_row *row = &mosaic->waiting[i];
        const struct tile_row from = {row->id, row->title, row->name,
            row->awarded_on, row->valid_until, row->state};

        tiles[i] = tile_of(web, &from, S("/me/claim/"));
        tiles[i].image =
            fact_url(web, S("/c/"), row->achievement, S("/badge.svg"));
    }
    page->waiting = tiles;
    page->n_waiting = tiles ? mosaic->n_waiting : 0;
}

/* --- groups: neighbours with one title --- */

struct groups {
    struct page_me_mosaic_groups *items;
    struct part_tile *tiles;
    size_t n;
    size_t n_tiles;
    str key;
};

static struct groups groups_for(struct web *web, size_t n)
{
    return (struct groups){
        .items = arena_array(web->arena, n, struct page_me_mosaic_groups),
        .tiles = arena_array(web->arena, n, struct part_tile),
    };
}

static void add_to_group(
    struct groups *groups, str key, str title, struct part_tile tile)
{
    struct page_me_mosaic_groups *group;

    if (groups->n == 0 || !str_eq(groups->key, key)) {
        groups->key = key;
        groups->items[groups->n++] = (struct page_me_mosaic_groups){
            .title = title, .tiles = groups->tiles + groups->n_tiles};
    }
    group = &groups->items[groups->n - 1];
    groups->tiles[groups->n_tiles++] = tile;
    group->n_tiles++;
}

static struct groups by_year(struct web *web, const struct mosaic *mosaic)
{
    struct groups groups = groups_for(web, mosaic->n_awards);
    size_t i;

    for (i = 0; groups.items && groups.tiles && i < mosaic->n_awards; i++) {
        const struct award_list_person_row *row = &mosaic->awards[i];
        const str year = str_sub(row->awarded_on, 0, YEAR_LEN);

        add_to_group(&groups, year, year, own_tile(web, row));
    }
    return groups;
}

static const struct award_list_person_row *find_award(
    const struct mosaic *mosaic, str id)
{
    size_t i;

    for (i = 0; i < mosaic->n_awards; i++) {
        if (str_eq(mosaic->awards[i].id, id))
            return &mosaic->awards[i];
    }
    return NULL;
}

static bool has_skill(const struct mosaic *mosaic, str id)
{
    size_t i;

    for (i = 0; i < mosaic->n_skills; i++) {
        if (str_eq(mosaic->skills[i].id, id))
            return true;
    }
    return false;
}

/* A badge stands under each of its skills; those without come last. */
static struct groups by_skill(struct web *web, const struct mosaic *mosaic)
{
    struct groups groups = groups_for(web, mosaic->n_awards + mosaic->n_skills);
    size_t i;

    if (!groups.items || !groups.tiles)
        return groups;
    for (i = 0; i < mosaic->n_skills; i++) {
        const struct award_skills_person_row *skill = &mosaic->skills[i];
        const struct award_list_person_row *row = find_award(mosaic, skill->id);

        if (row)
            add_to_group(
                &groups, skill->skill, skill->name, own_tile(web, row));
    }
    for (i = 0; i < mosaic->n_awards; i++) {
        const struct award_list_person_row *row = &mosaic->awards[i];

        if (!has_skill(mosaic, row->id))
            add_to_group(&groups, S(""),
                message(web->view.lang, MSG_MOSAIC_NO_SKILL),
                own_tile(web, row));
    }
    return groups;
}

/* ROUTE GET /me  right: person
 *   summary: the learner's badges; by=day or skill */
code mosaic_list(struct web *web, struct err *reterr)
{
    struct page_me_mosaic page = {.by = S("day")};
    struct mosaic mosaic;
    struct groups groups;
    struct buf out;

    TRY(mosaic_show(&web->act, &mosaic, reterr));
    if (str_eq(web_query(web, S("by")), S("skill")))
        page.by = S("skill");
    groups = str_eq(page.by, S("skill")) ? by_skill(web, &mosaic)
                                         : by_year(web, &mosaic);
    page.groups = groups.items;
    page.n_groups = groups.n;
    page.n = (int64_t)mosaic.n_awards;
    page.profile_shown = mosaic.profile.shown != 0;
    page.profile = fact_url(web, S("/p/"), mosaic.profile.slug, S(""));
    add_waiting(web, &mosaic, &page);
    TRY(arena_status(web->arena));
    web->view.nav = S("mosaic");
    web_buf(web, &out);
    page_me_mosaic(&out, &web->view, &page);
    return web_page(web, &out, reterr);
}
