/*
 * Bitstring status lists: RELIABILITY part 2, cases ST. Each case takes a
 * badge and a list that go together, changes one thing, and must get just
 * that one code.
 */
#include "vc/status_list.h"

#include "test/support/test.h"
#include "test/support/workshop.h"
#include "vc/did_web.h"

#include <stdio.h>
#include <string.h>

#define URL "https://northfield.example/status/1"
#define OTHER "https://northfield.example/status/2"
#define ISSUED "2026-05-31T23:58:00Z"
#define NOW 1780272000 /* 2026-06-01T00:00:00Z */
#define ENTRY(purpose, index, more)                                            \
    "{\"id\":\"" URL "#" index "\",\"type\":\"BitstringStatusListEntry\","     \
    "\"statusPurpose\":\"" purpose "\",\"statusListIndex\":\"" index           \
    "\",\"statusListCredential\":\"" URL "\"" more "}"
#define RAW(index, more)                                                       \
    "{\"type\":\"BitstringStatusListEntry\","                                  \
    "\"statusPurpose\":\"revocation\",\"statusListIndex\":" index              \
    ",\"statusListCredential\":\"" URL "\"" more "}"
#define FOUR                                                                   \
    ",\"statusSize\":2,\"statusMessage\":["                                    \
    "{\"status\":\"0x0\",\"message\":\"on time\"},"                            \
    "{\"status\":\"0x1\",\"message\":\"late\"},"                               \
    "{\"status\":\"0x2\",\"message\":\"lost\"},"                               \
    "{\"status\":\"0x3\",\"message\":\"found\"}]"

enum {
    BITS_BYTES = 2 * STATUS_LIST_ENTRIES_MIN / 8,
    RETRIEVED = NOW - 10,
};

struct scene {
    const char *id;
    const char *entry;   /* credentialStatus */
    const char *purpose; /* of the list; NULL: revocation */
    const char *member;  /* of the list, set before it is signed */
    const char *value;
    code code;
    enum verdict verdict;
    int64_t retrieved; /* 0: RETRIEVED */
    size_t list_bytes; /* 0: BITS_BYTES */
};

/* The list has set: 5, the 70,000th, and the last; of two bits, no. 9 is 2. */
static const struct scene SCENES[] = {
    {.id = "not revoked", .entry = ENTRY("revocation", "4", "")},
    {.id = "revoked",
        .entry = ENTRY("revocation", "5", ""),
        .code = E_REVOKED,
        .verdict = VERDICT_NOT_TRUSTED},
    {.id = "suspended",
        .entry = ENTRY("suspension", "5", ""),
        .purpose = "suspension",
        .code = E_SUSPENDED,
        .verdict = VERDICT_NOT_TRUSTED},
    {.id = "far in the list",
        .entry = ENTRY("revocation", "70000", ""),
        .code = E_REVOKED,
        .verdict = VERDICT_NOT_TRUSTED},
    {.id = "the last one",
        .entry = ENTRY("revocation", "262143", ""),
        .code = E_REVOKED,
        .verdict = VERDICT_NOT_TRUSTED},
    {.id = "refresh: said, changes nothing",
        .entry = ENTRY("refresh", "5", ""),
        .purpose = "refresh",
        .code = E_REFRESH_AVAILABLE},
    {.id = "message of two bits",
        .entry = ENTRY("message", "9", FOUR),
        .purpose = "message",
        .code = E_STATUS_MESSAGE},
    {.id = "an own purpose, not set",
        .entry = ENTRY("dispute", "4", ""),
        .purpose = "dispute"},
    {.id = "an own purpose, set: nobody knows what it means",
        .entry = ENTRY("dispute", "5", ""),
        .purpose = "dispute",
        .code = E_UNKNOWN_STATUS_TYPE,
        .verdict = VERDICT_UNDECIDED},
    {.id = "ST-01 purpose of the list is another",
        .entry = ENTRY("revocation", "4", ""),
        .purpose = "suspension",
        .code = E_STATUS_VERIFICATION_ERROR,
        .verdict = VERDICT_NOT_TRUSTED},
    {.id = "ST-04 not a list at all",
        .entry = ENTRY("revocation", "4", ""),
        .member = "type",
        .value = "[\"VerifiableCredential\"]",
        .code = E_STATUS_VERIFICATION_ERROR,
        .verdict = VERDICT_NOT_TRUSTED},
    {.id = "ST-06 abc",
        .entry = RAW("\"abc\"", ""),
        .code = E_MALFORMED_VALUE_ERROR,
        .verdict = VERDICT_NOT_TRUSTED},
    {.id = "ST-06 -1",
        .entry = RAW("\"-1\"", ""),
        .code = E_MALFORMED_VALUE_ERROR,
        .verdict = VERDICT_NOT_TRUSTED},
    {.id = "ST-06 1e3",
        .entry = RAW("\"1e3\"", ""),
        .code = E_MALFORMED_VALUE_ERROR,
        .verdict = VERDICT_NOT_TRUSTED},
    {.id = "ST-06 empty",
        .entry = RAW("\"\"", ""),
        .code = E_MALFORMED_VALUE_ERROR,
        .verdict = VERDICT_NOT_TRUSTED},
    {.id = "ST-06 2^64",
        .entry = RAW("\"18446744073709551616\"", ""),
        .code = E_RANGE_ERROR,
        .verdict = VERDICT_NOT_TRUSTED},
    {.id = "ST-06 2^63 of two bits",
        .entry = RAW("\"9223372036854775808\"", FOUR),
        .code = E_RANGE_ERROR,
        .verdict = VERDICT_NOT_TRUSTED},
    {.id = "ST-06 one past the end",
        .entry = RAW("\"262144\"", ""),
        .code = E_RANGE_ERROR,
        .verdict = VERDICT_NOT_TRUSTED},
    {.id = "ST-07 a number",
        .entry = RAW("7", ""),
        .code = E_MALFORMED_VALUE_ERROR,
        .verdict = VERDICT_NOT_TRUSTED},
    {.id = "ST-07 007",
        .entry = RAW("\"007\"", ""),
        .code = E_MALFORMED_VALUE_ERROR,
        .verdict = VERDICT_NOT_TRUSTED},
    {.id = "ST-07 a space",
        .entry = RAW("\" 7\"", ""),
        .code = E_MALFORMED_VALUE_ERROR,
        .verdict = VERDICT_NOT_TRUSTED},
    {.id = "ST-07 7.0",
        .entry = RAW("\"7.0\"", ""),
        .code = E_MALFORMED_VALUE_ERROR,
        .verdict = VERDICT_NOT_TRUSTED},
    {.id = "ST-08 one byte too short",
        .entry = ENTRY("revocation", "4", ""),
        .list_bytes = BITS_BYTES / 2 - 1,
        .code = E_STATUS_LIST_LENGTH_ERROR,
        .verdict = VERDICT_NOT_TRUSTED},
    {.id = "ST-08 long enough for single bits, not for pairs",
        .entry = RAW("\"4\"", FOUR),
        .list_bytes = BITS_BYTES - 1,
        .code = E_STATUS_LIST_LENGTH_ERROR,
        .verdict = VERDICT_NOT_TRUSTED},
    {.id = "ST-10 size 0",
        .entry = RAW("\"4\"", ",\"statusSize\":0"),
        .code = E_MALFORMED_VALUE_ERROR,
        .verdict = VERDICT_NOT_TRUSTED},
    {.id = "ST-10 size -1",
        .entry = RAW("\"4\"", ",\"statusSize\":-1"),
        .code = E_MALFORMED_VALUE_ERROR,
        .verdict = VERDICT_NOT_TRUSTED},
    {.id = "ST-10 size 2^31",
        .entry = RAW("\"4\"", ",\"statusSize\":2147483648"),
        .code = E_MALFORMED_VALUE_ERROR,
        .verdict = VERDICT_NOT_TRUSTED},
    {.id = "ST-10 no messages",
        .entry = RAW("\"4\"", ",\"statusSize\":2"),
        .code = E_MALFORMED_VALUE_ERROR,
        .verdict = VERDICT_NOT_TRUSTED},
    {.id = "ST-10 one message too few",
        .entry = RAW("\"4\"",
            ",\"statusMessage\":[{\"status\":\"0x0\",\"message\":\"fine\"}]"),
        .code = E_MALFORMED_VALUE_ERROR,
        .verdict = VERDICT_NOT_TRUSTED},
    {.id = "ST-10 a message for no value",
        .entry = RAW("\"4\"",
            ",\"statusMessage\":[{\"status\":\"0x0\",\"message\":\"fine\"},"
            "{\"status\":\"0x2\",\"message\":\"gone\"}]"),
        .code = E_MALFORMED_VALUE_ERROR,
        .verdict = VERDICT_NOT_TRUSTED},
    {.id = "ST-11 past validUntil",
        .entry = ENTRY("revocation", "4", ""),
        .member = "validUntil",
        .value = "\"2026-05-31T23:59:00Z\"",
        .code = E_STATUS_RETRIEVAL_ERROR,
        .verdict = VERDICT_UNDECIDED},
    {.id = "ST-11 not valid yet",
        .entry = ENTRY("revocation", "4", ""),
        .member = "validFrom",
        .value = "\"2026-06-01T01:00:00Z\"",
        .code = E_STATUS_RETRIEVAL_ERROR,
        .verdict = VERDICT_UNDECIDED},
    {.id = "ST-11 within ttl",
        .entry = ENTRY("revocation", "4", ""),
        .retrieved = NOW - 355},
    {.id = "ST-11 older than ttl",
        .entry = ENTRY("revocation", "4", ""),
        .retrieved = NOW - 365,
        .code = E_STATUS_RETRIEVAL_ERROR,
        .verdict = VERDICT_UNDECIDED},
    {.id = "ST-13 id of another list",
        .entry = ENTRY("revocation", "4", ""),
        .member = "id",
        .value = "\"" OTHER "\"",
        .code = E_STATUS_VERIFICATION_ERROR,
        .verdict = VERDICT_NOT_TRUSTED},
    {.id = "ST-13 a list without id",
        .entry = ENTRY("revocation", "4", ""),
        .member = "id"},
    {.id = "ST-13 the list's URL as id of the entry",
        .entry = RAW("\"4\"", ",\"id\":\"" URL "\""),
        .code = E_STATUS_VERIFICATION_ERROR,
        .verdict = VERDICT_NOT_TRUSTED},
    {.id = "ST-17 one known, one unknown",
        .entry = "[" ENTRY(
            "revocation", "4", "") ",{\"type\":\"https://x.example/S\"}]",
        .code = E_UNKNOWN_STATUS_TYPE,
        .verdict = VERDICT_UNDECIDED},
    {.id = "two entries, the second revoked",
        .entry =
            "[" ENTRY("revocation", "4", "") "," ENTRY("revocation", "5", "") //
        "]",
        .code = E_REVOKED,
        .verdict = VERDICT_NOT_TRUSTED},
    {.id = "a list with a status of its own",
        .entry = ENTRY("revocation", "4", ""),
        .member = "credentialStatus",
        .value = ENTRY("revocation", "4", ""),
        .code = E_STATUS_RETRIEVAL_ERROR,
        .verdict = VERDICT_UNDECIDED},
    {.id = "encodedList of another base",
        .entry = ENTRY("revocation", "4", ""),
        .member = "credentialSubject",
        .value = "{\"type\":\"BitstringStatusList\",\"statusPurpose\":"
                 "\"revocation\",\"encodedList\":\"zAbc\"}",
        .code = E_MALFORMED_VALUE_ERROR,
        .verdict = VERDICT_NOT_TRUSTED},
    {.id = "encodedList that is no gzip",
        .entry = ENTRY("revocation", "4", ""),
        .member = "credentialSubject",
        .value = "{\"type\":\"BitstringStatusList\",\"statusPurpose\":"
                 "\"revocation\",\"encodedList\":\"uH4sIAAAA\"}",
        .code = E_MALFORMED_VALUE_ERROR,
        .verdict = VERDICT_NOT_TRUSTED},
};

static struct json *issuer_of(struct workshop *w)
{
    return json_new_string(&w->step, str_of(w->did));
}

static struct json *list_of(
    struct workshop *w, const char *purpose, size_t list_bytes)
{
    static uint8_t bits[BITS_BYTES];
    struct status_list_terms terms = {.url = S(URL),
        .issuer = issuer_of(w),
        .purpose = str_of(purpose),
        .valid_from = S(ISSUED),
        .ttl_ms = 300000,
        .bits = {bits, BITS_BYTES}};
    struct json *list = NULL;

    memset(bits, 0, sizeof(bits));
    status_list_set(bits, 5, 1, 1);
    status_list_set(bits, 70000, 1, 1);
    status_list_set(bits, BITS_BYTES * 8 - 1, 1, 1);
    status_list_set(bits, 9, 2, 2);
    assert_int_equal(status_list_credential(&terms, &w->env, &list, NULL), OK);
    if (list_bytes > 0 && list_bytes != BITS_BYTES) {
        const struct provider *p = w->env.provider;
        bytes packed;

        assert_int_equal(
            p->deflate(p->self, (bytes){bits, list_bytes}, &w->step, &packed),
            OK);
        json_get(json_get(list, S("credentialSubject")), S("encodedList"))
            ->text = multibase_encode(MULTIBASE_BASE64URL, packed, &w->step);
    }
    return list;
}

static const struct json *signed_badge(struct workshop *w, const char *entry)
{
    return workshop_sign(w,
        workshop_with(w, workshop_badge(w), "credentialStatus", entry),
        "eddsa-rdfc-2022", NULL);
}

static bool has_code(const struct report *report, code c)
{
    const struct check *at = report->first;

    while (at && at->code != c)
        at = at->next;
    return at != NULL;
}

static void run_scene(struct workshop *w, const struct scene *s)
{
    struct vc_fact_document fact = {.url = S(URL),
        .retrieved_unix_s = s->retrieved ? s->retrieved : RETRIEVED};
    struct vc_facts facts = {.documents = &fact, .n_documents = 1};
    const struct report *report;
    struct json *list;

    workshop_begin(w);
    list = list_of(w, s->purpose ? s->purpose : "revocation", s->list_bytes);
    if (s->member)
        list = workshop_with(w, list, s->member, s->value);
    fact.json = workshop_sign(w, list, "eddsa-rdfc-2022", NULL);
    assert_non_null(fact.json);
    report = workshop_verify(w, signed_badge(w, s->entry), NULL, &facts);
    if (report->verdict != s->verdict ||
        (s->code != OK && !has_code(report, s->code)))
        print_error("%s: %s\n", s->id,
            workshop_fault(report) ? workshop_code(workshop_fault(report)->code)
                                   : "verified");
    assert_int_equal(report->verdict, s->verdict);
    assert_true(s->code == OK || has_code(report, s->code));
    if (s->code == OK)
        assert_int_equal(report_answer(report, CHECK_STATUS), ANSWER_GOOD);
}

static void test_status_list_st_01_to_17(void **state)
{
    struct workshop w;
    size_t i;

    (void)state;
    workshop_init(&w, KEY_ED25519);
    for (i = 0; i < sizeof(SCENES) / sizeof(SCENES[0]); i++)
        run_scene(&w, &SCENES[i]);
    workshop_release(&w);
}

static const struct report *verify_with(struct workshop *w,
    const struct json *badge,
    struct badge_answer *answer,
    const struct vc_fact_document *fact)
{
    const struct badge_policy policy = {.vc.now_unix_s = NOW};
    const struct vc_facts facts = {
        .documents = fact, .n_documents = fact ? 1 : 0};

    assert_int_equal(
        badge_verify_json(badge, &policy, &facts, &w->env, answer, NULL), OK);
    return answer->report;
}

/* ST-02: without the list nothing is valid, and the need is said. ST-11: so
 * for a list that is too old, once. */
static void test_status_list_st_02_says_what_it_needs(void **state)
{
    struct vc_fact_document fact = {
        .url = S(URL), .retrieved_unix_s = NOW - 1000};
    const struct json *badge;
    struct badge_answer answer;
    struct workshop w;

    (void)state;
    workshop_init(&w, KEY_ED25519);
    badge = signed_badge(&w, ENTRY("revocation", "4", ""));
    verify_with(&w, badge, &answer, NULL);
    assert_int_equal(answer.report->verdict, VERDICT_UNDECIDED);
    assert_int_equal(
        workshop_fault(answer.report)->code, E_STATUS_RETRIEVAL_ERROR);
    assert_int_equal(answer.needs.n, 1);
    assert_true(str_eq(answer.needs.first->url, S(URL)));
    fact.json = workshop_sign(
        &w, list_of(&w, "revocation", 0), "eddsa-rdfc-2022", NULL);
    verify_with(&w, badge, &answer, &fact);
    assert_int_equal(answer.report->verdict, VERDICT_UNDECIDED);
    assert_int_equal(answer.needs.n, 1);
    fact.retrieved_unix_s = NOW;
    verify_with(&w, badge, &answer, &fact);
    assert_int_equal(answer.report->verdict, VERDICT_VERIFIED);
    assert_int_equal(answer.needs.n, 0);
    workshop_release(&w);
}

/* ST-03: a list by somebody else, and one that was tampered with. */
static void test_status_list_st_03_by_a_stranger(void **state)
{
    struct vc_fact_document fact = {
        .url = S(URL), .retrieved_unix_s = RETRIEVED};
    struct badge_answer answer;
    struct workshop college;
    struct workshop stranger;
    const struct json *badge;
    struct json *list;

    (void)state;
    workshop_init(&college, KEY_ED25519);
    workshop_init(&stranger, KEY_P256);
    badge = signed_badge(&college, ENTRY("revocation", "5", ""));
    list = list_of(&stranger, "revocation", 0);
    fact.json = workshop_sign(&stranger, list, "ecdsa-rdfc-2019", NULL);
    verify_with(&college, badge, &answer, &fact);
    assert_true(workshop_has_fault(answer.report, E_STATUS_VERIFICATION_ERROR));
    list = list_of(&college, "revocation", 0);
    list = workshop_sign(&college, list, "eddsa-rdfc-2022", NULL);
    json_get(list, S("validFrom"))->text = S("2026-05-31T23:59:59Z");
    fact.json = list;
    verify_with(&college, badge, &answer, &fact);
    assert_true(workshop_has_fault(answer.report, E_STATUS_VERIFICATION_ERROR));
    assert_non_null(answer.report->parts);
    assert_true(
        workshop_has_fault(answer.report->parts, E_PROOF_VERIFICATION_ERROR));
    workshop_release(&stranger);
    workshop_release(&college);
}

/* The list of whoever owns the place that the credential names: delegated. */
static void test_status_list_st_03_delegated(void **state)
{
    struct did_web_key key = {.name = S("key-1")};
    struct vc_proof_options made = {
        .verification_method = S("did:web:northfield.example#key-1")};
    struct vc_fact_document documents[2] = {
        {.url = S(URL), .retrieved_unix_s = RETRIEVED},
        {.url = S("did:web:northfield.example")}};
    struct vc_facts facts = {.documents = documents, .n_documents = 2};
    struct workshop college;
    struct workshop registry;
    struct json *document = NULL;
    struct json *list;

    (void)state;
    workshop_init(&college, KEY_ED25519);
    workshop_init(&registry, KEY_P256);
    key.key = registry.key.public;
    assert_int_equal(did_web_document(documents[1].url, &key, 1, &registry.step,
                         &document, NULL),
        OK);
    documents[1].json = document;
    list = workshop_with(&registry, list_of(&registry, "revocation", 0),
        "issuer", "\"did:web:northfield.example\"");
    documents[0].json =
        workshop_sign(&registry, list, "ecdsa-rdfc-2019", &made);
    assert_true(workshop_has_fault(
        workshop_verify(&college,
            signed_badge(&college, ENTRY("revocation", "5", "")), NULL, &facts),
        E_REVOKED));
    workshop_release(&registry);
    workshop_release(&college);
}

/* ST-04: 10 KB that would grow without end: refused at 8 MiB. */
static void test_status_list_st_04_bomb(void **state)
{
    enum {
        BOMB_BYTES = 8 * 1024 * 1024 + 1,
        USED_MAX = 16 * 1024 * 1024,
    };
    struct vc_fact_document fact = {
        .url = S(URL), .retrieved_unix_s = RETRIEVED};
    const struct json *badge;
    struct badge_answer answer;
    struct workshop w;
    struct json *list;
    struct arena bomb;
    bytes packed;
    uint8_t *zeros;

    (void)state;
    workshop_init(&w, KEY_ED25519);
    arena_init(&bomb, ARENA_REQUEST_BYTES);
    zeros = arena_zero(&bomb, BOMB_BYTES, 1);
    assert_non_null(zeros);
    assert_int_equal(w.env.provider->deflate(w.env.provider->self,
                         (bytes){zeros, BOMB_BYTES}, &bomb, &packed),
        OK);
    list = list_of(&w, "revocation", 0);
    json_get(json_get(list, S("credentialSubject")), S("encodedList"))->text =
        multibase_encode(MULTIBASE_BASE64URL, packed, &w.step);
    fact.json = workshop_sign(&w, list, "eddsa-rdfc-2022", NULL);
    badge = signed_badge(&w, ENTRY("revocation", "4", ""));
    verify_with(&w, badge, &answer, &fact);
    assert_true(workshop_has_fault(answer.report, E_STATUS_VERIFICATION_ERROR));
    assert_true(arena_used_bytes(&w.step) < USED_MAX);
    arena_release(&bomb);
    workshop_release(&w);
}

/* ST-09: the vector of the specification (section 2.2, example 3), and the
 * left-most bit. */
static void test_status_list_st_09_bit_order(void **state)
{
    static const char list[] =
        "{\"type\":[\"BitstringStatusListCredential\"],"
        "\"credentialSubject\":{\"type\":\"BitstringStatusList\","
        "\"statusPurpose\":[\"suspension\",\"revocation\"],\"encodedList\":"
        "\"uH4sIAAAAAAAAA-"
        "3BMQEAAADCoPVPbQwfoAAAAAAAAAAAAAAAAAAAAIC3AYbSVKsAQAAA"
        "\"}}";
    struct status_entry entry = {.index = 94567, .size = 1};
    uint8_t bits[STATUS_LIST_ENTRIES_MIN / 8] = {0};
    uint32_t status = 9;
    struct workshop w;
    bytes read;

    (void)state;
    workshop_init(&w, KEY_ED25519);
    assert_int_equal(status_list_read(workshop_json(&w, str_of(list)),
                         S("revocation"), &w.env, NULL, &read, NULL),
        OK);
    assert_int_equal(read.len, STATUS_LIST_ENTRIES_MIN / 8);
    assert_int_equal(status_list_get(read, &entry, &status, NULL), OK);
    assert_int_equal(status, 0);
    status_list_set(bits, 0, 1, 1);
    status_list_set(bits, 15, 1, 1);
    assert_int_equal(bits[0], 0x80);
    assert_int_equal(bits[1], 0x01);
    status_list_set(bits, 0, 1, 0);
    assert_int_equal(bits[0], 0);
    entry.index = 15;
    assert_int_equal(
        status_list_get((bytes){bits, sizeof(bits)}, &entry, &status, NULL),
        OK);
    assert_int_equal(status, 1);
    workshop_release(&w);
}

/* A provider that cannot inflate: the need, then the answer from facts. */
static void test_status_list_inflated_elsewhere(void **state)
{
    const struct badge_policy policy = {.vc.now_unix_s = NOW};
    struct vc_fact_document fact = {
        .url = S(URL), .retrieved_unix_s = RETRIEVED};
    struct vc_fact_inflated inflated;
    struct vc_facts facts = {.documents = &fact, .n_documents = 1};
    struct badge_answer answer;
    const struct json *badge;
    struct provider no_inflate;
    struct workshop w;
    struct vc_env env;

    (void)state;
    workshop_init(&w, KEY_ED25519);
    no_inflate = *w.env.provider;
    no_inflate.inflate = NULL;
    env = w.env;
    env.provider = &no_inflate;
    fact.json = workshop_sign(
        &w, list_of(&w, "revocation", 0), "eddsa-rdfc-2022", NULL);
    badge = signed_badge(&w, ENTRY("revocation", "5", ""));
    assert_int_equal(
        badge_verify_json(badge, &policy, &facts, &env, &answer, NULL), OK);
    assert_int_equal(answer.report->verdict, VERDICT_UNDECIDED);
    assert_int_equal(answer.needs.first->kind, NEED_INFLATED);
    inflated.packed = answer.needs.first->packed;
    assert_int_equal(
        w.env.provider->inflate(w.env.provider->self, inflated.packed,
            w.budget.status_list_bytes_max, &w.step, &inflated.data),
        OK);
    facts.inflated = &inflated;
    facts.n_inflated = 1;
    assert_int_equal(
        badge_verify_json(badge, &policy, &facts, &env, &answer, NULL), OK);
    assert_true(workshop_has_fault(answer.report, E_REVOKED));
    workshop_release(&w);
}

/* What is written is read back the same. */
static void test_status_entry_written_and_read(void **state)
{
    struct status_entry entry = {.id = S(URL "#77"),
        .purpose = S("suspension"),
        .list_url = S(URL),
        .index = 77,
        .size = 1};
    struct status_entry back;
    struct workshop w;

    (void)state;
    workshop_init(&w, KEY_ED25519);
    assert_int_equal(
        status_entry_read(status_entry_json(&entry, &w.step), &back, NULL), OK);
    assert_true(str_eq(back.id, entry.id));
    assert_true(str_eq(back.purpose, entry.purpose));
    assert_true(str_eq(back.list_url, entry.list_url));
    assert_int_equal(back.index, 77);
    assert_int_equal(back.size, 1);
    workshop_release(&w);
}

TEST_MAIN(test_status_list_st_01_to_17,
    test_status_list_st_02_says_what_it_needs,
    test_status_list_st_03_by_a_stranger,
    test_status_list_st_03_delegated,
    test_status_list_st_04_bomb,
    test_status_list_st_09_bit_order,
    test_status_list_inflated_elsewhere,
    test_status_entry_written_and_read)
