/* The awards of an organisation, for its staff: the list and its filters. */
#ifndef WEB_AWARD_OFFICE_H
#define WEB_AWARD_OFFICE_H

#include "app/award_bulk.h"
#include "web/web.h"

/* What a list was asked for, as it stands in addresses and forms. */
struct award_asked {
    struct award_query query;
    str state; /* its word: one of the states, "unclaimed" or "held" */
};

/* From a query or a form: the same names in both, but for the words that are
 * searched for, which a form calls "query". */
struct award_asked award_asked_read(const struct form *form, str words_name);

/* The list as it was asked for, from that row on. */
str award_asked_url(
    struct web *web, const struct award_asked *asked, int64_t from);

/* Words and tone of a state. */
str award_state_words(const struct web *web, int64_t state);
str award_state_tone(int64_t state);

/* Words of a bulk action. */
str award_deed_words(const struct web *web, enum award_deed deed);

/* The listed achievements of the organisation, to choose from. */
MUST_USE code award_courses(struct web *web,
    const struct part_option **ret,
    size_t *ret_n,
    struct err *reterr);

/* The list once more, with what is wrong. */
MUST_USE code award_office_fault(
    struct web *web, str field, enum message words, struct err *reterr);

MUST_USE code award_office_list(struct web *web, struct err *reterr);

#endif
