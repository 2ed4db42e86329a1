/*
 * Addresses of the network as bytes and as text (RFC 4291 2.2, RFC 5952).
 * An IPv4 address is held as ::ffff:a.b.c.d, so that there is one form.
 */
#ifndef HTTP_ADDRESS_H
#define HTTP_ADDRESS_H

#include "base/str.h"

enum {
    ADDRESS_TEXT_BYTES = 64, /* of the longest text, with port and NUL */
};

struct sockaddr;

struct address {
    uint8_t ip[16];
    uint16_t port;
};

/* "192.0.2.1", "2001:db8::1": port 0. Strict: four decimal parts. */
bool address_parse(str text, struct address *ret);

/* "127.0.0.1:8080", "[::1]:8080", "localhost:8080". Port 0 is allowed. */
bool address_parse_endpoint(str text, struct address *ret);

/* False for a family that is not of the internet. */
bool address_of(const struct sockaddr *from, struct address *ret);

bool address_is_v4(const struct address *address);
bool address_is_loopback(const struct address *address);

/* An address that anybody may be asked to reach: not of this machine, of a
 * private or shared network, of a link, of documentation, reserved, or for
 * many; nor one in which such an IPv4 address is wrapped (the registries of
 * special-purpose addresses, RFC 6890). */
bool address_is_public(const struct address *address);

/* The address without its port; NUL-terminated, returns the length. */
size_t address_format(
    const struct address *address, char ret[ADDRESS_TEXT_BYTES]);

#endif
