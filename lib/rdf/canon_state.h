/*
 * The canonicalization state (RDFC-1.0 4.3), shared by the parts of
 * the algorithm. Blank nodes are numbered in the order of their first mention;
 * digests are kept as bytes, whose order is that of their hexadecimal text.
 */
#ifndef RDF_CANON_STATE_H
#define RDF_CANON_STATE_H

#include "crypto/provider.h"
#include "rdf/line.h"

enum {
    LABEL_BYTES_MAX = 16, /* "_:c14n" and ten digits */
};

struct canon_state {
    const struct dataset *ds;
    enum hash_alg hash;
    const struct provider *provider;
    struct budget *budget;
    struct arena *arena;
    struct err *reterr;
    struct lines lines;
    term_id *blanks;    /* the term of each blank node */
    uint32_t *blank_of; /* of each term: 1 + its blank node, or 0 */
    uint32_t n_blanks;
    /* The blank node to quads map: blank node b is mentioned by quads
     * mentions[mention_start[b]] up to mention_start[b + 1]. */
    uint32_t *mention_start;
    uint32_t *mentions;
    size_t digest_bytes;
    uint8_t *first_degree; /* digest of each blank node (4.6) */
    /* The canonical issuer: of each blank node 1 + its number, or 0. */
    uint32_t *canonical;
    uint32_t n_canonical;
};

/* Issue Identifier (4.5) on the canonical issuer. */
void canon_issue(struct canon_state *state, uint32_t blank);

/* Orders blank nodes by first-degree digest; self is the state. */
int canon_cmp_digests(const void *self, uint32_t a, uint32_t b);

/* The end of the run, in all blank nodes ordered by first-degree digest, that
 * share the digest of the one at `from`. */
size_t canon_group_end(
    const struct canon_state *state, const uint32_t *by_digest, size_t from);

/* The provider's digest of the bytes from `text` up to `end`. */
MUST_USE code canon_digest(const struct canon_state *state,
    const char *text,
    const char *end,
    uint8_t *ret_digest);

/* "_:", prefix, number; returns the end, at most LABEL_BYTES_MAX on. */
char *canon_put_label(char *at, str prefix, uint32_t number);

/* The digest in hexadecimal, lower case. */
char *canon_put_hex(
    const struct canon_state *state, const uint8_t *digest, char *at);

/* The failure of the arena, for reterr. */
MUST_USE code canon_no_memory(const struct canon_state *state);

#endif
