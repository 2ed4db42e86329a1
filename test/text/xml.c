#include "text/xml.h"

#include "test/support/test.h"
#include "text/xml_text.h"

#include <stdio.h>
#include <string.h>

enum {
    TRACE_BYTES = 4096,
};

static void put(char *to, const char *before, str text, const char *after)
{
    size_t used = strlen(to);

    snprintf(to + used, TRACE_BYTES - used, "%s%.*s%s", before, (int)text.len,
        text.len > 0 ? text.ptr : "", after);
}

static const char *const MARKS[] = {
    [XML_TEXT] = "T[",
    [XML_CDATA] = "C[",
    [XML_COMMENT] = "![",
    [XML_PI] = "[",
    [XML_DOCTYPE] = "D[",
};

/* One line of all events: "<name|space", "@name|space=value", ">name"... */
static code trace(str text, char ret[TRACE_BYTES], struct err *reterr)
{
    struct budget budget = budget_default();
    enum xml_event event = XML_END;
    struct xml x;
    size_t end = 0;
    uint32_t i;

    ret[0] = '\0';
    xml_init(&x, text, &budget);
    do {
        TRY(xml_next(&x, &event, reterr));
        if (end > 0)
            assert_int_equal(x.start, end);
        assert_true(x.end >= x.start && x.end <= text.len);
        end = x.end;
        if (event == XML_OPEN || event == XML_CLOSE) {
            put(ret, event == XML_OPEN ? "<" : ">", x.name.local, "|");
            put(ret, "", x.name.space, " ");
        }
        for (i = 0; event == XML_OPEN && i < x.n_attributes; i++) {
            const struct xml_attribute *a = &x.attributes[i];

            put(ret, "@", a->name.local, "|");
            put(ret, "", a->name.space, "=");
            put(ret, "", a->value, " ");
            assert_ptr_equal(
                xml_attribute(&x, a->name.space, a->name.local), a);
        }
        if (event == XML_PI)
            put(ret, "?", x.name.local, "");
        if (event > XML_CLOSE)
            put(ret, MARKS[event], x.content, "] ");
    } while (event != XML_END);
    assert_int_equal(x.end, text.len);
    return OK;
}

struct reading {
    str text;
    const char *events;
};

static const struct reading GOOD[] = {
    {STR("<a/>"), "<a| >a| "},
    {STR("\xef\xbb\xbf<a></a>"), "<a| >a| "},
    {STR("<?xml version='1.0' encoding=\"UTF-8\" standalone='no' ?>\n<a/>\n"),
        "?xml[ version='1.0' encoding=\"UTF-8\" standalone='no' ] T[\n] <a| "
        ">a| "
        "T[\n] "},
    {STR("<svg xmlns='s' xmlns:b = 'o' v='1'><b:c b:d=\"2\" d='>'/>t</svg>"),
        "<svg|s @xmlns|http://www.w3.org/2000/xmlns/=s "
        "@b|http://www.w3.org/2000/xmlns/=o @v|=1 <c|o @d|o=2 @d|=> >c|o "
        "T[t] >svg|s "},
    {STR("<a xmlns='1'><b xmlns='2'/><b xmlns=''/><c/></a>"),
        "<a|1 @xmlns|http://www.w3.org/2000/xmlns/=1 "
        "<b|2 @xmlns|http://www.w3.org/2000/xmlns/=2 >b|2 "
        "<b| @xmlns|http://www.w3.org/2000/xmlns/= >b| <c|1 >c|1 >a|1 "},
    {STR("<p:a xmlns:p='1'><p:a xmlns:p='2'/><p:a/></p:a >"),
        "<a|1 @p|http://www.w3.org/2000/xmlns/=1 "
        "<a|2 @p|http://www.w3.org/2000/xmlns/=2 >a|2 <a|1 >a|1 >a|1 "},
    {STR("<a xml:lang='de'/>"),
        "<a| @lang|http://www.w3.org/XML/1998/namespace=de >a| "},
    {STR("<a><![CDATA[<x>&]] ]]]]><![CDATA[>]]></a>"),
        "<a| C[<x>&]] ]]] C[>] >a| "},
    {STR("<a>&lt;&#65;&#x1F4A9;]] ></a>"),
        "<a| T[&lt;&#65;&#x1F4A9;]] >] >a| "},
    {STR("<!-- a - b --><a><!----></a><?p?><?p  x?>"),
        "![ a - b ] <a| ![] >a| ?p[] ?p[x] "},
    {STR("<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\"\n "
         "\"http://x\"><svg/>"),
        "D[ svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\"\n \"http://x\"] <svg| "
        ">svg| "},
    {STR("<!DOCTYPE svg SYSTEM 'x' ><svg/>"),
        "D[ svg SYSTEM 'x' ] <svg| >svg| "},
    {STR("<!DOCTYPE svg><svg/>"), "D[ svg] <svg| >svg| "},
    {STR("<\xc3\xa9t\xc3\xa9-1.\xc2\xb7/>"),
        "<\xc3\xa9t\xc3\xa9-1.\xc2\xb7| >\xc3\xa9t\xc3\xa9-1.\xc2\xb7| "},
};

static void test_xml_reads(void **state)
{
    char events[TRACE_BYTES];
    struct err err = {0};
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(GOOD) / sizeof(GOOD[0]); i++) {
        if (trace(GOOD[i].text, events, &err) != OK)
            fail_msg("'%s': %s at %u", GOOD[i].text.ptr, err.arg,
                (unsigned)err.offset);
        assert_string_equal(events, GOOD[i].events);
    }
}

struct refusal {
    str text;
    code why;
    size_t offset;
};

static const struct refusal BAD[] = {
    {STR(""), E_XML_SYNTAX, 0},
    {STR("  "), E_XML_SYNTAX, 2},
    {STR("x<a/>"), E_XML_SYNTAX, 0},
    {STR("<a/>x"), E_XML_SYNTAX, 4},
    {STR("<a/><b/>"), E_XML_SYNTAX, 4},
    {STR("<a/><![CDATA[]]>"), E_XML_SYNTAX, 4},
    {STR("<a/>&#32;"), E_XML_SYNTAX, 4},
    {STR("<a>"), E_XML_SYNTAX, 3},
    {STR("<a></b>"), E_XML_SYNTAX, 3},
    {STR("<a></a"), E_XML_SYNTAX, 6},
    {STR("</a>"), E_XML_SYNTAX, 0},
    {STR("<a><b></a></b>"), E_XML_SYNTAX, 6},
    {STR("<a"), E_XML_SYNTAX, 2},
    {STR("<"), E_XML_SYNTAX, 1},
    {STR("< a/>"), E_XML_SYNTAX, 1},
    {STR("<1/>"), E_XML_SYNTAX, 1},
    {STR("<a:/>"), E_XML_SYNTAX, 3},
    {STR("<:a/>"), E_XML_SYNTAX, 1},
    {STR("<a:b:c/>"), E_XML_SYNTAX, 4},
    {STR("<a b/>"), E_XML_SYNTAX, 4},
    {STR("<a b=c/>"), E_XML_SYNTAX, 5},
    {STR("<a b='c/>"), E_XML_SYNTAX, 5},
    {STR("<a b='c'd='e'/>"), E_XML_SYNTAX, 8},
    {STR("<a b='<'/>"), E_XML_SYNTAX, 3},
    {STR("<a b='&'/>"), E_XML_SYNTAX, 6},
    {STR("<a b='1' b='2'/>"), E_XML_SYNTAX, 9},
    {STR("<a xmlns:p='x' xmlns:q='x' p:b='1' q:b='2'/>"), E_XML_SYNTAX, 35},
    {STR("<a xmlns='1' xmlns='2'/>"), E_XML_SYNTAX, 13},
    {STR("<p:a/>"), E_XML_SYNTAX, 0},
    {STR("<a p:b=''/>"), E_XML_SYNTAX, 3},
    {STR("<a><b xmlns:p='x'/><p:c/></a>"), E_XML_SYNTAX, 19},
    {STR("<a xmlns:p=''/>"), E_XML_SYNTAX, 3},
    {STR("<a xmlns:xml='x'/>"), E_XML_SYNTAX, 3},
    {STR("<a xmlns:xmlns='x'/>"), E_XML_SYNTAX, 3},
    {STR("<a xmlns='http://www.w3.org/2000/xmlns/'/>"), E_XML_SYNTAX, 3},
    {STR("<a xmlns='http://www.w3.org/XML/1998/namespace'/>"), E_XML_SYNTAX, 3},
    {STR("<a xmlns='&#120;'/>"), E_XML_SYNTAX, 3},
    {STR("<a>&</a>"), E_XML_SYNTAX, 3},
    {STR("<a>&nbsp;</a>"), E_XML_SYNTAX, 3},
    {STR("<a>&#0;</a>"), E_XML_SYNTAX, 3},
    {STR("<a>&#xD800;</a>"), E_XML_SYNTAX, 3},
    {STR("<a>&#x110000;</a>"), E_XML_SYNTAX, 3},
    {STR("<a>&#xFFFFFFFF41;</a>"), E_XML_SYNTAX, 3},
    {STR("<a>&#;</a>"), E_XML_SYNTAX, 3},
    {STR("<a>&#12</a>"), E_XML_SYNTAX, 3},
    {STR("<a>x]]></a>"), E_XML_SYNTAX, 4},
    {STR("<a><![CDATA[</a>"), E_XML_SYNTAX, 12},
    {STR("<a><!-- -- --></a>"), E_XML_SYNTAX, 10},
    {STR("<a><!-- </a>"), E_XML_SYNTAX, 7},
    {STR("<a><!x></a>"), E_XML_SYNTAX, 4},
    {STR("<a><?x </a>"), E_XML_SYNTAX, 7},
    {STR("<a><?xml version='1.0'?></a>"), E_XML_SYNTAX, 8},
    {STR(" <?xml version='1.0'?><a/>"), E_XML_SYNTAX, 6},
    {STR("<?xml?><a/>"), E_XML_SYNTAX, 5},
    {STR("<?xml version='2.0'?><a/>"), E_XML_SYNTAX, 6},
    {STR("<?xml version='1.0' encoding='UTF-16'?><a/>"), E_XML_SYNTAX, 20},
    {STR("<?xml encoding='UTF-8' version='1.0'?><a/>"), E_XML_SYNTAX, 6},
    {STR("<a>\x01</a>"), E_XML_SYNTAX, 3},
    {STR("<a>\xff</a>"), E_XML_SYNTAX, 3},
    {STR("<a>\xef\xbf\xbf</a>"), E_XML_SYNTAX, 3},
    {STR("<a>\0</a>"), E_XML_SYNTAX, 3},
    {STR("<a/><!DOCTYPE a>"), E_XML_SYNTAX, 4},
    {STR("<!DOCTYPE a><!DOCTYPE a><a/>"), E_XML_SYNTAX, 12},
    {STR("<!DOCTYPE a SYSTEM x><a/>"), E_XML_SYNTAX, 19},
    {STR("<!doctype a><a/>"), E_XML_SYNTAX, 1},
};

/* RELIABILITY BK-07: billion laughs, XXE, parameter entity. */
static const struct refusal BK_07[] = {
    {STR("<!DOCTYPE a []><a/>"), E_XML_DTD_FORBIDDEN, 12},
    {STR("<!DOCTYPE lolz [<!ENTITY lol \"lol\"><!ENTITY lol2 \"&lol;&lol;\">]>"
         "<lolz>&lol2;</lolz>"),
        E_XML_DTD_FORBIDDEN, 15},
    {STR("<!DOCTYPE r [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><r>&x;</r>"),
        E_XML_DTD_FORBIDDEN, 12},
    {STR("<!DOCTYPE r SYSTEM 'http://x/d' [<!ENTITY % p SYSTEM 'http://x'>"
         "%p;]><r/>"),
        E_XML_DTD_FORBIDDEN, 32},
    {STR("<!DOCTYPE r SYSTEM 'http://x/d'><r>&x;</r>"), E_XML_SYNTAX, 35},
};

static void refuse(const struct refusal *bad, size_t n)
{
    char events[TRACE_BYTES];
    size_t i;

    for (i = 0; i < n; i++) {
        struct err err = {0};
        code got = trace(bad[i].text, events, &err);

        if (got != bad[i].why || err.code != got || err.offset != bad[i].offset)
            fail_msg("'%s': %d at %u, %s", bad[i].text.ptr, got,
                (unsigned)err.offset, err.arg);
    }
}

static void test_xml_refuses_with_the_place(void **state)
{
    (void)state;
    refuse(BAD, sizeof(BAD) / sizeof(BAD[0]));
}

static void test_xml_bk_07_forbids_an_internal_subset(void **state)
{
    (void)state;
    refuse(BK_07, sizeof(BK_07) / sizeof(BK_07[0]));
}

/* `start`, then n times `unit` with a number and `after`. */
static code scan_repeated(
    const char *start, const char *unit, const char *after, unsigned n)
{
    static char text[1 << 20];
    char events[TRACE_BYTES];
    struct err err = {0};
    size_t used = (size_t)snprintf(text, sizeof(text), "%s", start);
    unsigned i;

    for (i = 0; i < n; i++)
        used += (size_t)snprintf(
            text + used, sizeof(text) - used, "%s%u%s", unit, i, after);
    return trace((str){text, used}, events, &err);
}

static void test_xml_keeps_to_its_limits(void **state)
{
    (void)state;
    assert_int_equal(scan_repeated("", "<a", ">", 128), E_XML_SYNTAX);
    assert_int_equal(scan_repeated("", "<a", ">", 129), E_LIMIT_EXCEEDED);
    assert_int_equal(scan_repeated("<a>", "<b", "/>", 9999), E_XML_SYNTAX);
    assert_int_equal(scan_repeated("<a>", "<b", "/>", 10000), E_LIMIT_EXCEEDED);
    assert_int_equal(scan_repeated("<a", " b", "=''", 256), E_XML_SYNTAX);
    assert_int_equal(scan_repeated("<a", " b", "=''", 257), E_LIMIT_EXCEEDED);
    assert_int_equal(
        scan_repeated("", "<a xmlns:x='1' xmlns:y='2' xmlns:z='", "'>", 86),
        E_LIMIT_EXCEEDED);
}

struct pair {
    str meant;
    str written;
    enum xml_place place;
};

static const struct pair PAIRS[] = {
    {STR("a<b>&\"'\t\n"), STR("a&lt;b&gt;&amp;\"'\t\n"), XML_IN_TEXT},
    {STR("a\rb"), STR("a&#13;b"), XML_IN_TEXT},
    {STR("a<b>&\"'\t\n"), STR("a&lt;b&gt;&amp;&quot;'&#9;&#10;"),
        XML_IN_ATTRIBUTE},
    {STR("{\"a\":\"]]>\"}"), STR("{\"a\":\"]]]]><![CDATA[>\"}"), XML_IN_CDATA},
    {STR("]]>]]>"), STR("]]]]><![CDATA[>]]]]><![CDATA[>"), XML_IN_CDATA},
    {STR("&amp;]]"), STR("&amp;]]"), XML_IN_CDATA},
    /* RELIABILITY BK-10 */
    {STR("</text><script>"), STR("&lt;/text&gt;&lt;script&gt;"), XML_IN_TEXT},
};

static void test_xml_encodes(void **state)
{
    struct arena arena;
    size_t i;

    (void)state;
    arena_init(&arena, 1 << 20);
    for (i = 0; i < sizeof(PAIRS) / sizeof(PAIRS[0]); i++) {
        struct buf out;
        str text = {0};

        buf_init(&out, &arena, 1000);
        xml_encode(&out, PAIRS[i].meant, PAIRS[i].place);
        assert_int_equal(buf_finish_str(&out, &text), OK);
        assert_true(str_eq(text, PAIRS[i].written));
        if (PAIRS[i].place == XML_IN_CDATA)
            continue;
        buf_init(&out, &arena, 1000);
        xml_decode(&out, text, PAIRS[i].place);
        assert_int_equal(buf_finish_str(&out, &text), OK);
        assert_true(str_eq(text, PAIRS[i].meant));
    }
    arena_release(&arena);
}

static const struct pair DECODED[] = {
    {STR("a\nb\nc\n"), STR("a\r\nb\rc\n"), XML_IN_TEXT},
    {STR("a\nb"), STR("a\r\nb"), XML_IN_CDATA},
    {STR("&lt;"), STR("&lt;"), XML_IN_CDATA},
    {STR("a b c d"), STR("a\r\nb\tc\nd"), XML_IN_ATTRIBUTE},
    {STR("\t\n\r"), STR("&#9;&#xA;&#13;"), XML_IN_ATTRIBUTE},
    {STR("\xf0\x9f\x92\xa9'\""), STR("&#x1f4a9;&apos;&quot;"), XML_IN_TEXT},
    {STR("&amp;lt;"), STR("&amp;amp;lt;"), XML_IN_TEXT},
};

static void test_xml_decodes(void **state)
{
    struct arena arena;
    size_t i;

    (void)state;
    arena_init(&arena, 1 << 20);
    for (i = 0; i < sizeof(DECODED) / sizeof(DECODED[0]); i++) {
        struct buf out;
        str text = {0};

        buf_init(&out, &arena, 1000);
        xml_decode(&out, DECODED[i].written, DECODED[i].place);
        assert_int_equal(buf_finish_str(&out, &text), OK);
        assert_true(str_eq(text, DECODED[i].meant));
    }
    arena_release(&arena);
}

TEST_MAIN(test_xml_reads,
    test_xml_refuses_with_the_place,
    test_xml_bk_07_forbids_an_internal_subset,
    test_xml_keeps_to_its_limits,
    test_xml_encodes,
    test_xml_decodes)
