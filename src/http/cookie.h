/* Cookies (RFC 6265): reading those of a request, setting ours. */
#ifndef HTTP_COOKIE_H
#define HTTP_COOKIE_H

#include "http/response.h"

/* The value of the first cookie of that name; the empty text when there is
 * none. */
str cookie_get(const struct http_request *req, str name);

enum cookie_scope {
    COOKIE_SECURE, /* "__Host-" before its name: https, this host, path / */
    COOKIE_PLAIN,  /* the same without, for http on one's own machine */
};

/* Sets a cookie that no script sees and no other site sends with a change:
 * HttpOnly, SameSite=Lax, Path=/. The value is letters, digits, '-', '_', '.';
 * lifetime_s 0: until the browser is closed. Its name in cookie_get is the
 * one with its prefix. */
void cookie_set(struct http_response *res,
    enum cookie_scope scope,
    str name,
    str value,
    uint32_t lifetime_s);

/* Takes it away. */
void cookie_clear(struct http_response *res, enum cookie_scope scope, str name);

#endif
