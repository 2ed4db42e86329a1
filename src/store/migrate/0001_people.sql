-- Organisations, people, signing in.
--
-- Conventions of the whole schema, for SQLite 3.40 and PostgreSQL 15 alike:
-- no NULL: '' and 0 say "none". An id is 26 characters of base32. *_at is an
-- instant in Unix seconds, *_on a day YYYY-MM-DD, *_by a person or a token.
-- Yes and no are 1 and 0. A column name has one type everywhere. `tenant`
-- comes first in each key; what belongs to a person and to no organisation
-- has `person` there. Numbers of states and kinds: the headers of src/domain.

CREATE TABLE organisation (
    tenant TEXT NOT NULL PRIMARY KEY, -- its id; every row of it carries this
    slug TEXT NOT NULL, -- in addresses
    name TEXT NOT NULL,
    skeleton TEXT NOT NULL, -- of the name: what looks alike has the same
    domain TEXT NOT NULL, -- shown before the name
    domain_checked_at INTEGER NOT NULL, -- when control of it was shown
    kind INTEGER NOT NULL, -- enum organisation_kind
    country TEXT NOT NULL, -- ISO 3166-1, two letters
    region TEXT NOT NULL, -- ISO 3166-2, or ''
    regulated INTEGER NOT NULL, -- 1: a regulated provider
    qa_profile TEXT NOT NULL, -- the quality statement: who we are,
    qa_process TEXT NOT NULL, -- how quality is assured,
    qa_review TEXT NOT NULL, -- how and when it is reviewed
    url TEXT NOT NULL, -- its own web site
    email TEXT NOT NULL, -- where people may write
    about TEXT NOT NULL, -- a paragraph for its page
    accent TEXT NOT NULL, -- "#1f6f8b"
    logo TEXT NOT NULL, -- a file, or ''
    state INTEGER NOT NULL, -- enum organisation_state
    owner TEXT NOT NULL, -- the tenant it belongs to (itself as a rule),
    operator TEXT NOT NULL, -- that manages it,
    signer TEXT NOT NULL, -- whose keys sign for it
    did_method INTEGER NOT NULL, -- enum did_method
    language TEXT NOT NULL,
    time_zone TEXT NOT NULL, -- IANA name
    utc_offset_minutes INTEGER NOT NULL, -- east; what a day is
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    CHECK (regulated IN (0, 1)),
    CHECK (kind BETWEEN 1 AND 7),
    CHECK (state BETWEEN 1 AND 4),
    CHECK (did_method BETWEEN 1 AND 2)
) STRICT;
CREATE UNIQUE INDEX organisation_slug ON organisation (slug);
CREATE INDEX organisation_skeleton ON organisation (skeleton);
CREATE INDEX organisation_operator ON organisation (operator);
CREATE INDEX organisation_name ON organisation (name, tenant);

CREATE TABLE org_key (
    tenant TEXT NOT NULL,
    id TEXT NOT NULL, -- the fragment of its verification method
    key_type INTEGER NOT NULL, -- enum key_type of lib/crypto, plus 1
    public_key TEXT NOT NULL, -- Multikey
    sealed BLOB NOT NULL, -- the secret half, encrypted to this tenant and id
    created_at INTEGER NOT NULL,
    retired_at INTEGER NOT NULL, -- 0: in use
    reason TEXT NOT NULL, -- why retired
    PRIMARY KEY (tenant, id),
    FOREIGN KEY (tenant) REFERENCES organisation (tenant)
) STRICT;

-- global: person
CREATE TABLE person (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL, -- as the person writes it
    language TEXT NOT NULL,
    time_zone TEXT NOT NULL,
    did TEXT NOT NULL, -- the learner's own identifier, or ''
    operator_role INTEGER NOT NULL, -- 1: operates the installation
    state INTEGER NOT NULL, -- enum person_state
    guide INTEGER NOT NULL, -- first steps done, one bit each
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    CHECK (operator_role IN (0, 1)),
    CHECK (state BETWEEN 1 AND 3)
) STRICT;

-- global: person_email
CREATE TABLE person_email (
    person TEXT NOT NULL,
    email TEXT NOT NULL, -- as email_normal() writes it
    confirmed_at INTEGER NOT NULL, -- 0: says nothing yet
    main INTEGER NOT NULL, -- 1: where mail goes
    bounced_at INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (person, email),
    FOREIGN KEY (person) REFERENCES person (id),
    CHECK (main IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX person_email_owner ON person_email (email)
    WHERE confirmed_at > 0;
CREATE UNIQUE INDEX person_email_main ON person_email (person)
    WHERE main = 1;
CREATE INDEX person_email_email ON person_email (email);

CREATE TABLE membership (
    tenant TEXT NOT NULL,
    person TEXT NOT NULL,
    role INTEGER NOT NULL, -- enum role
    number TEXT NOT NULL, -- of the student or of staff, or ''
    unit TEXT NOT NULL, -- department, team, or ''
    name TEXT NOT NULL, -- as this organisation writes it
    name_key TEXT NOT NULL, -- folded, to sort and to search by
    email TEXT NOT NULL, -- as this organisation knows it
    state INTEGER NOT NULL, -- enum membership_state
    run TEXT NOT NULL, -- the import that made it, or ''
    created_by TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (tenant, person, role),
    FOREIGN KEY (tenant) REFERENCES organisation (tenant),
    FOREIGN KEY (person) REFERENCES person (id),
    CHECK (role BETWEEN 1 AND 7),
    CHECK (state BETWEEN 1 AND 2)
) STRICT;
CREATE INDEX membership_person ON membership (person);
CREATE INDEX membership_name ON membership (tenant, role, name_key, person);
CREATE INDEX membership_email ON membership (tenant, email);
CREATE INDEX membership_run ON membership (tenant, run) WHERE run <> '';
CREATE UNIQUE INDEX membership_number ON membership (tenant, role, number)
    WHERE number <> '';

-- Beginnings of words, folded: what search fields look up.
CREATE TABLE word (
    tenant TEXT NOT NULL,
    noun INTEGER NOT NULL, -- enum word_noun
    word TEXT NOT NULL,
    object TEXT NOT NULL, -- id of the person, the award ...
    PRIMARY KEY (tenant, noun, word, object)
) STRICT;
CREATE INDEX word_object ON word (tenant, noun, object);

-- global: login
CREATE TABLE login (
    person TEXT NOT NULL,
    id TEXT NOT NULL,
    kind INTEGER NOT NULL, -- enum login_kind
    label TEXT NOT NULL, -- what the person calls it
    verifier TEXT NOT NULL, -- password: the argon2id text
    credential_id BLOB NOT NULL, -- passkey
    cose_key BLOB NOT NULL, -- passkey: its public key
    sign_count INTEGER NOT NULL, -- passkey
    issuer TEXT NOT NULL, -- OpenID Connect: iss
    subject TEXT NOT NULL, -- OpenID Connect: sub
    created_at INTEGER NOT NULL,
    used_at INTEGER NOT NULL,
    PRIMARY KEY (person, id),
    FOREIGN KEY (person) REFERENCES person (id),
    CHECK (kind BETWEEN 1 AND 3)
) STRICT;
CREATE UNIQUE INDEX login_password ON login (person) WHERE kind = 1;
CREATE UNIQUE INDEX login_passkey ON login (credential_id) WHERE kind = 2;
CREATE UNIQUE INDEX login_oidc ON login (issuer, subject) WHERE kind = 3;

-- global: session
CREATE TABLE session (
    secret_hash BLOB NOT NULL PRIMARY KEY, -- SHA-256 of the cookie
    person TEXT NOT NULL,
    tenant TEXT NOT NULL, -- the organisation being worked in, or ''
    kind INTEGER NOT NULL, -- enum token_purpose or login_kind it began with
    agent TEXT NOT NULL, -- the browser, in a few words
    created_at INTEGER NOT NULL,
    seen_at INTEGER NOT NULL,
    strong_at INTEGER NOT NULL, -- when the person last proved who they are
    expires_at INTEGER NOT NULL,
    FOREIGN KEY (person) REFERENCES person (id)
) STRICT;
CREATE INDEX session_person ON session (person);
CREATE INDEX session_expiry ON session (expires_at);

-- global: token
CREATE TABLE token (
    secret_hash BLOB NOT NULL PRIMARY KEY, -- SHA-256 of what was sent
    purpose INTEGER NOT NULL, -- enum token_purpose
    tenant TEXT NOT NULL, -- or ''
    person TEXT NOT NULL, -- or ''
    email TEXT NOT NULL, -- it was sent there
    role INTEGER NOT NULL, -- of an invitation
    object TEXT NOT NULL, -- the award to claim, the attestation ...
    data TEXT NOT NULL, -- JSON: nonce and verifier of OpenID Connect ...
    created_by TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    used_at INTEGER NOT NULL -- 0: may be used, once
) STRICT;
CREATE INDEX token_expiry ON token (expires_at);
CREATE INDEX token_object ON token (tenant, purpose, object);

CREATE TABLE oidc_provider (
    tenant TEXT NOT NULL, -- '' serves every organisation
    id TEXT NOT NULL,
    label TEXT NOT NULL, -- on the button
    issuer TEXT NOT NULL,
    client_id TEXT NOT NULL,
    sealed BLOB NOT NULL, -- the client secret, encrypted
    scopes TEXT NOT NULL,
    state INTEGER NOT NULL, -- 1 on, 2 off
    created_at INTEGER NOT NULL,
    PRIMARY KEY (tenant, id),
    CHECK (state BETWEEN 1 AND 2)
) STRICT;
