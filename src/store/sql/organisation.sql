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
