-- Many awards from one list; tables that come in.

-- name: batch_insert :exec <- batch
INSERT INTO batch (tenant, id, achievement, version, name, file, state,
    options, n_lines, n_done, n_failed, created_by, created_at, updated_at,
    finished_at)
VALUES (:tenant, :id, :achievement, :version, :name, :file, :state, :options,
    :n_lines, :n_done, :n_failed, :created_by, :created_at, :updated_at,
    :finished_at);

-- name: batch_by_id :one -> batch
SELECT * FROM batch WHERE tenant = :tenant AND id = :id;

-- name: batch_list :many -> batch
SELECT * FROM batch WHERE tenant = :tenant
ORDER BY created_at DESC, id LIMIT :limit OFFSET :offset;

-- name: batch_move :exec <- args
-- with: from_state integer
UPDATE batch SET state = :state, updated_at = :updated_at,
    finished_at = :finished_at
WHERE tenant = :tenant AND id = :id AND state = :from_state;

-- name: batch_progress :exec <- args
UPDATE batch SET n_done = :n_done, n_failed = :n_failed,
    updated_at = :updated_at
WHERE tenant = :tenant AND id = :id;

-- name: batch_map :exec
UPDATE batch SET options = :options, updated_at = :updated_at
WHERE tenant = :tenant AND id = :id AND state = 1;

-- name: batch_running :many -> batch
-- public: the work of the installation
SELECT * FROM batch WHERE state = 2 ORDER BY updated_at, id LIMIT :limit;

-- name: batch_line_insert :exec <- batch_line
INSERT INTO batch_line (tenant, batch, line, email, recipient_name, data,
    state, award, fault, field, about)
VALUES (:tenant, :batch, :line, :email, :recipient_name, :data, :state,
    :award, :fault, :field, :about);

-- name: batch_line_waiting :many -> batch_line
SELECT * FROM batch_line
WHERE tenant = :tenant AND batch = :batch AND state = 1
ORDER BY line LIMIT :limit;

-- name: batch_line_list :many -> batch_line
SELECT * FROM batch_line
WHERE tenant = :tenant AND batch = :batch AND line > :line
ORDER BY line LIMIT :limit;

-- name: batch_line_failed :many -> batch_line
SELECT * FROM batch_line
WHERE tenant = :tenant AND batch = :batch AND state = 3
ORDER BY line LIMIT :limit;

-- name: batch_line_count :many -> row
SELECT state, count(*) AS n FROM batch_line
WHERE tenant = :tenant AND batch = :batch GROUP BY state;

-- name: batch_line_update :exec <- batch_line
UPDATE batch_line SET state = :state, award = :award, fault = :fault,
    field = :field, about = :about
WHERE tenant = :tenant AND batch = :batch AND line = :line;

-- name: batch_line_map :exec <- batch_line
UPDATE batch_line SET email = :email, recipient_name = :recipient_name,
    state = :state, award = :award, fault = :fault, field = :field,
    about = :about
WHERE tenant = :tenant AND batch = :batch AND line = :line;

-- name: import_run_insert :exec <- import_run
INSERT INTO import_run (tenant, id, kind, name, file, mapping, state, n_lines,
    n_done, n_failed, created_by, created_at, finished_at)
VALUES (:tenant, :id, :kind, :name, :file, :mapping, :state, :n_lines,
    :n_done, :n_failed, :created_by, :created_at, :finished_at);

-- name: import_run_by_id :one -> import_run
SELECT * FROM import_run WHERE tenant = :tenant AND id = :id;

-- name: import_run_list :many -> import_run
SELECT * FROM import_run WHERE tenant = :tenant
ORDER BY created_at DESC, id LIMIT :limit OFFSET :offset;

-- name: import_run_update :exec <- import_run
UPDATE import_run SET mapping = :mapping, state = :state, n_done = :n_done,
    n_failed = :n_failed, finished_at = :finished_at
WHERE tenant = :tenant AND id = :id;

-- name: import_fault_insert :exec <- import_fault
INSERT INTO import_fault (tenant, run, line, position, field, fault, about)
VALUES (:tenant, :run, :line, :position, :field, :fault, :about);

-- name: import_fault_list :many -> import_fault
SELECT * FROM import_fault WHERE tenant = :tenant AND run = :run
ORDER BY line, position LIMIT :limit;

-- name: import_before_insert :exec <- import_before
-- A line that comes twice leaves the first state.
INSERT INTO import_before (tenant, run, person, role, number, unit, name)
VALUES (:tenant, :run, :person, :role, :number, :unit, :name)
ON CONFLICT (tenant, run, person, role) DO NOTHING;

-- name: import_before_list :many -> import_before
SELECT * FROM import_before WHERE tenant = :tenant AND run = :run
ORDER BY person, role;
