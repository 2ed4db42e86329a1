#include "badge/verify.h"

#include "badge/identity.h"
#include "badge/model.h"
#include "carrier/carrier.h"

#define OB "https://purl.imsglobal.org/spec/vc/ob/vocab.html#"

/* --- the kind --- */

static str last_type(const struct json *document)
{
    const struct json *type = json_get(document, S("type"));

    if (json_is(type, JSON_ARRAY))
        type = type->child.last;
    return json_text(type);
}

/* OB-15: a badge is what its type IRI says, not its short name. */
static void check_badge_type(enum badge_class class, struct report *report)
{
    bool good =
        class == BADGE_ENDORSEMENT_CREDENTIAL
            ? vc_has_type_iri(report->expanded, S(OB "EndorsementCredential"))
            : vc_has_type_iri(report->expanded, S(OB "OpenBadgeCredential")) ||
                  vc_has_type_iri(
                      report->expanded, S(OB "AchievementCredential"));

    if (report->expanded && !good)
        report_add(report, CHECK_TYPE, ANSWER_BAD, E_CREDENTIAL_TYPE_MISMATCH,
            S("/type"), report->type);
}

/* --- the recipient --- */

/* OB 3.0 9.1 step 5: the known id, or any identifier of the subject. */
static code check_recipient(const struct json *document,
    str recipient,
    const struct vc_env *env,
    struct report *report)
{
    const struct json *subject = json_get(document, S("credentialSubject"));
    const struct json *all = json_get(subject, S("identifier"));
    const struct json *item = json_is(all, JSON_ARRAY) ? all->child.first : all;
    bool same = json_text_is(json_get(subject, S("id")), recipient);
    enum identity_match match = IDENTITY_OTHER;

    for (; item && !same; item = json_is(all, JSON_ARRAY) ? item->next : NULL) {
        TRY(identity_matches(item, recipient, env->provider, &match));
        same = match != IDENTITY_OTHER;
    }
    report_add(report, CHECK_RECIPIENT, same ? ANSWER_GOOD : ANSWER_BAD,
        same ? OK : E_RECIPIENT_MISMATCH, S("/credentialSubject"), recipient);
    return OK;
}

/* --- what a badge says about itself --- */

static const struct json *find_id(const struct json *list, str id)
{
    const struct json *item =
        json_is(list, JSON_ARRAY) ? list->child.first : list;

    for (; item; item = json_is(list, JSON_ARRAY) ? item->next : NULL) {
        if (json_text_is(json_get(item, S("id")), id))
            return item;
    }
    return NULL;
}

static void warn(struct report *report, code c, str pointer, str detail)
{
    report_add(report, CHECK_FORM, ANSWER_WARNING, c, pointer, detail);
}

/* B.1.16: a result points at a description, and a level, of the very
 * achievement; without them a reader cannot tell what the value means. */
static void check_result(const struct json *result,
    const struct json *achievement,
    str pointer,
    struct report *report)
{
    str about = json_text(json_get(result, S("resultDescription")));
    str level = json_text(json_get(result, S("achievedLevel")));
    const struct json *described =
        find_id(json_get(achievement, S("resultDescription")), about);

    if (about.len > 0 && !described)
        warn(report, E_MALFORMED_VALUE_ERROR, pointer, about);
    if (level.len > 0 && described &&
        !find_id(json_get(described, S("rubricCriterionLevel")), level))
        warn(report, E_MALFORMED_VALUE_ERROR, pointer, level);
    if (json_text_is(json_get(described, S("resultType")), S("Status")) &&
        !json_get(result, S("status")))
        warn(report, E_PARSING_ERROR, pointer, S("status"));
}

static void check_statements(const struct json *document, struct report *report)
{
    const struct json *subject = json_get(document, S("credentialSubject"));
    const struct json *achievement = json_get(subject, S("achievement"));
    const struct json *all = json_get(subject, S("result"));
    const struct json *item = json_is(all, JSON_ARRAY) ? all->child.first : all;
    str issuer = vc_party_id(json_get(document, S("issuer")));
    str creator =
        json_text(json_get(json_get(achievement, S("creator")), S("id")));

    for (; item; item = json_is(all, JSON_ARRAY) ? item->next : NULL)
        check_result(item, achievement, S("/credentialSubject/result"), report);
    if (creator.len > 0 && !str_eq(creator, issuer)) /* OB-16 */
        warn(report, E_ACHIEVEMENT_CREATOR_MISMATCH,
            S("/credentialSubject/achievement/creator"), creator);
    if (identity_is_weak(subject)) /* OB-07 */
        warn(report, E_WEAK_HASH, S("/credentialSubject/identifier"), S("md5"));
}

/* --- the whole --- */

static code begin(const struct vc_env *env, struct badge_answer *answer)
{
    *answer = (struct badge_answer){.needs = {.arena = env->arena}};
    answer->report = report_new(env->arena);
    return answer->report ? OK : arena_status(env->arena);
}

struct badge_judge {
    struct vc_judge judge;
    enum endorsement_mode endorsements;
};

/* A document with all that Open Badges ask of its kind: also each credential
 * of a presentation. */
static code judge(const struct vc_judge *self,
    const struct json *document,
    const struct vc_task *task,
    struct report *report,
    struct err *reterr)
{
    const struct badge_judge *badge = (const struct badge_judge *)self;
    enum badge_class class = badge_class(document);

    report->type = last_type(document);
    /* A fault of a badge's own classes is a fault of form: before the rest,
     * so that "form: good" is said once and truly. */
    badge_check_model(document, class, task->env->budget->depth_max, report);
    TRY(vc_verify(document, task, report, reterr));
    if (class != BADGE_NONE)
        check_badge_type(class, report);
    if (class == BADGE_ACHIEVEMENT_CREDENTIAL && !task->policy->proof_only) {
        check_statements(document, report);
        TRY(endorsements_check(
            document, badge->endorsements, task, report, reterr));
    }
    return OK;
}

static code verify_tree(const struct json *document,
    const struct badge_policy *policy,
    const struct vc_facts *facts,
    const struct vc_env *env,
    struct badge_answer *answer,
    struct err *reterr)
{
    const struct badge_judge self = {{judge}, policy->endorsements};
    struct vc_policy vc = policy->vc;
    const struct vc_task task = {&vc, facts, env, &answer->needs};

    vc.judge = &self.judge;
    TRY(judge(&self.judge, document, &task, answer->report, reterr));
    if (policy->recipient.len > 0)
        TRY(check_recipient(document, policy->recipient, env, answer->report));
    return arena_status(env->arena);
}

code badge_verify_json(const struct json *document,
    const struct badge_policy *policy,
    const struct vc_facts *facts,
    const struct vc_env *env,
    struct badge_answer *ret,
    struct err *reterr)
{
    struct badge_answer answer;

    TRY(begin(env, &answer));
    TRY(verify_tree(document, policy, facts, env, &answer, reterr));
    *ret = answer;
    return OK;
}

code badge_verify(bytes input,
    const struct badge_policy *policy,
    const struct vc_facts *facts,
    const struct vc_env *env,
    struct badge_answer *ret,
    struct err *reterr)
{
    const struct carrier_tools tools = {env->budget, env->provider, env->arena};
    struct carrier_content content = {0};
    struct badge_answer answer;

    TRY(begin(env, &answer));
    TRY(carrier_extract(input, CARRIED_CURRENT, &tools, &content, reterr));
    answer.text = content.carried.text;
    if (content.is_modified)
        report_add(answer.report, CHECK_FORM, ANSWER_WARNING,
            E_CARRIER_MODIFIED, S(""), S("PDF"));
    if (carrier_kind(str_bytes(answer.text)) == CARRIER_JWS) {
        answer.report->type = S("JWS");
        report_add(answer.report, CHECK_PROOF, ANSWER_UNDECIDED,
            E_PROOF_UNSUPPORTED, S(""), S("JWS"));
        *ret = answer;
        return OK;
    }
    TRY(json_parse(
        answer.text, env->budget, env->arena, &answer.parsed, reterr));
    TRY(verify_tree(answer.parsed, policy, facts, env, &answer, reterr));
    *ret = answer;
    return OK;
}
