/*
 * A pattern as a tree: what the reader gives to the compiler, of no use to
 * others.
 */
#ifndef TEXT_PATTERN_NODE_H
#define TEXT_PATTERN_NODE_H

#include "text/pattern.h"

struct pattern_range {
    uint32_t first;
    uint32_t last;
};

struct pattern_class {
    const struct pattern_range *ranges;
    size_t n;
    bool negated;
};

enum pattern_node_kind {
    PATTERN_ONE,
    PATTERN_CLASS,
    PATTERN_START,
    PATTERN_END,
    PATTERN_SEQUENCE, /* the children one after another */
    PATTERN_CHOICE,   /* one of the children */
    PATTERN_REPEAT,   /* the only child, min to max times */
};

#define PATTERN_NO_MAX UINT32_MAX

struct pattern_node {
    enum pattern_node_kind kind;
    uint32_t one;
    uint32_t min;
    uint32_t max;
    const struct pattern_class *class;
    struct pattern_node *child; /* the first */
    struct pattern_node *next;  /* the next child of the same parent */
};

/* Reads a whole pattern. */
MUST_USE code pattern_read(str source,
    struct arena *arena,
    struct pattern_node **ret,
    struct err *reterr);

#endif
