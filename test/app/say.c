/* Messages and the formats of each language. */
#include "app/say.h"

#include "app/format.h"
#include "test/support/test.h"

#include <string.h>

enum {
    ARENA_BYTES = 1 << 16,
};

static struct arena arena;

static void is(str have, const char *want)
{
    assert_int_equal(have.len, strlen(want));
    assert_memory_equal(have.ptr, want, have.len);
}

static void test_message_by_id(void **state)
{
    enum lang lang;
    int id;

    (void)state;
    assert_int_equal(message_find(S("language.name")), MSG_LANGUAGE_NAME);
    assert_int_equal(message_find(S("format.date")), MSG_FORMAT_DATE);
    assert_int_equal(message_find(S("")), MSG_NONE);
    assert_int_equal(message_find(S("no.such")), MSG_NONE);
    assert_int_equal(message(LANG_EN, MSG_NONE).len, 0);
    for (lang = LANG_EN; lang < LANG_N; lang++) {
        for (id = MSG_NONE + 1; id < MSG_N; id++)
            assert_true(message(lang, (enum message)id).len > 0);
    }
    is(message(LANG_DE, MSG_LANGUAGE_NAME), "Deutsch");
    assert_true(lang_is_rtl(LANG_AR));
    assert_false(lang_is_rtl(LANG_DE));
}

struct accept_case {
    const char *header;
    enum lang lang;
};

static const struct accept_case ACCEPT[] = {
    {"", LANG_EN},
    {"de", LANG_DE},
    {"fr, de-AT;q=0.8, en;q=0.7", LANG_DE},
    {"en;q=0.2,ar;q=0.9", LANG_AR},
    {"de;q=0", LANG_EN},
    {"xx;q=;;,", LANG_EN},
    {"deu", LANG_EN},
};

static void test_lang_accept(void **state)
{
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(ACCEPT) / sizeof(ACCEPT[0]); i++)
        assert_int_equal(lang_accept(str_of(ACCEPT[i].header)), ACCEPT[i].lang);
}

static void test_format_each_language(void **state)
{
    const int64_t at = 1779285900; /* 2026-05-20T14:05:00Z */
    const struct money price = {STR("AUD"), 12050};
    const struct money yen = {STR("JPY"), 1200};
    const struct money nothing = {STR("EUR"), 0};

    (void)state;
    arena_init(&arena, ARENA_BYTES);
    is(format_date(&arena, LANG_EN, at), "20 May 2026");
    is(format_time(&arena, LANG_EN, at), "20 May 2026, 14:05 UTC");
    is(format_day(&arena, LANG_DE, S("2026-03-01")), "1. M\xC3\xA4rz 2026");
    is(format_day(&arena, LANG_EN, S("soon")), "soon");
    is(format_minutes(&arena, LANG_EN, 60), "1 hour");
    is(format_minutes(&arena, LANG_EN, 720), "12 hours");
    is(format_minutes(&arena, LANG_DE, 90), "1 Stunde 30 Minuten");
    is(format_minutes(&arena, LANG_EN, 0), "0 minutes");
    is(format_minutes(&arena, LANG_AR, 120),
        "\xD8\xB3\xD8\xA7\xD8\xB9\xD8\xAA\xD8\xA7\xD9\x86");
    is(format_money(&arena, LANG_EN, price), "AUD 120.50");
    is(format_money(&arena, LANG_DE, price), "120,50 AUD");
    is(format_money(&arena, LANG_EN, yen), "JPY 1,200");
    is(format_money(&arena, LANG_EN, nothing), "free");
    is(format_hundredths(&arena, LANG_EN, 400), "4");
    is(format_hundredths(&arena, LANG_DE, 250), "2,5");
    is(message_number(&arena, LANG_EN, -1234567), "\xE2\x88\x92"
                                                  "1,234,567");
    is(message_number(&arena, LANG_EN, 0), "0");
    arena_release(&arena);
}

/* UI-02: a name cannot turn the sentence around it. */
static void test_message_ui_02_isolates_names(void **state)
{
    const struct message_arg args[] = {
        {.name = STR("date"), .kind = ARG_TEXT, .text = STR("\xD7\x90")},
        {.name = STR("time"), .kind = ARG_TEXT, .text = STR("{date}")},
    };

    (void)state;
    arena_init(&arena, ARENA_BYTES);
    is(message_with(&arena, LANG_EN, MSG_FORMAT_DATE_TIME, args, 2),
        "\xE2\x81\xA8\xD7\x90\xE2\x81\xA9, {date} UTC");
    arena_release(&arena);
}

TEST_MAIN(test_message_by_id,
    test_lang_accept,
    test_format_each_language,
    test_message_ui_02_isolates_names)
