#include "web/proof.h"

#include "badge/summary.h"
#include "base/code_info.h"
#include "draw/markdown.h"
#include "vc/verified.h"

enum {
    DAY_LEN = 10,
    SKILLS_MAX = 40,
    DOCUMENT_BYTES_MAX = 1 << 20,
};

/* --- the verdict --- */

static const struct check *find_code(const struct report *report, code c)
{
    const struct check *check;

    for (check = report->first; check; check = check->next) {
        if (check->code == c)
            return check;
    }
    return NULL;
}

/* A day of the sentence, in the language of the page. */
static str words_with_day(struct web *web, enum message id, str day)
{
    const struct message_arg arg = {.name = S("day"),
        .kind = ARG_WORDS,
        .text = format_day(web->arena, web->view.lang, day)};

    return message_with(web->arena, web->view.lang, id, &arg, 1);
}

static struct part_verdict verdict_of(struct web *web,
    const struct report *report,
    const struct badge_summary *badge)
{
    static const struct {
        code code;
        const char *tone;
        enum message title;
        enum message words;
    } FAULTS[] = {
        {E_REVOKED, "bad", MSG_VERDICT_REVOKED, MSG_VERDICT_REVOKED_WORDS},
        {E_SUSPENDED, "calm", MSG_VERDICT_SUSPENDED,
            MSG_VERDICT_SUSPENDED_WORDS},
        {E_EXPIRED, "calm", MSG_VERDICT_EXPIRED, MSG_VERDICT_EXPIRED_WORDS},
        {E_NOT_YET_VALID, "calm", MSG_VERDICT_EARLY, MSG_VERDICT_EARLY_WORDS},
    };
    struct part_verdict verdict = {S("bad"), MSG_VERDICT_INVALID,
        message(web->view.lang, MSG_VERDICT_INVALID_WORDS), web->act.now};
    size_t i;

    if (report->verdict == VERDICT_VERIFIED) {
        verdict.tone = S("good");
        verdict.title = MSG_VERDICT_VALID;
        verdict.words = message(web->view.lang, MSG_VERDICT_VALID_WORDS);
    } else if (report->verdict == VERDICT_UNDECIDED) {
        verdict.tone = S("warn");
        verdict.title = MSG_VERDICT_UNDECIDED;
        verdict.words = message(web->view.lang, MSG_VERDICT_UNDECIDED_WORDS);
    }
    for (i = 0; report->issuer.len > 0 && i < 4; i++) {
        if (!find_code(report, FAULTS[i].code))
            continue;
        verdict.tone = str_of(FAULTS[i].tone);
        verdict.title = FAULTS[i].title;
        verdict.words = words_with_day(web, FAULTS[i].words,
            str_sub(FAULTS[i].code == E_EXPIRED ? badge->valid_until
                                                : badge->valid_from,
                0, DAY_LEN));
        break;
    }
    return verdict;
}

/* --- the checks --- */

static enum message check_words(enum check_kind kind)
{
    switch (kind) {
    case CHECK_PROOF:
        return MSG_CHECK_SIGNATURE;
    case CHECK_ISSUER:
        return MSG_CHECK_ISSUER;
    case CHECK_DATES:
        return MSG_CHECK_DATES;
    case CHECK_STATUS:
        return MSG_CHECK_STATUS;
    case CHECK_FORM:
    case CHECK_TYPE:
    case CHECK_RECIPIENT:
    case CHECK_ENDORSEMENT:
    case CHECK_PART:
    case CHECK_KIND_N:
        break;
    }
    return MSG_CHECK_FORM;
}

static struct part_line line_of(struct web *web, const struct check *check)
{
    static const struct {
        const char *tone;
        enum message answer;
    } ANSWERS[] = {
        [ANSWER_GOOD] = {"good", MSG_CHECK_PASSED},
        [ANSWER_WARNING] = {"calm", MSG_CHECK_PASSED},
        [ANSWER_UNDECIDED] = {"warn", MSG_CHECK_UNDECIDED},
        [ANSWER_BAD] = {"bad", MSG_CHECK_FAILED},
    };
    const str about[] = {code_info(check->code)->title, S(": "), check->detail};

    return (struct part_line){
        .tone = str_of(ANSWERS[check->answer].tone),
        .answer = ANSWERS[check->answer].answer,
        .words = message(web->view.lang, check_words(check->kind)),
        .reason =
            check->answer == ANSWER_GOOD
                ? check->detail
                : arena_join(web->arena, about, check->detail.len > 0 ? 3 : 1),
    };
}

static void add_checks(
    struct web *web, const struct report *report, struct part_proof *ret)
{
    struct part_line *lines =
        arena_array(web->arena, report->n, struct part_line);
    const struct check *check;
    size_t n = 0;

    for (check = report->first; lines && check && n < report->n;
         check = check->next)
        lines[n++] = line_of(web, check);
    ret->checks = lines;
    ret->n_checks = n;
}

/* --- what the badge says --- */

static void add_skills(
    struct web *web, const struct badge_summary *badge, struct part_proof *ret)
{
    struct part_proof_skills *skills =
        arena_array(web->arena, SKILLS_MAX, struct part_proof_skills);
    const struct json *item = badge_first(badge->alignments);
    size_t n = 0;

    for (; skills && item && n < SKILLS_MAX;
         item = badge_next(badge->alignments, item))
        skills[n++] = (struct part_proof_skills){
            .title = badge_text(json_get(item, S("targetName"))),
            .level = badge_text(json_get(item, S("targetFramework"))),
            .href = badge_text(json_get(item, S("targetUrl"))),
        };
    ret->skills = skills;
    ret->n_skills = n;
}

/* What stands behind did:web and https identifiers: the domain. */
static str domain_of(str id)
{
    const str web = S("did:web:");
    str rest;
    size_t i;

    if (str_starts(id, web))
        rest = str_sub(id, web.len, id.len);
    else if (str_starts(id, S("https://")))
        rest = str_sub(id, 8, id.len);
    else
        return S("");
    for (i = 0; i < rest.len; i++) {
        if (rest.ptr[i] == ':' || rest.ptr[i] == '/' || rest.ptr[i] == '%')
            break;
    }
    return str_sub(rest, 0, i);
}

static code add_badge(struct web *web,
    const struct report *report,
    const struct badge_summary *badge,
    struct part_proof *ret,
    struct err *reterr)
{
    ret->genuine = true;
    ret->title = badge->title;
    ret->image = badge->image;
    ret->holder = badge->recipient;
    ret->issuer = badge->issuer_name;
    ret->issuer_domain = domain_of(report->issuer);
    ret->awarded_on =
        str_sub(badge->awarded.len > 0 ? badge->awarded : badge->valid_from, 0,
            DAY_LEN);
    ret->valid_until = str_sub(badge->valid_until, 0, DAY_LEN);
    add_skills(web, badge, ret);
    ret->summary = badge->description;
    return markdown_html(
        badge->criteria, web->arena, &ret->description.markup, reterr);
}

static code add_document(struct web *web,
    const struct json *document,
    struct part_proof *ret,
    struct err *reterr)
{
    struct buf out;
    code result;

    buf_init(&out, web->arena, DOCUMENT_BYTES_MAX);
    json_write(&out, document, JSON_PRETTY);
    result = buf_finish_str(&out, &ret->document);
    return result == OK ? OK : err_set(reterr, result, S("document"));
}

code proof_of_report(struct web *web,
    const struct report *report,
    struct part_proof *ret,
    struct err *reterr)
{
    const struct vc_env env = engine_env(&web->act.worker->engine);
    struct badge_summary badge = {0};
    const struct json *verified = NULL;
    struct part_proof proof = {0};

    if (report->issuer.len > 0) {
        TRY(vc_verified(report, &env, &verified, reterr));
        badge = badge_summary(verified);
    }
    proof.verdict = verdict_of(web, report, &badge);
    add_checks(web, report, &proof);
    proof.command = S("testamur verify badge.json");
    if (verified) {
        TRY(add_badge(web, report, &badge, &proof, reterr));
        TRY(add_document(web, verified, &proof, reterr));
    }
    *ret = proof;
    return arena_status(web->arena);
}
