-- Bitstring status lists.

-- name: status_list_insert :exec <- status_list
INSERT INTO status_list (tenant, id, purpose, size_entries, used, state,
    revision, published_revision, credential, published_at, created_at)
VALUES (:tenant, :id, :purpose, :size_entries, :used, :state, :revision,
    :published_revision, :credential, :published_at, :created_at);

-- name: status_list_open :one -> status_list
SELECT * FROM status_list
WHERE tenant = :tenant AND purpose = :purpose AND state = 1
ORDER BY created_at DESC, id LIMIT 1;

-- name: status_list_public :one -> status_list
-- public: the address of a list
SELECT * FROM status_list WHERE id = :id;

-- name: status_list_stale :many -> row
-- public: the work of the installation
SELECT id FROM status_list
WHERE revision <> published_revision OR published_at <= :published_at
ORDER BY published_at, id LIMIT :limit;

-- name: status_list_take :exec
-- with: used_max integer
UPDATE status_list SET used = used + 1,
    state = CASE WHEN used + 1 >= :used_max THEN 2 ELSE 1 END
WHERE tenant = :tenant AND id = :id;

-- name: status_list_touch :exec
UPDATE status_list SET revision = revision + 1
WHERE tenant = :tenant AND id = :id;

-- name: status_list_publish :exec <- args
UPDATE status_list SET credential = :credential,
    published_revision = :published_revision, published_at = :published_at
WHERE tenant = :tenant AND id = :id
    AND published_revision <= :published_revision;

-- name: status_entry_insert :exec <- award_status
INSERT INTO status_entry (tenant, status_list, status_index, award, purpose,
    value)
VALUES (:tenant, :status_list, :status_index, :award, :purpose, :value);

-- name: status_entry_at :one -> award_status
SELECT * FROM status_entry
WHERE tenant = :tenant AND status_list = :status_list
    AND status_index = :status_index;

-- name: status_entry_of_award :one -> award_status
SELECT * FROM status_entry
WHERE tenant = :tenant AND award = :award AND purpose = :purpose;

-- name: status_entry_set :exec
UPDATE status_entry SET value = :value
WHERE tenant = :tenant AND award = :award AND purpose = :purpose;

-- name: status_entry_list_set :many -> row
SELECT status_index FROM status_entry
WHERE tenant = :tenant AND status_list = :status_list AND value = 1
ORDER BY status_index;
