-- Learners on their way.

-- name: enrolment_insert :exec <- enrolment
INSERT INTO enrolment (tenant, id, achievement, version, offering, person,
    state, result, attempt, assessor, due_on, reason, award, run, created_by,
    created_at, submitted_at, assessed_at, updated_at)
VALUES (:tenant, :id, :achievement, :version, :offering, :person, :state,
    :result, :attempt, :assessor, :due_on, :reason, :award, :run, :created_by,
    :created_at, :submitted_at, :assessed_at, :updated_at);

-- name: enrolment_by_id :one -> enrolment
SELECT * FROM enrolment WHERE tenant = :tenant AND id = :id;

-- name: enrolment_of_person :one -> enrolment
-- public: one's own
SELECT * FROM enrolment WHERE id = :id AND person = :person;

-- name: enrolment_open :one -> enrolment
SELECT * FROM enrolment
WHERE tenant = :tenant AND achievement = :achievement AND person = :person
    AND state <= 6;

-- name: enrolment_list_person :many -> row
-- public: one's own
SELECT e.tenant, e.id, e.achievement, e.version, e.state, e.due_on,
    e.attempt, e.award, e.reason, e.created_at, v.title, v.summary, o.name,
    o.slug
FROM enrolment e
JOIN achievement_version v ON v.tenant = e.tenant
    AND v.achievement = e.achievement AND v.version = e.version
JOIN organisation o ON o.tenant = e.tenant
WHERE e.person = :person ORDER BY e.created_at DESC, e.id;

-- name: enrolment_list :many -> row <- args
-- with: q text
-- with: state_from integer
-- with: state_to integer
-- By state, achievement, assessor, and a name or address; in the order of
-- the index enrolment_queue.
SELECT e.id, e.achievement, e.offering, e.state, e.due_on, e.attempt,
    e.assessor, e.created_at, e.submitted_at, e.person, v.title, m.name,
    m.email, p.name AS assessor_name
FROM enrolment e
JOIN achievement_version v ON v.tenant = e.tenant
    AND v.achievement = e.achievement AND v.version = e.version
JOIN membership m ON m.tenant = e.tenant AND m.person = e.person
    AND m.role = 7
LEFT JOIN person p ON p.id = e.assessor
WHERE e.tenant = :tenant AND e.state BETWEEN :state_from AND :state_to
    AND (:achievement = '' OR e.achievement = :achievement)
    AND (:assessor = '' OR e.assessor = :assessor)
    AND (:q = '' OR m.name_key LIKE :q OR m.email LIKE :q)
ORDER BY e.state, e.due_on, e.id LIMIT :limit OFFSET :offset;

-- name: enrolment_told :one -> row
-- One of them, as a list of what was done to many tells it.
SELECT e.id, e.state, v.title, m.name
FROM enrolment e
JOIN achievement_version v ON v.tenant = e.tenant
    AND v.achievement = e.achievement AND v.version = e.version
JOIN membership m ON m.tenant = e.tenant AND m.person = e.person
    AND m.role = 7
WHERE e.tenant = :tenant AND e.id = :id;

-- name: enrolment_count :one -> row <- args
-- with: day text
-- with: n_late integer
-- with: q text
-- with: state_from integer
-- with: state_to integer
-- How many enrolment_list has, counted up to `limit`; of them with a due day
-- before `day`.
SELECT count(*) AS n, sum(late) AS n_late
FROM (SELECT CASE WHEN e.due_on <> '' AND e.due_on < :day THEN 1 ELSE 0 END
        AS late
    FROM enrolment e
    WHERE e.tenant = :tenant AND e.state BETWEEN :state_from AND :state_to
        AND (:achievement = '' OR e.achievement = :achievement)
        AND (:assessor = '' OR e.assessor = :assessor)
        AND (:q = '' OR EXISTS (SELECT 1 FROM membership m
            WHERE m.tenant = e.tenant AND m.person = e.person AND m.role = 7
                AND (m.name_key LIKE :q OR m.email LIKE :q)))
    LIMIT :limit) AS found;

-- name: enrolment_update :exec <- enrolment
UPDATE enrolment SET state = :state, result = :result, attempt = :attempt,
    assessor = :assessor, due_on = :due_on, reason = :reason, award = :award,
    submitted_at = :submitted_at, assessed_at = :assessed_at,
    updated_at = :updated_at
WHERE tenant = :tenant AND id = :id;

-- name: enrolment_set_run :exec
UPDATE enrolment SET run = :run WHERE tenant = :tenant AND id = :id;

-- name: enrolment_of_run :many -> enrolment
SELECT * FROM enrolment
WHERE tenant = :tenant AND run = :run AND run <> '' ORDER BY created_at, id;
