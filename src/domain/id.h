/*
 * Identifiers, slugs, and names that look alike.
 */
#ifndef DOMAIN_ID_H
#define DOMAIN_ID_H

#include "base/arena.h"

enum {
    ID_RANDOM_BYTES = 16,
    ID_BYTES = 26,
};

/* 26 characters of base32, lower case without padding (RFC 4648, 6), from 16
 * random bytes. */
void id_write(const uint8_t random[ID_RANDOM_BYTES], char ret[ID_BYTES]);

/* The same in the arena; empty when it has failed. */
str id_new(const uint8_t random[ID_RANDOM_BYTES], struct arena *arena);

/* Could id_write have written it? */
bool id_is(str text);

/* For an address: letters and digits of ASCII in lower case, one hyphen for
 * anything between, at most 60 bytes; "x" when nothing is left. Accents are
 * taken off; other scripts have no ASCII and are left out. */
str slug_of(str text, struct arena *arena);

/* The same text for names that look alike, after UTS 39, 4: compatibility
 * forms, case, accents and white space folded away, look-alikes of Latin,
 * Greek and Cyrillic one letter. For comparison only. */
str name_skeleton(str text, struct arena *arena);

/* To search and sort by: compatibility forms, case and accents folded away,
 * white space one space. */
str text_fold(str text, struct arena *arena);

/* The words of a folded text, each once, at most n_max; returns how many. */
size_t text_words(str folded, str *ret, size_t n_max);

#endif
