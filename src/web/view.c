#include "web/view.h"

#include "draw/colour.h"

#include <stdlib.h>

enum {
    CIRCLE = 360,
};

void view_init(struct view *ret,
    enum lang lang,
    str path,
    int64_t now_unix_s,
    struct arena *arena)
{
    struct view_languages *all =
        arena_array(arena, LANG_N, struct view_languages);
    enum lang l;

    *ret = (struct view){
        .lang = lang,
        .direction = message(lang, MSG_LANGUAGE_DIRECTION),
        .languages = all,
        .n_languages = all ? LANG_N : 0,
        .path = path,
        .accent = S("sea"),
        .now = now_unix_s,
    };
    for (l = LANG_EN; all && l < LANG_N; l++)
        all[l] = (struct view_languages){
            .code = lang_code(l),
            .words = message(l, MSG_LANGUAGE_NAME),
            .present = l == lang,
        };
}

str view_fault(const struct view *view, str field)
{
    size_t i;

    for (i = 0; i < view->n_faults; i++) {
        if (str_eq(view->faults[i].field, field))
            return view->faults[i].words;
    }
    return S("");
}

str view_accent(str colour)
{
    static const struct {
        str name;
        int hue;
    } ACCENTS[] = {
        {STR("sea"), 185},
        {STR("forest"), 134},
        {STR("plum"), 309},
        {STR("brick"), 14},
        {STR("ink"), 221},
        {STR("ochre"), 44},
    };
    str nearest = ACCENTS[0].name;
    int least = CIRCLE;
    uint32_t rgb;
    size_t i;

    if (!colour_parse(colour, &rgb))
        return nearest;
    for (i = 0; i < sizeof(ACCENTS) / sizeof(ACCENTS[0]); i++) {
        const int apart = abs(colour_hue(rgb) - ACCENTS[i].hue);
        const int way = apart > CIRCLE / 2 ? CIRCLE - apart : apart;

        if (way < least) {
            least = way;
            nearest = ACCENTS[i].name;
        }
    }
    return nearest;
}
