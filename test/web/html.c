/* Escaping: each writer, and each place of a page. */
#include "web/html.h"

#include "test/support/test.h"
#include "web/view.h"

#include <string.h>

enum {
    ARENA_BYTES = 1 << 20,
};

struct escape_case {
    void (*write)(struct buf *out, str text);
    const char *in;
    const char *out;
};

/* U+202E and "x<". */
static const char OVERRIDDEN[] = {'\xE2', '\x80', '\xAE', 'x', '<', '\0'};
static const char OVERRIDDEN_ISOLATED[] = {'<', 'b', 'd', 'i', '>', '\xE2',
    '\x80', '\xAE', 'x', '&', 'l', 't', ';', '<', '/', 'b', 'd', 'i', '>',
    '\0'};

static const struct escape_case CASES[] = {
    {html_text, "a <b> & \"c\"", "a &lt;b&gt; &amp; \"c\""},
    {html_text, "", ""},
    {html_attr, "<'\"&>", "&lt;&#39;&quot;&amp;&gt;"},
    {html_name, OVERRIDDEN, OVERRIDDEN_ISOLATED},
    {html_url, "https://a.example/?x=1&y=2", "https://a.example/?x=1&amp;y=2"},
    {html_url, "/o/hc#skills", "/o/hc#skills"},
    {html_url, "?page=2", "?page=2"},
    {html_url, "mailto:a@b.example", "mailto:a@b.example"},
    {html_url, "HTTPS://A.example", "HTTPS://A.example"},
    {html_url, "javascript:alert(1)", "#"},
    {html_url, "JaVaScRiPt:alert(1)", "#"},
    {html_url, " javascript:alert(1)", "#"},
    {html_url, "java\nscript:alert(1)", "#"},
    {html_url, "data:text/html,<script>", "#"},
    {html_url, "data:image/svg+xml;base64,AAAA", "#"},
    {html_url, "data:image/png;base64,AAAA", "data:image/png;base64,AAAA"},
    {html_url, "vbscript:x", "#"},
    {html_url, "//evil.example/", "#"},
    {html_url, "/\\evil.example/", "#"},
    {html_url, "a/b:c", "a/b:c"},
    {html_url_part, "a b/c?d&e\"", "a%20b%2Fc%3Fd%26e%22"},
    {html_url_part, "\xC3\xA9-._~", "%C3%A9-._~"},
};

static void test_html_escapes(void **state)
{
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
        struct arena arena;
        struct buf out;
        str text;

        arena_init(&arena, ARENA_BYTES);
        buf_init(&out, &arena, ARENA_BYTES);
        CASES[i].write(&out, str_of(CASES[i].in));
        assert_int_equal(buf_finish_str(&out, &text), OK);
        assert_int_equal(text.len, strlen(CASES[i].out));
        assert_memory_equal(text.ptr, CASES[i].out, text.len);
        arena_release(&arena);
    }
}

static void test_html_nul_is_replaced(void **state)
{
    struct arena arena;
    struct buf out;
    str text;

    (void)state;
    arena_init(&arena, ARENA_BYTES);
    buf_init(&out, &arena, ARENA_BYTES);
    html_text(&out, S("a\0b"));
    assert_int_equal(buf_finish_str(&out, &text), OK);
    assert_true(str_eq(text, S("a\xEF\xBF\xBD"
                               "b")));
    arena_release(&arena);
}

static bool contains(str text, const char *part)
{
    size_t n = strlen(part);
    size_t i;

    for (i = 0; i + n <= text.len; i++) {
        if (memcmp(text.ptr + i, part, n) == 0)
            return true;
    }
    return false;
}

/* WB-17: what somebody typed stays text, in attributes too. */
static void test_page_wb_17_form_value_is_text(void **state)
{
    static const struct view_faults fault = {
        STR("email"), STR("not <an> address")};
    const struct page_sign_in page = {.email = STR("\"><script>x</script>")};
    struct arena arena;
    struct buf out;
    struct view view;
    str text;

    (void)state;
    arena_init(&arena, ARENA_BYTES);
    buf_init(&out, &arena, ARENA_BYTES);
    view_init(&view, LANG_DE, S("/sign-in"), 0, &arena);
    view.faults = &fault;
    view.n_faults = 1;
    page_sign_in(&out, &view, &page);
    assert_int_equal(buf_finish_str(&out, &text), OK);
    assert_true(contains(text, "<html lang=\"de\" dir=\"ltr\""));
    assert_true(
        contains(text, "value=\"&quot;&gt;&lt;script&gt;x&lt;/script&gt;\""));
    assert_true(contains(text, "not &lt;an&gt; address"));
    assert_true(contains(text, "aria-invalid=\"true\""));
    assert_false(contains(text, "<script>x"));
    arena_release(&arena);
}

TEST_MAIN(test_html_escapes,
    test_html_nul_is_replaced,
    test_page_wb_17_form_value_is_text)
