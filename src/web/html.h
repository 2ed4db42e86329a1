/*
 * HTML, written piece by piece. What goes into a page goes through one of
 * these, chosen by tools/mkpage from the place where the value stands; the
 * type html is markup that is safe as it is, and only what makes it safe
 * (a drawing, rendered Markdown) may make one.
 */
#ifndef WEB_HTML_H
#define WEB_HTML_H

#include "app/format.h"

struct html {
    str markup;
};

/* Text between tags: & < > are escaped. */
void html_text(struct buf *out, str text);

/* Text in a quoted attribute: " and ' as well. */
void html_attr(struct buf *out, str text);

/* Somebody's name or title: isolated in <bdi>, so that its direction does
 * not upset what stands around it (RELIABILITY UI-02). */
void html_name(struct buf *out, str name);

/* A whole URL, in a quoted attribute. Only https, http, mailto, data: of a
 * raster image, and relative ones; anything else, such as javascript:,
 * becomes "#" (WB-17). */
void html_url(struct buf *out, str url);

/* A part of a URL that the template began: percent-encoded, so that it is one
 * segment or one value (RFC 3986, 2.3). */
void html_url_part(struct buf *out, str text);

/* Markup as it is. */
void html_put(struct buf *out, struct html html);

/* <time datetime="...">: an instant's day, an instant, a day in text. */
void html_date(struct buf *out, enum lang lang, int64_t unix_s);
void html_time(struct buf *out, enum lang lang, int64_t unix_s);
void html_day(struct buf *out, enum lang lang, str day);

/* Digits alone, for attributes. */
void html_digits(struct buf *out, int64_t number);

#endif
