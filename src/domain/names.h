/*
 * The words of an enumeration, as the API, exports and messages spell them.
 * Numbers are what is stored; a word never changes once it is published.
 */
#ifndef DOMAIN_NAMES_H
#define DOMAIN_NAMES_H

#include "base/str.h"

struct names {
    const str *words; /* by number; an empty one stands for none */
    size_t n;
};

/* The word of a number; empty for a number that has none. */
str names_word(const struct names *names, int64_t number);

/* False when there is no such word, *ret untouched. */
bool names_find(const struct names *names, str word, int64_t *ret);

#endif
