/*
 * The definition of one version of an achievement: what a learner will be
 * able to do, how that is assessed, how much it is. RULES 2.2. Its JSON form
 * is in domain/definition_json.
 *
 * Texts and arrays are borrowed from the arena that the definition was read
 * into. Minutes, hundredths of a credit, minor units of money, basis points.
 */
#ifndef DOMAIN_DEFINITION_H
#define DOMAIN_DEFINITION_H

#include "domain/findings.h"
#include "domain/names.h"
#include "domain/organisation.h"
#include "rule/statement.h"

enum identity {
    IDENTITY_NONE,
    IDENTITY_ONE_FACTOR,
    IDENTITY_TWO_FACTORS,
};

enum task_kind {
    TASK_WORKPLACE_CHALLENGE = 1, /* a sample of real work */
    TASK_CAPSTONE,
    TASK_PROJECT,
    TASK_WRITTEN,
    TASK_PRESENTATION,
    TASK_OBSERVATION,
    TASK_QUIZ,
    TASK_PORTFOLIO,
};

struct outcome_skill {
    str skill; /* its code or IRI */
    str name;
    str framework;
    str url;
    int64_t level; /* of proficiency, on the skill's own scale */
};

struct learning_outcome {
    str id; /* "O1" */
    str text;
    const struct outcome_skill *skills;
    size_t n_skills;
};

struct assessed_task {
    str id; /* "T1" */
    str title;
    str text;
    int64_t kind;        /* enum task_kind */
    int64_t weight;      /* basis points; all tasks together 10 000 */
    const str *outcomes; /* ids */
    size_t n_outcomes;
    int64_t mode; /* enum participation */
    bool summative;
    str level_framework; /* of the task, when it is not the definition's */
    int64_t level;
    int64_t supervision; /* 0: the definition's */
    int64_t complexity;  /* 0: the definition's */
    str required_grade;  /* a code of the rubric's scale, or empty */
};

struct grade {
    str code; /* "P" */
    str name;
};

struct rubric_cell {
    str outcome; /* id */
    str grade;   /* code */
    str text;    /* what work of that grade shows */
};

struct rubric {
    const struct grade *grades; /* the scale, lowest first */
    size_t n_grades;
    str required; /* the code that passes; empty: each outcome met */
    const struct rubric_cell *cells;
    size_t n_cells;
};

struct price {
    int64_t amount; /* minor units */
    str currency;   /* ISO 4217 */
    str note;       /* "members" */
};

struct translation {
    str language;
    str title;
    str summary;
    str description;
    str criteria;
    const str *outcomes; /* texts, in the order of the definition's */
    size_t n_outcomes;
};

struct quality_mark {
    str kind; /* "internal moderation", "programme accreditation" ... */
    str body;
    str reference;
    str moderation; /* the policy by its name, "M1" */
    str review_on;
};

struct renewal {
    int64_t window_days; /* before the last day */
    int64_t grace_days;  /* after it */
    bool continuity;     /* runs on from the last day */
    str method;          /* "resit the assessment" */
};

struct recognition {
    str body;
    str standard;
};

struct image_design {
    str shape; /* as draw/design.h names them; empty: chosen by the title */
    str icon;
    str accent;        /* "#1f6f8b" */
    str level;         /* "Level 5" */
    int64_t series_at; /* 0: not one of a series */
    int64_t series_of;
    str file; /* an uploaded picture instead */
};

struct definition {
    str code; /* "COM1", or empty */
    str title;
    str summary; /* at most 30 words */
    str description;
    str type; /* AchievementType of Open Badges */
    str criteria;
    str language;
    const struct learning_outcome *outcomes;
    size_t n_outcomes;
    const struct assessed_task *tasks;
    size_t n_tasks;
    struct rubric rubric;
    int64_t mode; /* enum participation */
    int64_t volume_minutes;
    str level_framework; /* "AQF" */
    int64_t level;
    int64_t credit; /* hundredths */
    str credit_system;
    int64_t supervision;
    int64_t complexity;
    struct quality_mark quality;
    str prerequisites; /* a document of the rule language as JSON, or empty */
    const str *stacks; /* it counts toward; none: stands alone */
    size_t n_stacks;
    int64_t validity_months; /* 0: without end */
    struct renewal renewal;
    const struct recognition *recognitions;
    size_t n_recognitions;
    const struct price *prices;
    size_t n_prices;
    const str *sites; /* where it is taught */
    size_t n_sites;
    const str *tags;
    size_t n_tags;
    const struct translation *translations;
    size_t n_translations;
    struct image_design image;
};

/* Limits of what a person may write. */
enum {
    DEFINITION_TITLE_CHARS_MAX = 120,
    DEFINITION_SUMMARY_WORDS_MAX = 30,
    DEFINITION_TEXT_BYTES_MAX = 20000,
    DEFINITION_OUTCOMES_MAX = 30,
    DEFINITION_TASKS_MAX = 20,
    DEFINITION_SKILLS_MAX = 20, /* of one outcome */
    DEFINITION_ITEMS_MAX = 60,  /* of any other list */
    DEFINITION_VOLUME_MAX = 144000,
    DEFINITION_MONTHS_MAX = 120,
    RENEWAL_WINDOW_DAYS = 90, /* where the definition does not say */
    RENEWAL_GRACE_DAYS = 30,
    RENEWAL_DAYS_MAX = 366,
};

extern const struct names identity_names;
extern const struct names task_kind_names;

/* Invariants 1, 2, 4, 5, 6, 7, 8 and the ranges of RULES 2.2: every failing
 * point, with its place in the JSON form. A draft may fail; what is approved
 * may not. `owner` answers for quality (invariant 6). */
void definition_check(const struct definition *definition,
    const struct organisation *owner,
    struct findings *findings);

/* Position of the outcome, task or grade of that id; SIZE_MAX when there is
 * none. */
size_t definition_outcome(const struct definition *definition, str id);
size_t definition_task(const struct definition *definition, str id);
size_t definition_grade(const struct definition *definition, str grade);

#endif
