#include "domain/award.h"

#include "test/support/test.h"

static void test_award_moves(void **state)
{
    /* RULES 2.4; every other pair is refused. */
    static const struct move ALLOWED[] = {
        {AWARD_PREPARED, AWARD_SIGN, AWARD_ACTIVE},
        {AWARD_ACTIVE, AWARD_SUSPEND, AWARD_SUSPENDED},
        {AWARD_ACTIVE, AWARD_REVOKE, AWARD_REVOKED},
        {AWARD_ACTIVE, AWARD_EXPIRE, AWARD_EXPIRED},
        {AWARD_ACTIVE, AWARD_RENEW, AWARD_RENEWED},
        {AWARD_ACTIVE, AWARD_RECALL, AWARD_RECALLED},
        {AWARD_SUSPENDED, AWARD_REINSTATE, AWARD_ACTIVE},
        {AWARD_SUSPENDED, AWARD_REVOKE, AWARD_REVOKED},
        {AWARD_EXPIRED, AWARD_RENEW, AWARD_RENEWED},
        {AWARD_REVOKED, AWARD_APPEAL, AWARD_ACTIVE},
    };
    const size_t n = sizeof(ALLOWED) / sizeof(ALLOWED[0]);
    int64_t from;
    int64_t action;

    (void)state;
    for (from = AWARD_PREPARED - 1; from <= AWARD_RECALLED + 1; from++) {
        for (action = 0; action <= AWARD_RECALL + 1; action++) {
            int64_t to = -7;
            size_t i = 0;
            const code got = award_next(from, action, &to, NULL);

            while (i < n &&
                   (ALLOWED[i].from != from || ALLOWED[i].action != action))
                i++;
            assert_int_equal(got, i < n ? OK : E_STATE_ORDER);
            assert_int_equal(to, i < n ? ALLOWED[i].to : -7);
        }
    }
}

static void test_inv_24_date_order(void **state)
{
    static const struct {
        const char *awarded;
        const char *assessed;
        const char *listed;
        code expected;
    } CASES[] = {
        {"2026-04-15", "2026-04-15", "2026-04-15", OK},
        {"2026-04-15", "", "", OK},
        {"2026-04-15", "2026-04-16", "2026-01-01", E_DATE_ORDER},
        {"2026-04-15", "2026-04-01", "2026-04-16", E_DATE_ORDER},
        {"2026-04-15", "", "2027-01-01", E_DATE_ORDER},
    };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++)
        assert_int_equal(
            award_check_dates(str_of(CASES[i].awarded),
                str_of(CASES[i].assessed), str_of(CASES[i].listed), NULL),
            CASES[i].expected);
}

static const struct award AWARD = {
    .state = AWARD_ACTIVE,
    .valid_from = STR("2026-03-01"),
    .valid_until = STR("2027-02-28"),
};

/* Suspended from 05-01 to 06-01, told on the spot; revoked from 09-01. */
static const struct award_change CHANGES[] = {
    {.state = AWARD_ACTIVE, .effective_on = STR("2026-03-01")},
    {.state = AWARD_SUSPENDED, .effective_on = STR("2026-05-01")},
    {.state = AWARD_ACTIVE, .effective_on = STR("2026-06-01")},
    {.state = AWARD_REVOKED, .effective_on = STR("2026-09-01")},
    /* Recorded later: from the beginning. */
    {.state = AWARD_REVOKED, .effective_on = STR("2026-03-01")},
};

static void test_inv_29_usable(void **state)
{
    static const struct {
        const char *day;
        size_t n_changes; /* known by then */
        bool usable;
    } CASES[] = {
        {"2026-02-28", 1, false},
        {"2026-03-01", 1, true},
        {"2027-02-28", 1, true},
        {"2027-03-01", 1, false},
        {"2026-04-30", 2, true},
        {"2026-05-01", 2, false},
        {"2026-05-31", 3, false},
        {"2026-06-01", 3, true},
        {"2026-08-31", 4, true},
        {"2026-09-01", 4, false},
        /* Revoked from the beginning: never was. */
        {"2026-04-30", 5, false},
        {"2026-03-01", 0, false},
    };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++)
        assert_int_equal(award_is_usable(&AWARD, CHANGES, CASES[i].n_changes,
                             str_of(CASES[i].day)),
            CASES[i].usable);
}

static void test_inv_30_only_active_counts(void **state)
{
    int64_t at;

    (void)state;
    for (at = AWARD_PREPARED; at <= AWARD_RECALLED; at++) {
        const struct award_change change = {
            .state = at, .effective_on = S("2026-03-01")};

        assert_int_equal(award_is_usable(&AWARD, &change, 1, S("2026-04-01")),
            at == AWARD_ACTIVE);
    }
}

static void test_award_state_today(void **state)
{
    static const struct {
        int64_t state;
        const char *state_on;
        const char *day;
        int64_t expected;
    } CASES[] = {
        {AWARD_ACTIVE, "2026-03-01", "2027-02-28", AWARD_ACTIVE},
        {AWARD_ACTIVE, "2026-03-01", "2027-03-01", AWARD_EXPIRED},
        {AWARD_REVOKED, "2026-03-01", "2027-03-01", AWARD_REVOKED},
        {AWARD_SUSPENDED, "2026-03-01", "2026-03-01", AWARD_SUSPENDED},
        /* Renewed for the time after its end. */
        {AWARD_RENEWED, "2027-03-01", "2027-02-28", AWARD_ACTIVE},
        {AWARD_RENEWED, "2027-03-01", "2027-03-01", AWARD_RENEWED},
        {AWARD_RENEWED, "2027-03-20", "2027-03-10", AWARD_EXPIRED},
    };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
        struct award award = AWARD;

        award.state = CASES[i].state;
        award.state_on = str_of(CASES[i].state_on);
        assert_int_equal(
            award_state_today(&award, str_of(CASES[i].day)), CASES[i].expected);
    }
}

static void test_award_last_day(void **state)
{
    static const struct {
        const char *from;
        int64_t months;
        const char *last;
        code expected;
    } CASES[] = {
        {"2025-03-01", 12, "2026-02-28", OK},
        {"2024-02-29", 12, "2025-02-27", OK},
        {"2026-04-15", 60, "2031-04-14", OK},
        {"2026-01-31", 1, "2026-02-27", OK},
        {"2026-04-15", 0, "", OK},
        {"2026-02-30", 12, NULL, E_DATE_ORDER},
        {"", 12, NULL, E_DATE_ORDER},
        {"9999-12-01", 12, NULL, E_DATE_ORDER},
        {"2026-04-15", -1, NULL, E_DATE_ORDER},
        {"2026-04-15", (int64_t)1 << 32, NULL, E_DATE_ORDER},
    };
    struct arena arena;
    size_t i;

    (void)state;
    arena_init(&arena, 65536);
    for (i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
        str last = S("untouched");

        assert_int_equal(award_last_day(str_of(CASES[i].from), CASES[i].months,
                             &arena, &last, NULL),
            CASES[i].expected);
        assert_true(str_eq(
            last, CASES[i].last ? str_of(CASES[i].last) : S("untouched")));
    }
    arena_release(&arena);
}

/* Last day 2026-05-31, window 90 days, grace 30. */
static void test_inv_31_32_renewal(void **state)
{
    static const struct {
        const char *day;
        bool continuity;
        code expected;
        const char *from;
        const char *until;
    } CASES[] = {
        {"2026-03-01", true, E_RENEWAL_EARLY, NULL, NULL},
        {"2026-03-02", true, OK, "2026-06-01", "2028-05-31"},
        {"2026-05-31", true, OK, "2026-06-01", "2028-05-31"},
        /* In the grace: the days between stay not valid. */
        {"2026-06-20", true, OK, "2026-06-20", "2028-05-31"},
        {"2026-06-30", true, OK, "2026-06-30", "2028-05-31"},
        {"2026-07-01", true, E_RENEWAL_LATE, NULL, NULL},
        {"2026-05-01", false, OK, "2026-05-01", "2028-04-30"},
        {"2026-06-20", false, OK, "2026-06-20", "2028-06-19"},
        {"soon", false, E_DATE_ORDER, NULL, NULL},
    };
    const struct award old = {.valid_until = S("2026-05-31")};
    const struct award endless = {.valid_until = S("")};
    struct definition definition = {.validity_months = 24,
        .renewal = {.window_days = 90, .grace_days = 30}};
    struct award_days days;
    struct arena arena;
    size_t i;

    (void)state;
    arena_init(&arena, 65536);
    for (i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
        definition.renewal.continuity = CASES[i].continuity;
        assert_int_equal(award_renewal(&old, &definition, str_of(CASES[i].day),
                             &arena, &days, NULL),
            CASES[i].expected);
        if (CASES[i].expected != OK)
            continue;
        assert_true(str_eq(days.valid_from, str_of(CASES[i].from)));
        assert_true(str_eq(days.valid_until, str_of(CASES[i].until)));
    }
    assert_int_equal(award_renewal(&endless, &definition, S("2026-05-01"),
                         &arena, &days, NULL),
        E_RENEWAL);
    arena_release(&arena);
}

TEST_MAIN(test_award_moves,
    test_inv_24_date_order,
    test_inv_29_usable,
    test_inv_30_only_active_counts,
    test_award_state_today,
    test_award_last_day,
    test_inv_31_32_renewal)
