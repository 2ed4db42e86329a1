/* The C of the statements: store/sql.h and its source. */
#include "tools/sql.h"

#include <ctype.h>
#include <string.h>

static const char *c_type(char type)
{
    return type == 'i' ? "int64_t" : type == 't' ? "str" : "bytes";
}

static const char *c_noun(char type)
{
    return type == 'i' ? "integer" : type == 't' ? "text" : "blob";
}

static void write_literal(FILE *f, const char *s, size_t n)
{
    size_t i;

    while (n > 0 && isspace((unsigned char)s[n - 1]))
        n--;
    (void)fputs("        \"", f);
    for (i = 0; i < n; i++) {
        if (s[i] == '\n')
            (void)fputs(" \"\n        \"", f);
        else if (s[i] == '"' || s[i] == '\\')
            (void)fprintf(f, "\\%c", s[i]);
        else
            (void)fputc(s[i], f);
    }
    (void)fputs("\",\n", f);
}

static bool is_own(const char *name)
{
    return strcmp(name, "row") == 0 || strcmp(name, "args") == 0;
}

/* "struct award", or "struct award_by_id_row" */
static void write_struct(FILE *f, const struct statement *s, const char *name)
{
    if (is_own(name))
        (void)fprintf(f, "struct %s_%s", s->name, name);
    else
        (void)fprintf(f, "struct %s", name);
}

static void write_fields(FILE *f,
    const struct statement *s,
    const char *suffix,
    const struct typed *items,
    size_t n)
{
    size_t i;

    (void)fprintf(f, "\nstruct %s_%s {\n", s->name, suffix);
    for (i = 0; i < n; i++)
        (void)fprintf(f, "    %s %s;\n", c_type(items[i].type), items[i].name);
    (void)fputs("};\n", f);
}

/* Is this parameter an argument of its own beside the struct? */
static bool is_beside(const struct statement *s, const struct typed *p)
{
    return !s->from[0] ||
           (!is_own(s->from) && sql_find(s->with, s->n_with, p->name));
}

static void write_signature(FILE *f, const struct statement *s)
{
    size_t i;

    (void)fprintf(f, "\ncode sql_%s(struct db *db", s->name);
    if (s->from[0]) {
        (void)fputs(",\n    const ", f);
        write_struct(f, s, s->from);
        (void)fprintf(f, " *from");
    }
    for (i = 0; i < s->n_parameters; i++) {
        const struct typed *p = &s->parameters[i];

        if (is_beside(s, p))
            (void)fprintf(f, ",\n    %s %s", c_type(p->type), p->name);
    }
    if (s->to[0]) {
        (void)fputs(",\n    struct arena *arena,\n    ", f);
        write_struct(f, s, s->to);
        (void)fputs(s->kind == 'm' ? " **ret" : " *ret", f);
    }
    if (s->kind != 'o')
        (void)fputs(",\n    size_t *ret_n", f);
    (void)fputs(",\n    struct err *reterr)", f);
}

void sql_write_header(FILE *f, const struct work *w)
{
    const struct statement *s;
    const char *noun = "";

    (void)fputs("/* Made by tools/mksql from src/store: do not edit. */\n"
                "#ifndef STORE_SQL_H\n#define STORE_SQL_H\n\n",
        f);
    for (s = w->statements; s < w->statements + w->n_statements; s++) {
        bool foreign =
            (s->to[0] && !is_own(s->to)) || (s->from[0] && !is_own(s->from));

        if (foreign && strcmp(noun, s->noun) != 0) {
            (void)fprintf(f, "#include \"domain/%s.h\"\n", s->noun);
            noun = s->noun;
        }
    }
    (void)fputs("#include \"store/statement.h\"\n\n"
                "extern const struct db_schema sql_schema;\n",
        f);
    for (s = w->statements; s < w->statements + w->n_statements; s++) {
        if (strcmp(s->to, "row") == 0)
            write_fields(f, s, "row", s->columns, s->n_columns);
        if (strcmp(s->from, "args") == 0)
            write_fields(f, s, "args", s->parameters, s->n_parameters);
        (void)fputs("\nMUST_USE", f);
        write_signature(f, s);
        (void)fputs(";\n", f);
    }
    (void)fputs("\n#endif\n", f);
}

static void write_reader(FILE *f, const struct statement *s)
{
    size_t i;

    (void)fprintf(f,
        "\nstatic bool read_%s(const struct db *db, struct arena *arena, "
        "void *row)\n{\n    ",
        s->name);
    write_struct(f, s, s->to);
    (void)fputs(" *to = row;\n    bool ok = true;\n\n    (void)arena;\n", f);
    for (i = 0; i < s->n_columns; i++) {
        const struct typed *c = &s->columns[i];

        if (c->type == 'i')
            (void)fprintf(
                f, "    DB_READ_INTEGER(db, %zu, to->%s, ok);\n", i, c->name);
        else
            (void)fprintf(f, "    to->%s = db_read_%s(db, %zu, arena);\n",
                c->name, c_noun(c->type), i);
    }
    (void)fputs("    return ok;\n}\n", f);
}

static void write_letters(FILE *f, const struct typed *items, size_t n)
{
    size_t i;

    (void)fputs("        \"", f);
    for (i = 0; i < n; i++)
        (void)fputc(items[i].type, f);
    (void)fputs("\",\n", f);
}

static void write_row_of_table(FILE *f, const struct statement *s)
{
    (void)fprintf(f, "    {\n        \"%s\",\n", s->name);
    (void)fputs("        {\n", f);
    write_literal(f, s->sqlite.ptr, s->sqlite.len);
    write_literal(f, s->postgres.ptr, s->postgres.len);
    (void)fputs("        },\n", f);
    write_letters(f, s->parameters, s->n_parameters);
    write_letters(f, s->columns, s->n_columns);
    (void)fprintf(f, "        %s,\n", s->writes ? "true" : "false");
    if (s->to[0]) {
        (void)fputs("        sizeof(", f);
        write_struct(f, s, s->to);
        (void)fprintf(f, "),\n        read_%s,\n", s->name);
    } else {
        (void)fputs("        0,\n        NULL,\n", f);
    }
    (void)fputs("    },\n", f);
}

static void write_values(FILE *f, const struct statement *s)
{
    size_t i;

    if (s->n_parameters == 0)
        return;
    (void)fputs("    const struct db_value values[] = {\n", f);
    for (i = 0; i < s->n_parameters; i++) {
        const struct typed *p = &s->parameters[i];

        (void)fprintf(f, "        db_%s(%s%s%s),\n", c_noun(p->type),
            is_beside(s, p) || p->type != 'i' ? "" : "(int64_t)",
            is_beside(s, p) ? "" : "from->", p->name);
    }
    (void)fputs("    };\n", f);
}

static void write_function(FILE *f, const struct statement *s, size_t i)
{
    const char *values = s->n_parameters ? "values" : "NULL";

    write_signature(f, s);
    (void)fputs("\n{\n", f);
    write_values(f, s);
    if (s->kind == 'm')
        (void)fputs("    struct db_rows rows = {0};\n", f);
    if (s->n_parameters || s->kind == 'm')
        (void)fputs("\n", f);
    if (s->kind == 'e')
        (void)fprintf(f,
            "    return db_exec(db, &statements[%zu], %s, ret_n, reterr);\n}\n",
            i, values);
    else if (s->kind == 'o')
        (void)fprintf(f,
            "    return db_one(db, &statements[%zu], %s, arena, ret, "
            "reterr);\n}\n",
            i, values);
    else
        (void)fprintf(f,
            "    TRY(db_many(db, &statements[%zu], %s, arena, &rows, reterr));"
            "\n    *ret = rows.items;\n    *ret_n = rows.n;\n    return OK;\n"
            "}\n",
            i, values);
}

static void write_steps(FILE *f, const struct text *steps, const char *name)
{
    const char *p = steps->ptr;
    size_t n;

    (void)fprintf(f, "\nstatic const char *const %s[] = {\n", name);
    for (; p && *(p += strspn(p, " \n\f")); p += n) {
        n = strcspn(p, "\f");
        write_literal(f, p, n);
    }
    (void)fputs("        NULL,\n};\n", f);
}

static void write_migrations(FILE *f, const struct work *w)
{
    size_t i;
    char name[NAME_MAX_BYTES];

    for (i = 0; i < w->n_migrations; i++) {
        (void)snprintf(name, sizeof(name), "sqlite_%zu", i + 1);
        write_steps(f, &w->migrations[i].sqlite, name);
        (void)snprintf(name, sizeof(name), "postgres_%zu", i + 1);
        write_steps(f, &w->migrations[i].postgres, name);
    }
    (void)fputs("\nstatic const struct db_migration migrations[] = {\n", f);
    for (i = 0; i < w->n_migrations; i++)
        (void)fprintf(f, "    {\"%s\", {sqlite_%zu, postgres_%zu}},\n",
            w->migrations[i].name, i + 1, i + 1);
    (void)fputs("};\n", f);
}

void sql_write_source(FILE *f, const struct work *w)
{
    size_t i;

    (void)fputs("/* Made by tools/mksql from src/store: do not edit. */\n"
                "#include \"store/sql.h\"\n",
        f);
    for (i = 0; i < w->n_statements; i++) {
        if (w->statements[i].to[0])
            write_reader(f, &w->statements[i]);
    }
    (void)fputs("\nstatic const struct db_statement statements[] = {\n", f);
    for (i = 0; i < w->n_statements; i++)
        write_row_of_table(f, &w->statements[i]);
    (void)fputs("};\n", f);
    write_migrations(f, w);
    (void)fprintf(f,
        "\nconst struct db_schema sql_schema = {\n    statements,\n    %zu,\n"
        "    migrations,\n    %zu,\n};\n",
        w->n_statements, w->n_migrations);
    for (i = 0; i < w->n_statements; i++)
        write_function(f, &w->statements[i], i);
}
