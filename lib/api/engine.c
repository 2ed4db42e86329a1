/* The public C API of the library: see include/testamur/testamur.h. */
#include "badge/issue.h"
#include "badge/verify.h"
#include "base/code_info.h"
#include "jsonld/context/store.h"
#include "testamur/testamur.h"
#include "vc/credential.h"
#include "vc/did.h"
#include "vc/report_json.h"
#include "vc/verified.h"

#include <string.h>

enum {
    OUTPUT_BYTES_MAX = 16 * 1024 * 1024,
};

struct testamur_engine {
    const struct testamur_provider *outer;
    struct provider provider; /* the same, as the library asks */
    struct arena lasting;
    struct arena step;
    struct jsonld_store *store;
    struct budget budget;
    enum testamur_verdict verdict;
    const struct report *report;
};

/* --- the provider --- */

/* The parts joined are few and short: contexts and canonical texts come as
 * one part. */
static code hash(void *self,
    enum hash_alg alg,
    const bytes *parts,
    size_t n_parts,
    uint8_t *ret_digest)
{
    struct testamur_engine *e = self;
    const struct testamur_provider *p = e->outer;
    struct arena_mark mark = arena_mark(&e->step);
    bytes all = parts[0];
    struct buf joined;
    size_t i;
    bool done;

    if (n_parts > 1) {
        buf_init(&joined, &e->step, SIZE_MAX / 2);
        for (i = 0; i < n_parts; i++)
            buf_put(&joined, parts[i]);
        TRY(buf_finish(&joined, &all));
    }
    done =
        p->hash(p->self, (enum testamur_hash)alg, all.ptr, all.len, ret_digest);
    arena_rewind(&e->step, mark);
    return done ? OK : E_INTERNAL;
}

static code verify(void *self,
    const struct public_key *key,
    bytes message,
    bytes signature,
    bool *ret_valid)
{
    const struct testamur_provider *p = ((struct testamur_engine *)self)->outer;
    const struct testamur_signature s = {
        .type = (enum testamur_key_type)key->type,
        .public_key = key->bytes,
        .message = message.ptr,
        .message_bytes = message.len,
        .bytes = signature.ptr,
    };

    return p->verify(p->self, &s, ret_valid) ? OK : E_INTERNAL;
}

static code sign(void *self,
    const struct secret_key *key,
    bytes message,
    uint8_t *ret_signature,
    size_t *ret_bytes)
{
    const struct testamur_provider *p = ((struct testamur_engine *)self)->outer;

    if (!p->sign || !p->sign(p->self, (enum testamur_key_type)key->type,
                        key->bytes, message.ptr, message.len, ret_signature))
        return E_INTERNAL;
    *ret_bytes = key_signature_bytes(key->type);
    return OK;
}

static code derive(void *self, struct secret_key *key)
{
    const struct testamur_provider *p = ((struct testamur_engine *)self)->outer;

    if (!p->derive || !p->derive(p->self, (enum testamur_key_type)key->type,
                          key->bytes, key->public.bytes))
        return E_ARGUMENT;
    key->public.type = key->type;
    key->public.len = (uint8_t)key_public_bytes(key->type);
    return OK;
}

/* --- the engine --- */

/* The engine lies in its own memory: freeing that frees all. */
struct testamur_engine *testamur_engine_new(
    const struct testamur_provider *provider)
{
    struct testamur_engine *e;
    struct arena lasting;

    arena_init(&lasting, STORE_BYTES);
    e = arena_new(&lasting, struct testamur_engine);
    if (!e)
        return NULL;
    e->outer = provider;
    e->provider = (struct provider){.self = e,
        .hash = hash,
        .verify = verify,
        .sign = sign,
        .derive = derive};
    e->lasting = lasting;
    arena_init(&e->step, ARENA_REQUEST_BYTES);
    if (store_new(&e->lasting, &jsonld_context_data, &e->provider, &e->store,
            NULL) != OK) {
        testamur_engine_free(e);
        return NULL;
    }
    return e;
}

void testamur_engine_free(struct testamur_engine *engine)
{
    struct arena lasting;

    if (!engine)
        return;
    lasting = engine->lasting;
    arena_release(&engine->step);
    arena_release(&lasting);
}

static struct vc_env begin(struct testamur_engine *e)
{
    arena_reset(&e->step);
    e->budget = budget_default();
    e->report = NULL;
    e->verdict = TESTAMUR_FAILED;
    return (struct vc_env){&e->provider, e->store, &e->budget, &e->step};
}

/* --- verifying --- */

static enum testamur_verdict verdict_of(enum verdict v)
{
    switch (v) {
    case VERDICT_VERIFIED:
        return TESTAMUR_VERIFIED;
    case VERDICT_UNDECIDED:
        return TESTAMUR_UNDECIDED;
    case VERDICT_NOT_TRUSTED:
        break;
    }
    return TESTAMUR_NOT_TRUSTED;
}

static enum testamur_verdict verdict_of_error(code c)
{
    enum code_kind kind = code_info(c)->kind;

    return kind == KIND_INTERNAL || kind == KIND_IO ? TESTAMUR_FAILED
                                                    : TESTAMUR_UNREADABLE;
}

/* What could not be read has a report, too: why. */
static void report_unreadable(struct testamur_engine *e, struct err *why)
{
    struct report *report = report_new(&e->step);

    if (report)
        report_err(report, CHECK_FORM, why);
    e->report = report;
}

enum testamur_verdict testamur_verify(struct testamur_engine *engine,
    const void *data,
    size_t data_bytes,
    const struct testamur_policy *policy)
{
    struct badge_policy asked = {
        .vc = {.now_unix_s = policy->now_unix_s,
            .any_proof = policy->any_proof},
        .endorsements =
            policy->strict ? ENDORSEMENT_STRICT : ENDORSEMENT_REPORTED,
        .recipient = str_of(policy->recipient),
    };
    struct vc_env env = begin(engine);
    struct vc_facts facts = {0};
    struct badge_answer answer;
    struct err e = {0};
    code result;

    result = badge_verify(
        (bytes){data, data_bytes}, &asked, &facts, &env, &answer, &e);
    if (result != OK) {
        e.code = result;
        engine->verdict = verdict_of_error(result);
        report_unreadable(engine, &e);
        return engine->verdict;
    }
    engine->report = answer.report;
    engine->verdict = verdict_of(answer.report->verdict);
    return engine->verdict;
}

static const char *to_text(
    struct testamur_engine *engine, const struct json *value)
{
    struct buf out;

    buf_init(&out, &engine->step, OUTPUT_BYTES_MAX);
    if (value)
        json_write(&out, value, JSON_COMPACT);
    buf_byte(&out, '\0');
    return value && !out.failed ? (const char *)out.ptr : NULL;
}

const char *testamur_report(struct testamur_engine *engine)
{
    return to_text(engine,
        engine->report ? report_to_json(engine->report, &engine->step) : NULL);
}

const char *testamur_credential(struct testamur_engine *engine)
{
    struct vc_env env = {
        &engine->provider, engine->store, &engine->budget, &engine->step};
    const struct json *verified = NULL;

    if (!engine->report || engine->verdict != TESTAMUR_VERIFIED ||
        vc_verified(engine->report, &env, &verified, NULL) != OK)
        return NULL;
    return to_text(engine, verified);
}

const char *testamur_verdict_name(enum testamur_verdict verdict)
{
    static const char *const names[] = {
        [TESTAMUR_VERIFIED] = "verified",
        [TESTAMUR_NOT_TRUSTED] = "not to be trusted",
        [TESTAMUR_UNDECIDED] = "cannot be decided",
        [TESTAMUR_UNREADABLE] = "cannot be read",
        [TESTAMUR_FAILED] = "failed",
    };

    return names[verdict <= TESTAMUR_FAILED ? verdict : TESTAMUR_FAILED];
}

/* --- issuing --- */

static code issue(struct testamur_engine *engine,
    const struct vc_env *env,
    str text,
    const struct testamur_issuer *issuer,
    struct json **ret,
    struct err *reterr)
{
    struct secret_key key = {.type = (enum key_type)issuer->key_type,
        .len = (uint8_t)key_secret_bytes((enum key_type)issuer->key_type)};
    char method[DID_KEY_METHOD_BYTES];
    struct vc_proof_options options = {
        .suite = vc_suite_named(str_of(issuer->cryptosuite)),
        .created = str_of(issuer->created),
        .purpose = S("assertionMethod"),
    };
    struct report *faults = report_new(env->arena);
    struct json *document = NULL;
    struct vc_ready ready;
    code result;

    if (!faults)
        return arena_status(env->arena);
    if (!options.suite)
        return err_set(
            reterr, E_PROOF_UNSUPPORTED, str_of(issuer->cryptosuite));
    TRY(json_parse(text, env->budget, env->arena, &document, reterr));
    if (vc_is_presentation(document))
        options.purpose = S("authentication");
    memcpy(key.bytes, issuer->secret_key, key.len);
    result = derive(engine, &key);
    if (result == OK) {
        did_key_write_method(&key.public, method);
        /* It ends up in the result, which outlives this function. */
        options.verification_method = arena_str(env->arena, str_of(method));
        options.key_type = key.type;
        result = badge_prepare(document, &options, env, &ready, faults, reterr);
    }
    if (result == OK && faults->verdict == VERDICT_VERIFIED)
        result = vc_proof_sign(&ready, &key, env, ret, reterr);
    key_wipe(&key);
    engine->report = faults;
    return result;
}

const char *testamur_issue(struct testamur_engine *engine,
    const void *data,
    size_t data_bytes,
    const struct testamur_issuer *issuer)
{
    struct vc_env env = begin(engine);
    struct json *done = NULL;
    struct err e = {0};
    code result =
        issue(engine, &env, (str){data, data_bytes}, issuer, &done, &e);

    if (result != OK) {
        e.code = result;
        report_unreadable(engine, &e);
    }
    return to_text(engine, done);
}
