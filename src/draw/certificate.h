/*
 * Certificates: one page of PDF that a learner can frame and a machine can
 * check. The page is drawn by pango and cairo, the badge and the QR code as
 * vectors; the signed credential is attached. Same description, same bytes.
 *
 * The page is tagged for screen readers and can be searched, in any script.
 * It makes no claim to be PDF/A.
 */
#ifndef DRAW_CERTIFICATE_H
#define DRAW_CERTIFICATE_H

#include "base/arena.h"

enum certificate_template {
    CERTIFICATE_CLASSIC, /* serifs, a border of tesserae, all centred */
    CERTIFICATE_MODERN,  /* a panel in the accent beside the text */
    CERTIFICATE_PLAIN,   /* black on white, saves ink */
    CERTIFICATE_TEMPLATES,
};

enum certificate_paper {
    PAPER_A4,
    PAPER_LETTER,
};

enum certificate_turn {
    TURN_LANDSCAPE,
    TURN_PORTRAIT,
};

/* The fixed words of a page, by what they are for. */
enum certificate_word {
    WORD_CERTIFIES, /* "This is to certify that" */
    WORD_HAS_EARNED,
    WORD_OUTCOMES, /* above the list */
    WORD_CHECK,    /* above the link */
    WORD_SAY,      /* above the words to check */
    WORD_ATTACHED, /* that the credential is in the file */
    CERTIFICATE_WORDS,
};

enum {
    CERTIFICATE_FACTS_MAX = 8,
    CERTIFICATE_OUTCOMES_MAX = 12,
    CERTIFICATE_TEXT_BYTES_MAX = 4000, /* of one text; the rest is cut */
};

struct certificate_fact {
    str label; /* "Level" */
    str value; /* "AQF level 6" */
};

struct certificate {
    enum certificate_template template;
    enum certificate_paper paper;
    enum certificate_turn turn;
    str language;                 /* BCP 47: direction and shapes of letters */
    str words[CERTIFICATE_WORDS]; /* an empty one is in English */

    str kind; /* "Micro-credential"; may be empty */
    str learner;
    str title;
    str issuer;
    str issuer_domain;                    /* may be empty */
    str statement;                        /* a sentence or two; may be empty */
    const struct certificate_fact *facts; /* level, hours, credit, dates */
    size_t n_facts;
    const str *outcomes;
    size_t n_outcomes;
    str signer_name; /* may be empty, */
    str signer_role; /* and so may this */

    uint32_t accent; /* 0xrrggbb */
    str badge;       /* SVG; may be empty */
    bytes logo;      /* PNG or SVG; may be empty */
    bytes signature; /* PNG or SVG of a hand; may be empty */
    str verify_url;  /* in the QR code and as a link */
    str check_words; /* to be read out on the telephone; may be empty */
    str credential;  /* JSON or compact JWS, attached byte for byte */
    str created;     /* date-time, RFC 3339 */
};

/* The page. E_ARGUMENT when learner, title, issuer, link or credential is
 * missing or `created` is no date-time, E_LIMIT_EXCEEDED for more facts or
 * outcomes than fit, E_RENDER when fonts or libraries are missing or an
 * image is damaged, E_COMPLEXITY_LIMIT when one is too much work. Drawn in a
 * child (host/child.h). */
MUST_USE code certificate_draw(const struct certificate *c,
    struct arena *arena,
    bytes *ret,
    struct err *reterr);

#endif
