-- Awards.

-- name: award_insert :exec <- award
INSERT INTO award (tenant, id, achievement, version, person, email,
    recipient_name, awarded_on, valid_from, valid_until, source, grade,
    credit, credit_system, state, state_on, outside_scope, reason_code,
    reason, replaces, replaced_by, enrolment, batch, line, run, held_until,
    credential, key_id, evidence_choice, created_by, created_at, signed_at,
    told_at, claimed_at, updated_at)
VALUES (:tenant, :id, :achievement, :version, :person, :email,
    :recipient_name, :awarded_on, :valid_from, :valid_until, :source, :grade,
    :credit, :credit_system, :state, :state_on, :outside_scope, :reason_code,
    :reason, :replaces, :replaced_by, :enrolment, :batch, :line, :run,
    :held_until, :credential, :key_id, :evidence_choice, :created_by,
    :created_at, :signed_at, :told_at, :claimed_at, :updated_at);

-- name: award_sign :exec
UPDATE award SET credential = :credential, state = 1, signed_at = :signed_at,
    updated_at = :signed_at
WHERE tenant = :tenant AND id = :id AND state = 0;

-- name: award_by_id :one -> award
SELECT * FROM award WHERE tenant = :tenant AND id = :id;

-- name: award_public :one -> award
-- public: the page of an award
SELECT * FROM award WHERE id = :id AND state > 0;

-- name: award_held :many -> award
-- By this person, or by whoever has this address; each part has its index.
SELECT * FROM award
WHERE tenant = :tenant AND achievement = :achievement AND person = :person
    AND person <> '' AND state IN (1, 2)
UNION ALL SELECT * FROM award
WHERE tenant = :tenant AND achievement = :achievement AND person = :person
    AND person <> '' AND state = 0
UNION ALL SELECT * FROM award
WHERE tenant = :tenant AND achievement = :achievement AND email = :email
    AND email <> '' AND person = '' AND state IN (1, 2)
UNION ALL SELECT * FROM award
WHERE tenant = :tenant AND achievement = :achievement AND email = :email
    AND email <> '' AND person = '' AND state = 0;

-- name: award_move :exec <- award
UPDATE award SET state = :state, state_on = :state_on,
    reason_code = :reason_code, reason = :reason, replaced_by = :replaced_by,
    held_until = :held_until, updated_at = :updated_at
WHERE tenant = :tenant AND id = :id;

-- name: award_claim :exec
UPDATE award SET person = :person, claimed_at = :claimed_at
WHERE tenant = :tenant AND id = :id AND person IN ('', :person);

-- name: award_untold_tenants :many -> row
-- public: the work of the installation
SELECT DISTINCT tenant FROM award WHERE told_at = 0 AND state = 1
ORDER BY tenant;

-- name: award_untold :many -> award
SELECT * FROM award
WHERE tenant = :tenant AND told_at = 0 AND state = 1
    AND held_until <= :held_until
ORDER BY held_until, id LIMIT :limit;

-- name: award_unclaimed_since :many -> row <- args
-- with: after integer, until integer
-- public: the work of the installation
SELECT tenant, id, achievement, version, person, email, recipient_name,
    told_at
FROM award
WHERE told_at > 0 AND claimed_at = 0 AND state = 1
    AND (told_at > :after OR (told_at = :after AND :id <> '' AND id > :id))
    AND told_at >= :after AND told_at <= :until
ORDER BY told_at, id LIMIT :limit;

-- name: award_ended_tenants :many -> row
-- public: the work of the installation
SELECT DISTINCT tenant FROM award
WHERE state = 1 AND valid_until <> '' AND valid_until < :valid_until
ORDER BY tenant;

-- name: award_ended :many -> award
SELECT * FROM award
WHERE tenant = :tenant AND state = 1 AND valid_until <> ''
    AND valid_until < :valid_until
ORDER BY valid_until, id LIMIT :limit;

-- name: award_told :exec
UPDATE award SET told_at = :told_at WHERE tenant = :tenant AND id = :id;

-- name: award_choose_evidence :exec
UPDATE award SET evidence_choice = :evidence_choice
WHERE tenant = :tenant AND id = :id AND person = :person;

-- name: award_list :many -> row <- args
-- with: q text, waiting integer, day_on text
-- waiting: 1 not claimed, 2 held; one that is over counts as expired (3).
SELECT a.id, a.achievement, a.version, a.recipient_name, a.email,
    a.awarded_on, a.valid_until, a.state, a.state_on, a.held_until,
    a.claimed_at, a.created_at, v.title
FROM award a
JOIN achievement_version v ON v.tenant = a.tenant
    AND v.achievement = a.achievement AND v.version = a.version
WHERE a.tenant = :tenant AND a.state > 0 AND (:id = '' OR a.id = :id)
    AND (:state = 0
        OR (:state = 1 AND a.state = 1
            AND (a.valid_until = '' OR a.valid_until >= :day_on))
        OR (:state = 3 AND (a.state = 3 OR (a.state = 1
            AND a.valid_until <> '' AND a.valid_until < :day_on)))
        OR (:state NOT IN (1, 3) AND a.state = :state))
    AND (:waiting = 0
        OR (:waiting = 1 AND a.claimed_at = 0 AND a.held_until <= :day_on)
        OR (:waiting = 2 AND a.held_until > :day_on))
    AND (:achievement = '' OR a.achievement = :achievement)
    AND (:batch = '' OR a.batch = :batch)
    AND (:q = '' OR lower(a.recipient_name) LIKE :q OR a.email LIKE :q
        OR lower(v.title) LIKE :q)
ORDER BY a.created_at DESC, a.id LIMIT :limit OFFSET :offset;

-- name: award_count :one -> row <- args
-- with: q text, waiting integer, day_on text
-- Of the list above; no more than :limit are counted.
SELECT count(*) AS n FROM (SELECT 1 FROM award a
WHERE a.tenant = :tenant AND a.state > 0
    AND (:state = 0
        OR (:state = 1 AND a.state = 1
            AND (a.valid_until = '' OR a.valid_until >= :day_on))
        OR (:state = 3 AND (a.state = 3 OR (a.state = 1
            AND a.valid_until <> '' AND a.valid_until < :day_on)))
        OR (:state NOT IN (1, 3) AND a.state = :state))
    AND (:waiting = 0
        OR (:waiting = 1 AND a.claimed_at = 0 AND a.held_until <= :day_on)
        OR (:waiting = 2 AND a.held_until > :day_on))
    AND (:achievement = '' OR a.achievement = :achievement)
    AND (:batch = '' OR a.batch = :batch)
    AND (:q = '' OR lower(a.recipient_name) LIKE :q OR a.email LIKE :q
        OR EXISTS (SELECT 1 FROM achievement_version v
            WHERE v.tenant = a.tenant AND v.achievement = a.achievement
                AND v.version = a.version AND lower(v.title) LIKE :q))
LIMIT :limit) AS found;

-- name: award_list_person :many -> row
-- public: one's own
SELECT a.tenant, a.id, a.achievement, a.version, a.recipient_name,
    a.awarded_on, a.valid_until, a.state, a.state_on, a.claimed_at,
    a.evidence_choice, v.title, v.summary, o.name, o.domain, o.slug
FROM award a
JOIN achievement_version v ON v.tenant = a.tenant
    AND v.achievement = a.achievement AND v.version = a.version
JOIN organisation o ON o.tenant = a.tenant
WHERE a.person = :person AND a.state BETWEEN 1 AND 5 AND a.claimed_at > 0
    AND (a.held_until = '' OR a.held_until <= :day_on)
ORDER BY a.awarded_on DESC, a.id;

-- name: award_list_waiting :many -> row
-- public: what was awarded to a person, or to a confirmed address of theirs
SELECT a.tenant, a.id, a.achievement, a.version, a.recipient_name,
    a.awarded_on, a.valid_until, a.state, a.state_on, a.claimed_at,
    a.evidence_choice, v.title, v.summary, o.name, o.domain, o.slug
FROM award a
JOIN achievement_version v ON v.tenant = a.tenant
    AND v.achievement = a.achievement AND v.version = a.version
JOIN organisation o ON o.tenant = a.tenant
WHERE a.state BETWEEN 1 AND 5 AND a.claimed_at = 0
    AND (a.person = :person OR (a.person = '' AND a.email IN
        (SELECT e.email FROM person_email e
        WHERE e.person = :person AND e.confirmed_at > 0)))
    AND (a.held_until = '' OR a.held_until <= :day_on)
ORDER BY a.awarded_on DESC, a.id;

-- name: award_skills_person :many -> row
-- public: one's own
SELECT a.id, s.skill, s.name, s.level FROM award a
JOIN achievement_skill s ON s.tenant = a.tenant
    AND s.achievement = a.achievement AND s.version = a.version
WHERE a.person = :person AND a.state BETWEEN 1 AND 5 AND a.claimed_at > 0
ORDER BY s.name, s.skill, a.awarded_on DESC, a.id;

-- name: award_of_person :one -> award
-- public: one's own
SELECT * FROM award
WHERE id = :id AND person = :person AND state BETWEEN 1 AND 5;

-- name: award_unclaimed :many -> award
-- public: what a person's confirmed address was awarded
SELECT * FROM award
WHERE email = :email AND person = '' AND state > 0 ORDER BY awarded_on, id;

-- name: award_change_insert :exec <- award_change
INSERT INTO award_change (tenant, award, position, state, effective_on,
    recorded_at, reason_code, reason, actor, leaf)
VALUES (:tenant, :award, :position, :state, :effective_on, :recorded_at,
    :reason_code, :reason, :actor, :leaf);

-- name: award_change_list :many -> award_change
SELECT * FROM award_change WHERE tenant = :tenant AND award = :award
ORDER BY position;

-- name: award_intent_insert :exec <- award_intent
INSERT INTO award_intent (tenant, award, idempotency_key, request_hash,
    prepared, prepared_hash, proof_options, created_at, done_at)
VALUES (:tenant, :award, :idempotency_key, :request_hash, :prepared,
    :prepared_hash, :proof_options, :created_at, :done_at);

-- name: award_intent_by_key :one -> award_intent
SELECT * FROM award_intent
WHERE tenant = :tenant AND idempotency_key = :idempotency_key;

-- name: award_intent_by_award :one -> award_intent
SELECT * FROM award_intent WHERE tenant = :tenant AND award = :award;

-- name: award_intent_open :many -> award_intent
-- public: what every organisation has begun, not ended, and may end now
-- From after that instant and award; a key that signs is its signer's.
SELECT i.* FROM award_intent i
JOIN award a ON a.tenant = i.tenant AND a.id = i.award
JOIN organisation o ON o.tenant = i.tenant
JOIN org_key k ON k.tenant = o.signer AND k.id = a.key_id
WHERE i.done_at = 0 AND o.state = 1 AND k.retired_at = 0
    AND (i.created_at > :created_at
        OR (i.created_at = :created_at AND i.award > :award))
ORDER BY i.created_at, i.award LIMIT :limit;

-- name: award_count_signed :one -> row
-- public: the look at the whole installation
SELECT count(*) AS n FROM award WHERE state > 0;

-- name: award_walk :many -> award
-- public: the look at the whole installation
SELECT * FROM award WHERE id > :id AND state > 0 ORDER BY id LIMIT :limit;

-- name: award_intent_count :one -> row
-- public: how many every organisation has begun and not ended
SELECT count(*) AS n FROM award_intent WHERE done_at = 0;

-- name: award_intent_done :exec
UPDATE award_intent SET done_at = :done_at
WHERE tenant = :tenant AND award = :award AND done_at = 0;

-- name: award_all_of_person :many -> award
-- public: one's own, to take along
SELECT * FROM award WHERE person = :person AND state BETWEEN 1 AND 5
    AND (held_until = '' OR held_until <= :day_on)
ORDER BY awarded_on, id;

-- name: award_every_of_person :many -> award
-- public: one's own, in whatever state
SELECT * FROM award WHERE person = :person ORDER BY tenant, id;
