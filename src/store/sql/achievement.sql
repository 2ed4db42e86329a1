-- What can be earned.

-- name: achievement_insert :exec <- achievement
INSERT INTO achievement (tenant, id, code, title, version, listed_version,
    state, shared, adopted_from, replaced_by, retired_on, run, created_by,
    created_at, updated_at)
VALUES (:tenant, :id, :code, :title, :version, :listed_version, :state,
    :shared, :adopted_from, :replaced_by, :retired_on, :run, :created_by,
    :created_at, :updated_at);

-- name: achievement_update :exec <- achievement
UPDATE achievement SET code = :code, title = :title, version = :version,
    listed_version = :listed_version, state = :state, shared = :shared,
    replaced_by = :replaced_by, retired_on = :retired_on,
    updated_at = :updated_at
WHERE tenant = :tenant AND id = :id;

-- name: achievement_by_id :one -> achievement
SELECT * FROM achievement WHERE tenant = :tenant AND id = :id;

-- name: achievement_by_code :one -> achievement
-- with: short_code text
SELECT * FROM achievement WHERE tenant = :tenant AND code = :short_code;

-- name: achievement_public :one -> achievement
-- public: the page of an achievement
SELECT * FROM achievement WHERE id = :id AND listed_version > 0;

-- name: achievement_office :many -> row <- args
-- with: q text, n_awards integer
-- State 6 is a draft in review.
SELECT a.id, a.code, a.title, a.version, a.listed_version, a.state, a.shared,
    a.updated_at, v.volume_minutes, v.review_at,
    (SELECT count(*) FROM award w
        WHERE w.tenant = a.tenant AND w.achievement = a.id) AS n_awards
FROM achievement a
JOIN achievement_version v ON v.tenant = a.tenant AND v.achievement = a.id
    AND v.version = a.version
WHERE a.tenant = :tenant AND (:q = '' OR v.search LIKE :q)
    AND (:state = 0 OR (:state < 6 AND a.state = :state)
        OR (:state = 6 AND a.state = 1 AND v.review_at > 0))
ORDER BY a.title, a.id LIMIT :limit OFFSET :offset;

-- name: achievement_office_count :one -> row
-- with: q text
SELECT count(*) AS n FROM achievement a
JOIN achievement_version v ON v.tenant = a.tenant AND v.achievement = a.id
    AND v.version = a.version
WHERE a.tenant = :tenant AND (:q = '' OR v.search LIKE :q)
    AND (:state = 0 OR (:state < 6 AND a.state = :state)
        OR (:state = 6 AND a.state = 1 AND v.review_at > 0));

-- name: achievement_version_insert :exec <- achievement_version
INSERT INTO achievement_version (tenant, achievement, version, state,
    revision, title, summary, type, language, volume_minutes, level_framework,
    level, credit, credit_system, price, currency, mode, supervision,
    complexity, validity_months, credit_bearing, search, definition, image,
    image_png, digest, created_by, created_at, updated_at, approved_by,
    approved_at, listed_on, review_at, review_by, review_note, edited_by)
VALUES (:tenant, :achievement, :version, :state, :revision, :title, :summary,
    :type, :language, :volume_minutes, :level_framework, :level, :credit,
    :credit_system, :price, :currency, :mode, :supervision, :complexity,
    :validity_months, :credit_bearing, :search, :definition, :image,
    :image_png, :digest, :created_by, :created_at, :updated_at, :approved_by,
    :approved_at, :listed_on, :review_at, :review_by, :review_note,
    :edited_by);

-- name: achievement_version_by_number :one -> achievement_version
SELECT * FROM achievement_version
WHERE tenant = :tenant AND achievement = :achievement AND version = :version;

-- name: achievement_version_list :many -> achievement_version
SELECT * FROM achievement_version
WHERE tenant = :tenant AND achievement = :achievement ORDER BY version;

-- name: achievement_version_save :exec <- achievement_version
-- The draft as it was read, or nothing: `revision` is the one just made.
UPDATE achievement_version SET revision = :revision, title = :title,
    summary = :summary, type = :type, language = :language,
    volume_minutes = :volume_minutes, level_framework = :level_framework,
    level = :level, credit = :credit, credit_system = :credit_system,
    price = :price, currency = :currency, mode = :mode,
    supervision = :supervision, complexity = :complexity,
    validity_months = :validity_months, search = :search,
    definition = :definition, image = :image, image_png = :image_png,
    review_at = :review_at, review_by = :review_by,
    review_note = :review_note, edited_by = :edited_by,
    updated_at = :updated_at
WHERE tenant = :tenant AND achievement = :achievement AND version = :version
    AND state = 1 AND revision = :revision - 1;

-- name: achievement_version_move :exec <- achievement_version
UPDATE achievement_version SET state = :state, digest = :digest,
    approved_by = :approved_by, approved_at = :approved_at,
    listed_on = :listed_on, credit_bearing = :credit_bearing,
    review_at = :review_at, review_by = :review_by,
    review_note = :review_note, updated_at = :updated_at
WHERE tenant = :tenant AND achievement = :achievement AND version = :version;

-- name: achievement_skill_insert :exec <- achievement_skill
INSERT INTO achievement_skill (tenant, achievement, version, skill, name,
    level)
VALUES (:tenant, :achievement, :version, :skill, :name, :level);

-- name: achievement_skill_delete :exec
DELETE FROM achievement_skill
WHERE tenant = :tenant AND achievement = :achievement AND version = :version;

-- name: achievement_skill_list :many -> achievement_skill
SELECT * FROM achievement_skill
WHERE tenant = :tenant AND achievement = :achievement AND version = :version
ORDER BY skill;

-- name: catalogue_search :many -> achievement_version <- args
-- public: the catalogue
-- with: q text, minutes_min integer, minutes_max integer, price_max integer
SELECT v.* FROM achievement_version v
JOIN organisation o ON o.tenant = v.tenant
WHERE v.state = 3 AND o.state = 1
    AND (:slug = '' OR o.slug = :slug)
    AND (:q = '' OR v.search LIKE :q)
    AND (:skill = '' OR EXISTS (SELECT 1 FROM achievement_skill s
        WHERE s.tenant = v.tenant AND s.achievement = v.achievement
            AND s.version = v.version AND s.skill = :skill))
    AND (:level = 0 OR v.level = :level)
    AND v.volume_minutes >= :minutes_min
    AND (:minutes_max = 0 OR v.volume_minutes <= :minutes_max)
    AND (:price_max < 0 OR v.price <= :price_max)
    AND (:mode = 0 OR v.mode = :mode)
    AND (:credit_bearing = 0 OR v.credit_bearing = 1)
ORDER BY v.title, v.achievement LIMIT :limit OFFSET :offset;

-- name: catalogue_count :one -> row <- args
-- public: the catalogue
-- with: q text, minutes_min integer, minutes_max integer, price_max integer
SELECT count(*) AS n FROM achievement_version v
JOIN organisation o ON o.tenant = v.tenant
WHERE v.state = 3 AND o.state = 1
    AND (:slug = '' OR o.slug = :slug)
    AND (:q = '' OR v.search LIKE :q)
    AND (:skill = '' OR EXISTS (SELECT 1 FROM achievement_skill s
        WHERE s.tenant = v.tenant AND s.achievement = v.achievement
            AND s.version = v.version AND s.skill = :skill))
    AND (:level = 0 OR v.level = :level)
    AND v.volume_minutes >= :minutes_min
    AND (:minutes_max = 0 OR v.volume_minutes <= :minutes_max)
    AND (:price_max < 0 OR v.price <= :price_max)
    AND (:mode = 0 OR v.mode = :mode)
    AND (:credit_bearing = 0 OR v.credit_bearing = 1);

-- name: catalogue_newest :many -> achievement_version
-- public: the first page
SELECT v.* FROM achievement_version v
JOIN organisation o ON o.tenant = v.tenant
WHERE v.state = 3 AND o.state = 1
ORDER BY v.listed_on DESC, v.achievement LIMIT :limit;

-- name: catalogue_skill :many -> achievement_skill
-- public: the skills of what is listed, to choose from
SELECT s.tenant, s.achievement, s.version, s.skill, s.name, s.level
FROM achievement_skill s
JOIN achievement_version v ON v.tenant = s.tenant
    AND v.achievement = s.achievement AND v.version = s.version
WHERE v.state = 3 AND NOT EXISTS (SELECT 1 FROM achievement_skill t
    JOIN achievement_version w ON w.tenant = t.tenant
        AND w.achievement = t.achievement AND w.version = t.version
    WHERE w.state = 3 AND t.skill = s.skill
        AND t.achievement < s.achievement)
ORDER BY s.name, s.skill LIMIT 300;

-- name: achievement_library :many -> row <- args
-- public: the shared library, what others share
-- with: q text
SELECT a.id, a.title, o.name, o.slug, o.domain, o.domain_checked_at,
    v.summary, v.volume_minutes, v.level_framework, v.level, v.language
FROM achievement a
JOIN achievement_version v ON v.tenant = a.tenant AND v.achievement = a.id
    AND v.version = a.listed_version
JOIN organisation o ON o.tenant = a.tenant
WHERE a.shared = 1 AND o.state = 1 AND a.tenant <> :tenant
    AND (:q = '' OR v.search LIKE :q)
ORDER BY a.title, a.id LIMIT :limit OFFSET :offset;

-- name: achievement_library_count :one -> row
-- public: the shared library, what others share
-- with: q text
SELECT count(*) AS n FROM achievement a
JOIN achievement_version v ON v.tenant = a.tenant AND v.achievement = a.id
    AND v.version = a.listed_version
JOIN organisation o ON o.tenant = a.tenant
WHERE a.shared = 1 AND o.state = 1 AND a.tenant <> :tenant
    AND (:q = '' OR v.search LIKE :q);

-- name: achievement_set_run :exec
UPDATE achievement SET run = :run WHERE tenant = :tenant AND id = :id;

-- name: achievement_skill_delete_run :exec
-- Of drafts that an import made and that nobody took further.
DELETE FROM achievement_skill
WHERE tenant = :tenant AND achievement IN (SELECT a.id FROM achievement a
    WHERE a.tenant = :tenant AND a.run = :run AND a.run <> ''
        AND a.version = 1 AND a.state = 1
        AND NOT EXISTS (SELECT 1 FROM credit_offer o
            WHERE o.tenant = a.tenant AND o.achievement = a.id)
        AND NOT EXISTS (SELECT 1 FROM statement s
            WHERE s.tenant = a.tenant AND s.achievement = a.id));

-- name: achievement_version_delete_run :exec
DELETE FROM achievement_version
WHERE tenant = :tenant AND achievement IN (SELECT a.id FROM achievement a
    WHERE a.tenant = :tenant AND a.run = :run AND a.run <> ''
        AND a.version = 1 AND a.state = 1
        AND NOT EXISTS (SELECT 1 FROM credit_offer o
            WHERE o.tenant = a.tenant AND o.achievement = a.id)
        AND NOT EXISTS (SELECT 1 FROM statement s
            WHERE s.tenant = a.tenant AND s.achievement = a.id));

-- name: achievement_delete_run :exec
DELETE FROM achievement
WHERE tenant = :tenant AND run = :run AND run <> ''
    AND NOT EXISTS (SELECT 1 FROM achievement_version v
        WHERE v.tenant = achievement.tenant
            AND v.achievement = achievement.id);
