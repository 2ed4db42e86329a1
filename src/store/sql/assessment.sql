-- Judgements.

-- name: assessment_insert :exec <- assessment
INSERT INTO assessment (tenant, id, enrolment, submission, attempt, assessor,
    state, revision, result, grade, comment, reason, supervision, identity,
    assessed_on, created_at, updated_at)
VALUES (:tenant, :id, :enrolment, :submission, :attempt, :assessor, :state,
    :revision, :result, :grade, :comment, :reason, :supervision, :identity,
    :assessed_on, :created_at, :updated_at);

-- name: assessment_of_submission :one -> assessment
SELECT * FROM assessment WHERE tenant = :tenant AND submission = :submission;

-- name: assessment_update :exec <- assessment
UPDATE assessment SET state = :state, revision = :revision, result = :result,
    grade = :grade, comment = :comment, reason = :reason,
    supervision = :supervision, identity = :identity,
    assessed_on = :assessed_on, updated_at = :updated_at
WHERE tenant = :tenant AND id = :id AND state = 1
    AND revision = :revision - 1;

-- name: assessment_list :many -> assessment
SELECT * FROM assessment WHERE tenant = :tenant AND enrolment = :enrolment
ORDER BY attempt;

-- name: assessment_outcome_put :exec <- assessment_outcome
INSERT INTO assessment_outcome (tenant, assessment, outcome, met, grade,
    comment)
VALUES (:tenant, :assessment, :outcome, :met, :grade, :comment)
ON CONFLICT (tenant, assessment, outcome) DO UPDATE SET met = excluded.met,
    grade = excluded.grade, comment = excluded.comment;

-- name: assessment_outcome_list :many -> assessment_outcome
SELECT * FROM assessment_outcome
WHERE tenant = :tenant AND assessment = :assessment ORDER BY outcome;
