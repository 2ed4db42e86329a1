/*
 * A badge of somebody else's, its documents fetched from a server over https:
 * RELIABILITY FE-01, 06, 10, 12, 13, 14, 15, ST-02, ST-11.
 */
#include "app/verify.h"

#include "test/support/secure.h"
#include "test/support/test.h"
#include "test/support/workshop.h"
#include "vc/did_web.h"
#include "vc/status_list.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum {
    NOW = 1780272000, /* 2026-06-01T00:00:00Z */
    TEXT_BYTES = 512,
    PAGES_MAX = 4,
    BITS_BYTES = STATUS_LIST_ENTRIES_MIN / 8,
    REVOKED_AT = 5,
    STATUSES = 200,
};

#define HEAD "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"

/* A college on the web: its server, its DID, and somebody who verifies. */
struct scene {
    struct workshop w;
    struct engine engine;
    struct arena memory; /* of everything that is made for the test */
    struct arena found;
    struct secure server;
    struct secure_page pages[PAGES_MAX];
    size_t n_pages;
    struct fetcher *fetcher;
    const char *did;
    const char *list_url;
    const char *document_url;
};

/* In the scene's memory. */
__attribute__((format(printf, 2, 3))) static const char *made(
    struct scene *s, const char *format, ...)
{
    char text[4 * TEXT_BYTES];
    va_list args;
    int n;

    va_start(args, format);
    n = vsnprintf(text, sizeof(text), format, args);
    va_end(args);
    assert_in_range(n, 0, sizeof(text) - 1);
    return arena_str(&s->memory, (str){text, (size_t)n + 1}).ptr;
}

static void open_scene(struct scene *s)
{
    memset(s, 0, sizeof(*s));
    workshop_init(&s->w, KEY_ED25519);
    arena_init(&s->memory, (size_t)64 << 20);
    arena_init(&s->found, (size_t)64 << 20);
    assert_int_equal(engine_init(&s->engine, NULL), OK);
    s->server = secure_listen();
    s->did = made(s, "did:web:localhost%%3A%u", (unsigned)s->server.port);
    s->list_url =
        made(s, "https://localhost:%u/status/1", (unsigned)s->server.port);
    s->document_url = made(s, "https://localhost:%u/.well-known/did.json",
        (unsigned)s->server.port);
}

/* The server answers from now on. */
static void serve(struct scene *s)
{
    struct fetch_options options = {.rules.loopback_port = s->server.port};

    secure_serve(&s->server, SECURE_GOOD, s->pages, s->n_pages);
    options.ca_file = s->server.ca_file;
    assert_int_equal(fetcher_new(&options, &s->memory, &s->fetcher, NULL), OK);
}

static int close_scene(struct scene *s)
{
    const int n = s->fetcher ? secure_stop(&s->server) : 0;

    if (s->fetcher)
        fetcher_release(s->fetcher);
    engine_release(&s->engine);
    arena_release(&s->found);
    arena_release(&s->memory);
    workshop_release(&s->w);
    return n;
}

static str text_of(struct scene *s, const struct json *value)
{
    struct buf out;
    str text;

    buf_init(&out, &s->memory, (size_t)4 << 20);
    json_write(&out, value, JSON_COMPACT);
    assert_int_equal(buf_finish_str(&out, &text), OK);
    return text;
}

/* A page of the server, with more fields in its head. */
static void put(struct scene *s, const char *path, const char *fields, str body)
{
    const str parts[] = {S(HEAD), str_of(fields),
        str_of(made(s, "Content-Length: %zu\r\n\r\n", body.len)), body};

    s->pages[s->n_pages++] =
        (struct secure_page){str_of(path), arena_join(&s->memory, parts, 4)};
}

static str did_document(struct scene *s, const char *did, const char *key)
{
    const struct did_web_key it = {.name = str_of(key), .key = s->w.key.public};
    struct json *document;

    assert_int_equal(
        did_web_document(str_of(did), &it, 1, &s->memory, &document, NULL), OK);
    return text_of(s, document);
}

static const char WELL_KNOWN[] = "/.well-known/did.json";

/* The list has one revoked. */
static str status_list(struct scene *s)
{
    static uint8_t bits[BITS_BYTES];
    const struct vc_proof_options by = {
        .verification_method = str_of(made(s, "%s#key-1", s->did))};
    const struct status_list_terms terms = {.url = str_of(s->list_url),
        .issuer = json_new_string(&s->memory, str_of(s->did)),
        .purpose = S("revocation"),
        .valid_from = S("2026-05-31T23:58:00Z"),
        .ttl_ms = 300000,
        .bits = {bits, BITS_BYTES}};
    struct json *list = NULL;

    memset(bits, 0, sizeof(bits));
    status_list_set(bits, REVOKED_AT, 1, 1);
    assert_int_equal(
        status_list_credential(&terms, &s->w.env, &list, NULL), OK);
    return text_of(s, workshop_sign(&s->w, list, "eddsa-jcs-2022", &by));
}

static const char CONTEXTS[] =
    "[\"https://www.w3.org/ns/credentials/v2\","
    "\"https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json\","
    "\"https://purl.imsglobal.org/spec/ob/v3p0/extensions.json\"]";

/* A badge by that DID with one more member (NULL: none), signed. */
static str badge_by(
    struct scene *s, const char *did, const char *member, const char *value)
{
    const struct vc_proof_options by = {
        .verification_method = str_of(made(s, "%s#key-1", did))};
    struct json *badge = workshop_badge(&s->w);

    json_get(json_get(badge, S("issuer")), S("id"))->text = str_of(did);
    badge = workshop_with(&s->w, badge, "@context", CONTEXTS);
    if (member)
        badge = workshop_with(&s->w, badge, member, value);
    badge = workshop_sign(&s->w, badge, "eddsa-jcs-2022", &by);
    assert_non_null(badge);
    return text_of(s, badge);
}

static str badge(struct scene *s)
{
    return badge_by(s, s->did, NULL, NULL);
}

static str badge_with_status(struct scene *s, unsigned index)
{
    const char *entry = made(s,
        "{\"id\":\"%s#%u\",\"type\":\"BitstringStatusListEntry\","
        "\"statusPurpose\":\"revocation\",\"statusListIndex\":\"%u\","
        "\"statusListCredential\":\"%s\"}",
        s->list_url, index, index, s->list_url);

    return badge_by(s, s->did, "credentialStatus", entry);
}

static const struct report *ask(
    struct scene *s, str input, struct fetcher *fetcher, code want)
{
    const struct verify_request request = {
        .input = str_bytes(input),
        .policy.vc.now_unix_s = NOW,
        .memory = &s->found,
        .fetcher = fetcher,
    };
    struct badge_answer answer = {0};

    arena_reset(&s->found);
    assert_int_equal(app_verify(&s->engine, &request, &answer, NULL), want);
    return answer.report;
}

static const struct report *verify(struct scene *s, str input)
{
    return ask(s, input, s->fetcher, OK);
}

/* Undecided, or worse, and just because of that. */
static void expect(const struct report *report, enum verdict verdict, code c)
{
    if (!workshop_has_fault(report, c))
        print_error("no %s\n", workshop_code(c));
    assert_true(workshop_has_fault(report, c));
    assert_int_equal(report->verdict, verdict);
}

static void test_verify_fetches_key_and_list_once(void **state)
{
    struct scene s;

    (void)state;
    open_scene(&s);
    put(&s, WELL_KNOWN, "", did_document(&s, s.did, "key-1"));
    put(&s, "/status/1", "", status_list(&s));
    serve(&s);
    assert_int_equal(
        verify(&s, badge_with_status(&s, 4))->verdict, VERDICT_VERIFIED);
    assert_int_equal(
        verify(&s, badge_with_status(&s, 6))->verdict, VERDICT_VERIFIED);
    expect(verify(&s, badge_with_status(&s, REVOKED_AT)), VERDICT_NOT_TRUSTED,
        E_REVOKED);
    assert_int_equal(close_scene(&s), 2);
}

static void test_verify_offline_asks_nobody(void **state)
{
    struct scene s;

    (void)state;
    open_scene(&s);
    serve(&s);
    expect(ask(&s, badge(&s), NULL, OK), VERDICT_UNDECIDED, E_DOCUMENT_NEEDED);
    assert_int_equal(close_scene(&s), 0);
}

static void test_verify_keeps_what_the_headers_allow(void **state)
{
    struct scene s;

    (void)state;
    open_scene(&s);
    put(&s, WELL_KNOWN, "Cache-Control: no-store\r\n",
        did_document(&s, s.did, "key-1"));
    serve(&s);
    assert_int_equal(verify(&s, badge(&s))->verdict, VERDICT_VERIFIED);
    assert_int_equal(verify(&s, badge(&s))->verdict, VERDICT_VERIFIED);
    assert_int_equal(close_scene(&s), 2);
}

/* Places that are not gone to; `to` may have a port in its last "%u". */
static void test_verify_fe_01_02_12_goes_nowhere_forbidden(void **state)
{
    static const struct {
        const char *did;
        code code;
    } cases[] = {
        {"did:web:localhost", E_FETCH_BLOCKED_ADDRESS},
        {"did:web:127.0.0.1", E_FETCH_BLOCKED_ADDRESS},
        {"did:web:10.0.0.1", E_FETCH_BLOCKED_ADDRESS},
        {"did:web:169.254.169.254", E_FETCH_BLOCKED_ADDRESS},
        {"did:web:2130706433", E_FETCH_BLOCKED_ADDRESS},
        {"did:web:example.com%3A22", E_FETCH_BLOCKED_PORT},
        {"did:web:example.com%3A5432", E_FETCH_BLOCKED_PORT},
    };
    struct scene s;
    size_t i;

    (void)state;
    open_scene(&s);
    serve(&s);
    for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
        expect(verify(&s, badge_by(&s, cases[i].did, NULL, NULL)),
            VERDICT_UNDECIDED, cases[i].code);
    assert_int_equal(close_scene(&s), 0);
}

static void test_verify_fe_06_document_of_another(void **state)
{
    struct scene s;
    int i;

    (void)state;
    open_scene(&s);
    put(&s, WELL_KNOWN, "", did_document(&s, "did:web:other.example", "key-1"));
    serve(&s);
    for (i = 0; i < 2; i++)
        expect(verify(&s, badge(&s)), VERDICT_NOT_TRUSTED,
            E_INVALID_CONTROLLED_IDENTIFIER_DOCUMENT_ID);
    assert_int_equal(close_scene(&s), 2); /* not kept */
}

static void test_verify_fe_10_no_request_for_no_did(void **state)
{
    struct scene s;

    (void)state;
    open_scene(&s);
    serve(&s);
    expect(verify(&s, badge_by(&s, "did:web:localhost:..:a", NULL, NULL)),
        VERDICT_NOT_TRUSTED, E_INVALID_DID);
    assert_int_equal(close_scene(&s), 0);
}

/* One credential that names 200 lists, each at the server. */
static void test_verify_fe_13_eight_fetches_at_most(void **state)
{
    struct scene s;
    struct buf entries;
    str text;
    int i;

    (void)state;
    open_scene(&s);
    put(&s, WELL_KNOWN, "", did_document(&s, s.did, "key-1"));
    serve(&s);
    buf_init(&entries, &s.memory, (size_t)1 << 20);
    for (i = 0; i < STATUSES; i++) {
        buf_str(&entries,
            str_of(made(&s,
                "%s{\"type\":\"BitstringStatusListEntry\","
                "\"statusPurpose\":\"revocation\",\"statusListIndex\":\"1\","
                "\"statusListCredential\":\"https://localhost:%u/list/%d\"}",
                i ? "," : "[", (unsigned)s.server.port, i)));
    }
    buf_str(&entries, S("]"));
    buf_byte(&entries, '\0');
    assert_int_equal(buf_finish_str(&entries, &text), OK);
    expect(verify(&s, badge_by(&s, s.did, "credentialStatus", text.ptr)),
        VERDICT_UNDECIDED, E_STATUS_RETRIEVAL_ERROR);
    assert_int_equal(close_scene(&s), FETCH_COUNT_MAX);
}

/* Keys of 20 places: LIMIT_EXCEEDED is said of those not asked. */
static void test_verify_fe_13_says_limit(void **state)
{
    struct fetch_budget budget = fetch_budget();
    struct verify_request request = {
        .policy.vc.now_unix_s = NOW, .budget = &budget};
    struct badge_answer answer;
    struct scene s;

    (void)state;
    open_scene(&s);
    put(&s, WELL_KNOWN, "", did_document(&s, s.did, "key-1"));
    serve(&s);
    budget.count_left = 0;
    request.input = str_bytes(badge(&s));
    request.memory = &s.found;
    request.fetcher = s.fetcher;
    assert_int_equal(app_verify(&s.engine, &request, &answer, NULL), OK);
    expect(answer.report, VERDICT_UNDECIDED, E_LIMIT_EXCEEDED);
    assert_int_equal(close_scene(&s), 0);
}

/* What is kept stays while it may, and is used without a request; past its
 * time there is no answer from it any more. */
static void test_verify_fe_14_what_was_kept(void **state)
{
    struct cached good = {{NULL, 0}, NOW - 60};
    struct scene s;

    (void)state;
    open_scene(&s);
    put(&s, WELL_KNOWN, "", did_document(&s, "did:web:other.example", "key-1"));
    serve(&s);
    good.data = str_bytes(did_document(&s, s.did, "key-1"));
    fetch_keep(s.fetcher, str_of(s.document_url), &good, 60);
    assert_int_equal(verify(&s, badge(&s))->verdict, VERDICT_VERIFIED);
    assert_int_equal(verify(&s, badge(&s))->verdict, VERDICT_VERIFIED);
    fetch_keep(s.fetcher, str_of(s.document_url), &good, 0);
    expect(verify(&s, badge(&s)), VERDICT_NOT_TRUSTED,
        E_INVALID_CONTROLLED_IDENTIFIER_DOCUMENT_ID);
    assert_int_equal(close_scene(&s), 1);
}

/* A key that is not in the kept document may be newer than that. */
static void test_verify_asks_again_for_a_new_key(void **state)
{
    struct cached old = {{NULL, 0}, NOW - 60};
    struct scene s;

    (void)state;
    open_scene(&s);
    put(&s, WELL_KNOWN, "", did_document(&s, s.did, "key-1"));
    serve(&s);
    old.data = str_bytes(did_document(&s, s.did, "key-0"));
    fetch_keep(s.fetcher, str_of(s.document_url), &old, 60);
    assert_int_equal(verify(&s, badge(&s))->verdict, VERDICT_VERIFIED);
    assert_int_equal(verify(&s, badge(&s))->verdict, VERDICT_VERIFIED);
    assert_int_equal(close_scene(&s), 1);
}

/* What a credential names besides is left alone. */
static void test_verify_fe_15_fetches_nothing_else(void **state)
{
    static const struct {
        const char *member;
        const char *value;
    } cases[] = {
        {"credentialSchema", "{\"id\":\"https://localhost:%u/schema\","
                             "\"type\":\"JsonSchema\"}"},
        {"refreshService", "{\"id\":\"https://localhost:%u/refresh\","
                           "\"type\":\"1EdTechCredentialRefresh\"}"},
        {"evidence", "[{\"id\":\"https://localhost:%u/evidence\","
                     "\"type\":[\"Evidence\"]}]"},
        {"image",
            "{\"id\":\"https://localhost:%u/image.png\",\"type\":\"Image\"}"},
    };
    struct scene s;
    size_t i;

    (void)state;
    open_scene(&s);
    put(&s, WELL_KNOWN, "", did_document(&s, s.did, "key-1"));
    serve(&s);
    for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        const struct report *report;
        const char *value;
        const char *mark = strstr(cases[i].value, "%u");

        value = made(&s, "%.*s%u%s", (int)(mark - cases[i].value),
            cases[i].value, (unsigned)s.server.port, mark + 2);
        report = verify(&s, badge_by(&s, s.did, cases[i].member, value));
        if (workshop_fault(report))
            print_error("%s: %s\n", cases[i].member,
                workshop_code(workshop_fault(report)->code));
        assert_int_equal(report->verdict, VERDICT_VERIFIED);
    }
    assert_int_equal(close_scene(&s), 1);
}

static void test_verify_st_02_no_list(void **state)
{
    struct scene s;

    (void)state;
    open_scene(&s);
    put(&s, WELL_KNOWN, "", did_document(&s, s.did, "key-1"));
    serve(&s);
    expect(verify(&s, badge_with_status(&s, 4)), VERDICT_UNDECIDED,
        E_STATUS_RETRIEVAL_ERROR);
    assert_int_equal(close_scene(&s), 2);
}

/* A list that was kept longer than its own ttl is asked for again. */
static void test_verify_st_11_old_list(void **state)
{
    struct cached old = {{NULL, 0}, NOW - 1000};
    struct scene s;
    str list;

    (void)state;
    open_scene(&s);
    list = status_list(&s);
    put(&s, WELL_KNOWN, "", did_document(&s, s.did, "key-1"));
    put(&s, "/status/1", "", list);
    serve(&s);
    old.data = str_bytes(list);
    fetch_keep(s.fetcher, str_of(s.list_url), &old, 3600);
    assert_int_equal(
        verify(&s, badge_with_status(&s, 4))->verdict, VERDICT_VERIFIED);
    assert_int_equal(close_scene(&s), 2);
}

TEST_MAIN(test_verify_fetches_key_and_list_once,
    test_verify_offline_asks_nobody,
    test_verify_keeps_what_the_headers_allow,
    test_verify_fe_01_02_12_goes_nowhere_forbidden,
    test_verify_fe_06_document_of_another,
    test_verify_fe_10_no_request_for_no_did,
    test_verify_fe_13_eight_fetches_at_most,
    test_verify_fe_13_says_limit,
    test_verify_fe_14_what_was_kept,
    test_verify_asks_again_for_a_new_key,
    test_verify_fe_15_fetches_nothing_else,
    test_verify_st_02_no_list,
    test_verify_st_11_old_list)
