-- What becomes of the rows of a person who leaves (RELIABILITY PR-01): what
-- says who it was goes, what the books are made of stays.

-- name: erase_award :exec
UPDATE award SET person = '', email = '', recipient_name = '',
    credential = '', reason = '', evidence_choice = ''
WHERE tenant = :tenant AND id = :id;

-- name: erase_award_intent :exec
-- The digest of what was asked for could be guessed; what was prepared names
-- the address. What is still to be signed never is.
UPDATE award_intent SET prepared = :prepared, request_hash = :prepared,
    done_at = CASE WHEN done_at = 0 THEN :done_at ELSE done_at END
WHERE tenant = :tenant AND award = :award;

-- name: erase_award_salt :exec
-- Without it nobody can tell what the leaf of the log is about.
DELETE FROM log_salt WHERE tenant = :tenant AND leaf_index IN
    (SELECT c.leaf FROM award_change c
    WHERE c.tenant = :tenant AND c.award = :award);

-- name: erase_award_word :exec
DELETE FROM word WHERE tenant = :tenant AND noun = 2 AND object = :object;

-- name: erase_batch_line :exec
UPDATE batch_line SET email = '', recipient_name = '', data = '', about = ''
WHERE tenant = :tenant AND award = :award;

-- name: erase_batch_address :exec
-- public: of one address, everywhere
UPDATE batch_line SET email = '', recipient_name = '', data = '', about = ''
WHERE email = :email;

-- name: erase_enrolment :exec
UPDATE enrolment SET reason = '' WHERE tenant = :tenant AND id = :id;

-- name: erase_submission :exec
UPDATE submission SET note = '' WHERE tenant = :tenant AND id = :id;

-- name: erase_file_content :exec
-- But not what somebody else handed in as well, or what has another use.
DELETE FROM file_content
WHERE tenant = :tenant AND id = :id
    AND NOT EXISTS (SELECT 1 FROM evidence e
        WHERE e.tenant = file_content.tenant AND e.file = file_content.id)
    AND NOT EXISTS (SELECT 1 FROM batch b
        WHERE b.tenant = file_content.tenant AND b.file = file_content.id)
    AND NOT EXISTS (SELECT 1 FROM import_run r
        WHERE r.tenant = file_content.tenant AND r.file = file_content.id)
    AND NOT EXISTS (SELECT 1 FROM organisation o
        WHERE o.tenant = file_content.tenant AND o.logo = file_content.id)
    AND NOT EXISTS (SELECT 1 FROM achievement_version v
        WHERE v.tenant = file_content.tenant
            AND (v.image = file_content.id
                OR v.image_png = file_content.id));

-- name: erase_file :exec
DELETE FROM file WHERE tenant = :tenant AND id = :id
    AND NOT EXISTS (SELECT 1 FROM file_content c
        WHERE c.tenant = file.tenant AND c.id = file.id);

-- name: erase_assessments :exec
UPDATE assessment SET comment = '', reason = ''
WHERE tenant = :tenant AND enrolment = :enrolment;

-- name: erase_assessment_outcomes :exec
UPDATE assessment_outcome SET comment = ''
WHERE tenant = :tenant AND assessment IN (SELECT a.id FROM assessment a
    WHERE a.tenant = :tenant AND a.enrolment = :enrolment);

-- name: erase_attestations :exec
UPDATE attestation SET email = '', name = '', relation = '', body = ''
WHERE tenant = :tenant AND enrolment = :enrolment;

-- name: erase_membership :exec
-- public: of one person, everywhere
UPDATE membership SET state = 2, number = '', unit = '', name = '',
    name_key = '', email = ''
WHERE person = :person;

-- name: erase_membership_word :exec
-- public: of one person, everywhere
DELETE FROM word WHERE noun = 1 AND object = :object;

-- name: erase_mail :exec
-- What waits is not sent.
-- public: of one person, everywhere
UPDATE mail SET person = '', email = '', subject_line = '', body = '',
    fault = '', state = CASE WHEN state = 1 THEN 5 ELSE state END
WHERE person = :person OR email = :email;

-- name: erase_token :exec
-- public: of one person, everywhere
DELETE FROM token WHERE person = :person OR email = :email;

-- name: erase_bucket :exec
-- with: q text
-- public: limits of an address
DELETE FROM bucket WHERE bucket LIKE :q;

-- name: erase_login :exec
-- public: of one person
DELETE FROM login WHERE person = :person;

-- name: erase_notice :exec
-- public: of one person
DELETE FROM notice WHERE person = :person;

-- name: erase_preference :exec
-- public: of one person
DELETE FROM preference WHERE person = :person;

-- name: erase_profile :exec
-- public: of one person
DELETE FROM profile WHERE person = :person;

-- name: erase_profile_tile :exec
-- public: of one person
DELETE FROM profile_tile WHERE person = :person;

-- name: erase_share_award :exec
-- public: of one person
DELETE FROM share_award
WHERE share IN (SELECT s.id FROM share s WHERE s.person = :person);

-- name: erase_share :exec
-- public: of one person
DELETE FROM share WHERE person = :person;

-- name: erase_person_email :exec
-- public: of one person
DELETE FROM person_email WHERE person = :person;

-- name: erase_idempotency :exec
-- public: of one person
DELETE FROM idempotency WHERE actor = :actor;

-- name: erase_person :exec
-- The row stays, so that the audit and what staff did still name somebody.
-- public: of one person
UPDATE person SET name = '', time_zone = '', did = '', operator_role = 0,
    guide = 0, state = 3, updated_at = :updated_at
WHERE id = :id;
