#include "badge/endorsement.h"

#include "badge/model.h"

struct walk {
    enum endorsement_mode mode;
    struct vc_task task; /* of each endorsement */
    struct arena *arena;
    struct report *report;
};

static void add(const struct walk *w, code c, str pointer, str detail)
{
    enum check_answer bad =
        w->mode == ENDORSEMENT_STRICT ? ANSWER_BAD : ANSWER_WARNING;

    report_add(w->report, CHECK_ENDORSEMENT, c == OK ? ANSWER_GOOD : bad, c,
        pointer, detail);
}

/* Verifies one endorsement; `subject` is the id of what it stands in. */
static code check_one(const struct walk *w,
    const struct json *endorsement,
    str subject,
    str pointer,
    struct err *reterr)
{
    struct report *part = report_new(w->arena);
    str about = json_text(
        json_get(json_get(endorsement, S("credentialSubject")), S("id")));
    str issuer = vc_party_id(json_get(endorsement, S("issuer")));

    if (!part)
        return arena_status(w->arena);
    TRY(vc_verify(endorsement, &w->task, part, reterr));
    if (json_is(endorsement, JSON_OBJECT))
        badge_check_model(endorsement, BADGE_ENDORSEMENT_CREDENTIAL,
            w->task.env->budget->depth_max, part);
    part->type = S("EndorsementCredential");
    report_part(w->report, part, pointer);
    if (part->verdict == VERDICT_UNDECIDED)
        report_add(w->report, CHECK_ENDORSEMENT, ANSWER_WARNING,
            E_DOCUMENT_NEEDED, pointer, issuer);
    else if (part->verdict == VERDICT_NOT_TRUSTED)
        add(w, E_ENDORSEMENT_INVALID, pointer, issuer);
    else if (!str_eq(about, subject))
        add(w, E_ENDORSEMENT_SUBJECT_MISMATCH, pointer, about);
    else
        add(w, OK, pointer, issuer);
    return OK;
}

/* All endorsements of one thing, which stands at `pointer`. */
static code check_thing(const struct walk *w,
    const struct json *thing,
    str pointer,
    struct err *reterr)
{
    const struct json *all = json_get(thing, S("endorsement"));
    str subject = json_text(json_get(thing, S("id")));
    const struct json *item;
    size_t i = 0;
    str at;

    if (json_get(thing, S("endorsementJwt")))
        report_add(w->report, CHECK_ENDORSEMENT, ANSWER_WARNING,
            E_PROOF_UNSUPPORTED,
            report_pointer(w->arena, pointer, S("endorsementJwt")), S(""));
    if (!all)
        return OK;
    at = report_pointer(w->arena, pointer, S("endorsement"));
    if (all->type != JSON_ARRAY)
        return check_one(w, all, subject, at, reterr);
    for (item = all->child.first; item; item = item->next, i++)
        TRY(check_one(
            w, item, subject, report_pointer_at(w->arena, at, i), reterr));
    return OK;
}

/* A profile and the organisations above it. */
static code check_profile(const struct walk *w,
    const struct json *profile,
    str pointer,
    struct err *reterr)
{
    uint32_t depth_left = w->task.env->budget->depth_max;

    for (; json_is(profile, JSON_OBJECT) && depth_left > 0; depth_left--) {
        TRY(check_thing(w, profile, pointer, reterr));
        profile = json_get(profile, S("parentOrg"));
        if (profile)
            pointer = report_pointer(w->arena, pointer, S("parentOrg"));
    }
    return OK;
}

code endorsements_check(const struct json *credential,
    enum endorsement_mode mode,
    const struct vc_task *task,
    struct report *report,
    struct err *reterr)
{
    struct vc_policy policy = *task->policy;
    const struct walk w = {mode, {&policy, task->facts, task->env, task->needs},
        task->env->arena, report};
    const struct json *subject = json_get(credential, S("credentialSubject"));
    const struct json *achievement = json_get(subject, S("achievement"));

    policy.purpose = S("");
    policy.domain = S("");
    policy.challenge = S("");
    policy.proofs_min = 0;
    policy.proof_only = false;
    policy.seen_unix_s = 0;
    TRY(check_thing(&w, credential, S(""), reterr));
    TRY(check_profile(
        &w, json_get(credential, S("issuer")), S("/issuer"), reterr));
    TRY(check_profile(&w, json_get(subject, S("source")),
        S("/credentialSubject/source"), reterr));
    TRY(check_thing(
        &w, achievement, S("/credentialSubject/achievement"), reterr));
    return check_profile(&w, json_get(achievement, S("creator")),
        S("/credentialSubject/achievement/creator"), reterr);
}
