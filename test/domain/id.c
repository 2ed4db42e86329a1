#include "domain/id.h"

#include "domain/event.h"
#include "domain/job.h"
#include "domain/mail.h"
#include "domain/offering.h"
#include "domain/person.h"
#include "domain/session.h"
#include "domain/share.h"
#include "test/support/test.h"

#include <string.h>

static struct arena arena;

static void test_id_write(void **state)
{
    const str foobar = S("foobar");
    uint8_t random[ID_RANDOM_BYTES];

    (void)state;
    memset(random, 0, sizeof(random));
    assert_true(
        str_eq(id_new(random, &arena), S("aaaaaaaaaaaaaaaaaaaaaaaaaa")));
    /* RFC 4648, 10: "foobar" is MZXW6YTBOI. */
    memcpy(random, foobar.ptr, foobar.len);
    assert_true(str_starts(id_new(random, &arena), S("mzxw6ytboi")));
    memset(random, 0xff, sizeof(random));
    assert_true(str_eq(id_new(random, &arena), S("7777777777777777777777777"
                                                 "4")));
    assert_true(id_is(id_new(random, &arena)));
    assert_false(id_is(S("")));
    assert_false(id_is(S("aaaaaaaaaaaaaaaaaaaaaaaaaA")));
    assert_false(id_is(S("aaaaaaaaaaaaaaaaaaaaaaaaa\0")));
    assert_false(id_is(S("aaaaaaaaaaaaaaaaaaaaaaaaaaa")));
}

static void test_id_slug(void **state)
{
    static const struct {
        const char *text;
        const char *slug;
    } CASES[] = {
        {"Harbour Career Skills", "harbour-career-skills"},
        {"  --Größe & Maß--  ", "grosse-mass"},
        {"Ｆｕｌｌ  width", "full-width"},
        {"大学", "x"},
        {"", "x"},
        {"../etc", "etc"},
    };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++)
        assert_true(str_eq(
            slug_of(str_of(CASES[i].text), &arena), str_of(CASES[i].slug)));
}

/* RELIABILITY 4, 27: names that look alike have one skeleton. */
static void test_id_skeleton(void **state)
{
    static const struct {
        const char *a;
        const char *b;
        bool same;
    } CASES[] = {
        {"Harvard", "Наrvаrd", true},
        {"Oxford", "ΟΧFΟRD", true},
        {"Meridian University", "MERlDlAN  UNlVERSlTY", true},
        {"Modern College", "Modem College", true},
        {"Zürich", "Zurich", true},
        {"Oxford", "Oxf0rd", true},
        {"Meridian University", "Meridian College", false},
        {"North Coast", "South Coast", false},
        {"大学", "大学院", false},
    };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++)
        assert_int_equal(str_eq(name_skeleton(str_of(CASES[i].a), &arena),
                             name_skeleton(str_of(CASES[i].b), &arena)),
            CASES[i].same);
}

static void test_id_words(void **state)
{
    const str folded = text_fold(S("  ÉLODIE von  der  Von "), &arena);
    str words[8];

    (void)state;
    assert_true(str_eq(folded, S("elodie von der von")));
    assert_int_equal(text_words(folded, words, 8), 3);
    assert_true(str_eq(words[2], S("der")));
    assert_int_equal(text_words(folded, words, 2), 2);
    assert_int_equal(text_words(S(""), words, 8), 0);
}

static void test_person_email(void **state)
{
    static const struct {
        const char *text;
        const char *normal; /* NULL: refused */
    } CASES[] = {
        {" Ada.L@Mail.Example ", "ada.l@mail.example"},
        {"a+b@mail.example", "a+b@mail.example"},
        {"x@bücher.example", "x@xn--bcher-kva.example"},
        {"x@localhost", NULL},
        {"x@", NULL},
        {"@mail.example", NULL},
        {"a..b@mail.example", NULL},
        {".a@mail.example", NULL},
        {"a b@mail.example", NULL},
        {"a@b@mail.example", NULL},
        {"a\r\nBcc: c@mail.example", NULL},
        {"<a@mail.example>", NULL},
        {"a@mail..example", NULL},
        {"a@-mail.example", NULL},
        {"", NULL},
    };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
        str normal = S("untouched");
        const code got =
            email_normal(str_of(CASES[i].text), &arena, &normal, NULL);

        assert_int_equal(got, CASES[i].normal ? OK : E_EMAIL);
        assert_true(str_eq(normal,
            CASES[i].normal ? str_of(CASES[i].normal) : S("untouched")));
    }
}

/* Two events that differ in any field have different bytes, also when texts
 * move from one field to the next. */
static void test_inv_78_event_bytes(void **state)
{
    const struct event base = {.tenant = S("t"),
        .seq = 1,
        .recorded_at = 2,
        .actor = S("a"),
        .action = S("award_revoke"),
        .object = S("o"),
        .previous = {(const uint8_t *)"p", 1}};
    struct event events[10];
    bytes seen[10];
    size_t i;
    size_t j;

    (void)state;
    for (i = 0; i < 10; i++)
        events[i] = base;
    events[1].tenant = S("u");
    events[2].seq = 2;
    events[3].recorded_at = 3;
    events[4].actor = S("");
    events[4].action = S("aaward_revoke");
    events[5].object = S("");
    events[5].fault = S("o");
    events[6].origin = S("x");
    events[7].data = S("x");
    events[8].previous = (bytes){(const uint8_t *)"q", 1};
    events[9].seq = 12;
    events[9].recorded_at = 0;
    for (i = 0; i < 10; i++) {
        assert_int_equal(event_bytes(&events[i], &arena, &seen[i], NULL), OK);
        for (j = 0; j < i; j++)
            assert_false(bytes_eq(seen[i], seen[j]));
    }
}

static void test_job_bucket(void **state)
{
    struct bucket bucket = {0};
    int64_t i;

    (void)state;
    for (i = 0; i < 10; i++)
        assert_true(bucket_take(&bucket, 10, 3600, 1000));
    assert_false(bucket_take(&bucket, 10, 3600, 1000));
    assert_false(bucket_take(&bucket, 10, 3600, 1359));
    assert_true(bucket_take(&bucket, 10, 3600, 1361));
    assert_false(bucket_take(&bucket, 10, 3600, 1361));
    assert_true(bucket_take(&bucket, 10, 3600, 9999));
    /* A clock that goes back gives nothing away. */
    bucket = (struct bucket){.used = 10000, .updated_at = 5000};
    assert_false(bucket_take(&bucket, 10, 3600, 4000));
}

static void test_mail_backoff(void **state)
{
    int64_t tries;

    (void)state;
    for (tries = 1; tries < 8; tries++)
        assert_true(mail_backoff_s(tries + 1) >= mail_backoff_s(tries) ||
                    mail_backoff_s(tries + 1) == 0);
    assert_int_equal(mail_backoff_s(1), 60);
    assert_int_equal(mail_backoff_s(8), 0);
}

static void test_session_lifetimes(void **state)
{
    int64_t purpose;

    (void)state;
    for (purpose = TOKEN_SIGN_IN; purpose <= TOKEN_OIDC; purpose++)
        assert_true(token_lifetime_s(purpose) >= 600);
    assert_true(token_lifetime_s(TOKEN_SIGN_IN) <= 3600);
    assert_true(token_lifetime_s(TOKEN_RESET) <= 3600);
}

static void test_offering_takes(void **state)
{
    struct offering offering = {.state = OFFERING_OPEN,
        .ends_on = S("2026-06-30"),
        .seats = 2,
        .taken = 1};

    (void)state;
    assert_true(offering_takes(&offering, S("2026-06-30")));
    assert_false(offering_takes(&offering, S("2026-07-01")));
    offering.taken = 2;
    assert_false(offering_takes(&offering, S("2026-06-01")));
    offering.seats = 0;
    assert_true(offering_takes(&offering, S("2026-06-01")));
    offering.state = OFFERING_CLOSED;
    assert_false(offering_takes(&offering, S("2026-06-01")));
}

static void test_share_is_open(void **state)
{
    struct share share = {.ends_on = S("2026-06-30")};

    (void)state;
    assert_true(share_is_open(&share, S("2026-06-30")));
    assert_false(share_is_open(&share, S("2026-07-01")));
    share.ends_on = S("");
    assert_true(share_is_open(&share, S("2026-07-01")));
    share.withdrawn_at = 1;
    assert_false(share_is_open(&share, S("2026-07-01")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {TEST_EACH(test_id_write, test_id_slug,
        test_id_skeleton, test_id_words, test_person_email,
        test_inv_78_event_bytes, test_job_bucket, test_mail_backoff,
        test_session_lifetimes, test_offering_takes, test_share_is_open)};
    int failed;

    arena_init(&arena, 1 << 20);
    failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena_release(&arena);
    return failed;
}
