#include "http/mail.h"

#include "test/support/fail.h"
#include "test/support/sink.h"
#include "test/support/test.h"
#include "test/support/wire.h"

#include <string.h>

enum {
    SAID_BYTES = 32 * 1024,
    SHORT_MS = 2000,
    LINE_BYTES_MAX = 78, /* RFC 5322 2.1.1: should be */
};

static struct mime_message sample(void)
{
    return (struct mime_message){
        .from = {S("Gr\xc3\xbc"
                   "ne Hochschule"),
            S("badges@college.example")},
        .to = {S("Ada"), S("ada@learner.example")},
        .subject = S("Dein Abzeichen \xe2\x80\x93 \xd9\x85\xd8\xb1\xd8\xad"),
        .text = S("Hallo Ada,\n.\nein \xc3\xa4hnliches = Zeichen \n"
                  "https://college.example/"
                  "claim/abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz"
                  "abcdefghijklmnopqrstuvwxyz\n"),
        .message_id = S("id1@college.example"),
        .unsubscribe = S("https://college.example/stop"),
        .date_unix_s = 784111777,
        .boundary = S("b0undary"),
    };
}

static bool has(str text, const char *part)
{
    return wire_count(text, str_of(part)) > 0;
}

/* The longest line. */
static size_t longest(str text)
{
    size_t max = 0;
    size_t from = 0;

    while (from < text.len) {
        size_t end = str_find(text, '\n', from);
        size_t line = (end == SIZE_MAX ? text.len : end) - from;

        max = line > max ? line : max;
        from = end == SIZE_MAX ? text.len : end + 1;
    }
    return max;
}

static void test_mime_writes_a_message(void **state)
{
    struct mime_message m = sample();
    struct arena a;
    bytes out;
    str text;

    (void)state;
    arena_init(&a, 4 << 20);
    assert_int_equal(mime_write(&a, &m, &out, NULL), OK);
    text = bytes_str(out);
    assert_true(str_starts(
        text, S("Date: Sun, 06 Nov 1994 08:49:37 +0000\r\n"
                "From: =?UTF-8?B?R3LDvG5lIEhvY2hzY2h1bGU=?=\r\n"
                " <badges@college.example>\r\n"
                "To: Ada\r\n <ada@learner.example>\r\n"
                "Subject: =?UTF-8?B?RGVpbiBBYnplaWNoZW4g4oCTINmF2LHYrQ==?=\r\n"
                "Message-ID: <id1@college.example>\r\n")));
    assert_true(has(text, "List-Unsubscribe: <https://college.example/stop>"));
    assert_true(has(text, "\r\n\r\nHallo Ada,\r\n=2E\r\n"));
    assert_true(has(text, "ein =C3=A4hnliches =3D Zeichen=20\r\n"));
    assert_true(longest(text) <= LINE_BYTES_MAX);
    assert_false(has(text, "multipart"));
    m.html = S("<p>Hallo</p>");
    assert_int_equal(mime_write(&a, &m, &out, NULL), OK);
    text = bytes_str(out);
    assert_true(has(text, "multipart/alternative;\r\n boundary=\"b0undary\""));
    assert_int_equal(wire_count(text, S("\r\n--b0undary\r\n")), 2);
    assert_true(str_ends(text, S("<p>Hallo</p>\r\n--b0undary--\r\n")));
    arena_release(&a);
}

static void test_mime_long_subject_is_folded(void **state)
{
    struct mime_message m = sample();
    struct arena a;
    bytes out;

    (void)state;
    arena_init(&a, 4 << 20);
    m.subject =
        S("\xe2\x80\x93\xe2\x80\x93\xe2\x80\x93\xe2\x80\x93\xe2\x80\x93"
          "\xe2\x80\x93\xe2\x80\x93\xe2\x80\x93\xe2\x80\x93\xe2\x80\x93"
          "\xe2\x80\x93\xe2\x80\x93\xe2\x80\x93\xe2\x80\x93\xe2\x80\x93"
          "\xe2\x80\x93\xe2\x80\x93\xe2\x80\x93\xe2\x80\x93\xe2\x80\x93");
    assert_int_equal(mime_write(&a, &m, &out, NULL), OK);
    assert_true(has(bytes_str(out), "?=\r\n =?UTF-8?B?"));
    assert_true(longest(bytes_str(out)) <= LINE_BYTES_MAX);
    arena_release(&a);
}

static void test_mime_nothing_starts_a_header(void **state)
{
    static const str bad = STR("a\r\nBcc: x@y.example");
    static const str addresses[] = {STR("a b@c.d"), STR("a@b@c"), STR("@c"),
        STR("a@"), STR("a..b@c"), STR("a@c>"), STR("a@c\r\nRCPT TO:<x@y>"),
        STR(""), STR("a@\xc3\xa9.example"), STR("\"a\"@c")};
    struct arena a;
    size_t i;
    bytes out;

    (void)state;
    arena_init(&a, 4 << 20);
    for (i = 0; i < 6; i++) {
        struct mime_message m = sample();
        str *parts[] = {&m.subject, &m.to.name, &m.from.name, &m.message_id,
            &m.unsubscribe, &m.boundary};

        *parts[i] = bad;
        assert_int_equal(mime_write(&a, &m, &out, NULL), E_ARGUMENT);
    }
    for (i = 0; i < sizeof(addresses) / sizeof(addresses[0]); i++) {
        struct mime_message m = sample();

        assert_false(mime_is_address(addresses[i]));
        m.to.address = addresses[i];
        assert_int_equal(mime_write(&a, &m, &out, NULL), E_ARGUMENT);
    }
    assert_true(mime_is_address(S("a.b+c@d-e.example")));
    arena_release(&a);
}

static void test_mime_nth_allocation_fails(void **state)
{
    struct mime_message m = sample();
    size_t n;

    (void)state;
    for (n = 1; fail_arm(n, FAIL_ONCE); n++) {
        struct arena a;
        bytes out;
        code c;

        arena_init(&a, 4 << 20);
        c = mime_write(&a, &m, &out, NULL);
        assert_true(c == OK || c == E_NO_MEMORY);
        arena_release(&a);
    }
    assert_true(n > 1);
}

struct reply_case {
    const char *command;
    const char *reply;
    code code;
    int status;
};

static const struct reply_case REPLIES[] = {
    {"", "", OK, 250},
    {"RCPT", "550 5.1.1 no such user", E_MAIL_REFUSED, 550},
    {"RCPT", "451 later, please", E_MAIL_DEFERRED, 451},
    {"MAIL", "552 too much", E_MAIL_REFUSED, 552},
    {".", "554 not wanted", E_MAIL_REFUSED, 554},
    {".", "452 no room", E_MAIL_DEFERRED, 452},
};

static struct mailer mailer_to(uint16_t port, enum mail_security security)
{
    return (struct mailer){.server = {.host = "127.0.0.1",
                               .port = port,
                               .security = security,
                               .timeout_ms = SHORT_MS}};
}

static void test_mail_replies(void **state)
{
    static char said[SAID_BYTES];
    const struct mime_message m = sample();
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(REPLIES) / sizeof(REPLIES[0]); i++) {
        const struct reply_case *r = &REPLIES[i];
        struct sink sink = sink_start(r->command, r->reply);
        struct mailer mailer = mailer_to(sink.port, MAIL_OPEN);
        struct mail_reply reply;
        struct err e = {0};
        struct arena a;
        str text;

        arena_init(&a, 4 << 20);
        assert_int_equal(mail_send(&mailer, &m, &a, &reply, &e), r->code);
        text = sink_stop(&sink, said, sizeof(said));
        if (r->code == OK) {
            assert_true(has(text, "MAIL FROM:<badges@college.example>"));
            assert_true(has(text, "RCPT TO:<ada@learner.example>\r\n"));
            assert_true(has(text, "\r\n\r\nHallo Ada,\r\n=2E\r\n"));
            assert_true(has(text, "\r\n.\r\nQUIT"));
        } else {
            assert_int_equal(reply.status, r->status);
            assert_string_equal(reply.text, r->reply);
            assert_string_equal(e.arg, r->reply);
        }
        arena_release(&a);
    }
}

static void test_mail_wants_tls_and_a_server(void **state)
{
    static char said[SAID_BYTES];
    const struct mime_message m = sample();
    struct sink sink = sink_start("", "");
    struct mailer mailer = mailer_to(sink.port, MAIL_STARTTLS);
    struct mail_reply reply;
    struct arena a;

    (void)state;
    arena_init(&a, 4 << 20);
    assert_int_equal(
        mail_send(&mailer, &m, &a, &reply, NULL), E_MAIL_UNREACHABLE);
    assert_false(has(sink_stop(&sink, said, sizeof(said)), "MAIL FROM"));
    mailer = mailer_to(sink.port, MAIL_OPEN); /* nobody is there any more */
    assert_int_equal(
        mail_send(&mailer, &m, &a, &reply, NULL), E_MAIL_UNREACHABLE);
    assert_int_equal(reply.status, 0);
    arena_release(&a);
}

struct url_case {
    const char *url;
    enum mail_security security;
    uint16_t port;
    const char *user; /* NULL: none */
    const char *password;
};

static const struct url_case URLS[] = {
    {"smtp://mail.example", MAIL_STARTTLS, 587, NULL, NULL},
    {"smtp://mail.example:25/", MAIL_STARTTLS, 25, NULL, NULL},
    {"smtps://mail.example", MAIL_TLS, 465, NULL, NULL},
    {"smtp-open://mail.example", MAIL_OPEN, 25, NULL, NULL},
    {"smtp://127.0.0.1", MAIL_OPEN, 25, NULL, NULL},
    {"smtp://localhost:2525", MAIL_OPEN, 2525, NULL, NULL},
    {"smtp://me%40a.example:p%3Aw@mail.example", MAIL_STARTTLS, 587,
        "me@a.example", "p:w"},
};

static void test_mail_server_parse_reads_urls(void **state)
{
    static const char *const BAD[] = {"mail.example", "http://mail.example",
        "smtp://", "smtp://:25", "smtp://mail.example:0",
        "smtp://mail.example:65536", "smtp://mail.example/path",
        "smtp://mail.example?tls=no", "smtp://:password@mail.example",
        "smtp://%00@mail.example"};
    struct mail_server server;
    struct err e = {0};
    struct arena a;
    size_t i;

    (void)state;
    arena_init(&a, 1 << 16);
    for (i = 0; i < sizeof(URLS) / sizeof(URLS[0]); i++) {
        const struct url_case *c = &URLS[i];

        assert_int_equal(
            mail_server_parse(str_of(c->url), &a, &server, NULL), OK);
        assert_int_equal(server.security, c->security);
        assert_int_equal(server.port, c->port);
        assert_int_equal(server.user != NULL, c->user != NULL);
        if (c->user) {
            assert_string_equal(server.user, c->user);
            assert_string_equal(server.password, c->password);
        }
    }
    for (i = 0; i < sizeof(BAD) / sizeof(BAD[0]); i++) {
        assert_int_equal(
            mail_server_parse(str_of(BAD[i]), &a, &server, &e), E_CONFIG);
        assert_string_equal(e.arg, "smtp");
    }
    arena_release(&a);
}

/* A password that is refused is no matter of the letter. */
static void test_mail_login_refused_is_the_servers(void **state)
{
    static char said[SAID_BYTES];
    const struct mime_message m = sample();
    struct sink sink = sink_start("EHLO", "250 AUTH PLAIN");
    struct mailer mailer = mailer_to(sink.port, MAIL_OPEN);
    struct mail_reply reply;
    struct arena a;

    (void)state;
    mailer.server.user = "me";
    mailer.server.password = "wrong";
    arena_init(&a, 4 << 20);
    assert_int_equal(
        mail_send(&mailer, &m, &a, &reply, NULL), E_MAIL_UNREACHABLE);
    assert_true(has(sink_stop(&sink, said, sizeof(said)), "AUTH PLAIN"));
    assert_false(has(str_of(said), "MAIL FROM"));
    arena_release(&a);
}

TEST_MAIN(test_mail_server_parse_reads_urls,
    test_mail_login_refused_is_the_servers,
    test_mime_writes_a_message,
    test_mime_long_subject_is_folded,
    test_mime_nothing_starts_a_header,
    test_mime_nth_allocation_fails,
    test_mail_replies,
    test_mail_wants_tls_and_a_server)
