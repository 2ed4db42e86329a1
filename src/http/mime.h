/*
 * A mail message: RFC 5322, MIME (RFC 2045 to 2047), text and HTML side by
 * side. Lines end with CR LF and are at most 76 long; bodies are
 * quoted-printable, words of headers that are not ASCII are encoded. Nothing
 * that is put in can start a header of its own.
 */
#ifndef HTTP_MIME_H
#define HTTP_MIME_H

#include "base/buf.h"

enum {
    MIME_ADDRESS_BYTES_MAX = 254, /* RFC 5321 4.5.3.1.3 */
    MIME_MESSAGE_BYTES_MAX = 1024 * 1024,
};

struct mime_party {
    str name; /* for people, or empty */
    str address;
};

struct mime_message {
    struct mime_party from;
    struct mime_party to;
    str reply_to; /* an address, or empty */
    str subject;
    str text;
    str html;        /* or empty */
    str message_id;  /* "id@domain", without angle brackets */
    str unsubscribe; /* an https URL for List-Unsubscribe, or empty */
    int64_t date_unix_s;
    str boundary; /* random letters and digits: in no text */
};

/* local@domain in ASCII, of the plain form (RFC 5321 4.1.2: dot-string). */
bool mime_is_address(str address);

/* E_ARGUMENT about the part that makes no sense, E_TOO_LARGE. */
MUST_USE code mime_write(struct arena *arena,
    const struct mime_message *message,
    bytes *ret,
    struct err *reterr);

#endif
