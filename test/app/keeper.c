/* The thread that does by itself what is to be done. */
#include "app/keeper.h"

#include "app/award.h"
#include "app/award_change.h"
#include "domain/mail.h"
#include "domain/status_list.h"
#include "host/clock.h"
#include "store/sql.h"
#include "test/support/office.h"
#include "test/support/relay.h"
#include "test/support/test.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

enum {
    PATIENCE_MS = 10000,
    SETTING_BYTES = 64,
    NS_A_MS = 1000000,
};

static const struct log QUIET = {-1, LOG_JSON, LEVEL_ERROR};

static struct award issue(struct office *office, const char *email)
{
    const struct award_order order = {
        .achievement = office->achievement,
        .email = str_of(email),
        .recipient_name = S("Aroha Ngata"),
        .idempotency_key = str_of(email),
    };
    struct award award;

    assert_int_equal(award_issue(&office->act, &order, &award, NULL), OK);
    return award;
}

/* Until so many letters are out, or patience is over. */
static bool wait_for_letters(const struct relay *relay, int n)
{
    const struct timespec nap = {0, (long)NS_A_MS};
    int i;

    for (i = 0; i < PATIENCE_MS; i++) {
        if (atomic_load(&relay->book->n_taken) >= n)
            return true;
        (void)nanosleep(&nap, NULL);
    }
    return false;
}

static bool wait_for_lists(struct office *office)
{
    const struct timespec nap = {0, (long)NS_A_MS};
    struct status_list list;
    int i;

    for (i = 0; i < PATIENCE_MS; i++) {
        assert_int_equal(
            sql_status_list_open(office->act.db, office->organisation.tenant,
                STATUS_REVOCATION, office->act.arena, &list, NULL),
            OK);
        if (list.credential.len > 0 && list.published_revision == list.revision)
            return true;
        (void)nanosleep(&nap, NULL);
    }
    return false;
}

static void point_to(struct front *front, const struct relay *relay)
{
    static char smtp[SETTING_BYTES];
    struct config *config = &front->platform.config;

    (void)snprintf(
        smtp, sizeof(smtp), "smtp://127.0.0.1:%u", (unsigned)relay->port);
    config->text[CONFIG_SMTP] = str_of(smtp);
    config->text[CONFIG_MAIL_FROM] = S("badges@college.example");
}

/* Woken, it tells, and shows in the list what was revoked. */
static void test_keeper_works_when_woken(void **state)
{
    static const struct relay_manner kind = {"", "", 0, 0};
    const struct award_move revoke = {
        .action = AWARD_REVOKE, .reason_code = AWARD_REASON_ERROR};
    struct front *front = *state;
    struct relay relay = relay_start(&kind, 0);
    struct keeper *keeper;
    struct office office;
    struct award award;

    office_open(front, DID_KEY, &office);
    office.act.now = clock_now_unix_s();
    point_to(front, &relay);
    award = issue(&office, "a@example.org");
    assert_int_equal(
        keeper_start(&front->platform, &QUIET, &front->lasting, &keeper, NULL),
        OK);
    assert_true(wait_for_letters(&relay, 1));
    (void)issue(&office, "b@example.org");
    keeper_wake(keeper);
    assert_true(wait_for_letters(&relay, 2));
    assert_true(wait_for_lists(&office));
    assert_int_equal(
        award_change(&office.act, award.id, &revoke, &award, NULL), OK);
    keeper_wake(keeper);
    assert_true(wait_for_lists(&office));
    keeper_stop(keeper);
    assert_int_equal(relay_different(&relay), 2);
    relay_stop(&relay);
}

/* The mail server does not say whether it took the letter: the end does not
 * wait for minutes. */
static void test_keeper_ends_beside_a_slow_server(void **state)
{
    static const struct relay_manner slow = {"", "", 0, 60000};
    struct front *front = *state;
    struct relay relay = relay_start(&slow, 0);
    uint64_t began_ns;
    struct keeper *keeper;
    struct office office;
    const struct timespec nap = {0, (long)100 * NS_A_MS};

    office_open(front, DID_KEY, &office);
    office.act.now = clock_now_unix_s();
    point_to(front, &relay);
    (void)issue(&office, "a@example.org");
    assert_int_equal(
        keeper_start(&front->platform, &QUIET, &front->lasting, &keeper, NULL),
        OK);
    while (atomic_load(&relay.book->n_connections) == 0)
        (void)nanosleep(&nap, NULL);
    began_ns = clock_monotonic_ns();
    keeper_stop(keeper);
    assert_true(
        (clock_monotonic_ns() - began_ns) / NS_A_MS < (uint64_t)PATIENCE_MS);
    assert_int_equal(atomic_load(&relay.book->n_taken), 0);
    relay_stop(&relay);
}

static void test_keeper_refuses_a_setting_that_is_none(void **state)
{
    struct front *front = *state;
    struct keeper *keeper;
    struct err e = {0};

    front->platform.config.text[CONFIG_SMTP] = S("mail.example");
    assert_int_equal(
        keeper_start(&front->platform, &QUIET, &front->lasting, &keeper, &e),
        E_CONFIG);
    assert_string_equal(e.arg, "smtp");
}

#define STAGED(name)                                                           \
    cmocka_unit_test_setup_teardown(name, front_open, front_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        STAGED(test_keeper_works_when_woken),
        STAGED(test_keeper_ends_beside_a_slow_server),
        STAGED(test_keeper_refuses_a_setting_that_is_none),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
