-- When and where an achievement is offered.

-- name: offering_insert :exec <- offering
INSERT INTO offering (tenant, id, achievement, version, title, deliverer,
    mode, place, url, starts_on, ends_on, due_on, weeks_min, seats, taken,
    price, currency, state, run, created_by, created_at)
VALUES (:tenant, :id, :achievement, :version, :title, :deliverer, :mode,
    :place, :url, :starts_on, :ends_on, :due_on, :weeks_min, :seats, :taken,
    :price, :currency, :state, :run, :created_by, :created_at);

-- name: offering_by_id :one -> offering
SELECT * FROM offering WHERE tenant = :tenant AND id = :id;

-- name: offering_list :many -> offering
SELECT * FROM offering
WHERE tenant = :tenant AND (:achievement = '' OR achievement = :achievement)
ORDER BY starts_on, id LIMIT :limit OFFSET :offset;

-- name: offering_update :exec <- offering
-- Never below the seats that are taken.
UPDATE offering SET title = :title, deliverer = :deliverer, mode = :mode,
    place = :place, url = :url, starts_on = :starts_on, ends_on = :ends_on,
    due_on = :due_on, weeks_min = :weeks_min, seats = :seats, price = :price,
    currency = :currency
WHERE tenant = :tenant AND id = :id AND (:seats = 0 OR taken <= :seats);

-- name: offering_set_state :exec
UPDATE offering SET state = :state WHERE tenant = :tenant AND id = :id;

-- name: offering_take_seat :exec
UPDATE offering SET taken = taken + 1
WHERE tenant = :tenant AND id = :id AND (seats = 0 OR taken < seats);

-- name: offering_free_seat :exec
UPDATE offering SET taken = taken - 1
WHERE tenant = :tenant AND id = :id AND taken > 0;
