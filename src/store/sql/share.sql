-- What a person shows.

-- name: share_insert :exec <- share
-- public: a person's own
INSERT INTO share (id, person, title, ends_on, withdrawn_at, hidden,
    created_at)
VALUES (:id, :person, :title, :ends_on, :withdrawn_at, :hidden, :created_at);

-- name: share_by_id :one -> share
-- public: the address of a shared page
SELECT * FROM share WHERE id = :id;

-- name: share_list :many -> share
-- public: a person's own
SELECT * FROM share WHERE person = :person ORDER BY created_at DESC, id;

-- name: share_update :exec <- share
-- public: a person's own
UPDATE share SET title = :title, ends_on = :ends_on,
    withdrawn_at = :withdrawn_at, hidden = :hidden
WHERE id = :id AND person = :person;

-- name: share_award_insert :exec <- share_award
INSERT INTO share_award (share, position, tenant, award)
VALUES (:share, :position, :tenant, :award);

-- name: share_award_clear :exec
-- public: a person's own
DELETE FROM share_award WHERE share = :share;

-- name: share_award_full :many -> award
-- public: the awards on a shared page, while they are the person's
SELECT a.* FROM share_award s
JOIN share h ON h.id = s.share
JOIN award a ON a.tenant = s.tenant AND a.id = s.award
    AND a.person = h.person
WHERE s.share = :share AND a.state BETWEEN 1 AND 5 ORDER BY s.position;

-- name: profile_put :exec <- profile
-- public: a person's own
INSERT INTO profile (person, slug, shown, headline, about, updated_at)
VALUES (:person, :slug, :shown, :headline, :about, :updated_at)
ON CONFLICT (person) DO UPDATE SET slug = excluded.slug,
    shown = excluded.shown, headline = excluded.headline,
    about = excluded.about, updated_at = excluded.updated_at;

-- name: profile_of :one -> profile
-- public: a person's own
SELECT * FROM profile WHERE person = :person;

-- name: profile_by_slug :one -> profile
-- public: the address of a profile
SELECT * FROM profile WHERE slug = :slug;

-- name: profile_tile_put :exec <- profile_tile
INSERT INTO profile_tile (person, tenant, award, shown, position)
VALUES (:person, :tenant, :award, :shown, :position)
ON CONFLICT (person, tenant, award) DO UPDATE SET shown = excluded.shown,
    position = excluded.position;

-- name: profile_tile_list :many -> profile_tile
-- public: a person's own
SELECT * FROM profile_tile WHERE person = :person ORDER BY position, award;

-- name: profile_awards :many -> award
-- public: what a profile shows
SELECT a.* FROM profile_tile t
JOIN award a ON a.tenant = t.tenant AND a.id = t.award AND a.person = t.person
WHERE t.person = :person AND t.shown = 1 AND a.state BETWEEN 1 AND 5
    AND a.claimed_at > 0
ORDER BY a.awarded_on DESC, a.id;

-- name: profile_shows :one -> row
-- public: whether an award stands on the public profile of its holder
SELECT count(*) AS n FROM profile_tile t
JOIN profile p ON p.person = t.person
WHERE t.person = :person AND t.tenant = :tenant AND t.award = :award
    AND t.shown = 1 AND p.shown = 1;

-- name: counter_add :exec <- counter
INSERT INTO counter (tenant, award, kind, day_on, n)
VALUES (:tenant, :award, :kind, :day_on, :n)
ON CONFLICT (tenant, award, kind, day_on)
    DO UPDATE SET n = counter.n + excluded.n;

-- name: counter_sum :many -> row
SELECT kind, CAST(sum(n) AS BIGINT) AS n FROM counter
WHERE tenant = :tenant AND award = :award GROUP BY kind ORDER BY kind;
