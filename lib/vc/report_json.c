#include "vc/report_json.h"

#include "base/code_info.h"
#include "vc/did_web.h"

static struct json *check_json(const struct check *check, struct arena *a)
{
    struct json *object = json_new(a, JSON_OBJECT);

    json_put_text(object, S("check"), check_kind_name(check->kind), a);
    json_put_text(object, S("answer"), check_answer_name(check->answer), a);
    if (check->code != OK) {
        json_put_text(object, S("code"), code_info(check->code)->name, a);
        json_put_text(object, S("title"), code_info(check->code)->title, a);
    }
    json_put_text(object, S("pointer"), check->pointer, a);
    json_put_text(object, S("detail"), check->detail, a);
    return object;
}

/* RFC 9457 section 3.1 */
static struct json *problem_json(const struct check *check, struct arena *a)
{
    const struct code_info *info = code_info(check->code);
    const str parts[] = {info->type_prefix, info->name};
    struct json *object = json_new(a, JSON_OBJECT);

    json_put_text(object, S("type"), arena_join(a, parts, 2), a);
    json_put_text(object, S("title"), info->title, a);
    json_put_text(object, S("detail"), check->detail, a);
    json_put_text(object, S("pointer"), check->pointer, a);
    return object;
}

/* The second answer, about the day of the award. */
static struct json *award_json(const struct report *report, struct arena *a)
{
    struct json *object = json_new(a, JSON_OBJECT);

    json_put_text(object, S("date"), report->award, a);
    json_put_text(object, S("verdict"), verdict_name(report->on_award), a);
    json_add(object, S("verified"),
        json_new_bool(a, report->on_award == VERDICT_VERIFIED));
    return object;
}

/* Who signed: the domain first, since names can be borrowed. */
static struct json *issuer_json(const struct report *report, struct arena *a)
{
    struct json *object = json_new(a, JSON_OBJECT);

    json_put_text(object, S("domain"), did_web_domain(report->issuer, a), a);
    json_put_text(object, S("id"), report->issuer, a);
    json_put_text(object, S("trust"),
        report->issuer_is_known ? S("known issuer") : S("unknown issuer"), a);
    return object;
}

/* One answer to each question. */
static struct json *answers_json(const struct report *report, struct arena *a)
{
    struct json *object = json_new(a, JSON_OBJECT);
    int kind;

    for (kind = 0; kind < CHECK_KIND_N; kind++) {
        enum check_kind k = (enum check_kind)kind;

        json_put_text(object, check_kind_name(k),
            report_asked(report, k)
                ? check_answer_name(report_answer(report, k))
                : S("not asked"),
            a);
    }
    return object;
}

/* Parts have no parts of their own: one level of recursion. */
struct json *report_to_json(const struct report *report, struct arena *arena)
{
    struct json *object = json_new(arena, JSON_OBJECT);
    struct json *checks = json_new(arena, JSON_ARRAY);
    struct json *problems = json_new(arena, JSON_ARRAY);
    struct json *parts = json_new(arena, JSON_ARRAY);
    const struct check *check;
    const struct report *part;

    json_put_text(object, S("verdict"), verdict_name(report->verdict), arena);
    json_add(object, S("verified"),
        json_new_bool(arena, report->verdict == VERDICT_VERIFIED));
    if (report->verdict == VERDICT_UNDECIDED)
        json_add(object, S("indeterminate"), json_new_bool(arena, true));
    if (report->award.len > 0)
        json_add(object, S("onAward"), award_json(report, arena));
    if (report->issuer.len > 0)
        json_add(object, S("issuer"), issuer_json(report, arena));
    json_put_text(object, S("type"), report->type, arena);
    json_add(object, S("answers"), answers_json(report, arena));
    json_put_text(object, S("pointer"), report->pointer, arena);
    for (check = report->first; check; check = check->next) {
        json_push(checks, check_json(check, arena));
        if (check->answer >= ANSWER_UNDECIDED)
            json_push(problems, problem_json(check, arena));
    }
    json_add(object, S("checks"), checks);
    json_add(object, S("problemDetails"), problems);
    for (part = report->parts; part; part = part->next)
        json_push(parts, report_to_json(part, arena));
    if (report->parts)
        json_add(object, S("parts"), parts);
    return arena_status(arena) == OK ? object : NULL;
}
