#include "text/jcs.h"

#include "test/support/fail.h"
#include "test/support/test.h"

#include <string.h>

enum {
    ARENA_BYTES = 64 * 1024 * 1024,
    N_LARGE = 100000,
    ITEM_BYTES = 5,
};

static code canonical(
    const char *text, struct arena *arena, str *ret, struct err *reterr)
{
    struct budget budget = budget_default();
    struct json *root = NULL;
    struct buf out;

    TRY(json_parse(str_of(text), &budget, arena, &root, reterr));
    buf_init(&out, arena, ARENA_BYTES);
    TRY(jcs_write(&out, root, arena, reterr));
    return buf_finish_str(&out, ret);
}

static void assert_canonical(const char *text, const char *expected)
{
    struct arena arena;
    str out = {NULL, 0};

    arena_init(&arena, ARENA_BYTES);
    assert_int_equal(canonical(text, &arena, &out, NULL), OK);
    if (!str_eq(out, str_of(expected)))
        print_error("got %.*s\n", (int)out.len, out.ptr);
    assert_true(str_eq(out, str_of(expected)));
    arena_release(&arena);
}

/* RFC 8785 3.2.2 and 3.2.3 */
static void test_jcs_writes_the_example_of_the_rfc(void **state)
{
    (void)state;
    assert_canonical("{\n\"numbers\": [333333333.33333329, 1E30, 4.50, 2e-3, "
                     "0.000000000000000000000000001],\n"
                     "\"string\": \"\\u20ac$\\u000F\\u000aA'\\u0042\\u0022"
                     "\\u005c\\\\\\\"\\/\",\n"
                     "\"literals\": [null, true, false]\n}",
        "{\"literals\":[null,true,false],\"numbers\":[333333333.3333333,"
        "1e+30,4.5,0.002,1e-27],\"string\":\"\xe2\x82\xac$\\u000f\\nA'B\\\""
        "\\\\\\\\\\\"/\"}");
    assert_canonical("{\"\\u20ac\":1,\"\\r\":2,\"\\ufb33\":3,\"1\":4,"
                     "\"\\ud83d\\ude00\":5,\"\\u0080\":6,\"\\u00f6\":7}",
        "{\"\\r\":2,\"1\":4,\"\xc2\x80\":6,\"\xc3\xb6\":7,\"\xe2\x82\xac\":1,"
        "\"\xf0\x9f\x98\x80\":5,\"\xef\xac\xb3\":3}");
}

static void test_jcs_js_06_numbers(void **state)
{
    (void)state;
    assert_canonical("[-0, 1E30, 5e-324, 295147905179352825856, 1.0, 1e21]",
        "[0,1e+30,5e-324,295147905179352830000,1,1e+21]");
}

static void test_jcs_js_12_utf16_order(void **state)
{
    (void)state;
    assert_canonical("{\"\\ue000\":1,\"\\ud800\\udc00\":2,\"\\uffff\":3,"
                     "\"\\udbff\\udfff\":4,\"\\ud7ff\":5,\"a\":6,\"\":7}",
        "{\"\":7,\"a\":6,\"\xed\x9f\xbf\":5,\"\xf0\x90\x80\x80\":2,"
        "\"\xf4\x8f\xbf\xbf\":4,\"\xee\x80\x80\":1,\"\xef\xbf\xbf\":3}");
    assert_canonical("{\"ab\":1,\"a\":2,\"\":3}", "{\"\":3,\"a\":2,\"ab\":1}");
}

static void test_jcs_js_14_text_is_not_normalised(void **state)
{
    (void)state;
    assert_canonical("\"\\u00e9\"", "\"\xc3\xa9\"");
    assert_canonical("\"e\\u0301\"", "\"e\xcc\x81\"");
}

static void test_jcs_js_07_lossy_numbers(void **state)
{
    static const struct {
        const char *text;
        const char *pointer;
    } cases[] = {
        {"9007199254740993", ""},
        {"{\"a\":[1,{\"b/c\":1234567890.123456789012345}]}", "/a/1/b~1c"},
        {"[1,2.5,[],{\"\":0.1},1e-400]", "/4"},
        {"{\"\":1.00000000000000000000000001}", "/"},
    };
    struct arena arena;
    size_t i;

    (void)state;
    arena_init(&arena, ARENA_BYTES);
    for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct budget budget = budget_default();
        struct json *root = NULL;
        struct err err = {0};

        assert_int_equal(
            json_parse(str_of(cases[i].text), &budget, &arena, &root, NULL),
            OK);
        assert_int_equal(jcs_check_lossless(root, &err), E_JSON_NUMBER_LOSSY);
        assert_string_equal(err.pointer, cases[i].pointer);
    }
    arena_release(&arena);
}

static void test_jcs_refuses_numbers_out_of_range(void **state)
{
    struct arena arena;
    struct buf out;
    struct err err = {0};

    (void)state;
    arena_init(&arena, ARENA_BYTES);
    buf_init(&out, &arena, ARENA_BYTES);
    assert_int_equal(
        jcs_write(&out, json_new_number(&arena, S("1e400")), &arena, &err),
        E_JSON_NUMBER);
    assert_string_equal(err.arg, "1e400");
    arena_release(&arena);
}

/* The output has a maximum. */
static void test_jcs_limit_of_the_buffer(void **state)
{
    struct arena arena;
    struct buf out;

    (void)state;
    arena_init(&arena, ARENA_BYTES);
    buf_init(&out, &arena, 5);
    assert_int_equal(
        jcs_write(&out, json_new_string(&arena, S("abcd")), &arena, NULL),
        E_LIMIT_EXCEEDED);
    arena_release(&arena);
}

/* Every allocation fails once: out of memory is said, nothing leaks (run
 * under the leak sanitizer), and what worked is right. */
static void test_jcs_every_allocation_fails_once(void **state)
{
    static const char *const texts[] = {"{\"b\":[1,2],\"a\":\"\\n\"}", NULL};
    struct arena arena;
    char *large;
    size_t n;
    size_t i;

    (void)state;
    large = test_calloc(N_LARGE + 1, ITEM_BYTES);
    for (i = 0; i < N_LARGE; i++)
        memcpy(large + i * ITEM_BYTES, i == 0 ? "[\"\\n\"" : ",\"\\n\"",
            ITEM_BYTES);
    large[i * ITEM_BYTES] = ']';
    for (i = 0; i < 2; i++) {
        for (n = 1; fail_arm(n, FAIL_ONCE); n++) {
            str out = {NULL, 0};
            code c;

            arena_init(&arena, ARENA_BYTES);
            c = canonical(texts[i] ? texts[i] : large, &arena, &out, NULL);
            assert_true(c == E_NO_MEMORY || (c == OK && out.len > 0));
            arena_release(&arena);
        }
    }
    fail_disarm();
    assert_true(n > 3);
    test_free(large);
}

TEST_MAIN(test_jcs_writes_the_example_of_the_rfc,
    test_jcs_js_06_numbers,
    test_jcs_js_12_utf16_order,
    test_jcs_js_14_text_is_not_normalised,
    test_jcs_js_07_lossy_numbers,
    test_jcs_refuses_numbers_out_of_range,
    test_jcs_limit_of_the_buffer,
    test_jcs_every_allocation_fails_once)
