/*
 * What a learner lets others see of one award: its page or not, and which
 * evidence. Nothing at first (DESIGN.md 4). Kept in award.evidence_choice.
 */
#ifndef DOMAIN_CHOICE_H
#define DOMAIN_CHOICE_H

#include "base/arena.h"

enum {
    CHOICE_EVIDENCE_MAX = 64,
};

struct choice {
    bool open;           /* whoever has the link of its page sees it */
    const str *evidence; /* ids of what is shown there */
    size_t n_evidence;
};

/* Empty text is the choice of nothing. E_DATA_DAMAGED. The ids are slices of
 * the text, or in the arena. */
MUST_USE code choice_parse(
    str text, struct arena *arena, struct choice *ret, struct err *reterr);

/* E_LIMIT_EXCEEDED for more evidence than CHOICE_EVIDENCE_MAX. */
MUST_USE code choice_write(const struct choice *choice,
    struct arena *arena,
    str *ret,
    struct err *reterr);

bool choice_shows(const struct choice *choice, str evidence);

#endif
