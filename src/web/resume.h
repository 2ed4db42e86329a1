/*
 * Who sent a request: the cookie, the organisation in the path, and what
 * pages show of both.
 */
#ifndef WEB_RESUME_H
#define WEB_RESUME_H

#include "web/web.h"

/* The token of a program (RFC 6750 2.1), or the empty text. */
str resume_bearer(const struct web *web);

/* Fills act.actor, secret and view from the cookie; one of nobody is as none.
 * Then, on a route that asks for a right: E_CSRF when a change does not carry
 * the session's token, as the field "csrf" of a form or the header
 * X-CSRF-Token (WB-07); and with {org} it works in that organisation,
 * E_NOT_FOUND for somebody without a role there (TN-01). A program is known by
 * its token instead, and only there: E_TOKEN_INVALID (WB-06). */
MUST_USE code resume_on(
    const struct route *route, struct web *web, struct err *reterr);

/* LANG_N when the browser has not chosen. */
enum lang resume_language(const struct web *web);

void resume_set_cookie(struct web *web, str secret);
void resume_clear_cookie(struct web *web);
void resume_set_language(struct web *web, enum lang lang);

#endif
