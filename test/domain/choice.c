#include "domain/choice.h"

#include "test/support/test.h"

static void test_choice_is_nothing_at_first(void **state)
{
    struct arena arena;
    struct choice choice;

    (void)state;
    arena_init(&arena, 1 << 16);
    assert_int_equal(choice_parse(S(""), &arena, &choice, NULL), OK);
    assert_false(choice.open);
    assert_int_equal(choice.n_evidence, 0);
    assert_int_equal(
        choice_parse(S("{open"), &arena, &choice, NULL), E_DATA_DAMAGED);
    arena_release(&arena);
}

static void test_choice_written_and_read(void **state)
{
    static const str IDS[] = {STR("e1"), STR("e\"2")};
    const struct choice wanted = {true, IDS, 2};
    struct choice many = {true, IDS, CHOICE_EVIDENCE_MAX + 1};
    struct choice choice;
    struct arena arena;
    str text;

    (void)state;
    arena_init(&arena, 1 << 16);
    assert_int_equal(choice_write(&wanted, &arena, &text, NULL), OK);
    assert_int_equal(choice_parse(text, &arena, &choice, NULL), OK);
    assert_true(choice.open);
    assert_true(choice_shows(&choice, S("e1")));
    assert_true(choice_shows(&choice, S("e\"2")));
    assert_false(choice_shows(&choice, S("e3")));
    assert_int_equal(
        choice_write(&many, &arena, &text, NULL), E_LIMIT_EXCEEDED);
    arena_release(&arena);
}

TEST_MAIN(test_choice_is_nothing_at_first, test_choice_written_and_read)
