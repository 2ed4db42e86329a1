/*
 * JSON Canonicalization Scheme, RFC 8785: members in the order of their
 * UTF-16 code units, numbers as ECMAScript prints doubles, no white space.
 */
#ifndef TEXT_JCS_H
#define TEXT_JCS_H

#include "text/json.h"

/* Appends the canonical text. E_JSON_NUMBER for a number out of range. The
 * scratch arena may be that of `out`. */
MUST_USE code jcs_write(struct buf *out,
    const struct json *value,
    struct arena *scratch,
    struct err *reterr);

/* E_JSON_NUMBER_LOSSY, with the JSON Pointer, if a number in the tree would
 * not survive as a double (RFC 8785 Appendix B, note 1): asked before
 * anything is signed. */
MUST_USE code jcs_check_lossless(const struct json *value, struct err *reterr);

#endif
