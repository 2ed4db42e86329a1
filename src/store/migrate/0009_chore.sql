-- What the chores look for.
CREATE INDEX award_waiting ON award (told_at, id)
    WHERE told_at > 0 AND claimed_at = 0 AND state = 1;
CREATE INDEX submission_draft ON submission (updated_at) WHERE state = 1;
