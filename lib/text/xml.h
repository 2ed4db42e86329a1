/*
 * XML 1.0 (fifth edition) with namespaces, as a pull scanner over bytes in
 * memory: strict, without allocation, with the offsets of every event, so
 * that a carrier can splice. UTF-8 only. Made for SVG.
 *
 * No DTD is ever read. A DOCTYPE without an internal subset is reported as
 * an event and otherwise passed over: nothing is fetched, and no entity
 * beyond the five of XML exists. One with an internal subset is
 * E_XML_DTD_FORBIDDEN (RELIABILITY BK-07). A reference inside a namespace
 * name is refused too: it would only serve to hide the name.
 */
#ifndef TEXT_XML_H
#define TEXT_XML_H

#include "base/limit.h"

enum {
    XML_DEPTH_MAX = 128,      /* the lesser of this and the budget counts */
    XML_ATTRIBUTES_MAX = 256, /* of one element */
    XML_NAMESPACES_MAX = 256, /* declarations in force at one place */
};

enum xml_event {
    XML_END,     /* of the document */
    XML_OPEN,    /* start tag; for an empty element XML_CLOSE follows */
    XML_CLOSE,   /* end tag */
    XML_TEXT,    /* character data as written; outside the root white space */
    XML_CDATA,   /* content of a CDATA section */
    XML_COMMENT, /* between the dashes */
    XML_PI,      /* processing instruction, or the XML declaration */
    XML_DOCTYPE, /* without an internal subset */
};

struct xml_name {
    str prefix; /* as written; empty when there is none */
    str local;
    str space; /* namespace URI; empty: none */
};

struct xml_attribute {
    struct xml_name name;
    str value;    /* as written between the quotes: see text/xml_text.h */
    size_t start; /* of the name */
    size_t end;   /* behind the closing quote */
};

struct xml_binding {
    str prefix;
    str space;
    uint32_t depth;
};

struct xml {
    str text;
    struct budget *budget;
    /* The last event. */
    size_t start;         /* offset of its first byte */
    size_t end;           /* offset behind its last byte */
    struct xml_name name; /* XML_OPEN, XML_CLOSE; XML_PI: local */
    str content; /* XML_TEXT, XML_CDATA, XML_COMMENT, XML_PI, XML_DOCTYPE */
    struct xml_attribute attributes[XML_ATTRIBUTES_MAX]; /* XML_OPEN */
    uint32_t n_attributes;
    bool is_empty;  /* XML_OPEN of an empty element: "<a/>" */
    uint32_t depth; /* open elements; the new one counts at XML_OPEN and at
                       its XML_CLOSE */
    /* Inner state. */
    struct xml_name open[XML_DEPTH_MAX];
    struct xml_binding bindings[XML_NAMESPACES_MAX];
    uint32_t n_bindings;
    uint32_t n_elements;
    bool has_root;
    bool has_doctype;
    bool close_pending; /* the XML_CLOSE of an empty element comes next */
    bool pop_pending;   /* the element of the last XML_CLOSE is still open */
};

/* Starts at the beginning of the text; a byte order mark is passed over. The
 * struct is about 40 KiB. */
void xml_init(struct xml *x, str text, struct budget *budget);

/* The next event. Fails with E_XML_SYNTAX, E_XML_DTD_FORBIDDEN,
 * E_LIMIT_EXCEEDED (depth, elements, attributes, namespaces) and the place;
 * after a failure the scanner must not be used. */
MUST_USE code xml_next(struct xml *x, enum xml_event *ret, struct err *reterr);

/* The attribute of the last XML_OPEN; NULL if it has none of that name. An
 * unprefixed attribute is in no namespace: space is empty. */
const struct xml_attribute *xml_attribute(
    const struct xml *x, str space, str local);

bool xml_name_is(const struct xml_name *name, str space, str local);

#endif
