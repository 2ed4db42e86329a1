/*
 * Open Badges 3.0, appendix B: the enumerations. Each list ends with the
 * empty word. All but the result status may be extended by own words that
 * begin with "ext:".
 */
#ifndef BADGE_VOCAB_H
#define BADGE_VOCAB_H

#include "base/str.h"

extern const str BADGE_ACHIEVEMENT_TYPES[];
extern const str BADGE_TARGET_TYPES[];
extern const str BADGE_RESULT_TYPES[];
extern const str BADGE_RESULT_STATUSES[];
extern const str BADGE_IDENTIFIER_TYPES[];

#endif
