/*
 * What every page is given beside its own values: `struct view`, declared in
 * the head of page/view.html.
 */
#ifndef WEB_VIEW_H
#define WEB_VIEW_H

#include "web/page.h"

/* A view in that language, with nobody signed in. `path` is where the page
 * stands, with its query: the choice of a language leads back to it. The
 * list of languages is made in the arena, which says if it failed. */
void view_init(struct view *ret,
    enum lang lang,
    str path,
    int64_t now_unix_s,
    struct arena *arena);

/* What is wrong with the form's field of that name; empty when nothing. */
str view_fault(const struct view *view, str field);

/* The class of pages for an organisation's colour: the one of those that
 * asset/app.css has whose hue is nearest, so that all of it stays readable. */
str view_accent(str colour);

#endif
