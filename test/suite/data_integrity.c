/*
 * The test vectors of vc-di-eddsa and vc-di-ecdsa (all but ecdsa-sd-2023) and
 * of the Open Badges implementation guide: every intermediate value, byte for
 * byte. The "employ" vectors use a context that is not part of the shared
 * data; their canonical N-Quads are the input there.
 */
#include "host/native.h"
#include "jsonld/context/store.h"
#include "rdf/canon.h"
#include "rdf/nquads.h"
#include "test/support/suite.h"
#include "vc/proof.h"
#include "vc/verify.h"

#include <stdlib.h>
#include <string.h>

enum {
    STEP_BYTES = 32 * 1024 * 1024,
    PATH_BYTES = 256,
    HEX_BYTES = 512,
};

static const char *const HEX = "0123456789abcdef";

struct vector {
    const char *folder; /* below suites/ */
    const char *suffix; /* of the file names */
    const char *keys;   /* file of the key pair */
    bool from_quads;    /* the context is missing */
};

static const struct vector VECTORS[] = {
    {"di-eddsa/eddsa-rdfc-2022", "DataInt", "di-eddsa/keyPair.json", false},
    {"di-eddsa/eddsa-rdfc-2022/employ", "DataInt", "di-eddsa/keyPair.json",
        true},
    {"di-eddsa/eddsa-jcs-2022", "JCS", "di-eddsa/keyPair.json", false},
    {"di-eddsa/Ed25519Signature2020", "EdSig", "di-eddsa/keyPair.json", false},
    {"di-ecdsa/ecdsa-rdfc-2019-p256", "ECDSAP256", "di-ecdsa/p256KeyPair.json",
        false},
    {"di-ecdsa/ecdsa-rdfc-2019-p256/employ", "ECDSAP256",
        "di-ecdsa/p256KeyPair.json", true},
    {"di-ecdsa/ecdsa-rdfc-2019-p384", "ECDSAP384", "di-ecdsa/p384KeyPair.json",
        false},
    {"di-ecdsa/ecdsa-rdfc-2019-p384/employ", "ECDSAP384",
        "di-ecdsa/p384KeyPair.json", true},
    {"di-ecdsa/ecdsa-jcs-2019-p256", "JCSECDSAP256",
        "di-ecdsa/p256KeyPair.json", false},
    {"di-ecdsa/ecdsa-jcs-2019-p384", "JCSECDSAP384",
        "di-ecdsa/p384KeyPair.json", false},
};

enum {
    N_VECTORS = sizeof(VECTORS) / sizeof(VECTORS[0]),
    CHECKS_A_VECTOR = 7,
};

struct tools {
    struct suite *s;
    struct native *native;
    struct arena lasting;
    struct arena step;
    struct jsonld_store *store;
    struct budget budget;
    struct vc_env env;
};

static str read_file(struct tools *t,
    const struct vector *v,
    const char *stem,
    const char *ending)
{
    char path[PATH_BYTES];

    snprintf(path, sizeof(path), "suites/%s/%s%s%s", v->folder, stem, v->suffix,
        ending);
    return suite_read(t->s, &t->step, path);
}

static struct json *parse(struct tools *t, str text)
{
    struct json *value = NULL;

    return json_parse(text, &t->budget, &t->step, &value, NULL) == OK ? value
                                                                      : NULL;
}

static void check(struct tools *t,
    const struct vector *v,
    const char *what,
    bool passed,
    str got)
{
    char name[PATH_BYTES];
    char why[HEX_BYTES];

    snprintf(name, sizeof(name), "%s %s", v->folder, what);
    snprintf(why, sizeof(why), "got %.*s", (int)(got.len < 400 ? got.len : 400),
        got.ptr ? got.ptr : "");
    suite_result(t->s, name, passed, why);
}

static str hex(struct tools *t, const uint8_t *data, size_t n)
{
    char *text = arena_alloc(&t->step, 2 * n + 1);
    size_t i;

    for (i = 0; i < n; i++) {
        text[2 * i] = HEX[data[i] >> 4];
        text[2 * i + 1] = HEX[data[i] & 15];
    }
    return (str){text, 2 * n};
}

static str trim(str s)
{
    while (s.len > 0 && strchr("\r\n ", s.ptr[s.len - 1]))
        s.len--;
    return s;
}

static void check_text(
    struct tools *t, const struct vector *v, const char *stem, str got)
{
    check(t, v, stem, str_eq(trim(read_file(t, v, stem, ".txt")), trim(got)),
        got);
}

/* The hash data of a vector: by the library from the document, or, without
 * its context, from the canonical texts that the vector gives. */
static code make_data(struct tools *t,
    const struct vector *v,
    struct vc_document *d,
    const struct vc_proof *p,
    struct vc_hash_data *ret)
{
    struct vc_hashing hashing = vc_suite_hashing(
        p->suite, strstr(v->suffix, "P384") ? KEY_P384 : KEY_ED25519);
    struct canon_options how = {hashing.alg, t->env.provider, &t->budget};
    const char *stems[] = {"canonDoc", "proofCanon"};
    struct vc_digest *digests[2];
    size_t i;

    if (!v->from_quads)
        return vc_hash_data(d, p->json, hashing, &t->env, ret, NULL);
    for (i = 0; i < 2; i++) {
        struct canon canon = {0};
        struct dataset ds;

        digests[i] = arena_new(&t->step, struct vc_digest);
        dataset_init(&ds, &t->step, t->budget.quads_max);
        TRY(nquads_parse(
            read_file(t, v, stems[i], ".txt"), &t->budget, &ds, NULL));
        TRY(canon_dataset(&ds, &how, &t->step, &canon, NULL));
        digests[i]->text = canon.nquads;
        digests[i]->len = hash_bytes(hashing.alg);
        TRY(provider_hash(t->env.provider, hashing.alg, str_bytes(canon.nquads),
            digests[i]->bytes));
    }
    ret->document = digests[0];
    ret->options = digests[1];
    memcpy(ret->bytes, digests[1]->bytes, digests[1]->len);
    memcpy(ret->bytes + digests[1]->len, digests[0]->bytes, digests[0]->len);
    ret->len = digests[0]->len + digests[1]->len;
    return OK;
}

static void check_signature(struct tools *t,
    const struct vector *v,
    const struct vc_proof *p,
    const struct vc_hash_data *data)
{
    char path[PATH_BYTES];
    const struct json *keys;
    struct public_key key;
    bool valid = false;

    snprintf(path, sizeof(path), "suites/%s", v->keys);
    keys = parse(t, suite_read(t->s, &t->step, path));
    check_text(t, v, "sigHex", hex(t, p->value, p->value_bytes));
    if (key_from_multikey(json_text(json_get(keys, S("publicKeyMultibase"))),
            &key, NULL) == OK &&
        provider_verify(t->env.provider, &key, (bytes){data->bytes, data->len},
            (bytes){p->value, p->value_bytes}, &valid) != OK)
        valid = false;
    check(t, v, "signature", valid, S("not valid"));
}

static void run_vector(struct tools *t, const struct vector *v)
{
    const struct json *signed_document;
    struct vc_document d;
    struct vc_proof p = {0};
    struct vc_hash_data data = {0};

    arena_reset(&t->step);
    t->budget = budget_default();
    signed_document = parse(t, read_file(t, v, "signed", ".json"));
    if (vc_document_init(&d, signed_document, &t->step) != OK ||
        vc_proof_read(d.proofs, &p, NULL) != OK || !p.suite ||
        make_data(t, v, &d, &p, &data) != OK) {
        check(t, v, "hash data", false, S("cannot be made"));
        return;
    }
    check_text(t, v, "canonDoc", data.document->text);
    check_text(t, v, "proofCanon", data.options->text);
    check_text(
        t, v, "docHash", hex(t, data.document->bytes, data.document->len));
    check_text(
        t, v, "proofHash", hex(t, data.options->bytes, data.options->len));
    check_text(t, v, "combinedHash", hex(t, data.bytes, data.len));
    check_signature(t, v, &p, &data);
}

/* --- proof sets and chains, and signing again --- */

static void verify_signed(struct tools *t, const char *path, const char *name)
{
    struct vc_policy policy = {.now_unix_s = 1700000000, .proof_only = true};
    struct vc_facts facts = {0};
    struct vc_needs needs = {.arena = &t->step};
    const struct vc_task task = {&policy, &facts, &t->env, &needs};
    struct report *report;
    struct json *document;
    code result;

    arena_reset(&t->step);
    t->budget = budget_default();
    report = report_new(&t->step);
    document = parse(t, suite_read(t->s, &t->step, path));
    result = vc_verify(document, &task, report, NULL);
    suite_result(t->s, name,
        result == OK && report->verdict == VERDICT_VERIFIED, "not verified");
}

static str key_text(const struct json *pair)
{
    const struct json *text = json_get(pair, S("secretKeyMultibase"));

    return json_text(text ? text : json_get(pair, S("privateKeyMultibase")));
}

/* Signs the vector's document with the vector's key and options: Ed25519
 * gives just the vector's signature (RFC 8032 5.1.6). */
static void sign_again(struct tools *t, const struct vector *v)
{
    struct vc_proof_options o = {.purpose = S("assertionMethod")};
    char path[PATH_BYTES];
    const struct json *before;
    const struct json *proof;
    struct json *after = NULL;
    struct secret_key key = {0};
    struct vc_ready ready;

    arena_reset(&t->step);
    t->budget = budget_default();
    snprintf(path, sizeof(path), "suites/%s", v->keys);
    before = parse(t, read_file(t, v, "signed", ".json"));
    proof = json_get(before, S("proof"));
    o.suite = vc_suite_named(json_text(json_get(proof, S("cryptosuite"))));
    o.created = json_text(json_get(proof, S("created")));
    o.verification_method = json_text(json_get(proof, S("verificationMethod")));
    if (key_secret_from_multikey(
            key_text(parse(t, suite_read(t->s, &t->step, path))), &key, NULL) !=
            OK ||
        t->env.provider->derive(t->env.provider->self, &key) != OK)
        key.type = KEY_NONE;
    o.key_type = key.type;
    if (vc_proof_prepare(vc_without(&t->step, before, S("proof")), &o, &t->env,
            &ready, NULL) != OK ||
        vc_proof_sign(&ready, &key, &t->env, &after, NULL) != OK)
        after = NULL;
    check(t, v, "signed again",
        after && (key.type != KEY_ED25519 ||
                     str_eq(json_text(json_get(
                                json_get(after, S("proof")), S("proofValue"))),
                         json_text(json_get(proof, S("proofValue"))))),
        S("other"));
}

static void run_sets(struct tools *t)
{
    static const char *const names[] = {"signedProofSet1", "signedProofSet2",
        "signedProofChain1", "signedProofChain2"};
    char path[PATH_BYTES];
    size_t i;

    for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        snprintf(path, sizeof(path), "suites/di-eddsa/proof-set-chain/%s.json",
            names[i]);
        verify_signed(t, path, names[i]);
    }
}

/* --- the Open Badges implementation guide --- */

static void run_guide(struct tools *t, const char *name)
{
    struct vector v = {.folder = name, .suffix = ""};
    char path[PATH_BYTES];
    const struct json *vector;
    const struct json *object;
    struct vc_document d;
    struct vc_proof p = {0};
    struct vc_hash_data data = {0};

    arena_reset(&t->step);
    t->budget = budget_default();
    snprintf(path, sizeof(path),
        "data/ob30-impl-test-vectors/%s/vector.extracted.json", name);
    vector = parse(t, suite_read(t->s, &t->step, path));
    object = json_get(vector, S("objects"));
    object = object ? object->child.last : NULL;
    if (!object || vc_document_init(&d, object, &t->step) != OK ||
        vc_proof_read(
            json_is(d.proofs, JSON_ARRAY) ? d.proofs->child.first : d.proofs,
            &p, NULL) != OK ||
        vc_hash_data(&d, p.json, vc_suite_hashing(p.suite, KEY_ED25519),
            &t->env, &data, NULL) != OK) {
        check(t, &v, "hash data", false, S("cannot be made"));
        return;
    }
    snprintf(path, sizeof(path),
        "data/ob30-impl-test-vectors/%s/document-canon.txt", name);
    check(t, &v, "document-canon",
        str_eq(
            trim(suite_read(t->s, &t->step, path)), trim(data.document->text)),
        data.document->text);
    snprintf(path, sizeof(path),
        "data/ob30-impl-test-vectors/%s/proof-canon.txt", name);
    check(t, &v, "proof-canon",
        str_eq(
            trim(suite_read(t->s, &t->step, path)), trim(data.options->text)),
        data.options->text);
    check(t, &v, "documentHash",
        json_text_is(json_get(vector, S("documentHashHex")),
            hex(t, data.document->bytes, data.document->len)),
        S(""));
    check(t, &v, "proofHash",
        json_text_is(json_get(vector, S("proofHashHex")),
            hex(t, data.options->bytes, data.options->len)),
        S(""));
    check(t, &v, "dataToSign",
        json_text_is(
            json_get(vector, S("dataToSignHex")), hex(t, data.bytes, data.len)),
        S(""));
    check(t, &v, "signature",
        json_text_is(json_get(vector, S("signatureHex")),
            hex(t, p.value, p.value_bytes)),
        S(""));
}

static void begin(struct tools *t, struct suite *s)
{
    *t = (struct tools){.s = s};
    arena_init(&t->lasting, STEP_BYTES);
    arena_init(&t->step, STEP_BYTES);
    if (native_new(&t->native, NULL) != OK ||
        store_new(&t->lasting, &jsonld_context_data, native_provider(t->native),
            &t->store, NULL) != OK) {
        fputs("cannot begin\n", stderr);
        exit(2);
    }
    t->env = (struct vc_env){.provider = native_provider(t->native),
        .store = t->store,
        .budget = &t->budget,
        .arena = &t->step};
}

int main(int argc, char **argv)
{
    struct suite s;
    struct tools t;
    size_t i;

    suite_start(&s, argc, argv);
    begin(&t, &s);
    suite_begin(&s, "data-integrity", N_VECTORS * CHECKS_A_VECTOR + 6 + 4);
    for (i = 0; i < N_VECTORS; i++) {
        run_vector(&t, &VECTORS[i]);
        if (!VECTORS[i].from_quads && strcmp(VECTORS[i].suffix, "EdSig") != 0)
            sign_again(&t, &VECTORS[i]);
    }
    run_sets(&t);
    suite_end(&s);
    suite_begin(&s, "ob30-impl-test-vectors", 12);
    run_guide(&t, "obv3p0");
    run_guide(&t, "clrv2p0");
    suite_end(&s);
    arena_release(&t.step);
    arena_release(&t.lasting);
    native_free(t.native);
    return suite_finish(&s);
}
