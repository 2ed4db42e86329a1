-- Work in the background, settings, limits of rate.

-- name: bucket_get :one -> bucket
-- public: limits are of the installation
SELECT * FROM bucket WHERE bucket = :bucket;

-- name: bucket_put :exec <- bucket
-- public: limits are of the installation
INSERT INTO bucket (bucket, used, updated_at)
VALUES (:bucket, :used, :updated_at)
ON CONFLICT (bucket) DO UPDATE SET used = excluded.used,
    updated_at = excluded.updated_at;

-- name: bucket_delete_old :exec
-- public: cleaning
DELETE FROM bucket WHERE updated_at < :updated_at;

-- name: setting_get :one -> setting
SELECT * FROM setting WHERE tenant = :tenant AND name = :name;

-- name: setting_put :exec <- setting
INSERT INTO setting (tenant, name, setting, updated_by, updated_at)
VALUES (:tenant, :name, :setting, :updated_by, :updated_at)
ON CONFLICT (tenant, name) DO UPDATE SET setting = excluded.setting,
    updated_by = excluded.updated_by, updated_at = excluded.updated_at;

-- name: job_ensure :exec <- job
-- One that is there stays as it is.
INSERT INTO job (tenant, id, kind, object, data, state, tries, due_at,
    lease_until, lease, fault, created_by, created_at, finished_at)
VALUES (:tenant, :id, :kind, :object, :data, :state, :tries, :due_at,
    :lease_until, :lease, :fault, :created_by, :created_at, :finished_at)
ON CONFLICT (tenant, id) DO NOTHING;

-- name: job_next :many -> row
-- public: the work of the installation
SELECT due_at, lease_until FROM job WHERE state = 1
ORDER BY due_at, id LIMIT 1;

-- name: job_due :many -> job
-- with: now integer
-- public: the work of the installation
SELECT * FROM job WHERE state = 1 AND due_at <= :now AND lease_until <= :now
ORDER BY due_at, id LIMIT :limit;

-- name: job_lease :exec
UPDATE job SET lease = lease + 1, lease_until = :lease_until
WHERE tenant = :tenant AND id = :id AND lease = :lease AND state = 1;

-- name: job_done :exec <- job
UPDATE job SET state = :state, tries = :tries, due_at = :due_at,
    fault = :fault, finished_at = :finished_at, lease_until = 0
WHERE tenant = :tenant AND id = :id AND lease = :lease;
