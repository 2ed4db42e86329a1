-- People, their addresses, ways to sign in and memberships.

-- name: person_insert :exec <- person
-- public: a person belongs to no organisation
INSERT INTO person (id, name, language, time_zone, did, operator_role, state,
    guide, created_at, updated_at)
VALUES (:id, :name, :language, :time_zone, :did, :operator_role, :state,
    :guide, :created_at, :updated_at);

-- name: person_by_id :one -> person
-- public: a person belongs to no organisation
SELECT * FROM person WHERE id = :id;

-- name: person_update :exec <- person
-- public: a person belongs to no organisation
UPDATE person SET name = :name, language = :language, time_zone = :time_zone,
    did = :did, guide = :guide, state = :state, updated_at = :updated_at
WHERE id = :id;

-- name: person_email_insert :exec <- person_email
-- public: a person belongs to no organisation
INSERT INTO person_email (person, email, confirmed_at, main, bounced_at,
    created_at)
VALUES (:person, :email, :confirmed_at, :main, :bounced_at, :created_at);

-- name: person_email_confirmed :one -> person_email
-- public: whose address it is
SELECT * FROM person_email WHERE email = :email AND confirmed_at > 0;

-- name: person_email_waiting :one -> person_email
-- public: whose address it will be: somebody whom an organisation brought,
-- and who has never confirmed any address
SELECT * FROM person_email
WHERE email = :email AND main = 1 AND confirmed_at = 0
    AND NOT EXISTS (SELECT 1 FROM person_email c
        WHERE c.person = person_email.person AND c.confirmed_at > 0)
ORDER BY created_at, person LIMIT 1;

-- name: person_email_of :one -> person_email
-- public: one's own
SELECT * FROM person_email WHERE person = :person AND email = :email;

-- name: person_email_main :one -> person_email
-- public: where mail to a person goes
SELECT * FROM person_email WHERE person = :person AND main = 1;

-- name: person_email_list :many -> person_email
-- public: one's own
SELECT * FROM person_email WHERE person = :person ORDER BY main DESC, email;

-- name: person_email_confirm :exec
-- public: one's own
UPDATE person_email SET confirmed_at = :confirmed_at
WHERE person = :person AND email = :email AND confirmed_at = 0;

-- name: person_email_unmain :exec
-- public: one's own
UPDATE person_email SET main = 0 WHERE person = :person AND main = 1;

-- name: person_email_set_main :exec
-- public: one's own
UPDATE person_email SET main = 1
WHERE person = :person AND email = :email AND confirmed_at > 0;

-- name: person_email_delete :exec
-- public: one's own; the main one stays
DELETE FROM person_email
WHERE person = :person AND email = :email AND main = 0;

-- name: person_email_release :exec
-- public: of an account that another one takes over
DELETE FROM person_email WHERE person = :person AND email = :email;

-- name: person_merge_memberships :exec
-- with: taker text
-- public: a person brought by several organisations is one
UPDATE membership SET person = :taker
WHERE person = :person AND NOT EXISTS (SELECT 1 FROM membership o
    WHERE o.tenant = membership.tenant AND o.role = membership.role
        AND o.person = :taker);

-- name: person_merge_enrolments :exec
-- with: taker text
-- public: as above; one that both have stays where it is
UPDATE enrolment SET person = :taker
WHERE person = :person AND NOT EXISTS (SELECT 1 FROM enrolment o
    WHERE o.tenant = enrolment.tenant
        AND o.achievement = enrolment.achievement
        AND o.person = :taker AND o.state <= 6);

-- name: person_merge_awards :exec
-- with: taker text
-- public: as above
UPDATE award SET person = :taker
WHERE person = :person AND NOT EXISTS (SELECT 1 FROM award o
    WHERE o.tenant = award.tenant AND o.achievement = award.achievement
        AND o.person = :taker AND o.state <= 2);

-- name: membership_insert :exec <- membership
INSERT INTO membership (tenant, person, role, number, unit, name, name_key,
    email, state, run, created_by, created_at)
VALUES (:tenant, :person, :role, :number, :unit, :name, :name_key, :email,
    :state, :run, :created_by, :created_at);

-- name: membership_name :one -> row
-- Also of somebody who was here before.
SELECT name FROM membership WHERE tenant = :tenant AND person = :person
ORDER BY state, role LIMIT 1;

-- name: membership_put :exec <- membership
-- Also somebody who had the role before.
INSERT INTO membership (tenant, person, role, number, unit, name, name_key,
    email, state, run, created_by, created_at)
VALUES (:tenant, :person, :role, :number, :unit, :name, :name_key, :email,
    :state, :run, :created_by, :created_at)
ON CONFLICT (tenant, person, role) DO UPDATE SET number = excluded.number,
    unit = excluded.unit, name = excluded.name, name_key = excluded.name_key,
    email = excluded.email, state = excluded.state, run = excluded.run,
    created_by = excluded.created_by, created_at = excluded.created_at;

-- name: membership_of_person :many -> membership
-- public: one's own, everywhere
SELECT * FROM membership WHERE person = :person AND state = 1
ORDER BY tenant, role;

-- name: membership_in :many -> membership
SELECT * FROM membership
WHERE tenant = :tenant AND person = :person AND state = 1 ORDER BY role;

-- name: membership_list :many -> membership <- args
-- with: q text
SELECT * FROM membership
WHERE tenant = :tenant AND role = :role AND state = 1
    AND (:q = '' OR name_key LIKE :q OR email LIKE :q)
    AND name_key >= :name_key
ORDER BY name_key, person LIMIT :limit OFFSET :offset;

-- name: membership_count :one -> row
SELECT count(*) AS n FROM membership
WHERE tenant = :tenant AND role = :role AND state = 1;

-- name: membership_page :many -> membership <- args
-- One role, by name; those with such a word, if one is asked for.
-- with: word_from text, word_to text
SELECT * FROM membership
WHERE tenant = :tenant AND role = :role AND state = 1
    AND (:word_from = '' OR person IN (SELECT object FROM word
        WHERE tenant = :tenant AND noun = 1
            AND word >= :word_from AND word < :word_to))
ORDER BY name_key, person LIMIT :limit OFFSET :offset;

-- name: membership_page_count :one -> row
-- with: word_from text, word_to text
SELECT count(*) AS n FROM membership
WHERE tenant = :tenant AND role = :role AND state = 1
    AND (:word_from = '' OR person IN (SELECT object FROM word
        WHERE tenant = :tenant AND noun = 1
            AND word >= :word_from AND word < :word_to));

-- name: membership_staff :many -> row <- args
-- Everybody with a role but the learner's, once.
-- with: word_from text, word_to text
SELECT person, min(name_key) AS name_key FROM membership
WHERE tenant = :tenant AND role < 7 AND state = 1
    AND (:word_from = '' OR person IN (SELECT object FROM word
        WHERE tenant = :tenant AND noun = 1
            AND word >= :word_from AND word < :word_to))
GROUP BY person ORDER BY name_key, person LIMIT :limit OFFSET :offset;

-- name: membership_staff_count :one -> row
-- with: word_from text, word_to text
SELECT count(DISTINCT person) AS n FROM membership
WHERE tenant = :tenant AND role < 7 AND state = 1
    AND (:word_from = '' OR person IN (SELECT object FROM word
        WHERE tenant = :tenant AND noun = 1
            AND word >= :word_from AND word < :word_to));

-- name: word_insert :exec <- word
INSERT INTO word (tenant, noun, word, object)
VALUES (:tenant, :noun, :word, :object)
ON CONFLICT (tenant, noun, word, object) DO NOTHING;

-- name: word_delete :exec
DELETE FROM word
WHERE tenant = :tenant AND noun = :noun AND object = :object;

-- name: membership_by_email :one -> membership
SELECT * FROM membership
WHERE tenant = :tenant AND email = :email AND role = :role AND state = 1
LIMIT 1;

-- name: membership_by_number :one -> membership
SELECT * FROM membership
WHERE tenant = :tenant AND role = :role AND number = :number;

-- name: membership_of_run :many -> membership
SELECT * FROM membership
WHERE tenant = :tenant AND run = :run AND run <> '' AND state = 1
ORDER BY person, role;

-- name: membership_end :exec
UPDATE membership SET state = 2
WHERE tenant = :tenant AND person = :person AND role = :role AND state = 1;

-- name: login_insert :exec <- login
-- public: a person belongs to no organisation
INSERT INTO login (person, id, kind, label, verifier, credential_id, cose_key,
    sign_count, issuer, subject, created_at, used_at)
VALUES (:person, :id, :kind, :label, :verifier, :credential_id, :cose_key,
    :sign_count, :issuer, :subject, :created_at, :used_at);

-- name: login_password :one -> login
-- public: signing in
SELECT * FROM login WHERE person = :person AND kind = 1;

-- name: login_list :many -> login
-- public: one's own
SELECT * FROM login WHERE person = :person ORDER BY kind, created_at, id;

-- name: login_delete :exec
-- public: one's own
DELETE FROM login WHERE person = :person AND id = :id;

-- name: login_delete_password :exec
-- public: one's own
DELETE FROM login WHERE person = :person AND kind = 1;

-- name: login_by_credential :one -> login
-- public: signing in
SELECT * FROM login WHERE credential_id = :credential_id AND kind = 2;

-- name: login_used :exec
-- public: signing in
UPDATE login SET sign_count = :sign_count, used_at = :used_at
WHERE person = :person AND id = :id;
