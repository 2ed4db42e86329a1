#include "web/statement.h"

#include "base/code_info.h"

enum {
    REASON_BYTES_MAX = 16 * 1024,
};

/* The qualification that the offer of that id is toward. */
static str target_of(const struct statement *s, str offer)
{
    size_t i;

    for (i = 0; i < s->n_offers; i++) {
        if (str_eq(s->offers[i].id, offer))
            return s->offers[i].target.title;
    }
    return S("");
}

static void put_fact(
    struct buf *out, const struct web *web, enum message label, str fact)
{
    if (fact.len == 0)
        return;
    buf_str(out, S("; "));
    buf_str(out, message(web->view.lang, label));
    buf_byte(out, ' ');
    buf_str(out, fact);
}

/* "too little effort for the credit that is offered: Diploma of Practice;
 * stated 80 h; needed 90 h" */
static void put_point(struct buf *out,
    const struct web *web,
    const struct statement *s,
    const struct point_answer *point)
{
    const str target = target_of(s, point->offer);

    if (out->len > 0)
        buf_str(out, S(" \xC2\xB7 "));
    buf_str(out, code_info(point->code)->title);
    if (target.len > 0) {
        buf_str(out, S(": "));
        buf_str(out, target);
    }
    if (point->about.len > 0) {
        buf_str(out, S(", "));
        buf_str(out, point->about);
    }
    put_fact(out, web, MSG_OFFICE_CLAIM_STATED, point->stated);
    put_fact(out, web, MSG_OFFICE_CLAIM_NEEDED, point->needed);
    put_fact(out, web, MSG_OFFICE_CLAIM_SOURCE, point->source);
}

static str reason_of(struct web *web,
    const struct statement *s,
    const struct statement_report *report,
    enum condition condition)
{
    struct buf out;
    str text = {NULL, 0};
    size_t i;

    buf_init(&out, web->arena, REASON_BYTES_MAX);
    for (i = 0; i < report->n_points; i++) {
        if (report->points[i].condition == condition && !report->points[i].pass)
            put_point(&out, web, s, &report->points[i]);
    }
    return buf_finish_str(&out, &text) == OK ? text : S("");
}

const struct part_line *statement_lines(struct web *web,
    const struct statement *statement,
    const struct statement_report *report,
    size_t *ret_n)
{
    static const enum message WORDS[] = {
        MSG_STATEMENT_C1, MSG_STATEMENT_C2, MSG_STATEMENT_C3, MSG_STATEMENT_C4};
    const size_t n =
        statement->credit_bearing ? sizeof(WORDS) / sizeof(WORDS[0]) : 0;
    struct part_line *lines = arena_array(web->arena, n, struct part_line);
    size_t i;

    for (i = 0; lines && i < n; i++) {
        const enum condition condition = (enum condition)(CONDITION_C1 + i);
        const bool pass = report->pass[condition];

        lines[i] = (struct part_line){
            .tone = pass ? S("good") : S("bad"),
            .answer = pass ? MSG_CHECK_PASSED : MSG_CHECK_FAILED,
            .words = message(web->view.lang, WORDS[i]),
            .reason = reason_of(web, statement, report, condition),
        };
    }
    *ret_n = lines ? n : 0;
    return lines;
}
