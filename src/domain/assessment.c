#include "domain/assessment.h"

static const str STATES[] = {
    [ASSESSMENT_DRAFT] = STR("draft"),
    [ASSESSMENT_FINAL] = STR("final"),
};

static const str RESULTS[] = {
    [RESULT_PASS] = STR("pass"),
    [RESULT_RESUBMIT] = STR("resubmit"),
    [RESULT_FAIL] = STR("fail"),
};

static const str METS[] = {
    [OUTCOME_MET] = STR("met"),
    [OUTCOME_NOT_MET] = STR("not_met"),
};

const struct names assessment_state_names = {STATES, ASSESSMENT_FINAL + 1};
const struct names assessment_result_names = {RESULTS, RESULT_FAIL + 1};
const struct names outcome_met_names = {METS, OUTCOME_NOT_MET + 1};

code assessment_may_judge(str assessor, str learner, struct err *reterr)
{
    return str_eq(assessor, learner)
               ? err_set(reterr, E_SEPARATION, S("assessor"))
               : OK;
}

bool assessment_grade_meets(const struct definition *definition, str grade)
{
    const str required = definition->rubric.required;
    const size_t at = definition_grade(definition, grade);

    if (at == SIZE_MAX)
        return false;
    return required.len > 0 ? at >= definition_grade(definition, required)
                            : at > 0 || definition->rubric.n_grades == 1;
}

str assessment_lowest_grade(const struct assessment_outcome *outcomes,
    size_t n_outcomes,
    const struct definition *definition)
{
    size_t lowest = SIZE_MAX;
    size_t i;

    for (i = 0; i < n_outcomes; i++) {
        const size_t at = definition_grade(definition, outcomes[i].grade);

        if (at == SIZE_MAX)
            return S("");
        if (lowest == SIZE_MAX || at < lowest)
            lowest = at;
    }
    return lowest == SIZE_MAX ? S("") : definition->rubric.grades[lowest].code;
}

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

/* A grade of the scale that does not meet an outcome. */
static bool contradicts(const struct definition *definition, str grade)
{
    return definition_grade(definition, grade) != SIZE_MAX &&
           !assessment_grade_meets(definition, grade);
}

/* Every outcome is judged; those of a pass are met. */
static void check_outcomes(const struct assessment *assessment,
    const struct assessment_outcome *outcomes,
    size_t n_outcomes,
    const struct definition *definition,
    struct findings *findings)
{
    size_t i;

    for (i = 0; i < definition->n_outcomes; i++) {
        const str id = definition->outcomes[i].id;
        const struct assessment_outcome *judged =
            find(outcomes, n_outcomes, id);

        if (!judged || judged->met == OUTCOME_UNJUDGED)
            findings_add(findings, E_OUTCOME_UNJUDGED, NULL, id);
        else if (assessment->result == RESULT_PASS &&
                 (judged->met != OUTCOME_MET ||
                     contradicts(definition, judged->grade)))
            findings_add(findings, E_GRADE, NULL, id);
        if (judged && judged->grade.len > 0 &&
            definition_grade(definition, judged->grade) == SIZE_MAX)
            findings_add(findings, E_GRADE, NULL, judged->grade);
    }
}

static void check_grade(const struct assessment *assessment,
    const struct definition *definition,
    struct findings *findings)
{
    const str required = definition->rubric.required;
    const size_t reached = definition_grade(definition, assessment->grade);

    if (assessment->grade.len > 0 && reached == SIZE_MAX)
        findings_add(findings, E_GRADE, NULL, assessment->grade);
    else if (assessment->result == RESULT_PASS && required.len > 0 &&
             (reached == SIZE_MAX ||
                 reached < definition_grade(definition, required)))
        findings_add(findings, E_GRADE, NULL, required);
}

void assessment_check(const struct assessment *assessment,
    const struct assessment_outcome *outcomes,
    size_t n_outcomes,
    const struct definition *definition,
    struct findings *findings)
{
    const int needed =
        supervision_rank((enum supervision)definition->supervision);
    const int64_t shown = assessment->identity == IDENTITY_TWO_FACTORS  ? 3
                          : assessment->identity == IDENTITY_ONE_FACTOR ? 2
                                                                        : 1;

    if (assessment->result == RESULT_NONE)
        findings_add(findings, E_OUTCOME_UNJUDGED, NULL, S("result"));
    check_outcomes(assessment, outcomes, n_outcomes, definition, findings);
    check_grade(assessment, definition, findings);
    if (assessment->result != RESULT_PASS && assessment->reason.len == 0)
        findings_add(findings, E_REFUSAL_REASON, NULL, S("reason"));
    /* Ranks 2 and 3 ask for one and two factors (RULES 4.1 C). */
    if (assessment->result == RESULT_PASS && needed >= 2 && shown < needed)
        findings_add(findings, E_ID_ASSURANCE, NULL, S("identity"));
    if (assessment->result == RESULT_PASS && assessment->supervision != 0 &&
        supervision_rank((enum supervision)assessment->supervision) < needed)
        findings_add(findings, E_ID_ASSURANCE, NULL, S("supervision"));
}
