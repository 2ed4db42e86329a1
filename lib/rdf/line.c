#include "rdf/line.h"

#include <string.h>

size_t line_bytes(const struct lines *lines, uint32_t i)
{
    const struct quad *quad = &lines->quads[i];
    size_t n = lines->texts[quad->subject].len +
               lines->texts[quad->predicate].len +
               lines->texts[quad->object].len + sizeof("   .\n") - 1;

    return quad->graph == 0 ? n : n + lines->texts[quad->graph].len + 1;
}

/* Whole blocks, because a call of memcpy would cost more than the copy. */
static char *put(char *at, str text)
{
    size_t i;

    for (i = 0; i < text.len; i += LINE_SLACK)
        memcpy(at + i, text.ptr + i, LINE_SLACK);
    at[text.len] = ' ';
    return at + text.len + 1;
}

char *line_put(const struct lines *lines, uint32_t i, char *at)
{
    const struct quad *quad = &lines->quads[i];

    at = put(at, lines->texts[quad->subject]);
    at = put(at, lines->texts[quad->predicate]);
    at = put(at, lines->texts[quad->object]);
    if (quad->graph != 0)
        at = put(at, lines->texts[quad->graph]);
    at[0] = '.';
    at[1] = '\n';
    return at + 2;
}

static int text_cmp(const struct lines *lines, term_id a, term_id b)
{
    return a == b ? 0 : str_cmp(lines->texts[a], lines->texts[b]);
}

/*
 * Term by term, which is the order of whole lines: where one text is the
 * beginning of another, a space follows it in the line, and no character
 * that can continue a text is less than a space. No graph name is less than
 * any, as '.' is less than '<' and '_'.
 */
int line_cmp(const struct lines *lines, uint32_t a, uint32_t b)
{
    const struct quad *x = &lines->quads[a];
    const struct quad *y = &lines->quads[b];
    uint32_t p = lines->predicate_rank[x->predicate];
    uint32_t q = lines->predicate_rank[y->predicate];
    int order = text_cmp(lines, x->subject, y->subject);

    if (order == 0)
        order = (p > q) - (p < q);
    if (order == 0)
        order = text_cmp(lines, x->object, y->object);
    if (order == 0)
        order = text_cmp(lines, x->graph, y->graph);
    return order;
}
