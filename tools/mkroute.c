/*
 * mkroute OUT FILE...: the table of routes, OUT.c and OUT.h, from the
 * comments above the handlers in src/web/NOUN.c:
 *
 *     ROUTE METHOD /pattern  right: NAME  [body: N MiB]  [query: a,b,c]
 *       [takes: Schema]  [answers: STATUS [Schema]]  [again: safe]
 *       summary: text
 *
 * `query` names the fields of the query that the route reads, `takes` and
 * `answers` the schemas of the JSON body and of the answer (those of
 * src/web/asset/api.json; without one it is no JSON), `again: safe` says that
 * a request that was cut off may be done once more. From these the description
 * of the API is made.
 *
 * A comment has one ROUTE; a handler has one or more. The build ends with
 * a line for each fault when
 *   a part is missing, comes twice or has the wrong form; a comment is not
 *     followed by a handler: code NAME(struct web *web, struct err *reterr);
 *   such a function that is not static has no ROUTE;
 *   two routes of a method fit the same path and neither is the closer one.
 * A right that does not exist is an error of the C compiler.
 */
#include <ctype.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    ROUTES_MAX = 1024,
    FIELD_BYTES = 256,
    COMMENT_BYTES = 1024,
    PARTS_MAX = 16,
    MIB_MAX = 256,
};

struct route {
    char method[FIELD_BYTES];
    char pattern[FIELD_BYTES];
    char right[FIELD_BYTES];
    char summary[FIELD_BYTES];
    char handler[FIELD_BYTES];
    char query[FIELD_BYTES];
    char takes[FIELD_BYTES];
    char answers[FIELD_BYTES];
    const char *file;
    long mib;
    long status; /* of the answer; 0: not said */
    bool again;
    int line;
};

static struct route routes[ROUTES_MAX];
static int n_routes;
static int n_wrong;

static void wrong(const char *file, int line, const char *format, ...)
{
    va_list args;

    fprintf(stderr, "%s:%d: ", file, line);
    va_start(args, format);
    vfprintf(stderr, format, args);
    va_end(args);
    fputc('\n', stderr);
    n_wrong++;
}

static char *read_file(const char *path)
{
    FILE *in = fopen(path, "rb");
    char *text = NULL;
    long n = 0;

    if (in && fseek(in, 0, SEEK_END) == 0 && (n = ftell(in)) >= 0 &&
        fseek(in, 0, SEEK_SET) == 0)
        text = malloc((size_t)n + 1);
    if (text && fread(text, 1, (size_t)n, in) == (size_t)n)
        text[n] = '\0';
    else
        wrong(path, 0, "cannot be read");
    if (in)
        fclose(in);
    return n_wrong ? NULL : text;
}

/* --- one comment --- */

/* Copies [from, to) with each white space, and the star that starts a line,
 * as one blank. */
static void flatten(const char *from, const char *to, char ret[COMMENT_BYTES])
{
    size_t n = 0;
    bool starts_line = false;

    for (; from < to && n < COMMENT_BYTES - 1; from++) {
        if (*from == '\n')
            starts_line = true;
        if (isspace((unsigned char)*from) || (starts_line && *from == '*')) {
            if (n > 0 && ret[n - 1] != ' ')
                ret[n++] = ' ';
            continue;
        }
        starts_line = false;
        ret[n++] = *from;
    }
    while (n > 0 && ret[n - 1] == ' ')
        n--;
    ret[n] = '\0';
}

/* Takes the next word. */
static bool take_word(const char **at, char ret[FIELD_BYTES])
{
    size_t n = strcspn(*at, " ");

    if (n == 0 || n >= FIELD_BYTES)
        return false;
    snprintf(ret, FIELD_BYTES, "%.*s", (int)n, *at);
    *at += n;
    *at += strspn(*at, " ");
    return true;
}

static bool is_method(const char *word)
{
    static const char *const METHODS[] = {
        "GET", "POST", "PUT", "PATCH", "DELETE"};
    size_t i;

    for (i = 0; i < sizeof(METHODS) / sizeof(METHODS[0]); i++) {
        if (strcmp(word, METHODS[i]) == 0)
            return true;
    }
    return false;
}

/* "/", or parts of a-z 0-9 . _ - or {name}, each after a '/'. */
static bool is_pattern(const char *p)
{
    const char *literal = "abcdefghijklmnopqrstuvwxyz0123456789._-";
    const char *name = "abcdefghijklmnopqrstuvwxyz_";

    if (strcmp(p, "/") == 0)
        return true;
    while (*p == '/') {
        size_t n;

        p++;
        n = *p == '{' ? strspn(p + 1, name) : strspn(p, literal);
        if (n == 0 || (*p == '{' && p[n + 1] != '}'))
            return false;
        p += *p == '{' ? n + 2 : n;
    }
    return *p == '\0';
}

static bool is_name(const char *word)
{
    return word[0] != '\0' &&
           word[strspn(word, "abcdefghijklmnopqrstuvwxyz_0123456789")] == '\0';
}

static void read_body(struct route *r, const char **at)
{
    char word[FIELD_BYTES] = "";
    char *end = word;

    if (take_word(at, word))
        r->mib = strtol(word, &end, 10);
    if (*end != '\0' || r->mib < 1 || r->mib > MIB_MAX ||
        !take_word(at, word) || strcmp(word, "MiB") != 0)
        wrong(r->file, r->line, "body: a number of MiB, 1 to %d", MIB_MAX);
}

/* Names with a comma between. */
static void read_query(struct route *r, const char **at)
{
    if (!take_word(at, r->query) ||
        r->query[strspn(r->query, "abcdefghijklmnopqrstuvwxyz_,")] != '\0')
        wrong(r->file, r->line, "query: names with commas between");
}

/* A name that starts with a capital is a schema. */
static bool take_schema(const char **at, char ret[FIELD_BYTES])
{
    return isupper((unsigned char)**at) && take_word(at, ret) &&
           ret[strspn(ret, "abcdefghijklmnopqrstuvwxyz"
                           "ABCDEFGHIJKLMNOPQRSTUVWXYZ")] == '\0';
}

static void read_answers(struct route *r, const char **at)
{
    char word[FIELD_BYTES] = "";
    char *end = word;

    if (take_word(at, word))
        r->status = strtol(word, &end, 10);
    if (*end != '\0' || r->status < 200 || r->status > 399)
        wrong(r->file, r->line, "answers: a status of 200 to 399");
    (void)take_schema(at, r->answers);
}

static void read_again(struct route *r, const char **at)
{
    char word[FIELD_BYTES] = "";

    r->again = take_word(at, word) && strcmp(word, "safe") == 0;
    if (!r->again)
        wrong(r->file, r->line, "again: it can only be safe");
}

static void read_summary(struct route *r, const char **at)
{
    if (strlen(*at) >= FIELD_BYTES || strpbrk(*at, "\"\\"))
        wrong(r->file, r->line, "the summary is too long or has \" or \\");
    else
        snprintf(r->summary, sizeof(r->summary), "%s", *at);
    *at += strlen(*at);
}

static void read_right(struct route *r, const char **at)
{
    if (!take_word(at, r->right) || !is_name(r->right))
        wrong(r->file, r->line, "'%s' is no right", r->right);
}

static void read_takes(struct route *r, const char **at)
{
    if (!take_schema(at, r->takes))
        wrong(r->file, r->line, "takes: the name of a schema");
}

/* One key with what belongs to it; each comes once. */
static void read_key(struct route *r, const char *key, const char **at)
{
    if (strcmp(key, "right:") == 0 && !r->right[0])
        read_right(r, at);
    else if (strcmp(key, "body:") == 0 && r->mib == 0)
        read_body(r, at);
    else if (strcmp(key, "query:") == 0 && !r->query[0])
        read_query(r, at);
    else if (strcmp(key, "takes:") == 0 && !r->takes[0])
        read_takes(r, at);
    else if (strcmp(key, "answers:") == 0 && r->status == 0)
        read_answers(r, at);
    else if (strcmp(key, "again:") == 0 && !r->again)
        read_again(r, at);
    else if (strcmp(key, "summary:") == 0)
        read_summary(r, at);
    else
        wrong(r->file, r->line, "'%s' is unknown here", key);
}

/* What stands behind "ROUTE ". */
static void read_route(struct route *r, const char *at)
{
    char key[FIELD_BYTES];

    if (!take_word(&at, r->method) || !is_method(r->method))
        wrong(r->file, r->line, "'%s' is no method", r->method);
    if (!take_word(&at, r->pattern) || !is_pattern(r->pattern))
        wrong(r->file, r->line, "'%s' is no pattern", r->pattern);
    while (take_word(&at, key))
        read_key(r, key, &at);
    if (!r->right[0])
        wrong(r->file, r->line, "%s %s has no right", r->method, r->pattern);
    if (!r->summary[0])
        wrong(r->file, r->line, "%s %s has no summary", r->method, r->pattern);
}

/* --- one file --- */

static int line_of(const char *text, const char *at)
{
    int line = 1;

    for (; text < at; text++)
        line += *text == '\n';
    return line;
}

/* If a handler is defined at `at`: its name. */
static bool is_handler(const char *at, char ret[FIELD_BYTES])
{
    char flat[COMMENT_BYTES];
    const char *open = strchr(at, '(');
    const char *close = open ? strchr(open, ')') : NULL;
    size_t n;

    if (strncmp(at, "code", 4) != 0 || !isspace((unsigned char)at[4]) ||
        !close || close[1 + strspn(close + 1, " \n")] != '{')
        return false;
    flatten(open + 1, close, flat);
    if (strcmp(flat, "struct web *web, struct err *reterr") != 0)
        return false;
    at += 4;
    at += strspn(at, " \n");
    n = strspn(at, "abcdefghijklmnopqrstuvwxyz_0123456789");
    snprintf(ret, FIELD_BYTES, "%.*s", (int)n, at);
    return n > 0 && n < FIELD_BYTES && at + n == open;
}

/* A comment that starts at `at`; adds its route. Returns its end. */
static const char *read_comment(
    const char *file, const char *text, const char *at)
{
    const char *end = strstr(at + 2, "*/");
    char flat[COMMENT_BYTES];
    struct route *r = &routes[n_routes];

    if (!end)
        return at + strlen(at);
    flatten(at + 2, end, flat);
    if (strncmp(flat, " ROUTE ", 7) != 0 && strncmp(flat, "ROUTE ", 6) != 0)
        return end + 2;
    if (n_routes == ROUTES_MAX - 1) {
        wrong(file, 0, "more than %d routes", ROUTES_MAX - 1);
        return end + 2;
    }
    *r = (struct route){.file = file, .line = line_of(text, at)};
    read_route(r, strchr(flat, 'E') + 2);
    n_routes++;
    return end + 2;
}

/* Handlers and comments start at the margin; strings never do. */
static void read_source(const char *file, const char *text)
{
    int first_open = n_routes; /* routes that wait for their handler */
    const char *at = text;
    char name[FIELD_BYTES];

    while (*at) {
        const char *next = strchr(at, '\n');

        if (strncmp(at, "/*", 2) == 0) {
            at = read_comment(file, text, at);
            continue;
        }
        if (is_handler(at, name)) {
            if (first_open == n_routes)
                wrong(file, line_of(text, at), "%s has no ROUTE", name);
            for (; first_open < n_routes; first_open++)
                snprintf(routes[first_open].handler, FIELD_BYTES, "%s", name);
        } else if (first_open < n_routes && !isspace((unsigned char)*at)) {
            wrong(file, routes[first_open].line, "no handler below this ROUTE");
            first_open = n_routes;
        }
        at = next ? next + 1 : at + strlen(at);
    }
    if (first_open < n_routes)
        wrong(file, routes[first_open].line, "no handler below this ROUTE");
}

/* --- all of them --- */

static int by_pattern(const void *a, const void *b)
{
    const struct route *x = a;
    const struct route *y = b;
    int order = strcmp(x->pattern, y->pattern); /* '{' is behind all others */

    return order ? order : strcmp(x->method, y->method);
}

/* Part i of the pattern; its length, 0 at the end. */
static size_t part(const char *pattern, int i, const char **ret)
{
    for (; i > 0 && pattern; i--)
        pattern = strchr(pattern + 1, '/');
    *ret = pattern ? pattern + 1 : "";
    return strcspn(*ret, "/");
}

/* Some path fits both, and each names a part that the other leaves open, or
 * both leave open the same. */
static bool collide(const char *a, const char *b)
{
    bool a_closer = false;
    bool b_closer = false;
    int i;

    for (i = 0; i < PARTS_MAX; i++) {
        const char *x;
        const char *y;
        size_t x_bytes = part(a, i, &x);
        size_t y_bytes = part(b, i, &y);

        if ((x_bytes == 0) != (y_bytes == 0))
            return false;
        if (*x == '{' && *y != '{')
            b_closer = true;
        else if (*x != '{' && *y == '{')
            a_closer = true;
        else if (*x != '{' &&
                 (x_bytes != y_bytes || memcmp(x, y, x_bytes) != 0))
            return false;
    }
    return a_closer == b_closer;
}

static void check_pairs(void)
{
    int i;
    int j;

    for (i = 0; i < n_routes; i++) {
        for (j = 0; j < i; j++) {
            if (strcmp(routes[i].method, routes[j].method) == 0 &&
                collide(routes[i].pattern, routes[j].pattern))
                wrong(routes[i].file, routes[i].line,
                    "%s %s collides with %s of %s:%d", routes[i].method,
                    routes[i].pattern, routes[j].pattern, routes[j].file,
                    routes[j].line);
        }
    }
}

/* --- the output --- */

/* The last two parts of a path, without ".c". */
static void room_noun(const char *path, char ret[FIELD_BYTES])
{
    const char *at = path + strlen(path);
    int slashes = 0;

    while (at > path && (at[-1] != '/' || ++slashes < 2))
        at--;
    snprintf(ret, FIELD_BYTES, "%.*s", (int)strcspn(at, "."), at);
}

static void upper(const char *from, char ret[FIELD_BYTES])
{
    size_t i;

    for (i = 0; i < FIELD_BYTES - 1 && from[i]; i++) {
        ret[i] = (char)(toupper)((unsigned char)from[i]);
        if (from[i] == '/')
            ret[i] = '_';
    }
    ret[i] = '\0';
}

static void symbol_of(const char *out, char ret[FIELD_BYTES])
{
    char *slash;

    room_noun(out, ret);
    slash = strchr(ret, '/');
    if (slash)
        *slash = '_';
}

static void write_header(FILE *to, const char *out)
{
    char name[FIELD_BYTES];
    char guard[FIELD_BYTES];
    char symbol[FIELD_BYTES];

    room_noun(out, name);
    upper(name, guard);
    symbol_of(out, symbol);
    fprintf(to,
        "/* Generated by tools/mkroute: the routes of all handlers. */\n"
        "#ifndef %s_H\n#define %s_H\n\n#include \"http/router.h\"\n\n"
        "extern const struct routes %s;\n\n#endif\n",
        guard, guard, symbol);
}

static void write_includes(FILE *to, const char *out, char **files, int n)
{
    char name[FIELD_BYTES];
    int i;
    int j;

    room_noun(out, name);
    fprintf(
        to, "/* Generated by tools/mkroute. */\n#include \"%s.h\"\n\n", name);
    if (n_routes > 0)
        fprintf(to, "#include \"domain/right.h\"\n");
    for (i = 0; i < n; i++) {
        for (j = 0; j < n_routes && routes[j].file != files[i]; j++)
            continue;
        room_noun(files[i], name);
        if (j < n_routes)
            fprintf(to, "#include \"%s.h\"\n", name);
    }
}

static void write_table(FILE *to, const char *out)
{
    char symbol[FIELD_BYTES];
    int i;

    symbol_of(out, symbol);
    if (n_routes == 0) { /* C has no empty array */
        fprintf(to, "\nconst struct routes %s = {NULL, 0};\n", symbol);
        return;
    }
    fprintf(to, "\nstatic const struct route ROUTES[] = {\n");
    for (i = 0; i < n_routes; i++) {
        const struct route *r = &routes[i];

        fprintf(to, "    {STR(\"%s\"), HTTP_%s, RIGHT_%s, %s,\n", r->pattern,
            r->method, r->right, r->handler);
        fprintf(to,
            "        STR(\"%s\"), STR(\"%s\"), (size_t)%ld << 20,\n"
            "        STR(\"%s\"), STR(\"%s\"), STR(\"%s\"), %ld, %s},\n",
            r->handler, r->summary, r->mib, r->query, r->takes, r->answers,
            r->status ? r->status : 200, r->again ? "true" : "false");
    }
    fprintf(
        to, "};\n\nconst struct routes %s = {ROUTES, %d};\n", symbol, n_routes);
}

/* Opens OUT with the ending, or says why not. */
static FILE *create(const char *out, const char *ending)
{
    char path[COMMENT_BYTES];
    FILE *to;

    snprintf(path, sizeof(path), "%s%s", out, ending);
    to = fopen(path, "w");
    if (!to)
        wrong(path, 0, "cannot be written");
    return to;
}

static bool write_all(const char *out, char **files, int n)
{
    FILE *header = create(out, ".h");
    FILE *source = create(out, ".c");
    bool whole = header && source;

    if (header) {
        write_header(header, out);
        whole = fclose(header) == 0 && whole;
    }
    if (source) {
        write_includes(source, out, files, n);
        write_table(source, out);
        whole = fclose(source) == 0 && whole;
    }
    return whole;
}

int main(int argc, char **argv)
{
    int i;

    if (argc < 3) {
        fputs("usage: mkroute OUT FILE...\n", stderr);
        return 2;
    }
    for (i = 2; i < argc; i++) {
        char *text = read_file(argv[i]);

        if (text)
            read_source(argv[i], text);
        free(text);
    }
    check_pairs();
    qsort(routes, (size_t)n_routes, sizeof(routes[0]), by_pattern);
    return n_wrong > 0 || !write_all(argv[1], argv + 2, argc - 2);
}
