#include "draw/sheet_text.h"

#include "test/support/test.h"

#include <string.h>

static void test_sheet_clean(void **state)
{
    static const struct {
        const char *text;
        size_t max;
        const char *clean;
    } cases[] = {
        {"", 100, ""},
        {"  a \t\n b  ", 100, "a b"},
        {"a\xc2\xa0z", 100, "a z"},
        {"a\x01\x7f\xc2\x85z", 100, "a z"},
        {"\xe2\x80\xae" /* override */ "abc\xe2\x80\xac", 100, "abc"},
        {"\xe2\x81\xa6" /* isolate */ "abc\xe2\x81\xa9", 100, "abc"},
        {"\xff\xc0", 100, "\xef\xbf\xbd\xef\xbf\xbd"},
        {"abcdef", 3, "abc\xe2\x80\xa6"},
        {"o\xcc\x88", 100, "o\xcc\x88"},
        /* UI-02: more marks on one letter than any language has */
        {"o\xcc\x88\xcc\x88\xcc\x88\xcc\x88\xcc\x88\xcc\x88\xcc\x88\xcc\x88"
         "\xcc\x88\xcc\x88x",
            100,
            "o\xcc\x88\xcc\x88\xcc\x88\xcc\x88\xcc\x88\xcc\x88\xcc\x88\xcc\x88"
            "x"},
    };
    struct arena arena;
    size_t i;

    (void)state;
    arena_init(&arena, (size_t)1024 * 1024);
    for (i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        str got = sheet_clean(str_of(cases[i].text), cases[i].max, &arena);

        assert_string_equal(got.ptr, cases[i].clean);
        assert_int_equal(got.len, strlen(cases[i].clean));
    }
    arena_release(&arena);
}

static void test_sheet_directions_and_languages(void **state)
{
    static const struct {
        str tag;
        bool is_rtl;
    } tags[] = {
        {STR("ar"), true},
        {STR("AR-EG"), true},
        {STR("he"), true},
        {STR("arn"), false}, /* Mapudungun */
        {STR("a"), false},
        {STR("en"), false},
        {STR(""), false},
    };
    static const struct {
        str text;
        const char *language;
        bool can_space;
    } texts[] = {
        {STR("Maya"), NULL, true},
        {STR("\xce\xa9\xd0\x96"), NULL, true},
        {STR("\xd8\xb9\xd8\xa8\xd8\xaf"), NULL, false},
        {STR("\xe6\xac\xa7\xe9\x98\xb3"), "zh-cn", false},
        {STR("\xe5\xb1\xb1\xe3\x81\x95"), "ja", false},
        {STR("\xea\xb9\x80"), "ko", false},
    };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(tags) / sizeof(*tags); i++)
        assert_int_equal(sheet_language_is_rtl(tags[i].tag), tags[i].is_rtl);
    for (i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
        const char *language = sheet_guess_language(texts[i].text);

        assert_int_equal(sheet_can_space(texts[i].text), texts[i].can_space);
        assert_int_equal(language != NULL, texts[i].language != NULL);
        if (language)
            assert_string_equal(language, texts[i].language);
    }
}

TEST_MAIN(test_sheet_clean, test_sheet_directions_and_languages)
