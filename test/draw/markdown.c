#include "draw/markdown.h"

#include "test/support/test.h"

#include <string.h>

static void test_markdown_html(void **state)
{
    static const struct {
        const char *text;
        const char *html;
    } cases[] = {
        {"", ""},
        {"a *b* **c**", "<p>a <em>b</em> <strong>c</strong></p>\n"},
        {"# a", "<h3>a</h3>\n"},
        {"##### a", "<h6>a</h6>\n"},
        {"- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"},
        {"a < b & \"c\"", "<p>a &lt; b &amp; &quot;c&quot;</p>\n"},
        {"[a](https://b.example/?c=1&d)",
            "<p><a href=\"https://b.example/?c=1&amp;d\">a</a></p>\n"},
        {"[a](HTTP://b.example)",
            "<p><a href=\"HTTP://b.example\">a</a></p>\n"},
        {"[a](mailto:b@c.example)",
            "<p><a href=\"mailto:b@c.example\">a</a></p>\n"},
        {"<https://b.example>",
            "<p><a href=\"https://b.example\">https://b.example</a></p>\n"},
        /* not let through */
        {"[a](javascript:x)", "<p>a</p>\n"},
        {"[a](JaVaScRiPt:x)", "<p>a</p>\n"},
        {"[a](java&#115;cript:x)", "<p>a</p>\n"},
        {"[a](vbscript:x)", "<p>a</p>\n"},
        {"[a](data:text/html,x)", "<p>a</p>\n"},
        {"[a](//evil.example)", "<p>a</p>\n"},
        {"[a](/inside)", "<p>a</p>\n"},
        {"[*a* b](file:x)", "<p><em>a</em> b</p>\n"},
        {"[](ftp:x)", "<p></p>\n"},
        {"![alt *x*](https://evil.example/p.gif)", "<p>alt <em>x</em></p>\n"},
        {"[![a](b)](javascript:c)", "<p>a</p>\n"},
        {"<script>x</script>", ""},
        {"a <b onclick=x>c</b>", "<p>a c</p>\n"},
        {"<!-- c -->\n\nd", "<p>d</p>\n"},
        {"\xff", "<p>\xef\xbf\xbd</p>\n"},
    };
    struct arena arena;
    size_t i;

    (void)state;
    arena_init(&arena, (size_t)4 * 1024 * 1024);
    for (i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        struct err err = {0};
        str html = {0};

        assert_int_equal(
            markdown_html(str_of(cases[i].text), &arena, &html, &err), OK);
        if (!str_eq(html, str_of(cases[i].html)))
            fail_msg("%s: %.*s", cases[i].text, (int)html.len, html.ptr);
    }
    arena_release(&arena);
}

static void test_markdown_limits(void **state)
{
    static char text[MARKDOWN_BYTES_MAX + 1];
    struct arena arena;
    struct err err = {0};
    str html = {0};

    (void)state;
    arena_init(&arena, (size_t)4 * 1024 * 1024);
    memset(text, '>', sizeof(text)); /* a quotation as deep as can be */
    assert_int_equal(
        markdown_html((str){text, MARKDOWN_BYTES_MAX}, &arena, &html, &err),
        OK);
    assert_int_equal(
        markdown_html((str){text, MARKDOWN_BYTES_MAX + 1}, &arena, &html, &err),
        E_LIMIT_EXCEEDED);
    arena_release(&arena);
}

TEST_MAIN(test_markdown_html, test_markdown_limits)
