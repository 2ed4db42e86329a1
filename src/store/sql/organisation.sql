-- Organisations and their keys.

-- name: organisation_insert :exec <- organisation
INSERT INTO organisation (tenant, slug, name, skeleton, domain,
    domain_checked_at, kind, country, region, regulated, qa_profile,
    qa_process, qa_review, url, email, about, accent, logo, state, owner,
    operator, signer, did_method, language, time_zone, utc_offset_minutes,
    created_at, updated_at)
VALUES (:tenant, :slug, :name, :skeleton, :domain, :domain_checked_at, :kind,
    :country, :region, :regulated, :qa_profile, :qa_process, :qa_review, :url,
    :email, :about, :accent, :logo, :state, :owner, :operator, :signer,
    :did_method, :language, :time_zone, :utc_offset_minutes, :created_at,
    :updated_at);

-- name: organisation_update :exec <- organisation
UPDATE organisation SET name = :name, skeleton = :skeleton, domain = :domain,
    domain_checked_at = :domain_checked_at, country = :country,
    region = :region, regulated = :regulated, qa_profile = :qa_profile,
    qa_process = :qa_process, qa_review = :qa_review, url = :url,
    email = :email, about = :about, accent = :accent, logo = :logo,
    language = :language, time_zone = :time_zone,
    utc_offset_minutes = :utc_offset_minutes, updated_at = :updated_at
WHERE tenant = :tenant;

-- name: organisation_set_state :exec
UPDATE organisation SET state = :state, updated_at = :updated_at
WHERE tenant = :tenant;

-- name: organisation_by_tenant :one -> organisation
SELECT * FROM organisation WHERE tenant = :tenant;

-- name: organisation_by_slug :one -> organisation
-- public: the address of an organisation's page
SELECT * FROM organisation WHERE slug = :slug;

-- name: organisation_by_skeleton :many -> organisation
-- public: names that look alike, before one more is given
SELECT * FROM organisation WHERE skeleton = :skeleton
ORDER BY created_at, tenant LIMIT 10;

-- name: organisation_list :many -> organisation
-- public: the operator's list, and the public one
-- with: q text
SELECT * FROM organisation
WHERE (:q = '' OR skeleton LIKE :q) AND name > :name
ORDER BY name, tenant LIMIT :limit;

-- name: organisation_of_person :many -> row
-- public: where somebody works or learns
SELECT o.tenant, m.role FROM membership m
JOIN organisation o ON o.tenant = m.tenant
WHERE m.person = :person AND m.state = 1 ORDER BY o.name, o.tenant, m.role;

-- name: organisation_set_operator :exec
UPDATE organisation SET operator = :operator, updated_at = :updated_at
WHERE tenant = :tenant;

-- name: organisation_set_signer :exec
UPDATE organisation SET signer = :signer, updated_at = :updated_at
WHERE tenant = :tenant;

-- name: organisation_set_logo :exec
UPDATE organisation SET logo = :logo, updated_at = :updated_at
WHERE tenant = :tenant;

-- name: organisation_set_checked :exec
UPDATE organisation SET domain_checked_at = :domain_checked_at
WHERE tenant = :tenant AND domain = :domain;

-- name: organisation_run_by :many -> organisation
-- with: delegate text
-- public: what an organisation does for others
SELECT * FROM organisation
WHERE (operator = :delegate OR signer = :delegate) AND tenant <> :delegate
ORDER BY name, tenant LIMIT :limit;

-- name: organisation_page :many -> organisation <- args
-- public: the operator's list
-- with: q text
SELECT * FROM organisation
WHERE (:q = '' OR skeleton LIKE :q OR slug LIKE :q OR domain LIKE :q)
    AND (:state = 0 OR state = :state)
ORDER BY CASE state WHEN 4 THEN 0 ELSE 1 END, name, tenant
LIMIT :limit OFFSET :offset;

-- name: organisation_page_count :one -> row
-- public: the operator's list
-- with: q text
SELECT count(*) AS n FROM organisation
WHERE (:q = '' OR skeleton LIKE :q OR slug LIKE :q OR domain LIKE :q)
    AND (:state = 0 OR state = :state);

-- name: delegation_put :exec <- delegation_request
INSERT INTO delegation (tenant, kind, delegate, created_by, created_at)
VALUES (:tenant, :kind, :delegate, :created_by, :created_at)
ON CONFLICT (tenant, kind) DO UPDATE SET delegate = excluded.delegate,
    created_by = excluded.created_by, created_at = excluded.created_at;

-- name: delegation_asked :many -> delegation_request
SELECT * FROM delegation WHERE tenant = :tenant ORDER BY kind;

-- name: delegation_asked_of :many -> delegation_request
-- public: what others ask of this organisation
SELECT * FROM delegation WHERE delegate = :delegate
ORDER BY created_at, tenant, kind;

-- name: delegation_delete :exec
DELETE FROM delegation
WHERE tenant = :tenant AND kind = :kind AND delegate = :delegate;

-- name: org_key_insert :exec <- org_key
INSERT INTO org_key (tenant, id, key_type, public_key, sealed, created_at,
    retired_at, reason)
VALUES (:tenant, :id, :key_type, :public_key, :sealed, :created_at,
    :retired_at, :reason);

-- name: org_key_in_use :one -> org_key
SELECT * FROM org_key WHERE tenant = :tenant AND retired_at = 0
ORDER BY created_at DESC, id LIMIT 1;

-- name: org_key_by_id :one -> org_key
SELECT * FROM org_key WHERE tenant = :tenant AND id = :id;

-- name: org_key_list :many -> org_key
SELECT * FROM org_key WHERE tenant = :tenant ORDER BY created_at, id;

-- name: org_key_retire :exec
UPDATE org_key SET retired_at = :retired_at, reason = :reason
WHERE tenant = :tenant AND id = :id AND retired_at = 0;

-- name: org_key_all :many -> org_key
-- public: the look at the whole installation
SELECT * FROM org_key ORDER BY tenant, id;

-- name: desk_counts :one -> row
-- What waits in an organisation, and what there is: for the desk of staff.
-- Numbers of states: the headers of src/domain.
-- with: assessor text
-- with: n_learners integer, n_staff integer, n_invited integer
-- with: n_applied integer, n_to_assess integer, n_passed integer
-- with: n_enrolments integer, n_judged integer, n_achievements integer
-- with: n_drafts integer, n_to_approve integer, n_listed integer
-- with: n_awards integer, n_unclaimed integer, n_mails_failed integer
SELECT
    (SELECT count(*) FROM membership
        WHERE tenant = :tenant AND role = 7 AND state = 1) AS n_learners,
    (SELECT count(DISTINCT person) FROM membership
        WHERE tenant = :tenant AND role < 7 AND state = 1) AS n_staff,
    (SELECT count(*) FROM token
        WHERE tenant = :tenant AND purpose = 2) AS n_invited,
    (SELECT count(*) FROM enrolment
        WHERE tenant = :tenant AND state = 1) AS n_applied,
    (SELECT count(*) FROM enrolment
        WHERE tenant = :tenant AND state = 4
            AND (assessor = '' OR assessor = :assessor)) AS n_to_assess,
    (SELECT count(*) FROM enrolment
        WHERE tenant = :tenant AND state = 6) AS n_passed,
    (SELECT count(*) FROM enrolment WHERE tenant = :tenant) AS n_enrolments,
    (SELECT count(*) FROM assessment
        WHERE tenant = :tenant AND assessor = :assessor) AS n_judged,
    (SELECT count(*) FROM achievement WHERE tenant = :tenant)
        AS n_achievements,
    (SELECT count(*) FROM achievement
        WHERE tenant = :tenant AND state = 1) AS n_drafts,
    (SELECT count(*) FROM achievement_version
        WHERE tenant = :tenant AND state = 1 AND review_at > 0)
        AS n_to_approve,
    (SELECT count(*) FROM achievement
        WHERE tenant = :tenant AND listed_version > 0) AS n_listed,
    (SELECT count(*) FROM award
        WHERE tenant = :tenant AND state > 0) AS n_awards,
    (SELECT count(*) FROM award
        WHERE tenant = :tenant AND state = 1 AND claimed_at = 0)
        AS n_unclaimed,
    (SELECT count(*) FROM mail
        WHERE tenant = :tenant AND state IN (3, 4)) AS n_mails_failed;
