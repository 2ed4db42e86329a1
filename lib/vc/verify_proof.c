#include "vc/verify_proof.h"

#include "vc/method.h"
#include "vc/proof.h"

static str purpose_of(const struct verification *v)
{
    if (v->policy->purpose.len > 0)
        return v->policy->purpose;
    return v->is_presentation ? S("authentication") : S("assertionMethod");
}

/* --- one proof --- */

static bool is_only(const struct json *value, str text)
{
    if (json_is(value, JSON_ARRAY))
        return value->n == 1 && json_text_is(value->child.first, text);
    return json_text_is(value, text);
}

/* Data Integrity 4.4 "Verify Proof", steps 4 to 8: everything but the
 * signature, and whether it still counts. */
static code check_terms(
    const struct verification *v, const struct vc_proof *p, struct err *reterr)
{
    const struct vc_policy *policy = v->policy;

    if (!str_eq(p->purpose, purpose_of(v)))
        return err_set(reterr, E_PROOF_VERIFICATION_ERROR, p->purpose);
    if (p->has_created && p->created_unix_s > policy->now_unix_s + VC_LEEWAY_S)
        return err_set(reterr, E_PROOF_NOT_YET_VALID,
            json_text(json_get(p->json, S("created"))));
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

/* Does a signature that matches count today? What a key signed before it was
 * retired does (LG-08). A key is revoked because it fell into wrong hands, and
 * these may write any date: then the document must be known from before. */
static code check_end(const struct verification *v,
    const struct vc_proof *p,
    const struct vc_method *method,
    bool *ret_retired,
    struct err *reterr)
{
    const struct vc_policy *policy = v->policy;
    int64_t revoked = method->revoked_unix_s;
    int64_t end =
        revoked < method->expires_unix_s ? revoked : method->expires_unix_s;

    *ret_retired = end <= policy->now_unix_s;
    if (*ret_retired && (!p->has_created || p->created_unix_s >= end))
        return err_set(
            reterr, E_INVALID_VERIFICATION_METHOD, p->verification_method);
    if (revoked <= policy->now_unix_s &&
        (policy->seen_unix_s == 0 || policy->seen_unix_s >= revoked))
        return err_set(reterr, E_KEY_REVOKED, p->verification_method);
    if (p->has_expires && p->expires_unix_s < policy->now_unix_s - VC_LEEWAY_S)
        return err_set(reterr, E_PROOF_EXPIRED,
            json_text(json_get(p->json, S("expires"))));
    return OK;
}

static code check_proof(struct verification *v,
    const struct vc_proof *p,
    struct vc_method *ret_method,
    struct vc_hash_data *ret_data,
    struct err *reterr)
{
    struct vc_document *chained = NULL;

    TRY(check_terms(v, p, reterr));
    TRY(vc_method_find(p->verification_method, purpose_of(v), v->facts,
        v->needs, ret_method, reterr));
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
    TRY(vc_hash_data(chained ? chained : &v->document, p->json,
        vc_suite_hashing(p->suite, ret_method->key.type), v->env, ret_data,
        reterr));
    return check_signature(v, p, &ret_method->key, ret_data, reterr);
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

/* `e` may say better why than the result: a document that cannot be had. */
static void count_bad(
    struct verification *v, code result, const struct err *e, str pointer)
{
    bool undecided =
        result == E_DOCUMENT_NEEDED || result == E_PROOF_UNSUPPORTED;

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

static code count_good(struct verification *v,
    const struct vc_method *method,
    const struct vc_hash_data *data)
{
    const struct signed_text *at = v->good;
    struct signed_text *added;

    while (at && !(key_eq(&at->key, &method->key) &&
                     bytes_eq((bytes){at->data.bytes, at->data.len},
                         (bytes){data->bytes, data->len})))
        at = at->next;
    if (at)
        return OK;
    added = arena_new(v->env->arena, struct signed_text);
    if (!added)
        return arena_status(v->env->arena);
    *added = (struct signed_text){v->good, method->key, *data};
    v->good = added;
    v->n_good++;
    return OK;
}

static code check_one(struct verification *v,
    const struct json *object,
    str pointer,
    struct err *reterr)
{
    struct vc_proof p;
    struct vc_method method;
    struct vc_hash_data data;
    bool is_retired = false;
    bool is_party = false;
    struct err e = {0};
    code result = vc_proof_read(object, &p, &e);

    if (result == OK && !p.suite) {
        count_unsupported(v, object, pointer);
        return OK;
    }
    if (result != OK && json_is(object, JSON_OBJECT)) /* names a member */
        pointer = report_pointer(v->env->arena, pointer, str_of(e.arg));
    if (result == OK)
        result = check_proof(v, &p, &method, &data, &e);
    if (result == OK) {
        v->n_signed++;
        is_party = str_eq(method.document, v->party) &&
                   str_eq(method.controller, v->party);
        v->by_party |= is_party;
        result = check_end(v, &p, &method, &is_retired, &e);
    }
    if (result != OK && vc_is_fatal(result)) {
        if (reterr)
            *reterr = e;
        return result;
    }
    if (result != OK) {
        if (result != E_DOCUMENT_NEEDED)
            e.code = result;
        count_bad(v, result, &e, pointer);
        return OK;
    }
    TRY(count_good(v, &method, &data));
    v->by_party_today |= is_party;
    v->report->covers_json |= p.suite->transform == TRANSFORM_JCS;
    report_add(v->report, CHECK_PROOF, ANSWER_GOOD, OK, pointer,
        p.verification_method);
    if (is_retired)
        report_add(v->report, CHECK_PROOF, ANSWER_WARNING, E_KEY_RETIRED,
            pointer, p.verification_method);
    return OK;
}

/* Says what follows from all proofs together (RELIABILITY DI-07, DI-08). One
 * that cannot be checked does not count as there: anybody can add it. */
static void judge_set(struct verification *v)
{
    uint32_t wanted = v->policy->proofs_min > 0 ? v->policy->proofs_min : 1;
    uint32_t n = v->n_good + v->n_undecided;
    bool all_must = !v->policy->any_proof; /* and each has said so itself */

    if (v->n_good >= wanted)
        return;
    if (n + v->n_unsupported + v->n_bad < wanted)
        report_add(v->report, CHECK_PROOF, ANSWER_BAD, E_REQUIRED_PROOF_MISSING,
            S("/proof"), S(""));
    else if (n >= wanted && !all_must)
        report_add(v->report, CHECK_PROOF, ANSWER_UNDECIDED, E_DOCUMENT_NEEDED,
            S("/proof"), S(""));
    else if (n < wanted && n + v->n_unsupported >= wanted)
        report_add(v->report, CHECK_PROOF, ANSWER_UNDECIDED,
            E_PROOF_UNSUPPORTED, S("/proof"), S(""));
    else if (!all_must)
        report_add(v->report, CHECK_PROOF, ANSWER_BAD,
            E_PROOF_VERIFICATION_ERROR, S("/proof"), S(""));
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

code verify_proofs(struct verification *v, bool meaningful, struct err *reterr)
{
    const struct json *all = v->document.proofs;
    const struct json *item;
    size_t i = 0;

    if (!check_secured(v) || !meaningful)
        return OK;
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

/* The key must belong to the issuer; of a presentation with a holder, to the
 * holder. Asked only of signatures that match: of those that count, if any
 * does, for what one key may no longer say another cannot say in its place. */
void verify_party(struct verification *v)
{
    str pointer = v->is_presentation ? S("/holder") : S("/issuer");

    if (v->n_signed == 0 || (v->is_presentation && v->party.len == 0))
        return;
    if (v->by_party_today || (v->by_party && v->n_good == 0))
        report_add(v->report, CHECK_ISSUER, ANSWER_GOOD, OK, pointer, v->party);
    else
        report_add(v->report, CHECK_ISSUER, ANSWER_BAD,
            v->is_presentation ? E_HOLDER_BINDING_ERROR
                               : E_ISSUER_CONTROLLER_MISMATCH,
            pointer, v->party);
}
