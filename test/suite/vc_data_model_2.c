/*
 * The inputs of the VC Data Model 2.0 suite: each -ok accepted, each -fail
 * refused for the reason in its name. As the suite's own runner does, an
 * issuer is put in where there is none, placeholders for dates are replaced,
 * and credentials inside presentations are signed (but for the self-asserted
 * ones); what then is refused must be refused at the place that the file's
 * name tells.
 */
#include "test/support/suite.h"
#include "test/support/workshop.h"

#include <string.h>

struct input {
    const char *name;
    const char *pointer; /* where the fault lies; NULL: accepted */
    code code;
};

#define FORM E_MALFORMED_VALUE_ERROR
#define GONE E_PARSING_ERROR

static const struct input INPUTS[] = {
    {"credential-context-combo1-ok", NULL, OK},
    {"credential-context-combo2-ok", NULL, OK},
    {"credential-context-combo3-fail", "/@context/1", FORM},
    {"credential-context-combo4-fail", "/@context/1", FORM},
    {"credential-evidence-missing-type-fail", "/evidence/type", GONE},
    {"credential-evidence-ok", NULL, OK},
    {"credential-evidences-ok", NULL, OK},
    {"credential-id-multi-fail", "/id", FORM},
    {"credential-id-nonidentifier-fail", "/id", FORM},
    {"credential-id-not-url-fail", "/id", FORM},
    {"credential-id-other-ok", NULL, OK},
    {"credential-id-single-ok", NULL, OK},
    {"credential-id-subject-multi-fail", "/credentialSubject/id", FORM},
    {"credential-id-subject-single-ok", NULL, OK},
    {"credential-issuer-no-url-fail", "/issuer", FORM},
    {"credential-issuer-null-fail", "/issuer", FORM},
    {"credential-issuer-object-id-no-url-fail", "/issuer/id", FORM},
    {"credential-issuer-object-id-null-fail", "/issuer/id", FORM},
    {"credential-issuer-object-ok", NULL, OK},
    {"credential-missing-base-context-fail-or-inject", "/@context", FORM},
    {"credential-missing-required-type-fail", "/type", FORM},
    {"credential-no-context-fail-or-inject", "/@context", GONE},
    {"credential-no-issuer-fail", "/issuer", GONE},
    {"credential-no-subject-fail", "/credentialSubject", GONE},
    {"credential-no-type-fail", "/type", GONE},
    {"credential-ok", NULL, OK},
    {"credential-optional-type-ok", NULL, OK},
    {"credential-proof-missing-type-fail", "/proof/type", GONE},
    {"credential-proof-ok", NULL, OK},
    {"credential-redef-type-fail", "/@context/1/VerifiableCredential",
        E_JSONLD_PROTECTED_TERM_REDEFINITION},
    {"credential-redef-type2-fail", "/@context/2/ExampleVerifiableCredential",
        E_JSONLD_PROTECTED_TERM_REDEFINITION},
    {"credential-refresh-no-type-fail", "/refreshService/type", GONE},
    {"credential-refresh-ok", NULL, OK},
    {"credential-refresh-type-ok", NULL, OK},
    {"credential-refreshs-ok", NULL, OK},
    {"credential-schema-no-id-fail", "/credentialSchema/id", GONE},
    {"credential-schema-no-type-fail", "/credentialSchema/type", GONE},
    {"credential-schema-non-url-id-fail", "/credentialSchema/id", FORM},
    {"credential-schema-ok", NULL, OK},
    {"credential-schema-type-ok", NULL, OK},
    {"credential-schemas-ok", NULL, OK},
    {"credential-status-missing-id-ok", NULL, OK},
    {"credential-status-missing-type-fail", "/credentialStatus/type", GONE},
    {"credential-status-multiple-id-fail", "/credentialStatus/id", FORM},
    {"credential-status-nonurl-id-fail", "/credentialStatus/id", FORM},
    {"credential-status-ok", NULL, OK},
    {"credential-status-type-nonurl-fail", "/credentialStatus/type", FORM},
    {"credential-subject-multiple-empty-fail", "/credentialSubject/1", FORM},
    {"credential-subject-multiple-ok", NULL, OK},
    {"credential-subject-no-claims-fail", "/credentialSubject", FORM},
    {"credential-termsofuse-id-ok", NULL, OK},
    {"credential-termsofuse-missing-type-fail", "/termsOfUse/type", GONE},
    {"credential-termsofuse-no-type-fail", "/termsOfUse/type", GONE},
    {"credential-termsofuse-ok", NULL, OK},
    {"credential-termsofuses-ok", NULL, OK},
    {"credential-type-mapped-nonurl-fail", "/@context/1/ExampleTestCredential",
        E_JSONLD_INVALID_IRI_MAPPING},
    {"credential-type-mapped-url-ok", NULL, OK},
    {"credential-type-unmapped-fail", "/type/1", E_DATA_LOSS_DETECTION_ERROR},
    {"credential-type-url-ok", NULL, OK},
    {"credential-type-urls-order-1-ok", NULL, OK},
    {"credential-type-urls-order-2-ok", NULL, OK},
    {"credential-validUntil-validFrom-fail", "/validUntil", FORM},
    {"credential-validUntil-validFrom-ok", NULL, OK},
    {"credential-validfrom-far-future-ok", NULL, OK},
    {"credential-validfrom-invalid-fail", "/validFrom", FORM},
    {"credential-validfrom-ms-ok", NULL, OK},
    {"credential-validfrom-tz-ok", NULL, OK},
    {"credential-validuntil-invalid-fail", "/validUntil", FORM},
    {"credential-validuntil-ms-ok", NULL, OK},
    {"credential-validuntil-ok", NULL, OK},
    {"credential-validuntil-tz-ok", NULL, OK},
    {"names-and-descriptions/credential-description-extra-prop-en-fail",
        "/description", FORM},
    {"names-and-descriptions/credential-description-language-direction-en-ok",
        NULL, OK},
    {"names-and-descriptions/credential-description-language-en-ok", NULL, OK},
    {"names-and-descriptions/credential-description-ok", NULL, OK},
    {"names-and-descriptions/credential-description-optional-ok", NULL, OK},
    {"names-and-descriptions/credential-multi-language-description-ok", NULL,
        OK},
    {"names-and-descriptions/credential-multi-language-name-ok", NULL, OK},
    {"names-and-descriptions/credential-name-extra-prop-en-fail", "/name",
        FORM},
    {"names-and-descriptions/credential-name-language-direction-en-ok", NULL,
        OK},
    {"names-and-descriptions/credential-name-language-en-ok", NULL, OK},
    {"names-and-descriptions/credential-name-ok", NULL, OK},
    {"names-and-descriptions/credential-name-optional-ok", NULL, OK},
    {"names-and-descriptions/issuer-description-extra-prop-en-fail",
        "/issuer/description", FORM},
    {"names-and-descriptions/issuer-description-language-direction-en-ok", NULL,
        OK},
    {"names-and-descriptions/issuer-description-language-en-ok", NULL, OK},
    {"names-and-descriptions/issuer-description-ok", NULL, OK},
    {"names-and-descriptions/issuer-description-optional-ok", NULL, OK},
    {"names-and-descriptions/issuer-multi-language-description-ok", NULL, OK},
    {"names-and-descriptions/issuer-multi-language-name-ok", NULL, OK},
    {"names-and-descriptions/issuer-name-extra-prop-en-fail", "/issuer/name",
        FORM},
    {"names-and-descriptions/issuer-name-language-direction-en-ok", NULL, OK},
    {"names-and-descriptions/issuer-name-language-en-ok", NULL, OK},
    {"names-and-descriptions/issuer-name-ok", NULL, OK},
    {"names-and-descriptions/issuer-name-optional-ok", NULL, OK},
    {"presentation-context-combo1-ok", NULL, OK},
    {"presentation-context-combo2-ok", NULL, OK},
    {"presentation-context-order-fail", "/@context", FORM},
    {"presentation-enveloped-vc-missing-type-fail",
        "/verifiableCredential/0/type", FORM},
    {"presentation-enveloped-vc-ok", NULL, OK},
    {"presentation-holder-fail", "/holder", FORM},
    {"presentation-holder-name-fail", "/holder/id", GONE},
    {"presentation-holder-object-fail", "/holder/id", FORM},
    {"presentation-holder-object-ok", NULL, OK},
    {"presentation-holder-ok", NULL, OK},
    {"presentation-id-ok", NULL, OK},
    {"presentation-missing-base-context-fail", "/@context", FORM},
    {"presentation-missing-required-type-fail", "/type", FORM},
    {"presentation-multiple-vc-ok", NULL, OK},
    {"presentation-no-context-fail-or-inject", "/@context", GONE},
    {"presentation-no-type-fail", "/type", GONE},
    {"presentation-ok", NULL, OK},
    {"presentation-optional-type-ok", NULL, OK},
    {"presentation-self-asserted-vc-holder-mismatch", "/verifiableCredential/0",
        E_HOLDER_BINDING_ERROR},
    {"presentation-self-asserted-vc-issuer-mismatch", "/verifiableCredential/0",
        E_HOLDER_BINDING_ERROR},
    {"presentation-self-asserted-vc-no-holder", "/verifiableCredential/0",
        E_HOLDER_BINDING_ERROR},
    {"presentation-self-asserted-vc-ok", NULL, OK},
    {"presentation-vc-as-string-fail", "/verifiableCredential/0", FORM},
    {"presentation-vc-missing-required-type-fail",
        "/verifiableCredential/0/type", FORM},
    {"presentation-vc-ok", NULL, OK},
};

enum {
    N_INPUTS = sizeof(INPUTS) / sizeof(INPUTS[0]),
    PATH_BYTES = 256,
    WHY_BYTES = 512,
    N_FILES = 120, /* 96, and 24 in names-and-descriptions */
};

static bool contains(const char *text, const char *part)
{
    return strstr(text, part) != NULL;
}

/* "FUTURE DATE" and "PAST DATE" stand for dates of the run. */
static void fill_dates(struct json *document)
{
    struct json *member;

    for (member = document->child.first; member; member = member->next) {
        if (json_text_is(member, S("FUTURE DATE")))
            member->text = S("2036-01-01T00:00:00Z");
        if (json_text_is(member, S("PAST DATE")))
            member->text = S("2016-01-01T00:00:00Z");
    }
}

/* The issuer that the runner configures; an object keeps its own members. */
static void fill_issuer(
    struct workshop *w, const char *name, struct json *document)
{
    struct json *issuer = json_get(document, S("issuer"));

    if (contains(name, "no-issuer-fail"))
        return;
    if (!issuer)
        json_add(
            document, S("issuer"), json_new_string(&w->step, str_of(w->did)));
    else if (json_is(issuer, JSON_OBJECT) && !json_get(issuer, S("id")))
        json_add(issuer, S("id"), json_new_string(&w->step, str_of(w->did)));
}

/* Signed without looking: the input may well be wrong. */
static void add_proof(struct workshop *w, struct json *document, str purpose)
{
    struct vc_proof_options o = {.purpose = purpose};
    struct json *done = json_get(document, S("proof"))
                            ? NULL
                            : workshop_sign(w, document, "eddsa-rdfc-2022", &o);

    if (done)
        *document = *done;
}

static void sign_held(struct workshop *w, const char *name, struct json *all)
{
    struct json *item = json_is(all, JSON_ARRAY) ? all->child.first : NULL;
    struct json *next;

    for (; item; item = next) {
        next = item->next;
        if (json_is(item, JSON_OBJECT) && !contains(name, "self-asserted") &&
            !contains(name, "enveloped"))
            add_proof(w, item, S("assertionMethod"));
        item->next = next;
    }
}

static const struct check *find_fault(
    const struct report *report, const struct input *input)
{
    const struct check *at = report->first;

    for (; at; at = at->next) {
        if (at->answer == ANSWER_BAD && at->code == input->code &&
            str_eq(at->pointer, str_of(input->pointer)))
            return at;
    }
    return NULL;
}

/* Only the form counts: dates that are over, statuses and the issuer are
 * other checks, and the proof that one input brings covers other bytes. */
static bool is_accepted(const struct report *report, const char *name)
{
    return report_answer(report, CHECK_FORM) <= ANSWER_WARNING &&
           report_answer(report, CHECK_TYPE) == ANSWER_GOOD &&
           report_answer(report, CHECK_PART) <= ANSWER_UNDECIDED &&
           (report_answer(report, CHECK_PROOF) == ANSWER_GOOD ||
               contains(name, "proof-ok"));
}

static void describe(char *why, const struct report *report)
{
    const struct check *at = report ? report->first : NULL;
    size_t n = 0;

    why[0] = '\0';
    for (; at && n + 100 < WHY_BYTES; at = at->next) {
        if (at->answer != ANSWER_GOOD)
            n += (size_t)snprintf(why + n, WHY_BYTES - n, "%s at %.*s; ",
                workshop_code(at->code), (int)at->pointer.len,
                at->pointer.ptr ? at->pointer.ptr : "");
    }
}

static void run_input(
    struct suite *s, struct workshop *w, const struct input *input)
{
    struct badge_policy policy = {.vc = {.now_unix_s = 1780272000,
                                      .proof_only = true,
                                      .inline_contexts = true}};
    bool presentation = strncmp(input->name, "presentation", 12) == 0;
    struct report *report;
    struct json *document;
    char path[PATH_BYTES];
    char why[WHY_BYTES];

    workshop_begin(w);
    snprintf(
        path, sizeof(path), "suites/vc-data-model-2.0/%s.json", input->name);
    document = workshop_json(w, suite_read(s, &w->step, path));
    fill_dates(document);
    if (presentation) {
        sign_held(
            w, input->name, json_get(document, S("verifiableCredential")));
        add_proof(w, document, S("authentication"));
    } else {
        fill_issuer(w, input->name, document);
        if (!contains(input->name, "proof-"))
            add_proof(w, document, S("assertionMethod"));
    }
    report = workshop_verify(w, document, &policy, NULL);
    describe(why, report);
    suite_result(s, input->name,
        report && (input->pointer ? find_fault(report, input) != NULL
                                  : is_accepted(report, input->name)),
        why);
}

int main(int argc, char **argv)
{
    struct suite s;
    struct workshop w;
    size_t i;

    suite_start(&s, argc, argv);
    workshop_init(&w, KEY_ED25519);
    suite_begin(&s, "vc-data-model-2.0", N_FILES);
    for (i = 0; i < N_INPUTS; i++)
        run_input(&s, &w, &INPUTS[i]);
    suite_end(&s);
    workshop_release(&w);
    return suite_finish(&s);
}
