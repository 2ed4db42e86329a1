#include "web/submission_view.h"

#include "draw/markdown.h"
#include "web/enrolment.h"
#include "web/fact.h"

enum {
    PERCENT = 100, /* basis points */
    MEGA = 1000000,
    TENTHS = 10,
};

/* --- words --- */

str submission_evidence_title(
    const struct web *web, const struct evidence *evidence)
{
    if (evidence->title.len > 0)
        return evidence->title;
    return message(web->view.lang, evidence->kind == EVIDENCE_TEXT
                                       ? MSG_SUBMISSION_TEXT_TITLE
                                       : MSG_SUBMISSION_FILE);
}

str submission_evidence_size(struct web *web,
    const struct submission_full *work,
    const struct evidence *evidence)
{
    size_t i;

    for (i = 0; i < work->n_files; i++) {
        const struct file *file = &work->files[i];
        const int64_t tenths = file->size_bytes * TENTHS / MEGA;

        if (evidence->kind == EVIDENCE_FILE && str_eq(file->id, evidence->file))
            return fact_joined(web,
                format_hundredths(web->arena, web->view.lang,
                    tenths > 0 ? tenths * TENTHS : TENTHS),
                S(" MB"), S(""));
    }
    return S("");
}

str submission_witness_words(const struct web *web, int64_t state)
{
    static const enum message WORDS[] = {
        [ATTESTATION_ASKED] = MSG_ATTEST_ASKED,
        [ATTESTATION_GIVEN] = MSG_ATTEST_GIVEN,
        [ATTESTATION_DECLINED] = MSG_ATTEST_DECLINED,
    };

    return message(web->view.lang, WORDS[state]);
}

str submission_witness_tone(int64_t state)
{
    return state == ATTESTATION_GIVEN      ? S("good")
           : state == ATTESTATION_DECLINED ? S("bad")
                                           : S("wait");
}

str submission_result_words(const struct web *web, int64_t result)
{
    static const enum message WORDS[] = {
        [RESULT_PASS] = MSG_RESULT_PASS,
        [RESULT_RESUBMIT] = MSG_RESULT_RESUBMIT,
        [RESULT_FAIL] = MSG_RESULT_FAIL,
    };

    return message(web->view.lang, WORDS[result]);
}

str submission_result_tone(int64_t result)
{
    return result == RESULT_PASS   ? S("good")
           : result == RESULT_FAIL ? S("bad")
                                   : S("warn");
}

static str state_words(const struct web *web, int64_t state)
{
    static const enum message WORDS[] = {
        [ENROLMENT_APPLIED] = MSG_SUBMISSION_IS_APPLIED,
        [ENROLMENT_DEFERRED] = MSG_SUBMISSION_IS_DEFERRED,
        [ENROLMENT_PASSED] = MSG_SUBMISSION_IS_PASSED,
        [ENROLMENT_AWARDED] = MSG_SUBMISSION_IS_AWARDED,
        [ENROLMENT_FAILED] = MSG_SUBMISSION_IS_FAILED,
        [ENROLMENT_WITHDRAWN] = MSG_SUBMISSION_IS_WITHDRAWN,
    };

    return message(web->view.lang, WORDS[state]);
}

/* --- tasks --- */

static str evidence_url(struct web *web, const struct evidence *evidence)
{
    if (evidence->kind == EVIDENCE_FILE)
        return fact_url(web,
            fact_joined(web, web->req->path, S("/evidence/"), S("")),
            evidence->id, S(""));
    return evidence->url;
}

/* What was given for a task; the empty id takes what is for none. */
static void add_evidence(struct web *web,
    const struct submission_full *work,
    str task,
    struct page_submission_edit_tasks *to)
{
    struct page_submission_edit_tasks_evidence *items = arena_array(web->arena,
        work->n_evidence, struct page_submission_edit_tasks_evidence);
    size_t n = 0;
    size_t i;

    for (i = 0; items && i < work->n_evidence; i++) {
        const struct evidence *from = &work->evidence[i];

        if (!str_eq(from->task, task))
            continue;
        items[n++] = (struct page_submission_edit_tasks_evidence){
            .id = from->id,
            .title = submission_evidence_title(web, from),
            .href = evidence_url(web, from),
            .words = submission_evidence_size(web, work, from),
            .body = from->body,
        };
    }
    to->evidence = items;
    to->n_evidence = n;
}

static void add_outcomes(struct web *web,
    const struct definition *definition,
    const struct assessed_task *task,
    struct page_submission_edit_tasks *to)
{
    struct page_submission_edit_tasks_outcomes *items = arena_array(web->arena,
        task->n_outcomes, struct page_submission_edit_tasks_outcomes);
    size_t n = 0;
    size_t i;

    for (i = 0; items && i < task->n_outcomes; i++) {
        const size_t at = definition_outcome(definition, task->outcomes[i]);

        if (at != SIZE_MAX)
            items[n++].words = definition->outcomes[at].text;
    }
    to->outcomes = items;
    to->n_outcomes = n;
}

static void add_typed(struct web *web,
    const struct submission_typed *typed,
    struct page_submission_edit_tasks *to)
{
    if (typed->fault == MSG_NONE || !str_eq(typed->field, S("add")) ||
        !str_eq(typed->task, to->key))
        return;
    to->fault = message(web->view.lang, typed->fault);
    to->link = typed->link;
    to->body = typed->text;
}

static code fill_task(struct web *web,
    const struct definition *definition,
    const struct assessed_task *from,
    struct page_submission_edit_tasks *to,
    struct err *reterr)
{
    to->key = from->id;
    to->title = from->title.len > 0
                    ? from->title
                    : message(web->view.lang, MSG_SUBMISSION_WORK);
    if (definition->n_tasks > 1)
        to->weight = fact_joined(
            web, fact_number(web, from->weight / PERCENT), S(" %"), S(""));
    add_outcomes(web, definition, from, to);
    return markdown_html(from->text, web->arena, &to->words.markup, reterr);
}

/* One each task, and one for what belongs to none. */
static code add_tasks(struct web *web,
    const struct assessment_full *full,
    const struct submission_typed *typed,
    struct page_submission_edit *page,
    struct err *reterr)
{
    const struct definition *definition = &full->definition;
    const size_t n = definition->n_tasks;
    struct page_submission_edit_tasks *tasks =
        arena_array(web->arena, n + 1, struct page_submission_edit_tasks);
    size_t i;

    TRY(arena_status(web->arena));
    for (i = 0; i < n; i++) {
        TRY(fill_task(
            web, definition, &definition->tasks[i], &tasks[i], reterr));
        add_evidence(web, &full->handed_in, tasks[i].key, &tasks[i]);
        add_typed(web, typed, &tasks[i]);
    }
    tasks[n].title = message(web->view.lang, MSG_SUBMISSION_WORK);
    add_evidence(web, &full->handed_in, S(""), &tasks[n]);
    add_typed(web, typed, &tasks[n]);
    page->tasks = tasks;
    page->n_tasks = n == 0 || tasks[n].n_evidence > 0 ? n + 1 : n;
    return OK;
}

/* --- what was said --- */

static const struct assessment_outcome *judged(
    const struct assessment_told *told, str outcome)
{
    size_t i;

    for (i = 0; i < told->n_outcomes; i++) {
        if (str_eq(told->outcomes[i].outcome, outcome))
            return &told->outcomes[i];
    }
    return NULL;
}

static void add_judged(struct web *web,
    const struct definition *definition,
    const struct assessment_told *told,
    struct page_submission_edit_feedback *to)
{
    struct page_submission_edit_feedback_outcomes *items =
        arena_array(web->arena, definition->n_outcomes,
            struct page_submission_edit_feedback_outcomes);
    size_t n = 0;
    size_t i;

    for (i = 0; items && i < definition->n_outcomes; i++) {
        const struct learning_outcome *outcome = &definition->outcomes[i];
        const struct assessment_outcome *from = judged(told, outcome->id);
        const bool met = from && from->met == OUTCOME_MET;

        if (!from)
            continue;
        items[n++] = (struct page_submission_edit_feedback_outcomes){
            .tone = met ? S("good") : S("bad"),
            .state = message(
                web->view.lang, met ? MSG_RESULT_MET : MSG_RESULT_NOT_MET),
            .words = outcome->text,
            .comment = from->comment,
        };
    }
    to->outcomes = items;
    to->n_outcomes = n;
}

static struct page_submission_edit_feedback feedback_of(struct web *web,
    const struct definition *definition,
    const struct assessment_told *told)
{
    const struct assessment *a = &told->assessment;
    const size_t grade = definition_grade(definition, a->grade);
    struct page_submission_edit_feedback feedback = {
        .attempt = a->attempt,
        .by = told->assessor,
        .at = a->assessed_on,
        .tone = submission_result_tone(a->result),
        .result = submission_result_words(web, a->result),
        .grade =
            grade == SIZE_MAX ? S("") : definition->rubric.grades[grade].name,
        .words = a->comment,
        .reason = a->reason,
    };

    add_judged(web, definition, told, &feedback);
    return feedback;
}

static void add_feedback(struct web *web,
    const struct assessment_full *full,
    struct page_submission_edit *page)
{
    struct page_submission_edit_feedback *items = arena_array(
        web->arena, full->n_told, struct page_submission_edit_feedback);
    size_t i;

    for (i = 0; items && i < full->n_told; i++)
        items[i] = feedback_of(web, &full->definition, &full->told[i]);
    page->feedback = items;
    page->n_feedback = items ? full->n_told : 0;
}

static void add_attestations(struct web *web,
    const struct submission_full *work,
    struct page_submission_edit *page)
{
    struct page_submission_edit_attestations *items = arena_array(web->arena,
        work->n_attestations, struct page_submission_edit_attestations);
    size_t i;

    for (i = 0; items && i < work->n_attestations; i++) {
        const struct attestation *from = &work->attestations[i];

        items[i] = (struct page_submission_edit_attestations){
            .witness = from->name,
            .relation = from->relation,
            .tone = submission_witness_tone(from->state),
            .state = submission_witness_words(web, from->state),
            .words = from->body,
        };
    }
    page->attestations = items;
    page->n_attestations = items ? work->n_attestations : 0;
}

/* --- the whole --- */

static void add_state(struct web *web,
    const struct enrolment *enrolment,
    struct page_submission_edit *page)
{
    const int64_t state = enrolment->state;

    page->tone = enrolment_state_tone(state);
    page->state = enrolment_state_words(web, state);
    page->state_words = state_words(web, state);
    page->editable = enrolment_is_open(state);
    page->attempts_max = ENROLMENT_TRIES_MAX;
    page->attempt = enrolment->attempt + (page->editable ? 1 : 0);
    if (page->editable)
        page->due_on = enrolment->due_on;
    if (state == ENROLMENT_SUBMITTED)
        page->sent_at = enrolment->submitted_at;
    if (state == ENROLMENT_WITHDRAWN)
        page->reason = enrolment->reason;
    if (enrolment->award.len > 0)
        page->award = fact_url(web, S("/a/"), enrolment->award, S(""));
    page->attestable =
        state >= ENROLMENT_ENROLLED && state <= ENROLMENT_RESUBMIT;
    page->may_pause = state == ENROLMENT_ENROLLED;
    page->may_resume = state == ENROLMENT_DEFERRED;
    page->may_leave = state <= ENROLMENT_RESUBMIT;
}

code submission_view(struct web *web,
    const struct assessment_full *full,
    const struct submission_typed *typed,
    struct page_submission_edit *ret,
    struct err *reterr)
{
    const struct submission_full *work = &full->handed_in;
    struct page_submission_edit page = {
        .title = full->definition.title,
        .plain_title = full->definition.title,
        .course = fact_url(web, S("/c/"), work->enrolment.achievement, S("")),
        .any_evidence = work->n_evidence > 0,
        .note = typed->note,
        .action = web->req->path,
        .witness = typed->witness,
        .witness_email = typed->email,
        .witness_relation = typed->relation,
    };

    add_state(web, &work->enrolment, &page);
    add_feedback(web, full, &page);
    add_attestations(web, work, &page);
    TRY(add_tasks(web, full, typed, &page, reterr));
    TRY(arena_status(web->arena));
    *ret = page;
    return OK;
}
