#include "text/csv.h"

struct reader {
    str text;
    size_t at;
    char separator;
    struct budget *budget;
    struct arena *arena;
    struct err *reterr;
    str *cells; /* of all rows, the header's too */
    size_t n_cells;
    size_t capacity;
};

static code fail(struct reader *r, str about, size_t at)
{
    return err_at(r->reterr, E_CSV_SYNTAX, about, r->text, at);
}

static bool is_end(const struct reader *r, char c)
{
    return c == r->separator || c == '\n' || c == '\r';
}

static code push(struct reader *r, str cell)
{
    if (r->budget->nodes_left == 0)
        return fail(r, S("too many cells"), r->at);
    r->budget->nodes_left--;
    r->cells = arena_grow(
        r->arena, r->cells, sizeof(*r->cells), r->n_cells + 1, &r->capacity);
    if (!r->cells)
        return arena_status(r->arena);
    r->cells[r->n_cells++] = cell;
    return OK;
}

/* The cell without its quotes; "" inside becomes ". */
static code unquote(struct reader *r, str quoted, bool doubled, str *ret)
{
    char *copy;
    size_t i;
    size_t n = 0;

    *ret = quoted;
    if (!doubled)
        return OK;
    copy = arena_alloc(r->arena, quoted.len);
    if (!copy)
        return arena_status(r->arena);
    for (i = 0; i < quoted.len; i++) {
        copy[n++] = quoted.ptr[i];
        if (quoted.ptr[i] == '"')
            i++;
    }
    *ret = (str){copy, n};
    return OK;
}

static code read_quoted(struct reader *r)
{
    size_t open = r->at++;
    bool doubled = false;
    str cell = {NULL, 0};

    for (;; r->at++) {
        if (r->at >= r->text.len)
            return fail(r, S("quote is not closed"), open);
        if (r->text.ptr[r->at] != '"')
            continue;
        if (r->at + 1 >= r->text.len || r->text.ptr[r->at + 1] != '"')
            break;
        doubled = true;
        r->at++;
    }
    TRY(unquote(r, str_sub(r->text, open + 1, r->at), doubled, &cell));
    r->at++;
    if (r->at < r->text.len && !is_end(r, r->text.ptr[r->at]))
        return fail(r, S("text behind a closed quote"), r->at);
    return push(r, cell);
}

static code read_plain(struct reader *r)
{
    size_t from = r->at;

    while (r->at < r->text.len && !is_end(r, r->text.ptr[r->at]))
        r->at++;
    return push(r, str_sub(r->text, from, r->at));
}

static code read_row(struct reader *r)
{
    for (;;) {
        bool quoted = r->at < r->text.len && r->text.ptr[r->at] == '"';

        TRY(quoted ? read_quoted(r) : read_plain(r));
        if (r->at >= r->text.len || r->text.ptr[r->at] != r->separator)
            return OK;
        r->at++;
    }
}

/* Passes over ends of lines, counts them. */
static void skip_ends(struct reader *r, uint32_t *line, size_t *counted)
{
    while (r->at < r->text.len &&
           (r->text.ptr[r->at] == '\n' || r->text.ptr[r->at] == '\r'))
        r->at++;
    for (; *counted < r->at; (*counted)++)
        *line += r->text.ptr[*counted] == '\n';
}

/* The separator is the one that the header has more of. */
static char find_separator(str text)
{
    size_t commas = 0;
    size_t semicolons = 0;
    size_t i;

    for (i = 0; i < text.len && text.ptr[i] != '\n'; i++) {
        commas += text.ptr[i] == ',';
        semicolons += text.ptr[i] == ';';
    }
    return semicolons > commas ? ';' : ',';
}

static code read_rows(struct reader *r, struct csv *csv)
{
    uint32_t line = 1;
    size_t counted = 0;
    size_t lines_capacity = 0;
    size_t row_at;

    skip_ends(r, &line, &counted);
    if (r->at >= r->text.len)
        return fail(r, S("no row with names"), 0);
    TRY(read_row(r));
    csv->n_columns = r->n_cells;
    for (skip_ends(r, &line, &counted); r->at < r->text.len;
         skip_ends(r, &line, &counted)) {
        row_at = r->at;
        csv->lines = arena_grow(r->arena, csv->lines, sizeof(*csv->lines),
            csv->n_rows + 1, &lines_capacity);
        if (!csv->lines)
            return arena_status(r->arena);
        csv->lines[csv->n_rows++] = line;
        TRY(read_row(r));
        if (r->n_cells != (csv->n_rows + 1) * csv->n_columns)
            return fail(
                r, S("another number of cells than the first row"), row_at);
    }
    return OK;
}

code csv_parse(str text,
    struct budget *budget,
    struct arena *arena,
    struct csv *ret,
    struct err *reterr)
{
    const str mark = S("\xef\xbb\xbf");
    struct csv csv = {0};
    struct reader r = {.budget = budget, .arena = arena, .reterr = reterr};

    r.text = str_starts(text, mark) ? str_sub(text, mark.len, text.len) : text;
    r.separator = find_separator(r.text);
    TRY(read_rows(&r, &csv));
    csv.names = r.cells;
    csv.cells = r.cells + csv.n_columns;
    *ret = csv;
    return OK;
}

static char lower(char c)
{
    if (c >= 'A' && c <= 'Z')
        return (char)(c - 'A' + 'a');
    return c;
}

static bool is_name(str a, str b)
{
    size_t i;

    for (i = 0; i < a.len && i < b.len; i++) {
        if (lower(a.ptr[i]) != lower(b.ptr[i]))
            return false;
    }
    return a.len == b.len;
}

static size_t find_column(const struct csv *csv, str name)
{
    size_t i = 0;

    while (i < csv->n_columns && !is_name(csv->names[i], name))
        i++;
    return i;
}

bool csv_has(const struct csv *csv, str name)
{
    return find_column(csv, name) < csv->n_columns;
}

str csv_cell(const struct csv *csv, size_t row, str name)
{
    size_t column = find_column(csv, name);

    if (column >= csv->n_columns || row >= csv->n_rows)
        return (str){NULL, 0};
    return csv->cells[row * csv->n_columns + column];
}
