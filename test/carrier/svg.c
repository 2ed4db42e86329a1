#include "carrier/svg.h"

#include "base/buf.h"
#include "test/support/fail.h"
#include "test/support/test.h"

#include <string.h>

#define BADGE_3 "https://purl.imsglobal.org/ob/v3p0"
#define CLR_2 "https://purl.imsglobal.org/clr/v2p0"
#define BADGE_2 "http://openbadges.org"
#define ROOT(more, content)                                                    \
    "<svg xmlns=\"http://www.w3.org/2000/svg\" " more ">" content "</svg>"
#define OB(uri) "xmlns:ob=\"" uri "\""
#define DECLARED " xmlns:openbadges=\"" BADGE_3 "\""
#define BODY(json)                                                             \
    "<openbadges:credential><![CDATA[" json "]]></openbadges:credential>"

static struct budget budget;
static struct arena arena;

static int setup(void **state)
{
    (void)state;
    budget = budget_default();
    arena_init(&arena, (size_t)64 * 1024 * 1024);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    arena_release(&arena);
    return 0;
}

static const struct {
    const char *label;
    const char *svg;
    unsigned wanted;
    code code;
    enum carried_kind kind;
    const char *text;
} READINGS[] = {
    {"JSON in CDATA",
        ROOT(OB(BADGE_3),
            "<ob:credential>\n <![CDATA[ {\"a\":1}\r\n]]>\n"
            "</ob:credential>"),
        CARRIED_CURRENT, OK, CARRIED_BADGE_3, " {\"a\":1}\r\n"},
    {"JSON in text",
        ROOT(OB(BADGE_3),
            "<ob:credential> {&quot;a&quot;:\"&lt;\"}\n</ob:credential>"),
        CARRIED_CURRENT, OK, CARRIED_BADGE_3, "{\"a\":\"<\"}"},
    {"CDATA split over two",
        ROOT(OB(BADGE_3),
            "<ob:credential><![CDATA[{\"a\":\"]]]]><![CDATA[>\"}]]>"
            "</ob:credential>"),
        CARRIED_CURRENT, OK, CARRIED_BADGE_3, "{\"a\":\"]]>\"}"},
    {"comment inside",
        ROOT(OB(BADGE_3),
            "<ob:credential>{<!-- no -->}<?no no?></ob:credential>"),
        CARRIED_CURRENT, OK, CARRIED_BADGE_3, "{}"},
    {"JWS in verify", ROOT(OB(BADGE_3), "<ob:credential verify=' eyJ.b.c\n'/>"),
        CARRIED_CURRENT, OK, CARRIED_BADGE_3, "eyJ.b.c"},
    {"any prefix, declared on the element, not the first child",
        ROOT("", "<g/><x:credential xmlns:x='" BADGE_3 "'>{}</x:credential>"),
        CARRIED_CURRENT, OK, CARRIED_BADGE_3, "{}"},
    {"default namespace",
        ROOT("", "<credential xmlns='" BADGE_3 "'>{}</credential>"),
        CARRIED_CURRENT, OK, CARRIED_BADGE_3, "{}"},
    {"the usual prefix for another namespace",
        ROOT("xmlns:openbadges='https://example.org/'",
            "<openbadges:credential>{}</openbadges:credential>"),
        CARRIED_CURRENT, E_NO_CREDENTIAL, CARRIED_PLAIN, NULL},
    {"CLR", ROOT(OB(CLR_2), "<ob:credential>{}</ob:credential>"),
        CARRIED_CURRENT, OK, CARRIED_CLR_2, "{}"},
    {"CLR not wanted", ROOT(OB(CLR_2), "<ob:credential>{}</ob:credential>"),
        CARRIED_BADGE_3, E_NO_CREDENTIAL, CARRIED_PLAIN, NULL},
    {"2.0, hosted",
        ROOT(OB(BADGE_2),
            "<ob:assertion verify='https://x.example/a'>{}"
            "</ob:assertion>"),
        CARRIED_CURRENT, OK, CARRIED_BADGE_2, "{}"},
    {"2.0, signed", ROOT(OB(BADGE_2), "<ob:assertion verify='a.b.c'/>"),
        CARRIED_CURRENT, OK, CARRIED_BADGE_2, "a.b.c"},
    {"BK-05 legacy URL",
        ROOT(OB(BADGE_2), "<ob:assertion verify='http://x.example/a'/>"),
        CARRIED_CURRENT, E_NO_CREDENTIAL, CARRIED_PLAIN, NULL},
    {"BK-05 legacy URL, asked for",
        ROOT(OB(BADGE_2), "<ob:assertion verify='http://x.example/a'/>"),
        CARRIED_BADGE_1, OK, CARRIED_BADGE_1, "http://x.example/a"},
    {"3.0 beside 2.0",
        ROOT("xmlns:a='" BADGE_2 "' xmlns:b='" BADGE_3 "'",
            "<a:assertion verify='a.b.c'/><b:credential>{}"
            "</b:credential>"),
        CARRIED_CURRENT, OK, CARRIED_BADGE_3, "{}"},
    {"BK-03 two of them",
        ROOT(OB(BADGE_3),
            "<ob:credential>{}</ob:credential><g><ob:credential>{}"
            "</ob:credential></g>"),
        CARRIED_CURRENT, E_BAKE_DUPLICATE, CARRIED_PLAIN, NULL},
    {"JSON and JWS",
        ROOT(OB(BADGE_3),
            "<ob:credential verify='a.b.c'>{}"
            "</ob:credential>"),
        CARRIED_CURRENT, E_BAKE_FORMAT, CARRIED_PLAIN, NULL},
    {"neither", ROOT(OB(BADGE_3), "<ob:credential> </ob:credential>"),
        CARRIED_CURRENT, E_BAKE_FORMAT, CARRIED_PLAIN, NULL},
    {"element inside",
        ROOT(OB(BADGE_3), "<ob:credential>{}<g/></ob:credential>"),
        CARRIED_CURRENT, E_BAKE_FORMAT, CARRIED_PLAIN, NULL},
    {"none", ROOT("", "<g/>"), CARRIED_CURRENT, E_NO_CREDENTIAL, CARRIED_PLAIN,
        NULL},
    {"another root", "<html xmlns='http://www.w3.org/1999/xhtml'/>",
        CARRIED_CURRENT, E_BAKE_FORMAT, CARRIED_PLAIN, NULL},
    {"root in no namespace", "<svg/>", CARRIED_CURRENT, E_BAKE_FORMAT,
        CARRIED_PLAIN, NULL},
    {"cut off", "<svg xmlns='http://www.w3.org/2000/svg'><g>", CARRIED_CURRENT,
        E_XML_SYNTAX, CARRIED_PLAIN, NULL},
};

static void test_svg_extracts(void **state)
{
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(READINGS) / sizeof(*READINGS); i++) {
        struct carried got = {0};
        struct err err = {0};
        code c = svg_extract(str_of(READINGS[i].svg), READINGS[i].wanted,
            &budget, &arena, &got, &err);

        if (c != READINGS[i].code)
            fail_msg("%s: code %d %s", READINGS[i].label, (int)c, err.arg);
        if (c == OK && (got.kind != READINGS[i].kind ||
                           !str_eq(got.text, str_of(READINGS[i].text))))
            fail_msg("%s: other content", READINGS[i].label);
    }
}

static void test_svg_bk_07_document_types(void **state)
{
    static const struct {
        const char *label;
        const char *type;
        code code;
    } cases[] = {
        {"that of SVG 1.1, never fetched",
            "<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" "
            "\"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\">",
            OK},
        {"billion laughs",
            "<!DOCTYPE svg [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\">]>",
            E_XML_DTD_FORBIDDEN},
        {"file entity",
            "<!DOCTYPE svg [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>",
            E_XML_DTD_FORBIDDEN},
        {"parameter entity",
            "<!DOCTYPE svg [<!ENTITY % x SYSTEM \"http://x.example/\">%x;]>",
            E_XML_DTD_FORBIDDEN},
        {"empty subset", "<!DOCTYPE svg []>", E_XML_DTD_FORBIDDEN},
    };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        str parts[2] = {str_of(cases[i].type),
            S(ROOT(OB(BADGE_3), "<ob:credential>{}</ob:credential>"))};
        str svg = arena_join(&arena, parts, 2);
        struct carried got;
        struct err err;
        str baked;
        code c = svg_extract(svg, CARRIED_CURRENT, &budget, &arena, &got, &err);

        if (c != cases[i].code ||
            svg_bake(svg, S("{}"), &budget, &arena, &baked, &err) != c)
            fail_msg("%s: code %d", cases[i].label, (int)c);
    }
}

static const struct {
    const char *label;
    const char *svg;
    const char *credential;
    const char *baked;
} BAKINGS[] = {
    {"JSON", "<svg xmlns='http://www.w3.org/2000/svg'\n ><g/></svg>\n",
        "{\"a\":1}",
        "<svg" DECLARED " xmlns='http://www.w3.org/2000/svg'\n >" BODY(
            "{\"a\":1}") "<g/></svg>\n"},
    {"JWS", "<svg xmlns='http://www.w3.org/2000/svg'></svg>", "a.b.c",
        "<svg" DECLARED " xmlns='http://www.w3.org/2000/svg'>"
        "<openbadges:credential verify=\"a.b.c\">"
        "</openbadges:credential></svg>"},
    {"white space before JSON",
        "<svg xmlns='http://www.w3.org/2000/svg'></svg>", " {}",
        "<svg" DECLARED
        " xmlns='http://www.w3.org/2000/svg'>" BODY(" {}") "</svg>"},
    {"end of CDATA", "<svg xmlns='http://www.w3.org/2000/svg'></svg>",
        "{\"a\":\"]]>\"}",
        "<svg" DECLARED " xmlns='http://www.w3.org/2000/svg'>" BODY(
            "{\"a\":\"]]]]><![CDATA[>\"}") "</svg>"},
    {"empty root, with a prefix",
        "<s:svg xmlns:s='http://www.w3.org/2000/svg' />", "{}",
        "<s:svg" DECLARED
        " xmlns:s='http://www.w3.org/2000/svg' >" BODY("{}") "</s:svg>"},
    {"declared already",
        "<svg xmlns='http://www.w3.org/2000/svg' xmlns:x='" BADGE_3 "'></svg>",
        "{}",
        "<svg xmlns='http://www.w3.org/2000/svg' xmlns:x='" BADGE_3
        "'><x:credential><![CDATA[{}]]></x:credential></svg>"},
    {"prefix taken",
        "<svg xmlns='http://www.w3.org/2000/svg' xmlns:openbadges='"
        "http://openbadges.org'><openbadges:assertion verify='a.b.c'/>"
        "</svg>",
        "{}",
        "<svg xmlns='http://www.w3.org/2000/svg' xmlns:openbadges='"
        "http://openbadges.org'><openbadges:credential" DECLARED
        "><![CDATA[{}]]></openbadges:credential>"
        "<openbadges:assertion verify='a.b.c'/></svg>"},
    {"the old ones go",
        "<?xml version='1.0'?><!-- x --><svg xmlns='"
        "http://www.w3.org/2000/svg' xmlns:x='" BADGE_3
        "'><g><x:credential verify='a.b.c'/></g> "
        "<x:credential><x:credential/>old</x:credential>end</svg>",
        "{}",
        "<?xml version='1.0'?><!-- x --><svg xmlns='"
        "http://www.w3.org/2000/svg' xmlns:x='" BADGE_3
        "'><x:credential><![CDATA[{}]]></x:credential><g></g> "
        "end</svg>"},
};

static void test_svg_bakes(void **state)
{
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(BAKINGS) / sizeof(*BAKINGS); i++) {
        struct carried got;
        struct err err = {0};
        str baked = {0};
        str again = {0};
        str credential = str_of(BAKINGS[i].credential);

        if (svg_bake(str_of(BAKINGS[i].svg), credential, &budget, &arena,
                &baked, &err) != OK ||
            !str_eq(baked, str_of(BAKINGS[i].baked)))
            fail_msg("%s: %.*s", BAKINGS[i].label, (int)baked.len, baked.ptr);
        assert_int_equal(
            svg_extract(baked, CARRIED_BADGE_3, &budget, &arena, &got, &err),
            OK);
        assert_true(str_eq(got.text, credential));
        assert_int_equal(
            svg_bake(baked, credential, &budget, &arena, &again, &err), OK);
        assert_true(str_eq(again, baked));
    }
}

static void test_svg_bake_refuses(void **state)
{
    static const struct {
        const char *label;
        const char *svg;
        str credential;
        code code;
    } cases[] = {
        {"another root", "<g/>", STR("{}"), E_BAKE_FORMAT},
        {"an unsound one of Open Badges 2",
            ROOT(OB(BADGE_2), "<ob:assertion/>"), STR("{}"), E_BAKE_FORMAT},
        {"not well-formed", ROOT("", "<g>"), STR("{}"), E_XML_SYNTAX},
        {"NUL", ROOT("", ""), STR("{\"\0\"}"), E_BAKE_FORMAT},
        {"U+FFFE", ROOT("", ""), STR("{\"\xef\xbf\xbe\"}"), E_BAKE_FORMAT},
        {"not UTF-8", ROOT("", ""), STR("{\"\xff\"}"), E_BAKE_FORMAT},
        {"credential too large", ROOT("", ""), STR("{\"123456789\"}"),
            E_BAKE_LIMIT},
    };
    size_t i;

    (void)state;
    budget.image_text_bytes_max = 8;
    for (i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        struct err err = {0};
        str baked;
        code c = svg_bake(str_of(cases[i].svg), cases[i].credential, &budget,
            &arena, &baked, &err);

        if (c != cases[i].code)
            fail_msg("%s: code %d", cases[i].label, (int)c);
    }
}

static void test_svg_limit_of_the_image(void **state)
{
    str svg = S(ROOT("", ""));
    struct err err;
    str baked = {0};
    str again;

    (void)state;
    assert_int_equal(svg_bake(svg, S("{}"), &budget, &arena, &baked, &err), OK);
    budget.svg_bytes_max = baked.len;
    assert_int_equal(svg_bake(svg, S("{}"), &budget, &arena, &again, &err), OK);
    assert_int_equal(
        svg_bake(baked, S("{}"), &budget, &arena, &again, &err), OK);
    budget.svg_bytes_max--;
    assert_int_equal(
        svg_bake(svg, S("{}"), &budget, &arena, &again, &err), E_BAKE_LIMIT);
    assert_int_equal(
        svg_bake(baked, S("{}"), &budget, &arena, &again, &err), E_BAKE_LIMIT);
}

static void test_svg_without_memory(void **state)
{
    str svg = S(ROOT("", "<g/>"));
    struct arena small;
    struct carried got;
    struct err err;
    str baked = {0};
    code c = OK;
    size_t n;

    (void)state;
    for (n = 1; fail_arm(n, FAIL_ONCE); n++) {
        arena_init(&small, 1 << 20);
        c = svg_bake(svg, S("{\"]]>\":1}"), &budget, &small, &baked, &err);
        if (c == OK)
            c = svg_extract(
                baked, CARRIED_BADGE_3, &budget, &small, &got, &err);
        arena_release(&small);
        assert_true(c == OK || c == E_NO_MEMORY);
    }
    assert_int_equal(c, OK);
}

/* The root and what is in it: the limit, and one more. */
static void test_svg_limit_of_elements(void **state)
{
    struct carried got;
    struct err err;
    struct buf svg;
    str text = {NULL, 0};
    uint32_t i;
    uint32_t more;

    (void)state;
    for (more = 0; more < 2; more++) {
        buf_init(&svg, &arena, (size_t)1 << 20);
        buf_str(&svg, S("<svg xmlns=\"http://www.w3.org/2000/svg\">"));
        for (i = 1; i < budget.svg_elements_max + more; i++)
            buf_str(&svg, S("<g/>"));
        buf_str(&svg, S("</svg>"));
        assert_int_equal(buf_finish_str(&svg, &text), OK);
        assert_int_equal(
            svg_extract(text, CARRIED_CURRENT, &budget, &arena, &got, &err),
            more == 0 ? E_NO_CREDENTIAL : E_LIMIT_EXCEEDED);
    }
}

#define CASE(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(test_svg_extracts),
        CASE(test_svg_bk_07_document_types),
        CASE(test_svg_bakes),
        CASE(test_svg_bake_refuses),
        CASE(test_svg_limit_of_the_image),
        CASE(test_svg_limit_of_elements),
        CASE(test_svg_without_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
