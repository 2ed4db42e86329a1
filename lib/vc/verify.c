#include "vc/verify.h"

#include "vc/context_policy.h"
#include "vc/method.h"
#include "vc/proof.h"

#define VC_TYPE_IRI "https://www.w3.org/2018/credentials#VerifiableCredential"
#define VP_TYPE_IRI "https://www.w3.org/2018/credentials#VerifiablePresentation"

/* One verification, from beginning to end. */
struct verification {
    const struct vc_policy *policy;
    const struct vc_facts *facts;
    const struct vc_env *env;
    struct vc_needs *needs;
    struct report *report;
    struct vc_document document;
    bool is_presentation;
    str party;     /* id of the issuer or holder */
    bool by_party; /* a good proof was made with a key of the party */
    uint32_t n_good;
    uint32_t n_bad;
    uint32_t n_undecided;
    uint32_t n_unsupported;
};

static str purpose_of(const struct verification *v)
{
    if (v->policy->purpose.len > 0)
        return v->policy->purpose;
    return v->is_presentation ? S("authentication") : S("assertionMethod");
}

/* --- form and type --- */

static void check_form(struct verification *v)
{
    uint32_t depth = v->env->budget->depth_max;
    const struct json *root = v->document.root;

    if (v->is_presentation)
        vc_check_presentation(root, depth, v->report);
    else
        vc_check_credential(root, depth, v->report);
    vc_check_contexts(root, v->env->store,
        v->policy->inline_contexts ? VC_INLINE_TAKEN : VC_INLINE_REFUSED, depth,
        v->report);
}

static bool has_unapproved_context(const struct report *report)
{
    const struct check *at = report->first;

    for (; at; at = at->next) {
        if (at->code == E_CONTEXT_NOT_APPROVED)
            return true;
    }
    return false;
}

/* Types are compared by IRI: a foreign context may give another meaning to a
 * familiar name (OB-15). */
static void check_type(struct verification *v)
{
    str iri = v->is_presentation ? S(VP_TYPE_IRI) : S(VC_TYPE_IRI);

    if (vc_has_type_iri(v->document.expanded, iri))
        report_add(v->report, CHECK_TYPE, ANSWER_GOOD, OK, S("/type"), iri);
    else
        report_add(v->report, CHECK_TYPE, ANSWER_BAD,
            E_CREDENTIAL_TYPE_MISMATCH, S("/type"), iri);
}

/* True when the document means something: its terms are all defined by
 * approved contexts. Only then is there something to verify. */
static code check_meaning(
    struct verification *v, bool *ret_good, struct err *reterr)
{
    struct err e = {0};
    code result;

    *ret_good = false;
    if (has_unapproved_context(v->report) ||
        vc_version(v->document.root) == VC_VERSION_NONE)
        return OK;
    result = vc_document_expand(&v->document, v->env, &e);
    if (result != OK && vc_is_fatal(result)) {
        if (reterr)
            *reterr = e;
        return result;
    }
    if (result != OK) {
        report_err(v->report, CHECK_FORM, &e);
        return OK;
    }
    *ret_good = true;
    v->report->expanded = v->document.expanded;
    check_type(v);
    return OK;
}

/* --- one proof --- */

static bool is_only(const struct json *value, str text)
{
    if (json_is(value, JSON_ARRAY))
        return value->n == 1 && json_text_is(value->child.first, text);
    return json_text_is(value, text);
}

/* Data Integrity 4.4 "Verify Proof", steps 4 to 8: everything but the
 * signature. */
static code check_terms(
    const struct verification *v, const struct vc_proof *p, struct err *reterr)
{
    const struct vc_policy *policy = v->policy;

    if (!str_eq(p->purpose, purpose_of(v)))
        return err_set(reterr, E_PROOF_VERIFICATION_ERROR, p->purpose);
    if (p->has_created && p->created_unix_s > policy->now_unix_s + VC_LEEWAY_S)
        return err_set(reterr, E_PROOF_NOT_YET_VALID,
            json_text(json_get(p->json, S("created"))));
    if (p->has_expires && p->expires_unix_s < policy->now_unix_s - VC_LEEWAY_S)
        return err_set(reterr, E_PROOF_EXPIRED,
            json_text(json_get(p->json, S("expires"))));
    if (policy->domain.len > 0 && !is_only(p->domain, policy->domain))
        return err_set(reterr, E_INVALID_DOMAIN_ERROR, policy->domain);
    if (policy->challenge.len > 0 && !str_eq(p->challenge, policy->challenge))
        return err_set(reterr, E_INVALID_CHALLENGE_ERROR, policy->challenge);
    return OK;
}

/* The signature, by the provider or from the facts. */
static code check_signature(const struct verification *v,
    const struct vc_proof *p,
    const struct public_key *key,
    const struct vc_hash_data *data,
    struct err *reterr)
{
    const struct provider *provider = v->env->provider;
    bytes message = {data->bytes, data->len};
    bytes signature = {p->value, p->value_bytes};
    const struct vc_fact_signature *fact;
    bool valid = false;

    if (provider->verify) {
        TRY(provider_verify(provider, key, message, signature, &valid));
    } else {
        fact = vc_fact_signature(v->facts, key, message, signature);
        if (!fact) {
            vc_need_signature(v->needs, key, message, signature);
            return err_set(reterr, E_DOCUMENT_NEEDED, S("signature"));
        }
        valid = fact->valid;
    }
    return valid ? OK
                 : err_set(reterr, E_PROOF_VERIFICATION_ERROR,
                       p->verification_method);
}

static code check_proof(struct verification *v,
    const struct vc_proof *p,
    struct vc_method *ret_method,
    struct err *reterr)
{
    struct vc_document *chained = NULL;
    struct vc_hash_data data;

    TRY(check_terms(v, p, reterr));
    TRY(vc_method_find(p->verification_method, purpose_of(v),
        v->policy->now_unix_s, v->facts, v->needs, ret_method, reterr));
    if (!vc_suite_takes(p->suite, ret_method->key.type))
        return err_set(reterr, E_INVALID_VERIFICATION_METHOD,
            key_type_name(ret_method->key.type));
    if (p->value_bytes != key_signature_bytes(ret_method->key.type))
        return err_set(reterr, E_PROOF_VERIFICATION_ERROR, S("proofValue"));
    if (p->previous) {
        chained = arena_new(v->env->arena, struct vc_document);
        if (!chained)
            return arena_status(v->env->arena);
        TRY(vc_proof_chain(&v->document, p->previous, v->env, chained, reterr));
    }
    TRY(vc_hash_data(chained ? chained : &v->document, p->json, p->suite,
        vc_suite_hash(ret_method->key.type), v->env, &data, reterr));
    return check_signature(v, p, &ret_method->key, &data, reterr);
}

/* --- all proofs --- */

static void count_unsupported(
    struct verification *v, const struct json *object, str pointer)
{
    str name = json_text(json_get(object, S("cryptosuite")));

    v->n_unsupported++;
    report_add(v->report, CHECK_PROOF, ANSWER_WARNING, E_PROOF_UNSUPPORTED,
        pointer, name.len > 0 ? name : json_text(json_get(object, S("type"))));
}

static void count_bad(struct verification *v, struct err *e, str pointer)
{
    bool undecided =
        e->code == E_DOCUMENT_NEEDED || e->code == E_PROOF_UNSUPPORTED;

    if (undecided)
        v->n_undecided++;
    else
        v->n_bad++;
    report_add(v->report, CHECK_PROOF,
        v->policy->any_proof ? ANSWER_WARNING
        : undecided          ? ANSWER_UNDECIDED
                             : ANSWER_BAD,
        e->code, pointer, arena_str(v->env->arena, str_of(e->arg)));
}

static code check_one(struct verification *v,
    const struct json *object,
    str pointer,
    struct err *reterr)
{
    struct vc_proof p;
    struct vc_method method;
    struct err e = {0};
    code result = vc_proof_read(object, &p, &e);

    if (result == OK && !p.suite) {
        count_unsupported(v, object, pointer);
        return OK;
    }
    if (result != OK && json_is(object, JSON_OBJECT)) /* names a member */
        pointer = report_pointer(v->env->arena, pointer, str_of(e.arg));
    if (result == OK)
        result = check_proof(v, &p, &method, &e);
    if (result != OK && vc_is_fatal(result)) {
        if (reterr)
            *reterr = e;
        return result;
    }
    if (result != OK) {
        e.code = result;
        count_bad(v, &e, pointer);
        return OK;
    }
    v->n_good++;
    v->report->covers_json |= p.suite->transform == TRANSFORM_JCS;
    v->by_party |= str_eq(method.document, v->party) &&
                   str_eq(method.controller, v->party);
    report_add(v->report, CHECK_PROOF, ANSWER_GOOD, OK, pointer,
        p.verification_method);
    return OK;
}

/* Says what follows from all proofs together (RELIABILITY DI-07, DI-08). */
static void judge_set(struct verification *v)
{
    uint32_t wanted = v->policy->proofs_min > 0 ? v->policy->proofs_min : 1;
    uint32_t n = v->n_good + v->n_bad + v->n_undecided;

    if (n == 0 && v->n_unsupported > 0)
        report_add(v->report, CHECK_PROOF, ANSWER_UNDECIDED,
            E_PROOF_UNSUPPORTED, S("/proof"), S(""));
    else if (n + v->n_unsupported < wanted)
        report_add(v->report, CHECK_PROOF, ANSWER_BAD, E_REQUIRED_PROOF_MISSING,
            S("/proof"), S(""));
    else if (v->policy->any_proof && v->n_good == 0)
        report_add(v->report, CHECK_PROOF,
            v->n_bad > 0 ? ANSWER_BAD : ANSWER_UNDECIDED,
            v->n_bad > 0 ? E_PROOF_VERIFICATION_ERROR : E_DOCUMENT_NEEDED,
            S("/proof"), S(""));
}

/* DI-06, DI-15: only a proof at the top counts. */
static bool check_secured(struct verification *v)
{
    const struct json *all = v->document.proofs;

    if (json_is(all, JSON_OBJECT) || (json_is(all, JSON_ARRAY) && all->n > 0))
        return true;
    report_add(v->report, CHECK_PROOF, ANSWER_BAD, E_PARSING_ERROR, S("/proof"),
        S(""));
    return false;
}

static code check_proofs(struct verification *v, struct err *reterr)
{
    const struct json *all = v->document.proofs;
    const struct json *item;
    size_t i = 0;

    if (all->type == JSON_OBJECT)
        TRY(check_one(v, all, S("/proof"), reterr));
    else if (all->n > v->env->budget->proofs_max)
        return err_set(reterr, E_LIMIT_EXCEEDED, S("proof"));
    item = all->type == JSON_ARRAY ? all->child.first : NULL;
    for (; item; item = item->next, i++)
        TRY(check_one(
            v, item, report_pointer_at(v->env->arena, S("/proof"), i), reterr));
    judge_set(v);
    return OK;
}

/* --- issuer, dates, status --- */

/* The key must belong to the issuer; of a presentation with a holder, to the
 * holder. Asked only of proofs that are good. */
static void check_party(struct verification *v)
{
    str pointer = v->is_presentation ? S("/holder") : S("/issuer");

    if (v->n_good == 0 || (v->is_presentation && v->party.len == 0))
        return;
    if (v->by_party)
        report_add(v->report, CHECK_ISSUER, ANSWER_GOOD, OK, pointer, v->party);
    else
        report_add(v->report, CHECK_ISSUER, ANSWER_BAD,
            v->is_presentation ? E_HOLDER_BINDING_ERROR
                               : E_ISSUER_CONTROLLER_MISMATCH,
            pointer, v->party);
}

static void check_dates(struct verification *v)
{
    struct vc_validity when = vc_validity(v->document.root);
    int64_t now = v->policy->now_unix_s;

    if (when.from_unix_s != INT64_MIN && when.from_unix_s > now + VC_LEEWAY_S)
        report_add(v->report, CHECK_DATES, ANSWER_BAD, E_NOT_YET_VALID,
            report_pointer(v->env->arena, S(""), when.from_name),
            when.from_text);
    else if (when.until_unix_s < now)
        report_add(v->report, CHECK_DATES, ANSWER_BAD, E_EXPIRED,
            report_pointer(v->env->arena, S(""), when.until_name),
            when.until_text);
    else
        report_add(
            v->report, CHECK_DATES, ANSWER_GOOD, OK, S(""), when.until_text);
}

static bool is_status_type(str type)
{
    static const str known[] = {
        STR("BitstringStatusListEntry"),
        STR("StatusList2021Entry"),
        STR("1EdTechRevocationList"),
    };
    size_t i;

    for (i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
        if (str_eq(known[i], type))
            return true;
    }
    return false;
}

/* No status list is read yet: an entry means "could not be checked", and one
 * of an unknown kind never can be (ST-17). */
static void check_status(struct verification *v)
{
    const struct json *all = json_get(v->document.root, S("credentialStatus"));
    const struct json *item = json_is(all, JSON_ARRAY) ? all->child.first : all;

    for (; item; item = json_is(all, JSON_ARRAY) ? item->next : NULL) {
        str type = json_text(json_get(item, S("type")));

        report_add(v->report, CHECK_STATUS, ANSWER_UNDECIDED,
            is_status_type(type) ? E_STATUS_RETRIEVAL_ERROR
                                 : E_UNKNOWN_STATUS_TYPE,
            S("/credentialStatus"), type);
    }
}

static void conclude_form(struct verification *v)
{
    if (report_answer(v->report, CHECK_FORM) == ANSWER_GOOD)
        report_add(v->report, CHECK_FORM, ANSWER_GOOD, OK, S(""), S(""));
}

/* --- presentations --- */

/* A credential of the presentation. One without a proof is asserted by the
 * holder itself, who must be its issuer (VCDM 2.0 section 4.13.2). */
static code check_part(struct verification *v,
    const struct json *credential,
    str pointer,
    struct err *reterr)
{
    struct vc_policy policy = *v->policy;
    struct report *part = report_new(v->env->arena);
    bool self_asserted = !json_get(credential, S("proof"));
    str issuer = vc_party_id(json_get(credential, S("issuer")));

    if (!part)
        return arena_status(v->env->arena);
    if (shape_has_type(credential, S("EnvelopedVerifiableCredential"))) {
        report_add(v->report, CHECK_PART, ANSWER_UNDECIDED, E_PROOF_UNSUPPORTED,
            pointer, S("EnvelopedVerifiableCredential"));
        return OK;
    }
    if (vc_is_presentation(credential)) {
        report_add(v->report, CHECK_PART, ANSWER_BAD, E_MALFORMED_VALUE_ERROR,
            pointer, S("VerifiablePresentation"));
        return OK;
    }
    if (self_asserted) {
        bool bound = v->party.len > 0 && str_eq(v->party, issuer);

        report_add(v->report, CHECK_PART, bound ? ANSWER_GOOD : ANSWER_BAD,
            bound ? OK : E_HOLDER_BINDING_ERROR, pointer, issuer);
        return OK;
    }
    policy.purpose = S("");
    policy.domain = S("");
    policy.challenge = S("");
    policy.proofs_min = 0;
    TRY(vc_verify(
        credential, &policy, v->facts, v->env, v->needs, part, reterr));
    report_part(v->report, part, pointer);
    report_add(v->report, CHECK_PART,
        part->verdict == VERDICT_VERIFIED    ? ANSWER_GOOD
        : part->verdict == VERDICT_UNDECIDED ? ANSWER_UNDECIDED
                                             : ANSWER_BAD,
        part->verdict == VERDICT_VERIFIED
            ? OK
            : report_first(part, part->verdict == VERDICT_UNDECIDED
                                     ? ANSWER_UNDECIDED
                                     : ANSWER_BAD)
                  ->code,
        pointer, issuer);
    return OK;
}

static code check_parts(struct verification *v, struct err *reterr)
{
    const struct json *all =
        json_get(v->document.root, S("verifiableCredential"));
    const struct json *item;
    size_t i = 0;

    if (json_is(all, JSON_OBJECT))
        return check_part(v, all, S("/verifiableCredential"), reterr);
    item = json_is(all, JSON_ARRAY) ? all->child.first : NULL;
    for (; item; item = item->next, i++) {
        if (item->type == JSON_OBJECT)
            TRY(check_part(v, item,
                report_pointer_at(v->env->arena, S("/verifiableCredential"), i),
                reterr));
    }
    return OK;
}

/* --- the whole --- */

static code begin(struct verification *v, const struct json *document)
{
    v->is_presentation = vc_is_presentation(document);
    v->party = vc_party_id(
        json_get(document, v->is_presentation ? S("holder") : S("issuer")));
    TRY(vc_document_init(&v->document, document, v->env->arena));
    v->report->document = v->document.root;
    return OK;
}

code vc_verify(const struct json *document,
    const struct vc_policy *policy,
    const struct vc_facts *facts,
    const struct vc_env *env,
    struct vc_needs *needs,
    struct report *report,
    struct err *reterr)
{
    struct verification *v = arena_new(env->arena, struct verification);
    bool meaningful = false;

    if (!v)
        return arena_status(env->arena);
    if (!json_is(document, JSON_OBJECT)) {
        report_add(
            report, CHECK_FORM, ANSWER_BAD, E_PARSING_ERROR, S(""), S(""));
        return OK;
    }
    *v = (struct verification){.policy = policy,
        .facts = facts,
        .env = env,
        .needs = needs,
        .report = report};
    TRY(begin(v, document));
    check_form(v);
    TRY(check_meaning(v, &meaningful, reterr));
    conclude_form(v);
    if (check_secured(v) && meaningful)
        TRY(check_proofs(v, reterr));
    if (!policy->proof_only) {
        check_party(v);
        check_dates(v);
        check_status(v);
    }
    if (v->is_presentation)
        TRY(check_parts(v, reterr));
    return arena_status(env->arena);
}
