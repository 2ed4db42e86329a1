/*
 * mksql OUT FILE...
 *
 * Makes OUT.c and OUT.h of the files of src/store: migrate/NNNN_name.sql, the
 * schema step by step, and sql/noun.sql, the statements. The schema is built
 * in a SQLite in memory and every statement is prepared against it, so that a
 * wrong one ends the build. The rules that are held here are in
 * src/store/README.md.
 */
#include "tools/sql.h"

#include <ctype.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

static const char *file_now = "mksql";
static int line_now;

static _Noreturn void refuse(const char *format, ...)
{
    va_list args;

    (void)fprintf(stderr, "%s:%d: ", file_now, line_now);
    va_start(args, format);
    (void)vfprintf(stderr, format, args);
    va_end(args);
    (void)fputc('\n', stderr);
    exit(1);
}

static void put_bytes(struct text *t, const char *s, size_t n)
{
    if (t->len + n + 1 > t->capacity) {
        t->capacity = 2 * (t->len + n + 1);
        t->ptr = realloc(t->ptr, t->capacity);
        if (!t->ptr)
            refuse("memory ran out");
    }
    memcpy(t->ptr + t->len, s, n);
    t->len += n;
    t->ptr[t->len] = '\0';
}

static void put(struct text *t, const char *s)
{
    put_bytes(t, s, strlen(s));
}

static void copy_name(char *to, const char *from, size_t n)
{
    if (n == 0 || n >= NAME_MAX_BYTES)
        refuse("'%.*s' is no name", (int)n, from);
    memcpy(to, from, n);
    to[n] = '\0';
}

const struct typed *sql_find(
    const struct typed *items, size_t n, const char *name)
{
    size_t i;

    for (i = 0; i < n; i++) {
        if (strcmp(items[i].name, name) == 0)
            return &items[i];
    }
    return NULL;
}

static void add(struct typed_list *list, const char *name, char type)
{
    if (list->n == NAMES_MAX)
        refuse("more than %d names", NAMES_MAX);
    copy_name(list->items[list->n].name, name, strlen(name));
    list->items[list->n++].type = type;
}

static void read_file(const char *path, struct text *ret)
{
    char room[4096];
    size_t n;
    FILE *f = fopen(path, "rb");

    file_now = path;
    line_now = 0;
    if (!f)
        refuse("cannot be read");
    while ((n = fread(room, 1, sizeof(room), f)) > 0)
        put_bytes(ret, room, n);
    put_bytes(ret, "", 0);
    (void)fclose(f);
}

/* --- words of SQL --- */

enum token_kind {
    TOKEN_SPACE, /* and comments */
    TOKEN_WORD,
    TOKEN_STRING,
    TOKEN_BLOB,      /* x'..' */
    TOKEN_PARAMETER, /* :name */
    TOKEN_OTHER,
};

struct token {
    enum token_kind kind;
    const char *ptr;
    size_t len;
};

static size_t word_bytes(const char *p)
{
    size_t n = 0;

    while (isalnum((unsigned char)p[n]) || p[n] == '_')
        n++;
    return n;
}

static size_t string_bytes(const char *p)
{
    size_t n = 1;

    while (p[n] && p[n] != '\'')
        n++;
    if (!p[n])
        refuse("a string does not end");
    return n + 1;
}

static struct token next_token(const char *p)
{
    struct token t = {TOKEN_OTHER, p, 1};

    if (isspace((unsigned char)*p)) {
        t.kind = TOKEN_SPACE;
    } else if (p[0] == '-' && p[1] == '-') {
        t.kind = TOKEN_SPACE;
        t.len = strcspn(p, "\n");
    } else if ((*p == 'x' || *p == 'X') && p[1] == '\'') {
        t.kind = TOKEN_BLOB;
        t.len = 1 + string_bytes(p + 1);
    } else if (isalpha((unsigned char)*p) || *p == '_') {
        t.kind = TOKEN_WORD;
        t.len = word_bytes(p);
    } else if (*p == '\'') {
        t.kind = TOKEN_STRING;
        t.len = string_bytes(p);
    } else if (*p == ':' && word_bytes(p + 1) > 0) {
        t.kind = TOKEN_PARAMETER;
        t.len = 1 + word_bytes(p + 1);
    } else if (strchr("\"`[?$", *p)) {
        refuse("'%c' is not for portable SQL", *p);
    }
    return t;
}

static bool is_word(struct token t, const char *word)
{
    return t.kind == TOKEN_WORD && t.len == strlen(word) &&
           sqlite3_strnicmp(t.ptr, word, (int)t.len) == 0;
}

/* One token as PostgreSQL has it; `text` is what TEXT becomes. */
static void put_postgres(struct text *to, struct token t, const char *text)
{
    if (is_word(t, "INTEGER")) {
        put(to, "bigint");
    } else if (is_word(t, "BLOB")) {
        put(to, "bytea");
    } else if (is_word(t, "TEXT")) {
        put(to, text);
    } else if (t.kind == TOKEN_BLOB) {
        put(to, "'\\x");
        put_bytes(to, t.ptr + 2, t.len - 3);
        put(to, "'::bytea");
    } else {
        put_bytes(to, t.ptr, t.len);
    }
}

/* --- migrations --- */

/* The rest of a line after a directive, or NULL when it is not one. */
static const char *directive(const char *line, const char *name)
{
    size_t n = strlen(name);

    if (strncmp(line, "-- ", 3) != 0 || strncmp(line + 3, name, n) != 0)
        return NULL;
    line += 3 + n;
    if (*line != ':')
        return NULL;
    line++;
    while (*line == ' ')
        line++;
    return line;
}

/* Rows of the table can be added, never changed or deleted. */
static void put_append_only(struct migration *m, const char *table)
{
    static const char *sqlite[] = {"CREATE TRIGGER ", "_kept_", " BEFORE ",
        " ON ", " BEGIN SELECT RAISE(ABORT, 'append-only'); END;\f"};
    static const char *doing[] = {"UPDATE", "DELETE"};
    size_t i;

    for (i = 0; i < 2; i++) {
        const char *parts[] = {sqlite[0], table, sqlite[1], doing[i], sqlite[2],
            doing[i], sqlite[3], table, sqlite[4]};
        size_t k;

        for (k = 0; k < sizeof(parts) / sizeof(parts[0]); k++)
            put(&m->sqlite, parts[k]);
    }
    put(&m->postgres, "CREATE FUNCTION ");
    put(&m->postgres, table);
    put(&m->postgres,
        "_kept() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RAISE EXCEPTION "
        "'append-only' USING ERRCODE = 'restrict_violation'; END$$;\f"
        "CREATE TRIGGER ");
    put(&m->postgres, table);
    put(&m->postgres, "_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON ");
    put(&m->postgres, table);
    put(&m->postgres, " EXECUTE FUNCTION ");
    put(&m->postgres, table);
    put(&m->postgres, "_kept();\f");
}

static void read_migration_line(
    struct work *w, struct migration *m, const char *line)
{
    const char *what;
    char word[NAME_MAX_BYTES];
    size_t n;

    if ((what = directive(line, "nullable")))
        n = strcspn(what, " \n");
    else if ((what = directive(line, "global")) ||
             (what = directive(line, "append-only")))
        n = word_bytes(what);
    else
        return;
    copy_name(word, what, n);
    if (directive(line, "nullable"))
        add(&w->nullable, word, 0);
    else if (directive(line, "global"))
        add(&w->global, word, 0);
    else
        put_append_only(m, word);
}

/* SQLite's tables are made STRICT; those of PostgreSQL are so anyway. */
static void translate_migration(struct migration *m, const char *source)
{
    bool makes = false; /* CREATE ... */
    bool makes_table = false;
    int n_words = 0;
    struct token t;

    for (; *source; source += t.len) {
        t = next_token(source);
        if ((t.kind == TOKEN_SPACE && t.len > 1) || is_word(t, "STRICT"))
            continue;
        if (t.kind == TOKEN_WORD && ++n_words == 1)
            makes = is_word(t, "CREATE");
        else if (n_words == 2 && is_word(t, "TABLE"))
            makes_table = makes;
        if (*t.ptr == ';') {
            put(&m->sqlite, makes_table ? " STRICT;\f" : ";\f");
            put(&m->postgres, ";\f");
            makes_table = false;
            n_words = 0;
        } else {
            put_bytes(&m->sqlite, t.ptr, t.len);
            put_postgres(&m->postgres, t, "text COLLATE \"C\"");
        }
    }
}

static void read_migration(struct work *w, const char *path)
{
    struct text source = {0};
    struct migration *m = &w->migrations[w->n_migrations++];
    const char *name = strrchr(path, '/') + 1;
    const char *line;
    char *message = NULL;

    read_file(path, &source);
    if (strspn(name, "0123456789") != 4 || name[4] != '_')
        refuse("a migration is named NNNN_name.sql");
    if (w->n_migrations > 1 && strncmp(name, m[-1].name, 4) == 0)
        refuse("two migrations have this number");
    copy_name(m->name, name, strcspn(name, "."));
    translate_migration(m, source.ptr);
    for (line = source.ptr; line && *line; line = strchr(line, '\n')) {
        line += *line == '\n';
        read_migration_line(w, m, line);
    }
    if (sqlite3_exec(w->schema, m->sqlite.ptr, NULL, NULL, &message))
        refuse("%s", message);
    free(source.ptr);
}

/* --- the schema --- */

static char type_of(const char *word)
{
    static const char *words[] = {"INTEGER", "TEXT", "BLOB"};
    size_t i;

    for (i = 0; i < 3; i++) {
        if (sqlite3_stricmp(word, words[i]) == 0)
            return "itb"[i];
    }
    return 0;
}

static void read_column(
    struct work *w, const char *table, const char *column, sqlite3_stmt *s)
{
    const char *word = (const char *)sqlite3_column_text(s, 3);
    const char type = type_of(word);
    const struct typed *known =
        sql_find(w->columns.items, w->columns.n, column);
    char full[2 * NAME_MAX_BYTES + 1];

    if (!type)
        refuse("%s.%s: %s is not INTEGER, TEXT or BLOB", table, column, word);
    if (known && known->type != type)
        refuse("%s.%s: the column '%s' has another type elsewhere", table,
            column, column);
    if (!known)
        add(&w->columns, column, type);
    (void)snprintf(full, sizeof(full), "%s.%s", table, column);
    if (!sqlite3_column_int(s, 4) &&
        !sql_find(w->nullable.items, w->nullable.n, full))
        refuse("%s: NOT NULL is missing", full);
    if (sqlite3_column_int(s, 5) == 1 && strcmp(column, "tenant") != 0 &&
        !sql_find(w->global.items, w->global.n, table))
        refuse("%s: the key does not begin with tenant", table);
}

static void read_schema(struct work *w)
{
    static const char query[] =
        "SELECT t.name, t.strict, c.name, c.type, c.\"notnull\", c.pk, "
        "(SELECT count(*) FROM pragma_table_xinfo(t.name) WHERE pk > 0) "
        "FROM pragma_table_list t, pragma_table_xinfo(t.name) c "
        "WHERE t.schema = 'main' AND t.type = 'table' "
        "AND t.name NOT LIKE 'sqlite_%'";
    sqlite3_stmt *s;

    file_now = "schema";
    if (sqlite3_prepare_v2(w->schema, query, -1, &s, NULL))
        refuse("%s", sqlite3_errmsg(w->schema));
    while (sqlite3_step(s) == SQLITE_ROW) {
        const char *table = (const char *)sqlite3_column_text(s, 0);

        if (!sqlite3_column_int(s, 1))
            refuse("%s: STRICT is missing", table);
        if (!sqlite3_column_int(s, 6))
            refuse("%s: PRIMARY KEY is missing", table);
        read_column(w, table, (const char *)sqlite3_column_text(s, 2), s);
    }
    (void)sqlite3_finalize(s);
}

/* --- statements --- */

/* "name :kind -> struct <- struct" */
static void read_head(struct statement *s, const char *p)
{
    static const char *kinds[] = {":one", ":many", ":exec"};
    size_t n = word_bytes(p);
    size_t i;

    copy_name(s->name, p, n);
    p += n + strspn(p + n, " ");
    for (i = 0; i < 3; i++) {
        n = strlen(kinds[i]);
        if (strncmp(p, kinds[i], n) == 0 && !isalnum((unsigned char)p[n]))
            break;
    }
    if (i == 3)
        refuse("%s: no kind :one, :many or :exec", s->name);
    s->kind = kinds[i][1];
    for (p += n; *p && *p != '\n'; p += n) {
        bool to = strncmp(p, "-> ", 3) == 0;

        if (*p == ' ') {
            n = 1;
            continue;
        }
        if (!to && strncmp(p, "<- ", 3) != 0)
            refuse("%s: what is '%.*s'?", s->name, (int)strcspn(p, "\n"), p);
        n = word_bytes(p + 3);
        copy_name(to ? s->to : s->from, p + 3, n);
        n += 3;
    }
    if ((s->kind == 'e') == (s->to[0] != '\0'))
        refuse("%s: '-> struct' is for :one and :many", s->name);
}

/* "name type, name type" */
static void read_with(struct statement *s, const char *p)
{
    while (*p && *p != '\n') {
        struct typed *t = &s->with[s->n_with++];
        char type[NAME_MAX_BYTES];
        size_t n = word_bytes(p);

        if (s->n_with == ITEMS_MAX)
            refuse("%s: more than %d names", s->name, ITEMS_MAX);
        copy_name(t->name, p, n);
        p += n + strspn(p + n, " ");
        n = word_bytes(p);
        copy_name(type, p, n);
        t->type = type_of(type);
        if (!t->type)
            refuse("%s: %s is not integer, text or blob", s->name, type);
        p += n;
        p += strspn(p, ", ");
    }
}

static void read_statements(struct work *w, const char *path)
{
    struct text source = {0};
    struct statement *s = NULL;
    const char *name = strrchr(path, '/') + 1;
    const char *line;
    const char *what;
    size_t n;

    read_file(path, &source);
    for (line = source.ptr; *line; line += n) {
        n = strcspn(line, "\n");
        n += line[n] == '\n';
        line_now++;
        if ((what = directive(line, "name"))) {
            if (w->n_statements == STATEMENTS_MAX)
                refuse("more than %d statements", STATEMENTS_MAX);
            s = &w->statements[w->n_statements++];
            copy_name(s->noun, name, strcspn(name, "."));
            read_head(s, what);
        } else if (s && (what = directive(line, "with"))) {
            read_with(s, what);
        } else if (s && directive(line, "public")) {
            s->is_public = true;
        } else if (strncmp(line, "--", 2) != 0 && *line != '\n') {
            if (!s)
                refuse("a statement without '-- name:'");
            put_bytes(&s->source, line, n);
        }
    }
    free(source.ptr);
}

static char type_of_name(const struct work *w,
    const struct statement *s,
    const char *name,
    const char *what)
{
    const struct typed *t = sql_find(s->with, s->n_with, name);

    if (!t)
        t = sql_find(w->columns.items, w->columns.n, name);
    if (!t && (strcmp(name, "limit") == 0 || strcmp(name, "offset") == 0))
        return 'i';
    if (!t)
        refuse("%s: the %s '%s' is no column of the schema: say "
               "'-- with: %s TYPE'",
            s->name, what, name, name);
    return t->type;
}

/* The number of a parameter, from 1; a new one is added. */
static size_t parameter(
    const struct work *w, struct statement *s, struct token t)
{
    char name[NAME_MAX_BYTES];
    const struct typed *known;

    copy_name(name, t.ptr + 1, t.len - 1);
    known = sql_find(s->parameters, s->n_parameters, name);
    if (known)
        return (size_t)(known - s->parameters) + 1;
    if (s->n_parameters == ITEMS_MAX)
        refuse("%s: more than %d parameters", s->name, ITEMS_MAX);
    memcpy(s->parameters[s->n_parameters].name, name, sizeof(name));
    s->parameters[s->n_parameters++].type =
        type_of_name(w, s, name, "parameter");
    return s->n_parameters;
}

static void translate_statement(const struct work *w, struct statement *s)
{
    const char *p = s->source.ptr;
    struct token t;

    for (; *p; p += t.len) {
        char number[16];

        t = next_token(p);
        if (t.kind == TOKEN_PARAMETER) {
            (void)snprintf(number, sizeof(number), "%zu", parameter(w, s, t));
            put(&s->sqlite, "?");
            put(&s->sqlite, number);
            put(&s->postgres, "$");
            put(&s->postgres, number);
        } else if (*t.ptr != ';') {
            put_bytes(&s->sqlite, t.ptr, t.len);
            put_postgres(&s->postgres, t, "text");
        }
    }
}

static void check_statement(struct work *w, struct statement *s)
{
    sqlite3_stmt *q;
    const char *rest;
    size_t i;

    file_now = s->noun;
    if (!s->source.ptr)
        refuse("%s: no SQL", s->name);
    translate_statement(w, s);
    if (sqlite3_prepare_v2(w->schema, s->sqlite.ptr, -1, &q, &rest) || !q)
        refuse("%s: %s", s->name, sqlite3_errmsg(w->schema));
    if (rest[strspn(rest, " \n;")])
        refuse("%s: more than one statement", s->name);
    s->writes = !sqlite3_stmt_readonly(q);
    s->n_columns = (size_t)sqlite3_column_count(q);
    if (s->n_columns > ITEMS_MAX || (s->kind == 'e') != (s->n_columns == 0))
        refuse("%s: its columns do not fit its kind", s->name);
    for (i = 0; i < s->n_columns; i++) {
        const char *name = sqlite3_column_name(q, (int)i);
        const char *type = sqlite3_column_decltype(q, (int)i);

        if (sql_find(s->columns, i, name))
            refuse("%s: two columns are named '%s'", s->name, name);
        copy_name(s->columns[i].name, name, strlen(name));
        s->columns[i].type = 0;
        if (type)
            s->columns[i].type = type_of(type);
        if (!s->columns[i].type)
            s->columns[i].type = type_of_name(w, s, name, "column");
    }
    (void)sqlite3_finalize(q);
    if (!s->is_public && !sql_find(s->parameters, s->n_parameters, "tenant"))
        refuse(
            "%s: no :tenant; say '-- public: why' if that is right", s->name);
    if (!s->from[0] && s->n_parameters > INPUTS_MAX)
        refuse("%s: %d parameters are many: say '<- args'", s->name,
            (int)s->n_parameters);
    for (i = 0; s < &w->statements[w->n_statements] && &w->statements[i] < s;
         i++) {
        if (strcmp(w->statements[i].name, s->name) == 0)
            refuse("%s: named twice", s->name);
    }
}

static void write_out(const char *out,
    const char *ending,
    const struct work *w,
    void (*write)(FILE *, const struct work *))
{
    char path[4096];
    FILE *f;

    (void)snprintf(path, sizeof(path), "%s%s", out, ending);
    file_now = path;
    f = fopen(path, "wb");
    if (!f)
        refuse("cannot be written");
    write(f, w);
    if (fclose(f) != 0)
        refuse("cannot be written");
}

static int by_path(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

int main(int argc, char **argv)
{
    struct work *w = calloc(1, sizeof(*w));
    int i;
    size_t k;

    if (!w || argc < 3 || sqlite3_open(":memory:", &w->schema))
        refuse("usage: mksql OUT FILE...");
    qsort(argv + 2, (size_t)argc - 2, sizeof(argv[0]), by_path);
    for (i = 2; i < argc; i++) {
        if (strstr(argv[i], "/migrate/"))
            read_migration(w, argv[i]);
    }
    read_schema(w);
    for (i = 2; i < argc; i++) {
        if (strstr(argv[i], "/sql/"))
            read_statements(w, argv[i]);
    }
    for (k = 0; k < w->n_statements; k++)
        check_statement(w, &w->statements[k]);
    write_out(argv[1], ".h", w, sql_write_header);
    write_out(argv[1], ".c", w, sql_write_source);
    (void)sqlite3_close(w->schema);
    free(w);
    return 0;
}
