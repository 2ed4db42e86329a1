#include "app/showcase.h"

#include "store/sql.h"

#include <stdlib.h>

struct skills {
    struct showcase_skill *items;
    size_t n;
};

static void count(struct skills *skills, const struct achievement_skill *skill)
{
    size_t i;

    for (i = 0; i < skills->n; i++) {
        if (str_eq(skills->items[i].skill, skill->skill)) {
            skills->items[i].n++;
            return;
        }
    }
    if (skills->n < SHOWCASE_SKILLS_MAX)
        skills->items[skills->n++] =
            (struct showcase_skill){skill->skill, skill->name, 1};
}

static code count_all(struct act *act,
    const struct award_page *page,
    struct skills *skills,
    struct err *reterr)
{
    const struct award *award = &page->award;
    struct achievement_skill *found;
    size_t n;
    size_t i;

    if (!page->is_usable)
        return OK;
    TRY(sql_achievement_skill_list(act->db, award->tenant, award->achievement,
        award->version, act->arena, &found, &n, reterr));
    for (i = 0; i < n; i++)
        count(skills, &found[i]);
    return OK;
}

static int by_number(const void *a, const void *b)
{
    const struct showcase_skill *x = a;
    const struct showcase_skill *y = b;

    if (x->n != y->n)
        return x->n > y->n ? -1 : 1;
    return str_cmp(x->name, y->name);
}

code showcase_read(struct act *act,
    const struct award *awards,
    size_t n,
    struct showcase *ret,
    struct err *reterr)
{
    struct award_page *pages = arena_array(act->arena, n, struct award_page);
    struct skills skills = {
        arena_array(act->arena, SHOWCASE_SKILLS_MAX, struct showcase_skill), 0};
    size_t i;

    TRY(arena_status(act->arena));
    for (i = 0; i < n; i++) {
        pages[i].award = awards[i];
        TRY(award_page_read(act, &pages[i], reterr));
        TRY(count_all(act, &pages[i], &skills, reterr));
    }
    qsort(skills.items, skills.n, sizeof(skills.items[0]), by_number);
    *ret = (struct showcase){pages, n, skills.items, skills.n};
    return OK;
}
