/*
 * Text in XML: from what is written to what is meant, and back.
 */
#ifndef TEXT_XML_TEXT_H
#define TEXT_XML_TEXT_H

#include "base/buf.h"

enum xml_place {
    XML_IN_TEXT,
    XML_IN_ATTRIBUTE, /* between double quotes */
    XML_IN_CDATA,
};

/* Appends what is meant: references resolved, line ends as one LF (XML 1.0
 * 2.11), in an attribute value white space as spaces (3.3.3). A reference
 * that xml_reference refuses is left as it stands; the scanner lets none
 * through. */
void xml_decode(struct buf *out, str raw, enum xml_place place);

/* Appends the text so that xml_decode gives it back; a CDATA section is
 * closed and opened again where the text holds "]]>". In a CDATA section a
 * CR cannot be kept: it reads back as LF. */
void xml_encode(struct buf *out, str text, enum xml_place place);

/* Length of the reference that the text starts with ("&lt;", "&#x41;") and
 * its code point; 0 when it is none of XML's five entities and no reference
 * to a character that XML allows. */
size_t xml_reference(str text, uint32_t *ret);

/* True for a code point that may stand in an XML document (XML 1.0 2.2). */
bool xml_is_char(uint32_t code_point);

/* Length of the NCName (Namespaces in XML 1.0, 3) that the text starts with,
 * or 0. */
size_t xml_ncname_bytes(str text);

#endif
