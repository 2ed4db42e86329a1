-- Which leaf of the award log a change is; -1 for those before the log.
ALTER TABLE award_change ADD COLUMN leaf INTEGER NOT NULL DEFAULT -1;

-- What is still to be signed, in order.
DROP INDEX award_intent_open;
CREATE INDEX award_intent_open ON award_intent (created_at, award)
    WHERE done_at = 0;
