/*
 * As much of HTML as a template needs: well-formed, attributes in double
 * quotes, every element closed, nothing that runs (CSP: no inline script or
 * style). So it is known at build time what a value must be escaped for.
 */
#include "tools/page.h"

#include <ctype.h>
#include <string.h>

static bool is_one_of(const char *word, const char *const *words)
{
    while (*words && strcmp(*words, word) != 0)
        words++;
    return *words != NULL;
}

bool context_is_in(const struct context *c, const char *element)
{
    return c->depth > 0 && strcmp(c->open[c->depth - 1], element) == 0;
}

bool context_is_url(const struct context *c)
{
    static const char *const urls[] = {
        "href", "src", "action", "formaction", "poster", "cite", "data", NULL};

    return c->where == WHERE_VALUE && is_one_of(c->attr, urls);
}

static void open_element(struct context *c, struct place at)
{
    if (c->depth == DEPTH_MAX * 2)
        die(at, "nested too deep", c->tag);
    snprintf(c->open[c->depth++], sizeof(c->open[0]), "%.15s", c->tag);
}

/* At '>'. */
static void end_tag(struct context *c, struct place at)
{
    static const char *const empty[] = {"area", "base", "br", "col", "hr",
        "img", "input", "link", "meta", "source", "wbr", NULL};

    c->where = WHERE_TEXT;
    if (c->closing) {
        if (!context_is_in(c, c->tag))
            die(at, "closes what is not open", c->tag);
        c->depth--;
    } else if (!c->void_end && !is_one_of(c->tag, empty)) {
        open_element(c, at);
    }
}

static void add_char(char name[NAME_BYTES], char byte, struct place at)
{
    size_t len = strlen(name);

    if (len + 1 >= NAME_BYTES)
        die(at, "name too long", name);
    name[len] = byte;
    name[len + 1] = '\0';
}

static void step_text(struct context *c, char byte, struct place at)
{
    if (byte == '<') {
        c->where = WHERE_TAG;
        c->closing = false;
        c->void_end = false;
        c->tag[0] = '\0';
    } else if (!isspace((unsigned char)byte) &&
               (context_is_in(c, "script") || context_is_in(c, "style"))) {
        die(at, "inline script or style in", c->open[c->depth - 1]);
    }
}

static void step_tag(struct context *c, char byte, struct place at)
{
    if (byte == '/' && c->tag[0] == '\0')
        c->closing = true;
    else if (byte == '!' && c->tag[0] == '\0')
        c->where = WHERE_DECLARATION;
    else if (isalnum((unsigned char)byte) || byte == '-')
        add_char(c->tag, byte, at);
    else if (c->tag[0] == '\0')
        die(at, "'<' is written &lt;, not", "<");
    else
        c->where = WHERE_IN;
    if (c->where == WHERE_IN && byte == '>')
        end_tag(c, at);
    if (c->where == WHERE_IN && byte == '/')
        c->void_end = true;
}

static void step_in(struct context *c, char byte, struct place at)
{
    if (byte == '>') {
        end_tag(c, at);
    } else if (byte == '/') {
        c->void_end = true;
    } else if (!isspace((unsigned char)byte)) {
        c->where = WHERE_ATTR;
        c->attr[0] = '\0';
        add_char(c->attr, byte, at);
    }
}

static void step_attr(struct context *c, char byte, struct place at)
{
    if (byte == '=')
        c->where = WHERE_EQUAL;
    else if (isalnum((unsigned char)byte) || strchr("-_:", byte))
        add_char(c->attr, byte, at);
    else
        c->where = WHERE_IN;
    if (c->where == WHERE_IN)
        step_in(c, byte, at);
    if (strncmp(c->attr, "on", 2) == 0 || strcmp(c->attr, "style") == 0 ||
        strcmp(c->attr, "srcdoc") == 0 || strcmp(c->attr, "srcset") == 0) {
        if (c->where != WHERE_ATTR)
            die(at, "attribute that may not be used", c->attr);
    }
}

void context_step(struct context *c, char byte, struct place at)
{
    switch (c->where) {
    case WHERE_TEXT:
        step_text(c, byte, at);
        break;
    case WHERE_TAG:
        step_tag(c, byte, at);
        break;
    case WHERE_IN:
        step_in(c, byte, at);
        break;
    case WHERE_ATTR:
        step_attr(c, byte, at);
        break;
    case WHERE_EQUAL:
        if (byte != '"')
            die(at, "the value stands in double quotes:", c->attr);
        c->where = WHERE_VALUE;
        c->begun = false;
        break;
    case WHERE_VALUE:
        c->begun = true;
        if (byte == '"')
            c->where = WHERE_IN;
        break;
    case WHERE_DECLARATION:
        if (byte == '>')
            c->where = WHERE_TEXT;
        break;
    }
}

void context_pause(struct context *c)
{
    if ((c->where == WHERE_TAG && c->tag[0]) || c->where == WHERE_ATTR)
        c->where = WHERE_IN;
}

bool context_same(const struct context *a, const struct context *b)
{
    return a->where == b->where && a->depth == b->depth &&
           (a->depth == 0 ||
               strcmp(a->open[a->depth - 1], b->open[b->depth - 1]) == 0) &&
           (a->where != WHERE_VALUE || strcmp(a->attr, b->attr) == 0);
}
