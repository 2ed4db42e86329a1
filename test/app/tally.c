/* Counts that wait: none is doubled, none is more than it may be. */
#include "app/tally.h"

#include "store/sql.h"
#include "test/support/learner.h"
#include "test/support/test.h"

#include <stdio.h>

static int64_t sum(struct learner *l, const struct award *award)
{
    struct counter_sum_row *rows;
    size_t n;

    assert_int_equal(sql_counter_sum(l->act.db, award->tenant, award->id,
                         l->act.arena, &rows, &n, NULL),
        OK);
    return n > 0 ? rows[0].n : 0;
}

static void test_tally_adds_up(void **state)
{
    struct learner *l = *state;
    const struct award award = learner_award(l, "a@learner.example");
    struct tally *tally = l->front->platform.tally;
    const struct counter counter = {
        .tenant = award.tenant,
        .award = award.id,
        .kind = COUNTER_VIEWED,
        .day_on = S("2026-11-25"),
        .n = 1,
    };
    size_t i;

    for (i = 0; i < 1000; i++)
        assert_true(tally_add(tally, &counter, DESK_NOW));
    assert_false(tally_add(tally, &counter, DESK_NOW + TALLY_WAIT_S));
    assert_int_equal(sum(l, &award), 0);
    tally_flush(tally, l->act.db);
    assert_int_equal(sum(l, &award), 1001);
    tally_flush(tally, l->act.db);
    assert_int_equal(sum(l, &award), 1001);
}

static void test_tally_when_it_is_full(void **state)
{
    struct learner *l = *state;
    struct tally *tally = l->front->platform.tally;
    struct counter counter = {
        .tenant = S("t"), .kind = COUNTER_VIEWED, .day_on = S("d"), .n = 1};
    char id[TALLY_TEXT_BYTES];
    size_t i;

    for (i = 0; i < TALLY_MAX + 5; i++) {
        snprintf(id, sizeof(id), "award%zu", i);
        counter.award = str_of(id);
        assert_int_equal(
            tally_add(tally, &counter, DESK_NOW), i + 1 < TALLY_MAX);
    }
    assert_int_equal(tally->n, TALLY_MAX);
    /* Awards that are not there: refused by the data file, and gone. */
    tally_flush(tally, l->act.db);
    assert_int_equal(tally->n, 0);
}

#define WITH_LEARNER(test)                                                     \
    cmocka_unit_test_setup_teardown(test, learner_open, learner_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_LEARNER(test_tally_adds_up),
        WITH_LEARNER(test_tally_when_it_is_full),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
