-- Clarifying statements and their offers.

-- name: statement_insert :exec <- statement_version
INSERT INTO statement (tenant, achievement, version, revision, state,
    credit_bearing, body, digest, checked_by, checked_at, published_at,
    created_by, created_at, updated_at)
VALUES (:tenant, :achievement, :version, :revision, :state, :credit_bearing,
    :body, :digest, :checked_by, :checked_at, :published_at, :created_by,
    :created_at, :updated_at);

-- name: statement_newest :one -> statement_version
SELECT * FROM statement
WHERE tenant = :tenant AND achievement = :achievement AND version = :version
ORDER BY revision DESC LIMIT 1;

-- name: statement_published :one -> statement_version
SELECT * FROM statement
WHERE tenant = :tenant AND achievement = :achievement AND version = :version
    AND state = 3;

-- name: statement_update :exec <- statement_version
UPDATE statement SET state = :state, credit_bearing = :credit_bearing,
    body = :body, digest = :digest, checked_by = :checked_by,
    checked_at = :checked_at, published_at = :published_at,
    updated_at = :updated_at
WHERE tenant = :tenant AND achievement = :achievement AND version = :version
    AND revision = :revision AND state < 3;

-- name: credit_offer_insert :exec <- credit_offer
INSERT INTO credit_offer (tenant, id, achievement, version, revision, kind,
    target_owner, target, credit, credit_system, terms, signed_by, signed_at,
    ends_on)
VALUES (:tenant, :id, :achievement, :version, :revision, :kind, :target_owner,
    :target, :credit, :credit_system, :terms, :signed_by, :signed_at,
    :ends_on);

-- name: credit_offer_list :many -> credit_offer
SELECT * FROM credit_offer
WHERE tenant = :tenant AND achievement = :achievement AND version = :version
ORDER BY id;

-- name: credit_offer_by_id :one -> credit_offer
SELECT * FROM credit_offer WHERE tenant = :tenant AND id = :id;

-- name: credit_offer_delete :exec
DELETE FROM credit_offer WHERE tenant = :tenant AND id = :id;

-- name: credit_offer_delete_unsigned :exec
DELETE FROM credit_offer
WHERE tenant = :tenant AND achievement = :achievement AND version = :version
    AND signed_by = '';

-- name: credit_offer_sign :exec
UPDATE credit_offer SET signed_by = :signed_by, signed_at = :signed_at
WHERE tenant = :tenant AND id = :id AND signed_by = '';
