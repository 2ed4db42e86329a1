/*
 * PDF (ISO 32000-2): the credential that is attached to a document. Read
 * only: a PDF is made by src/draw, and never taken from others. The pages
 * are not looked at, so nothing that is painted there has any say.
 *
 * An attachment is a credential if its file is called credential.json or
 * credential.jwt, or its media type is application/vc or one that begins
 * with "application/vc+".
 */
#ifndef CARRIER_PDF_H
#define CARRIER_PDF_H

#include "carrier/carried.h"

struct pdf_content {
    struct carried carried;
    bool is_modified; /* the document was changed after it was written: what
                         the page shows may not be what was issued */
};

/* True if the data starts as a PDF does. */
bool pdf_is(bytes data);

/* The credential; its text points into `pdf` or lives in the arena.
 * E_NO_CREDENTIAL, E_BAKE_DUPLICATE (two that differ in place),
 * E_BAKE_FORMAT (damaged, encrypted, packed in a way that is not read),
 * E_BAKE_LIMIT (20 MiB, 50,000 objects, 64 MiB inflated, 1 MiB of
 * credential, circles), E_ARGUMENT without a provider to inflate with. */
MUST_USE code pdf_extract(bytes pdf,
    const struct carrier_tools *tools,
    struct pdf_content *ret,
    struct err *reterr);

#endif
