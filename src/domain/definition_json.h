/*
 * The JSON form of a definition: what is stored, and what the API takes and
 * gives.
 */
#ifndef DOMAIN_DEFINITION_JSON_H
#define DOMAIN_DEFINITION_JSON_H

#include "domain/definition.h"

/* Reads a value. Unknown members, wrong kinds, unknown words are findings
 * with their place, and the rest is read all the same; what is missing is
 * empty; where an award ends and no renewal is told, that of RULES 9 is
 * meant. Durations: "volume" is "PT60H", or minutes as a number;
 * E_DURATION_CALENDAR for a calendar part (invariant 3). Returns only what
 * the machine refuses. */
MUST_USE code definition_from_json(const struct json *value,
    struct arena *arena,
    struct definition *ret,
    struct findings *findings,
    struct err *reterr);

/* The same from text that this room wrote itself: any finding is an error. */
MUST_USE code definition_parse(
    str text, struct arena *arena, struct definition *ret, struct err *reterr);

/* Empty members are left out. NULL when the arena has failed. */
struct json *definition_to_json(
    const struct definition *definition, struct arena *arena);

/* Compact text; the same definition gives the same bytes. */
MUST_USE code definition_write(const struct definition *definition,
    struct arena *arena,
    str *ret,
    struct err *reterr);

#endif
