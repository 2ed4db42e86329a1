#include "text/pointer.h"

#include "test/support/test.h"

#include <string.h>

/* RFC 6901 5 */
static void test_pointer_looks_up(void **state)
{
    static const char text[] =
        "{\"foo\":[\"bar\",\"baz\"],\"\":0,\"a/b\":1,\"c%d\":2,\"e^f\":3,"
        "\"g|h\":4,\"i\\\\j\":5,\"k\\\"l\":6,\" \":7,\"m~n\":8}";
    static const struct {
        const char *pointer;
        const char *expected; /* text of the value; NULL: none */
    } cases[] = {
        {"/foo/0", "bar"},
        {"/foo/1", "baz"},
        {"/", "0"},
        {"/a~1b", "1"},
        {"/c%d", "2"},
        {"/e^f", "3"},
        {"/g|h", "4"},
        {"/i\\j", "5"},
        {"/k\"l", "6"},
        {"/ ", "7"},
        {"/m~0n", "8"},
        {"/foo/2", NULL},
        {"/foo/-", NULL},
        {"/foo/00", NULL},
        {"/foo/", NULL},
        {"/foo/0/0", NULL},
        {"/m~n", NULL},
        {"/m~2n", NULL},
        {"/m~", NULL},
        {"/fo", NULL},
        {"/fooo", NULL},
        {"foo", NULL},
    };
    struct budget budget = budget_default();
    struct arena arena;
    struct json *root = NULL;
    size_t i;

    (void)state;
    arena_init(&arena, 1 << 20);
    assert_int_equal(json_parse(S(text), &budget, &arena, &root, NULL), OK);
    assert_ptr_equal(json_pointer_get(root, S("")), root);
    for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        const struct json *value =
            json_pointer_get(root, str_of(cases[i].pointer));

        if (cases[i].expected) {
            assert_non_null(value);
            assert_true(str_eq(value->text, str_of(cases[i].expected)));
        } else {
            assert_null(value);
        }
    }
    arena_release(&arena);
}

static void test_pointer_path_into_error(void **state)
{
    struct json_path a = json_path_name(NULL, S("credentialSubject"));
    struct json_path b = json_path_item(&a, 12345);
    struct json_path c = json_path_name(&b, S("~a/b~"));
    struct json_path d = json_path_name(&c, S(""));
    struct json_path e = json_path_item(&d, 0);
    struct err err = {0};

    (void)state;
    json_path_err(&e, &err);
    assert_string_equal(err.pointer, "/credentialSubject/12345/~0a~1b~0//0");
    json_path_err(NULL, &err);
    assert_string_equal(err.pointer, "");
    json_path_err(&e, NULL);
}

static void test_pointer_path_is_cut_after_a_step(void **state)
{
    char name[250];
    struct json_path a = {0};
    struct json_path b = json_path_name(&a, S("b"));
    struct json_path c = json_path_name(&b, S("cc"));
    struct json_path d = json_path_name(&c, S("d"));
    struct err err = {0};

    (void)state;
    memset(name, 'n', sizeof(name));
    a = json_path_name(NULL, (str){name, 250});
    json_path_err(&d, &err); /* 251 + 2 + 3 + 2 */
    assert_int_equal(strlen(err.pointer), 253);
    a = json_path_name(NULL, (str){name, 248});
    json_path_err(&c, &err); /* 249 + 2 + 3 */
    assert_int_equal(strlen(err.pointer), 254);
    json_path_err(&d, &err); /* 256 with the last step */
    assert_int_equal(strlen(err.pointer), 254);
    assert_string_equal(err.pointer + 249, "/b/cc");
}

TEST_MAIN(test_pointer_looks_up,
    test_pointer_path_into_error,
    test_pointer_path_is_cut_after_a_step)
