-- Being signed in, single-use links, tokens of programs.

-- name: session_insert :exec <- session
-- public: the secret names it
INSERT INTO session (secret_hash, person, tenant, kind, agent, created_at,
    seen_at, strong_at, expires_at)
VALUES (:secret_hash, :person, :tenant, :kind, :agent, :created_at, :seen_at,
    :strong_at, :expires_at);

-- name: session_by_secret :one -> session
-- with: now integer, idle_s integer
-- public: the secret names it
SELECT * FROM session
WHERE secret_hash = :secret_hash AND expires_at > :now
    AND seen_at > :now - :idle_s;

-- name: session_seen :exec
-- public: the secret names it
UPDATE session SET seen_at = :seen_at WHERE secret_hash = :secret_hash;

-- name: session_set_tenant :exec
-- public: the secret names it
UPDATE session SET tenant = :tenant WHERE secret_hash = :secret_hash;

-- name: session_delete :exec
-- public: the secret names it
DELETE FROM session WHERE secret_hash = :secret_hash;

-- name: session_delete_person :exec
-- public: signing out everywhere
DELETE FROM session WHERE person = :person;

-- name: session_delete_old :exec
-- with: now integer
-- public: cleaning
DELETE FROM session WHERE expires_at <= :now;

-- name: token_insert :exec <- token
-- public: the secret names it
INSERT INTO token (secret_hash, purpose, tenant, person, email, role, object,
    data, created_by, created_at, expires_at, used_at)
VALUES (:secret_hash, :purpose, :tenant, :person, :email, :role, :object,
    :data, :created_by, :created_at, :expires_at, :used_at);

-- name: token_peek :one -> token
-- with: now integer
-- public: the secret names it
SELECT * FROM token
WHERE secret_hash = :secret_hash AND purpose = :purpose AND used_at = 0
    AND expires_at > :now;

-- name: token_by_secret :one -> token
-- public: the secret names it; also one that was used
SELECT * FROM token WHERE secret_hash = :secret_hash AND purpose = :purpose;

-- name: token_take :one -> token
-- with: now integer
-- public: the secret names it
UPDATE token SET used_at = :now
WHERE secret_hash = :secret_hash AND purpose = :purpose AND used_at = 0
    AND expires_at > :now
RETURNING *;

-- name: token_open :many -> token
-- What was sent and not yet used.
-- with: now integer
SELECT * FROM token
WHERE tenant = :tenant AND purpose = :purpose AND used_at = 0
    AND expires_at > :now
ORDER BY created_at DESC, object LIMIT :limit;

-- name: token_by_object :one -> token
-- with: now integer
SELECT * FROM token
WHERE tenant = :tenant AND purpose = :purpose AND object = :object
    AND used_at = 0 AND expires_at > :now;

-- name: token_end :exec
UPDATE token SET used_at = :used_at
WHERE tenant = :tenant AND purpose = :purpose AND object = :object
    AND used_at = 0;

-- name: token_delete_old :exec
-- with: now integer
-- public: cleaning
DELETE FROM token WHERE expires_at <= :now;

-- name: api_token_insert :exec <- api_token
INSERT INTO api_token (tenant, id, secret_hash, label, scopes, created_by,
    created_at, expires_at, used_at, revoked_at)
VALUES (:tenant, :id, :secret_hash, :label, :scopes, :created_by, :created_at,
    :expires_at, :used_at, :revoked_at);

-- name: api_token_by_secret :one -> api_token
-- with: now integer
-- public: the secret names it
SELECT * FROM api_token
WHERE secret_hash = :secret_hash AND revoked_at = 0 AND expires_at > :now;

-- name: api_token_list :many -> api_token
SELECT api_token.*, person.name AS created_by_name FROM api_token
JOIN person ON person.id = api_token.created_by
WHERE api_token.tenant = :tenant ORDER BY api_token.created_at, api_token.id;

-- name: api_token_by_id :one -> api_token
SELECT * FROM api_token WHERE tenant = :tenant AND id = :id;

-- name: api_token_used :exec
UPDATE api_token SET used_at = :used_at WHERE tenant = :tenant AND id = :id;

-- name: api_token_revoke :exec
UPDATE api_token SET revoked_at = :revoked_at
WHERE tenant = :tenant AND id = :id AND revoked_at = 0;

-- name: idempotency_insert :exec <- idempotency
INSERT INTO idempotency (tenant, actor, idempotency_key, request_hash, status,
    media_type, answer, created_at)
VALUES (:tenant, :actor, :idempotency_key, :request_hash, :status,
    :media_type, :answer, :created_at);

-- name: idempotency_by_key :one -> idempotency
SELECT * FROM idempotency
WHERE tenant = :tenant AND actor = :actor
    AND idempotency_key = :idempotency_key;

-- name: idempotency_answer :exec <- idempotency
UPDATE idempotency SET status = :status, media_type = :media_type,
    answer = :answer
WHERE tenant = :tenant AND actor = :actor
    AND idempotency_key = :idempotency_key;

-- name: idempotency_delete :exec
DELETE FROM idempotency
WHERE tenant = :tenant AND actor = :actor
    AND idempotency_key = :idempotency_key;

-- name: idempotency_delete_old :exec
-- public: cleaning
DELETE FROM idempotency WHERE created_at < :created_at;

-- name: session_of_person :many -> session
-- public: one's own
SELECT * FROM session WHERE person = :person ORDER BY created_at, secret_hash;
