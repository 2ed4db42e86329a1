/*
 * The requirement language (RULES 3.1): one JSON form for stacks, steps of a
 * pathway, entry, renewal, recognition and roles. A rule is read into a tree
 * of nodes; unknown members are errors with their JSON Pointer.
 *
 * The order of children means nothing: they are put into the order of their
 * canonical text (RFC 8785), and so are the digest and every answer made
 * from them (invariant 45). All of a rule lives in one arena and points into
 * the JSON text that it was read from.
 */
#ifndef RULE_RULE_H
#define RULE_RULE_H

#include "rule/calendar.h"
#include "rule/compare.h"
#include "rule/level.h"
#include "text/pointer.h"

/* Invariant 57: over these a rule is refused. */
enum {
    RULE_DEPTH_MAX = 8,
    RULE_LEAVES_MAX = 256,
    RULE_CHILDREN_MAX = 64,
    RULE_WALLET_MAX = 512,
    RULE_WEIGHT_MAX = 100,
};

enum rule_kind {
    RULE_STACK,
    RULE_STEP,
    RULE_ENTRY,
    RULE_RENEWAL,
    RULE_RECOGNITION,
    RULE_ROLE,
};

enum rule_reuse {
    REUSE_NONE,
    REUSE_ACROSS_STACKS,
    REUSE_ANY,
};

struct rule_policy {
    enum rule_reuse reuse;
    bool distinct_leaves;
    bool hold_live;
    bool auto_award;
    int32_t cure_days;
    str as_of; /* "evaluation", "application", "award" */
};

/* A list of texts in the arena. */
struct strs {
    const str *items;
    size_t n;
};

bool strs_has(struct strs list, str item);

enum award_source {
    SOURCE_STUDY,
    SOURCE_RPL,
    SOURCE_TRANSFER,
    SOURCE_STACK,
    SOURCE_N,
};

enum award_source award_source_find(str word); /* SOURCE_N: none */

struct rule_where {
    struct strs issuers; /* n 0: any */
    bool has_trust;
    enum trust trust;
    int32_t currency_months; /* 0: any age */
    struct level min_level;  /* none: any */
    str grade_scale;         /* empty: any */
    str grade_at_least;
    bool assessed;
    int supervision_at_least;
    uint32_t modes;           /* bits by enum participation; 0: any */
    uint32_t exclude_sources; /* bits by enum award_source */
    date awarded_after;       /* the day itself does not count */
    date awarded_before;
    bool residency;
    bool may_be_expired; /* notExpired: false */
    struct strs exclude;
    struct strs exclude_if_held;
    bool reuse;
    bool no_equivalents;
};

enum node_kind {
    NODE_ALL_OF,
    NODE_ANY_OF,
    NODE_N_OF,
    NODE_ACHIEVEMENT,
    NODE_CREDITS,
    NODE_HOURS,
    NODE_SKILL,
    NODE_EXPERIENCE,
    NODE_STACK,
    NODE_OPAQUE, /* imported, kept, not evaluable: always unknown */
};

/* Which awards a sum counts. */
enum selector_kind {
    SELECT_ANY,
    SELECT_ACHIEVEMENTS,
    SELECT_ISSUERS,
    SELECT_FIELD,
    SELECT_TAG,
};

struct selector {
    enum selector_kind kind;
    struct strs items; /* of a field or tag: one */
};

enum evidence {
    EVIDENCE_VERIFIED,
    EVIDENCE_ENDORSED,
    EVIDENCE_DECLARED,
};

struct rule_node {
    enum node_kind kind;
    struct rule_node *next; /* sibling */
    struct rule_node *first;
    uint32_t n_children;
    uint32_t n;     /* NODE_N_OF; 1 for anyOf, n_children for allOf */
    uint32_t order; /* of leaves, from 0 */
    int32_t weight;
    str id;
    str label;
    str name;  /* unique: the id, else what is asked for */
    str stack; /* id of the stack that it was inlined from; else empty */
    /* leaves */
    str uri; /* achievement, class, skill, role, stack */
    str version;
    bool is_class;
    str system;  /* of credits; scale of a skill */
    int64_t min; /* hundredths, minutes, level */
    bool is_cpd; /* hours of CPD, not of volume */
    struct selector from;
    str cap_issuer;
    int32_t cap_percent;
    enum evidence evidence;
    struct strs verified_by;
    struct rule_where where;
};

struct rule {
    str id;
    enum rule_kind kind;
    str label;
    struct rule_policy policy;
    struct rule_node *root;
    uint32_t n_leaves;
    str canonical; /* RFC 8785, children in their order: what is digested */
};

/* Reads a document. Errors have the JSON Pointer of the place: E_SYNTAX for
 * an unknown member or a value of another form, E_EMPTY and E_N_RANGE
 * (invariants 47 and 48), E_LIMIT_EXCEEDED (57). */
MUST_USE code rule_parse(const struct json *document,
    struct arena *arena,
    struct rule **ret,
    struct err *reterr);

/* The same for a node that stands alone: a stack rule with the default
 * policy and no id. */
MUST_USE code rule_parse_node(const struct json *node,
    struct arena *arena,
    struct rule **ret,
    struct err *reterr);

/* Is it a leaf? Does it use up what is counted for it? */
bool node_is_leaf(const struct rule_node *node);
bool node_is_unit(const struct rule_node *node); /* achievement or stack */
bool node_is_sum(const struct rule_node *node);  /* credits or hours */

#endif
