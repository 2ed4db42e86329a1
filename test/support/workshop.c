#include "test/support/workshop.h"

#include "base/code_info.h"
#include "jsonld/context/store.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    NOW_UNIX_S = 1780272000, /* 2026-06-01T00:00:00Z */
};

static void must(code result, const char *what)
{
    if (result == OK)
        return;
    fprintf(stderr, "workshop: %s: %s\n", what, workshop_code(result));
    abort();
}

static void make_key(struct workshop *w, enum key_type type)
{
    char multikey[MULTIKEY_TEXT_MAX];

    w->key = (struct secret_key){
        .type = type, .len = (uint8_t)key_secret_bytes(type)};
    memset(w->key.bytes, 7, w->key.len);
    must(w->env.provider->derive(w->env.provider->self, &w->key), "key");
    key_to_multikey(&w->key.public, multikey);
    snprintf(w->did, sizeof(w->did), "did:key:%s", multikey);
    snprintf(w->method, sizeof(w->method), "did:key:%s#%s", multikey, multikey);
}

void workshop_init(struct workshop *w, enum key_type key_type)
{
    *w = (struct workshop){0};
    arena_init(&w->lasting, STORE_BYTES);
    arena_init(&w->step, ARENA_REQUEST_BYTES);
    must(native_new(&w->native, NULL), "provider");
    must(store_new(&w->lasting, &jsonld_context_data,
             native_provider(w->native), &w->store, NULL),
        "contexts");
    w->env = (struct vc_env){.provider = native_provider(w->native),
        .store = w->store,
        .budget = &w->budget,
        .arena = &w->step};
    workshop_begin(w);
    make_key(w, key_type);
}

void workshop_release(struct workshop *w)
{
    key_wipe(&w->key);
    arena_release(&w->step);
    arena_release(&w->lasting);
    native_free(w->native);
}

void workshop_begin(struct workshop *w)
{
    arena_reset(&w->step);
    w->budget = budget_default();
}

struct json *workshop_json(struct workshop *w, str text)
{
    struct json *value = NULL;

    return json_parse(text, &w->budget, &w->step, &value, NULL) == OK ? value
                                                                      : NULL;
}

static const char BADGE[] =
    "{\"@context\":[\"https://www.w3.org/ns/credentials/v2\","
    "\"https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json\"],"
    "\"id\":\"urn:uuid:0a4f1c9e-1c5e-4d6a-9e0e-5b1a3c2d4e5f\","
    "\"type\":[\"VerifiableCredential\",\"AchievementCredential\"],"
    "\"name\":\"Reading Data\","
    "\"issuer\":{\"id\":\"%s\",\"type\":[\"Profile\"],"
    "\"name\":\"Northfield College\"},"
    "\"validFrom\":\"2026-01-15T09:00:00Z\","
    "\"validUntil\":\"2031-01-15T09:00:00Z\","
    "\"credentialSubject\":{\"id\":\"did:example:learner\","
    "\"type\":[\"AchievementSubject\"],"
    "\"achievement\":{\"id\":\"https://northfield.example/a/data\","
    "\"type\":[\"Achievement\"],\"name\":\"Reading Data\","
    "\"achievementType\":\"MicroCredential\","
    "\"description\":\"Reads tables and charts.\","
    "\"criteria\":{\"narrative\":\"Pass **two** tests.\"},"
    "\"tag\":[\"statistics\",\"charts\"]}}}";

struct json *workshop_badge(struct workshop *w)
{
    char text[sizeof(BADGE) + WORKSHOP_KEY_BYTES];

    snprintf(text, sizeof(text), BADGE, w->did);
    return workshop_json(w, arena_str(&w->step, str_of(text)));
}

struct json *workshop_sign(struct workshop *w,
    const struct json *document,
    const char *cryptosuite,
    const struct vc_proof_options *more)
{
    struct vc_proof_options o = more ? *more : (struct vc_proof_options){0};
    struct vc_ready ready;
    struct json *done = NULL;
    code result;

    o.suite = vc_suite_named(str_of(cryptosuite));
    o.key_type = w->key.type;
    if (o.created.len == 0)
        o.created = S("2026-01-15T09:00:01Z");
    if (o.purpose.len == 0)
        o.purpose = S("assertionMethod");
    if (o.verification_method.len == 0)
        o.verification_method = str_of(w->method);
    result = vc_proof_prepare(document, &o, &w->env, &ready, NULL);
    if (result == OK)
        result = vc_proof_sign(&ready, &w->key, &w->env, &done, NULL);
    return result == OK ? done : NULL;
}

struct report *workshop_verify(struct workshop *w,
    const struct json *document,
    const struct badge_policy *policy,
    const struct vc_facts *facts)
{
    const struct badge_policy plain = {.vc.now_unix_s = NOW_UNIX_S};
    const struct vc_facts none = {0};
    struct badge_answer answer;
    code result = badge_verify_json(document, policy ? policy : &plain,
        facts ? facts : &none, &w->env, &answer, NULL);

    if (result == OK)
        return answer.report;
    if (code_info(result)->kind != KIND_LIMIT)
        must(result, "verify");
    return NULL;
}

const struct check *workshop_fault(const struct report *report)
{
    const struct check *bad = report_first(report, ANSWER_BAD);

    return bad ? bad : report_first(report, ANSWER_UNDECIDED);
}

bool workshop_has_fault(const struct report *report, code c)
{
    const struct check *at = report->first;

    while (at && (at->code != c || at->answer < ANSWER_UNDECIDED))
        at = at->next;
    return at != NULL;
}

const char *workshop_code(code c)
{
    return code_info(c)->name.ptr;
}

struct json *workshop_with(struct workshop *w,
    const struct json *document,
    const char *name,
    const char *json_text_or_null)
{
    struct json *copy = vc_without(&w->step, document, str_of(name));

    if (json_text_or_null)
        json_add(
            copy, str_of(name), workshop_json(w, str_of(json_text_or_null)));
    return copy;
}
