/*
 * An award of ours as its verify page shows it: checked, and with what its
 * holder lets be seen.
 */
#ifndef WEB_AWARD_PROOF_H
#define WEB_AWARD_PROOF_H

#include "app/award_change.h"
#include "app/picture.h"
#include "web/web.h"

enum {
    AWARD_FACTS_MAX = 4,
};

/* An award, from where it is looked at. */
struct award_sight {
    const struct award_page *award;
    str place;      /* its files lie below: "/a/ID", "/s/ID/1" */
    int64_t hidden; /* enum share_part, added up */
};

MUST_USE code award_proof(struct web *web,
    const struct award_sight *sight,
    struct part_proof *ret,
    struct err *reterr);

/* Its hours, level and credit; at most AWARD_FACTS_MAX. */
void award_facts(struct web *web,
    const struct definition *definition,
    const struct part_fact **ret,
    size_t *ret_n);

/* Its files as answers; each but a picture within a page counts as a
 * download. */
MUST_USE code award_answer_json(
    struct web *web, const struct award_page *page, struct err *reterr);
MUST_USE code award_answer_picture(struct web *web,
    const struct award_page *page,
    enum picture_format format,
    struct err *reterr);

/* A file among the evidence that its holder shows, to be saved.
 * E_NOT_FOUND. */
MUST_USE code award_answer_evidence(struct web *web,
    const struct award_page *page,
    str evidence,
    struct err *reterr);

#endif
