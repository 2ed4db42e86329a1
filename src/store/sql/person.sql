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

-- name: membership_insert :exec <- membership
INSERT INTO membership (tenant, person, role, number, unit, name, name_key,
    email, state, run, created_by, created_at)
VALUES (:tenant, :person, :role, :number, :unit, :name, :name_key, :email,
    :state, :run, :created_by, :created_at);

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

-- name: membership_by_email :one -> membership
SELECT * FROM membership
WHERE tenant = :tenant AND email = :email AND role = :role AND state = 1
LIMIT 1;

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
