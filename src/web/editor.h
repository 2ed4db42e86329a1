/*
 * The form in which a definition is written (page/achievement_edit.html): all
 * its values as they were typed. It is made of a definition or of a form that
 * came in, rows are added and taken away, and it becomes a definition again,
 * with what is wrong beside the field where it stands.
 *
 * Texts are borrowed; everything else lives in the request's arena, which
 * says if it failed.
 */
#ifndef WEB_EDITOR_H
#define WEB_EDITOR_H

#include "app/achievement.h"
#include "web/typed.h"

enum {
    EDITOR_GRADES_MAX = 10,
    EDITOR_PRICES_MAX = 6,
    EDITOR_TRANSLATIONS_MAX = 12,
    EDITOR_OFFERS_MAX = 8,
};

/* The values that there are once: name in the form, in this struct and in
 * the page. */
#define EDITOR_TEXTS(TEXT)                                                     \
    TEXT(title)                                                                \
    TEXT(code)                                                                 \
    TEXT(summary)                                                              \
    TEXT(description)                                                          \
    TEXT(criteria)                                                             \
    TEXT(language)                                                             \
    TEXT(type)                                                                 \
    TEXT(tags)                                                                 \
    TEXT(supervision)                                                          \
    TEXT(complexity)                                                           \
    TEXT(required)                                                             \
    TEXT(hours)                                                                \
    TEXT(mode)                                                                 \
    TEXT(framework)                                                            \
    TEXT(level)                                                                \
    TEXT(credit)                                                               \
    TEXT(credit_system)                                                        \
    TEXT(sites)                                                                \
    TEXT(prerequisites)                                                        \
    TEXT(stacks)                                                               \
    TEXT(validity)                                                             \
    TEXT(window)                                                               \
    TEXT(grace)                                                                \
    TEXT(renewal)                                                              \
    TEXT(quality_kind)                                                         \
    TEXT(quality_body)                                                         \
    TEXT(quality_reference)                                                    \
    TEXT(moderation)                                                           \
    TEXT(review_on)                                                            \
    TEXT(recognitions)                                                         \
    TEXT(shape)                                                                \
    TEXT(icon)                                                                 \
    TEXT(colour)                                                               \
    TEXT(mark)                                                                 \
    TEXT(series_at)                                                            \
    TEXT(series_of)

struct editor_outcome {
    str key; /* its id; empty for one that is new */
    str words;
    str skills; /* one a line: name | level | code | framework | address */
};

struct editor_task {
    str key;
    str title;
    str words;
    str kind;
    str weight;   /* per cent */
    str outcomes; /* their positions from 1: "1, 3" */
    str mode;
    str framework;
    str level;
    str supervision;
    str complexity;
    str required;
    str summative; /* empty: it decides nothing */
};

struct editor_grade {
    str code;
    str name;
};

struct editor_price {
    str amount;
    str currency;
    str note;
};

struct editor_translation {
    str language;
    str title;
    str summary;
    str description;
    str criteria;
    str outcomes; /* one a line */
};

struct editor_offer {
    str kind; /* "credit", "admission" */
    str target;
    str target_id; /* its address */
    str owner;
    str framework;
    str level;
    str hours;       /* that a point of the target stands for */
    str supervision; /* that the target asks for: 0 to 3 */
    str moderation;
    str review; /* months of its cycle */
    str amount;
    str system;
    str units;      /* lower levels that its units have: "4, 5" */
    str component;  /* level that the component must have */
    str counts_as;  /* level that the signed offer takes it for */
    str claim;      /* months of the window */
    str conditions; /* one a line: kind | text */
    str passes;     /* empty: the pass standard is not mapped */
    str exclusive;  /* empty: others may be used as well */
};

struct editor {
#define EDITOR_MEMBER(name) str name;
    EDITOR_TEXTS(EDITOR_MEMBER)
#undef EDITOR_MEMBER
    str continuity; /* empty: a renewal runs from its own day */
    struct editor_outcome outcomes[DEFINITION_OUTCOMES_MAX];
    size_t n_outcomes;
    struct editor_task tasks[DEFINITION_TASKS_MAX];
    size_t n_tasks;
    struct editor_grade grades[EDITOR_GRADES_MAX];
    size_t n_grades;
    str cells[DEFINITION_OUTCOMES_MAX][EDITOR_GRADES_MAX];
    struct editor_price prices[EDITOR_PRICES_MAX];
    size_t n_prices;
    struct editor_translation translations[EDITOR_TRANSLATIONS_MAX];
    size_t n_translations;
    struct editor_offer offers[EDITOR_OFFERS_MAX]; /* not yet signed */
    size_t n_offers;
    str file; /* a picture that was sent in; shown, never taken from a form */
    str is_drawn; /* empty: the picture stays */
    str plain;    /* empty: offers are a claim to bear credit */
};

/* --- making it --- */

/* What a new achievement begins with. */
void editor_begin(struct editor *ret);

/* From a form that came in. Rows over the limit are left out. */
void editor_read(const struct form *form, struct editor *ret);

/* From a definition. */
void editor_of(
    struct web *web, const struct definition *definition, struct editor *ret);

/* A row more of "outcome", "task", "grade", "price", "translation",
 * "offer"; nothing
 * for another word or when there are enough. */
void editor_add(struct editor *editor, str what);

/* Without the row, "task-2"; outcomes that tasks cover keep their tasks. */
void editor_remove(struct web *web, struct editor *editor, str which);

/* --- what it becomes --- */

/* The definition; with faults for what cannot be read (no number, no day, no
 * such word): then it is not to be kept. */
void editor_definition(struct web *web,
    const struct editor *editor,
    struct definition *ret,
    struct typed_faults *faults);

/* The field of the form where a finding about a definition stands. */
str editor_field(struct web *web, const struct finding *finding);

/* How the page calls a field or row; empty where it has no name. */
str editor_label(struct web *web, str field);

/* What a finding says to a person: "Hours: under an hour ...". */
str editor_words(struct web *web, const struct finding *finding);

/* The offers of credit, in the same way. */
const struct offer *editor_offers(struct web *web,
    const struct editor *editor,
    struct typed_faults *faults,
    size_t *ret_n);
void editor_of_offers(
    struct web *web, const struct achievement_full *full, struct editor *ret);

/* Fills the values, rows and choices of the page. */
void editor_fill(struct web *web,
    const struct editor *editor,
    struct page_achievement_edit *page);

#endif
