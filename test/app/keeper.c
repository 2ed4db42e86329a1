/* The thread that does by itself what is to be done. */
#include "app/keeper.h"

#include "app/award.h"
#include "app/award_change.h"
#include "app/batch.h"
#include "domain/mail.h"
#include "domain/status_list.h"
#include "host/clock.h"
#include "store/sql.h"
#include "test/support/desk.h"
#include "test/support/office.h"
#include "test/support/sink.h"
#include "test/support/test.h"

#include <netinet/in.h>
#include <stdio.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum {
    PATIENCE_MS = 10000,
    SETTING_BYTES = 64,
    NS_A_MS = 1000000,
    SAID_BYTES = 32 * 1024,
};

static const struct log QUIET = {-1, LOG_JSON, LEVEL_ERROR};

static struct award issue(struct office *office, const char *email)
{
    const struct award_order order = {
        .achievement = office->achievement,
        .email = str_of(email),
        .recipient_name = S("Aroha Ngata"),
        .grade = S("P"),
        .idempotency_key = str_of(email),
    };
    struct award award;

    assert_int_equal(award_issue(&office->act, &order, &award, NULL), OK);
    return award;
}

/* Until the letter is out, or patience is over. */
static bool wait_for_letter(struct office *office)
{
    const struct timespec nap = {0, (long)NS_A_MS};
    const struct mail_list_args which = {
        .tenant = office->organisation.tenant, .state = MAIL_SENT, .limit = 1};
    struct mail *mails;
    size_t n;
    int i;

    for (i = 0; i < PATIENCE_MS; i++) {
        assert_int_equal(sql_mail_list(office->act.db, &which,
                             office->act.arena, &mails, &n, NULL),
            OK);
        if (n > 0)
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

static void point_to(struct front *front, uint16_t port)
{
    static char smtp[SETTING_BYTES];
    struct config *config = &front->platform.config;

    (void)snprintf(smtp, sizeof(smtp), "smtp://127.0.0.1:%u", (unsigned)port);
    config->text[CONFIG_SMTP] = str_of(smtp);
    config->text[CONFIG_MAIL_FROM] = S("badges@college.example");
}

/* Woken, it tells, and shows in the list what was revoked. */
static void test_keeper_works_when_woken(void **state)
{
    static char said[SAID_BYTES];
    const struct award_move revoke = {
        .action = AWARD_REVOKE, .reason_code = AWARD_REASON_ERROR};
    struct front *front = *state;
    struct sink sink = sink_start("", "");
    struct keeper *keeper;
    struct office office;
    struct award award;

    office_open(front, DID_KEY, &office);
    office.act.now = clock_now_unix_s();
    point_to(front, sink.port);
    assert_int_equal(
        keeper_start(&front->platform, &QUIET, &front->lasting, &keeper, NULL),
        OK);
    award = issue(&office, "a@example.org");
    keeper_wake(keeper);
    assert_true(wait_for_letter(&office));
    assert_true(front_has(
        sink_stop(&sink, said, sizeof(said)), "RCPT TO:<a@example.org>"));
    assert_true(wait_for_lists(&office));
    assert_int_equal(
        award_change(&office.act, award.id, &revoke, &award, NULL), OK);
    keeper_wake(keeper);
    assert_true(wait_for_lists(&office));
    keeper_stop(keeper);
}

/* A table that was started is awarded to its end, with nobody there. */
static void test_keeper_runs_tables(void **state)
{
    const struct timespec nap = {0, (long)NS_A_MS};
    struct front *front = *state;
    struct batch_upload upload = {.file = S("two.csv"),
        .text = S("name,email\nAnn,ann@example.org\nBea,bea@example.org\n")};
    struct batch_full full = {0};
    struct keeper *keeper;
    struct office office;
    str id;
    int i;

    office_open(front, DID_KEY, &office);
    office.act.now = clock_now_unix_s();
    office.act.actor.person = desk_person(&office.act, S("r@example.org"),
        office.organisation.tenant, ROLE_REGISTRAR);
    upload.achievement = office.achievement;
    assert_int_equal(batch_begin(&office.act, &upload, &id, NULL), OK);
    assert_int_equal(
        keeper_start(&front->platform, &QUIET, &front->lasting, &keeper, NULL),
        OK);
    assert_int_equal(batch_turn(&office.act, id, BATCH_START, NULL), OK);
    keeper_wake(keeper);
    for (i = 0; i < PATIENCE_MS && full.batch.state != BATCH_DONE; i++) {
        assert_int_equal(batch_read(&office.act, id, &full, NULL), OK);
        (void)nanosleep(&nap, NULL);
    }
    keeper_stop(keeper);
    assert_int_equal(full.batch.state, BATCH_DONE);
    assert_int_equal(full.n_done, 2);
}

/* A server that listens and says nothing. */
static int listen_mutely(uint16_t *ret_port)
{
    struct sockaddr_in at = {.sin_family = AF_INET};
    socklen_t at_bytes = sizeof(at);
    const int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    assert_true(listener >= 0);
    assert_int_equal(bind(listener, (struct sockaddr *)&at, at_bytes), 0);
    assert_int_equal(listen(listener, 1), 0);
    assert_int_equal(
        getsockname(listener, (struct sockaddr *)&at, &at_bytes), 0);
    *ret_port = ntohs(at.sin_port);
    return listener;
}

/* The end does not wait for a mail server that takes its time. */
static void test_keeper_ends_beside_a_slow_server(void **state)
{
    struct front *front = *state;
    struct keeper *keeper;
    struct office office;
    uint64_t began_ns;
    uint16_t port;
    const int listener = listen_mutely(&port);
    int client;

    office_open(front, DID_KEY, &office);
    office.act.now = clock_now_unix_s();
    point_to(front, port);
    (void)issue(&office, "a@example.org");
    assert_int_equal(
        keeper_start(&front->platform, &QUIET, &front->lasting, &keeper, NULL),
        OK);
    client = accept(listener, NULL, NULL); /* it is in the middle of it */
    assert_true(client >= 0);
    began_ns = clock_monotonic_ns();
    keeper_stop(keeper);
    assert_true(
        (clock_monotonic_ns() - began_ns) / NS_A_MS < (uint64_t)PATIENCE_MS);
    (void)close(client);
    (void)close(listener);
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
        STAGED(test_keeper_runs_tables),
        STAGED(test_keeper_ends_beside_a_slow_server),
        STAGED(test_keeper_refuses_a_setting_that_is_none),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
