/*
 * size ALLOW FILE...: fails on a function with more than 70 lines and on a
 * file with more than 800 (Makefile: 200, ARCHITECTURE.md: 200, README.md of
 * a room: 40); notes files with more than 400. Reads C as clang-format
 * leaves it: a function's braces stand in the first column.
 *
 * ALLOW lists the exceptions, `FILE FUNCTION LINES REASON` (FUNCTION `-` for
 * the file itself). The number must be the present one: whoever makes the
 * function shorter lowers it, and nobody raises it.
 */
#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    FUNCTION_LINES_MAX = 70,
    FILE_LINES_WANTED = 400,
    FILE_LINES_MAX = 800,
    PAGE_LINES_MAX = 200,
    ROOM_README_LINES_MAX = 40,
    LINE_BYTES = 4096,
    NAME_BYTES = 128,
    ALLOWED_MAX = 64,
};

struct allowed {
    char file[NAME_BYTES];
    char function[NAME_BYTES];
    int lines;
    bool used;
};

static struct allowed allowed[ALLOWED_MAX];
static int n_allowed;
static int n_wrong;

static bool read_allowed(const char *path)
{
    char line[LINE_BYTES];
    FILE *in = fopen(path, "r");

    if (!in)
        return false;
    while (fgets(line, sizeof(line), in) && n_allowed < ALLOWED_MAX) {
        struct allowed *a = &allowed[n_allowed];
        char lines[NAME_BYTES];

        if (line[0] == '#' ||
            sscanf(line, "%127s %127s %127s", a->file, a->function, lines) != 3)
            continue;
        a->lines = (int)strtol(lines, NULL, 10);
        n_allowed++;
    }
    fclose(in);
    return true;
}

static void check(const char *file, const char *function, int lines, int max)
{
    int i;

    for (i = 0; i < n_allowed; i++) {
        struct allowed *a = &allowed[i];

        if (strcmp(a->file, file) != 0 || strcmp(a->function, function) != 0)
            continue;
        a->used = true;
        if (lines == a->lines && lines > max)
            return;
        printf("%s: %s has %d lines, size.allow says %d: %s\n", file, function,
            lines, a->lines,
            lines <= max       ? "take it out"
            : lines > a->lines ? "too long"
                               : "lower the number");
        n_wrong++;
        return;
    }
    if (lines > max) {
        printf("%s: %s has %d lines, at most %d\n", file, function, lines, max);
        n_wrong++;
    }
}

/* The name before the first "(" of a line that begins a declaration. */
static void keep_name(const char *line, char name[NAME_BYTES])
{
    const char *paren = strchr(line, '(');
    const char *at = paren;

    if (!paren || !(isalpha((unsigned char)line[0]) || line[0] == '_'))
        return;
    while (at > line && (isalnum((unsigned char)at[-1]) || at[-1] == '_'))
        at--;
    snprintf(name, NAME_BYTES, "%.*s", (int)(paren - at), at);
}

static int file_lines_max(const char *path)
{
    const char *name = strrchr(path, '/');

    name = name ? name + 1 : path;
    if (strcmp(path, "Makefile") == 0 || strcmp(path, "ARCHITECTURE.md") == 0)
        return PAGE_LINES_MAX;
    if (name != path && strcmp(name, "README.md") == 0)
        return ROOM_README_LINES_MAX;
    return FILE_LINES_MAX;
}

static void check_file(const char *path)
{
    char line[LINE_BYTES];
    char name[NAME_BYTES] = "?";
    int number = 0;
    int opened = 0;
    FILE *in = fopen(path, "r");

    if (!in) {
        printf("%s: cannot read\n", path);
        n_wrong++;
        return;
    }
    while (fgets(line, sizeof(line), in)) {
        number++;
        if (strcmp(line, "{\n") == 0)
            opened = number;
        else if (line[0] == '}' && opened > 0) {
            check(path, name, number - opened - 1, FUNCTION_LINES_MAX);
            opened = 0;
        } else if (opened == 0)
            keep_name(line, name);
    }
    fclose(in);
    check(path, "-", number, file_lines_max(path));
    if (number > FILE_LINES_WANTED && file_lines_max(path) == FILE_LINES_MAX)
        printf("note: %s has %d lines\n", path, number);
}

int main(int argc, char **argv)
{
    int i;

    if (argc < 3 || !read_allowed(argv[1])) {
        fputs("usage: size ALLOW FILE...\n", stderr);
        return 2;
    }
    for (i = 2; i < argc; i++)
        check_file(argv[i]);
    for (i = 0; i < n_allowed; i++) {
        if (!allowed[i].used) {
            printf(
                "size.allow: no %s %s\n", allowed[i].file, allowed[i].function);
            n_wrong++;
        }
    }
    printf("%d files, %d wrong\n", argc - 2, n_wrong);
    return n_wrong != 0;
}
