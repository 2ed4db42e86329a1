#include "test/support/suite.h"

#include <stdlib.h>
#include <string.h>

enum {
    PATH_BYTES = 1024,
    SUITE_ARENA_BYTES = 256 * 1024 * 1024,
};

static const char EXCUSED[] = "test/suite/excused.txt";

static str read_file(struct arena *arena, const char *path)
{
    FILE *in = fopen(path, "rb");
    char *text = NULL;
    size_t held = 0;
    size_t n = 0;

    if (!in)
        return (str){NULL, 0};
    do {
        text = arena_grow(arena, text, 1, n + BUFSIZ, &held);
        if (!text)
            abort();
        n += fread(text + n, 1, held - n, in);
    } while (n == held);
    fclose(in);
    return (str){text, n};
}

void suite_start(struct suite *s, int argc, char **argv)
{
    *s = (struct suite){0};
    if (argc < 2 || argc > 3) {
        fprintf(stderr, "usage: %s SHARED [EARL]\n", argv[0]);
        exit(2);
    }
    s->shared = argv[1];
    arena_init(&s->arena, SUITE_ARENA_BYTES);
    if (argc == 3) {
        s->earl = fopen(argv[2], "a");
        if (!s->earl) {
            perror(argv[2]);
            exit(2);
        }
    }
    s->excused = read_file(&s->arena, EXCUSED);
}

void suite_begin(struct suite *s, const char *name, size_t n_expected)
{
    snprintf(s->name, sizeof(s->name), "%s", name);
    s->n_expected = n_expected;
    s->n_passed = 0;
    s->n_failed = 0;
    s->n_excused = 0;
}

static bool is_excused(const struct suite *s, const char *test)
{
    char line[PATH_BYTES];
    int n = snprintf(line, sizeof(line), "\n%s %s ", s->name, test);
    const char *at = s->excused.ptr;
    const char *end = at + s->excused.len;

    if (n < 0 || (size_t)n >= sizeof(line))
        return false;
    for (; at && (size_t)(end - at) >= (size_t)n; at++) {
        at = memchr(at, '\n', (size_t)(end - at));
        if (!at || (size_t)(end - at) < (size_t)n)
            return false;
        if (memcmp(at, line, (size_t)n) == 0)
            return true;
    }
    return false;
}

static void write_earl(
    const struct suite *s, const char *test, const char *outcome)
{
    if (s->earl)
        fprintf(s->earl,
            "[] a earl:Assertion ; earl:assertedBy <> ; "
            "earl:subject <#testamur> ;\n"
            "  earl:test <urn:testamur:suite:%s#%s> ; earl:mode "
            "earl:automatic ;\n"
            "  earl:result [ a earl:TestResult ; earl:outcome earl:%s ] .\n",
            s->name, test, outcome);
}

void suite_result(
    struct suite *s, const char *test, bool passed, const char *why)
{
    bool excused = is_excused(s, test);

    write_earl(s, test,
        passed    ? "passed"
        : excused ? "inapplicable"
                  : "failed");
    if (excused) {
        s->n_excused++;
        printf("  excused %s %s%s\n", s->name, test,
            passed ? ": but it passes" : "");
        s->n_failed += passed;
    } else if (passed) {
        s->n_passed++;
    } else {
        s->n_failed++;
        printf("  failed %s %s: %s\n", s->name, test, why ? why : "");
    }
}

void suite_end(struct suite *s)
{
    bool whole = s->n_passed + s->n_failed + s->n_excused == s->n_expected;

    printf("%s: %zu passed, %zu failed (%zu expected", s->name, s->n_passed,
        s->n_failed, s->n_expected);
    if (s->n_excused > 0)
        printf(", %zu excused", s->n_excused);
    printf(")%s\n", whole ? "" : " NOT THE NUMBER EXPECTED");
    s->any_failed = s->any_failed || s->n_failed > 0 || !whole;
}

int suite_finish(struct suite *s)
{
    if (s->earl && fclose(s->earl) != 0)
        s->any_failed = true;
    arena_release(&s->arena);
    return s->any_failed;
}

str suite_find(struct suite *s, struct arena *arena, const char *path)
{
    char whole[PATH_BYTES];
    int n = snprintf(whole, sizeof(whole), "%s/%s", s->shared, path);

    if (n < 0 || (size_t)n >= sizeof(whole))
        return (str){NULL, 0};
    return read_file(arena, whole);
}

str suite_read(struct suite *s, struct arena *arena, const char *path)
{
    str text = suite_find(s, arena, path);

    if (!text.ptr) {
        fprintf(stderr, "%s/%s: cannot be read\n", s->shared, path);
        exit(2);
    }
    return text;
}
