-- Who issues: one organisation is one tenant.

-- name: organisation_insert :exec <- args
INSERT INTO organisation (tenant, name, created_unix_s)
VALUES (:tenant, :name, :created_unix_s);

-- name: organisation_by_tenant :one -> row
SELECT tenant, name, created_unix_s FROM organisation WHERE tenant = :tenant;

-- name: organisation_list :many -> row
-- public: the operator's list of all of them
SELECT tenant, name, created_unix_s
FROM organisation
WHERE tenant > :tenant
ORDER BY tenant
LIMIT :limit;
