/*
 * Shapes: what a data model says about its classes, as constant tables, and
 * one walk that holds a JSON object against them. VCDM 2.0 section 4, VCDM
 * 1.1 section 4 and Open Badges 3.0 appendix B are tables of this form
 * (vc/model.c, badge/model.c).
 *
 * One walk over a typical badge looks at 100 members; only a fault costs
 * more than a few comparisons.
 */
#ifndef VC_SHAPE_H
#define VC_SHAPE_H

#include "vc/report.h"

enum shape_value {
    SHAPE_ANY,
    SHAPE_TEXT,          /* string, or a JSON-LD value object */
    SHAPE_LANGUAGE_TEXT, /* string, language value object, array of those:
                            VCDM 2.0 section 11.1 */
    SHAPE_URL,           /* absolute IRI; or an object where OB says so */
    SHAPE_NAME,          /* string, no object */
    SHAPE_LANGUAGE,      /* a well-formed language tag */
    SHAPE_DATE_TIME,     /* XSD dateTimeStamp; without a zone it means UTC */
    SHAPE_DATE,
    SHAPE_NUMBER,
    SHAPE_BOOLEAN,
    SHAPE_JWS,           /* three base64url parts */
    SHAPE_OBJECT,        /* of `shape`, if any */
    SHAPE_URL_OR_OBJECT, /* absolute IRI, or an object of `shape` */
};

enum shape_flag {
    SHAPE_REQUIRED = 1,   /* must be there and not null */
    SHAPE_MANY = 2,       /* one, or an array of them */
    SHAPE_EXTENSIBLE = 4, /* of `words`, or beginning with "ext:" */
};

struct shape;

struct shape_property {
    str name;
    uint8_t value; /* enum shape_value */
    uint8_t flags; /* enum shape_flag */
    const struct shape *shape;
    const str *words; /* allowed strings, up to the first empty one */
};

struct shape {
    str type;      /* the type that must be named; empty: none is asked for */
    bool typed;    /* some type must be named, whichever */
    bool alone;    /* `type` is that one text, in no array */
    bool closed;   /* no other members than these */
    bool nonempty; /* {} says nothing: refused */
    const struct shape_property *properties;
    size_t n_properties;
};

#define SHAPE_PROPERTIES(table)                                                \
    .properties = (table), .n_properties = sizeof(table) / sizeof((table)[0])

/* Holds `object` against the shape and adds a BAD check of CHECK_FORM for
 * each fault (MALFORMED_VALUE_ERROR; PARSING_ERROR for what is missing) with
 * its JSON Pointer. depth_max bounds the recursion. */
void shape_check(const struct shape *shape,
    const struct json *object,
    uint32_t depth_max,
    struct report *report);

/* True when `type` is that name or an array with it. */
bool shape_has_type(const struct json *object, str name);

#endif
