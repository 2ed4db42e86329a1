/*
 * Files that hold a credential: an image, a document, or nothing but the
 * credential.
 * What a file is, its content says; its name and media type never do.
 */
#ifndef CARRIER_CARRIER_H
#define CARRIER_CARRIER_H

#include "base/arena.h"
#include "carrier/carried.h"

enum carrier_kind {
    CARRIER_UNKNOWN,
    CARRIER_PNG,
    CARRIER_SVG,
    CARRIER_PDF,
    CARRIER_JSON,
    CARRIER_JWS, /* compact: header, payload and signature in base64url */
};

/* By the first bytes; for SVG by the root element. Whether the rest is
 * sound is not looked at. */
enum carrier_kind carrier_kind(bytes data);

struct carrier_content {
    enum carrier_kind carrier;
    struct carried carried; /* CARRIED_PLAIN for JSON and JWS */
    bool is_modified;       /* a PDF that was changed after it was written
                               (RELIABILITY BK-13): the answer is about the
                               credential, not about what is painted */
};

/* The credential in the file, of the `wanted` kinds (see carried.h). From
 * JSON and JWS it is the whole text, a JWS without white space around it;
 * ret->carried.text points into `data` or lives in the arena. Fails as
 * png_extract, svg_extract and pdf_extract do, and with E_NO_CREDENTIAL for an
 * unknown kind of file. */
MUST_USE code carrier_extract(bytes data,
    unsigned wanted,
    const struct carrier_tools *tools,
    struct carrier_content *ret,
    struct err *reterr);

/* The image (PNG or SVG) with the credential in it: a JSON object, kept byte
 * for byte, or a compact JWS. E_BAKE_FORMAT when `image` is something else,
 * E_NO_CREDENTIAL when `credential` is; else as png_bake and svg_bake. */
MUST_USE code carrier_bake(bytes image,
    str credential,
    const struct budget *budget,
    struct arena *arena,
    bytes *ret,
    struct err *reterr);

#endif
