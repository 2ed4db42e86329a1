-- The audit.

-- name: event_insert :exec <- event
INSERT INTO event (tenant, seq, recorded_at, actor, action, object, fault,
    origin, data, previous, chain)
VALUES (:tenant, :seq, :recorded_at, :actor, :action, :object, :fault,
    :origin, :data, :previous, :chain);

-- name: event_last :one -> event
SELECT * FROM event WHERE tenant = :tenant ORDER BY seq DESC LIMIT 1;

-- name: event_list :many -> event
SELECT * FROM event
WHERE tenant = :tenant AND seq < :seq
    AND (:object = '' OR object = :object)
ORDER BY seq DESC LIMIT :limit;

-- name: event_walk :many -> event
SELECT * FROM event WHERE tenant = :tenant AND seq > :seq
ORDER BY seq LIMIT :limit;
