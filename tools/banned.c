/*
 * banned LIST FILE...: fails, with one line each, where C code (outside
 * comments and literals) calls a function of LIST; a member of a struct may
 * have such a name. A line of LIST is
 *     NAME WHERE WHY
 * WHERE is the beginning of the paths in which NAME is banned, or `*`.
 */
#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    NAMES_MAX = 256,
    FIELD_BYTES = 128,
    LINE_BYTES = 512,
    TEXT_BYTES_MAX = 4 * 1024 * 1024,
};

struct banned {
    char name[FIELD_BYTES];
    char where[FIELD_BYTES];
    char why[LINE_BYTES];
};

static struct banned banned[NAMES_MAX];
static int n_banned;
static int n_wrong;
static char text[TEXT_BYTES_MAX];

static bool read_list(const char *path)
{
    char line[LINE_BYTES];
    FILE *in = fopen(path, "r");

    if (!in)
        return false;
    while (fgets(line, sizeof(line), in) && n_banned < NAMES_MAX) {
        struct banned *b = &banned[n_banned];

        if (line[0] != '#' && line[0] != '\n' &&
            sscanf(line, "%127s %127s %511[^\n]", b->name, b->where, b->why) ==
                3)
            n_banned++;
    }
    fclose(in);
    return n_banned > 0;
}

static void check_name(const char *file, int line, const char *at, size_t len)
{
    int i;

    for (i = 0; i < n_banned; i++) {
        const struct banned *b = &banned[i];

        if (strlen(b->name) != len || memcmp(b->name, at, len) != 0)
            continue;
        if (b->where[0] != '*' &&
            strncmp(file, b->where, strlen(b->where)) != 0)
            continue;
        printf("%s:%d: %s is banned: %s\n", file, line, b->name, b->why);
        n_wrong++;
    }
}

/* The end of the comment or literal that begins at `at`, or `at`. */
static const char *skip(const char *at)
{
    const char *end;

    if (at[0] == '/' && at[1] == '*') {
        end = strstr(at + 2, "*/");
        return end ? end + 2 : at + strlen(at);
    }
    if (at[0] == '/' && at[1] == '/')
        return at + strcspn(at, "\n");
    if (at[0] != '"' && at[0] != '\'')
        return at;
    for (end = at + 1; *end && *end != *at && *end != '\n'; end++) {
        if (*end == '\\' && end[1])
            end++;
    }
    return *end ? end + 1 : end;
}

static bool is_word(char c)
{
    return isalnum((unsigned char)c) || c == '_';
}

/* Is the name from `at` to `end` called, and not through a member? */
static bool is_call(const char *at, const char *end)
{
    while (at > text && isspace((unsigned char)at[-1]))
        at--;
    end += strspn(end, " \t\n");
    return *end == '(' && (at == text || (at[-1] != '.' && at[-1] != '>'));
}

static void check_text(const char *file)
{
    const char *at = text;
    int line = 1;

    while (*at) {
        const char *end = skip(at);

        if (end == at && is_word(*at)) {
            while (is_word(*end))
                end++;
            if (is_call(at, end))
                check_name(file, line, at, (size_t)(end - at));
        } else if (end == at) {
            end++;
        }
        for (; at < end; at++)
            line += *at == '\n';
    }
}

int main(int argc, char **argv)
{
    int i;

    if (argc < 3 || !read_list(argv[1])) {
        fputs("usage: banned LIST FILE...\n", stderr);
        return 2;
    }
    for (i = 2; i < argc; i++) {
        FILE *in = fopen(argv[i], "r");
        size_t n = in ? fread(text, 1, sizeof(text) - 1, in) : 0;

        text[n] = '\0';
        if (!in || n == sizeof(text) - 1) {
            fprintf(stderr, "banned: cannot read %s\n", argv[i]);
            return 2;
        }
        fclose(in);
        check_text(argv[i]);
    }
    printf("%d files, %d names, %d wrong\n", argc - 2, n_banned, n_wrong);
    return n_wrong != 0;
}
