/* Learners and their courses: see the comments in enrolment.c. */
#ifndef WEB_ENROLMENT_H
#define WEB_ENROLMENT_H

#include "app/catalogue.h"
#include "web/web.h"

/* A state in words, and the colour that repeats it. */
str enrolment_state_words(const struct web *web, int64_t state);
str enrolment_state_tone(int64_t state);

/* May the learner hand in now? */
bool enrolment_is_open(int64_t state);

/* The dates of a course, and where to ask for a place in it. */
MUST_USE code enrolment_add_sessions(struct web *web,
    const struct achievement_full *full,
    struct page_achievement_show *page,
    struct err *reterr);

MUST_USE code enrolment_ask(struct web *web, struct err *reterr);
MUST_USE code enrolment_begin(struct web *web, struct err *reterr);
MUST_USE code enrolment_list_own(struct web *web, struct err *reterr);

#endif
