/* The body of a template as the statements of a C function. */
#include "tools/page.h"

#include <ctype.h>
#include <string.h>

enum {
    LITERAL_BYTES = 1500, /* C17 5.2.4.1: a literal has at most 4,095 */
    DIRECTIVE_BYTES = 2048,
};

enum block_kind {
    BLOCK_IF,
    BLOCK_EACH,
    BLOCK_USE,
};

struct block {
    enum block_kind kind;
    struct context context; /* where it began, and where each end must be */
    struct place place;
    const struct page *part;
    int number;
    bool has_else;
};

struct writer {
    FILE *out;
    struct place at;
    struct context context;
    struct scopes scopes;
    struct block blocks[DEPTH_MAX];
    int depth;
    int number; /* of the next local variable */
    char literal[LITERAL_BYTES];
    size_t n_literal;
};

static void flush(struct writer *w)
{
    char code[LITERAL_BYTES * 4 + 8];

    if (w->n_literal == 0)
        return;
    c_literal(w->literal, w->n_literal, code, sizeof(code));
    fprintf(w->out, "    buf_str(out, S(%s));\n", code);
    w->n_literal = 0;
}

/* One character of markup; a run of blanks between tags is one blank. */
static void put_char(struct writer *w, char c)
{
    const bool blank = isspace((unsigned char)c);

    if (w->context.where == WHERE_TEXT && blank &&
        !context_is_in(&w->context, "pre") &&
        !context_is_in(&w->context, "textarea")) {
        char *last = w->n_literal ? &w->literal[w->n_literal - 1] : NULL;

        if (last && isspace((unsigned char)*last)) {
            if (c == '\n')
                *last = '\n';
            return;
        }
    }
    context_step(&w->context, c, w->at);
    w->literal[w->n_literal++] = c;
    if (w->n_literal == LITERAL_BYTES)
        flush(w);
}

/* --- values --- */

/* Between tags; in title, textarea and option there is only text. */
static const char *text_form(const struct writer *w, enum type type)
{
    static const char *const rich[TYPE_N] = {
        [TYPE_TEXT] = "html_text(out, %s)",
        [TYPE_NAME] = "html_name(out, %s)",
        [TYPE_URL] = "html_text(out, %s)",
        [TYPE_DAY] = "html_day(out, view->lang, %s)",
        [TYPE_INT] =
            "html_text(out, message_number(out->arena, view->lang, %s))",
        [TYPE_DATE] = "html_date(out, view->lang, %s)",
        [TYPE_TIME] = "html_time(out, view->lang, %s)",
        [TYPE_MINUTES] =
            "html_text(out, format_minutes(out->arena, view->lang, %s))",
        [TYPE_CREDIT] =
            "html_text(out, format_hundredths(out->arena, view->lang, %s))",
        [TYPE_MONEY] =
            "html_text(out, format_money(out->arena, view->lang, %s))",
        [TYPE_MESSAGE] = "html_text(out, message(view->lang, %s))",
        [TYPE_LANG] = "html_text(out, lang_code(%s))",
        [TYPE_HTML] = "html_put(out, %s)",
    };
    static const char *const plain[TYPE_N] = {
        [TYPE_NAME] = "html_text(out, %s)",
        [TYPE_DAY] = "html_text(out, format_day(out->arena, view->lang, %s))",
        [TYPE_DATE] = "html_text(out, format_date(out->arena, view->lang, %s))",
        [TYPE_TIME] = "html_text(out, format_time(out->arena, view->lang, %s))",
        [TYPE_HTML] = "",
    };
    const struct context *c = &w->context;

    if (context_is_in(c, "script") || context_is_in(c, "style"))
        return NULL;
    if ((context_is_in(c, "title") || context_is_in(c, "textarea") ||
            context_is_in(c, "option")) &&
        plain[type])
        return plain[type][0] ? plain[type] : NULL;
    return rich[type];
}

static const char *attr_form(const struct writer *w, enum type type)
{
    static const char *const attr[TYPE_N] = {
        [TYPE_TEXT] = "html_attr(out, %s)",
        [TYPE_NAME] = "html_attr(out, %s)",
        [TYPE_URL] = "html_attr(out, %s)",
        [TYPE_DAY] = "html_attr(out, %s)",
        [TYPE_INT] = "html_digits(out, %s)",
        [TYPE_DATE] = "html_attr(out, format_iso_day(out->arena, %s))",
        [TYPE_TIME] = "html_attr(out, format_iso_time(out->arena, %s))",
        [TYPE_MINUTES] = "html_digits(out, %s)",
        [TYPE_CREDIT] = "html_digits(out, %s)",
        [TYPE_MESSAGE] = "html_attr(out, message(view->lang, %s))",
        [TYPE_LANG] = "html_attr(out, lang_code(%s))",
    };
    static const char *const part[TYPE_N] = {
        [TYPE_TEXT] = "html_url_part(out, %s)",
        [TYPE_NAME] = "html_url_part(out, %s)",
        [TYPE_URL] = "html_url_part(out, %s)",
        [TYPE_DAY] = "html_url_part(out, %s)",
        [TYPE_INT] = "html_digits(out, %s)",
        [TYPE_MESSAGE] = "html_url_part(out, message(view->lang, %s))",
        [TYPE_LANG] = "html_url_part(out, lang_code(%s))",
    };

    if (!context_is_url(&w->context))
        return attr[type];
    if (!w->context.begun)
        return type == TYPE_URL ? "html_url(out, %s)" : NULL;
    return part[type];
}

static void put_value(struct writer *w, enum type type, const char *code)
{
    const char *form = NULL;

    if (w->context.where == WHERE_TEXT)
        form = text_form(w, type);
    else if (w->context.where == WHERE_VALUE)
        form = attr_form(w, type);
    if (!form)
        die(w->at, "a value of this type cannot stand here:", code);
    flush(w);
    fputs("    ", w->out);
    while (*form) {
        if (form[0] == '%' && form[1] == 's') {
            fputs(code, w->out);
            form += 2;
        } else {
            fputc(*form++, w->out);
        }
    }
    fputs(";\n", w->out);
    w->context.begun = true;
}

/* --- messages --- */

static void put_message_arg(
    struct writer *w, const char *name, const char **at, char *code)
{
    static const char *const words[TYPE_N] = {
        [TYPE_DAY] = "format_day(out->arena, view->lang, %s)",
        [TYPE_DATE] = "format_date(out->arena, view->lang, %s)",
        [TYPE_TIME] = "format_time(out->arena, view->lang, %s)",
        [TYPE_MINUTES] = "format_minutes(out->arena, view->lang, %s)",
        [TYPE_CREDIT] = "format_hundredths(out->arena, view->lang, %s)",
        [TYPE_MONEY] = "format_money(out->arena, view->lang, %s)",
        [TYPE_MESSAGE] = "message(view->lang, %s)",
    };
    struct value v = value_take(at, &w->scopes, w->at);
    size_t len = strlen(code);
    const char *form;
    char *end = code + len;
    size_t room = DIRECTIVE_BYTES - len;

    if (v.type == TYPE_LIST) { /* how many there are */
        v.type = TYPE_INT;
        snprintf(
            v.code, sizeof(v.code), "(int64_t)%.*s", CODE_BYTES - 10, v.count);
    }
    if (strcmp(name, "n") == 0 && v.type != TYPE_INT)
        die(w->at, "{n} takes a whole number, not", v.code);
    form = words[v.type];
    if (v.type == TYPE_INT)
        snprintf(end, room,
            "{.name = STR(\"%s\"), .kind = ARG_NUMBER, .number = %s}, ", name,
            v.code);
    else if (v.type == TYPE_TEXT || v.type == TYPE_NAME || v.type == TYPE_URL)
        snprintf(end, room,
            v.is_literal
                ? "{.name = STR(\"%s\"), .kind = ARG_TEXT, .text = S(%s)}, "
                : "{.name = STR(\"%s\"), .kind = ARG_TEXT, .text = %s}, ",
            name, v.code);
    else if (form)
        snprintf(end, room,
            "{.name = STR(\"%s\"), .kind = ARG_WORDS, .text = %.*s%s)}, ", name,
            (int)(strlen(form) - 3), form, v.code);
    else
        die(w->at, "no value for a message:", v.code);
}

/* t ID NAME=VALUE ... */
static void write_message(struct writer *w, const char *at)
{
    struct po_names names;
    const struct po_entry *entry;
    char id[NAME_BYTES];
    char constant[2 * NAME_BYTES];
    char args[DIRECTIVE_BYTES] = "";
    char code[2 * DIRECTIVE_BYTES];
    int n = 0;

    if (!take_word(&at, id) || !(entry = po_find(&english, id)))
        die(w->at, "no such message", id);
    po_placeholders(&english, entry, &names);
    po_constant(id, constant, sizeof(constant));
    for (; *at; n++) {
        char name[NAME_BYTES];
        int i = 0;

        if (!take_word(&at, name) || *at++ != '=')
            die(w->at, "write NAME=VALUE, not", at);
        while (i < names.n && strcmp(names.names[i], name) != 0)
            i++;
        if (i == names.n)
            die(w->at, "the message has no placeholder", name);
        names.names[i][0] = '\0';
        put_message_arg(w, name, &at, args);
    }
    if (n < names.n)
        die(w->at, "a placeholder has no value in", id);
    if (n == 0)
        snprintf(code, sizeof(code), "message(view->lang, %s)", constant);
    else
        snprintf(code, sizeof(code),
            "message_with(out->arena, view->lang, %s, "
            "(const struct message_arg[]){%s}, %d)",
            constant, args, n);
    put_value(w, TYPE_TEXT, code);
}

/* --- blocks --- */

static struct block *open_block(struct writer *w, enum block_kind kind)
{
    struct block *b = &w->blocks[w->depth];

    if (w->depth + 1 == DEPTH_MAX)
        die(w->at, "nested too deep", "{");
    w->depth++;
    *b = (struct block){.kind = kind,
        .context = w->context,
        .place = w->at,
        .number = ++w->number};
    return b;
}

/* VALUE, not VALUE, VALUE is VALUE */
static void write_condition(struct writer *w, const char *at)
{
    const char *peek = at;
    char word[NAME_BYTES];
    bool negated = false;
    struct value v;
    char code[CODE_BYTES];

    if (take_word(&peek, word) && strcmp(word, "not") == 0) {
        negated = true;
        at = peek;
    }
    v = value_take(&at, &w->scopes, w->at);
    fputs(negated ? "!(" : "", w->out);
    peek = at;
    if (take_word(&peek, word) && strcmp(word, "is") == 0) {
        struct value other;

        at = peek;
        other = value_take(&at, &w->scopes, w->at);
        if (v.type != other.type || v.type == TYPE_LIST)
            die(w->at, "'is' between two types", v.code);
        if (v.type == TYPE_TEXT)
            fprintf(w->out,
                other.is_literal ? "str_eq(%s, S(%s))" : "str_eq(%s, %s)",
                v.code, other.code);
        else
            fprintf(w->out, "%s == %s", v.code, other.code);
    } else {
        value_truth(&v, code, w->at);
        fputs(code, w->out);
    }
    if (negated)
        fputs(")", w->out);
    if (*at)
        die(w->at, "not understood", at);
}

static void write_if(struct writer *w, const char *at)
{
    open_block(w, BLOCK_IF);
    fputs("    if (", w->out);
    write_condition(w, at);
    fputs(") {\n", w->out);
}

static void write_else(struct writer *w, const char *at)
{
    struct block *b = w->depth ? &w->blocks[w->depth - 1] : NULL;

    if (!b || b->kind != BLOCK_IF || b->has_else)
        die(w->at, "no {if} for this", at ? "elif" : "else");
    if (!context_same(&b->context, &w->context))
        die(b->place, "the branches of {if} end in different places", "if");
    w->context = b->context;
    b->has_else = !at;
    if (!at) {
        fputs("    } else {\n", w->out);
        return;
    }
    fputs("    } else if (", w->out);
    write_condition(w, at);
    fputs(") {\n", w->out);
}

static void write_each(struct writer *w, const char *at)
{
    const struct value v = value_take(&at, &w->scopes, w->at);
    const struct block *b = open_block(w, BLOCK_EACH);
    struct scope *s = &w->scopes.items[w->scopes.n];

    if (v.type != TYPE_LIST || *at)
        die(w->at, "not a list:", v.code);
    if (w->context.where != WHERE_TEXT || w->scopes.n + 1 == DEPTH_MAX)
        die(w->at, "{each} cannot stand here", v.code);
    w->scopes.n++;
    *s = (struct scope){.record = v.record, .loop = b->number};
    snprintf(s->prefix, sizeof(s->prefix), "e%d->", b->number);
    fprintf(w->out,
        "    for (size_t i%d = 0; i%d < %s; i%d++) {\n"
        "    const struct %s *e%d = &%s[i%d];\n    (void)e%d;\n",
        b->number, b->number, v.count, b->number, v.record->name, b->number,
        v.code, b->number, b->number);
}

/* NAME=VALUE ... of {use}, as initialisers. */
static void write_args(
    struct writer *w, const struct page *part, const char *at)
{
    const struct field *given[ARGS_MAX];
    const struct field *f;
    int n = 0;
    int i;

    while (*at) {
        char name[NAME_BYTES];
        char code[CODE_BYTES];
        struct value v;

        if (!take_word(&at, name) || *at++ != '=')
            die(w->at, "write NAME=VALUE, not", at);
        f = field_find(&part->record, name);
        if (!f || n == ARGS_MAX)
            die(w->at, "the part has no field", name);
        v = value_take(&at, &w->scopes, w->at);
        value_convert(&v, f, code, w->at);
        fprintf(w->out, "%s.%s = %s", n ? ", " : "", name, code);
        given[n++] = f;
    }
    for (f = part->record.fields; f; f = f->next) {
        for (i = 0; i < n && given[i] != f; i++)
            continue;
        if (i == n && !f->optional)
            die(w->at, "a field of the part is missing:", f->name);
    }
    if (n == 0)
        fputs("0", w->out);
}

/* use PART ... */
static void write_use(struct writer *w, const char *at)
{
    const struct scope *s = &w->scopes.items[w->scopes.n - 1];
    const struct page *part;
    char name[NAME_BYTES];
    int number = ++w->number;

    if (!take_word(&at, name) || !(part = page_find(name)) || !part->body)
        die(w->at, "no such part", name);
    if (w->context.where != WHERE_TEXT)
        die(w->at, "a part stands between tags, not here:", name);
    fprintf(w->out, "    {\n    const struct %s ", part->record.name);
    if (strncmp(at, "with=", 5) == 0) {
        struct value v;

        at += 5;
        v = value_take(&at, &w->scopes, w->at);
        if (v.type != TYPE_RECORD || v.record != &part->record || *at)
            die(w->at, "not a record of this part:", v.code);
        fprintf(w->out, "*u%d = &%s;\n", number, v.code);
    } else if (!*at && s->record == &part->record) {
        fprintf(w->out, "*u%d = e%d;\n", number, s->loop);
    } else {
        fprintf(w->out, "a%d = {", number);
        write_args(w, part, at);
        fprintf(w->out, "};\n    const struct %s *u%d = &a%d;\n",
            part->record.name, number, number);
    }
    fprintf(w->out, "    %s%s(out, view, u%d);\n", part->name,
        part->has_slot ? "_open" : "", number);
    if (part->has_slot) {
        struct block *b = open_block(w, BLOCK_USE);

        b->part = part;
        b->number = number;
    } else {
        fputs("    }\n", w->out);
    }
}

static void write_end(struct writer *w)
{
    const struct block *b = w->depth ? &w->blocks[--w->depth] : NULL;
    bool begun;

    if (!b)
        die(w->at, "nothing to end", "{end}");
    if (!context_same(&b->context, &w->context))
        die(b->place, "what this began ends elsewhere in the HTML:",
            b->kind == BLOCK_IF ? "if" : "each, use");
    /* A value that may have begun is treated as begun: values after it are
     * encoded as parts of a URL, which is always safe. */
    begun = w->context.begun || b->context.begun;
    w->context = b->context;
    w->context.begun = begun;
    if (b->kind == BLOCK_EACH)
        w->scopes.n--;
    if (b->kind == BLOCK_USE)
        fprintf(w->out, "    %s_close(out, view, u%d);\n", b->part->name,
            b->number);
    fputs("    }\n", w->out);
}

static void write_start(const struct page *page, const char *ending, FILE *out)
{
    fprintf(out,
        "\n%svoid %s%s(struct buf *out,\n    const struct view *view,\n"
        "    const struct %s *page)\n{\n    (void)view;\n    (void)page;\n",
        strcmp(page->name, page->record.name) == 0 ? "static " : "",
        page->record.name, ending, page->record.name);
}

static void write_slot(struct writer *w)
{
    if (w->depth > 0 || w->context.where != WHERE_TEXT)
        die(w->at, "{slot} stands in no block:", w->at.page->name);
    fputs("}\n", w->out);
    write_start(w->at.page, "_close", w->out);
}

/* asset app.css -> ASSET_APP_CSS */
static void write_asset(struct writer *w, const char *at)
{
    char code[CODE_BYTES] = "asset_url(ASSET_";
    size_t n = strlen(code);

    for (; *at && n + 2 < sizeof(code); at++)
        code[n++] = isalnum((unsigned char)*at)
                        ? (char)toupper((unsigned char)*at)
                        : '_';
    snprintf(code + n, sizeof(code) - n, ")");
    put_value(w, TYPE_URL, code);
}

static void write_hole(struct writer *w, const char *at)
{
    struct value v = value_take(&at, &w->scopes, w->at);
    struct value text = v;

    if (*at)
        die(w->at, "not understood", at);
    if (v.is_literal)
        snprintf(
            text.code, sizeof(text.code), "S(%.*s)", CODE_BYTES - 4, v.code);
    put_value(w, v.type, text.code);
}

/* What stands between { and }. */
static void directive(struct writer *w, const char *text)
{
    const char *at = text;
    char word[NAME_BYTES] = "";

    at += strspn(at, " \n");
    text = at;
    take_word(&at, word);
    context_pause(&w->context);
    if (strcmp(word, "t") == 0) {
        write_message(w, at);
        return;
    }
    if (strcmp(word, "asset") == 0) {
        write_asset(w, at);
        return;
    }
    flush(w);
    if (strcmp(word, "if") == 0)
        write_if(w, at);
    else if (strcmp(word, "elif") == 0)
        write_else(w, at);
    else if (strcmp(word, "else") == 0)
        write_else(w, NULL);
    else if (strcmp(word, "each") == 0)
        write_each(w, at);
    else if (strcmp(word, "use") == 0)
        write_use(w, at);
    else if (strcmp(word, "end") == 0)
        write_end(w);
    else if (strcmp(word, "slot") == 0)
        write_slot(w);
    else
        write_hole(w, text);
}

/* From '{' at; returns the last character of the directive. */
static const char *take_directive(struct writer *w, const char *at)
{
    char text[DIRECTIVE_BYTES];
    size_t n = 0;
    bool quoted = false;
    struct place start = w->at;

    for (at++; *at && (quoted || *at != '}'); at++) {
        if (n + 1 == sizeof(text))
            die(start, "directive too long", "{");
        quoted ^= *at == '"';
        w->at.line += *at == '\n';
        text[n++] = *at;
    }
    if (!*at)
        die(start, "no end of the directive", "{");
    while (n > 0 && isspace((unsigned char)text[n - 1]))
        n--;
    text[n] = '\0';
    directive(w, text);
    return at;
}

static const char *skip_remark(struct writer *w, const char *at)
{
    const char *end = strstr(at, "#}");

    if (!end)
        die(w->at, "remark without end", "{#");
    for (; at < end; at++)
        w->at.line += *at == '\n';
    return end + 1;
}

void page_write(const struct page *page, FILE *out)
{
    struct writer w = {.out = out, .at = {page, page->body_line}};
    const char *at = page->body;

    w.scopes.items[w.scopes.n++] =
        (struct scope){.record = &page->record, .prefix = "page->"};
    write_start(page, page->has_slot ? "_open" : "", out);
    while (isspace((unsigned char)*at))
        w.at.line += *at++ == '\n';
    for (; *at; at++) {
        w.at.line += *at == '\n';
        if (at[0] == '{' && at[1] == '#')
            at = skip_remark(&w, at);
        else if (*at == '{')
            at = take_directive(&w, at);
        else
            put_char(&w, *at);
    }
    flush(&w);
    fputs("}\n", out);
    if (w.depth > 0)
        die(w.blocks[w.depth - 1].place, "no {end}", page->name);
    if (w.context.where != WHERE_TEXT || w.context.depth > 0)
        die(w.at, "an element is left open:",
            w.context.depth ? w.context.open[w.context.depth - 1] : "<");
}
