#include "draw/badge.h"

#include "carrier/crc32.h"
#include "draw/colour.h"
#include "test/support/fail.h"
#include "test/support/test.h"
#include "text/xml.h"
#include "text/xml_text.h"

static struct arena arena;

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

static const char *const TITLES[] = {
    "Data Storytelling",
    "",
    " ",
    "A",
    "</text><script>alert(1)</script>",
    "\"'&<>]]>&amp;<![CDATA[",
    "\x01\x08\x7f \xc2\x85 \xe2\x80\xae override \xe2\x80\xac \xef\xbf\xbe",
    "bad \xff\xc0\x80 bytes \xed\xa0\x80",
    ("Rindfleischetikettierungs\xc3\xbc"
     "berwachungsaufgaben\xc3\xbc"
     "bertragungsgesetz"),
    ("An introduction to the responsible and reproducible use of machine "
     "learning in clinical decision support for allied health professionals "
     "and for all who work with them, in hospitals and in the community"),
    "\xd9\x85\xd9\x82\xd8\xaf\xd9\x85\xd8\xa9 \xd9\x81\xd9\x8a",
    ("\xe3\x83\x87\xe3\x83\xbc\xe3\x82\xbf\xe5\x88\x86\xe6\x9e\x90\xe5\x85\xa5"
     "\xe9\x96\x80\xe3\x80\x82"),
};

enum {
    N_TITLES = sizeof(TITLES) / sizeof(*TITLES),
};

/* Walks over the whole picture. The names of its elements are those that we
 * write; all text together is appended to `text`. */
static void check_picture(str svg, struct buf *text)
{
    static const char *const names[] = {
        "svg", "title", "path", "clipPath", "g", "text", "rect"};
    struct budget budget = budget_default();
    struct xml *x = arena_new(&arena, struct xml);
    enum xml_event event = XML_DOCTYPE;
    struct err err;
    size_t i;

    assert_non_null(x);
    xml_init(x, svg, &budget);
    while (event != XML_END) {
        if (xml_next(x, &event, &err) != OK)
            fail_msg("line %u: %s", (unsigned)err.line, err.arg);
        if (event == XML_TEXT)
            xml_decode(text, x->content, XML_IN_TEXT);
        if (event != XML_OPEN)
            continue;
        for (i = 0; i < sizeof(names) / sizeof(*names); i++)
            if (str_eq(x->name.local, str_of(names[i])))
                break;
        assert_true(i < sizeof(names) / sizeof(*names));
        assert_null(xml_attribute(x, S(""), S("href")));
    }
}

static str draw(const struct badge_design *d)
{
    struct err err;
    str svg = {0};

    assert_int_equal(badge_draw(d, &arena, &svg, &err), OK);
    return svg;
}

static void test_badge_is_well_formed_for_every_title(void **state)
{
    struct badge_design d = badge_design_default(S("x"), S("y"));
    struct buf text;
    size_t i;
    int shape;

    (void)state;
    for (i = 0; i < N_TITLES; i++) {
        for (shape = 0; shape < SHAPE_N; shape++) {
            d.shape = (enum badge_shape)shape;
            d.title = d.issuer = d.level = str_of(TITLES[i]);
            buf_init(&text, &arena, 100000);
            check_picture(draw(&d), &text);
        }
    }
}

static void test_badge_draws_every_icon(void **state)
{
    struct badge_design d = badge_design_default(S("x"), S("y"));
    struct buf text;
    size_t i;

    (void)state;
    for (i = 0; icon_at(i); i++) {
        d.icon = icon_at(i);
        assert_ptr_equal(icon_find(d.icon->name), d.icon);
        buf_init(&text, &arena, 100000);
        check_picture(draw(&d), &text);
    }
    assert_true(i >= 20);
}

static void test_badge_bk_10_markup_in_a_title_is_text(void **state)
{
    str title = S("R</text><script>alert('1')</script>");
    struct badge_design d = badge_design_default(title, title);
    struct buf text;
    str svg;
    str all = {0};
    size_t at;

    (void)state;
    svg = draw(&d);
    buf_init(&text, &arena, 100000);
    check_picture(svg, &text); /* no element but ours */
    assert_int_equal(buf_finish_str(&text, &all), OK);
    for (at = 0; at < svg.len; at++)
        assert_false(str_starts(str_sub(svg, at, svg.len), S("<script")));
    /* The title element has it whole. */
    for (at = 0; at < all.len; at++)
        if (str_starts(str_sub(all, at, all.len), title))
            return;
    fail();
}

static void test_badge_same_description_same_bytes(void **state)
{
    struct badge_design d = badge_design_default(S("Data"), S("College"));
    struct badge_design other = d;

    (void)state;
    other.title = S("Other data");
    assert_true(str_eq(draw(&d), draw(&d)));
    assert_false(str_eq(draw(&d), draw(&other)));
}

/* The bytes of one picture, so that a difference on another machine or with
 * another compiler shows. Changes with the design. */
static void test_badge_known_bytes(void **state)
{
    struct badge_design d = {
        .shape = SHAPE_SHIELD,
        .icon = icon_find(S("leaf")),
        .accent = 0x1f6f8b,
        .title = S("Data Storytelling"),
        .issuer = S("Northfield College"),
        .level = S("Level 5"),
        .series_at = 2,
        .series_of = 3,
    };

    (void)state;
    assert_int_equal(crc32_add(0, str_bytes(draw(&d))), 0x36eaf92f);
}

static void test_badge_design_from_json(void **state)
{
    static const struct {
        const char *json;
        code code;
        const char *pointer;
    } cases[] = {
        {"{}", OK, NULL},
        {"{\"shape\": \"rosette\", \"icon\": \"leaf\", \"accent\": \"#Abc\","
         " \"level\": \"Level 5\", \"series\": [2, 3]}",
            OK, NULL},
        {"{\"series\": [0, 1]}", OK, NULL},
        {"[]", E_DESIGN, ""},
        {"{\"shape\": \"triangle\"}", E_DESIGN, "/shape"},
        {"{\"shape\": 1}", E_DESIGN, "/shape"},
        {"{\"icon\": \"nothing\"}", E_DESIGN, "/icon"},
        {"{\"accent\": \"red\"}", E_DESIGN, "/accent"},
        {"{\"accent\": \"#12345\"}", E_DESIGN, "/accent"},
        {"{\"accent\": \"#12345g\"}", E_DESIGN, "/accent"},
        {"{\"level\": 5}", E_DESIGN, "/level"},
        {"{\"series\": [4, 3]}", E_DESIGN, "/series"},
        {"{\"series\": [0, 0]}", E_DESIGN, "/series"},
        {"{\"series\": [1, 13]}", E_DESIGN, "/series"},
        {"{\"series\": [1]}", E_DESIGN, "/series"},
        {"{\"series\": \"1/3\"}", E_DESIGN, "/series"},
        {"{\"colour\": \"#123\"}", E_DESIGN, "/colour"},
    };
    struct budget budget = budget_default();
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        struct badge_design d = badge_design_default(S("T"), S("I"));
        struct json *value = NULL;
        struct err err = {0};

        assert_int_equal(
            json_parse(str_of(cases[i].json), &budget, &arena, &value, &err),
            OK);
        if (badge_design_from_json(value, &d, &err) != cases[i].code)
            fail_msg("%s", cases[i].json);
        if (cases[i].code != OK)
            assert_string_equal(err.pointer, cases[i].pointer);
        if (i == 1) {
            assert_int_equal(d.shape, SHAPE_ROSETTE);
            assert_ptr_equal(d.icon, icon_find(S("leaf")));
            assert_int_equal(d.accent, 0xaabbcc);
            assert_true(str_eq(d.level, S("Level 5")));
            assert_int_equal(d.series_at, 2);
            assert_int_equal(d.series_of, 3);
        }
    }
}

static void test_badge_without_memory(void **state)
{
    struct badge_design d = badge_design_default(S("Data"), S("College"));
    struct arena small;
    struct err err;
    code c = OK;
    str svg;
    size_t n;

    (void)state;
    for (n = 1; fail_arm(n, FAIL_ONCE); n++) {
        arena_init(&small, 1 << 24);
        c = badge_draw(&d, &small, &svg, &err);
        arena_release(&small);
        assert_true(c == OK || c == E_NO_MEMORY);
    }
    assert_int_equal(c, OK);
}

#define CASE(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(test_badge_is_well_formed_for_every_title),
        CASE(test_badge_draws_every_icon),
        CASE(test_badge_bk_10_markup_in_a_title_is_text),
        CASE(test_badge_same_description_same_bytes),
        CASE(test_badge_known_bytes),
        CASE(test_badge_design_from_json),
        CASE(test_badge_without_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
