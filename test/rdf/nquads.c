#include "rdf/nquads.h"

#include "test/support/test.h"

#include <stdio.h>
#include <string.h>

enum {
    ARENA_BYTES = 1 << 20,
};

/* What reading and writing gives; NULL: the text itself. */
struct good {
    const char *text;
    const char *canonical;
};

#define S_P "<a:s> <a:p> "

static const struct good GOOD[] = {
    {"", NULL},
    {"\n\r\n \t\n", ""},
    {"# comment", ""},
    {"# comment\n" S_P "<a:o> .# another\n", S_P "<a:o> .\n"},
    {S_P "<a:o> .\n", NULL},
    {S_P "<a:o> .", S_P "<a:o> .\n"},
    {S_P "<a:o> .\r\n\r\n" S_P "<a:o2> .\r", S_P "<a:o> .\n" S_P "<a:o2> .\n"},
    {S_P "<a:o> <a:g> .\n", NULL},
    {S_P "<a:o> _:g .\n", NULL},
    {"_:s <a:p> _:o _:g .\n", NULL},
    {"<a:s><a:p><a:o><a:g>.", S_P "<a:o> <a:g> .\n"},
    {"_:s<a:p>\"o\"@en_:g.", "_:s <a:p> \"o\"@en _:g .\n"},
    {"\t <a:s>\t<a:p>  <a:o>\t.\t # end", S_P "<a:o> .\n"},
    {"_:a.b <a:p> _:0.", "_:a.b <a:p> _:0 .\n"},
    {"_:a:b-c_\xc2\xb7\xcc\x80 <a:p> _::x .\n", NULL},
    {"_:\xc3\xa9\xf0\x90\x80\x80 <a:p> _:_ .\n", NULL},
    {S_P "\"\" .\n", NULL},
    {S_P "\"o\"@en .\n", NULL},
    {S_P "\"o\"@en-GB-x-1 .\n", NULL},
    {S_P "\"1\"^^<http://www.w3.org/2001/XMLSchema#integer> .\n", NULL},
    {S_P "\"o\"^^<http://www.w3.org/2001/XMLSchema#string> .", S_P "\"o\" .\n"},
    {S_P "\"\\t\\b\\n\\r\\f\\\"\\'\\\\\" .",
        S_P "\"\\t\\b\\n\\r\\f\\\"'\\\\\" .\n"},
    {S_P "\"raw \t tab, \b, \f and \x7f\" .",
        S_P "\"raw \\t tab, \\b, \\f and \\u007F\" .\n"},
    {S_P "\"\\u00e9\\u2070\\U0001F303\" .",
        S_P "\"\xc3\xa9\xe2\x81\xb0\xf0\x9f\x8c\x83\" .\n"},
    {"<a:\\u00e9> <a:p> <urn:\\U0001F303> .",
        "<a:\xc3\xa9> <a:p> <urn:\xf0\x9f\x8c\x83> .\n"},
};

/* Line and column of the error. */
struct bad {
    const char *text;
    uint32_t line;
    uint32_t column;
};

static const struct bad BAD[] = {
    {"<a:s>", 1, 6},
    {S_P, 1, 13},
    {S_P "<a:o>", 1, 18},
    {S_P "<a:o> <a:g>", 1, 24},
    {S_P "<a:o> <a:g> <a:h> .", 1, 25},
    {S_P "<a:o> \"g\" .", 1, 19},
    {S_P "<a:o> . <a:s>", 1, 21},
    {S_P "<a:o> .\n" S_P "<a:o>\n.", 2, 18},
    {"\"s\" <a:p> <a:o> .", 1, 1},
    {"<a:s> _:p <a:o> .", 1, 7},
    {"<a:s> \"p\" <a:o> .", 1, 7},
    {"@prefix a: <a:s> .", 1, 1},
    {"<s> <a:p> <a:o> .", 1, 2},
    {"<> <a:p> <a:o> .", 1, 2},
    {"<//s/> <a:p> <a:o> .", 1, 2},
    {"<1:s> <a:p> <a:o> .", 1, 2},
    {"<a:s t> <a:p> <a:o> .", 1, 5},
    {"<a:s{> <a:p> <a:o> .", 1, 5},
    {"<a:s\\u0020> <a:p> <a:o> .", 1, 2},
    {"<a:s\\u003e> <a:p> <a:o> .", 1, 2},
    {"<a:s\\n> <a:p> <a:o> .", 1, 5},
    {"<a:s\\u00zz> <a:p> <a:o> .", 1, 5},
    {"<a:s\\u00> <a:p> <a:o> .", 1, 5},
    {S_P "<http://example.org/#x\"> .", 1, 35},
    {S_P "\"o .", 1, 17},
    {S_P "\"a\nb\" .", 1, 15},
    {S_P "\"a\rb\" .", 1, 15},
    {S_P "\"a\\", 1, 16},
    {S_P "\"\\a\" .", 1, 14},
    {S_P "\"\\u12\" .", 1, 14},
    {S_P "\"\\uD800\" .", 1, 14},
    {S_P "\"\\U00110000\" .", 1, 14},
    {S_P "\"\xc3\xa9\xc3\xa9\" .\n" S_P "'o' .", 2, 13},
    {S_P "\"\xc3\xa9\\x\" .", 1, 15},
    {S_P "\"o\"@ .", 1, 17},
    {S_P "\"o\"@1 .", 1, 17},
    {S_P "\"o\"@en- .", 1, 20},
    {S_P "\"o\"^<a:b> .", 1, 16},
    {S_P "\"o\"^^a:b .", 1, 18},
    {S_P "\"o\"^^_:b .", 1, 18},
    {S_P "1 .", 1, 13},
    {S_P "_: .", 1, 15},
    {S_P "_:-a .", 1, 15},
    {S_P "_:.a .", 1, 15},
    {S_P "_:a\xc3\x97 .", 1, 16},
    {"_:\xe2\x81\xb0 _:a .", 1, 5},
    {"_:a.b.. <a:p> _:0 .", 1, 6},
    {"_:a.b <a:p> _:0..", 1, 17},
    {"\xef\xbb\xbf<a:s> <a:p> <a:o> .", 1, 1},
    {S_P "\"\xff\" .", 1, 14},
    {S_P "\"\xc0\x80\" .", 1, 14},
    {S_P "\"\xed\xa0\x80\" .", 1, 14},
    {S_P "\"\xf4\x90\x80\x80\" .", 1, 14},
    {S_P "\"\xe2\x81", 1, 14},
};

static void test_nquads_good(void **state)
{
    struct budget budget = budget_default();
    struct arena a;
    size_t i;

    (void)state;
    arena_init(&a, ARENA_BYTES);
    for (i = 0; i < sizeof(GOOD) / sizeof(GOOD[0]); i++) {
        const char *expected =
            GOOD[i].canonical ? GOOD[i].canonical : GOOD[i].text;
        struct dataset ds;
        struct err err = {0};
        str got = {0};
        code c;

        dataset_init(&ds, &a, budget.quads_max);
        c = nquads_parse(str_of(GOOD[i].text), &budget, &ds, &err);
        if (c != OK)
            fail_msg(
                "%s: %u:%u: %s", GOOD[i].text, err.line, err.column, err.arg);
        assert_int_equal(nquads_write(&ds, &a, &got, &err), OK);
        if (!str_eq(got, str_of(expected)))
            fail_msg("%s: got %.*s", GOOD[i].text, (int)got.len, got.ptr);
        arena_reset(&a);
    }
    arena_release(&a);
}

static void test_nquads_bad(void **state)
{
    struct budget budget = budget_default();
    struct arena a;
    size_t i;

    (void)state;
    arena_init(&a, ARENA_BYTES);
    for (i = 0; i < sizeof(BAD) / sizeof(BAD[0]); i++) {
        struct dataset ds;
        struct err err = {0};
        code c;

        dataset_init(&ds, &a, budget.quads_max);
        c = nquads_parse(str_of(BAD[i].text), &budget, &ds, &err);
        if (c != E_NQUADS_SYNTAX)
            fail_msg("%s: code %d", BAD[i].text, (int)c);
        if (err.line != BAD[i].line || err.column != BAD[i].column)
            fail_msg(
                "%s: %u:%u: %s", BAD[i].text, err.line, err.column, err.arg);
        arena_reset(&a);
    }
    arena_release(&a);
}

/* A NUL is no part of any token but may stand in a literal. */
static void test_nquads_nul(void **state)
{
    static const char in_literal[] = S_P "\"a\0b\" .";
    static const char in_iri[] = "<a:\0b> <a:p> <a:o> .";
    static const char between[] = "<a:s>\0<a:p> <a:o> .";
    struct budget budget = budget_default();
    struct arena a;
    struct dataset ds;
    str got = {0};

    (void)state;
    arena_init(&a, ARENA_BYTES);
    dataset_init(&ds, &a, budget.quads_max);
    assert_int_equal(
        nquads_parse((str)STR(in_literal), &budget, &ds, NULL), OK);
    assert_int_equal(nquads_write(&ds, &a, &got, NULL), OK);
    assert_true(str_eq(got, S(S_P "\"a\\u0000b\" .\n")));
    assert_int_equal(
        nquads_parse((str)STR(in_iri), &budget, &ds, NULL), E_NQUADS_SYNTAX);
    assert_int_equal(
        nquads_parse((str)STR(between), &budget, &ds, NULL), E_NQUADS_SYNTAX);
    arena_release(&a);
}

static void test_nquads_rc_04_limits(void **state)
{
    struct budget budget = budget_default();
    struct arena a;
    struct dataset ds;
    struct err err = {0};

    (void)state;
    arena_init(&a, ARENA_BYTES);
    budget.text_bytes_max = 10;
    dataset_init(&ds, &a, budget.quads_max);
    assert_int_equal(
        nquads_parse(S(S_P "<a:o> ."), &budget, &ds, &err), E_TOO_LARGE);
    budget.text_bytes_max = 1000;
    dataset_init(&ds, &a, 1);
    assert_int_equal(
        nquads_parse(S(S_P "<a:o> .\n" S_P "<a:o> ."), &budget, &ds, &err),
        E_COMPLEXITY_LIMIT);
    assert_int_equal(err.code, E_COMPLEXITY_LIMIT);
    arena_release(&a);
}

/* RDFC-1.0 appendix A: the form of each code point within a literal. */
static void test_nquads_rc_06_every_escape(void **state)
{
    static const char *const echars[128] = {
        ['\b'] = "\\b",
        ['\t'] = "\\t",
        ['\n'] = "\\n",
        ['\f'] = "\\f",
        ['\r'] = "\\r",
        ['"'] = "\\\"",
        ['\\'] = "\\\\",
    };
    struct budget budget = budget_default();
    struct arena a;
    unsigned c;

    (void)state;
    arena_init(&a, ARENA_BYTES);
    for (c = 0; c < 128; c++) {
        char text[80];
        char expected[80];
        char form[8] = {(char)c};
        struct dataset ds;
        str got = {0};

        if (echars[c])
            snprintf(form, sizeof(form), "%s", echars[c]);
        else if (c < 0x20 || c == 0x7f)
            snprintf(form, sizeof(form), "\\u%04X", c);
        /* Enough around it to pass through the scan of eight at a time. */
        snprintf(text, sizeof(text), S_P "\"12345\\u%04x67890\" .\n", c);
        snprintf(expected, sizeof(expected), S_P "\"12345%s67890\" .\n", form);
        dataset_init(&ds, &a, budget.quads_max);
        assert_int_equal(nquads_parse(str_of(text), &budget, &ds, NULL), OK);
        assert_int_equal(nquads_write(&ds, &a, &got, NULL), OK);
        assert_int_equal(got.len, strlen(expected));
        assert_memory_equal(got.ptr, expected, got.len);
        arena_reset(&a);
    }
    arena_release(&a);
}

/* Beyond ASCII only U+FFFE and U+FFFF are outside Char of XML 1.1. */
static void test_nquads_rc_06_beyond_ascii(void **state)
{
    static const struct good cases[] = {
        {S_P "\"\\uFFFE\\uFFFF\" .\n", NULL},
        {S_P "\"12345\xef\xbf\xbf\" .\n", S_P "\"12345\\uFFFF\" .\n"},
        {S_P "\"\\uFFFD\\uF000\\u0085\\U0001FFFE\" .\n",
            S_P "\"\xef\xbf\xbd\xef\x80\x80\xc2\x85\xf0\x9f\xbf\xbe\" .\n"},
    };
    struct budget budget = budget_default();
    struct arena a;
    size_t i;

    (void)state;
    arena_init(&a, ARENA_BYTES);
    for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        const char *expected =
            cases[i].canonical ? cases[i].canonical : cases[i].text;
        struct dataset ds;
        str got = {0};

        dataset_init(&ds, &a, budget.quads_max);
        assert_int_equal(
            nquads_parse(str_of(cases[i].text), &budget, &ds, NULL), OK);
        assert_int_equal(nquads_write(&ds, &a, &got, NULL), OK);
        assert_int_equal(got.len, strlen(expected));
        assert_memory_equal(got.ptr, expected, got.len);
        arena_reset(&a);
    }
    arena_release(&a);
}

TEST_MAIN(test_nquads_good,
    test_nquads_bad,
    test_nquads_nul,
    test_nquads_rc_04_limits,
    test_nquads_rc_06_every_escape,
    test_nquads_rc_06_beyond_ascii)
