#include "text/iri.h"

#include "test/support/test.h"

#include <string.h>

static void assert_str(str got, str wanted)
{
    if (!str_eq(got, wanted))
        fail_msg("got '%.*s', wanted '%.*s'", (int)got.len, got.ptr,
            (int)wanted.len, wanted.ptr);
}

struct resolution {
    str base; /* empty: that of RFC 3986 5.4 */
    str reference;
    str wanted;
};

static const struct resolution RESOLUTION[] = {
    /* RFC 3986 5.4.1 */
    {STR(""), STR("g:h"), STR("g:h")},
    {STR(""), STR("g"), STR("http://a/b/c/g")},
    {STR(""), STR("./g"), STR("http://a/b/c/g")},
    {STR(""), STR("g/"), STR("http://a/b/c/g/")},
    {STR(""), STR("/g"), STR("http://a/g")},
    {STR(""), STR("//g"), STR("http://g")},
    {STR(""), STR("?y"), STR("http://a/b/c/d;p?y")},
    {STR(""), STR("g?y"), STR("http://a/b/c/g?y")},
    {STR(""), STR("#s"), STR("http://a/b/c/d;p?q#s")},
    {STR(""), STR("g#s"), STR("http://a/b/c/g#s")},
    {STR(""), STR("g?y#s"), STR("http://a/b/c/g?y#s")},
    {STR(""), STR(";x"), STR("http://a/b/c/;x")},
    {STR(""), STR("g;x"), STR("http://a/b/c/g;x")},
    {STR(""), STR("g;x?y#s"), STR("http://a/b/c/g;x?y#s")},
    {STR(""), STR(""), STR("http://a/b/c/d;p?q")},
    {STR(""), STR("."), STR("http://a/b/c/")},
    {STR(""), STR("./"), STR("http://a/b/c/")},
    {STR(""), STR(".."), STR("http://a/b/")},
    {STR(""), STR("../"), STR("http://a/b/")},
    {STR(""), STR("../g"), STR("http://a/b/g")},
    {STR(""), STR("../.."), STR("http://a/")},
    {STR(""), STR("../../"), STR("http://a/")},
    {STR(""), STR("../../g"), STR("http://a/g")},
    /* RFC 3986 5.4.2 */
    {STR(""), STR("../../../g"), STR("http://a/g")},
    {STR(""), STR("../../../../g"), STR("http://a/g")},
    {STR(""), STR("/./g"), STR("http://a/g")},
    {STR(""), STR("/../g"), STR("http://a/g")},
    {STR(""), STR("g."), STR("http://a/b/c/g.")},
    {STR(""), STR(".g"), STR("http://a/b/c/.g")},
    {STR(""), STR("g.."), STR("http://a/b/c/g..")},
    {STR(""), STR("..g"), STR("http://a/b/c/..g")},
    {STR(""), STR("./../g"), STR("http://a/b/g")},
    {STR(""), STR("./g/."), STR("http://a/b/c/g/")},
    {STR(""), STR("g/./h"), STR("http://a/b/c/g/h")},
    {STR(""), STR("g/../h"), STR("http://a/b/c/h")},
    {STR(""), STR("g;x=1/./y"), STR("http://a/b/c/g;x=1/y")},
    {STR(""), STR("g;x=1/../y"), STR("http://a/b/c/y")},
    {STR(""), STR("g?y/./x"), STR("http://a/b/c/g?y/./x")},
    {STR(""), STR("g?y/../x"), STR("http://a/b/c/g?y/../x")},
    {STR(""), STR("g#s/./x"), STR("http://a/b/c/g#s/./x")},
    {STR(""), STR("g#s/../x"), STR("http://a/b/c/g#s/../x")},
    {STR(""), STR("http:g"), STR("http:g")},
    /* Other bases. */
    {STR("http://a"), STR("g"), STR("http://a/g")},
    {STR("http://a?q"), STR("g"), STR("http://a/g")},
    {STR("http://a/b/"), STR("c"), STR("http://a/b/c")},
    {STR("http://a/b/../c/./d"), STR("#x"), STR("http://a/b/../c/./d#x")},
    {STR("file:///a/bb/ccc/d;p?q"), STR("../g"), STR("file:///a/bb/g")},
    {STR("urn:ex:s301"), STR("#f"), STR("urn:ex:s301#f")},
    {STR("tag:example"), STR("a"), STR("tag:a")},
    {STR("http://a/b/c"), STR("http://x/y/../z"), STR("http://x/z")},
    {STR("http://a/b/c"), STR("h\xc3\xa9"), STR("http://a/b/h\xc3\xa9")},
};

static void test_iri_resolves_as_rfc_3986_5_4(void **state)
{
    struct arena arena;
    size_t i;

    (void)state;
    arena_init(&arena, 1 << 20);
    for (i = 0; i < sizeof(RESOLUTION) / sizeof(RESOLUTION[0]); i++) {
        const struct resolution *r = &RESOLUTION[i];
        struct iri base =
            iri_split(r->base.len > 0 ? r->base : S("http://a/b/c/d;p?q"));

        assert_str(iri_resolve(&base, r->reference, &arena), r->wanted);
    }
    arena_release(&arena);
}

static void test_iri_resolve_reports_no_memory(void **state)
{
    struct iri base = iri_split(S("http://a/b"));
    struct arena arena;

    (void)state;
    arena_init(&arena, 4);
    assert_null(iri_resolve(&base, S("c"), &arena).ptr);
    assert_int_equal(arena_status(&arena), E_LIMIT_EXCEEDED);
    arena_release(&arena);
}

static void test_iri_splits_into_parts(void **state)
{
    struct iri iri = iri_split(S("foo://u@h:80/over/there?name=ferret#nose"));

    (void)state;
    assert_str(iri.scheme, S("foo"));
    assert_str(iri.authority, S("u@h:80"));
    assert_str(iri.path, S("/over/there"));
    assert_str(iri.query, S("name=ferret"));
    assert_str(iri.fragment, S("nose"));
    iri = iri_split(S("1a:b?#"));
    assert_false(iri.has_scheme);
    assert_false(iri.has_authority);
    assert_str(iri.path, S("1a:b"));
    assert_true(iri.has_query && iri.has_fragment);
    assert_int_equal(iri.query.len + iri.fragment.len, 0);
    iri = iri_split(S("file:///x"));
    assert_true(iri.has_authority);
    assert_int_equal(iri.authority.len, 0);
}

struct relation {
    str base;
    str iri;
    str wanted;
};

static const struct relation RELATION[] = {
    {STR("http://a/b/c/d"), STR("http://a/b/c/e"), STR("e")},
    {STR("http://a/b/c/d"), STR("http://a/b/c/d"), STR("d")},
    {STR("http://a/b/c/d"), STR("http://a/b/c/d#x"), STR("#x")},
    {STR("http://a/b/c/d"), STR("http://a/b/c/d?x"), STR("?x")},
    {STR("http://a/b/c/d?q"), STR("http://a/b/c/d#x"), STR("d#x")},
    {STR("http://a/b/c/d"), STR("http://a/b/c/"), STR("./")},
    {STR("http://a/b/c/d"), STR("http://a/b/"), STR("../")},
    {STR("http://a/b/c/d"), STR("http://a/b/x/y"), STR("../x/y")},
    {STR("http://a/b/c/d"), STR("http://a/b"), STR("../../b")},
    {STR("http://a/b/c/d"), STR("http://a/b/c/x:y"), STR("./x:y")},
    {STR("http://a/b/c/d"), STR("http://a/b/c/@type"), STR("./@type")},
    {STR("http://a/b/c/d"), STR("http://a/b/c//e"), STR(".//e")},
    {STR("http://a"), STR("http://a/x"), STR("x")},
    /* Nothing shorter. */
    {STR("http://a/b"), STR("http://c/b"), STR("http://c/b")},
    {STR("http://a/b"), STR("https://a/b"), STR("https://a/b")},
    {STR("http://a/b"), STR("http://a"), STR("http://a")},
    {STR("http://a/b"), STR("http://a/x/../y"), STR("http://a/x/../y")},
    {STR("urn:a:b"), STR("urn:a:c"), STR("urn:a:c")},
    {STR("http://a/b"), STR("_:b0"), STR("_:b0")},
};

static void test_iri_relativises_and_resolves_back(void **state)
{
    struct arena arena;
    size_t i;

    (void)state;
    arena_init(&arena, 1 << 20);
    for (i = 0; i < sizeof(RELATION) / sizeof(RELATION[0]); i++) {
        struct iri base = iri_split(RELATION[i].base);
        str relative = iri_relativise(&base, RELATION[i].iri, &arena);

        assert_str(relative, RELATION[i].wanted);
        if (iri_has_scheme(RELATION[i].iri) &&
            !str_eq(relative, RELATION[i].iri))
            assert_str(iri_resolve(&base, relative, &arena), RELATION[i].iri);
    }
    arena_release(&arena);
}

enum {
    IS_ABSOLUTE = 1,
    IS_VALID = 2,
    IS_REFERENCE = 4,
    IS_URI = 8,
    IS_ALL = 15,
};

struct form {
    str text;
    unsigned is;
};

static const struct form FORM[] = {
    {STR("http://example.com/"), IS_ALL},
    {STR("HTTP://EXAMPLE.COM:8080/a?b#c"), IS_ALL},
    {STR("urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6"), IS_ALL},
    {STR("did:key:z6Mk#z6Mk"), IS_ALL},
    {STR("mailto:a@b.c"), IS_ALL},
    {STR("data:image/png;base64,iVBORw0KGgo="), IS_ALL},
    {STR("a+b-c.1:"), IS_ALL},
    {STR("http://user:pw@[2001:db8::7]:80/x"), IS_ALL},
    {STR("http://[::]/"), IS_ALL},
    {STR("http://[::ffff:192.0.2.1]"), IS_ALL},
    {STR("http://[1:2:3:4:5:6:7:8]"), IS_ALL},
    {STR("http://[v1.a:b]"), IS_ALL},
    {STR("http://a/%C3%A9"), IS_ALL},
    {STR("http://caf\xc3\xa9.example/r\xc3\xa9sum\xc3\xa9"),
        IS_ABSOLUTE | IS_VALID | IS_REFERENCE},
    {STR("http://a/?\xee\x80\x80"), IS_ABSOLUTE | IS_VALID | IS_REFERENCE},
    {STR("http://a/\xee\x80\x80"), IS_ABSOLUTE}, /* private use in a path */
    {STR("http://a/\xef\xbf\xbe"), IS_ABSOLUTE}, /* noncharacter */
    {STR("http://a/\xff"), IS_ABSOLUTE},         /* not UTF-8 */
    {STR("http://a/%zz"), IS_ABSOLUTE},
    {STR("http://a/%2"), IS_ABSOLUTE},
    {STR("http://a/[x]"), IS_ABSOLUTE},
    {STR("http://a:b/"), IS_ABSOLUTE},
    {STR("http://[::1/"), IS_ABSOLUTE},
    {STR("http://[1:2:3]"), IS_ABSOLUTE},
    {STR("http://[1::2::3]"), IS_ABSOLUTE},
    {STR("http://[::256.1.1.1]"), IS_ABSOLUTE},
    {STR("http://[12345::]"), IS_ABSOLUTE},
    {STR("http://a/ b"), 0},
    {STR("http://a/<b>"), 0},
    {STR("http://a/b|c"), 0},
    {STR("http://a/{b}"), 0},
    {STR("http://a/b\\c"), 0},
    {STR("http://a/\x01"), 0},
    {STR("http://a/\x7f"), 0},
    {STR(""), IS_REFERENCE},
    {STR("a/b"), IS_REFERENCE},
    {STR("//host/x"), IS_REFERENCE},
    {STR("#x"), IS_REFERENCE},
    {STR("_:b0"), 0},
    {STR("1a:b"), 0},
    {STR(":a"), 0},
};

static void test_iri_forms(void **state)
{
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(FORM) / sizeof(FORM[0]); i++) {
        str text = FORM[i].text;
        unsigned is = (iri_is_absolute(text) ? IS_ABSOLUTE : 0U) |
                      (iri_is_valid(text) ? IS_VALID : 0U) |
                      (iri_is_reference(text) ? IS_REFERENCE : 0U) |
                      (iri_is_uri(text) ? IS_URI : 0U);

        if (is != FORM[i].is)
            fail_msg("'%.*s' is %u, wanted %u", (int)text.len, text.ptr, is,
                FORM[i].is);
    }
}

TEST_MAIN(test_iri_resolves_as_rfc_3986_5_4,
    test_iri_resolve_reports_no_memory,
    test_iri_splits_into_parts,
    test_iri_relativises_and_resolves_back,
    test_iri_forms)
