-- From enrolment to award, and what becomes of it.

CREATE TABLE file (
    tenant TEXT NOT NULL,
    id TEXT NOT NULL, -- SHA-256 of the content, hex
    media_type TEXT NOT NULL, -- as found, not as claimed
    size_bytes INTEGER NOT NULL,
    name TEXT NOT NULL, -- as uploaded
    created_by TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (tenant, id)
) STRICT;

CREATE TABLE file_content (
    tenant TEXT NOT NULL,
    id TEXT NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (tenant, id),
    FOREIGN KEY (tenant, id) REFERENCES file (tenant, id)
) STRICT;

CREATE TABLE enrolment (
    tenant TEXT NOT NULL,
    id TEXT NOT NULL,
    achievement TEXT NOT NULL,
    version INTEGER NOT NULL,
    offering TEXT NOT NULL, -- or ''
    person TEXT NOT NULL,
    state INTEGER NOT NULL, -- enum enrolment_state
    result INTEGER NOT NULL, -- enum assessment_result of the last one
    attempt INTEGER NOT NULL, -- submissions so far
    assessor TEXT NOT NULL, -- who is to judge, or ''
    due_on TEXT NOT NULL, -- of the next step: hand in, or judge
    reason TEXT NOT NULL, -- of the last refusal or withdrawal
    award TEXT NOT NULL, -- what came of it
    run TEXT NOT NULL,
    created_by TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    submitted_at INTEGER NOT NULL,
    assessed_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    PRIMARY KEY (tenant, id),
    FOREIGN KEY (tenant, achievement, version)
        REFERENCES achievement_version (tenant, achievement, version),
    FOREIGN KEY (person) REFERENCES person (id),
    CHECK (state BETWEEN 1 AND 9),
    CHECK (result BETWEEN 0 AND 3),
    CHECK (assessor <> person)
) STRICT;
CREATE UNIQUE INDEX enrolment_one
    ON enrolment (tenant, person, achievement) WHERE state <= 6;
CREATE INDEX enrolment_person ON enrolment (person, tenant, created_at, id);
CREATE INDEX enrolment_queue ON enrolment (tenant, state, due_on, id);
CREATE INDEX enrolment_assessor
    ON enrolment (tenant, assessor, state, due_on, id) WHERE assessor <> '';
CREATE INDEX enrolment_achievement
    ON enrolment (tenant, achievement, created_at, id);
CREATE INDEX enrolment_offering
    ON enrolment (tenant, offering, id) WHERE offering <> '';
CREATE INDEX enrolment_created ON enrolment (tenant, created_at, id);
CREATE INDEX enrolment_run ON enrolment (tenant, run) WHERE run <> '';

CREATE TABLE submission (
    tenant TEXT NOT NULL,
    id TEXT NOT NULL,
    enrolment TEXT NOT NULL,
    attempt INTEGER NOT NULL, -- from 1
    state INTEGER NOT NULL, -- enum submission_state
    note TEXT NOT NULL, -- the learner to the assessor
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    submitted_at INTEGER NOT NULL,
    PRIMARY KEY (tenant, id),
    FOREIGN KEY (tenant, enrolment) REFERENCES enrolment (tenant, id),
    CHECK (state BETWEEN 1 AND 2)
) STRICT;
CREATE UNIQUE INDEX submission_attempt
    ON submission (tenant, enrolment, attempt);

CREATE TABLE evidence (
    tenant TEXT NOT NULL,
    id TEXT NOT NULL,
    submission TEXT NOT NULL,
    position INTEGER NOT NULL,
    kind INTEGER NOT NULL, -- enum evidence_kind
    task TEXT NOT NULL, -- of the definition, or ''
    title TEXT NOT NULL,
    body TEXT NOT NULL, -- a text
    url TEXT NOT NULL, -- a link
    file TEXT NOT NULL, -- a file
    created_at INTEGER NOT NULL,
    PRIMARY KEY (tenant, id),
    FOREIGN KEY (tenant, submission) REFERENCES submission (tenant, id),
    CHECK (kind BETWEEN 1 AND 3)
) STRICT;
CREATE INDEX evidence_submission ON evidence (tenant, submission, position, id);
CREATE INDEX evidence_file ON evidence (tenant, file) WHERE file <> '';

CREATE TABLE assessment (
    tenant TEXT NOT NULL,
    id TEXT NOT NULL,
    enrolment TEXT NOT NULL,
    submission TEXT NOT NULL,
    attempt INTEGER NOT NULL,
    assessor TEXT NOT NULL,
    state INTEGER NOT NULL, -- enum assessment_state
    revision INTEGER NOT NULL, -- of the draft
    result INTEGER NOT NULL, -- enum assessment_result
    grade TEXT NOT NULL, -- a code of the definition's rubric, or ''
    comment TEXT NOT NULL, -- to the learner
    reason TEXT NOT NULL, -- of anything but a pass
    supervision INTEGER NOT NULL, -- enum supervision: as it was done
    identity INTEGER NOT NULL, -- enum identity: how it was checked
    assessed_on TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    PRIMARY KEY (tenant, id),
    FOREIGN KEY (tenant, enrolment) REFERENCES enrolment (tenant, id),
    FOREIGN KEY (tenant, submission) REFERENCES submission (tenant, id),
    CHECK (state BETWEEN 1 AND 2),
    CHECK (result BETWEEN 0 AND 3)
) STRICT;
CREATE UNIQUE INDEX assessment_submission ON assessment (tenant, submission);
CREATE INDEX assessment_enrolment ON assessment (tenant, enrolment, attempt);

CREATE TABLE assessment_outcome (
    tenant TEXT NOT NULL,
    assessment TEXT NOT NULL,
    outcome TEXT NOT NULL, -- its id in the definition
    met INTEGER NOT NULL, -- 1 met, 2 not met, 0 not judged yet
    grade TEXT NOT NULL, -- the level of the rubric that was reached
    comment TEXT NOT NULL,
    PRIMARY KEY (tenant, assessment, outcome),
    FOREIGN KEY (tenant, assessment) REFERENCES assessment (tenant, id),
    CHECK (met BETWEEN 0 AND 2)
) STRICT;

CREATE TABLE attestation (
    tenant TEXT NOT NULL,
    id TEXT NOT NULL,
    enrolment TEXT NOT NULL,
    email TEXT NOT NULL, -- of the witness
    name TEXT NOT NULL,
    relation TEXT NOT NULL, -- "supervisor", "client" ...
    state INTEGER NOT NULL, -- enum attestation_state
    body TEXT NOT NULL, -- what the witness says
    created_at INTEGER NOT NULL,
    answered_at INTEGER NOT NULL,
    PRIMARY KEY (tenant, id),
    FOREIGN KEY (tenant, enrolment) REFERENCES enrolment (tenant, id),
    CHECK (state BETWEEN 1 AND 3)
) STRICT;
CREATE INDEX attestation_enrolment ON attestation (tenant, enrolment, id);

CREATE TABLE award (
    tenant TEXT NOT NULL,
    id TEXT NOT NULL, -- in its public address
    achievement TEXT NOT NULL,
    version INTEGER NOT NULL,
    person TEXT NOT NULL, -- '' until claimed, or after erasure
    email TEXT NOT NULL, -- where it was sent; '' after erasure
    recipient_name TEXT NOT NULL, -- as in the credential
    awarded_on TEXT NOT NULL,
    valid_from TEXT NOT NULL, -- the first day
    valid_until TEXT NOT NULL, -- the last day; '': without end
    source INTEGER NOT NULL, -- enum award_source
    grade TEXT NOT NULL,
    credit INTEGER NOT NULL,
    credit_system TEXT NOT NULL,
    state INTEGER NOT NULL, -- enum award_state
    state_on TEXT NOT NULL, -- the day from which that holds
    outside_scope INTEGER NOT NULL, -- 1: beyond the issuer's accreditation
    reason_code INTEGER NOT NULL, -- enum award_reason of the last change
    reason TEXT NOT NULL, -- in words, for the office only
    replaces TEXT NOT NULL, -- the award it renews or corrects
    replaced_by TEXT NOT NULL, -- old links lead there
    enrolment TEXT NOT NULL, -- why: what it was earned in
    batch TEXT NOT NULL, -- or why: the list
    line INTEGER NOT NULL, -- and its line
    run TEXT NOT NULL, -- the import of past awards
    held_until TEXT NOT NULL, -- '' not held; HELD_FOR_RELEASE: until released
    credential TEXT NOT NULL, -- the exact signed bytes; '' until signed
    key_id TEXT NOT NULL, -- that signed it
    evidence_choice TEXT NOT NULL, -- JSON: what the learner lets be seen
    created_by TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    signed_at INTEGER NOT NULL,
    told_at INTEGER NOT NULL, -- the learner, by mail
    claimed_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    PRIMARY KEY (tenant, id),
    FOREIGN KEY (tenant, achievement, version)
        REFERENCES achievement_version (tenant, achievement, version),
    CHECK (state BETWEEN 0 AND 6),
    CHECK (source BETWEEN 1 AND 4),
    CHECK (outside_scope IN (0, 1)),
    CHECK (valid_until = '' OR valid_until >= valid_from)
) STRICT;
CREATE UNIQUE INDEX award_id ON award (id);
-- Invariant 26: one that is held, and one on its way, which may replace it.
CREATE UNIQUE INDEX award_held_person ON award (tenant, achievement, person)
    WHERE person <> '' AND state IN (1, 2);
CREATE UNIQUE INDEX award_held_email ON award (tenant, achievement, email)
    WHERE person = '' AND email <> '' AND state IN (1, 2);
CREATE UNIQUE INDEX award_prepared_person
    ON award (tenant, achievement, person) WHERE person <> '' AND state = 0;
CREATE UNIQUE INDEX award_prepared_email ON award (tenant, achievement, email)
    WHERE person = '' AND email <> '' AND state = 0;
CREATE UNIQUE INDEX award_line ON award (tenant, batch, line)
    WHERE batch <> '';
CREATE INDEX award_enrolment ON award (tenant, enrolment)
    WHERE enrolment <> '';
CREATE INDEX award_person ON award (person, awarded_on, id)
    WHERE person <> '';
CREATE INDEX award_email ON award (email) WHERE person = '';
CREATE INDEX award_created ON award (tenant, created_at, id);
CREATE INDEX award_achievement ON award (tenant, achievement, created_at, id);
CREATE INDEX award_state ON award (tenant, state, created_at, id);
CREATE INDEX award_expiry ON award (tenant, valid_until, id)
    WHERE state = 1 AND valid_until <> '';
CREATE INDEX award_untold ON award (tenant, held_until, id)
    WHERE told_at = 0 AND state = 1;
CREATE INDEX award_run ON award (tenant, run) WHERE run <> '';

-- Every change of state: what held on a day (valid time), known since when.
-- append-only: award_change
CREATE TABLE award_change (
    tenant TEXT NOT NULL,
    award TEXT NOT NULL,
    position INTEGER NOT NULL, -- from 1
    state INTEGER NOT NULL, -- the new one
    effective_on TEXT NOT NULL, -- from this day
    recorded_at INTEGER NOT NULL,
    reason_code INTEGER NOT NULL,
    reason TEXT NOT NULL,
    actor TEXT NOT NULL,
    PRIMARY KEY (tenant, award, position),
    FOREIGN KEY (tenant, award) REFERENCES award (tenant, id)
) STRICT;

CREATE TABLE award_intent (
    tenant TEXT NOT NULL,
    award TEXT NOT NULL,
    idempotency_key TEXT NOT NULL,
    request_hash BLOB NOT NULL, -- of what was asked
    prepared BLOB NOT NULL, -- the exact unsigned bytes
    prepared_hash BLOB NOT NULL, -- what gets signed
    proof_options TEXT NOT NULL, -- JSON
    created_at INTEGER NOT NULL,
    done_at INTEGER NOT NULL, -- 0: still to be signed
    PRIMARY KEY (tenant, award),
    FOREIGN KEY (tenant, award) REFERENCES award (tenant, id)
) STRICT;
CREATE UNIQUE INDEX award_intent_key ON award_intent (tenant, idempotency_key);
CREATE INDEX award_intent_open ON award_intent (created_at) WHERE done_at = 0;

CREATE TABLE batch (
    tenant TEXT NOT NULL,
    id TEXT NOT NULL,
    achievement TEXT NOT NULL,
    version INTEGER NOT NULL,
    name TEXT NOT NULL, -- of the list
    file TEXT NOT NULL,
    state INTEGER NOT NULL, -- enum batch_state
    options TEXT NOT NULL, -- JSON: dates, hold, language, mail
    n_lines INTEGER NOT NULL,
    n_done INTEGER NOT NULL,
    n_failed INTEGER NOT NULL,
    created_by TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    finished_at INTEGER NOT NULL,
    PRIMARY KEY (tenant, id),
    FOREIGN KEY (tenant, achievement, version)
        REFERENCES achievement_version (tenant, achievement, version),
    CHECK (state BETWEEN 1 AND 5)
) STRICT;
CREATE INDEX batch_created ON batch (tenant, created_at, id);

CREATE TABLE batch_line (
    tenant TEXT NOT NULL,
    batch TEXT NOT NULL,
    line INTEGER NOT NULL, -- of the file, from 1
    email TEXT NOT NULL,
    recipient_name TEXT NOT NULL,
    data TEXT NOT NULL, -- JSON: the other columns
    state INTEGER NOT NULL, -- enum line_state
    award TEXT NOT NULL,
    fault TEXT NOT NULL, -- an error code, or ''
    field TEXT NOT NULL, -- the column it is about
    about TEXT NOT NULL,
    PRIMARY KEY (tenant, batch, line),
    FOREIGN KEY (tenant, batch) REFERENCES batch (tenant, id),
    CHECK (state BETWEEN 1 AND 4)
) STRICT;
CREATE INDEX batch_line_state ON batch_line (tenant, batch, state, line);

CREATE TABLE status_list (
    tenant TEXT NOT NULL,
    id TEXT NOT NULL, -- in its public address
    purpose INTEGER NOT NULL, -- enum status_purpose
    size_entries INTEGER NOT NULL, -- 131 072 at least
    used INTEGER NOT NULL,
    state INTEGER NOT NULL, -- 1 takes new entries, 2 full
    revision INTEGER NOT NULL, -- grows with every change of an entry
    published_revision INTEGER NOT NULL, -- that the credential shows
    credential TEXT NOT NULL, -- signed
    published_at INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (tenant, id),
    FOREIGN KEY (tenant) REFERENCES organisation (tenant),
    CHECK (purpose BETWEEN 1 AND 2),
    CHECK (state BETWEEN 1 AND 2),
    CHECK (used <= size_entries)
) STRICT;
CREATE UNIQUE INDEX status_list_id ON status_list (id);
CREATE INDEX status_list_open ON status_list (tenant, purpose) WHERE state = 1;

CREATE TABLE status_entry (
    tenant TEXT NOT NULL,
    status_list TEXT NOT NULL,
    status_index INTEGER NOT NULL, -- random, never used twice
    award TEXT NOT NULL,
    purpose INTEGER NOT NULL,
    value INTEGER NOT NULL, -- 1: set
    PRIMARY KEY (tenant, status_list, status_index),
    FOREIGN KEY (tenant, status_list) REFERENCES status_list (tenant, id),
    FOREIGN KEY (tenant, award) REFERENCES award (tenant, id),
    CHECK (value IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX status_entry_award
    ON status_entry (tenant, award, purpose);
CREATE INDEX status_entry_set
    ON status_entry (tenant, status_list, status_index) WHERE value = 1;

CREATE TABLE counter (
    tenant TEXT NOT NULL,
    award TEXT NOT NULL,
    kind INTEGER NOT NULL, -- enum counter_kind
    day_on TEXT NOT NULL,
    n INTEGER NOT NULL,
    PRIMARY KEY (tenant, award, kind, day_on),
    FOREIGN KEY (tenant, award) REFERENCES award (tenant, id),
    CHECK (kind BETWEEN 1 AND 5),
    CHECK (n >= 0)
) STRICT;
