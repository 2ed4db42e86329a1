-- What a witness saw: ids of outcomes, a space between.

ALTER TABLE attestation ADD COLUMN seen TEXT NOT NULL DEFAULT '';
