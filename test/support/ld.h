/* What tests of JSON-LD stand on: a store, an arena for each call, and a web
 * that is a table. */
#ifndef TEST_SUPPORT_LD_H
#define TEST_SUPPORT_LD_H

#include "host/native.h"
#include "jsonld/context/store.h"

struct ld {
    struct native *native;
    struct arena store_arena;
    struct jsonld_store *store;
    struct arena arena;
    struct budget budget;
    struct jsonld_options options; /* store and budget are set */
    struct err err;                /* of the last call */
};

void ld_init(struct ld *ld);
void ld_release(struct ld *ld);

/* Forgets the arena and sets budget and options anew. */
void ld_reset(struct ld *ld);

/* JSON in which ' is written for ". */
struct json *ld_json(struct ld *ld, const char *text);

/* Expands such a text with the options as they are. */
code ld_expand(struct ld *ld, const char *text, struct json **ret);

/* Fails the test, showing both, unless they are the same JSON-LD. */
void ld_assert_same(
    struct ld *ld, const char *label, const struct json *got, const char *text);

struct ld_page {
    const char *url;
    const char *text; /* in which ' is written for " */
};

struct ld_web {
    struct ld *ld;
    const struct ld_page *pages;
    size_t n;
    size_t n_loads; /* counted up */
};

struct jsonld_loader ld_loader(struct ld_web *web);

#endif
