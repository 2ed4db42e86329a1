-- The award log. Its rows belong to all tenants alike.

-- name: log_leaf_insert :exec <- args
-- public: one log for all tenants
INSERT INTO log_leaf (leaf_index, logged_at, leaf_bytes)
VALUES (:leaf_index, :logged_at, :leaf_bytes);

-- name: log_last :many -> row
-- public: one log for all tenants
SELECT leaf_index, logged_at FROM log_leaf ORDER BY leaf_index DESC LIMIT 1;

-- name: log_leaf_by_index :one -> row
-- public: one log for all tenants
SELECT logged_at, leaf_bytes FROM log_leaf WHERE leaf_index = :leaf_index;

-- name: log_leaf_list :many -> row
-- public: one log for all tenants
SELECT leaf_index, leaf_bytes
FROM log_leaf
WHERE leaf_index >= :leaf_index
ORDER BY leaf_index
LIMIT :limit;

-- name: log_node_insert :exec <- args
-- public: one log for all tenants
INSERT INTO log_node (tree_level, node_index, node_hash)
VALUES (:tree_level, :node_index, :node_hash);

-- name: log_node_get :one -> row
-- public: one log for all tenants
SELECT node_hash FROM log_node
WHERE tree_level = :tree_level AND node_index = :node_index;

-- name: log_node_list :many -> row
-- public: one log for all tenants
SELECT node_hash FROM log_node
WHERE tree_level = :tree_level AND node_index >= :node_index
ORDER BY node_index
LIMIT :limit;

-- name: log_salt_insert :exec <- args
INSERT INTO log_salt (tenant, leaf_index, leaf_salt)
VALUES (:tenant, :leaf_index, :leaf_salt);

-- name: log_salt_get :one -> row
SELECT leaf_salt FROM log_salt
WHERE tenant = :tenant AND leaf_index = :leaf_index;

-- name: log_salt_delete :exec
DELETE FROM log_salt WHERE tenant = :tenant AND leaf_index = :leaf_index;

-- name: log_checkpoint_insert :exec <- args
-- public: one log for all tenants
INSERT INTO log_checkpoint (tree_size, logged_at, signed_note)
VALUES (:tree_size, :logged_at, :signed_note);

-- name: log_checkpoint_last :one -> row
-- public: one log for all tenants
SELECT tree_size, logged_at, signed_note FROM log_checkpoint
ORDER BY tree_size DESC LIMIT 1;
