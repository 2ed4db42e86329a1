/*
 * Verifying and issuing, whole: bytes in, report (or signed text) out, keys
 * and contexts warm, one thread. The floors are the bare Ed25519 operation of
 * libsodium and SHA-256 of the two canonical texts of that very document.
 */
#include "badge/issue.h"
#include "bench/bench.h"
#include "test/support/workshop.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    N_SIZES = 3,
    N_OTHERS = 4,
    PATH_BYTES = 1024,
    NAME_BYTES = 64,
    NOW_UNIX_S = 1780272000, /* 2026-06-01T00:00:00Z */
};

static const char *const SIZES[N_SIZES] = {"small", "medium", "large"};

struct floor_work {
    uint8_t public[crypto_sign_PUBLICKEYBYTES];
    uint8_t secret[crypto_sign_SECRETKEYBYTES];
    uint8_t message[64];
    uint8_t signature[crypto_sign_BYTES];
};

struct subject {
    struct workshop *workshop;
    str text;          /* signed, as it comes over a wire */
    str unsigned_text; /* the same without its proof, minified */
    str canonical[2];  /* of the document and its proof */
    struct floor_work *floor;
    struct arena kept;
};

/* The other suites: the medium badge, signed by the workshop's own key. */
struct other {
    struct workshop workshop;
    struct subject subject;
    const char *suite;
    bytes signature; /* over the 64 bytes of `message` */
    uint8_t message[64];
    uint8_t signature_bytes[SIGNATURE_BYTES_MAX];
    char names[4][NAME_BYTES];
};

static void run_ed25519_verify(void *arg, size_t n)
{
    const struct floor_work *f = arg;

    for (; n > 0; n--) {
        if (crypto_sign_verify_detached(
                f->signature, f->message, sizeof(f->message), f->public) != 0)
            abort();
    }
}

static void run_ed25519_sign(void *arg, size_t n)
{
    struct floor_work *f = arg;

    for (; n > 0; n--)
        crypto_sign_detached(
            f->signature, NULL, f->message, sizeof(f->message), f->secret);
}

static void hash_texts(const struct subject *s)
{
    uint8_t digest[HASH_BYTES_MAX];
    size_t i;

    for (i = 0; i < 2; i++) {
        if (provider_hash(s->workshop->env.provider, HASH_SHA256,
                str_bytes(s->canonical[i]), digest) != OK)
            abort();
        bench_use(digest);
    }
}

/* What nobody can leave out: the signature, and the digests of the canonical
 * texts of document and proof. */
static void run_floor_verify(void *arg, size_t n)
{
    const struct subject *s = arg;

    for (; n > 0; n--) {
        hash_texts(s);
        run_ed25519_verify(s->floor, 1);
    }
}

static void run_floor_issue(void *arg, size_t n)
{
    const struct subject *s = arg;

    for (; n > 0; n--) {
        hash_texts(s);
        run_ed25519_sign(s->floor, 1);
    }
}

static void run_verify(void *arg, size_t n)
{
    struct subject *s = arg;
    const struct badge_policy policy = {.vc.now_unix_s = NOW_UNIX_S};
    const struct vc_facts facts = {0};
    struct badge_answer answer;

    for (; n > 0; n--) {
        workshop_begin(s->workshop);
        if (badge_verify(str_bytes(s->text), &policy, &facts, &s->workshop->env,
                &answer, NULL) != OK ||
            answer.report->verdict != VERDICT_VERIFIED)
            abort();
    }
}

/* All that the command does: held against the models, signed, written. */
static void issue(struct workshop *w, str text, const char *suite)
{
    const struct vc_proof_options options = {
        .suite = vc_suite_named(str_of(suite)),
        .key_type = w->key.type,
        .created = S("2026-01-15T09:00:01Z"),
        .purpose = S("assertionMethod"),
        .verification_method = str_of(w->method),
    };
    struct report *faults;
    struct vc_ready ready;
    struct json *done;
    struct buf out;

    workshop_begin(w);
    faults = report_new(&w->step);
    if (badge_prepare(workshop_json(w, text), &options, &w->env, &ready, faults,
            NULL) != OK ||
        faults->verdict != VERDICT_VERIFIED ||
        vc_proof_sign(&ready, &w->key, &w->env, &done, NULL) != OK)
        abort();
    buf_init(&out, &w->step, SIZE_MAX / 2);
    json_write(&out, done, JSON_COMPACT);
    if (out.failed)
        abort();
    bench_use(out.ptr);
}

static void run_issue(void *arg, size_t n)
{
    struct subject *s = arg;

    for (; n > 0; n--)
        issue(s->workshop, s->unsigned_text, "eddsa-rdfc-2022");
}

static void run_canon(void *arg, size_t n)
{
    struct subject *s = arg;
    const struct vc_digest *digest;
    struct vc_document d;

    for (; n > 0; n--) {
        struct json *root;

        workshop_begin(s->workshop);
        root = workshop_json(s->workshop, s->unsigned_text);
        if (vc_document_init(&d, root, &s->workshop->step) != OK ||
            vc_document_digest(&d, &s->workshop->env, TRANSFORM_RDFC,
                HASH_SHA256, &digest, NULL) != OK)
            abort();
        bench_use(digest);
    }
}

static void run_other_verify(void *arg, size_t n)
{
    struct other *o = arg;
    bool valid = false;

    for (; n > 0; n--) {
        if (provider_verify(o->workshop.env.provider, &o->workshop.key.public,
                (bytes){o->message, 64}, o->signature, &valid) != OK ||
            !valid)
            abort();
    }
}

static void run_other_sign(void *arg, size_t n)
{
    struct other *o = arg;
    size_t bytes_n = 0;

    for (; n > 0; n--) {
        if (provider_sign(o->workshop.env.provider, &o->workshop.key,
                (bytes){o->message, 64}, o->signature_bytes, &bytes_n) != OK)
            abort();
    }
    o->signature = (bytes){o->signature_bytes, bytes_n};
}

static void run_other_issue(void *arg, size_t n)
{
    struct other *o = arg;

    for (; n > 0; n--)
        issue(&o->workshop, o->subject.unsigned_text, o->suite);
}

static str read_doc(const char *size, const char *kind, struct arena *arena)
{
    const char *shared = getenv("SHARED");
    struct budget budget = budget_wide();
    struct json *root = NULL;
    struct buf out;
    char path[PATH_BYTES];
    str text = {NULL, 0};

    snprintf(path, sizeof(path), "%s/bench/docs/%s.%s.json",
        shared ? shared : "../shared", size, kind);
    text.ptr = bench_read(path, &text.len);
    if (!text.ptr || json_parse(text, &budget, arena, &root, NULL) != OK)
        exit(1);
    buf_init(&out, arena, SIZE_MAX / 2);
    json_write(&out, root, JSON_COMPACT);
    return bytes_str(buf_bytes(&out));
}

static void prepare(
    struct subject *s, struct workshop *workshop, const char *size)
{
    s->workshop = workshop;
    arena_init(&s->kept, ARENA_REQUEST_BYTES);
    s->text = read_doc(size, "signed", &s->kept);
    s->unsigned_text = read_doc(size, "unsigned", &s->kept);
}

static void prepare_floor(struct floor_work *f)
{
    if (sodium_init() < 0)
        exit(1);
    crypto_sign_keypair(f->public, f->secret);
    memset(f->message, 5, sizeof(f->message));
    crypto_sign_detached(
        f->signature, NULL, f->message, sizeof(f->message), f->secret);
}

static void prepare_texts(struct subject *s, const char *size)
{
    static const char *const kinds[] = {"canon", "proof"};
    const char *shared = getenv("SHARED");
    char path[PATH_BYTES];
    size_t i;

    for (i = 0; i < 2; i++) {
        snprintf(path, sizeof(path), "%s/bench/docs/%s.%s.nq",
            shared ? shared : "../shared", size, kinds[i]);
        s->canonical[i].ptr = bench_read(path, &s->canonical[i].len);
        if (!s->canonical[i].ptr)
            exit(1);
    }
}

static str minified(const struct json *value, struct arena *arena)
{
    struct buf out;

    buf_init(&out, arena, SIZE_MAX / 2);
    json_write(&out, value, JSON_COMPACT);
    return bytes_str(buf_bytes(&out));
}

/* The medium badge in the name of the workshop's key. */
static void prepare_other(
    struct other *o, enum key_type key_type, const char *suite)
{
    struct json *badge;

    workshop_init(&o->workshop, key_type);
    o->suite = suite;
    prepare(&o->subject, &o->workshop, "medium");
    badge = workshop_json(&o->workshop, o->subject.unsigned_text);
    json_get(json_get(badge, S("issuer")), S("id"))->text =
        str_of(o->workshop.did);
    o->subject.unsigned_text = minified(badge, &o->subject.kept);
    o->subject.text = minified(
        workshop_sign(&o->workshop, badge, suite, NULL), &o->subject.kept);
    memset(o->message, 5, sizeof(o->message));
    run_other_sign(o, 1);
}

static size_t add_other(struct bench_row *rows, struct other *o)
{
    const char *key = key_type_name(o->workshop.key.type).ptr;

    snprintf(o->names[0], NAME_BYTES, "floor.%s.verify.%s", key, o->suite);
    snprintf(o->names[1], NAME_BYTES, "floor.%s.sign.%s", key, o->suite);
    snprintf(o->names[2], NAME_BYTES, "verify.%s.%s.medium", o->suite, key);
    snprintf(o->names[3], NAME_BYTES, "issue.%s.%s.medium", o->suite, key);
    rows[0] = (struct bench_row){
        .name = o->names[0], .run = run_other_verify, .arg = o};
    rows[1] = (struct bench_row){
        .name = o->names[1], .run = run_other_sign, .arg = o};
    rows[2] = (struct bench_row){.name = o->names[2],
        .run = run_verify,
        .arg = &o->subject,
        .floor = o->names[0]};
    rows[3] = (struct bench_row){.name = o->names[3],
        .run = run_other_issue,
        .arg = o,
        .floor = o->names[1]};
    return 4;
}

int main(int argc, char **argv)
{
    static struct other others[N_OTHERS];
    static const struct {
        enum key_type key;
        const char *suite;
    } suites[N_OTHERS] = {
        {KEY_ED25519, "eddsa-jcs-2022"},
        {KEY_P256, "ecdsa-rdfc-2019"},
        {KEY_P256, "ecdsa-jcs-2019"},
        {KEY_P384, "ecdsa-rdfc-2019"},
    };
    static struct subject subjects[N_SIZES];
    static char names[5][N_SIZES][NAME_BYTES];
    static struct workshop workshop;
    static struct floor_work f;
    struct bench_row rows[2 + 5 * N_SIZES + 4 * N_OTHERS];
    size_t n = 0;
    size_t i;

    prepare_floor(&f);
    workshop_init(&workshop, KEY_ED25519);
    rows[n++] = (struct bench_row){
        .name = "floor.ed25519.verify", .run = run_ed25519_verify, .arg = &f};
    rows[n++] = (struct bench_row){
        .name = "floor.ed25519.sign", .run = run_ed25519_sign, .arg = &f};
    for (i = 0; i < N_SIZES; i++) {
        prepare(&subjects[i], &workshop, SIZES[i]);
        snprintf(
            names[0][i], NAME_BYTES, "verify.eddsa-rdfc-2022.%s", SIZES[i]);
        snprintf(names[1][i], NAME_BYTES, "issue.eddsa-rdfc-2022.%s", SIZES[i]);
        snprintf(names[2][i], NAME_BYTES, "parse-expand-canon.%s", SIZES[i]);
        snprintf(names[3][i], NAME_BYTES, "floor-verify.%s", SIZES[i]);
        snprintf(names[4][i], NAME_BYTES, "floor-issue.%s", SIZES[i]);
        prepare_texts(&subjects[i], SIZES[i]);
        subjects[i].floor = &f;
        rows[n++] = (struct bench_row){.name = names[3][i],
            .run = run_floor_verify,
            .arg = &subjects[i],
            .floor = "floor.ed25519.verify"};
        rows[n++] = (struct bench_row){.name = names[4][i],
            .run = run_floor_issue,
            .arg = &subjects[i],
            .floor = "floor.ed25519.sign"};
        rows[n++] = (struct bench_row){.name = names[0][i],
            .run = run_verify,
            .arg = &subjects[i],
            .floor = "floor.ed25519.verify"};
        rows[n++] = (struct bench_row){.name = names[1][i],
            .run = run_issue,
            .arg = &subjects[i],
            .floor = "floor.ed25519.sign"};
        rows[n++] = (struct bench_row){.name = names[2][i],
            .run = run_canon,
            .arg = &subjects[i],
            .bytes = subjects[i].unsigned_text.len};
    }
    for (i = 0; i < N_OTHERS; i++) {
        prepare_other(&others[i], suites[i].key, suites[i].suite);
        n += add_other(rows + n, &others[i]);
    }
    return bench_main(argc, argv, rows, n);
}
