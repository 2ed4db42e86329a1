/*
 * Pages with sample data: made in each language, held to what every page
 * must keep, and written to $BUILD/gallery to be looked at.
 */
#ifndef TEST_SUPPORT_GALLERY_H
#define TEST_SUPPORT_GALLERY_H

#include "web/view.h"

enum gallery_who {
    GALLERY_NOBODY,
    GALLERY_LEARNER,
    GALLERY_STAFF,
};

struct gallery_page {
    const char *name;
    enum gallery_who who;
    const char *nav;
    void (*render)(struct buf *out, const struct view *view);
};

/* Renders each of them; fails the test on the first that breaks a rule. */
void gallery_check(const struct gallery_page *pages, size_t n);

/* Badges of the samples, `/badge/1.svg` to 9, and the assets. */
void gallery_write_files(void);

#endif
