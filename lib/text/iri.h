/*
 * IRIs: RFC 3987 syntax, RFC 3986 section 5 resolution. Nothing is
 * normalised: no case folding, no percent-decoding (JSON-LD 1.1 API 5.3
 * compares and resolves IRIs as they are written).
 */
#ifndef TEXT_IRI_H
#define TEXT_IRI_H

#include "base/arena.h"

/* The parts of an IRI or a reference; slices of the text that was split. */
struct iri {
    str scheme;    /* without ':' */
    str authority; /* without "//" */
    str path;
    str query;    /* without '?' */
    str fragment; /* without '#' */
    bool has_scheme;
    bool has_authority;
    bool has_query;
    bool has_fragment;
};

/* Splits any text (RFC 3986 appendix B); a scheme must have the form of
 * section 3.1, else the text before ':' belongs to the path. Never fails and
 * checks nothing else. */
struct iri iri_split(str text);

/* True if the text starts with a scheme and has no byte that can never stand
 * in an IRI: control, space, < > " { } | \ ^ `. This is the check that JSON-LD
 * asks for ("well-formed absolute IRI"); one pass, no split. Blank node
 * identifiers ("_:b0") are not IRIs. */
bool iri_is_absolute(str text);

/* True if the text starts with a scheme, whatever follows. */
bool iri_has_scheme(str text);

/* True for an IRI / an IRI or relative reference by the whole grammar of
 * RFC 3987 section 2.2, with the sets of characters of each part. */
bool iri_is_valid(str text);
bool iri_is_reference(str text);

/* The same for ASCII only: RFC 3986 (format "uri" of JSON Schema). */
bool iri_is_uri(str text);

/* The reference resolved against the base (RFC 3986 5.2.2, strict), which
 * is split once by the caller. Gives the reference itself, not a copy, when
 * nothing changes; the empty slice after a failure of the arena. */
str iri_resolve(const struct iri *base, str reference, struct arena *arena);

/* A relative reference that resolves against the base to this IRI; the IRI
 * itself when there is no shorter one (JSON-LD 1.1 API 6.3, last step). The
 * result never looks like an IRI with a scheme nor like a keyword ("@..."). */
str iri_relativise(const struct iri *base, str iri, struct arena *arena);

#endif
