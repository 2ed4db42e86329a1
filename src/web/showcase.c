#include "web/showcase.h"

#include "app/local.h"
#include "web/badge_state.h"
#include "web/fact.h"

static code is_valid(
    struct web *web, const struct award *award, bool *ret, struct err *reterr)
{
    const struct verify_request request = {
        .input = str_bytes(award->credential),
        .policy = {.vc = {.now_unix_s = web->act.now}},
    };
    struct badge_answer answer;

    TRY(local_verify(&web->act, &request, &answer, reterr));
    *ret = answer.report->verdict == VERDICT_VERIFIED;
    return OK;
}

static struct part_tile tile_of(
    struct web *web, const struct award_page *page, str place, bool valid)
{
    const struct badge_state state =
        badge_state(web, page->state_today, page->award.valid_until);
    struct part_tile tile = {
        .title = page->version.title,
        .href = place,
        .image = fact_joined(web, place, S("/badge.svg"), S("")),
        .line =
            badge_line(web, page->organisation.name, page->award.awarded_on),
    };

    if (page->state_today != AWARD_ACTIVE) {
        tile.tone = state.tone;
        tile.state = state.words;
    } else if (!valid) {
        tile.tone = S("warn");
        tile.state = message(web->view.lang, MSG_VERDICT_UNDECIDED);
    }
    return tile;
}

static code add_tiles(struct web *web,
    const struct showcase *showcase,
    str share,
    struct page_share_show *page,
    struct err *reterr)
{
    struct part_tile *tiles =
        arena_array(web->arena, showcase->n_awards, struct part_tile);
    size_t i;

    TRY(arena_status(web->arena));
    for (i = 0; i < showcase->n_awards; i++) {
        const struct award_page *award = &showcase->awards[i];
        const str place = share.len > 0
                              ? fact_joined(web, share, S("/"),
                                    fact_number(web, (int64_t)i + 1))
                              : fact_url(web, S("/a/"), award->award.id, S(""));
        bool valid;

        TRY(is_valid(web, &award->award, &valid, reterr));
        page->n_valid += valid;
        tiles[i] = tile_of(web, award, place, valid);
    }
    page->tiles = tiles;
    page->n_tiles = showcase->n_awards;
    page->n = (int64_t)showcase->n_awards;
    page->checked_at = web->act.now;
    return arena_status(web->arena);
}

code showcase_fill(struct web *web,
    const struct showcase *showcase,
    str share,
    struct page_share_show *page,
    struct err *reterr)
{
    struct page_share_show_skills *skills = arena_array(
        web->arena, showcase->n_skills, struct page_share_show_skills);
    size_t i;

    for (i = 0; skills && i < showcase->n_skills; i++)
        skills[i] = (struct page_share_show_skills){
            showcase->skills[i].name, showcase->skills[i].n};
    page->skills = skills;
    page->n_skills = skills ? showcase->n_skills : 0;
    return add_tiles(web, showcase, share, page, reterr);
}
