#include "tools/page.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

/* snprintf that dies rather than cut. */
static void put(char *ret, size_t n_bytes, const char *form, ...)
{
    va_list args;
    int n;

    va_start(args, form);
    n = vsnprintf(ret, n_bytes, form, args);
    va_end(args);
    if (n < 0 || (size_t)n >= n_bytes) {
        fprintf(stderr, "mkpage: expression too long: %s\n", ret);
        exit(1);
    }
}

void c_literal(const char *text, size_t len, char *ret, size_t n_bytes)
{
    size_t n = 0;
    size_t i;

    ret[n++] = '"';
    for (i = 0; i < len && n + 8 < n_bytes; i++) {
        unsigned char c = (unsigned char)text[i];

        if (c == '"' || c == '\\')
            n += (size_t)snprintf(ret + n, n_bytes - n, "\\%c", c);
        else if (c == '\n')
            n += (size_t)snprintf(ret + n, n_bytes - n, "\\n");
        else if (c < ' ' || c >= 0x7F || c == '?')
            n += (size_t)snprintf(ret + n, n_bytes - n, "\\%03o", c);
        else
            ret[n++] = (char)c;
    }
    put(ret + n, n_bytes - n, "\"");
}

/* The value of a field found in a record that `prefix` leads to. */
static struct value of_field(const struct field *f, const char *prefix)
{
    struct value v = {.type = f->type, .record = f->record};

    put(v.code, CODE_BYTES, "%s%s", prefix, f->name);
    if (f->type == TYPE_LIST)
        put(v.count, CODE_BYTES, "%sn_%s", prefix, f->name);
    return v;
}

/* a.b.c: the first name in the innermost scope that has it, or in the view;
 * the others in the records that it leads to. */
static struct value path_value(
    const char *path, const struct scopes *scopes, struct place at)
{
    const struct field *f = NULL;
    char name[NAME_BYTES];
    char prefix[CODE_BYTES];
    const char *rest = path;
    struct value v;
    int i = scopes->n;

    if (strcmp(path, "loop.index") == 0 && scopes->items[i - 1].loop) {
        v = (struct value){.type = TYPE_INT};
        put(v.code, CODE_BYTES, "((int64_t)i%d + 1)",
            scopes->items[i - 1].loop);
        return v;
    }
    put(name, sizeof(name), "%.*s", (int)strcspn(path, "."), path);
    rest += strlen(name);
    while (!f && i-- > 0) {
        f = field_find(scopes->items[i].record, name);
        put(prefix, sizeof(prefix), "%s", scopes->items[i].prefix);
    }
    if (!f && strcmp(name, "view") == 0 && *rest == '.' && page_find("view")) {
        put(prefix, sizeof(prefix), "view->");
        put(name, sizeof(name), "%.*s", (int)strcspn(rest + 1, "."), rest + 1);
        rest += 1 + strlen(name);
        f = field_find(&page_find("view")->record, name);
    }
    if (!f)
        die(at, "no such field", path);
    v = of_field(f, prefix);
    while (*rest == '.') {
        if (v.type != TYPE_RECORD)
            die(at, "no record", path);
        put(name, sizeof(name), "%.*s", (int)strcspn(rest + 1, "."), rest + 1);
        rest += 1 + strlen(name);
        f = field_find(v.record, name);
        if (!f)
            die(at, "no such field", path);
        put(prefix, sizeof(prefix), "%s.", v.code);
        v = of_field(f, prefix);
    }
    return v;
}

/* "text" with \" for a quote. */
static struct value literal_value(const char **at, struct place place)
{
    struct value v = {.type = TYPE_TEXT, .is_literal = true};
    const char *end = strchr(++*at, '"');

    if (!end)
        die(place, "no end of the text", *at);
    c_literal(*at, (size_t)(end - *at), v.code, CODE_BYTES);
    *at = end + 1;
    return v;
}

/* @award.issued: a message without placeholders. */
static struct value message_value(const char **at, struct place place)
{
    struct value v = {.type = TYPE_MESSAGE};
    const struct po_entry *entry;
    struct po_names names;
    char id[NAME_BYTES];
    char constant[2 * NAME_BYTES];

    ++*at;
    if (!take_word(at, id))
        die(place, "no message id", *at);
    entry = po_find(&english, id);
    if (!entry)
        die(place, "no such message", id);
    po_placeholders(&english, entry, &names);
    if (names.n > 0)
        die(place, "the message has placeholders: use {t}", id);
    po_constant(id, constant, sizeof(constant));
    put(v.code, CODE_BYTES, "%s", constant);
    return v;
}

static void skip_blanks(const char **at)
{
    *at += strspn(*at, " \t\n");
}

struct value value_take(
    const char **at, const struct scopes *scopes, struct place place)
{
    struct value v = {.type = TYPE_BOOL};
    char word[NAME_BYTES];

    if (**at == '"') {
        v = literal_value(at, place);
    } else if (**at == '@') {
        v = message_value(at, place);
    } else if (isdigit((unsigned char)**at)) {
        v.type = TYPE_INT;
        put(v.code, CODE_BYTES, "INT64_C(%.*s)", (int)strspn(*at, "0123456789"),
            *at);
        *at += strspn(*at, "0123456789");
    } else if (!take_word(at, word)) {
        die(place, "no value", *at);
    } else if (strcmp(word, "true") == 0 || strcmp(word, "false") == 0) {
        put(v.code, CODE_BYTES, "%s", word);
    } else if (strcmp(word, "fault") == 0 && **at == '(') {
        struct value inner;

        ++*at;
        inner = value_take(at, scopes, place);
        if (inner.type != TYPE_TEXT || *(*at)++ != ')')
            die(place, "write fault(NAME OF A FIELD), not", word);
        v.type = TYPE_TEXT;
        put(v.code, CODE_BYTES,
            inner.is_literal ? "view_fault(view, S(%s))"
                             : "view_fault(view, %s)",
            inner.code);
    } else {
        v = path_value(word, scopes, place);
    }
    skip_blanks(at);
    return v;
}

void value_truth(const struct value *v, char ret[CODE_BYTES], struct place at)
{
    switch (v->type) {
    case TYPE_TEXT:
    case TYPE_NAME:
    case TYPE_URL:
    case TYPE_DAY:
        if (v->is_literal)
            die(at, "a text in the template is always there:", v->code);
        put(ret, CODE_BYTES, "%s.len > 0", v->code);
        break;
    case TYPE_HTML:
        put(ret, CODE_BYTES, "%s.markup.len > 0", v->code);
        break;
    case TYPE_LIST:
        put(ret, CODE_BYTES, "%s > 0", v->count);
        break;
    case TYPE_BOOL:
        put(ret, CODE_BYTES, "%s", v->code);
        break;
    case TYPE_INT:
    case TYPE_DATE:
    case TYPE_TIME:
    case TYPE_MINUTES:
    case TYPE_CREDIT:
    case TYPE_MESSAGE:
        put(ret, CODE_BYTES, "%s != 0", v->code);
        break;
    case TYPE_MONEY:
        put(ret, CODE_BYTES, "%s.currency.len > 0", v->code);
        break;
    case TYPE_LANG:
    case TYPE_RECORD:
    case TYPE_N:
        die(at, "not a condition", v->code);
    }
}

static bool fits(enum type have, enum type want)
{
    if (have == want)
        return true;
    if (want == TYPE_TEXT)
        return have == TYPE_NAME || have == TYPE_URL;
    return want == TYPE_NAME && have == TYPE_TEXT;
}

void value_convert(const struct value *v,
    const struct field *field,
    char ret[CODE_BYTES],
    struct place place)
{
    const enum type want = field->type;

    if (v->is_literal && (want == TYPE_TEXT || want == TYPE_URL))
        put(ret, CODE_BYTES, "S(%s)", v->code);
    else if (v->type == TYPE_MESSAGE &&
             (want == TYPE_TEXT || want == TYPE_NAME))
        put(ret, CODE_BYTES, "message(view->lang, %s)", v->code);
    else if (v->type == TYPE_LIST && want == TYPE_LIST &&
             v->record == field->record)
        put(ret, CODE_BYTES, "%s, .n_%s = %s", v->code, field->name, v->count);
    else if (fits(v->type, want) && want != TYPE_LIST && !v->is_literal &&
             (want != TYPE_RECORD || v->record == field->record))
        put(ret, CODE_BYTES, "%s", v->code);
    else
        die(place, "a value of another type for", field->name);
}
