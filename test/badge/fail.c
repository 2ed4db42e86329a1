/*
 * OS-01: every allocation of parse, verify, issue and bake fails in turn. The
 * answer is then "no memory": never a crash, never "verified", and nothing
 * is left that the next call would stumble over.
 */
#include "test/support/fail.h"

#include "badge/issue.h"
#include "carrier/carrier.h"
#include "test/support/image.h"
#include "test/support/test.h"
#include "test/support/workshop.h"

static const char SVG[] = "<svg xmlns=\"http://www.w3.org/2000/svg\"/>";

/* A failing system shows on a cold arena only: each run has a new one. */
static struct vc_env begin(
    struct workshop *w, struct arena *step, size_t bytes_max)
{
    struct vc_env env = w->env;

    w->budget = budget_default();
    arena_init(step, bytes_max);
    env.arena = step;
    return env;
}

static code verify_once(
    struct workshop *w, str text, size_t bytes_max, enum verdict *ret)
{
    const struct badge_policy policy = {.vc.now_unix_s = 1780272000};
    const struct vc_facts facts = {0};
    struct badge_answer answer;
    struct arena step;
    struct vc_env env = begin(w, &step, bytes_max);
    code result =
        badge_verify(str_bytes(text), &policy, &facts, &env, &answer, NULL);

    if (result == OK)
        *ret = answer.report->verdict;
    arena_release(&step);
    return result;
}

static code issue_once(struct workshop *w, str text, size_t bytes_max)
{
    struct vc_proof_options options = {
        .suite = vc_suite_named(S("eddsa-rdfc-2022")),
        .key_type = w->key.type,
        .created = S("2026-01-15T09:00:01Z"),
        .purpose = S("assertionMethod"),
        .verification_method = str_of(w->method),
    };
    struct arena step;
    struct vc_env env = begin(w, &step, bytes_max);
    struct report *faults = report_new(&step);
    struct json *document = NULL;
    struct json *done = NULL;
    struct vc_ready ready;
    code result = faults ? OK : arena_status(&step);

    if (result == OK)
        result = json_parse(text, &w->budget, &step, &document, NULL);
    if (result == OK)
        result = badge_prepare(document, &options, &env, &ready, faults, NULL);
    if (result == OK && faults && faults->verdict == VERDICT_VERIFIED)
        result = vc_proof_sign(&ready, &w->key, &env, &done, NULL);
    /* Half a result is none: with OK there is a proof. */
    if (result == OK && !json_get(done, S("proof")))
        result = E_INTERNAL;
    arena_release(&step);
    return result;
}

static code bake_once(
    struct workshop *w, bytes image, str text, size_t bytes_max)
{
    struct arena step;
    struct vc_env env = begin(w, &step, bytes_max);
    bytes baked = {NULL, 0};
    code result =
        carrier_bake(image, text, env.budget, env.arena, &baked, NULL);

    if (result == OK && baked.len <= image.len)
        result = E_INTERNAL;
    arena_release(&step);
    return result;
}

static str text_of(struct workshop *w, const struct json *value)
{
    struct buf out;

    buf_init(&out, &w->lasting, 1 << 20);
    json_write(&out, value, JSON_COMPACT);
    return bytes_str(buf_bytes(&out));
}

static void test_fail_os_01_verify(void **state)
{
    enum verdict verdict = VERDICT_UNDECIDED;
    struct workshop w;
    size_t n;
    str text;

    (void)state;
    workshop_init(&w, KEY_ED25519);
    text = text_of(
        &w, workshop_sign(&w, workshop_badge(&w), "eddsa-rdfc-2022", NULL));
    assert_int_equal(verify_once(&w, text, ARENA_VERIFY_BYTES, &verdict), OK);
    for (n = 1; fail_arm(n, FAIL_AFTER); n++) {
        code result = verify_once(&w, text, ARENA_VERIFY_BYTES, &verdict);

        assert_true(result == E_NO_MEMORY || result == OK);
    }
    fail_disarm();
    assert_true(n > 1);
    assert_int_equal(verify_once(&w, text, ARENA_VERIFY_BYTES, &verdict), OK);
    assert_int_equal(verdict, VERDICT_VERIFIED);
    workshop_release(&w);
}

/* The same by the cap of the arena, in fine steps: whatever is cut off, the
 * answer is a limit, and only the whole work says "verified". */
static void test_fail_os_01_verify_under_every_cap(void **state)
{
    enum verdict verdict;
    struct workshop w;
    size_t bytes_max;
    size_t n_limits = 0;
    code result;
    str text;

    (void)state;
    workshop_init(&w, KEY_ED25519);
    text = text_of(
        &w, workshop_sign(&w, workshop_badge(&w), "eddsa-rdfc-2022", NULL));
    for (bytes_max = 0; bytes_max < (size_t)1 << 20; bytes_max += 232) {
        verdict = VERDICT_NOT_TRUSTED;
        result = verify_once(&w, text, bytes_max, &verdict);
        if (result == OK)
            break;
        assert_int_equal(result, E_LIMIT_EXCEEDED);
        n_limits++;
    }
    assert_int_equal(verdict, VERDICT_VERIFIED);
    assert_true(n_limits > 50);
    workshop_release(&w);
}

static void test_fail_os_01_issue(void **state)
{
    struct workshop w;
    size_t bytes_max;
    size_t n;
    code result = E_LIMIT_EXCEEDED;
    str text;

    (void)state;
    workshop_init(&w, KEY_ED25519);
    text = text_of(&w, workshop_badge(&w));
    assert_int_equal(issue_once(&w, text, ARENA_VERIFY_BYTES), OK);
    for (n = 1; fail_arm(n, FAIL_AFTER); n++) {
        result = issue_once(&w, text, ARENA_VERIFY_BYTES);
        assert_true(result == E_NO_MEMORY || result == OK);
    }
    fail_disarm();
    for (bytes_max = 0; bytes_max < (size_t)1 << 20; bytes_max += 232) {
        result = issue_once(&w, text, bytes_max);
        if (result == OK)
            break;
        assert_int_equal(result, E_LIMIT_EXCEEDED);
    }
    assert_int_equal(result, OK);
    workshop_release(&w);
}

static void test_fail_os_01_bake(void **state)
{
    struct workshop w;
    bytes images[2] = {{NULL, 0}, {(const uint8_t *)SVG, sizeof(SVG) - 1}};
    size_t i;
    size_t n;
    str text;

    (void)state;
    workshop_init(&w, KEY_ED25519);
    text = text_of(&w, workshop_badge(&w));
    images[0] = image_png(&w.lasting);
    for (i = 0; i < 2; i++) {
        assert_int_equal(
            bake_once(&w, images[i], text, ARENA_VERIFY_BYTES), OK);
        for (n = 1; fail_arm(n, FAIL_AFTER); n++) {
            code result = bake_once(&w, images[i], text, ARENA_VERIFY_BYTES);

            assert_true(result == E_NO_MEMORY || result == OK);
        }
        fail_disarm();
        assert_true(n > 1);
    }
    workshop_release(&w);
}

TEST_MAIN(test_fail_os_01_verify,
    test_fail_os_01_verify_under_every_cap,
    test_fail_os_01_issue,
    test_fail_os_01_bake)
