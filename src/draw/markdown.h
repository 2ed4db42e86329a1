/*
 * Markdown (CommonMark 0.30) of descriptions and criteria, as HTML that is
 * safe to put into a page: no raw HTML, no images (they would be fetched
 * from others), links only to http, https and mailto. Headings start two
 * levels down, below those of the page. By cmark.
 */
#ifndef DRAW_MARKDOWN_H
#define DRAW_MARKDOWN_H

#include "base/arena.h"

enum {
    MARKDOWN_BYTES_MAX = 64 * 1024,
};

/* E_LIMIT_EXCEEDED for a longer text, E_NO_MEMORY. Malformed UTF-8 becomes
 * U+FFFD. */
MUST_USE code markdown_html(
    str text, struct arena *arena, str *ret, struct err *reterr);

#endif
