#include "web/view.h"

void view_init(struct view *ret, enum lang lang, str path, int64_t now_unix_s)
{
    *ret = (struct view){
        .lang = lang,
        .direction = message(lang, MSG_LANGUAGE_DIRECTION),
        .path = path,
        .accent = S("sea"),
        .now = now_unix_s,
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
