/*
 * did:web (W3C CCG): a DID that is a place on the web. Strict: what could be
 * read in two ways is no DID (RELIABILITY FE-10). Whether a host may be
 * asked at all is for whoever fetches.
 */
#ifndef VC_DID_WEB_H
#define VC_DID_WEB_H

#include "crypto/key.h"
#include "text/json.h"

bool did_is_web(str did);

/* The URL of its document: "https://HOST/.well-known/did.json", or
 * "https://HOST/PATH/did.json". No fragment in `did`. E_INVALID_DID: empty
 * segments, "." and "..", anything percent-encoded but the colon before a
 * port and bytes beyond ASCII, labels over 63 characters. */
MUST_USE code did_web_url(
    str did, struct arena *arena, str *ret, struct err *reterr);

/* Is this https URL in the place that the did:web or https identifier stands
 * for: on the same host and port, in the same folder or below? */
bool did_web_covers(str id, str url, struct arena *arena);

/* The host, with its port, of a did:web or https identifier; empty for any
 * other. People know an issuer by it, and only its owner can use it. */
str did_web_domain(str id, struct arena *arena);

/* A key of the document. A retired one stays in it for the sake of what it
 * signed, with the instant (XSD dateTimeStamp) at which it ended. */
struct did_web_key {
    str name; /* fragment, without '#' */
    struct public_key key;
    str expires; /* empty: not said */
    str revoked; /* the same; for a key that fell into wrong hands */
};

/* The document (DID Core 1.0, Controlled Identifiers 1.0): each key as a
 * Multikey under assertionMethod. Texts are borrowed. E_INVALID_DID. */
MUST_USE code did_web_document(str did,
    const struct did_web_key *keys,
    size_t n_keys,
    struct arena *arena,
    struct json **ret,
    struct err *reterr);

#endif
