/*
 * What lists and forms have in common: which page of a list is asked for and
 * the links to its neighbours, what was ticked, what was just done.
 */
#ifndef WEB_LIST_H
#define WEB_LIST_H

#include "web/web.h"

/* Rows before the page that the query asks for ("page", from 1). */
int64_t list_offset(const struct web *web, int64_t rows_a_page);

struct list_part {
    int64_t offset;
    size_t n;       /* rows on this page */
    int64_t of;     /* rows in all */
    int64_t a_page; /* rows on a full page */
};

/* Links keep the rest of the query. */
struct part_pager list_pager(struct web *web, const struct list_part *part);

/* After a change a page is asked for anew, with the word of what was done as
 * `done`: its message stands above the page. */
struct list_done {
    str word;
    enum message words;
};
void list_show_done(struct web *web, const struct list_done *all, size_t n);

/* Sends the browser to `path`?done=word, with `query` (of pairs, or empty)
 * before it. */
void list_redirect(struct web *web, str path, str query, str word);

/* All values of the fields of that name, at most n_max. */
size_t list_values(const struct form *form, str name, str *ret, size_t n_max);

/* Shows the form again with one fault beside a field; status 422. */
void list_fault(struct web *web, str field, enum message words);

#endif
