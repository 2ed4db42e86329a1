/*
 * A web site that is a folder of a conformance suite: a jsonld_loader that
 * finds a URL under `base` as a file of `folder`, with the content type of
 * its ending; anything else is not there. One document of it may answer in
 * the manner that a test asks for.
 */
#ifndef TEST_SUPPORT_SITE_H
#define TEST_SUPPORT_SITE_H

#include "jsonld/jsonld.h"
#include "test/support/suite.h"

/* Headers that the first document loaded is served with; empty: as usual. */
struct site_answer {
    str content_type;
    str link;
    str redirect; /* path of the document to give instead, or empty */
};

struct site {
    struct suite *suite;
    const char *folder; /* "suites/json-ld-api" */
    str base;           /* "https://w3c.github.io/json-ld-api/tests/" */
    struct budget *budget;
    struct site_answer answer;
};

struct jsonld_loader site_loader(struct site *site);

/* Loads what a test gives as its input, with site->answer, following links
 * to alternate documents. */
code site_load(struct site *site,
    str url,
    struct arena *arena,
    struct jsonld_document *ret,
    struct err *reterr);

/* The text of the file that a URL stands for; {NULL, 0} if there is none. */
str site_text(struct site *site, struct arena *arena, str url);

#endif
