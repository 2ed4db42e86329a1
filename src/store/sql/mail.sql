-- Mail that goes out; notices in a person's inbox.

-- name: mail_insert :exec <- mail
-- Nothing is sent twice: of the same `once` only the first is kept.
INSERT INTO mail (tenant, id, once, template, language, person, email,
    subject_line, body, award, state, tries, due_at, lease_until, lease,
    fault, created_at, sent_at, bounced_at)
VALUES (:tenant, :id, :once, :template, :language, :person, :email,
    :subject_line, :body, :award, :state, :tries, :due_at, :lease_until,
    :lease, :fault, :created_at, :sent_at, :bounced_at)
ON CONFLICT (tenant, once) DO NOTHING;

-- name: mail_is_there :one -> row
SELECT count(*) AS n FROM mail WHERE tenant = :tenant AND once = :once;

-- name: mail_by_id :one -> mail
SELECT * FROM mail WHERE tenant = :tenant AND id = :id;

-- name: mail_list :many -> mail <- args
-- with: q text
SELECT * FROM mail
WHERE tenant = :tenant AND (:state = 0 OR state = :state)
    AND (:q = '' OR email LIKE :q)
ORDER BY created_at DESC, id LIMIT :limit OFFSET :offset;

-- name: mail_due :many -> mail
-- with: now integer
-- public: the outbox of the installation
SELECT * FROM mail WHERE state = 1 AND due_at <= :now AND lease_until <= :now
ORDER BY due_at, id LIMIT :limit;

-- name: mail_next :many -> row
-- public: the outbox of the installation
SELECT due_at, lease_until FROM mail WHERE state = 1
ORDER BY due_at, id LIMIT 1;

-- name: mail_waiting :one -> row
-- public: how much lies in the outbox of the installation
SELECT count(*) AS n, CAST(coalesce(min(due_at), 0) AS INTEGER) AS due_at
FROM mail WHERE state = 1;

-- name: mail_lease :exec
UPDATE mail SET lease = lease + 1, lease_until = :lease_until
WHERE tenant = :tenant AND id = :id AND lease = :lease AND state = 1;

-- name: mail_hand_over :exec
-- With sent_at and still waiting: nobody knows yet whether it arrived.
UPDATE mail SET sent_at = :sent_at
WHERE tenant = :tenant AND id = :id AND lease = :lease AND state = 1
    AND lease_until > :sent_at;

-- name: mail_done :exec <- mail
UPDATE mail SET state = :state, tries = :tries, due_at = :due_at,
    fault = :fault, body = :body, sent_at = :sent_at,
    bounced_at = :bounced_at, lease_until = 0
WHERE tenant = :tenant AND id = :id AND lease = :lease;

-- name: mail_resend :exec
UPDATE mail SET state = 1, email = :email, tries = 0, due_at = :due_at,
    fault = '', sent_at = 0
WHERE tenant = :tenant AND id = :id AND state IN (3, 4);

-- name: mail_template_by_name :one -> mail_template
SELECT * FROM mail_template
WHERE tenant = :tenant AND template = :template AND language = :language;

-- name: mail_template_put :exec <- mail_template
INSERT INTO mail_template (tenant, template, language, subject_line, body,
    revision, updated_by, updated_at)
VALUES (:tenant, :template, :language, :subject_line, :body, :revision,
    :updated_by, :updated_at)
ON CONFLICT (tenant, template, language) DO UPDATE SET
    subject_line = excluded.subject_line, body = excluded.body,
    revision = mail_template.revision + 1, updated_by = excluded.updated_by,
    updated_at = excluded.updated_at;

-- name: notice_insert :exec <- notice
INSERT INTO notice (person, id, tenant, kind, object, about, created_at,
    read_at)
VALUES (:person, :id, :tenant, :kind, :object, :about, :created_at, :read_at);

-- name: notice_list :many -> row
-- public: a person's own
SELECT n.id, n.tenant, n.kind, n.object, n.about, n.created_at, n.read_at,
    o.slug, o.name
FROM notice n LEFT JOIN organisation o ON o.tenant = n.tenant
WHERE n.person = :person
ORDER BY n.created_at DESC, n.id LIMIT :limit OFFSET :offset;

-- name: notice_count :one -> row
-- public: a person's own
SELECT count(*) AS n FROM notice WHERE person = :person;

-- name: notice_unread :one -> row
-- public: a person's own
SELECT count(*) AS n FROM notice WHERE person = :person AND read_at = 0;

-- name: notice_read :exec
-- public: a person's own
UPDATE notice SET read_at = :read_at WHERE person = :person AND read_at = 0;

-- name: preference_list :many -> preference
-- public: a person's own
SELECT * FROM preference WHERE person = :person;

-- name: preference_of :one -> preference
-- public: before mail is sent to a person
SELECT * FROM preference WHERE person = :person AND kind = :kind;

-- name: preference_put :exec <- preference
-- public: a person's own
INSERT INTO preference (person, kind, by_mail)
VALUES (:person, :kind, :by_mail)
ON CONFLICT (person, kind) DO UPDATE SET by_mail = excluded.by_mail;

-- name: mail_of_person :many -> mail
-- public: one's own, of every organisation
SELECT * FROM mail
WHERE person = :person OR email IN (SELECT e.email FROM person_email e
    WHERE e.person = :person AND e.confirmed_at > 0)
ORDER BY created_at, id;
