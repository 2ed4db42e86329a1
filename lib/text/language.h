/* Language tags, BCP 47 (RFC 5646 section 2.1): form only, no registry. */
#ifndef TEXT_LANGUAGE_H
#define TEXT_LANGUAGE_H

#include "base/str.h"

/* True if the tag is well-formed (RFC 5646 2.2.9), in any case of letters,
 * the grandfathered ones included. */
bool language_is_well_formed(str tag);

#endif
