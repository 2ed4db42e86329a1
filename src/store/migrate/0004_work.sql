-- What a person shows; mail and notices; audit, tokens, jobs, settings.

-- global: share
CREATE TABLE share (
    id TEXT NOT NULL PRIMARY KEY, -- in its public address
    person TEXT NOT NULL,
    title TEXT NOT NULL,
    ends_on TEXT NOT NULL, -- the last day; '': until withdrawn
    withdrawn_at INTEGER NOT NULL,
    hidden INTEGER NOT NULL, -- enum share_part, added up
    created_at INTEGER NOT NULL,
    FOREIGN KEY (person) REFERENCES person (id)
) STRICT;
CREATE INDEX share_person ON share (person, created_at, id);

-- global: share_award
CREATE TABLE share_award (
    share TEXT NOT NULL,
    position INTEGER NOT NULL,
    tenant TEXT NOT NULL,
    award TEXT NOT NULL,
    PRIMARY KEY (share, position),
    FOREIGN KEY (share) REFERENCES share (id),
    FOREIGN KEY (tenant, award) REFERENCES award (tenant, id)
) STRICT;
CREATE UNIQUE INDEX share_award_once ON share_award (share, tenant, award);
CREATE INDEX share_award_award ON share_award (tenant, award);

-- global: profile
CREATE TABLE profile (
    person TEXT NOT NULL PRIMARY KEY,
    slug TEXT NOT NULL, -- in its public address
    shown INTEGER NOT NULL, -- 0, as at first: for nobody else
    headline TEXT NOT NULL,
    about TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    FOREIGN KEY (person) REFERENCES person (id),
    CHECK (shown IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX profile_slug ON profile (slug);

-- global: profile_tile
CREATE TABLE profile_tile (
    person TEXT NOT NULL,
    tenant TEXT NOT NULL,
    award TEXT NOT NULL,
    shown INTEGER NOT NULL, -- an award without a row is not shown
    position INTEGER NOT NULL,
    PRIMARY KEY (person, tenant, award),
    FOREIGN KEY (tenant, award) REFERENCES award (tenant, id),
    CHECK (shown IN (0, 1))
) STRICT;

CREATE TABLE mail (
    tenant TEXT NOT NULL, -- '' is the installation
    id TEXT NOT NULL,
    once TEXT NOT NULL, -- says what it is about: none is sent twice
    template TEXT NOT NULL,
    language TEXT NOT NULL,
    person TEXT NOT NULL, -- or ''
    email TEXT NOT NULL, -- to
    subject_line TEXT NOT NULL,
    body TEXT NOT NULL,
    award TEXT NOT NULL, -- or ''
    state INTEGER NOT NULL, -- enum mail_state
    tries INTEGER NOT NULL,
    due_at INTEGER NOT NULL, -- not before
    lease_until INTEGER NOT NULL,
    lease INTEGER NOT NULL, -- grows: an old holder's write is refused
    fault TEXT NOT NULL, -- what the server said
    created_at INTEGER NOT NULL,
    sent_at INTEGER NOT NULL,
    bounced_at INTEGER NOT NULL,
    PRIMARY KEY (tenant, id),
    CHECK (state BETWEEN 1 AND 5)
) STRICT;
CREATE UNIQUE INDEX mail_once ON mail (tenant, once);
CREATE INDEX mail_due ON mail (due_at, id) WHERE state = 1;
CREATE INDEX mail_list ON mail (tenant, created_at, id);
CREATE INDEX mail_state ON mail (tenant, state, created_at, id);
CREATE INDEX mail_award ON mail (tenant, award) WHERE award <> '';
CREATE INDEX mail_person ON mail (person) WHERE person <> '';

CREATE TABLE mail_template (
    tenant TEXT NOT NULL,
    template TEXT NOT NULL,
    language TEXT NOT NULL,
    subject_line TEXT NOT NULL,
    body TEXT NOT NULL, -- Markdown with {fields}
    revision INTEGER NOT NULL,
    updated_by TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    PRIMARY KEY (tenant, template, language)
) STRICT;

-- global: notice
CREATE TABLE notice (
    person TEXT NOT NULL,
    id TEXT NOT NULL,
    tenant TEXT NOT NULL, -- or ''
    kind INTEGER NOT NULL, -- enum notice_kind
    object TEXT NOT NULL, -- id of what it is about
    about TEXT NOT NULL, -- its name then
    created_at INTEGER NOT NULL,
    read_at INTEGER NOT NULL,
    PRIMARY KEY (person, id),
    FOREIGN KEY (person) REFERENCES person (id)
) STRICT;
CREATE INDEX notice_list ON notice (person, created_at, id);
CREATE INDEX notice_unread ON notice (person) WHERE read_at = 0;

-- global: preference
CREATE TABLE preference (
    person TEXT NOT NULL,
    kind INTEGER NOT NULL, -- enum notice_kind
    by_mail INTEGER NOT NULL, -- 0: in the inbox only
    PRIMARY KEY (person, kind),
    FOREIGN KEY (person) REFERENCES person (id),
    CHECK (by_mail IN (0, 1))
) STRICT;

-- Each row holds the digest of the one before.
-- append-only: event
CREATE TABLE event (
    tenant TEXT NOT NULL, -- '' is the installation
    seq INTEGER NOT NULL, -- from 1, without gaps
    recorded_at INTEGER NOT NULL,
    actor TEXT NOT NULL, -- person, token, or ''
    action TEXT NOT NULL, -- "award_revoke"
    object TEXT NOT NULL,
    fault TEXT NOT NULL, -- an error code when it was refused, or ''
    origin TEXT NOT NULL, -- the block of addresses it came from
    data TEXT NOT NULL, -- JSON; no personal data
    previous BLOB NOT NULL,
    chain BLOB NOT NULL, -- SHA-256 of previous and the row
    PRIMARY KEY (tenant, seq)
) STRICT;
CREATE INDEX event_object ON event (tenant, object, seq);
CREATE INDEX event_actor ON event (tenant, actor, seq);
CREATE INDEX event_action ON event (tenant, action, seq);

CREATE TABLE api_token (
    tenant TEXT NOT NULL,
    id TEXT NOT NULL,
    secret_hash BLOB NOT NULL,
    label TEXT NOT NULL,
    scopes TEXT NOT NULL, -- names of rights, a space between
    created_by TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    used_at INTEGER NOT NULL,
    revoked_at INTEGER NOT NULL,
    PRIMARY KEY (tenant, id),
    FOREIGN KEY (tenant) REFERENCES organisation (tenant)
) STRICT;
CREATE UNIQUE INDEX api_token_secret ON api_token (secret_hash);

CREATE TABLE idempotency (
    tenant TEXT NOT NULL,
    actor TEXT NOT NULL,
    idempotency_key TEXT NOT NULL,
    request_hash BLOB NOT NULL,
    status INTEGER NOT NULL, -- of the answer; 0: still being made
    media_type TEXT NOT NULL,
    answer BLOB NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (tenant, actor, idempotency_key)
) STRICT;
CREATE INDEX idempotency_age ON idempotency (created_at);

CREATE TABLE import_run (
    tenant TEXT NOT NULL,
    id TEXT NOT NULL,
    kind INTEGER NOT NULL, -- enum import_kind
    name TEXT NOT NULL,
    file TEXT NOT NULL,
    mapping TEXT NOT NULL, -- JSON: column to field
    state INTEGER NOT NULL, -- enum import_state
    n_lines INTEGER NOT NULL,
    n_done INTEGER NOT NULL,
    n_failed INTEGER NOT NULL,
    created_by TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    finished_at INTEGER NOT NULL,
    PRIMARY KEY (tenant, id),
    FOREIGN KEY (tenant) REFERENCES organisation (tenant),
    CHECK (kind BETWEEN 1 AND 6),
    CHECK (state BETWEEN 1 AND 4)
) STRICT;
CREATE INDEX import_run_created ON import_run (tenant, created_at, id);

CREATE TABLE import_fault (
    tenant TEXT NOT NULL,
    run TEXT NOT NULL,
    line INTEGER NOT NULL,
    position INTEGER NOT NULL, -- several a line
    field TEXT NOT NULL,
    fault TEXT NOT NULL, -- an error code
    about TEXT NOT NULL,
    PRIMARY KEY (tenant, run, line, position),
    FOREIGN KEY (tenant, run) REFERENCES import_run (tenant, id)
) STRICT;

CREATE TABLE setting (
    tenant TEXT NOT NULL, -- '' is the installation
    name TEXT NOT NULL,
    setting TEXT NOT NULL,
    updated_by TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    PRIMARY KEY (tenant, name)
) STRICT;

-- global: bucket
CREATE TABLE bucket (
    bucket TEXT NOT NULL PRIMARY KEY, -- what is limited and whose
    used INTEGER NOT NULL, -- thousandths, as of updated_at
    updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX bucket_age ON bucket (updated_at);

CREATE TABLE job (
    tenant TEXT NOT NULL,
    id TEXT NOT NULL,
    kind INTEGER NOT NULL, -- enum job_kind
    object TEXT NOT NULL, -- the batch, the import ...
    data TEXT NOT NULL, -- JSON
    state INTEGER NOT NULL, -- enum job_state
    tries INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    lease_until INTEGER NOT NULL,
    lease INTEGER NOT NULL, -- grows: an old holder's write is refused
    fault TEXT NOT NULL,
    created_by TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    finished_at INTEGER NOT NULL,
    PRIMARY KEY (tenant, id),
    CHECK (state BETWEEN 1 AND 4)
) STRICT;
CREATE INDEX job_due ON job (due_at, id) WHERE state = 1;
CREATE INDEX job_object ON job (tenant, object);
