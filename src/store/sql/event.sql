-- The audit.

-- name: event_insert :exec <- event
INSERT INTO event (tenant, seq, recorded_at, actor, action, object, fault,
    origin, data, previous, chain)
VALUES (:tenant, :seq, :recorded_at, :actor, :action, :object, :fault,
    :origin, :data, :previous, :chain);

-- name: event_last :one -> event
SELECT * FROM event WHERE tenant = :tenant ORDER BY seq DESC LIMIT 1;

-- name: event_about :many -> event
-- The last ones about an object.
SELECT * FROM event WHERE tenant = :tenant AND object = :object
ORDER BY seq DESC LIMIT :limit;

-- name: event_search :many -> event <- args
-- By whom or about whom, or about which object.
-- with: like text, text text, word_from text, word_to text
SELECT * FROM event
WHERE tenant = :tenant AND (:like = '' OR action LIKE :like)
    AND (:text = '' OR object = :text
        OR actor IN (SELECT object FROM word WHERE tenant = :tenant
            AND noun = 1 AND word >= :word_from AND word < :word_to)
        OR object IN (SELECT object FROM word WHERE tenant = :tenant
            AND noun = 1 AND word >= :word_from AND word < :word_to))
ORDER BY seq DESC LIMIT :limit OFFSET :offset;

-- name: event_search_count :one -> row <- args
-- with: like text, text text, word_from text, word_to text
SELECT count(*) AS n FROM event
WHERE tenant = :tenant AND (:like = '' OR action LIKE :like)
    AND (:text = '' OR object = :text
        OR actor IN (SELECT object FROM word WHERE tenant = :tenant
            AND noun = 1 AND word >= :word_from AND word < :word_to)
        OR object IN (SELECT object FROM word WHERE tenant = :tenant
            AND noun = 1 AND word >= :word_from AND word < :word_to));

-- name: event_tenants :many -> row
-- public: the look at the whole installation
SELECT DISTINCT tenant FROM event ORDER BY tenant;

-- name: event_count :one -> row
-- public: the look at the whole installation
SELECT count(*) AS n FROM event;

-- name: event_walk :many -> event
SELECT * FROM event WHERE tenant = :tenant AND seq > :seq
ORDER BY seq LIMIT :limit;
