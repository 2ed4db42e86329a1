#include "badge/issue.h"

#include "badge/achievement.h"
#include "badge/identity.h"
#include "badge/model.h"
#include "badge/statement.h"
#include "text/jcs.h"
#include "vc/context_policy.h"
#include "vc/credential.h"
#include "vc/reading.h"

#define CONTEXT_OB "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
#define CONTEXT_PROOF "https://w3id.org/security/data-integrity/v2"

static struct json *text(struct arena *a, str value)
{
    return json_new_string(a, value);
}

static void put_tree(
    struct json *object, str name, const struct json *value, struct arena *a)
{
    if (value)
        json_add(object, name, json_alias(a, value));
}

static struct json *texts(struct arena *a, str first, str second)
{
    struct json *array = json_new(a, JSON_ARRAY);

    json_push(array, text(a, first));
    if (second.len > 0)
        json_push(array, text(a, second));
    return array;
}

/* B.1.11 IdentityObject for an e-mail address. */
static code put_identity(struct json *subject,
    const struct badge_award *award,
    const struct vc_env *env)
{
    struct arena *a = env->arena;
    struct json *identity = json_new(a, JSON_OBJECT);
    char hash[IDENTITY_HASH_TEXT_BYTES];
    bool hashed = award->salt.len > 0;
    struct json *array = json_new(a, JSON_ARRAY);
    str stated = award->email;

    if (hashed) {
        TRY(identity_hash(env->provider, award->email, award->salt, hash));
        stated = arena_str(a, (str){hash, sizeof(hash)});
    }
    json_add(identity, S("type"), text(a, S("IdentityObject")));
    json_add(identity, S("hashed"), json_new_bool(a, hashed));
    json_add(identity, S("identityHash"), text(a, stated));
    json_add(identity, S("identityType"), text(a, S("emailAddress")));
    json_put_text(identity, S("salt"), award->salt, a);
    json_push(array, identity);
    json_add(subject, S("identifier"), array);
    return OK;
}

static void put_number(
    struct json *object, str name, str value, struct arena *a)
{
    if (value.len > 0)
        json_add(object, name, json_new_number(a, value));
}

static struct json *contexts(const struct badge_award *award, struct arena *a)
{
    struct json *list = texts(a, S(VC_CONTEXT_2_0), S(CONTEXT_OB));

    if (award->assessed ||
        json_get(award->achievement, S(BADGE_STATEMENT_TERM)))
        json_push(list, text(a, S(BADGE_CONTEXT_STATEMENT)));
    return list;
}

/* B.1.3 AchievementSubject */
static code put_subject(struct json *badge,
    const struct badge_award *award,
    const struct vc_env *env)
{
    struct arena *a = env->arena;
    struct json *learner = json_new(a, JSON_OBJECT);

    json_put_text(learner, S("id"), award->subject_id, a);
    json_add(learner, S("type"), texts(a, S("AchievementSubject"), S("")));
    if (award->email.len > 0)
        TRY(put_identity(learner, award, env));
    json_put_text(learner, S("activityStartDate"), award->activity_start, a);
    json_put_text(learner, S("activityEndDate"), award->activity_end, a);
    put_number(learner, S("creditsEarned"), award->credits_earned, a);
    json_put_text(learner, S("licenseNumber"), award->license, a);
    json_put_text(learner, S("narrative"), award->narrative, a);
    put_tree(learner, S("achievement"), award->achievement, a);
    put_tree(learner, S("result"), award->result, a);
    put_tree(learner, S(BADGE_ASSESSED_TERM), award->assessed, a);
    json_add(badge, S("credentialSubject"), learner);
    return OK;
}

code badge_from_award(const struct badge_award *award,
    const struct vc_env *env,
    struct json **ret,
    struct err *reterr)
{
    struct arena *a = env->arena;
    struct json *badge = json_new(a, JSON_OBJECT);
    struct badge_image image = {.id = award->image};
    str name = award->name.len > 0
                   ? award->name
                   : json_text(json_get(award->achievement, S("name")));

    if (award->subject_id.len == 0 && award->email.len == 0)
        return err_set(reterr, E_PARSING_ERROR, S("learner"));
    json_add(badge, S("@context"), contexts(award, a));
    json_add(badge, S("id"), text(a, award->id));
    json_add(badge, S("type"),
        texts(a, S("VerifiableCredential"), S("AchievementCredential")));
    json_put_text(badge, S("name"), name, a);
    if (image.id.len > 0)
        json_add(badge, S("image"), badge_image_json(&image, a));
    put_tree(badge, S("issuer"), award->issuer, a);
    json_put_text(badge, S("validFrom"), award->valid_from, a);
    json_put_text(badge, S("validUntil"), award->valid_until, a);
    json_put_text(badge, S("awardedDate"), award->awarded, a);
    TRY(put_subject(badge, award, env));
    put_tree(badge, S("evidence"), award->evidence, a);
    put_tree(badge, S("endorsement"), award->endorsement, a);
    put_tree(badge, S("credentialStatus"), award->status, a);
    put_tree(badge, S("refreshService"), award->refresh, a);
    if (arena_status(a) != OK)
        return arena_status(a);
    *ret = badge;
    return OK;
}

/* --- making ready --- */

static bool has_context(const struct json *context, str url)
{
    const struct json *item =
        json_is(context, JSON_ARRAY) ? context->child.first : context;

    for (; item; item = json_is(context, JSON_ARRAY) ? item->next : NULL) {
        if (json_text_is(item, url))
            return true;
    }
    return false;
}

/* VCDM 1.1 does not define DataIntegrityProof; its contexts are protected, so
 * the definition goes last. */
static const struct json *with_proof_context(
    const struct json *document, const struct vc_env *env)
{
    const struct json *context = json_get(document, S("@context"));
    struct json *longer;
    struct json *copy;
    const struct json *member;

    if (vc_version(document) != VC_1_1 || !json_is(context, JSON_ARRAY) ||
        has_context(context, S(CONTEXT_PROOF)) ||
        has_context(context, S("https://w3id.org/security/data-integrity/v1")))
        return document;
    longer = json_new(env->arena, JSON_ARRAY);
    for (member = context->child.first; member; member = member->next)
        json_push(longer, json_alias(env->arena, member));
    json_push(longer, text(env->arena, S(CONTEXT_PROOF)));
    copy = json_new(env->arena, JSON_OBJECT);
    for (member = document->child.first; member; member = member->next)
        json_add(copy, member->name,
            str_eq(member->name, S("@context"))
                ? longer
                : json_alias(env->arena, member));
    return copy;
}

static void check_document(const struct json *document,
    const struct vc_env *env,
    struct report *faults)
{
    uint32_t depth = env->budget->depth_max;
    struct err e = {0};

    if (!json_is(document, JSON_OBJECT)) {
        report_add(
            faults, CHECK_FORM, ANSWER_BAD, E_PARSING_ERROR, S(""), S(""));
        return;
    }
    badge_check_model(document, badge_class(document), depth, faults);
    if (vc_is_presentation(document))
        vc_check_presentation(document, depth, faults);
    else
        vc_check_credential(document, depth, faults);
    vc_check_contexts(document, env->store, VC_INLINE_REFUSED, depth, faults);
    if (jcs_check_lossless(document, &e) != OK) /* JS-07 */
        report_err(faults, CHECK_FORM, &e);
}

code badge_prepare(const struct json *document,
    const struct vc_proof_options *options,
    const struct vc_env *env,
    struct vc_ready *ret,
    struct report *faults,
    struct err *reterr)
{
    struct vc_ready ready;
    struct err e = {0};
    code result;

    check_document(document, env, faults);
    if (faults->verdict != VERDICT_VERIFIED)
        return arena_status(env->arena);
    document = with_proof_context(document, env);
    result = vc_proof_prepare(document, options, env, &ready, &e);
    if (result != OK &&
        (vc_is_fatal(result) || result == E_PROOF_GENERATION_ERROR)) {
        if (reterr)
            *reterr = e;
        return result;
    }
    /* The JCS suites sign without JSON-LD; a term that no context defines
     * would still be lost on every reader that uses it (LD-01). */
    if (result == OK)
        result = vc_document_expand(&ready.document, env, &e);
    if (result == OK)
        result =
            reading_check(vc_is_presentation(document) ? READING_PRESENTATION
                                                       : READING_CREDENTIAL,
                ready.document.root, ready.document.expanded,
                env->budget->depth_max, &e);
    if (result != OK) {
        if (vc_is_fatal(result)) {
            if (reterr)
                *reterr = e;
            return result;
        }
        report_err(faults, CHECK_FORM, &e);
        return OK;
    }
    *ret = ready;
    return OK;
}
