#include "app/assessment.h"

#include "app/notice.h"

/* --- what waits --- */

code assessment_list_waiting(struct act *act,
    const struct enrolment_query *asked,
    struct enrolment_found *ret,
    struct err *reterr)
{
    struct enrolment_query query = *asked;

    TRY(act_may(act, RIGHT_assessment_read, reterr));
    query.state = ENROLMENT_SUBMITTED;
    return enrolment_search(act, &query, ret, reterr);
}

/* --- one judgement --- */

code assessment_may_write(const struct act *act,
    const struct assessment_full *full,
    struct err *reterr)
{
    const struct enrolment *enrolment = &full->handed_in.enrolment;
    const str person = act->actor.person;

    TRY(act_may(act, RIGHT_assessment_write, reterr));
    TRY(assessment_may_judge(person, enrolment->person, reterr));
    if (enrolment->state != ENROLMENT_SUBMITTED)
        return err_set(reterr, E_STATE_ORDER, S("assessment"));
    if ((enrolment->assessor.len > 0 && !str_eq(enrolment->assessor, person)) ||
        (full->assessment.revision > 0 &&
            !str_eq(full->assessment.assessor, person)))
        return err_set(reterr, E_FORBIDDEN, S("assessor"));
    return OK;
}

/* The judgement of a submission, or the beginning of one. */
static code find(struct act *act,
    const struct enrolment *enrolment,
    const struct submission *submission,
    struct assessment *ret,
    struct err *reterr)
{
    const code result = sql_assessment_of_submission(
        act->db, enrolment->tenant, submission->id, act->arena, ret, reterr);

    if (result != E_NOT_FOUND)
        return result;
    *ret = (struct assessment){
        .tenant = enrolment->tenant,
        .enrolment = enrolment->id,
        .submission = submission->id,
        .attempt = submission->attempt,
        .state = ASSESSMENT_DRAFT,
        .created_at = act->now,
    };
    return OK;
}

static code read_told(struct act *act,
    const struct assessment *from,
    struct assessment_told *ret,
    struct err *reterr)
{
    struct assessment_outcome *outcomes;
    struct person assessor;

    ret->assessment = *from;
    TRY(sql_person_by_id(
        act->db, from->assessor, act->arena, &assessor, reterr));
    TRY(sql_assessment_outcome_list(act->db, from->tenant, from->id, act->arena,
        &outcomes, &ret->n_outcomes, reterr));
    ret->assessor = assessor.name;
    ret->outcomes = outcomes;
    return OK;
}

/* Those that have ended, newest first. */
static code read_all_told(
    struct act *act, struct assessment_full *full, struct err *reterr)
{
    const struct enrolment *enrolment = &full->handed_in.enrolment;
    struct assessment *all = NULL;
    struct assessment_told *told;
    size_t n = 0;
    size_t i;

    TRY(sql_assessment_list(act->db, enrolment->tenant, enrolment->id,
        act->arena, &all, &n, reterr));
    told = arena_array(act->arena, n, struct assessment_told);
    TRY(arena_status(act->arena));
    full->told = told;
    full->n_told = 0;
    for (i = n; i > 0; i--) {
        if (all[i - 1].state == ASSESSMENT_FINAL)
            TRY(read_told(act, &all[i - 1], &told[full->n_told++], reterr));
    }
    return OK;
}

/* All but the judgement that is being written. */
static code look(struct act *act,
    str enrolment,
    struct assessment_full *ret,
    struct err *reterr)
{
    struct person learner;

    TRY(submission_read(act, enrolment, &ret->handed_in, reterr));
    TRY(enrolment_definition(
        act, &ret->handed_in.enrolment, &ret->definition, reterr));
    TRY(sql_person_by_id(act->db, ret->handed_in.enrolment.person, act->arena,
        &learner, reterr));
    ret->learner = learner.name;
    return read_all_told(act, ret, reterr);
}

code assessment_show(struct act *act,
    str enrolment,
    struct assessment_full *ret,
    struct err *reterr)
{
    struct assessment_full full = {0};

    TRY(act_may(act, RIGHT_person, reterr));
    TRY(db_begin(act->db, DB_READ, reterr));
    TRY(act_end(act, look(act, enrolment, &full, reterr), reterr));
    *ret = full;
    return OK;
}

static code read(struct act *act,
    str enrolment,
    struct assessment_full *ret,
    struct err *reterr)
{
    struct assessment_full full = {0};
    struct assessment_outcome *outcomes;

    TRY(look(act, enrolment, &full, reterr));
    TRY(find(act, &full.handed_in.enrolment, &full.handed_in.submission,
        &full.assessment, reterr));
    TRY(sql_assessment_outcome_list(act->db, full.assessment.tenant,
        full.assessment.id, act->arena, &outcomes, &full.n_outcomes, reterr));
    full.outcomes = outcomes;
    *ret = full;
    return OK;
}

code assessment_open(struct act *act,
    str enrolment,
    struct assessment_full *ret,
    struct err *reterr)
{
    TRY(act_may(act, RIGHT_assessment_read, reterr));
    TRY(db_begin(act->db, DB_READ, reterr));
    return act_end(act, read(act, enrolment, ret, reterr), reterr);
}

/* --- writing --- */

static code check_edit(const struct assessment_edit *edit, struct err *reterr)
{
    size_t i;

    if (edit->supervision < 0 || edit->supervision >= SUPERVISION_N)
        return err_set(reterr, E_FORM_FIELD, S("supervision"));
    if (edit->identity < IDENTITY_NONE || edit->identity > IDENTITY_TWO_FACTORS)
        return err_set(reterr, E_FORM_FIELD, S("identity"));
    if (edit->comment.len > ASSESSMENT_TEXT_BYTES_MAX)
        return err_set(reterr, E_FORM_FIELD, S("comment"));
    if (edit->reason.len > ENROLMENT_REASON_BYTES_MAX)
        return err_set(reterr, E_FORM_FIELD, S("reason"));
    for (i = 0; i < edit->n_outcomes; i++) {
        if (edit->outcomes[i].comment.len > ASSESSMENT_TEXT_BYTES_MAX)
            return err_set(reterr, E_FORM_FIELD, edit->outcomes[i].outcome);
    }
    return OK;
}

static code put_outcomes(struct act *act,
    const struct assessment_edit *edit,
    const struct assessment_full *full,
    struct err *reterr)
{
    size_t i;

    for (i = 0; i < edit->n_outcomes; i++) {
        struct assessment_outcome outcome = edit->outcomes[i];

        if (definition_outcome(&full->definition, outcome.outcome) == SIZE_MAX)
            return err_set(reterr, E_FORM_FIELD, outcome.outcome);
        outcome.tenant = full->assessment.tenant;
        outcome.assessment = full->assessment.id;
        TRY(sql_assessment_outcome_put(act->db, &outcome, NULL, reterr));
    }
    return OK;
}

static void fill(struct act *act,
    const struct assessment_edit *edit,
    enum assessment_state state,
    struct assessment *to)
{
    to->state = state;
    to->revision++;
    to->result = edit->result;
    to->grade = edit->grade;
    to->comment = edit->comment;
    to->reason = edit->reason;
    to->supervision = edit->supervision;
    to->identity = edit->identity;
    to->assessed_on = enrolment_day(act, 0);
    to->updated_at = act->now;
}

/* A first revision is new; a later one takes the place of the one before. */
static code write_revision(
    struct act *act, struct assessment *assessment, struct err *reterr)
{
    size_t n = 0;

    if (assessment->revision == 1) {
        assessment->assessor = act->actor.person;
        TRY(act_id(act, &assessment->id, reterr));
        return sql_assessment_insert(act->db, assessment, NULL, reterr);
    }
    TRY(sql_assessment_update(act->db, assessment, &n, reterr));
    return n == 0 ? err_set(reterr, E_CONFLICT, S("revision")) : OK;
}

/* Writes the judgement as the next revision of the one that was read. */
static code put(struct act *act,
    const struct assessment_edit *edit,
    enum assessment_state state,
    struct assessment_full *ret,
    struct err *reterr)
{
    struct assessment *assessment = &ret->assessment;

    TRY(read(act, edit->enrolment, ret, reterr));
    TRY(assessment_may_write(act, ret, reterr));
    if (assessment->revision != edit->revision)
        return err_set(reterr, E_CONFLICT, S("revision"));
    fill(act, edit, state, assessment);
    if (state == ASSESSMENT_FINAL && edit->grade.len == 0)
        assessment->grade = assessment_lowest_grade(
            edit->outcomes, edit->n_outcomes, &ret->definition);
    TRY(write_revision(act, assessment, reterr));
    return put_outcomes(act, edit, ret, reterr);
}

code assessment_save(struct act *act,
    const struct assessment_edit *edit,
    int64_t *ret_revision,
    struct err *reterr)
{
    struct assessment_full full = {0};

    TRY(act_may(act, RIGHT_assessment_write, reterr));
    TRY(check_edit(edit, reterr));
    TRY(db_begin(act->db, DB_WRITE, reterr));
    TRY(act_end(act, put(act, edit, ASSESSMENT_DRAFT, &full, reterr), reterr));
    *ret_revision = full.assessment.revision;
    return OK;
}

/* The learner hears of it. */
static code tell(struct act *act,
    const struct enrolment *enrolment,
    const struct definition *definition,
    struct err *reterr)
{
    static const enum message WORDS[] = {
        [RESULT_PASS] = MSG_MAIL_JUDGED_PASS,
        [RESULT_RESUBMIT] = MSG_MAIL_JUDGED_AGAIN,
        [RESULT_FAIL] = MSG_MAIL_JUDGED_FAIL,
    };
    const struct message_arg title = {
        .name = S("title"), .kind = ARG_TEXT, .text = definition->title};
    const struct news news = {
        .tenant = enrolment->tenant,
        .person = enrolment->person,
        .kind = NOTICE_ASSESSMENT,
        .object = enrolment->id,
        .about = definition->title,
        .title = MSG_MAIL_JUDGED,
        .words = WORDS[enrolment->result],
        .args = &title,
        .n_args = 1,
        .path = S("/me/enrolment/"),
    };

    return notice_send(act, &news, reterr);
}

static code finish(struct act *act,
    const struct assessment_edit *edit,
    struct findings *findings,
    struct err *reterr)
{
    static const enum enrolment_action ACTIONS[] = {
        [RESULT_PASS] = ENROLMENT_PASS,
        [RESULT_RESUBMIT] = ENROLMENT_ASK_AGAIN,
        [RESULT_FAIL] = ENROLMENT_FAIL,
    };
    struct assessment_full full;
    struct enrolment *enrolment = &full.handed_in.enrolment;
    struct assessment_outcome *outcomes;
    size_t n;

    TRY(put(act, edit, ASSESSMENT_FINAL, &full, reterr));
    TRY(sql_assessment_outcome_list(act->db, full.assessment.tenant,
        full.assessment.id, act->arena, &outcomes, &n, reterr));
    assessment_check(&full.assessment, outcomes, n, &full.definition, findings);
    TRY(findings_code(findings, reterr));
    enrolment->result = edit->result;
    enrolment->assessor = act->actor.person;
    enrolment->reason = edit->reason;
    enrolment->assessed_at = act->now;
    enrolment->due_on = edit->result == RESULT_RESUBMIT
                            ? enrolment_day(act, ENROLMENT_AGAIN_DAYS)
                            : S("");
    TRY(enrolment_move(act, enrolment, ACTIONS[edit->result], reterr));
    if (edit->result == RESULT_RESUBMIT)
        TRY(submission_again(act, enrolment, &full.handed_in, reterr));
    return tell(act, enrolment, &full.definition, reterr);
}

code assessment_finish(struct act *act,
    const struct assessment_edit *edit,
    struct findings *findings,
    struct err *reterr)
{
    TRY(act_may(act, RIGHT_assessment_write, reterr));
    TRY(check_edit(edit, reterr));
    if (edit->result < RESULT_NONE || edit->result > RESULT_FAIL)
        return err_set(reterr, E_FORM_FIELD, S("result"));
    TRY(db_begin(act->db, DB_WRITE, reterr));
    return act_end(act, finish(act, edit, findings, reterr), reterr);
}
