/*
 * The Open Badges 3.0 samples of the 1EdTech validator, with the verdicts of
 * its own tests (expectations.derived.json): what it takes as valid, or valid
 * with a warning, must verify, what it refuses must not be trusted.
 *
 * The key documents of the issuers are not on any network: as that validator
 * does, the key is read from the fragment of the verification method. Samples
 * whose proof is of a later milestone (JWT, selective disclosure) are left
 * out, and the suite says how many.
 */
#include "test/support/suite.h"
#include "test/support/workshop.h"
#include "text/pointer.h"

#include <stdlib.h>
#include <string.h>

enum {
    PATH_BYTES = 256,
    WHY_BYTES = 512,
    DOCUMENT_BYTES = 2048,
};

/* Proofs that are not there yet. */
static const char *const LATER[] = {"jwt", "/sd/"};

/* The expectation names only a probe, or something that decides nothing here;
 * the verdict is what follows from it. */
static const struct {
    const char *sample;
    enum verdict verdict;
} READ_BY_HAND[] = {
    /* refers to a status list, and to schemas that nobody serves */
    {"ob30/complete.json", VERDICT_UNDECIDED},
    {"ob30/complete_v1.json", VERDICT_NOT_TRUSTED},
    /* an older version of the context, which is approved */
    {"ob30/simple-context-version.json", VERDICT_VERIFIED},
    /* an unknown proof beside a good one: "any one" is enough there */
    {"ob30/simple-multiple-proofs.json", VERDICT_VERIFIED},
    /* a 1EdTechRevocationList, which is not read: never called valid */
    {"ob30/credential-status-revoked.json", VERDICT_UNDECIDED},
    /* a DID method that nothing here can resolve: not decided */
    {"ob30/simple-err-proof-method-unknown-did-method.json", VERDICT_UNDECIDED},
};

static bool is_later(str sample)
{
    char name[PATH_BYTES];
    size_t i;

    snprintf(name, sizeof(name), "%.*s", (int)sample.len, sample.ptr);
    for (i = 0; i < sizeof(LATER) / sizeof(LATER[0]); i++) {
        if (strstr(name, LATER[i]))
            return true;
    }
    return false;
}

static bool has_assert(const struct json *row, const char *word)
{
    const struct json *all = json_get(row, S("asserts"));
    const struct json *item = all ? all->child.first : NULL;

    for (; item; item = item->next) {
        if (str_starts(item->text, str_of(word)))
            return true;
    }
    return false;
}

static enum verdict expected(const struct json *row, str sample)
{
    size_t i;

    for (i = 0; i < sizeof(READ_BY_HAND) / sizeof(READ_BY_HAND[0]); i++) {
        if (str_eq(sample, str_of(READ_BY_HAND[i].sample)))
            return READ_BY_HAND[i].verdict;
    }
    return has_assert(row, "assertInvalid") ? VERDICT_NOT_TRUSTED
                                            : VERDICT_VERIFIED;
}

/* A controlled identifier document that has just the key in the fragment. */
static bool make_document(
    struct workshop *w, str method, struct vc_fact_document *ret)
{
    char text[DOCUMENT_BYTES];
    size_t hash = str_find(method, '#', 0);
    str base = str_sub(method, 0, hash);
    str key = str_sub(method, hash + 1, method.len);

    if (hash == SIZE_MAX)
        return false;
    snprintf(text, sizeof(text),
        "{\"id\":\"%.*s\",\"verificationMethod\":[{\"id\":\"#%.*s\","
        "\"type\":\"Multikey\",\"controller\":\"%.*s\","
        "\"publicKeyMultibase\":\"%.*s\"}],\"assertionMethod\":[\"#%.*s\"]}",
        (int)base.len, base.ptr, (int)key.len, key.ptr, (int)base.len, base.ptr,
        (int)key.len, key.ptr, (int)key.len, key.ptr);
    ret->url = base;
    ret->json = workshop_json(w, arena_str(&w->step, str_of(text)));
    return ret->json != NULL;
}

/* The methods of all proofs, in the badge and in its endorsements. */
static void find_methods(struct workshop *w,
    const struct json *value,
    struct vc_fact_document *documents,
    size_t *n)
{
    const struct json *item;

    if (value->type != JSON_ARRAY && value->type != JSON_OBJECT)
        return;
    for (item = value->child.first; item; item = item->next) {
        if (json_is(item, JSON_STRING) &&
            str_eq(item->name, S("verificationMethod")) && *n < 16 &&
            make_document(w, item->text, &documents[*n]))
            (*n)++;
        find_methods(w, item, documents, n);
    }
}

static const char *run_sample(
    struct workshop *w, str bytes_of, enum verdict wanted, char *why)
{
    struct badge_policy policy = {.vc.now_unix_s = 1780272000};
    struct vc_fact_document documents[16] = {{.missing = OK}};
    struct vc_facts facts = {.documents = documents};
    struct badge_answer answer;
    const struct check *fault;
    struct err e = {0};
    code result = badge_verify(
        str_bytes(bytes_of), &policy, &facts, &w->env, &answer, &e);

    if (result == OK && answer.parsed) {
        find_methods(w, answer.parsed, documents, &facts.n_documents);
        result = badge_verify(
            str_bytes(bytes_of), &policy, &facts, &w->env, &answer, &e);
    }
    if (result != OK) {
        snprintf(why, WHY_BYTES, "%s %s", workshop_code(result), e.arg);
        return why;
    }
    if (answer.report->verdict == wanted)
        return NULL;
    fault = workshop_fault(answer.report);
    snprintf(why, WHY_BYTES, "%s: %s at %.*s '%.*s'",
        verdict_name(answer.report->verdict).ptr,
        fault ? workshop_code(fault->code) : "no fault",
        fault ? (int)fault->pointer.len : 0,
        fault && fault->pointer.ptr ? fault->pointer.ptr : "",
        fault ? (int)fault->detail.len : 0,
        fault && fault->detail.ptr ? fault->detail.ptr : "");
    return why;
}

static void run_row(struct suite *s, struct workshop *w, const struct json *row)
{
    str sample = json_text(json_get(row, S("sample")));
    char path[2 * PATH_BYTES];
    char name[PATH_BYTES];
    char why[WHY_BYTES];
    const char *fault;
    str text;

    workshop_begin(w);
    snprintf(name, sizeof(name), "%.*s", (int)sample.len, sample.ptr);
    snprintf(path, sizeof(path), "data/samples-1edtech-validator/%s", name);
    text = suite_read(s, &w->step, path);
    fault = run_sample(w, text, expected(row, sample), why);
    suite_result(s, name, !fault, fault);
}

/* Of Open Badges 3.0, and asked by the validator's own tests. */
static bool is_asked(const struct json *row)
{
    return str_starts(json_text(json_get(row, S("sample"))), S("ob30/")) &&
           json_is(json_get(row, S("disabled")), JSON_FALSE);
}

static bool is_wanted(const struct json *row)
{
    return is_asked(row) && !is_later(json_text(json_get(row, S("sample"))));
}

int main(int argc, char **argv)
{
    struct suite s;
    struct workshop w;
    struct budget budget = budget_default();
    struct json *rows = NULL;
    const struct json *row;
    size_t n = 0;
    size_t n_asked = 0;

    suite_start(&s, argc, argv);
    workshop_init(&w, KEY_ED25519);
    if (json_parse(suite_read(&s, &s.arena,
                       "data/samples-1edtech-validator/"
                       "expectations.derived.json"),
            &budget, &s.arena, &rows, NULL) != OK)
        return 2;
    for (row = rows->child.first; row; row = row->next) {
        n += is_wanted(row);
        n_asked += is_asked(row);
    }
    printf("  samples-1edtech-validator/ob30: %zu of %zu, the others by JWT or "
           "selective disclosure\n",
        n, n_asked);
    suite_begin(&s, "samples-1edtech-validator/ob30", n);
    for (row = rows->child.first; row; row = row->next) {
        if (is_wanted(row))
            run_row(&s, &w, row);
    }
    suite_end(&s);
    workshop_release(&w);
    return suite_finish(&s);
}
