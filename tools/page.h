/*
 * What the files of mkpage share. See tools/mkpage.c for the language of
 * templates. What is wrong in a template ends the program.
 */
#ifndef TOOLS_PAGE_H
#define TOOLS_PAGE_H

#include "tools/po.h"

#include <stdbool.h>
#include <stdio.h>

enum {
    NAME_BYTES = 64,
    DEPTH_MAX = 24,
    ARGS_MAX = 24,
    CODE_BYTES = 512,
};

enum type {
    TYPE_TEXT,    /* str: words of ours or somebody's */
    TYPE_NAME,    /* str: somebody's name or title, isolated */
    TYPE_URL,     /* str: a whole URL */
    TYPE_DAY,     /* str: YYYY-MM-DD */
    TYPE_INT,     /* int64_t */
    TYPE_DATE,    /* int64_t: an instant, shown as a day */
    TYPE_TIME,    /* int64_t: an instant */
    TYPE_MINUTES, /* int64_t */
    TYPE_CREDIT,  /* int64_t: hundredths */
    TYPE_BOOL,    /* bool */
    TYPE_MONEY,   /* struct money */
    TYPE_MESSAGE, /* enum message */
    TYPE_LANG,    /* enum lang */
    TYPE_HTML,    /* struct html */
    TYPE_LIST,    /* const struct X *NAME; size_t n_NAME */
    TYPE_RECORD,  /* struct X */
    TYPE_N,
};

struct record;

struct field {
    char name[NAME_BYTES];
    enum type type;
    bool optional;
    struct record *record; /* of a list or record */
    struct field *next;
};

struct record {
    char name[2 * NAME_BYTES]; /* of the C struct */
    struct field *fields;
    struct record *made; /* the next one declared inside the same file */
};

struct page {
    const char *file;
    char name[NAME_BYTES]; /* award_show; view; part_field; layout_public */
    struct record record;
    struct record *inner; /* lists declared in the head, innermost first */
    char *text;
    const char *body; /* NULL: only a head */
    int body_line;
    bool has_slot;
};

extern struct page *pages;
extern int n_pages;
extern struct po english;

/* Where in which template; the reader of directives keeps it. */
struct place {
    const struct page *page;
    int line;
};

__attribute__((noreturn)) void die(
    struct place at, const char *what, const char *arg);
void *grown(void *old, size_t n_bytes);

/* --- page_read.c: heads --- */

/* Reads all templates: names, heads, where bodies begin. */
void pages_read(char **files, int n);
struct page *page_find(const char *name);
struct field *field_find(const struct record *record, const char *name);
/* Copies the word at *at (letters of a name, and dots) and steps over it and
 * the blanks behind it. False if there is none. */
bool take_word(const char **at, char ret[NAME_BYTES]);
const char *c_type(enum type type);

/* --- page_html.c: where in the HTML a value would stand --- */

enum where {
    WHERE_TEXT,
    WHERE_TAG,  /* a name has begun after '<' */
    WHERE_IN,   /* inside a tag, between attributes */
    WHERE_ATTR, /* in the name of an attribute */
    WHERE_EQUAL,
    WHERE_VALUE,
    WHERE_DECLARATION, /* <!doctype ...> */
};

struct context {
    enum where where;
    bool closing; /* the tag is an end tag */
    bool void_end;
    bool begun; /* the value has characters */
    char tag[NAME_BYTES];
    char attr[NAME_BYTES];
    char open[DEPTH_MAX * 2][16]; /* elements that are open */
    int depth;
};

/* One character of the template's markup. */
void context_step(struct context *c, char byte, struct place at);
/* A directive comes: ends a tag's or attribute's name. */
void context_pause(struct context *c);
bool context_same(const struct context *a, const struct context *b);
bool context_is_in(const struct context *c, const char *element);
/* The place is inside an attribute that holds a URL. */
bool context_is_url(const struct context *c);

/* --- page_expr.c: values --- */

struct scope {
    const struct record *record;
    char prefix[NAME_BYTES * 2]; /* "page->", "i2->" */
    int loop;                    /* number of the loop, 0 for none */
};

struct scopes {
    struct scope items[DEPTH_MAX]; /* outermost first */
    int n;
};

struct value {
    enum type type;
    char code[CODE_BYTES];  /* the C expression */
    char count[CODE_BYTES]; /* of a list */
    const struct record *record;
    const char *literal; /* of a literal text: points into code */
    bool is_literal;
};

/* Reads a value at *at: a path, "text", a number, true, @message.id,
 * fault(value). */
struct value value_take(
    const char **at, const struct scopes *scopes, struct place place);
/* The C expression that makes of the value what a field of that type takes;
 * dies if there is none. */
void value_convert(const struct value *v,
    const struct field *field,
    char ret[CODE_BYTES],
    struct place place);
/* The C condition "there is something". */
void value_truth(const struct value *v, char ret[CODE_BYTES], struct place at);
/* A C string literal with its quotes. */
void c_literal(const char *text, size_t len, char *ret, size_t n_bytes);

/* --- page_body.c --- */

/* Writes the C of a template. */
void page_write(const struct page *page, FILE *out);

#endif
