/*
 * The page of several badges: of a shared link, or of a profile.
 */
#ifndef WEB_SHOWCASE_H
#define WEB_SHOWCASE_H

#include "app/showcase.h"
#include "web/web.h"

/* Tiles, skills and how many are valid: each badge is checked. `share` is the
 * address of a link whose n-th badge stands below it; empty: each at its own
 * page. */
MUST_USE code showcase_fill(struct web *web,
    const struct showcase *showcase,
    str share,
    struct page_share_show *page,
    struct err *reterr);

#endif
