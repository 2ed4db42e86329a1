/*
 * A PDF with a signed credential attached to it, and what it is said to be
 * (ISO 32000-2: 7.11.4 embedded files, 14.13 associated files, 14.3
 * metadata). By qpdf.
 */
#ifndef DRAW_ATTACHMENT_H
#define DRAW_ATTACHMENT_H

#include "base/arena.h"

#define ATTACHMENT_JSON_NAME "credential.json"
#define ATTACHMENT_JWS_NAME "credential.jwt"

struct attachment {
    str credential; /* JSON object or compact JWS */
    str title;      /* of the document */
    str author;
    str language;
    str identifier; /* URL */
    str created;    /* "2026-01-15T09:00:00Z": in UTC */
};

/* The same page with the credential attached and XMP metadata. The same
 * input gives the same bytes. E_INTERNAL when the PDF cannot be read. */
MUST_USE code attachment_add(bytes pdf,
    const struct attachment *a,
    struct arena *arena,
    bytes *ret,
    struct err *reterr);

#endif
