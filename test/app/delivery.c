/*
 * Letters on their way out, to a real server that takes, refuses, defers,
 * hangs up, is slow or is not there (RELIABILITY part 4, item 11).
 */
#include "app/delivery.h"

#include "app/mail.h"
#include "app/message.h"
#include "store/sql.h"
#include "test/support/desk.h"
#include "test/support/test.h"

#include <netinet/in.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* --- a mail server in a child process, in the manner that a test asks for,
 * and what it took --- */

enum {
    RELAY_IDS_MAX = 256,
    RELAY_ID_BYTES = 100,
};

struct relay_manner {
    const char *command; /* lines that start so ("." ends a message) ... */
    const char *reply;   /* get this instead; NULL: no word, it hangs up */
    int n_times;         /* so many times; 0: always */
    unsigned slow_ms;    /* waits before each reply */
};

/* Shared with the child. */
struct relay_book {
    atomic_int n_connections;
    atomic_int n_taken;                      /* messages read to their end */
    atomic_int n_replied;                    /* times of the manner */
    char ids[RELAY_IDS_MAX][RELAY_ID_BYTES]; /* Message-ID of those taken */
};

struct relay {
    pid_t child;
    uint16_t port;
    struct relay_book *book;
};

enum {
    LINE_BYTES = 2048,
    BACKLOG = 16,
    MS_A_S = 1000,
    NS_A_MS = 1000000,
};

/* One conversation. */
struct talk {
    FILE *client;
    const struct relay_manner *manner;
    struct relay_book *book;
    bool in_data;
    char id[RELAY_ID_BYTES];
};

static bool starts(const char *line, const char *with)
{
    return strncmp(line, with, strlen(with)) == 0;
}

static void wait_ms(unsigned ms)
{
    const struct timespec nap = {
        (time_t)(ms / MS_A_S), (long)(ms % MS_A_S) * NS_A_MS};

    (void)nanosleep(&nap, NULL);
}

static const char *usual(const char *line, bool in_data)
{
    if (in_data)
        return strcmp(line, ".\r\n") == 0 ? "250 taken" : NULL;
    if (starts(line, "DATA"))
        return "354 go on";
    return starts(line, "QUIT") ? "221 bye" : "250 ok";
}

static void note(struct talk *talk, const char *line)
{
    static const char NAME[] = "Message-ID: ";

    if (starts(line, NAME))
        (void)snprintf(
            talk->id, sizeof(talk->id), "%.90s", line + sizeof(NAME) - 1);
    if (strcmp(line, ".\r\n") == 0) {
        const int n = atomic_load(&talk->book->n_taken);

        if (n < RELAY_IDS_MAX)
            memcpy(talk->book->ids[n], talk->id, sizeof(talk->id));
        atomic_store(&talk->book->n_taken, n + 1);
    }
}

/* Is this the line to which the manner has its own word, now? */
static bool is_meant(struct talk *talk, const char *line)
{
    const struct relay_manner *manner = talk->manner;

    if (!manner->command[0] || talk->in_data != (manner->command[0] == '.') ||
        !starts(line, manner->command))
        return false;
    return manner->n_times == 0 ||
           atomic_load(&talk->book->n_replied) < manner->n_times;
}

/* False when it ends. */
static bool answer(struct talk *talk, const char *line)
{
    const char *reply = usual(line, talk->in_data);
    const bool meant = reply && is_meant(talk, line);

    if (!reply)
        return true;
    if (talk->manner->slow_ms > 0)
        wait_ms(talk->manner->slow_ms);
    if (meant) {
        (void)atomic_fetch_add(&talk->book->n_replied, 1);
        if (!talk->manner->reply)
            return false;
        reply = talk->manner->reply;
    }
    (void)fprintf(talk->client, "%s\r\n", reply);
    return !starts(line, "QUIT");
}

static void converse(struct talk *talk)
{
    char line[LINE_BYTES];
    bool goes_on = true;

    (void)fprintf(talk->client, "220 relay ESMTP\r\n");
    while (goes_on && fgets(line, sizeof(line), talk->client)) {
        const bool was_in_data = talk->in_data;

        /* A refused message is not taken. */
        if (was_in_data &&
            !(line[0] == '.' && is_meant(talk, line) && talk->manner->reply))
            note(talk, line);
        goes_on = answer(talk, line);
        if (was_in_data)
            talk->in_data = strcmp(line, ".\r\n") != 0;
        else
            talk->in_data = starts(line, "DATA");
    }
}

static void serve(
    int listener, const struct relay_manner *manner, struct relay_book *book)
{
    int fd;

    while ((fd = accept(listener, NULL, NULL)) >= 0) {
        struct talk talk = {fdopen(fd, "r+"), manner, book, false, ""};

        (void)atomic_fetch_add(&book->n_connections, 1);
        if (!talk.client)
            _exit(1);
        (void)setvbuf(talk.client, NULL, _IONBF, 0);
        converse(&talk);
        (void)fclose(talk.client);
    }
}

static int listen_at(uint16_t port, uint16_t *ret_port)
{
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_port = htons(port)};
    socklen_t at_bytes = sizeof(at);
    const int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const int on = 1;

    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (listener < 0 ||
        setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on)) != 0 ||
        bind(listener, (struct sockaddr *)&at, at_bytes) != 0 ||
        listen(listener, BACKLOG) != 0 ||
        getsockname(listener, (struct sockaddr *)&at, &at_bytes) != 0)
        abort();
    *ret_port = ntohs(at.sin_port);
    return listener;
}

/* Pages that parent and child share: of a file without a name. */
static struct relay_book *new_book(void)
{
    char path[] = "/tmp/testamur-relay-XXXXXX";
    const int fd = mkstemp(path);
    void *book;

    if (fd < 0 || unlink(path) != 0 ||
        ftruncate(fd, sizeof(struct relay_book)) != 0)
        abort();
    book = mmap(NULL, sizeof(struct relay_book), PROT_READ | PROT_WRITE,
        MAP_SHARED, fd, 0);
    if (book == MAP_FAILED)
        abort();
    (void)close(fd);
    return book;
}

/* On a port of 127.0.0.1; 0: any free one. */
static struct relay relay_start(
    const struct relay_manner *manner, uint16_t port)
{
    struct relay relay = {.book = new_book()};
    const int listener = listen_at(port, &relay.port);

    relay.child = fork();
    if (relay.child < 0)
        abort();
    if (relay.child == 0) {
        /* A test that fails leaves nobody behind. */
        (void)prctl(PR_SET_PDEATHSIG, SIGKILL);
        (void)signal(SIGPIPE, SIG_IGN);
        serve(listener, manner, relay.book);
        _exit(0);
    }
    (void)close(listener);
    return relay;
}

static void relay_stop(struct relay *relay)
{
    (void)kill(relay->child, SIGKILL);
    (void)waitpid(relay->child, NULL, 0);
    (void)munmap(relay->book, sizeof(*relay->book));
}

/* How many messages of different Message-ID were taken. */
static int relay_different(const struct relay *relay)
{
    const int n = atomic_load(&relay->book->n_taken);
    int different = 0;
    int i;
    int k;

    for (i = 0; i < n && i < RELAY_IDS_MAX; i++) {
        for (k = 0; k < i; k++) {
            if (strcmp(relay->book->ids[k], relay->book->ids[i]) == 0)
                break;
        }
        different += k == i;
    }
    return different;
}

/* --- the tests --- */

enum {
    SETTING_BYTES = 64,
    ROUNDS_MAX = 50,
    DAY_S = 24 * 3600,
    SHORT_MS = 500,
};

/* A platform, an outbox, a server. */
struct stage {
    struct act act;
    struct delivery delivery;
    struct relay relay;
    char smtp[SETTING_BYTES];
};

static void point_to(struct stage *stage, struct front *front, uint16_t port)
{
    struct config *config = &front->platform.config;

    (void)snprintf(stage->smtp, sizeof(stage->smtp), "smtp://127.0.0.1:%u",
        (unsigned)port);
    config->text[CONFIG_SMTP] = str_of(stage->smtp);
    config->text[CONFIG_MAIL_FROM] = S("badges@college.example");
    assert_int_equal(
        delivery_init(&stage->delivery, config, stage->act.arena, NULL), OK);
}

static void open_stage(
    struct stage *stage, struct front *front, const struct relay_manner *manner)
{
    *stage = (struct stage){.act = desk_act(front)};
    stage->relay = relay_start(manner, 0);
    point_to(stage, front, stage->relay.port);
}

static void write_letter(struct act *act, const char *once)
{
    const struct letter letter = {
        .once = str_of(once),
        .template = S("sign_in"),
        .title = MSG_MAIL_SIGN_IN,
        .words = MSG_MAIL_SIGN_IN_WORDS,
        .email = S("ada@learner.example"),
        .path = S("/sign-in/"),
        .secret = S("secret"),
    };

    assert_int_equal(db_begin(act->db, DB_WRITE, NULL), OK);
    assert_int_equal(mail_queue(act, &letter, NULL), OK);
    assert_int_equal(db_commit(act->db, NULL), OK);
}

/* Sends all that is due now; how many times something was tried. */
static int send_all(struct stage *stage)
{
    struct delivery_done done;
    int n = 0;
    code result = OK;

    while (n < ROUNDS_MAX) {
        result = delivery_next(&stage->delivery, &stage->act, &done, NULL);
        if (result != OK)
            break;
        n++;
    }
    assert_int_equal(result, E_NOT_FOUND);
    return n;
}

static struct mail newest(struct act *act)
{
    const struct mail_list_args which = {.limit = 1};
    struct mail *mails;
    size_t n;

    assert_int_equal(
        sql_mail_list(act->db, &which, act->arena, &mails, &n, NULL), OK);
    assert_int_equal(n, 1);
    return mails[0];
}

static void test_delivery_sends_each_letter_once(void **state)
{
    static const struct relay_manner kind = {"", "", 0, 0};
    struct stage stage;
    int64_t due;

    open_stage(&stage, *state, &kind);
    write_letter(&stage.act, "one");
    write_letter(&stage.act, "two");
    write_letter(&stage.act, "two");
    assert_int_equal(delivery_due(&stage.delivery, &stage.act, &due, NULL), OK);
    assert_int_equal(due, stage.act.now);
    assert_int_equal(send_all(&stage), 2);
    assert_int_equal(atomic_load(&stage.relay.book->n_taken), 2);
    assert_int_equal(relay_different(&stage.relay), 2);
    assert_int_equal(send_all(&stage), 0);
    assert_int_equal(delivery_due(&stage.delivery, &stage.act, &due, NULL), OK);
    assert_true(due == INT64_MAX);
    assert_int_equal(newest(&stage.act).state, MAIL_SENT);
    assert_int_equal(newest(&stage.act).sent_at, stage.act.now);
    /* The link in it is nobody's any more (LG-11). */
    assert_int_equal(newest(&stage.act).body.len, 0);
    relay_stop(&stage.relay);
}

static void test_delivery_greylisting_comes_again_later(void **state)
{
    static const struct relay_manner grey = {"RCPT", "451 come again", 2, 0};
    struct stage stage;

    open_stage(&stage, *state, &grey);
    write_letter(&stage.act, "");
    assert_int_equal(send_all(&stage), 1);
    assert_int_equal(newest(&stage.act).state, MAIL_WAITING);
    assert_int_equal(newest(&stage.act).tries, 1);
    assert_true(str_eq(newest(&stage.act).fault, S("451 come again")));
    assert_int_equal(newest(&stage.act).due_at, stage.act.now + 60);
    stage.act.now += 59;
    assert_int_equal(send_all(&stage), 0);
    stage.act.now += 1;
    assert_int_equal(send_all(&stage), 1); /* and once more refused */
    stage.act.now += 240;
    assert_int_equal(send_all(&stage), 1);
    assert_int_equal(newest(&stage.act).state, MAIL_SENT);
    assert_int_equal(newest(&stage.act).tries, 3);
    assert_int_equal(atomic_load(&stage.relay.book->n_taken), 1);
    relay_stop(&stage.relay);
}

static void test_delivery_gives_up_after_many_deferrals(void **state)
{
    static const struct relay_manner never = {".", "452 no room", 0, 0};
    struct stage stage;
    int tries = 0;

    open_stage(&stage, *state, &never);
    write_letter(&stage.act, "");
    while (newest(&stage.act).state == MAIL_WAITING && tries < ROUNDS_MAX) {
        tries += send_all(&stage);
        stage.act.now += DAY_S;
    }
    assert_int_equal(tries, 8);
    assert_int_equal(newest(&stage.act).state, MAIL_FAILED);
    assert_int_equal(atomic_load(&stage.relay.book->n_taken), 0);
    relay_stop(&stage.relay);
}

static void test_delivery_a_refused_letter_comes_back(void **state)
{
    static const struct relay_manner no = {"RCPT", "550 no such user", 1, 0};
    struct stage stage;
    struct mail mail;
    size_t n;

    open_stage(&stage, *state, &no);
    write_letter(&stage.act, "");
    assert_int_equal(send_all(&stage), 1);
    mail = newest(&stage.act);
    assert_int_equal(mail.state, MAIL_BOUNCED);
    assert_int_equal(mail.bounced_at, stage.act.now);
    assert_true(str_eq(mail.fault, S("550 no such user")));
    stage.act.now += DAY_S;
    assert_int_equal(send_all(&stage), 0);
    /* To another address it goes, by somebody's wish. */
    assert_int_equal(db_begin(stage.act.db, DB_WRITE, NULL), OK);
    assert_int_equal(sql_mail_resend(stage.act.db, S("ada@home.example"),
                         stage.act.now, S(""), mail.id, &n, NULL),
        OK);
    assert_int_equal(db_commit(stage.act.db, NULL), OK);
    assert_int_equal(n, 1);
    assert_int_equal(send_all(&stage), 1);
    assert_int_equal(newest(&stage.act).state, MAIL_SENT);
    relay_stop(&stage.relay);
}

/* A server that is not there blames no letter, and is not asked for each. */
static void test_delivery_waits_for_the_server(void **state)
{
    static const struct relay_manner kind = {"", "", 0, 0};
    struct stage stage;
    int64_t due;
    uint16_t port;
    int i;

    open_stage(&stage, *state, &kind);
    port = stage.relay.port;
    relay_stop(&stage.relay);
    write_letter(&stage.act, "one");
    write_letter(&stage.act, "two");
    for (i = 0; i < 20; i++) {
        assert_int_equal(send_all(&stage), 1);
        assert_int_equal(
            delivery_due(&stage.delivery, &stage.act, &due, NULL), OK);
        assert_true(due >= stage.act.now + 30);
        assert_true(due <= stage.act.now + 1000);
        stage.act.now = due;
    }
    assert_int_equal(newest(&stage.act).tries, 0);
    assert_int_equal(newest(&stage.act).state, MAIL_WAITING);
    stage.relay = relay_start(&kind, port);
    assert_int_equal(send_all(&stage), 2);
    assert_int_equal(relay_different(&stage.relay), 2);
    relay_stop(&stage.relay);
}

static void test_delivery_slow_server_is_left(void **state)
{
    static const struct relay_manner slow = {"", "", 0, 2000};
    struct stage stage;

    open_stage(&stage, *state, &slow);
    stage.delivery.mailer.server.timeout_ms = SHORT_MS;
    write_letter(&stage.act, "");
    assert_int_equal(send_all(&stage), 1);
    assert_int_equal(newest(&stage.act).state, MAIL_WAITING);
    assert_int_equal(newest(&stage.act).sent_at, 0);
    assert_int_equal(atomic_load(&stage.relay.book->n_taken), 0);
    relay_stop(&stage.relay);
}

/* It was handed over, and no answer came: nobody sends it again but people
 * (docs/decisions/0009-no-letter-twice.md). */
static void test_delivery_unknown_is_not_sent_again(void **state)
{
    static const struct relay_manner mute = {".", NULL, 0, 0};
    struct delivery_done done;
    struct stage stage;

    open_stage(&stage, *state, &mute);
    write_letter(&stage.act, "");
    assert_int_equal(
        delivery_next(&stage.delivery, &stage.act, &done, NULL), OK);
    assert_int_equal(done.code, E_MAIL_UNKNOWN);
    assert_int_equal(newest(&stage.act).state, MAIL_FAILED);
    assert_true(newest(&stage.act).sent_at > 0);
    stage.act.now += DAY_S;
    assert_int_equal(send_all(&stage), 0);
    assert_int_equal(atomic_load(&stage.relay.book->n_taken), 1);
    relay_stop(&stage.relay);
}

static bool yes(void *arg)
{
    (void)arg;
    return true;
}

static void test_delivery_stops_before_it_hands_over(void **state)
{
    static const struct relay_manner slow = {"", "", 0, SHORT_MS};
    struct stage stage;

    open_stage(&stage, *state, &slow);
    stage.delivery.stops = yes;
    write_letter(&stage.act, "");
    {
        struct delivery_done done;

        assert_int_equal(
            delivery_next(&stage.delivery, &stage.act, &done, NULL), OK);
        assert_int_equal(done.code, E_UNAVAILABLE);
    }
    assert_int_equal(newest(&stage.act).state, MAIL_WAITING);
    assert_int_equal(newest(&stage.act).tries, 0);
    stage.delivery.stops = NULL;
    assert_int_equal(send_all(&stage), 1);
    assert_int_equal(newest(&stage.act).state, MAIL_SENT);
    assert_int_equal(atomic_load(&stage.relay.book->n_taken), 1);
    relay_stop(&stage.relay);
}

/* DB-06: who was paused for longer than the lease may not hand over. */
static void test_delivery_db_06_a_late_holder_is_refused(void **state)
{
    struct front *front = *state;
    struct act act = desk_act(front);
    struct mail mail;
    size_t n;

    write_letter(&act, "");
    mail = newest(&act);
    assert_int_equal(db_begin(act.db, DB_WRITE, NULL), OK);
    assert_int_equal(sql_mail_lease(act.db, act.now + 10, S(""), mail.id,
                         mail.lease, &n, NULL),
        OK);
    assert_int_equal(n, 1);
    assert_int_equal(sql_mail_lease(act.db, act.now + 20, S(""), mail.id,
                         mail.lease + 1, &n, NULL),
        OK);
    assert_int_equal(sql_mail_hand_over(act.db, act.now, S(""), mail.id,
                         mail.lease + 1, &n, NULL),
        OK);
    assert_int_equal(n, 0);
    assert_int_equal(sql_mail_hand_over(act.db, act.now, S(""), mail.id,
                         mail.lease + 2, &n, NULL),
        OK);
    assert_int_equal(n, 1);
    assert_int_equal(db_commit(act.db, NULL), OK);
}

/* kill -9 between handing over and marking: the server has it, we do not
 * know. Once is all. */
static void test_delivery_killed_between_sending_and_marking(void **state)
{
    static const struct relay_manner slow = {"", "", 0, SHORT_MS};
    const struct timespec nap = {0, 1000000};
    struct front *front = *state;
    struct stage stage;
    pid_t child;

    open_stage(&stage, front, &slow);
    write_letter(&stage.act, "");
    child = fork();
    assert_true(child >= 0);
    if (child == 0) { /* a process of its own, with its own connection */
        struct worker worker;
        struct act act = stage.act;
        struct delivery_done done;

        if (worker_init(&worker, &front->platform, NULL) != OK)
            _exit(1);
        act.worker = &worker;
        act.db = worker.db;
        _exit((int)delivery_next(&stage.delivery, &act, &done, NULL));
    }
    while (atomic_load(&stage.relay.book->n_taken) == 0)
        (void)nanosleep(&nap, NULL);
    assert_int_equal(kill(child, SIGKILL), 0);
    assert_int_equal(waitpid(child, NULL, 0), child);
    assert_int_equal(newest(&stage.act).state, MAIL_WAITING);
    stage.act.now += DAY_S;
    assert_int_equal(send_all(&stage), 1); /* looked at, not sent */
    assert_int_equal(newest(&stage.act).state, MAIL_FAILED);
    assert_int_equal(atomic_load(&stage.relay.book->n_taken), 1);
    relay_stop(&stage.relay);
}

static void test_delivery_without_a_server_nothing_goes(void **state)
{
    struct front *front = *state;
    struct stage stage = {.act = desk_act(front)};

    front->platform.config.text[CONFIG_SMTP] = S("");
    assert_int_equal(delivery_init(&stage.delivery, &front->platform.config,
                         stage.act.arena, NULL),
        OK);
    write_letter(&stage.act, "");
    assert_int_equal(send_all(&stage), 0);
    assert_int_equal(newest(&stage.act).state, MAIL_WAITING);
}

static void test_delivery_old_letters_tell_nothing_new(void **state)
{
    static const struct relay_manner kind = {"", "", 0, 0};
    struct stage stage;

    open_stage(&stage, *state, &kind);
    write_letter(&stage.act, "");
    stage.act.now += (int64_t)31 * DAY_S;
    assert_int_equal(send_all(&stage), 1);
    assert_int_equal(newest(&stage.act).state, MAIL_CANCELLED);
    assert_int_equal(atomic_load(&stage.relay.book->n_taken), 0);
    relay_stop(&stage.relay);
}

#define STAGED(name)                                                           \
    cmocka_unit_test_setup_teardown(name, front_open, front_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        STAGED(test_delivery_sends_each_letter_once),
        STAGED(test_delivery_greylisting_comes_again_later),
        STAGED(test_delivery_gives_up_after_many_deferrals),
        STAGED(test_delivery_a_refused_letter_comes_back),
        STAGED(test_delivery_waits_for_the_server),
        STAGED(test_delivery_slow_server_is_left),
        STAGED(test_delivery_unknown_is_not_sent_again),
        STAGED(test_delivery_stops_before_it_hands_over),
        STAGED(test_delivery_db_06_a_late_holder_is_refused),
        STAGED(test_delivery_killed_between_sending_and_marking),
        STAGED(test_delivery_without_a_server_nothing_goes),
        STAGED(test_delivery_old_letters_tell_nothing_new),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
