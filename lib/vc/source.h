/*
 * Which documents a decision will ask for, read from a credential before
 * anything of it is checked: of its keys (did:web, https), and its status
 * lists. Whoever has them at hand hands them in, and the decision is made
 * once. Nothing may be fetched because of this: a need of the decision comes
 * only after the form was found good.
 */
#ifndef VC_SOURCE_H
#define VC_SOURCE_H

#include "vc/fact.h"

/* Adds the needs of the credential, or of a presentation and each credential
 * in it. Also by plain http, as an installation on one's own machine speaks
 * it. What is malformed is passed over. */
void vc_source_needs(const struct json *document, struct vc_needs *needs);

#endif
