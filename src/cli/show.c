#include "cli/show.h"

#include "base/code_info.h"

#include <string.h>

enum {
    LABEL_COLUMN = 12,
    ANSWER_COLUMN = 11,
    DATE_LEN = 10, /* YYYY-MM-DD */
};

static void put_label(struct out *o, const char *label)
{
    size_t n = strlen(label);

    out_put(o, "  ");
    out_styled(o, OUT_DIM, label);
    out_spaces(o, n < LABEL_COLUMN ? LABEL_COLUMN - n : 1);
}

void show_line(struct out *o, const char *label, str text)
{
    if (text.len == 0)
        return;
    put_label(o, label);
    out_text(o, text);
    out_put(o, "\n");
}

/* The identifier first: anybody can call himself anything. */
static void show_issuer(struct out *o, const struct badge_summary *badge)
{
    put_label(o, "issuer");
    out_text(o, badge->issuer_id);
    if (badge->issuer_name.len > 0) {
        out_put(o, ", calls itself ");
        out_text_styled(o, OUT_BOLD, badge->issuer_name);
    }
    out_put(o, "\n");
}

static void show_validity(struct out *o, const struct badge_summary *badge)
{
    put_label(o, "valid");
    out_put(o, "from ");
    out_text(o, str_sub(badge->valid_from, 0, DATE_LEN));
    if (badge->valid_until.len > 0) {
        out_put(o, " until ");
        out_text(o, str_sub(badge->valid_until, 0, DATE_LEN));
    } else {
        out_put(o, ", without end");
    }
    out_put(o, "\n");
}

static void show_alignments(struct out *o, const struct json *all)
{
    const struct json *item = badge_first(all);
    const char *label = "skills";

    for (; item; item = badge_next(all, item), label = "") {
        str framework = badge_text(json_get(item, S("targetFramework")));

        put_label(o, label);
        out_text(o, badge_text(json_get(item, S("targetName"))));
        if (framework.len > 0) {
            out_styled(o, OUT_DIM, " · ");
            out_text_styled(o, OUT_DIM, framework);
        }
        out_put(o, "\n");
    }
}

/* "Grade: Pass, Completed" */
static void show_results(struct out *o, const struct badge_summary *badge)
{
    const struct json *item = badge_first(badge->results);
    const char *label = "results";

    for (; item; item = badge_next(badge->results, item), label = "") {
        struct badge_result_line line =
            badge_result_line(item, badge->achievement);

        put_label(o, label);
        out_text(o, line.name);
        out_put(o, line.name.len > 0 ? ": " : "");
        out_text(o, line.value);
        out_put(o, line.value.len > 0 && line.status.len > 0 ? ", " : "");
        out_text(o, line.status);
        out_put(o, "\n");
    }
}

void show_credential(struct out *o, const struct badge_summary *badge)
{
    show_line(o, "what", badge->description);
    show_line(o, "type", badge->type);
    show_line(o, "code", badge->code);
    show_line(o, "version", badge->version);
    show_line(o, "language", badge->language);
    show_line(o, "credits", badge->credits);
    show_issuer(o, badge);
    show_line(o, "to", badge->recipient);
    show_line(o, "awarded", str_sub(badge->awarded, 0, DATE_LEN));
    show_validity(o, badge);
    show_alignments(o, badge->alignments);
    show_results(o, badge);
    show_line(o, "criteria", badge->criteria);
    show_line(o, "narrative", badge->narrative);
}

/* --- reports --- */

static const struct {
    enum out_style style;
    const char *mark;
    const char *words;
} VERDICTS[] = {
    [VERDICT_VERIFIED] = {OUT_GOOD, "✓ ", "Verified"},
    [VERDICT_UNDECIDED] = {OUT_WARN, "? ", "Cannot be decided"},
    [VERDICT_NOT_TRUSTED] = {OUT_BAD, "✗ ", "Not to be trusted"},
};

static const enum out_style ANSWER_STYLES[] = {
    [ANSWER_GOOD] = OUT_GOOD,
    [ANSWER_WARNING] = OUT_WARN,
    [ANSWER_UNDECIDED] = OUT_WARN,
    [ANSWER_BAD] = OUT_BAD,
};

/* "did:key:z6Mkh9LW…kRKnAtUx": enough of a key to tell it from others. */
static void put_method(struct out *o, str method)
{
    enum {
        HEAD = 8,
        TAIL = 8
    };
    str key = str_sub(method, 0, str_find(method, '#', 0));
    size_t prefix = S("did:key:").len;

    if (!str_starts(key, S("did:key:")) || key.len < prefix + HEAD + TAIL) {
        out_text(o, method);
        return;
    }
    out_text(o, str_sub(key, 0, prefix + HEAD));
    out_put(o, "…");
    out_text(o, str_sub(key, key.len - TAIL, key.len));
}

/* A status that is not set, by its purpose. */
static void put_status(struct out *o, str purpose)
{
    if (str_eq(purpose, S("revocation"))) {
        out_put(o, "not revoked");
    } else if (str_eq(purpose, S("suspension"))) {
        out_put(o, "not suspended");
    } else {
        out_put(o, "not set: ");
        out_text(o, purpose);
    }
}

/* What a good answer means. */
static void put_good(struct out *o, const struct check *check, str type)
{
    switch (check->kind) {
    case CHECK_FORM:
        out_put(o, "well-formed, and every term is defined");
        break;
    case CHECK_TYPE:
        out_text(o, type);
        break;
    case CHECK_PROOF:
        out_put(o, "signed with ");
        put_method(o, check->detail);
        break;
    case CHECK_ISSUER:
        out_put(o, "the key belongs to the issuer");
        break;
    case CHECK_DATES:
        out_put(o, "valid at the time of the check");
        break;
    case CHECK_RECIPIENT:
        out_put(o, "it is about ");
        out_text(o, check->detail);
        break;
    case CHECK_ENDORSEMENT:
        out_put(o, "endorsed by ");
        out_text(o, check->detail);
        break;
    case CHECK_STATUS:
        put_status(o, check->detail);
        break;
    case CHECK_PART:
    case CHECK_KIND_N:
        out_text(o, check->detail);
        break;
    }
    out_put(o, "\n");
}

static void put_padded(
    struct out *o, enum out_style style, str text, size_t width)
{
    out_text_styled(o, style, text);
    out_spaces(o, text.len < width ? width - text.len : 1);
}

static void put_fault(struct out *o, const struct check *check)
{
    out_text(o, code_info(check->code)->title);
    if (check->detail.len > 0) {
        out_put(o, ": ");
        if (check->kind == CHECK_PROOF)
            put_method(o, check->detail);
        else
            out_text(o, check->detail);
    }
    if (check->pointer.len > 0) {
        out_styled(o, OUT_DIM, " at ");
        out_text_styled(o, OUT_DIM, check->pointer);
    }
    out_styled(o, OUT_DIM, " [");
    out_text_styled(o, OUT_DIM, code_info(check->code)->name);
    out_styled(o, OUT_DIM, "]\n");
}

static void show_check(struct out *o, const struct check *check, str type)
{
    out_put(o, "  ");
    put_padded(o, OUT_DIM, check_kind_name(check->kind), LABEL_COLUMN);
    put_padded(o, ANSWER_STYLES[check->answer],
        check_answer_name(check->answer), ANSWER_COLUMN);
    if (check->answer == ANSWER_GOOD)
        put_good(o, check, type);
    else
        put_fault(o, check);
}

/* In the order of the kinds. Warnings quote the document, so they are only
 * given where the document may be shown. */
static void show_checks(
    struct out *o, const struct report *report, bool with_warnings)
{
    const struct check *check;
    int kind;

    for (kind = 0; kind < CHECK_KIND_N; kind++) {
        for (check = report->first; check; check = check->next) {
            if (check->kind == (enum check_kind)kind &&
                (with_warnings || check->answer != ANSWER_WARNING))
                show_check(o, check, report->type);
        }
    }
}

/* Nothing of a badge is shown as fact unless it is just what the issuer
 * signed (RELIABILITY UI-04). */
static bool may_be_shown(const struct report *report)
{
    return report_answer(report, CHECK_FORM) <= ANSWER_WARNING &&
           report_answer(report, CHECK_TYPE) == ANSWER_GOOD &&
           report_answer(report, CHECK_PROOF) <= ANSWER_WARNING &&
           report_answer(report, CHECK_ISSUER) == ANSWER_GOOD;
}

/* The verdict, and the reason that comes first. */
static void put_verdict(struct out *o, const struct report *report)
{
    enum out_style style = VERDICTS[report->verdict].style;
    const struct check *reason = report_first(report,
        report->verdict == VERDICT_UNDECIDED ? ANSWER_UNDECIDED : ANSWER_BAD);

    out_styled(o, style, VERDICTS[report->verdict].mark);
    out_styled(o, style, VERDICTS[report->verdict].words);
    if (reason) {
        out_styled(o, style, ": ");
        out_text_styled(o, style, code_info(reason->code)->title);
    }
    out_put(o, "  ");
}

/* The second answer, where it is another one. */
static void show_award(struct out *o, const struct report *report)
{
    static const char *const words[] = {
        [VERDICT_VERIFIED] = "was valid on ",
        [VERDICT_UNDECIDED] = "nobody can say about ",
        [VERDICT_NOT_TRUSTED] = "was not to be trusted on ",
    };

    if (report->on_award == report->verdict || report->award.len == 0)
        return;
    put_label(o, "award");
    out_put(o, words[report->on_award]);
    out_text(o, str_sub(report->award, 0, DATE_LEN));
    out_put(o, ", the day of the award\n");
}

void show_report(struct out *o,
    str name,
    const struct report *report,
    const struct json *verified,
    str when)
{
    struct badge_summary badge = badge_summary(verified);
    bool shown = verified && may_be_shown(report) && badge.title.len > 0;

    put_verdict(o, report);
    out_text_styled(o, OUT_BOLD, shown ? badge.title : name);
    out_put(o, "\n");
    if (shown) {
        show_issuer(o, &badge);
        show_line(o, "to", badge.recipient);
        show_line(o, "awarded", str_sub(badge.awarded, 0, DATE_LEN));
        show_line(o, "credits", badge.credits);
        show_alignments(o, badge.alignments);
        out_put(o, "\n");
    }
    show_checks(o, report, shown);
    show_award(o, report);
    put_label(o, "checked");
    out_text(o, shown ? name : report->type);
    out_put(o, shown || report->type.len > 0 ? ", " : "");
    out_text(o, when);
    out_put(o, "\n");
}

void show_faults(struct out *o, str name, const struct report *faults)
{
    out_text_styled(o, OUT_BOLD, name);
    out_put(o, ": not signed\n");
    show_checks(o, faults, true);
}
