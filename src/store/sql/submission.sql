-- What is handed in, and who attests it.

-- name: submission_insert :exec <- submission
INSERT INTO submission (tenant, id, enrolment, attempt, state, note,
    created_at, updated_at, submitted_at)
VALUES (:tenant, :id, :enrolment, :attempt, :state, :note, :created_at,
    :updated_at, :submitted_at);

-- name: submission_by_id :one -> submission
SELECT * FROM submission WHERE tenant = :tenant AND id = :id;

-- name: submission_newest :one -> submission
SELECT * FROM submission
WHERE tenant = :tenant AND enrolment = :enrolment
ORDER BY attempt DESC LIMIT 1;

-- name: submission_sent :one -> submission
SELECT * FROM submission
WHERE tenant = :tenant AND enrolment = :enrolment AND state = 2
ORDER BY attempt DESC LIMIT 1;

-- name: submission_update :exec <- submission
UPDATE submission SET state = :state, note = :note, updated_at = :updated_at,
    submitted_at = :submitted_at
WHERE tenant = :tenant AND id = :id AND state = 1;

-- name: submission_stale :many -> row
-- Drafts that nobody can hand in any more.
-- public: the work of the installation
SELECT s.tenant, s.id FROM submission s
JOIN enrolment e ON e.tenant = s.tenant AND e.id = s.enrolment
WHERE s.state = 1 AND s.updated_at < :updated_at AND e.state >= 7
ORDER BY s.updated_at LIMIT :limit;

-- name: submission_delete_draft :exec
DELETE FROM submission WHERE tenant = :tenant AND id = :id AND state = 1;

-- name: evidence_delete_all :exec
DELETE FROM evidence WHERE tenant = :tenant AND submission = :submission;

-- name: evidence_insert :exec <- evidence
INSERT INTO evidence (tenant, id, submission, position, kind, task, title,
    body, url, file, created_at)
VALUES (:tenant, :id, :submission, :position, :kind, :task, :title, :body,
    :url, :file, :created_at);

-- name: evidence_list :many -> evidence
SELECT * FROM evidence WHERE tenant = :tenant AND submission = :submission
ORDER BY position, id;

-- name: evidence_handed_in :many -> evidence
-- Of the last try of an enrolment.
SELECT e.* FROM evidence e
JOIN submission s ON s.tenant = e.tenant AND s.id = e.submission
WHERE e.tenant = :tenant AND s.enrolment = :enrolment AND s.state = 2
    AND NOT EXISTS (SELECT 1 FROM submission later
        WHERE later.tenant = s.tenant AND later.enrolment = s.enrolment
            AND later.state = 2 AND later.attempt > s.attempt)
ORDER BY e.position, e.id;

-- name: evidence_by_id :one -> evidence
SELECT * FROM evidence WHERE tenant = :tenant AND id = :id;

-- name: evidence_delete :exec
DELETE FROM evidence
WHERE tenant = :tenant AND id = :id AND submission = :submission;

-- name: attestation_insert :exec <- attestation
INSERT INTO attestation (tenant, id, enrolment, email, name, relation, state,
    seen, body, created_at, answered_at)
VALUES (:tenant, :id, :enrolment, :email, :name, :relation, :state, :seen,
    :body, :created_at, :answered_at);

-- name: attestation_by_id :one -> attestation
SELECT * FROM attestation WHERE tenant = :tenant AND id = :id;

-- name: attestation_list :many -> attestation
SELECT * FROM attestation WHERE tenant = :tenant AND enrolment = :enrolment
ORDER BY created_at, id;

-- name: attestation_answer :exec <- args
UPDATE attestation SET state = :state, seen = :seen, body = :body,
    name = :name, answered_at = :answered_at
WHERE tenant = :tenant AND id = :id AND state = 1;

-- name: file_insert :exec <- file
INSERT INTO file (tenant, id, media_type, size_bytes, name, created_by,
    created_at)
VALUES (:tenant, :id, :media_type, :size_bytes, :name, :created_by,
    :created_at);

-- name: file_by_id :one -> file
SELECT * FROM file WHERE tenant = :tenant AND id = :id;

-- name: file_of_submission :many -> file
SELECT f.* FROM file f
JOIN evidence e ON e.tenant = f.tenant AND e.file = f.id
WHERE e.tenant = :tenant AND e.submission = :submission ORDER BY e.position;

-- name: file_content_insert :exec <- file_content
INSERT INTO file_content (tenant, id, content) VALUES (:tenant, :id, :content);

-- name: file_content_by_id :one -> file_content
SELECT * FROM file_content WHERE tenant = :tenant AND id = :id;

-- name: file_all :many -> row
-- public: the look at the whole installation
SELECT tenant, id FROM file ORDER BY tenant, id;

-- name: submission_list :many -> submission
SELECT * FROM submission WHERE tenant = :tenant AND enrolment = :enrolment
ORDER BY attempt;
