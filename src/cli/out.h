/*
 * What a command says. Text from documents is escaped, so that it cannot
 * command a terminal (RELIABILITY CL-03); colours only where a person reads.
 */
#ifndef CLI_OUT_H
#define CLI_OUT_H

#include "base/str.h"

#include <stdio.h>

enum out_style {
    OUT_PLAIN,
    OUT_BOLD,
    OUT_DIM,
    OUT_GOOD,
    OUT_WARN,
    OUT_BAD,
};

struct out {
    FILE *file;
    bool is_terminal;
    bool colour;
};

/* Colours for a terminal, unless NO_COLOR is set. */
struct out out_for(FILE *file);

/* Our own words, as they are. */
void out_put(struct out *o, const char *words);

/* Our own words in a style. */
void out_styled(struct out *o, enum out_style style, const char *words);

/* Text from anywhere else: control characters become \xNN; a line break
 * becomes a space. Invisible and direction-changing characters are escaped
 * too. */
void out_text(struct out *o, str text);
void out_text_styled(struct out *o, enum out_style style, str text);

/* Bytes, untouched. */
void out_bytes(struct out *o, bytes data);

void out_number(struct out *o, uint64_t n);

/* n spaces. */
void out_spaces(struct out *o, size_t n);

/* True when all has reached the file. */
bool out_flush(struct out *o);

#endif
