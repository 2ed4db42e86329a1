/* What is asked of a rule before it is published (invariants 49, 51). */
#ifndef RULE_PUBLISH_H
#define RULE_PUBLISH_H

#include "rule/eval.h"

/* E_CYCLE, with the path "a > b > a" as its argument; E_UNSAT, about the leaf
 * whose minimum is over what all its candidates can give; else the class
 * that the rule has. Emptiness, ranges and limits were refused when it was
 * read. world->stacks holds the other rules, world->offerings the
 * catalogue. */
MUST_USE code rule_check(const struct rule *rule,
    const struct world *world,
    struct arena *arena,
    enum rule_class *ret,
    struct err *reterr);

str rule_class_word(enum rule_class c);

#endif
