#include "tools/page.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

struct page *pages;
int n_pages;

static const struct {
    const char *name;
    const char *c;
} TYPES[TYPE_N] = {
    [TYPE_TEXT] = {"text", "str "},
    [TYPE_NAME] = {"name", "str "},
    [TYPE_URL] = {"url", "str "},
    [TYPE_DAY] = {"day", "str "},
    [TYPE_INT] = {"int", "int64_t "},
    [TYPE_DATE] = {"date", "int64_t "},
    [TYPE_TIME] = {"time", "int64_t "},
    [TYPE_MINUTES] = {"minutes", "int64_t "},
    [TYPE_CREDIT] = {"credit", "int64_t "},
    [TYPE_BOOL] = {"bool", "bool "},
    [TYPE_MONEY] = {"money", "struct money "},
    [TYPE_MESSAGE] = {"message", "enum message "},
    [TYPE_LANG] = {"lang", "enum lang "},
    [TYPE_HTML] = {"html", "struct html "},
    [TYPE_LIST] = {"list", ""},
    [TYPE_RECORD] = {"record", ""},
};

const char *c_type(enum type type)
{
    return TYPES[type].c;
}

void die(struct place at, const char *what, const char *arg)
{
    fprintf(stderr, "%s:%d: %s '%s'\n", at.page->file, at.line, what, arg);
    exit(1);
}

void *grown(void *old, size_t n_bytes)
{
    void *room = realloc(old, n_bytes);

    if (!room)
        exit(70);
    return room;
}

static void *cleared(size_t n_bytes)
{
    return memset(grown(NULL, n_bytes), 0, n_bytes);
}

struct page *page_find(const char *name)
{
    int i;

    for (i = 0; i < n_pages; i++) {
        if (strcmp(pages[i].name, name) == 0)
            return &pages[i];
    }
    return NULL;
}

struct field *field_find(const struct record *record, const char *name)
{
    struct field *f = record->fields;

    while (f && strcmp(f->name, name) != 0)
        f = f->next;
    return f;
}

bool take_word(const char **at, char ret[NAME_BYTES])
{
    size_t n = 0;

    while (islower((unsigned char)(*at)[n]) ||
           isdigit((unsigned char)(*at)[n]) ||
           (n > 0 && ((*at)[n] == '_' || (*at)[n] == '.')))
        n++;
    if (n == 0 || n >= NAME_BYTES)
        return false;
    memcpy(ret, *at, n);
    ret[n] = '\0';
    *at += n;
    *at += strspn(*at, " \t\n");
    return true;
}

static struct field *add_field(struct record *record, struct field field)
{
    struct field **end = &record->fields;

    while (*end)
        end = &(*end)->next;
    *end = cleared(sizeof(field));
    **end = field;
    return *end;
}

/* Lists of the head that are open; the last takes the declarations. */
struct head {
    struct page *page;
    struct record *open[DEPTH_MAX];
    int depth;
    struct place at;
};

/* list NAME, list NAME of PART, record NAME of PART */
static void declare_inner(struct head *h, struct field *field, const char *at)
{
    struct record *outer = h->open[h->depth];
    char word[NAME_BYTES];
    struct record *made;

    if (take_word(&at, word) && strcmp(word, "of") == 0 &&
        take_word(&at, word)) {
        struct page *part = page_find(word);

        if (!part)
            die(h->at, "no such part", word);
        field->record = &part->record;
        add_field(outer, *field);
        return;
    }
    if (field->type == TYPE_RECORD)
        die(h->at, "write {record NAME of PART}, not", field->name);
    if (h->depth + 1 == DEPTH_MAX)
        die(h->at, "nested too deep", field->name);
    made = cleared(sizeof(*made));
    snprintf(made->name, sizeof(made->name), "%.*s_%.*s", NAME_BYTES - 1,
        outer->name, NAME_BYTES - 2, field->name);
    made->made = h->page->inner;
    h->page->inner = made;
    field->record = made;
    add_field(outer, *field);
    h->open[++h->depth] = made;
}

static void declare(struct head *h, const char *at)
{
    struct field field = {.optional = false};
    char word[NAME_BYTES];

    if (!take_word(&at, word))
        die(h->at, "no declaration", at);
    if (strcmp(word, "end") == 0 && h->depth > 0) {
        h->depth--;
        return;
    }
    while (field.type < TYPE_N && strcmp(TYPES[field.type].name, word) != 0)
        field.type++;
    if (field.type == TYPE_N)
        die(h->at, "no such type", word);
    if (!take_word(&at, field.name) || strchr(field.name, '.'))
        die(h->at, "a name is missing after", word);
    if (field_find(h->open[h->depth], field.name))
        die(h->at, "field twice", field.name);
    if (*at == '?') {
        field.optional = true;
        at++;
        at += strspn(at, " ");
    }
    if (field.type == TYPE_LIST || field.type == TYPE_RECORD)
        declare_inner(h, &field, at);
    else if (*at)
        die(h->at, "not understood", at);
    else
        add_field(h->open[h->depth], field);
}

/* The declarations up to {body}; text between the braces is a remark. */
static void read_head(struct page *page)
{
    struct head h = {.page = page, .open = {&page->record}, .at = {page, 1}};
    char *at = page->text;

    for (; *at; at++) {
        char *end;

        h.at.line += *at == '\n';
        if (*at != '{')
            continue;
        end = strchr(at, '}');
        if (!end)
            die(h.at, "no end of", at);
        if (strncmp(at, "{body}", 6) == 0) {
            at += 6;
            page->body = at;
            page->body_line = h.at.line;
            page->has_slot = strstr(at, "{slot}") != NULL;
            break;
        }
        *end = '\0';
        declare(&h, at + 1);
        *end = '}';
        at = end;
    }
    if (h.depth > 0)
        die(h.at, "list without {end}", h.open[h.depth]->name);
}

static char *read_text(const char *file)
{
    FILE *in = fopen(file, "rb");
    char *text;
    long n;

    if (!in || fseek(in, 0, SEEK_END) || (n = ftell(in)) < 0) {
        perror(file);
        exit(2);
    }
    rewind(in);
    text = cleared((size_t)n + 1);
    if (fread(text, 1, (size_t)n, in) != (size_t)n) {
        perror(file);
        exit(2);
    }
    fclose(in);
    return text;
}

void pages_read(char **files, int n)
{
    int i;

    pages = cleared((size_t)n * sizeof(pages[0]));
    n_pages = n;
    for (i = 0; i < n; i++) {
        struct page *p = &pages[i];
        const char *slash = strrchr(files[i], '/');

        p->file = files[i];
        snprintf(p->name, sizeof(p->name), "%s", slash ? slash + 1 : files[i]);
        p->name[strcspn(p->name, ".")] = '\0';
        p->text = read_text(files[i]);
        snprintf(p->record.name, sizeof(p->record.name), "%s%.*s",
            strncmp(p->name, "part_", 5) == 0 ||
                    strncmp(p->name, "layout_", 7) == 0 ||
                    strcmp(p->name, "view") == 0
                ? ""
                : "page_",
            NAME_BYTES - 1, p->name);
    }
    for (i = 0; i < n; i++)
        read_head(&pages[i]);
}
