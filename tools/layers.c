/*
 * layers LAYERS FILE...: reads every #include of the files (paths from the
 * root) and fails, with one line each, on
 *   an include of a room that LAYERS does not allow (what a line names, and
 *     everything that those may include); a file in no room; a file that is
 *     not there; "noun.h" or "../" where "room/noun.h" is asked for;
 *   a .c file whose first include is not its own header;
 *   a system header in lib/ beyond SYSTEM below (STYLE 3, PURE);
 *   headers that include each other in a circle, or nouns whose sources do
 *     (a private header may include the public one of the same source).
 */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    ROOMS_MAX = 64,
    FILES_MAX = 4096,
    EDGES_MAX = 32768,
    LINE_BYTES = 1024,
    PATH_BYTES = 256,
    NOWHERE = -1,
};

struct room {
    char name[PATH_BYTES];
    uint64_t may; /* bit set of rooms */
};

struct edge {
    int from; /* nouns */
    int to;
};

static struct room rooms[ROOMS_MAX];
static int n_rooms;
static char **files;
static int n_files;
static char nouns[FILES_MAX][PATH_BYTES];
static int n_nouns;
static struct edge edges[EDGES_MAX];
static int n_edges;
static char state[FILES_MAX]; /* of a noun in the walk: 0, 'o'pen, 'd'one */
static int n_wrong;

/* The only headers of the system that lib/ may use. */
static const char *const SYSTEM[] = {"assert.h", "float.h", "limits.h",
    "stdarg.h", "stdbool.h", "stddef.h", "stdint.h", "string.h"};
/* The one file that takes memory from the system. */
static const char ALLOCATOR[] = "lib/base/arena.c";
/* Made by the build into a room. */
static const char *const GENERATED[] = {"lib/base/code.h", "src/store/sql.h",
    "src/app/message.h", "src/web/page.h", "src/web/route.h", "src/web/asset.h",
    "src/web/guide.h"};

static void wrong(
    const char *where, int line, const char *what, const char *arg)
{
    printf("%s:%d: %s '%s'\n", where, line, what, arg);
    n_wrong++;
}

static int room_named(const char *name)
{
    int i;

    for (i = 0; i < n_rooms; i++) {
        if (strcmp(rooms[i].name, name) == 0)
            return i;
    }
    return NOWHERE;
}

/* The room with the longest name that the path begins with. */
static int room_of(const char *path)
{
    int best = NOWHERE;
    size_t best_len = 0;
    int i;

    for (i = 0; i < n_rooms; i++) {
        size_t len = strlen(rooms[i].name);

        if (len > best_len && strncmp(path, rooms[i].name, len) == 0 &&
            path[len] == '/') {
            best = i;
            best_len = len;
        }
    }
    return best;
}

static void read_room(char *line, bool names_only)
{
    char *colon = strchr(line, ':');
    char *word;
    int named;
    int room;

    if (!colon)
        return;
    *colon = '\0';
    if (names_only) {
        if (n_rooms < ROOMS_MAX)
            snprintf(rooms[n_rooms++].name, PATH_BYTES, "%.*s", PATH_BYTES - 1,
                line);
        return;
    }
    room = room_named(line);
    for (word = colon + 1; *word; word += strcspn(word, " ")) {
        char name[PATH_BYTES];

        word += strspn(word, " ");
        snprintf(name, sizeof(name), "%.*s", (int)strcspn(word, " "), word);
        named = room_named(name);
        if (strcmp(name, "*") == 0)
            rooms[room].may = UINT64_MAX;
        else if (named != NOWHERE)
            rooms[room].may |= UINT64_C(1) << named;
        else if (name[0])
            wrong("LAYERS", 0, "no such room", name);
    }
}

/* Two readings: names first, so that a line may name a later room. */
static bool read_layers(const char *path)
{
    char line[LINE_BYTES];
    int reading;
    int i;
    int j;

    for (reading = 0; reading < 2; reading++) {
        FILE *in = fopen(path, "r");

        if (!in)
            return false;
        while (fgets(line, sizeof(line), in)) {
            line[strcspn(line, "\r\n")] = '\0';
            if (line[0] != '#')
                read_room(line, reading == 0);
        }
        fclose(in);
    }
    for (i = 0; i < n_rooms * n_rooms; i++) { /* closure */
        for (j = 0; j < n_rooms; j++) {
            if (rooms[i % n_rooms].may >> j & 1)
                rooms[i % n_rooms].may |= rooms[j].may;
        }
    }
    return n_rooms > 0;
}

static bool is_file(const char *path)
{
    int i;

    for (i = 0; i < n_files; i++) {
        if (strcmp(files[i], path) == 0)
            return true;
    }
    return false;
}

/* Where "target" is found, as the compiler would; false if nowhere. */
static bool resolve(const char *target, char path[PATH_BYTES])
{
    static const char *const folders[] = {"include/", "lib/", "src/", ""};
    size_t i;

    for (i = 0; i < sizeof(folders) / sizeof(folders[0]); i++) {
        snprintf(path, PATH_BYTES, "%s%s", folders[i], target);
        if (is_file(path))
            return true;
    }
    for (i = 0; i < sizeof(GENERATED) / sizeof(GENERATED[0]); i++) {
        snprintf(path, PATH_BYTES, "%s", GENERATED[i]);
        if (strcmp(strchr(path, '/') + 1, target) == 0)
            return true;
    }
    return false;
}

/* The number of a header, or (as_noun) of the noun that a file is about. */
static int node_of(const char *path, bool as_noun)
{
    char noun[PATH_BYTES];
    const char *dot = strrchr(path, '.');
    int i;

    snprintf(noun, sizeof(noun), "%.*s",
        as_noun && dot ? (int)(dot - path) : PATH_BYTES - 1, path);
    for (i = 0; i < n_nouns; i++) {
        if (strcmp(nouns[i], noun) == 0)
            return i;
    }
    if (n_nouns == FILES_MAX)
        exit(2);
    snprintf(nouns[n_nouns], PATH_BYTES, "%s", noun);
    return n_nouns++;
}

static void check_quoted(const char *from, int line, const char *target)
{
    char path[PATH_BYTES];
    int room = room_of(from);
    int to;

    if (!strchr(target, '/') || strstr(target, "..")) {
        wrong(from, line, "write \"room/noun.h\", not", target);
        return;
    }
    if (!resolve(target, path)) {
        wrong(from, line, "no such file", target);
        return;
    }
    to = room_of(path);
    if (to != room && !(rooms[room].may >> to & 1))
        wrong(from, line, "LAYERS does not allow this room to include", target);
    if (node_of(from, true) != node_of(path, true) && n_edges < EDGES_MAX) {
        bool as_noun = strcmp(strrchr(from, '.'), ".c") == 0;

        edges[n_edges++] =
            (struct edge){node_of(from, as_noun), node_of(path, as_noun)};
    }
}

static void check_system(const char *from, int line, const char *target)
{
    size_t i;

    if (strncmp(from, "lib/", 4) != 0)
        return;
    for (i = 0; i < sizeof(SYSTEM) / sizeof(SYSTEM[0]); i++) {
        if (strcmp(SYSTEM[i], target) == 0)
            return;
    }
    if (strcmp(from, ALLOCATOR) != 0 || strcmp(target, "stdlib.h") != 0)
        wrong(from, line, "lib/ is pure and may not include", target);
}

static void check_own_first(const char *from, int line, const char *target)
{
    char own[PATH_BYTES];
    char path[PATH_BYTES];
    size_t len = strlen(from);

    if (len < 2 || from[len - 1] != 'c')
        return;
    snprintf(own, sizeof(own), "%.*sh", (int)(len - 1), from);
    if (is_file(own) && (!resolve(target, path) || strcmp(path, own) != 0))
        wrong(from, line, "the own header comes before", target);
}

static void check_file(const char *path)
{
    char line[LINE_BYTES];
    int number = 0;
    bool first = true;
    FILE *in = fopen(path, "r");

    if (!in || room_of(path) == NOWHERE) {
        wrong(path, 0, in ? "in no room of LAYERS" : "cannot read", path);
        if (in)
            fclose(in);
        return;
    }
    while (fgets(line, sizeof(line), in)) {
        char target[PATH_BYTES];
        char *at = line + strspn(line, " \t");

        number++;
        if (*at != '#')
            continue;
        at += 1 + strspn(at + 1, " \t");
        if (strncmp(at, "include", 7) != 0)
            continue;
        at += 7 + strspn(at + 7, " \t");
        if (*at != '"' && *at != '<')
            continue;
        snprintf(target, sizeof(target), "%.*s", (int)strcspn(at + 1, "\">\n"),
            at + 1);
        if (first)
            check_own_first(path, number, target);
        first = false;
        if (*at == '"')
            check_quoted(path, number, target);
        else
            check_system(path, number, target);
    }
    fclose(in);
}

/* Depth first; an edge to an open noun closes a circle. */
static void walk(int noun)
{
    int i;

    state[noun] = 'o';
    for (i = 0; i < n_edges; i++) {
        if (edges[i].from != noun)
            continue;
        if (state[edges[i].to] == 'o')
            wrong(nouns[noun], 0, "a circle of includes through",
                nouns[edges[i].to]);
        else if (!state[edges[i].to])
            walk(edges[i].to);
    }
    state[noun] = 'd';
}

int main(int argc, char **argv)
{
    int i;

    if (argc < 3 || argc > FILES_MAX || !read_layers(argv[1])) {
        fputs("usage: layers LAYERS FILE...\n", stderr);
        return 2;
    }
    files = argv + 2;
    n_files = argc - 2;
    for (i = 0; i < n_files; i++)
        check_file(files[i]);
    for (i = 0; i < n_nouns; i++) {
        if (!state[i])
            walk(i);
    }
    printf("%d files, %d includes, %d wrong\n", n_files, n_edges, n_wrong);
    return n_wrong != 0;
}
