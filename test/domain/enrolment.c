#include "domain/enrolment.h"

#include "domain/achievement.h"
#include "domain/statement.h"
#include "test/support/test.h"

/* Every pair of state and action, against the pairs that are allowed. */
static void each_pair(const struct move *allowed,
    size_t n,
    int64_t n_states,
    int64_t n_actions,
    code (*next)(int64_t, int64_t, int64_t *, struct err *))
{
    int64_t from;
    int64_t action;

    for (from = 0; from <= n_states + 1; from++) {
        for (action = 0; action <= n_actions + 1; action++) {
            int64_t to = -7;
            size_t i = 0;
            const code got = next(from, action, &to, NULL);

            while (i < n &&
                   (allowed[i].from != from || allowed[i].action != action))
                i++;
            assert_int_equal(got, i < n ? OK : E_STATE_ORDER);
            assert_int_equal(to, i < n ? allowed[i].to : -7);
        }
    }
}

static code first_try(
    int64_t state, int64_t action, int64_t *ret, struct err *reterr)
{
    return enrolment_next(state, action, 0, ret, reterr);
}

static void test_enrolment_moves(void **state)
{
    static const struct move ALLOWED[] = {
        {ENROLMENT_APPLIED, ENROLMENT_ACCEPT, ENROLMENT_ENROLLED},
        {ENROLMENT_APPLIED, ENROLMENT_WITHDRAW, ENROLMENT_WITHDRAWN},
        {ENROLMENT_ENROLLED, ENROLMENT_SUBMIT, ENROLMENT_SUBMITTED},
        {ENROLMENT_ENROLLED, ENROLMENT_DEFER, ENROLMENT_DEFERRED},
        {ENROLMENT_ENROLLED, ENROLMENT_WITHDRAW, ENROLMENT_WITHDRAWN},
        {ENROLMENT_DEFERRED, ENROLMENT_RESUME, ENROLMENT_ENROLLED},
        {ENROLMENT_DEFERRED, ENROLMENT_WITHDRAW, ENROLMENT_WITHDRAWN},
        {ENROLMENT_SUBMITTED, ENROLMENT_PASS, ENROLMENT_PASSED},
        {ENROLMENT_SUBMITTED, ENROLMENT_ASK_AGAIN, ENROLMENT_RESUBMIT},
        {ENROLMENT_SUBMITTED, ENROLMENT_FAIL, ENROLMENT_FAILED},
        {ENROLMENT_SUBMITTED, ENROLMENT_WITHDRAW, ENROLMENT_WITHDRAWN},
        {ENROLMENT_RESUBMIT, ENROLMENT_SUBMIT, ENROLMENT_SUBMITTED},
        {ENROLMENT_RESUBMIT, ENROLMENT_WITHDRAW, ENROLMENT_WITHDRAWN},
        {ENROLMENT_PASSED, ENROLMENT_AWARD, ENROLMENT_AWARDED},
    };

    (void)state;
    each_pair(ALLOWED, sizeof(ALLOWED) / sizeof(ALLOWED[0]),
        ENROLMENT_WITHDRAWN, ENROLMENT_WITHDRAW, first_try);
}

static void test_enrolment_tries(void **state)
{
    int64_t at = ENROLMENT_ENROLLED;
    int64_t attempt;

    (void)state;
    for (attempt = 1; attempt <= ENROLMENT_TRIES_MAX; attempt++) {
        assert_int_equal(
            enrolment_next(at, ENROLMENT_SUBMIT, attempt - 1, &at, NULL), OK);
        assert_int_equal(enrolment_next(at, ENROLMENT_ASK_AGAIN, attempt,
                             &(int64_t){0}, NULL),
            attempt < ENROLMENT_TRIES_MAX ? OK : E_TRIES_USED);
        if (attempt < ENROLMENT_TRIES_MAX)
            at = ENROLMENT_RESUBMIT;
    }
    /* The third may still pass or fail. */
    assert_int_equal(enrolment_next(at, ENROLMENT_PASS, 3, &at, NULL), OK);
    assert_int_equal(
        enrolment_next(ENROLMENT_RESUBMIT, ENROLMENT_SUBMIT, 3, &at, NULL),
        E_TRIES_USED);
}

static void test_achievement_moves(void **state)
{
    static const struct move ALLOWED[] = {
        {ACHIEVEMENT_DRAFT, ACHIEVEMENT_APPROVE, ACHIEVEMENT_APPROVED},
        {ACHIEVEMENT_APPROVED, ACHIEVEMENT_REOPEN, ACHIEVEMENT_DRAFT},
        {ACHIEVEMENT_APPROVED, ACHIEVEMENT_LIST, ACHIEVEMENT_LISTED},
        {ACHIEVEMENT_LISTED, ACHIEVEMENT_SUPERSEDE, ACHIEVEMENT_SUPERSEDED},
        {ACHIEVEMENT_LISTED, ACHIEVEMENT_RETIRE, ACHIEVEMENT_RETIRED},
        {ACHIEVEMENT_RETIRED, ACHIEVEMENT_RESTORE, ACHIEVEMENT_LISTED},
    };

    (void)state;
    each_pair(ALLOWED, sizeof(ALLOWED) / sizeof(ALLOWED[0]),
        ACHIEVEMENT_RETIRED, ACHIEVEMENT_RESTORE, achievement_next);
}

static void test_inv_12_listed_is_immutable(void **state)
{
    int64_t at;

    (void)state;
    for (at = ACHIEVEMENT_DRAFT; at <= ACHIEVEMENT_RETIRED; at++) {
        const struct achievement_version version = {.state = at};

        assert_int_equal(achievement_may_write(&version, NULL),
            at == ACHIEVEMENT_DRAFT ? OK : E_IMMUTABLE);
    }
}

static void test_statement_moves(void **state)
{
    static const struct move ALLOWED[] = {
        {STATEMENT_DRAFT, STATEMENT_CHECK, STATEMENT_CHECKED},
        {STATEMENT_CHECKED, STATEMENT_REOPEN, STATEMENT_DRAFT},
        {STATEMENT_CHECKED, STATEMENT_PUBLISH, STATEMENT_PUBLISHED},
        {STATEMENT_PUBLISHED, STATEMENT_SUPERSEDE, STATEMENT_SUPERSEDED},
    };

    (void)state;
    each_pair(ALLOWED, sizeof(ALLOWED) / sizeof(ALLOWED[0]),
        STATEMENT_SUPERSEDED, STATEMENT_SUPERSEDE, statement_next);
}

static void test_inv_18_unsigned_offer_is_hidden(void **state)
{
    struct credit_offer offer = {.signed_by = S("")};

    (void)state;
    assert_false(credit_offer_is_open(&offer, S("2026-06-01")));
    offer.signed_by = S("registrar of the target");
    assert_true(credit_offer_is_open(&offer, S("2026-06-01")));
    offer.ends_on = S("2026-06-01");
    assert_true(credit_offer_is_open(&offer, S("2026-06-01")));
    assert_false(credit_offer_is_open(&offer, S("2026-06-02")));
}

TEST_MAIN(test_enrolment_moves,
    test_enrolment_tries,
    test_achievement_moves,
    test_inv_12_listed_is_immutable,
    test_statement_moves,
    test_inv_18_unsigned_offer_is_hidden)
