#include "web/assessment_view.h"

#include "base/num.h"
#include "web/fact.h"
#include "web/submission.h"

enum {
    REVISION_MAX = 1000000,
};

/* --- what stands in the fields --- */

static const struct assessment_outcome *find(
    const struct assessment_outcome *outcomes, size_t n, str id)
{
    size_t i;

    for (i = 0; i < n; i++) {
        if (str_eq(outcomes[i].outcome, id))
            return &outcomes[i];
    }
    return NULL;
}

struct assessment_marks assessment_saved(const struct assessment_full *full)
{
    const struct assessment *a = &full->assessment;

    return (struct assessment_marks){
        .edit =
            {
                .enrolment = full->handed_in.enrolment.id,
                .revision = a->revision,
                .result = a->result,
                .grade = a->grade,
                .comment = a->comment,
                .reason = a->reason,
                .supervision = a->revision > 0 ? a->supervision
                                               : full->definition.supervision,
                .identity = a->identity,
                .outcomes = full->outcomes,
                .n_outcomes = full->n_outcomes,
            },
    };
}

static int64_t number_of(const struct form *form, str name, uint64_t max)
{
    uint64_t number = 0;

    return num_parse_u64(form_get(form, name), max, &number) ? (int64_t)number
                                                             : 0;
}

/* The level is a grade of the rubric, or "met" or "not_met" without one. */
static void read_level(const struct definition *definition,
    str level,
    struct assessment_outcome *ret)
{
    if (definition->rubric.n_grades == 0) {
        if (!names_find(&outcome_met_names, level, &ret->met))
            ret->met = OUTCOME_UNJUDGED;
        return;
    }
    if (definition_grade(definition, level) == SIZE_MAX)
        return;
    ret->grade = level;
    ret->met = assessment_grade_meets(definition, level) ? OUTCOME_MET
                                                         : OUTCOME_NOT_MET;
}

static str of_outcome(struct web *web, str before, str outcome)
{
    return fact_joined(web, before, outcome, S(""));
}

code assessment_sent(struct web *web,
    const struct assessment_full *full,
    const struct form *form,
    struct assessment_marks *ret)
{
    const struct definition *definition = &full->definition;
    struct assessment_outcome *outcomes = arena_array(
        web->arena, definition->n_outcomes, struct assessment_outcome);
    size_t i;

    TRY(arena_status(web->arena));
    for (i = 0; i < definition->n_outcomes; i++) {
        const str id = definition->outcomes[i].id;

        outcomes[i].outcome = id;
        outcomes[i].comment =
            form_get(form, of_outcome(web, S("comment-"), id));
        read_level(definition, form_get(form, of_outcome(web, S("level-"), id)),
            &outcomes[i]);
    }
    *ret = (struct assessment_marks){
        .edit =
            {
                .enrolment = full->handed_in.enrolment.id,
                .revision = number_of(form, S("revision"), REVISION_MAX),
                .grade = form_get(form, S("grade")),
                .comment = form_get(form, S("comment")),
                .reason = form_get(form, S("reason")),
                .supervision =
                    number_of(form, S("supervision"), SUPERVISION_N - 1),
                .identity =
                    number_of(form, S("identity"), IDENTITY_TWO_FACTORS),
                .outcomes = outcomes,
                .n_outcomes = definition->n_outcomes,
            },
    };
    return arena_status(web->arena);
}

/* --- what was handed in --- */

/* The task that it is for, unless it is called so itself. */
static str task_title(
    const struct definition *definition, const struct evidence *evidence)
{
    const size_t at = definition_task(definition, evidence->task);

    return at == SIZE_MAX ||
                   str_eq(definition->tasks[at].title, evidence->title)
               ? S("")
               : definition->tasks[at].title;
}

static void add_evidence(struct web *web,
    const struct assessment_full *full,
    struct page_assess_mark *page)
{
    const struct submission_full *work = &full->handed_in;
    struct page_assess_mark_evidence *items = arena_array(
        web->arena, work->n_evidence, struct page_assess_mark_evidence);
    size_t i;

    for (i = 0; items && i < work->n_evidence; i++) {
        const struct evidence *from = &work->evidence[i];

        items[i] = (struct page_assess_mark_evidence){
            .title = submission_evidence_title(web, from),
            .href = from->kind == EVIDENCE_FILE
                        ? fact_url(web,
                              fact_joined(
                                  web, page->action, S("/evidence/"), S("")),
                              from->id, S(""))
                        : from->url,
            .size = submission_evidence_size(web, work, from),
            .words = from->body,
            .task = task_title(&full->definition, from),
        };
    }
    page->evidence = items;
    page->n_evidence = items ? work->n_evidence : 0;
}

/* The outcomes that a witness saw: ids with a space between. */
static void add_seen(struct web *web,
    const struct definition *definition,
    str seen,
    struct page_assess_mark_attestations *to)
{
    struct page_assess_mark_attestations_seen *items = arena_array(web->arena,
        definition->n_outcomes, struct page_assess_mark_attestations_seen);
    size_t n = 0;

    while (items && seen.len > 0 && n < definition->n_outcomes) {
        const size_t end = str_find(seen, ' ', 0);
        const size_t at = definition_outcome(definition, str_sub(seen, 0, end));

        if (at != SIZE_MAX)
            items[n++].words = definition->outcomes[at].text;
        seen = end == SIZE_MAX ? S("") : str_sub(seen, end + 1, seen.len);
    }
    to->seen = items;
    to->n_seen = n;
}

static void add_attestations(struct web *web,
    const struct assessment_full *full,
    struct page_assess_mark *page)
{
    const struct submission_full *work = &full->handed_in;
    struct page_assess_mark_attestations *items = arena_array(
        web->arena, work->n_attestations, struct page_assess_mark_attestations);
    size_t i;

    for (i = 0; items && i < work->n_attestations; i++) {
        const struct attestation *from = &work->attestations[i];

        items[i] = (struct page_assess_mark_attestations){
            .witness = from->name,
            .relation = from->relation,
            .tone = submission_witness_tone(from->state),
            .state = submission_witness_words(web, from->state),
            .words = from->body,
        };
        add_seen(web, &full->definition, from->seen, &items[i]);
    }
    page->attestations = items;
    page->n_attestations = items ? work->n_attestations : 0;
}

static void add_told(struct web *web,
    const struct assessment_full *full,
    struct page_assess_mark *page)
{
    struct page_assess_mark_told *items =
        arena_array(web->arena, full->n_told, struct page_assess_mark_told);
    size_t n = 0;
    size_t i;

    for (i = 0; items && i < full->n_told; i++) {
        const struct assessment *from = &full->told[i].assessment;

        if (str_eq(from->id, full->assessment.id))
            continue;
        items[n++] = (struct page_assess_mark_told){
            .attempt = from->attempt,
            .by = full->told[i].assessor,
            .at = from->assessed_on,
            .tone = submission_result_tone(from->result),
            .result = submission_result_words(web, from->result),
            .words = from->comment,
            .reason = from->reason,
        };
    }
    page->told = items;
    page->n_told = n;
}

/* --- the rubric --- */

static str cell_text(const struct rubric *rubric, str outcome, str grade)
{
    size_t i;

    for (i = 0; i < rubric->n_cells; i++) {
        if (str_eq(rubric->cells[i].outcome, outcome) &&
            str_eq(rubric->cells[i].grade, grade))
            return rubric->cells[i].text;
    }
    return S("");
}

static void add_grades(struct web *web,
    const struct rubric *rubric,
    const struct assessment_outcome *marked,
    struct page_assess_mark_outcomes *to)
{
    struct page_assess_mark_outcomes_levels *levels = arena_array(
        web->arena, rubric->n_grades, struct page_assess_mark_outcomes_levels);
    size_t i;

    for (i = 0; levels && i < rubric->n_grades; i++) {
        const struct grade *grade = &rubric->grades[i];

        levels[i] = (struct page_assess_mark_outcomes_levels){
            .group = of_outcome(web, S("level-"), to->key),
            .key = grade->code,
            .title = grade->name,
            .words = cell_text(rubric, to->key, grade->code),
            .chosen = marked && str_eq(marked->grade, grade->code),
        };
    }
    to->levels = levels;
    to->n_levels = levels ? rubric->n_grades : 0;
}

/* Without a rubric: met, or not. */
static void add_met(struct web *web,
    const struct assessment_outcome *marked,
    struct page_assess_mark_outcomes *to)
{
    static const int64_t ORDER[] = {OUTCOME_NOT_MET, OUTCOME_MET};
    const size_t n = sizeof(ORDER) / sizeof(ORDER[0]);
    struct page_assess_mark_outcomes_levels *levels =
        arena_array(web->arena, n, struct page_assess_mark_outcomes_levels);
    size_t i;

    for (i = 0; levels && i < n; i++)
        levels[i] = (struct page_assess_mark_outcomes_levels){
            .group = of_outcome(web, S("level-"), to->key),
            .key = names_word(&outcome_met_names, ORDER[i]),
            .title = message(web->view.lang, ORDER[i] == OUTCOME_MET
                                                 ? MSG_OFFICE_ASSESS_MET
                                                 : MSG_OFFICE_ASSESS_NOT_MET),
            .chosen = marked && marked->met == ORDER[i],
        };
    to->levels = levels;
    to->n_levels = levels ? n : 0;
}

static void add_outcomes(struct web *web,
    const struct definition *definition,
    const struct assessment_edit *edit,
    struct page_assess_mark *page)
{
    struct page_assess_mark_outcomes *items = arena_array(
        web->arena, definition->n_outcomes, struct page_assess_mark_outcomes);
    size_t i;

    for (i = 0; items && i < definition->n_outcomes; i++) {
        const struct learning_outcome *from = &definition->outcomes[i];
        const struct assessment_outcome *marked =
            find(edit->outcomes, edit->n_outcomes, from->id);

        items[i].key = from->id;
        items[i].words = from->text;
        if (marked)
            items[i].comment = marked->comment;
        if (definition->rubric.n_grades > 0)
            add_grades(web, &definition->rubric, marked, &items[i]);
        else
            add_met(web, marked, &items[i]);
    }
    page->outcomes = items;
    page->n_outcomes = items ? definition->n_outcomes : 0;
}

/* --- choices --- */

static void add_grade_choice(
    struct web *web, const struct rubric *rubric, struct page_assess_mark *page)
{
    struct part_option *options =
        arena_array(web->arena, rubric->n_grades + 1, struct part_option);
    size_t i;

    if (!options || rubric->n_grades == 0)
        return;
    options[0].words = message(web->view.lang, MSG_OFFICE_ASSESS_GRADE_LOWEST);
    for (i = 0; i < rubric->n_grades; i++)
        options[i + 1] = (struct part_option){
            rubric->grades[i].code, rubric->grades[i].name};
    page->grades = options;
    page->n_grades = rubric->n_grades + 1;
}

static void add_checks(struct web *web, struct page_assess_mark *page)
{
    static const enum message IDENTITIES[] = {MSG_OFFICE_ASSESS_IDENTITY_0,
        MSG_OFFICE_ASSESS_IDENTITY_1, MSG_OFFICE_ASSESS_IDENTITY_2};
    const size_t n = SUPERVISION_N - 1;
    struct part_option *supervisions =
        arena_array(web->arena, n, struct part_option);
    struct part_option *identities =
        arena_array(web->arena, IDENTITY_TWO_FACTORS + 1, struct part_option);
    size_t i;

    if (!supervisions || !identities)
        return;
    for (i = 0; i < n; i++)
        supervisions[i] = (struct part_option){fact_number(web, (int64_t)i + 1),
            fact_supervision(web, (int64_t)i + 1)};
    for (i = IDENTITY_NONE; i <= IDENTITY_TWO_FACTORS; i++)
        identities[i] = (struct part_option){fact_number(web, (int64_t)i),
            message(web->view.lang, IDENTITIES[i])};
    page->supervisions = supervisions;
    page->n_supervisions = n;
    page->identities = identities;
    page->n_identities = IDENTITY_TWO_FACTORS + 1;
}

/* --- the whole --- */

static str why_not(struct web *web, const struct assessment_full *full)
{
    switch ((int)assessment_may_write(&web->act, full, NULL)) {
    case OK:
        return S("");
    case E_SEPARATION:
        return message(web->view.lang, MSG_OFFICE_ASSESS_WHY_OWN);
    case E_STATE_ORDER:
        return message(web->view.lang, MSG_OFFICE_ASSESS_WHY_STATE);
    default:
        return message(web->view.lang, web->view.may_assess
                                           ? MSG_OFFICE_ASSESS_WHY_OTHER
                                           : MSG_OFFICE_ASSESS_WHY_RIGHT);
    }
}

code assessment_view(struct web *web,
    const struct assessment_full *full,
    const struct assessment_marks *marks,
    struct page_assess_mark *ret)
{
    const struct submission_full *work = &full->handed_in;
    const struct assessment_edit *edit = &marks->edit;
    struct page_assess_mark page = {
        .learner = full->learner,
        .title = full->definition.title,
        .plain_title = full->definition.title,
        .attempt = work->submission.attempt,
        .attempts_max = ENROLMENT_TRIES_MAX,
        .sent_at = work->submission.submitted_at,
        .note = work->submission.note,
        .grade = edit->grade,
        .supervision = fact_number(web, edit->supervision),
        .identity = fact_number(web, edit->identity),
        .comment = edit->comment,
        .reason = edit->reason,
        .revision = fact_number(web, edit->revision),
        .why_not = why_not(web, full),
        .may_ask_again = work->submission.attempt < ENROLMENT_TRIES_MAX,
        .action = fact_url(web,
            fact_joined(web, web->view.home, S("/assess/"), S("")),
            work->enrolment.id, S("")),
        .witness = marks->witness,
        .witness_email = marks->email,
        .witness_relation = marks->relation,
    };

    page.may_write = page.why_not.len == 0;
    if (page.may_write)
        page.due_on = work->enrolment.due_on;
    add_evidence(web, full, &page);
    add_attestations(web, full, &page);
    add_told(web, full, &page);
    add_outcomes(web, &full->definition, edit, &page);
    add_grade_choice(web, &full->definition.rubric, &page);
    add_checks(web, &page);
    TRY(arena_status(web->arena));
    *ret = page;
    return OK;
}

/* --- faults --- */

static struct view_faults fault_of(struct web *web,
    const struct definition *definition,
    const struct finding *finding)
{
    const enum lang lang = web->view.lang;
    const bool of_outcome =
        definition_outcome(definition, finding->about) != SIZE_MAX;
    const size_t grade = definition_grade(definition, finding->about);
    const struct message_arg needed = {.name = S("grade"),
        .kind = ARG_TEXT,
        .text = grade == SIZE_MAX ? finding->about
                                  : definition->rubric.grades[grade].name};

    switch ((int)finding->code) {
    case E_OUTCOME_UNJUDGED:
        return (struct view_faults){
            finding->about, message(lang, MSG_OFFICE_ASSESS_WANTS_LEVEL)};
    case E_REFUSAL_REASON:
        return (struct view_faults){
            S("reason"), message(lang, MSG_OFFICE_ASSESS_WANTS_REASON)};
    case E_ID_ASSURANCE:
        return (struct view_faults){finding->about,
            message(lang, str_eq(finding->about, S("identity"))
                              ? MSG_OFFICE_ASSESS_WANTS_IDENTITY
                              : MSG_OFFICE_ASSESS_WANTS_SUPERVISION)};
    default:
        if (of_outcome)
            return (struct view_faults){
                finding->about, message(lang, MSG_OFFICE_ASSESS_WANTS_MET)};
        return (struct view_faults){
            S("grade"), message_with(web->arena, lang,
                            MSG_OFFICE_ASSESS_WANTS_GRADE, &needed, 1)};
    }
}

void assessment_add_faults(struct web *web,
    const struct definition *definition,
    const struct findings *findings)
{
    struct view_faults *faults =
        arena_array(web->arena, findings->n_kept, struct view_faults);
    size_t i;

    for (i = 0; faults && i < findings->n_kept; i++)
        faults[i] = fault_of(web, definition, &findings->kept[i]);
    web->view.faults = faults;
    web->view.n_faults = faults ? findings->n_kept : 0;
}
