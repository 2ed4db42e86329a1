/*
 * Catalogues of messages (gettext PO, as far as i18n/ uses it): msgid is the
 * id of the message, `msgid_plural "n"` says that it has forms by the number
 * {n}, msgstr its text; {name} in a text is a placeholder. For the tools of
 * the build: what is wrong ends the program with file and line.
 */
#ifndef TOOLS_PO_H
#define TOOLS_PO_H

#include <stddef.h>

enum {
    PO_FORMS_MAX = 6,
    PO_NAMES_MAX = 8,
    PO_NAME_BYTES = 32,
};

struct po_entry {
    const char *id;
    char *forms[PO_FORMS_MAX]; /* one text, or the plural forms */
    int n_forms;
    int is_plural;
    int line;
};

struct po {
    const char *file;
    char *plural; /* "n != 1", the expression of the header */
    int n_plurals;
    struct po_entry *items; /* sorted by id */
    size_t n;
};

/* Reads a catalogue. */
void po_read(struct po *ret, const char *path);

/* The entry of that id, or NULL. */
const struct po_entry *po_find(const struct po *po, const char *id);

struct po_names {
    char names[PO_NAMES_MAX][PO_NAME_BYTES]; /* sorted, each once */
    int n;
};

/* The placeholders of all forms of a message. */
void po_placeholders(
    const struct po *po, const struct po_entry *entry, struct po_names *ret);

/* Writes the C name of a message: award.issued_on -> MSG_AWARD_ISSUED_ON. */
void po_constant(const char *id, char *ret, size_t n_bytes);

#endif
