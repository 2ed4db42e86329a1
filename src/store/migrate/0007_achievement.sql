-- Review by a second person: sent, and why it came back; who wrote last.

ALTER TABLE achievement_version ADD COLUMN review_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE achievement_version ADD COLUMN review_by TEXT NOT NULL DEFAULT '';
ALTER TABLE achievement_version
    ADD COLUMN review_note TEXT NOT NULL DEFAULT '';
ALTER TABLE achievement_version ADD COLUMN edited_by TEXT NOT NULL DEFAULT '';
