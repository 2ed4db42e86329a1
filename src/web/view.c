#include "web/view.h"

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
