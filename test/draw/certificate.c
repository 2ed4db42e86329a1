#include "draw/certificate.h"

#include "carrier/carrier.h"
#include "draw/badge.h"
#include "host/native.h"
#include "test/support/test.h"

#include <string.h>

static const struct certificate_fact FACTS[] = {
    {STR("Level"), STR("AQF level 6")},
    {STR("Effort"), STR("40 hours")},
    {STR("Awarded"), STR("15 January 2026")},
};
static const str OUTCOMES[] = {
    STR("Frame a question so that data can answer it"),
    STR("Build the chart that shows the answer"),
};

static struct arena arena;

static struct certificate sample(void)
{
    struct badge_design design = badge_design_default(S("Data"), S("Harbour"));
    struct certificate c = {
        .language = STR("en"),
        .kind = STR("Micro-credential"),
        .learner = STR("Maya Fernandes"),
        .title = STR("Data Storytelling"),
        .issuer = STR("Harbour College"),
        .issuer_domain = STR("harbour.example"),
        .statement = STR("Assessed by a workplace challenge."),
        .facts = FACTS,
        .n_facts = 3,
        .outcomes = OUTCOMES,
        .n_outcomes = 2,
        .signer_name = STR("Ingrid Olsen"),
        .signer_role = STR("Registrar"),
        .accent = 0x1f6f8b,
        .verify_url = STR("https://harbour.example/a/k7m2qzr4w5x6y3"),
        .check_words = STR("amber falcon"),
        .credential = STR("{\"name\":\"x\"}"),
        .created = STR("2026-01-15T20:00:00+11:00"),
    };

    assert_int_equal(badge_draw(&design, &arena, &c.badge, NULL), OK);
    return c;
}

static int setup(void **state)
{
    (void)state;
    arena_init(&arena, (size_t)64 * 1024 * 1024);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    arena_release(&arena);
    return 0;
}

static size_t count(bytes data, const char *part)
{
    str text = bytes_str(data);
    size_t len = strlen(part);
    size_t n = 0;
    size_t i;

    for (i = 0; i + len <= text.len; i++)
        n += memcmp(text.ptr + i, part, len) == 0;
    return n;
}

/* Every template in every form: a PDF of one page, the same twice. */
static void test_certificate_forms(void **state)
{
    unsigned i;

    (void)state;
    for (i = 0; i < 2 * 2 * (unsigned)CERTIFICATE_TEMPLATES; i++) {
        struct certificate c = sample();
        bytes pdf = {NULL, 0};
        bytes again = {NULL, 0};
        struct err err = {0};

        c.template = (enum certificate_template)(i / 4);
        c.paper = i & 1 ? PAPER_LETTER : PAPER_A4;
        c.turn = i & 2 ? TURN_PORTRAIT : TURN_LANDSCAPE;
        assert_int_equal(certificate_draw(&c, &arena, &pdf, &err), OK);
        if (i % 4 == 0) {
            assert_int_equal(certificate_draw(&c, &arena, &again, &err), OK);
            assert_true(bytes_eq(pdf, again));
        }
        assert_true(str_starts(bytes_str(pdf), S("%PDF-1.7")));
        assert_int_equal(count(pdf, "/Type /Page "), 1);
        assert_int_equal(count(pdf, "/AFRelationship /Source"), 1);
        assert_int_equal(count(pdf, "(D:20260115090000Z)"), 2);
        assert_int_equal(count(pdf, "/Subtype /Image"), 0);
        assert_int_equal(count(pdf, "/MarkInfo << /Marked true >>"), 1);
    }
}

#define LONG_WORD                                                              \
    "Wolfeschlegelsteinhausenbergerdorffwelchevoralternwarengewissenhaft"

static const char RIGHT_TO_LEFT_OVERRIDE[] = {
    '\xe2', '\x80', '\xae', 'o', 'v', 'e', 'r', '\0'};

/* Names in any script and of any length, and texts that try to be more. */
static void test_certificate_names(void **state)
{
    static const struct {
        const char *name;
        const char *language;
    } cases[] = {
        {"\xd8\xb9\xd8\xa8\xd8\xaf \xd8\xa7\xd9\x84\xd9\x84\xd9\x87", "ar"},
        {"\xe6\xac\xa7\xe9\x98\xb3\xe6\x98\x8e\xe6\x9c\x88", "zh-Hant"},
        {"\xe0\xa4\x85\xe0\xa4\xa8\xe0\xa5\x81", "en"},
        {LONG_WORD LONG_WORD LONG_WORD LONG_WORD, "de"},
        {"a b c d e f g h " LONG_WORD " " LONG_WORD " " LONG_WORD, "en"},
        {"bad \xff\xfe bytes", "en"},
        {RIGHT_TO_LEFT_OVERRIDE, "xx-not a tag"},
        {"</text><script>", "en"},
        {" ", "en"},
    };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        struct certificate c = sample();
        struct err err = {0};
        bytes pdf = {NULL, 0};

        c.learner = str_of(cases[i].name);
        c.language = str_of(cases[i].language);
        if (certificate_draw(&c, &arena, &pdf, &err) != OK)
            fail_msg("%s: %s", cases[i].name, err.arg);
        assert_int_equal(count(pdf, "/Type /Page "), 1);
    }
}

static void test_certificate_without_the_rest(void **state)
{
    unsigned i;

    (void)state;
    for (i = 0; i < (unsigned)CERTIFICATE_TEMPLATES; i++) {
        struct certificate c = {
            .template = (enum certificate_template)i,
            .learner = STR("M"),
            .title = STR("T"),
            .issuer = STR("I"),
            .verify_url = STR("https://a.example/"),
            .credential = STR("eyJ.a.b"),
            .created = STR("2026-01-15T09:00:00Z"),
        };
        struct err err = {0};
        bytes pdf = {NULL, 0};

        assert_int_equal(certificate_draw(&c, &arena, &pdf, &err), OK);
        assert_int_equal(count(pdf, "/UF (credential.jwt)"), 1);
    }
}

/* What was attached comes out again, byte for byte, and nothing else. */
static void test_certificate_bk_16_carries_the_credential(void **state)
{
    static const str credentials[] = {
        STR("{}"),
        STR("{\"name\":\"\xf0\x9f\x8e\x93 \\u0000 endstream endobj\"}\r\n"),
        STR("eyJhbGciOiJFZERTQSJ9.e30.c2ln"),
    };
    struct budget budget = budget_default();
    struct native *native = NULL;
    struct carrier_tools tools = {&budget, NULL, &arena};
    size_t i;

    (void)state;
    assert_int_equal(native_new(&native, NULL), OK);
    tools.provider = native_provider(native);
    for (i = 0; i < sizeof(credentials) / sizeof(*credentials); i++) {
        struct certificate c = sample();
        struct carrier_content got = {0};
        struct err err = {0};
        bytes pdf = {NULL, 0};

        c.credential = credentials[i];
        assert_int_equal(certificate_draw(&c, &arena, &pdf, &err), OK);
        if (carrier_extract(pdf, CARRIED_CURRENT, &tools, &got, &err) != OK)
            fail_msg("%s", err.arg);
        assert_true(str_eq(got.carried.text, credentials[i]));
        assert_int_equal(got.carrier, CARRIER_PDF);
        assert_false(got.is_modified);
    }
    native_free(native);
}

static void leave_out_learner(struct certificate *c)
{
    c->learner.len = 0;
}

static void leave_out_credential(struct certificate *c)
{
    c->credential.len = 0;
}

static void break_date(struct certificate *c)
{
    c->created = S("yesterday");
}

static void break_template(struct certificate *c)
{
    c->template = CERTIFICATE_TEMPLATES;
}

static void add_facts(struct certificate *c)
{
    c->n_facts = CERTIFICATE_FACTS_MAX + 1;
}

static void break_badge(struct certificate *c)
{
    c->badge = S("<svg");
}

static void break_logo(struct certificate *c)
{
    c->logo = str_bytes(S("\x89PNG\r\n\x1a\n damaged"));
}

static void never_end(struct certificate *c)
{
    c->badge = S("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"2000\" "
                 "height=\"2000\"><filter id=\"f\"><feTurbulence "
                 "baseFrequency=\".9\" numOctaves=\"1000000\"/></filter>"
                 "<rect width=\"2000\" height=\"2000\" "
                 "filter=\"url(#f)\"/></svg>");
}

static void test_certificate_refuses(void **state)
{
    static const struct {
        void (*change)(struct certificate *c);
        code code;
    } cases[] = {
        {leave_out_learner, E_ARGUMENT},
        {leave_out_credential, E_ARGUMENT},
        {break_date, E_ARGUMENT},
        {break_template, E_ARGUMENT},
        {add_facts, E_LIMIT_EXCEEDED},
        {break_badge, E_RENDER},
        {break_logo, E_RENDER},
        {never_end, E_COMPLEXITY_LIMIT},
    };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        struct certificate c = sample();
        bytes pdf = {NULL, 0};
        struct err err = {0};

        cases[i].change(&c);
        if (certificate_draw(&c, &arena, &pdf, &err) != cases[i].code)
            fail_msg("%zu: %s", i, err.arg);
        assert_null(pdf.ptr);
    }
}

#define CASE(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(test_certificate_forms),
        CASE(test_certificate_names),
        CASE(test_certificate_without_the_rest),
        CASE(test_certificate_bk_16_carries_the_credential),
        CASE(test_certificate_refuses),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
