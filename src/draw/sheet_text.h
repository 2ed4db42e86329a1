/* What a text needs before it can be put on a sheet. */
#ifndef DRAW_SHEET_TEXT_H
#define DRAW_SHEET_TEXT_H

#include "base/arena.h"

/* Is the language of this BCP 47 tag written from right to left? */
bool sheet_language_is_rtl(str tag);

/* The text as UTF-8 with a NUL behind it that is not counted: control and
 * direction marks left out, white space made single, at most eight marks on
 * one letter, cut to `bytes_max` with an ellipsis. The empty slice after a
 * failure of the arena. */
str sheet_clean(str text, size_t bytes_max, struct arena *arena);

/* The language that its letters speak of, when the page's own does not say:
 * "ja", "ko" or "zh-cn" for Chinese letters, else NULL. */
const char *sheet_guess_language(str text);

/* Is it all in letters that may be set apart: nothing beyond Greek and
 * Cyrillic? */
bool sheet_can_space(str text);

#endif
