#include "text/pattern.h"

#include "test/support/test.h"

#include <string.h>

#define DATE_TIME                                                              \
    "-?([1-9][0-9]{3,}|0[0-9]{3})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"    \
    "T(([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]+)?|(24:00:00"         \
    "(\\.0+)?))(Z|(\\+|-)((0[0-9]|1[0-3]):[0-5][0-9]|14:00))"
#define JWS "^[a-zA-Z0-9_-]+\\.[a-zA-Z0-9_-]*\\.[a-zA-Z0-9_-]+$"
#define CONTEXT                                                                \
    "^https:\\/\\/purl\\.imsglobal\\.org\\/spec\\/ob\\/v3p0\\/context"         \
    "(-3\\.\\d\\.\\d)*\\.json$"
#define UUID "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"

struct match {
    str pattern;
    str text;
    bool matches;
};

static const struct match MATCHES[] = {
    {STR(""), STR(""), true},
    {STR(""), STR("abc"), true},
    {STR("b"), STR("abc"), true},
    {STR("^b"), STR("abc"), false},
    {STR("b$"), STR("abc"), false},
    {STR("^abc$"), STR("abc"), true},
    {STR("^$"), STR(""), true},
    {STR("^$"), STR("\n"), false},
    {STR("a|b|c"), STR("xxc"), true},
    {STR("^(a|b|c)$"), STR("b"), true},
    {STR("^(a|b|)$"), STR(""), true},
    {STR("^a|b$"), STR("xb"), true},
    {STR("^(?:ab)+$"), STR("ababab"), true},
    {STR("^(?:ab)+$"), STR("ababa"), false},
    {STR("^a*$"), STR(""), true},
    {STR("^a+$"), STR(""), false},
    {STR("^a?b$"), STR("ab"), true},
    {STR("^a?b$"), STR("aab"), false},
    {STR("^a{3}$"), STR("aaa"), true},
    {STR("^a{3}$"), STR("aaaa"), false},
    {STR("^a{2,}$"), STR("aaaaaa"), true},
    {STR("^a{2,}$"), STR("a"), false},
    {STR("^a{1,3}$"), STR("aaa"), true},
    {STR("^a{1,3}$"), STR("aaaa"), false},
    {STR("^a{0}$"), STR(""), true},
    {STR("^a*?b$"), STR("aab"), true},
    {STR("^(a*)*$"), STR("aaab"), false},
    {STR("^(a*)*$"), STR("aaaa"), true},
    {STR("^((a|b)*c){2}$"), STR("abacbc"), true},
    {STR("^(){1000}(()){1000}x$"), STR("x"), true},
    {STR("^.$"), STR("\xf0\x9f\x92\xa9"), true},
    {STR("^.$"), STR("\n"), false},
    {STR("^[^a]$"), STR("\n"), true},
    {STR("^[^a-c]$"), STR("b"), false},
    {STR("^[]$"), STR("a"), false},
    {STR("^[^]$"), STR("a"), true},
    {STR("^[a\\]b-]+$"), STR("a]b-"), true},
    {STR("^[\\d\\s]+$"), STR("1 2\t3"), true},
    {STR("^[\\D]$"), STR("1"), false},
    {STR("^[\\D]$"), STR("\xc3\xa9"), true},
    {STR("^\\w\\W\\s\\S\\d\\D$"), STR("a- b1c"), true},
    {STR("^\\u00e9\\x41\\t$"),
        STR("\xc3\xa9"
            "A\t"),
        true},
    {STR("^[\xc3\xa0-\xc3\xbf]$"), STR("\xc3\xa9"), true},
    {STR("^\\^\\$\\.\\*\\+\\?\\(\\)\\[\\]\\{\\}\\|\\\\\\/\\-$"),
        STR("^$.*+?()[]{}|\\/-"), true},
    {STR("\xc3\xa9"), STR("caf\xc3\xa9"), true},
    {STR("b"),
        STR("\xff\xff"
            "b"),
        true},
    /* Those of the schemas. */
    {STR("^[a-z]{2}(-[A-Z]{2})?$"), STR("de-CH"), true},
    {STR("^[a-z]{2}(-[A-Z]{2})?$"), STR("deu"), false},
    {STR(JWS), STR("eyJh.eyJp-_.c2ln"), true},
    {STR(JWS), STR("eyJh..c2ln"), true},
    {STR(JWS), STR("eyJh.eyJp."), false},
    {STR("(ext:)[a-z|A-Z|0-9|.|-|_]+"), STR("ext:My_Type"), true},
    {STR("(ext:)[a-z|A-Z|0-9|.|-|_]+"), STR("ext:"), false},
    {STR(CONTEXT),
        STR("https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"),
        true},
    {STR(CONTEXT), STR("https://purl.imsglobal.org/spec/ob/v3p0/context.json"),
        true},
    {STR(CONTEXT),
        STR("https://purl.imsglobal.org/spec/ob/v3p0/context-3.json"), false},
    {STR("^[\\x20-\\x21\\x23-\\x5b\\x5d-\\x7e]*$"), STR("a b!~"), true},
    {STR("^[\\x20-\\x21\\x23-\\x5b\\x5d-\\x7e]*$"), STR("a\\b"), false},
    {STR(UUID), STR("f81d4fae-7dec-11d0-a765-00a0c91e6bf6"), true},
    {STR(UUID), STR("f81d4fae-7dec-11d0-a765-00a0c91e6bf"), false},
    {STR(DATE_TIME), STR("2024-01-01T00:00:00Z"), true},
    {STR(DATE_TIME), STR("2024-01-01T24:00:00.00-14:00"), true},
    {STR(DATE_TIME), STR("2024-01-01T24:00:01Z"), false},
    {STR(DATE_TIME), STR("2024-01-01"), false},
    {STR("^[^:][^:]*:[^:][^:]*$"), STR("ext:x"), true},
    {STR("^data:"), STR("data:image/png;base64,"), true},
    {STR("^sha256\\$[a-fA-F0-9]{64}$"),
        STR("sha256$b5809d8a92f8858436d7e6b87c12ebc0ae1eac4baecc2c0b913aee2c9"
            "22ef399"),
        true},
    {STR("^mailto:[^@]*[^\\.]@[^\\.]($|[^@]*[^\\.]$)"), STR("mailto:a@b.c"),
        true},
    {STR("^mailto:[^@]*[^\\.]@[^\\.]($|[^@]*[^\\.]$)"), STR("mailto:a@b."),
        false},
};

static void test_pattern_matches(void **state)
{
    struct budget budget = budget_default();
    struct arena arena;
    size_t i;

    (void)state;
    arena_init(&arena, 1 << 24);
    for (i = 0; i < sizeof(MATCHES) / sizeof(MATCHES[0]); i++) {
        const struct match *m = &MATCHES[i];
        struct pattern *pattern = NULL;
        struct err err = {0};
        bool matches = false;

        if (pattern_compile(m->pattern, &arena, &pattern, &err) != OK)
            fail_msg("'%s': %d at %u", m->pattern.ptr, err.code,
                (unsigned)err.offset);
        assert_int_equal(
            pattern_match(pattern, m->text, &budget, &arena, &matches, &err),
            OK);
        if (matches != m->matches)
            fail_msg("'%s' and '%s': %d", m->pattern.ptr, m->text.ptr, matches);
    }
    arena_release(&arena);
}

struct refusal {
    str pattern;
    code why;
    size_t offset;
};

static const struct refusal REFUSALS[] = {
    {STR("^([0-9]{4})(-?)(1[0-2]|0[1-9])\\2(3[01])$"), E_SCHEMA_UNSUPPORTED,
        31},
    {STR("(?=a)"), E_SCHEMA_UNSUPPORTED, 2},
    {STR("(?!a)"), E_SCHEMA_UNSUPPORTED, 2},
    {STR("(?<n>a)"), E_SCHEMA_UNSUPPORTED, 2},
    {STR("\\bword"), E_SCHEMA_UNSUPPORTED, 1},
    {STR("\\p{L}"), E_SCHEMA_UNSUPPORTED, 1},
    {STR("\\u{1f4a9}"), E_SCHEMA_UNSUPPORTED, 1},
    {STR("\\ud83d"), E_SCHEMA_UNSUPPORTED, 1},
    {STR("[\\d-x]"), E_SCHEMA_UNSUPPORTED, 4},
    {STR("a{5000}"), E_SCHEMA_UNSUPPORTED, 5},
    {STR("(a{100}){100}"), E_SCHEMA_UNSUPPORTED, 13},
    {STR("((((a{0,9}){0,9}){0,9}){0,9}){0,9}"), E_SCHEMA_UNSUPPORTED, 34},
    {STR("a**"), E_SYNTAX, 2},
    {STR("*a"), E_SYNTAX, 0},
    {STR("^*"), E_SYNTAX, 1},
    {STR("(a"), E_SYNTAX, 2},
    {STR("a)"), E_SYNTAX, 1},
    {STR("[a"), E_SYNTAX, 2},
    {STR("[z-a]"), E_SYNTAX, 4},
    {STR("a{2,1}"), E_SYNTAX, 5},
    {STR("a{x}"), E_SYNTAX, 2},
    {STR("a{2"), E_SYNTAX, 3},
    {STR("]"), E_SYNTAX, 0},
    {STR("a\\"), E_SYNTAX, 2},
    {STR("\xff"), E_SYNTAX, 0},
};

static void test_pattern_says_what_cannot_be_decided(void **state)
{
    char deep[4 * PATTERN_DEPTH_MAX];
    struct pattern *pattern = NULL;
    struct err err = {0};
    struct arena arena;
    size_t i;

    (void)state;
    arena_init(&arena, 1 << 24);
    for (i = 0; i < sizeof(REFUSALS) / sizeof(REFUSALS[0]); i++) {
        code got = pattern_compile(REFUSALS[i].pattern, &arena, &pattern, &err);

        if (got != REFUSALS[i].why || err.offset != REFUSALS[i].offset)
            fail_msg("'%s': %d at %u", REFUSALS[i].pattern.ptr, got,
                (unsigned)err.offset);
    }
    memset(deep, '(', sizeof(deep));
    assert_int_equal(
        pattern_compile((str){deep, sizeof(deep)}, &arena, &pattern, &err),
        E_SCHEMA_UNSUPPORTED);
    assert_null(pattern);
    arena_release(&arena);
}

/* The classic killers of backtracking: work stays at text x pattern. */
static void test_pattern_work_is_bounded(void **state)
{
    static const str killers[] = {
        STR("^(a+)+$"),
        STR("^(a|a)*$"),
        STR("^(a|aa)+$"),
        STR("(.*)(.*)(.*)(.*)(.*)[^a]$"),
    };
    static char text[20001];
    struct arena arena;
    size_t i;

    (void)state;
    memset(text, 'a', sizeof(text));
    text[sizeof(text) - 2] = '\n';
    arena_init(&arena, 1 << 24);
    for (i = 0; i < sizeof(killers) / sizeof(killers[0]); i++) {
        struct budget budget = budget_default();
        struct pattern *pattern = NULL;
        bool matches = true;

        budget.work_left = 20 * sizeof(text);
        assert_int_equal(
            pattern_compile(killers[i], &arena, &pattern, NULL), OK);
        assert_int_equal(pattern_match(pattern, (str){text, sizeof(text)},
                             &budget, &arena, &matches, NULL),
            OK);
        assert_false(matches);
        budget.work_left = 100;
        assert_int_equal(pattern_match(pattern, (str){text, sizeof(text)},
                             &budget, &arena, &matches, NULL),
            E_COMPLEXITY_LIMIT);
    }
    arena_release(&arena);
}

TEST_MAIN(test_pattern_matches,
    test_pattern_says_what_cannot_be_decided,
    test_pattern_work_is_bounded)
