#include "vc/verify.h"

#include "base/code_info.h"
#include "vc/context_policy.h"
#include "vc/did_web.h"
#include "vc/reading.h"
#include "vc/status_list.h"
#include "vc/verified.h"
#include "vc/verify_proof.h"

#define VC_TYPE_IRI "https://www.w3.org/2018/credentials#VerifiableCredential"
#define VP_TYPE_IRI "https://www.w3.org/2018/credentials#VerifiablePresentation"

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
    if (result == OK)
        result = reading_check(
            v->is_presentation ? READING_PRESENTATION : READING_CREDENTIAL,
            v->document.root, v->document.expanded, v->env->budget->depth_max,
            &e);
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

/* --- dates --- */

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

/* --- status --- */

/* Kinds of status that are known and not yet read. */
static bool is_status_type(str type)
{
    static const str known[] = {
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

static void say_status(struct verification *v,
    enum check_answer answer,
    code c,
    str pointer,
    str detail)
{
    report_add(v->report, CHECK_STATUS, answer, c, pointer, detail);
}

/* A list that only its dates speak against is old: worth asking for again,
 * unless it comes fresh from its place. */
static code refuse_old_list(struct verification *v,
    const struct vc_fact_document *fact,
    struct err *reterr)
{
    if (fact->retrieved_unix_s < v->policy->now_unix_s - VC_LEEWAY_S &&
        str_starts(fact->url, S("https://")))
        vc_need_document(v->needs, fact->url);
    return err_set(reterr, E_STATUS_RETRIEVAL_ERROR, fact->url);
}

/* Older than its ttl? One of unknown arrival is as old as it says. */
static bool is_past_ttl(const struct verification *v,
    const struct json *list,
    int64_t retrieved_unix_s)
{
    int64_t ttl_s = status_list_ttl_s(list);
    int64_t since = retrieved_unix_s != 0 ? retrieved_unix_s
                                          : vc_validity(list).from_unix_s;

    return ttl_s != INT64_MAX &&
           (since == INT64_MIN ||
               v->policy->now_unix_s - VC_LEEWAY_S - ttl_s > since);
}

static bool is_only_old(const struct report *list)
{
    const struct check *at = list->first;

    while (at && (at->answer < ANSWER_UNDECIDED || at->kind == CHECK_DATES))
        at = at->next;
    return at == NULL;
}

/* The list says what it is, and by whom: of this place, and by the issuer of
 * the credential or by whoever owns the place that the credential names. */
static bool is_list_of(
    const struct verification *v, const struct json *list, str url)
{
    const struct json *id = json_get(list, S("id"));
    str issuer = vc_party_id(json_get(list, S("issuer")));

    return (!id || json_text_is(id, url)) &&
           (str_eq(issuer, v->party) ||
               did_web_covers(issuer, url, v->env->arena));
}

/* Section 3.2, steps 4 and 5: the list as a credential of its own, and what
 * was verified of it. */
static code verify_list(struct verification *v,
    const struct vc_fact_document *fact,
    str pointer,
    const struct json **ret,
    struct err *reterr)
{
    const struct vc_policy policy = {.now_unix_s = v->policy->now_unix_s,
        .any_proof = v->policy->any_proof,
        .is_status_list = true};
    const struct vc_task task = {&policy, v->facts, v->env, v->needs};
    struct report *part = report_new(v->env->arena);

    if (!part)
        return arena_status(v->env->arena);
    TRY(vc_verify(fact->json, &task, part, reterr));
    part->type = S("BitstringStatusListCredential");
    if (part->verdict != VERDICT_VERIFIED)
        report_part(v->report, part, pointer);
    if (part->verdict == VERDICT_UNDECIDED)
        return err_set(reterr, E_STATUS_RETRIEVAL_ERROR, fact->url);
    if (part->verdict != VERDICT_VERIFIED && is_only_old(part))
        return refuse_old_list(v, fact, reterr);
    if (part->verdict != VERDICT_VERIFIED)
        return err_set(reterr, E_STATUS_VERIFICATION_ERROR, fact->url);
    TRY(vc_verified(part, v->env, ret, reterr));
    if (!is_list_of(v, *ret, fact->url))
        return err_set(reterr, E_STATUS_VERIFICATION_ERROR, fact->url);
    if (is_past_ttl(v, *ret, fact->retrieved_unix_s))
        return refuse_old_list(v, fact, reterr);
    return OK;
}

/* The bits of a list, inflated by the provider or taken from the facts. */
static code read_bits(struct verification *v,
    const struct json *list,
    str purpose,
    bytes *ret,
    struct err *reterr)
{
    const struct vc_fact_inflated *fact = NULL;
    bytes packed = {NULL, 0};

    if (!v->env->provider->inflate) {
        TRY(status_list_packed(list, v->env->arena, &packed, reterr));
        fact = vc_fact_inflated(v->facts, packed);
        if (!fact) {
            vc_need_inflated(v->needs, packed);
            return err_set(reterr, E_STATUS_RETRIEVAL_ERROR, S("encodedList"));
        }
    }
    return status_list_read(
        list, purpose, v->env, fact ? &fact->data : NULL, ret, reterr);
}

static code find_status(struct verification *v,
    const struct status_entry *entry,
    str pointer,
    uint32_t *ret,
    struct err *reterr)
{
    const struct vc_fact_document *fact =
        vc_fact_document(v->facts, entry->list_url);
    const struct json *list = NULL;
    bytes bits = {NULL, 0};

    if (fact && fact->missing != OK) {
        const str why[] = {
            entry->list_url, S(": "), code_info(fact->missing)->title};

        return err_set(reterr, E_STATUS_RETRIEVAL_ERROR,
            arena_join(v->env->arena, why, 3));
    }
    if (!fact || v->policy->is_status_list) {
        if (!fact && str_starts(entry->list_url, S("https://")))
            vc_need_document(v->needs, entry->list_url);
        return err_set(reterr, E_STATUS_RETRIEVAL_ERROR, entry->list_url);
    }
    TRY(verify_list(v, fact, pointer, &list, reterr));
    TRY(read_bits(v, list, entry->purpose, &bits, reterr));
    return status_list_get(bits, entry, ret, reterr);
}

/* What a status means, by its purpose (section 2.1). */
static void judge_status(struct verification *v,
    const struct status_entry *entry,
    uint32_t status,
    str pointer)
{
    str message = entry->messages ? status_entry_message(entry, status) : S("");

    if (str_eq(entry->purpose, S("message")) &&
        (status != 0 || entry->messages)) /* "set", where it has no words */
        say_status(v, ANSWER_WARNING, E_STATUS_MESSAGE, pointer,
            status_entry_message(entry, status));
    else if (status == 0)
        say_status(v, ANSWER_GOOD, OK, pointer, entry->purpose);
    else if (str_eq(entry->purpose, S("revocation")))
        say_status(v, ANSWER_BAD, E_REVOKED, pointer, message);
    else if (str_eq(entry->purpose, S("suspension")))
        say_status(v, ANSWER_BAD, E_SUSPENDED, pointer, message);
    else if (str_eq(entry->purpose, S("refresh")))
        say_status(v, ANSWER_WARNING, E_REFRESH_AVAILABLE, pointer, message);
    else
        say_status(v, ANSWER_UNDECIDED, E_UNKNOWN_STATUS_TYPE, pointer,
            entry->purpose);
}

static code check_status_entry(struct verification *v,
    const struct json *object,
    str pointer,
    struct err *reterr)
{
    struct status_entry entry;
    uint32_t status = 0;
    struct err e = {0};
    str type = json_text(json_get(object, S("type")));
    code result;

    if (!shape_has_type(object, S("BitstringStatusListEntry"))) {
        say_status(v, ANSWER_UNDECIDED,
            is_status_type(type) ? E_STATUS_RETRIEVAL_ERROR
                                 : E_UNKNOWN_STATUS_TYPE,
            pointer, type);
        return OK;
    }
    result = status_entry_read(object, &entry, &e);
    if (result == OK)
        result = find_status(v, &entry, pointer, &status, &e);
    if (result != OK && vc_is_fatal(result)) {
        if (reterr)
            *reterr = e;
        return result;
    }
    if (result == OK) {
        judge_status(v, &entry, status, pointer);
        return OK;
    }
    err_pointer(&e, pointer);
    report_err(v->report, CHECK_STATUS, &e);
    return OK;
}

/* Every entry is looked at: none is skipped in silence (ST-17). */
static code check_status(struct verification *v, struct err *reterr)
{
    const struct json *all = json_get(v->document.root, S("credentialStatus"));
    str pointer = S("/credentialStatus");
    const struct json *item;
    size_t i = 0;

    if (!json_is(all, JSON_ARRAY))
        return all ? check_status_entry(v, all, pointer, reterr) : OK;
    for (item = all->child.first; item; item = item->next, i++)
        TRY(check_status_entry(
            v, item, report_pointer_at(v->env->arena, pointer, i), reterr));
    return OK;
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
    const struct vc_task task = {&policy, v->facts, v->env, v->needs};
    const struct vc_judge *judge = v->policy->judge;
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
    policy.seen_unix_s = 0;
    TRY(judge ? judge->judge(judge, credential, &task, part, reterr)
              : vc_verify(credential, &task, part, reterr));
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

/* Open Badges' awardedDate, where there is one. */
static str award_day(const struct json *document)
{
    str awarded = json_text(json_get(document, S("awardedDate")));

    return awarded.len > 0 ? awarded : vc_validity(document).from_text;
}

static code begin(struct verification *v, const struct json *document)
{
    v->is_presentation = vc_is_presentation(document);
    v->party = vc_party_id(
        json_get(document, v->is_presentation ? S("holder") : S("issuer")));
    TRY(vc_document_init(&v->document, document, v->env->arena));
    v->report->document = v->document.root;
    if (!v->is_presentation)
        v->report->award = award_day(document);
    return OK;
}

/* OB-01: whose key it is says nothing about who that is. */
static void name_issuer(struct verification *v)
{
    const struct vc_policy *policy = v->policy;
    size_t i;

    if (v->is_presentation || !v->by_party_today)
        return;
    v->report->issuer = v->party;
    for (i = 0; i < policy->n_known_issuers; i++)
        v->report->issuer_is_known |=
            str_eq(policy->known_issuers[i], v->party);
}

code vc_verify(const struct json *document,
    const struct vc_task *task,
    struct report *report,
    struct err *reterr)
{
    struct arena *arena = task->env->arena;
    struct verification *v = arena_new(arena, struct verification);
    bool meaningful = false;

    if (!v)
        return arena_status(arena);
    if (!json_is(document, JSON_OBJECT)) {
        report_add(
            report, CHECK_FORM, ANSWER_BAD, E_PARSING_ERROR, S(""), S(""));
        return OK;
    }
    *v = (struct verification){.policy = task->policy,
        .facts = task->facts,
        .env = task->env,
        .needs = task->needs,
        .report = report};
    TRY(begin(v, document));
    check_form(v);
    TRY(check_meaning(v, &meaningful, reterr));
    conclude_form(v);
    TRY(verify_proofs(v, meaningful, reterr));
    if (!v->policy->proof_only) {
        verify_party(v);
        name_issuer(v);
        check_dates(v);
        TRY(check_status(v, reterr));
    }
    if (v->is_presentation)
        TRY(check_parts(v, reterr));
    return arena_status(arena);
}
