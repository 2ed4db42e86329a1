#include "tools/po.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    LINE_BYTES = 4096,
    TEXT_BYTES = 8192,
    ENTRIES_MAX = 4096,
    ID_BYTES_MAX = 80,
};

/* Where the quoted text of a line goes. */
enum part {
    PART_NONE,
    PART_ID,
    PART_PLURAL,
    PART_TEXT,
};

struct reader {
    struct po *po;
    int line;
    enum part part;
    int form;
    struct po_entry *entry;
    char text[TEXT_BYTES];
    char *header;
};

static _Noreturn void die(
    const char *file, int line, const char *what, const char *arg)
{
    fprintf(stderr, "%s:%d: %s '%s'\n", file, line, what, arg);
    exit(1);
}

static void *grown(void *old, size_t n_bytes)
{
    void *room = realloc(old, n_bytes);

    if (!room)
        exit(70);
    return room;
}

static char *copy(const char *text)
{
    size_t n_bytes = strlen(text) + 1;

    return memcpy(grown(NULL, n_bytes), text, n_bytes);
}

/* What was gathered for the present part is complete. */
static void end_part(struct reader *r)
{
    struct po_entry *e = r->entry;

    if (r->part == PART_ID) {
        const char *c = r->text;

        while (islower((unsigned char)*c) || isdigit((unsigned char)*c) ||
               *c == '_' || *c == '.')
            c++;
        if (*c || strlen(r->text) > ID_BYTES_MAX)
            die(r->po->file, r->line, "no id (a-z, 0-9, '_', '.')", r->text);
        e->id = copy(r->text);
    } else if (r->part == PART_TEXT && e->id[0] == '\0') {
        r->header = copy(r->text);
    } else if (r->part == PART_TEXT) {
        if (r->text[0] == '\0')
            die(r->po->file, e->line, "message without text", e->id);
        e->forms[e->n_forms++] = copy(r->text);
    }
    r->text[0] = '\0';
    r->part = PART_NONE;
}

static void begin_entry(struct reader *r)
{
    struct po *po = r->po;

    if (po->n == ENTRIES_MAX)
        die(po->file, r->line, "too many messages, at most", "4096");
    po->items = grown(po->items, (po->n + 1) * sizeof(po->items[0]));
    r->entry = &po->items[po->n++];
    *r->entry = (struct po_entry){.line = r->line};
}

/* Appends "..." of the line, with \n, \" and \\ undone. */
static void take_quoted(struct reader *r, const char *at)
{
    size_t len = strlen(r->text);

    if (*at++ != '"')
        die(r->po->file, r->line, "a quoted text is missing before", at - 1);
    for (; *at != '"'; at++) {
        char c = *at;

        if (c == '\\') {
            at++;
            if (*at != 'n' && *at != '"' && *at != '\\')
                die(r->po->file, r->line, "unknown escape", at - 1);
            c = *at;
            if (c == 'n')
                c = '\n';
        }
        if (c == '\0' || len + 1 >= TEXT_BYTES)
            die(r->po->file, r->line, "text without end", r->text);
        r->text[len++] = c;
        r->text[len] = '\0';
    }
}

static void take_line(struct reader *r, char *line)
{
    line[strcspn(line, "\r\n")] = '\0';
    if (line[0] == '"') {
        take_quoted(r, line);
        return;
    }
    end_part(r);
    if (line[0] == '\0' || line[0] == '#')
        return;
    if (strncmp(line, "msgid ", 6) == 0) {
        begin_entry(r);
        r->part = PART_ID;
        take_quoted(r, line + 6);
    } else if (r->entry && strncmp(line, "msgid_plural ", 13) == 0) {
        r->entry->is_plural = 1;
        r->part = PART_PLURAL;
        take_quoted(r, line + 13);
    } else if (r->entry && strncmp(line, "msgstr ", 7) == 0) {
        r->part = PART_TEXT;
        take_quoted(r, line + 7);
    } else if (r->entry && strncmp(line, "msgstr[", 7) == 0 &&
               line[7] == '0' + r->entry->n_forms && line[8] == ']' &&
               r->entry->n_forms < PO_FORMS_MAX) {
        r->part = PART_TEXT;
        take_quoted(r, line + 10);
    } else {
        die(r->po->file, r->line, "not understood", line);
    }
}

/* Plural-Forms: nplurals=2; plural=(n != 1); */
static void read_header(struct reader *r)
{
    struct po *po = r->po;
    char *at = r->header ? strstr(r->header, "nplurals=") : NULL;
    char *plural = at ? strstr(at, "plural=(") : NULL;

    /* "nplurals=" has "plural" in it but no parenthesis. */
    if (!plural)
        die(po->file, 1, "no header", "Plural-Forms: nplurals=N; plural=(...)");
    po->n_plurals = at[9] - '0';
    po->plural = copy(plural + 7);
    po->plural[strcspn(po->plural, ";\n")] = '\0';
    if (po->n_plurals < 1 || po->n_plurals > PO_FORMS_MAX)
        die(po->file, 1, "nplurals is not 1 to 6 but", at + 9);
    if (po->plural[strspn(po->plural, "n0123456789 ()?:=!<>&|%")])
        die(po->file, 1, "no expression of n", po->plural);
}

static int by_id(const void *a, const void *b)
{
    const struct po_entry *x = a;
    const struct po_entry *y = b;

    return strcmp(x->id, y->id);
}

static void check(const struct po *po)
{
    size_t i;

    for (i = 0; i < po->n; i++) {
        const struct po_entry *e = &po->items[i];

        if (i > 0 && strcmp(e->id, e[-1].id) == 0)
            die(po->file, e->line, "message twice", e->id);
        if (e->n_forms != (e->is_plural ? po->n_plurals : 1))
            die(po->file, e->line, "wrong number of forms", e->id);
    }
}

void po_read(struct po *ret, const char *path)
{
    struct reader r = {.po = ret};
    char line[LINE_BYTES];
    FILE *in = fopen(path, "r");

    *ret = (struct po){.file = path};
    if (!in)
        die(path, 0, "cannot read", path);
    while (fgets(line, sizeof(line), in)) {
        r.line++;
        take_line(&r, line);
    }
    end_part(&r);
    fclose(in);
    read_header(&r);
    /* The header's entry has the empty id and is no message. */
    qsort(ret->items, ret->n, sizeof(ret->items[0]), by_id);
    ret->items++;
    ret->n--;
    check(ret);
}

const struct po_entry *po_find(const struct po *po, const char *id)
{
    const struct po_entry wanted = {.id = id};

    return bsearch(&wanted, po->items, po->n, sizeof(po->items[0]), by_id);
}

static void add_name(struct po_names *names, const char *name, size_t len)
{
    int at = 0;
    int i;

    for (; at < names->n; at++) {
        int order = strncmp(names->names[at], name, len);

        if (order == 0 && names->names[at][len] == '\0')
            return;
        if (order >= 0)
            break;
    }
    for (i = names->n++; i > at; i--)
        memcpy(names->names[i], names->names[i - 1], PO_NAME_BYTES);
    memcpy(names->names[at], name, len);
    names->names[at][len] = '\0';
}

void po_placeholders(
    const struct po *po, const struct po_entry *entry, struct po_names *ret)
{
    int i;

    ret->n = 0;
    if (entry->is_plural)
        add_name(ret, "n", 1);
    for (i = 0; i < entry->n_forms; i++) {
        const char *at = entry->forms[i];

        while ((at = strchr(at, '{')) != NULL) {
            size_t len = strspn(++at, "abcdefghijklmnopqrstuvwxyz_0123456789");

            if (len == 0 || len >= PO_NAME_BYTES || at[len] != '}' ||
                ret->n == PO_NAMES_MAX)
                die(po->file, entry->line, "wrong placeholder in", entry->id);
            add_name(ret, at, len);
        }
    }
}

void po_constant(const char *id, char *ret, size_t n_bytes)
{
    size_t i;

    snprintf(ret, n_bytes, "MSG_%s", id);
    for (i = 4; ret[i]; i++)
        ret[i] = (char)(ret[i] == '.' ? '_' : (toupper)((unsigned char)ret[i]));
}
