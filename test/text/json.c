#include "text/json.h"

#include "test/support/test.h"

#include <stdlib.h>
#include <string.h>

enum {
    ARENA_BYTES = 256 * 1024 * 1024,
};

static struct arena arena;

static int setup(void **state)
{
    (void)state;
    arena_init(&arena, ARENA_BYTES);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    arena_release(&arena);
    return 0;
}

static code parse(str text, struct json **ret, struct err *reterr)
{
    struct budget budget = budget_default();

    return json_parse(text, &budget, &arena, ret, reterr);
}

static struct json *must_parse(const char *text)
{
    struct json *root = NULL;

    assert_int_equal(parse(str_of(text), &root, NULL), OK);
    return root;
}

static void assert_written(const struct json *value, const char *expected)
{
    struct buf out;
    str text = {NULL, 0};

    buf_init(&out, &arena, 1 << 20);
    json_write(&out, value, JSON_COMPACT);
    assert_int_equal(buf_finish_str(&out, &text), OK);
    assert_int_equal(text.len, strlen(expected));
    assert_memory_equal(text.ptr, expected, text.len);
}

struct refusal {
    str text;
    code code;
    uint64_t offset;
    uint32_t line;
    uint32_t column;
};

static void assert_refused(const struct refusal *cases, size_t n)
{
    size_t i;

    for (i = 0; i < n; i++) {
        struct json *root = NULL;
        struct err err = {0};
        code c;
        /* In memory of just that size, so that a sanitizer sees a read
         * beyond the end. */
        char *text = malloc(cases[i].text.len + 1);

        assert_non_null(text);
        memcpy(text, cases[i].text.ptr, cases[i].text.len);
        text = realloc(text, cases[i].text.len > 0 ? cases[i].text.len : 1);
        assert_non_null(text);
        c = parse((str){text, cases[i].text.len}, &root, &err);
        free(text);
        if (c != cases[i].code || err.offset != cases[i].offset)
            print_error("case %zu: %s\n", i, cases[i].text.ptr);
        assert_int_equal(c, cases[i].code);
        assert_int_equal(err.code, cases[i].code);
        assert_null(root);
        assert_true(err.has_place);
        assert_int_equal(err.offset, cases[i].offset);
        assert_int_equal(err.line, cases[i].line);
        assert_int_equal(err.column, cases[i].column);
    }
}

#define REFUSED(cases)                                                         \
    assert_refused((cases), sizeof(cases) / sizeof((cases)[0]))

static void test_json_js_01_duplicate_names(void **state)
{
    static const struct refusal cases[] = {
        {STR("{\"issuer\":1,\"issuer\":1}"), E_JSON_DUPLICATE_KEY, 12, 1, 13},
        {STR("{\"issuer\":1,\"\\u0069ssuer\":1}"), E_JSON_DUPLICATE_KEY, 12, 1,
            13},
        {STR("{\"a\":[{\"b\":{\"c\":1,\n\"c\":2}}]}"), E_JSON_DUPLICATE_KEY, 19,
            2, 1},
        {STR("{\"\":1,\"\":2}"), E_JSON_DUPLICATE_KEY, 6, 1, 7},
        {STR("{\"a/b\":1,\"a\\/b\":2}"), E_JSON_DUPLICATE_KEY, 9, 1, 10},
    };

    (void)state;
    REFUSED(cases);
    must_parse("{\"a\":1,\"b\":{\"a\":1},\"A\":1,\"aa\":1,\"\":1}");
}

/* More members than are compared one by one, the double anywhere. */
static void test_json_js_01_duplicate_names_in_large_objects(void **state)
{
    enum {
        NAMES = 300
    };
    int other;

    (void)state;
    for (other = 0; other < NAMES; other += 7) {
        struct buf text;
        struct json *root = NULL;
        struct err err = {0};
        str all = {NULL, 0};
        int i;

        buf_init(&text, &arena, 1 << 20);
        buf_byte(&text, '{');
        for (i = 0; i < NAMES; i++) {
            buf_str(&text, S("\"n"));
            buf_u64(&text, (uint64_t)(i * 7919 % 1000));
            buf_str(&text, S("\":0,"));
        }
        buf_str(&text, S("\"n"));
        buf_u64(&text, (uint64_t)(other * 7919 % 1000));
        buf_str(&text, S("\":0}"));
        assert_int_equal(buf_finish_str(&text, &all), OK);
        assert_int_equal(parse(all, &root, &err), E_JSON_DUPLICATE_KEY);
        assert_int_equal(err.offset, all.len - 2);
        assert_int_equal(err.arg[0], 'n');
    }
}

static void test_json_js_02_lone_surrogates(void **state)
{
    static const struct refusal cases[] = {
        {STR("\"\\ud83d\""), E_JSON_INVALID_UNICODE, 1, 1, 2},
        {STR("\"\\ud83d.\""), E_JSON_INVALID_UNICODE, 1, 1, 2},
        {STR("\"\\ud83d\\n\""), E_JSON_INVALID_UNICODE, 1, 1, 2},
        {STR("\"\\udca9\\ud83d\""), E_JSON_INVALID_UNICODE, 1, 1, 2},
        {STR("\"\\ud83d\\ud83d\""), E_JSON_INVALID_UNICODE, 1, 1, 2},
        {STR("\"\\ud83d\\u0041\""), E_JSON_INVALID_UNICODE, 1, 1, 2},
        {STR("\"\\ud83d\\u"), E_JSON_INVALID_UNICODE, 1, 1, 2},
        {STR("{\"\\uDCA9\":1}"), E_JSON_INVALID_UNICODE, 2, 1, 3},
    };

    (void)state;
    REFUSED(cases);
    assert_written(must_parse("\"\\ud83d\\uDCA9\""), "\"\xf0\x9f\x92\xa9\"");
}

static void test_json_js_03_not_utf8(void **state)
{
    static const struct refusal cases[] = {
        {STR("\"\xff\""), E_JSON_INVALID_UTF8, 1, 1, 2},
        {STR("\"12345678\x80\""), E_JSON_INVALID_UTF8, 9, 1, 10},
        {STR("\"\xc0\x80\""), E_JSON_INVALID_UTF8, 1, 1, 2},
        {STR("\"\xe0\x80\xaf\""), E_JSON_INVALID_UTF8, 1, 1, 2},
        {STR("\"\xf0\x80\x80\xaf\""), E_JSON_INVALID_UTF8, 1, 1, 2},
        {STR("\"\xf4\x90\x80\x80\""), E_JSON_INVALID_UTF8, 1, 1, 2},
        {STR("\"\xed\xa0\xbd\xed\xb2\xa9\""), E_JSON_INVALID_UTF8, 1, 1, 2},
        {STR("\"\xc3"), E_JSON_INVALID_UTF8, 1, 1, 2},
        {STR("\"\xe2\x82\""), E_JSON_INVALID_UTF8, 1, 1, 2},
        {STR("{\"\\n\xff\":1}"), E_JSON_INVALID_UTF8, 4, 1, 5},
        {STR("[\xff]"), E_JSON_INVALID_UTF8, 1, 1, 2},
        {STR("\xef\xbb\xbf{}"), E_JSON_INVALID_UTF8, 0, 1, 1},
        {STR("\xff\xfe{\0}\0"), E_JSON_INVALID_UTF8, 0, 1, 1},
        {STR("{\0}\0"), E_JSON_INVALID_UTF8, 0, 1, 1},
        {STR("\0{\0}"), E_JSON_INVALID_UTF8, 0, 1, 1},
    };

    (void)state;
    REFUSED(cases);
    must_parse("\"\xc2\x80 \xdf\xbf \xe0\xa0\x80 \xed\x9f\xbf \xee\x80\x80 "
               "\xef\xbf\xbd \xf0\x90\x80\x80 \xf4\x8f\xbf\xbf\"");
}

static void test_json_js_04_depth(void **state)
{
    enum {
        DEPTH = 10000
    };
    struct json *root = NULL;
    struct err err = {0};
    struct buf text;
    str all = {NULL, 0};
    int i;

    (void)state;
    buf_init(&text, &arena, 1 << 20);
    for (i = 0; i < DEPTH; i++)
        buf_byte(&text, '[');
    assert_int_equal(buf_finish_str(&text, &all), OK);
    assert_int_equal(parse(all, &root, &err), E_JSON_TOO_DEEP);
    assert_int_equal(err.offset, 128);
    buf_init(&text, &arena, 1 << 20);
    for (i = 0; i < DEPTH; i++)
        buf_str(&text, S("{\"a\":"));
    assert_int_equal(buf_finish_str(&text, &all), OK);
    assert_int_equal(parse(all, &root, &err), E_JSON_TOO_DEEP);
    assert_int_equal(err.offset, 128 * 5);
}

static void test_json_js_08_bad_numbers(void **state)
{
    static const struct refusal cases[] = {
        {STR("1e400"), E_JSON_NUMBER, 0, 1, 1},
        {STR("[-1e400]"), E_JSON_NUMBER, 1, 1, 2},
        {STR("1.7976931348623159e308"), E_JSON_NUMBER, 0, 1, 1},
        {STR("NaN"), E_JSON_NUMBER, 0, 1, 1},
        {STR("Infinity"), E_JSON_NUMBER, 0, 1, 1},
        {STR("-Infinity"), E_JSON_NUMBER, 0, 1, 1},
        {STR("01"), E_JSON_NUMBER, 0, 1, 1},
        {STR("-01"), E_JSON_NUMBER, 0, 1, 1},
        {STR("1."), E_JSON_NUMBER, 0, 1, 1},
        {STR(".5"), E_JSON_NUMBER, 0, 1, 1},
        {STR("+1"), E_JSON_NUMBER, 0, 1, 1},
        {STR("-"), E_JSON_NUMBER, 0, 1, 1},
        {STR("1e"), E_JSON_NUMBER, 0, 1, 1},
        {STR("1e+"), E_JSON_NUMBER, 0, 1, 1},
        {STR("0x10"), E_JSON_SYNTAX, 1, 1, 2},
        {STR("1.5.5"), E_JSON_SYNTAX, 3, 1, 4},
    };
    char long_one[402];
    struct json *root = NULL;

    (void)state;
    REFUSED(cases);
    memset(long_one, '9', sizeof(long_one));
    assert_int_equal(
        parse((str){long_one, sizeof(long_one)}, &root, NULL), E_JSON_NUMBER);
    assert_written(must_parse("[-0,0.10,1E3,1.7976931348623157e308,1e-400]"),
        "[-0,0.10,1E3,1.7976931348623157e308,1e-400]");
}

/* n names of one length with the same first and last eight bytes. */
static str similar_names(int n)
{
    struct buf text;
    str all = {NULL, 0};
    int i;

    buf_init(&text, &arena, 1 << 24);
    buf_byte(&text, '{');
    for (i = 0; i < n; i++) {
        buf_str(&text, i > 0 ? S(",\"aaaaaaaa") : S("\"aaaaaaaa"));
        buf_u64(&text, 1000000 + (uint64_t)i * 7919 % 1000000);
        buf_str(&text, S("aaaaaaaa\":0"));
    }
    buf_byte(&text, '}');
    assert_int_equal(buf_finish_str(&text, &all), OK);
    return all;
}

static void test_json_js_09_colliding_names(void **state)
{
    struct json *root = NULL;
    struct budget budget = budget_wide();

    (void)state;
    budget.members_max = 10000;
    assert_int_equal(
        json_parse(similar_names(10000), &budget, &arena, &root, NULL), OK);
    assert_int_equal(root->n, 10000);
    assert_int_equal(
        json_parse(similar_names(10001), &budget, &arena, &root, NULL),
        E_JSON_TOO_MANY_MEMBERS);
    budget = budget_wide();
    assert_int_equal(
        json_parse(similar_names(100000), &budget, &arena, &root, NULL), OK);
    assert_int_equal(root->n, 100000);
}

static void test_json_js_10_large_text(void **state)
{
    enum {
        TEXT_BYTES = 64 * 1024 * 1024
    };
    char *text = test_calloc(1, TEXT_BYTES);
    struct json *root = NULL;
    struct err err = {0};
    size_t held = arena.bytes_held;

    (void)state;
    assert_int_equal(parse((str){text, TEXT_BYTES}, &root, &err), E_TOO_LARGE);
    assert_int_equal(err.code, E_TOO_LARGE);
    assert_int_equal(arena.bytes_held, held);
    test_free(text);
}

static void test_json_js_13_syntax(void **state)
{
    static const struct refusal cases[] = {
        {STR(""), E_JSON_SYNTAX, 0, 1, 1},
        {STR(" \n "), E_JSON_SYNTAX, 3, 2, 2},
        {STR("{} x"), E_JSON_SYNTAX, 3, 1, 4},
        {STR("{}{}"), E_JSON_SYNTAX, 2, 1, 3},
        {STR("[1,]"), E_JSON_SYNTAX, 3, 1, 4},
        {STR("[,1]"), E_JSON_SYNTAX, 1, 1, 2},
        {STR("[1 2]"), E_JSON_SYNTAX, 3, 1, 4},
        {STR("{\"a\":1,}"), E_JSON_SYNTAX, 7, 1, 8},
        {STR("{\"a\" 1}"), E_JSON_SYNTAX, 5, 1, 6},
        {STR("{\"a\":}"), E_JSON_SYNTAX, 5, 1, 6},
        {STR("{a:1}"), E_JSON_SYNTAX, 1, 1, 2},
        {STR("{'a':1}"), E_JSON_SYNTAX, 1, 1, 2},
        {STR("['a']"), E_JSON_SYNTAX, 1, 1, 2},
        {STR("// c\n1"), E_JSON_SYNTAX, 0, 1, 1},
        {STR("[1/**/]"), E_JSON_SYNTAX, 2, 1, 3},
        {STR("[1"), E_JSON_SYNTAX, 2, 1, 3},
        {STR("{\"a\":1"), E_JSON_SYNTAX, 6, 1, 7},
        {STR("{\"a"), E_JSON_SYNTAX, 3, 1, 4},
        {STR("{\"a\""), E_JSON_SYNTAX, 4, 1, 5},
        {STR("\"a\\"), E_JSON_SYNTAX, 3, 1, 4},
        {STR("\"a\\\""), E_JSON_SYNTAX, 4, 1, 5},
        {STR("\"\\x\""), E_JSON_SYNTAX, 1, 1, 2},
        {STR("\"\\u12g4\""), E_JSON_SYNTAX, 1, 1, 2},
        {STR("\"\\u12\""), E_JSON_SYNTAX, 1, 1, 2},
        {STR("\"a\nb\""), E_JSON_SYNTAX, 2, 1, 3},
        {STR("\"\\t\x1f\""), E_JSON_SYNTAX, 3, 1, 4},
        {STR("tru"), E_JSON_SYNTAX, 0, 1, 1},
        {STR("nul!"), E_JSON_SYNTAX, 0, 1, 1},
        {STR("True"), E_JSON_SYNTAX, 0, 1, 1},
        {STR("[\"\xc3\xa9\",\n \"\xc3\xa9\" x]"), E_JSON_SYNTAX, 13, 2, 6},
    };

    (void)state;
    REFUSED(cases);
}

static void test_json_reads_what_it_writes(void **state)
{
    static const char *const cases[] = {
        "null",
        "true",
        "false",
        "0",
        "-12.5e+3",
        "\"\"",
        "[]",
        "{}",
        "[[],{},\"a\",1,null]",
        "{\"a\":{\"b\":[1,2,3]},\"\":\"\"}",
        "\"\\\"\\\\\\b\\f\\n\\r\\t\\u0000\\u001f\x7f/\"",
        "\"12345678\\n12345678\xe2\x82\xac\"",
    };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
        assert_written(must_parse(cases[i]), cases[i]);
    assert_written(must_parse(" [ 1 ,\r\n\t{ \"a\" :  true  }\n          ] "),
        "[1,{\"a\":true}]");
    assert_written(must_parse("\"\\u00e9\\u20ac\\/\\u0041\\uD834\\udd1e\""),
        "\"\xc3\xa9\xe2\x82\xac/A\xf0\x9d\x84\x9e\"");
}

static void test_json_writes_pretty(void **state)
{
    static const char expected[] =
        "{\n  \"a\": [\n    1,\n    {}\n  ],\n  \"b\": []\n}\n";
    struct buf out;
    str text = {NULL, 0};

    (void)state;
    buf_init(&out, &arena, 1 << 20);
    json_write(&out, must_parse("{\"a\":[1,{}],\"b\":[]}"), JSON_PRETTY);
    assert_int_equal(buf_finish_str(&out, &text), OK);
    assert_true(str_eq(text, S(expected)));
}

static void test_json_budget_is_exact(void **state)
{
    const char *text = "{\"a\":[1,2],\"b\":3}"; /* 5 values, 17 bytes */
    struct json *root = NULL;
    struct budget budget = budget_default();
    uint32_t before = budget.nodes_left;

    (void)state;
    assert_int_equal(
        json_parse(str_of(text), &budget, &arena, &root, NULL), OK);
    assert_int_equal(before - budget.nodes_left, 5);
    budget.nodes_left = 5;
    assert_int_equal(
        json_parse(str_of(text), &budget, &arena, &root, NULL), OK);
    assert_int_equal(budget.nodes_left, 0);
    budget.nodes_left = 4;
    assert_int_equal(json_parse(str_of(text), &budget, &arena, &root, NULL),
        E_JSON_TOO_MANY_NODES);
    budget = budget_default();
    budget.members_max = 1;
    assert_int_equal(json_parse(str_of(text), &budget, &arena, &root, NULL),
        E_JSON_TOO_MANY_MEMBERS);
    budget.members_max = 2;
    budget.depth_max = 2;
    budget.text_bytes_max = 17;
    assert_int_equal(
        json_parse(str_of(text), &budget, &arena, &root, NULL), OK);
    budget.depth_max = 1;
    assert_int_equal(json_parse(str_of(text), &budget, &arena, &root, NULL),
        E_JSON_TOO_DEEP);
    budget.text_bytes_max = 16;
    assert_int_equal(
        json_parse(str_of(text), &budget, &arena, &root, NULL), E_TOO_LARGE);
}

static void test_json_looks(void **state)
{
    struct json *root = must_parse("{\"a\":\"x\",\"b\":[1.50],\"c\":null}");
    double number = 0;

    (void)state;
    assert_true(json_text_is(json_get(root, S("a")), S("x")));
    assert_false(json_text_is(json_get(root, S("b")), S("x")));
    assert_int_equal(json_text(json_get(root, S("c"))).len, 0);
    assert_null(json_get(root, S("d")));
    assert_null(json_get(NULL, S("d")));
    assert_null(json_get(json_get(root, S("a")), S("d")));
    assert_int_equal(json_get(root, S("b"))->offset, 13);
    assert_int_equal(
        json_number(json_get(root, S("b"))->child.first, &number), OK);
    assert_true(number == 1.5);
    assert_int_equal(json_number(root, &number), E_JSON_NUMBER);
}

static void test_json_equal(void **state)
{
    static const struct {
        const char *a;
        const char *b;
        bool equal;
    } cases[] = {
        {"{\"a\":1,\"b\":[2]}", "{\"b\":[2.0],\"a\":1e0}", true},
        {"{\"a\":1}", "{\"a\":1,\"b\":2}", false},
        {"{\"a\":1,\"c\":2}", "{\"a\":1,\"b\":2}", false},
        {"[1,2]", "[2,1]", false},
        {"\"1\"", "1", false},
        {"0", "-0", true},
        {"null", "false", false},
        {"\"\\u0041\"", "\"A\"", true},
    };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
        assert_int_equal(
            json_equal(must_parse(cases[i].a), must_parse(cases[i].b)),
            cases[i].equal);
}

static void test_json_builds(void **state)
{
    struct json *root = json_new(&arena, JSON_OBJECT);
    struct json *list = json_add(root, S("l"), json_new(&arena, JSON_ARRAY));
    struct json *copy;

    (void)state;
    json_push(list, json_new_bool(&arena, true));
    json_push(list, json_new_double(&arena, 0.1));
    json_add(root, S("s"), json_new_string(&arena, S("\n")));
    json_add(root, S("n"), json_new_number(&arena, S("1.0")));
    assert_written(root, "{\"l\":[true,0.1],\"s\":\"\\n\",\"n\":1.0}");
    copy = json_copy(&arena, root);
    json_remove(root, S("n"));
    json_remove(root, S("none"));
    json_add(root, S("m"), json_alias(&arena, list));
    json_remove(root, S("l"));
    assert_written(root, "{\"s\":\"\\n\",\"m\":[true,0.1]}");
    assert_written(copy, "{\"l\":[true,0.1],\"s\":\"\\n\",\"n\":1.0}");
    json_remove(root, S("s"));
    json_remove(root, S("m"));
    assert_written(root, "{}");
    assert_null(json_push(NULL, list));
    assert_null(json_add(root, S("x"), NULL));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST_EACH(test_json_js_01_duplicate_names,
            test_json_js_01_duplicate_names_in_large_objects,
            test_json_js_02_lone_surrogates, test_json_js_03_not_utf8,
            test_json_js_04_depth, test_json_js_08_bad_numbers,
            test_json_js_09_colliding_names, test_json_js_10_large_text,
            test_json_js_13_syntax, test_json_reads_what_it_writes,
            test_json_writes_pretty, test_json_budget_is_exact, test_json_looks,
            test_json_equal, test_json_builds)};

    return cmocka_run_group_tests(tests, setup, teardown);
}
