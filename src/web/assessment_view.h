/*
 * The page of a judgement, from what the use cases tell and what was marked.
 */
#ifndef WEB_ASSESSMENT_VIEW_H
#define WEB_ASSESSMENT_VIEW_H

#include "app/assessment.h"
#include "web/web.h"

/* What stands in the fields: what was saved, or what came with a form. */
struct assessment_marks {
    struct assessment_edit edit;
    str witness;
    str email;
    str relation;
};

/* What was saved of it; the supervision is the definition's at first. */
struct assessment_marks assessment_saved(const struct assessment_full *full);

/* What came with a form: a level and a comment for each outcome. */
MUST_USE code assessment_sent(struct web *web,
    const struct assessment_full *full,
    const struct form *form,
    struct assessment_marks *ret);

MUST_USE code assessment_view(struct web *web,
    const struct assessment_full *full,
    const struct assessment_marks *marks,
    struct page_assess_mark *ret);

/* What stands against the end of a judgement, beside its fields. */
void assessment_add_faults(struct web *web,
    const struct definition *definition,
    const struct findings *findings);

#endif
