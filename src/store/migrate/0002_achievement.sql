-- What can be earned, and when it is offered.

CREATE TABLE skill (
    tenant TEXT NOT NULL,
    skill TEXT NOT NULL, -- its code or IRI
    name TEXT NOT NULL,
    name_key TEXT NOT NULL, -- folded name and other names
    framework TEXT NOT NULL,
    url TEXT NOT NULL,
    level_max INTEGER NOT NULL, -- of its scale of proficiency
    replaced_by TEXT NOT NULL,
    PRIMARY KEY (tenant, skill),
    FOREIGN KEY (tenant) REFERENCES organisation (tenant)
) STRICT;

CREATE TABLE achievement (
    tenant TEXT NOT NULL,
    id TEXT NOT NULL,
    code TEXT NOT NULL, -- the organisation's own short name, "COM1"
    title TEXT NOT NULL, -- of the newest version
    version INTEGER NOT NULL, -- the newest
    listed_version INTEGER NOT NULL, -- what is offered now; 0: none
    state INTEGER NOT NULL, -- enum achievement_state of the newest
    shared INTEGER NOT NULL, -- 1: others may adopt the definition
    adopted_from TEXT NOT NULL, -- the achievement it was adopted from
    replaced_by TEXT NOT NULL,
    retired_on TEXT NOT NULL,
    run TEXT NOT NULL,
    created_by TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    PRIMARY KEY (tenant, id),
    FOREIGN KEY (tenant) REFERENCES organisation (tenant),
    CHECK (state BETWEEN 1 AND 5),
    CHECK (shared IN (0, 1)),
    CHECK (replaced_by <> id)
) STRICT;
CREATE UNIQUE INDEX achievement_id ON achievement (id);
CREATE UNIQUE INDEX achievement_code ON achievement (tenant, code)
    WHERE code <> '';
CREATE INDEX achievement_title ON achievement (tenant, title, id);
CREATE INDEX achievement_state ON achievement (tenant, state, title, id);
CREATE INDEX achievement_shared ON achievement (title, id) WHERE shared = 1;
CREATE INDEX achievement_run ON achievement (tenant, run) WHERE run <> '';

CREATE TABLE achievement_version (
    tenant TEXT NOT NULL,
    achievement TEXT NOT NULL,
    version INTEGER NOT NULL, -- from 1
    state INTEGER NOT NULL, -- enum achievement_state
    revision INTEGER NOT NULL, -- of the draft: a save of an older one fails
    title TEXT NOT NULL, -- taken out of the definition, to search and list:
    summary TEXT NOT NULL,
    type TEXT NOT NULL, -- AchievementType of Open Badges
    language TEXT NOT NULL,
    volume_minutes INTEGER NOT NULL,
    level_framework TEXT NOT NULL,
    level INTEGER NOT NULL, -- 0: none
    credit INTEGER NOT NULL, -- hundredths
    credit_system TEXT NOT NULL,
    price INTEGER NOT NULL, -- minor units
    currency TEXT NOT NULL,
    mode INTEGER NOT NULL, -- enum participation
    supervision INTEGER NOT NULL, -- enum supervision
    complexity INTEGER NOT NULL, -- enum complexity
    validity_months INTEGER NOT NULL, -- 0: without end
    credit_bearing INTEGER NOT NULL, -- 1: its statement passed C1 to C4
    search TEXT NOT NULL, -- folded: code, title, summary, outcomes, skills
    definition TEXT NOT NULL, -- JSON, domain/definition_json
    image TEXT NOT NULL, -- the drawing as a file (SVG)
    image_png TEXT NOT NULL, -- and as PNG
    digest TEXT NOT NULL, -- SHA-256 of the definition, hex, once approved
    created_by TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    approved_by TEXT NOT NULL, -- never who created it
    approved_at INTEGER NOT NULL,
    listed_on TEXT NOT NULL,
    PRIMARY KEY (tenant, achievement, version),
    FOREIGN KEY (tenant, achievement) REFERENCES achievement (tenant, id),
    CHECK (state BETWEEN 1 AND 5),
    CHECK (version >= 1),
    CHECK (approved_by = '' OR approved_by <> created_by),
    CHECK (credit_bearing IN (0, 1))
) STRICT;
CREATE INDEX achievement_version_listed
    ON achievement_version (state, title, achievement) WHERE state = 3;
CREATE UNIQUE INDEX achievement_version_one
    ON achievement_version (tenant, achievement) WHERE state = 3;

CREATE TABLE achievement_skill (
    tenant TEXT NOT NULL,
    achievement TEXT NOT NULL,
    version INTEGER NOT NULL,
    skill TEXT NOT NULL,
    name TEXT NOT NULL,
    level INTEGER NOT NULL, -- of proficiency
    PRIMARY KEY (tenant, achievement, version, skill),
    FOREIGN KEY (tenant, achievement, version)
        REFERENCES achievement_version (tenant, achievement, version)
) STRICT;
CREATE INDEX achievement_skill_skill ON achievement_skill (tenant, skill, level);

CREATE TABLE statement (
    tenant TEXT NOT NULL,
    achievement TEXT NOT NULL,
    version INTEGER NOT NULL, -- of the achievement
    revision INTEGER NOT NULL, -- of the statement, from 1
    state INTEGER NOT NULL, -- enum statement_state
    credit_bearing INTEGER NOT NULL,
    body TEXT NOT NULL, -- JSON
    digest TEXT NOT NULL,
    checked_by TEXT NOT NULL,
    checked_at INTEGER NOT NULL,
    published_at INTEGER NOT NULL,
    created_by TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    PRIMARY KEY (tenant, achievement, version, revision),
    FOREIGN KEY (tenant, achievement, version)
        REFERENCES achievement_version (tenant, achievement, version),
    CHECK (state BETWEEN 1 AND 4),
    CHECK (credit_bearing IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX statement_published
    ON statement (tenant, achievement, version) WHERE state = 3;

CREATE TABLE credit_offer (
    tenant TEXT NOT NULL,
    id TEXT NOT NULL,
    achievement TEXT NOT NULL,
    version INTEGER NOT NULL,
    revision INTEGER NOT NULL, -- of the statement it came with
    kind INTEGER NOT NULL, -- enum credit_offer_kind
    target_owner TEXT NOT NULL, -- who gives the credit: a name and domain
    target TEXT NOT NULL, -- the qualification
    credit INTEGER NOT NULL, -- hundredths
    credit_system TEXT NOT NULL,
    terms TEXT NOT NULL, -- JSON: the offer as statement checks read it
    signed_by TEXT NOT NULL, -- for the owner; '': a draft, shown to nobody
    signed_at INTEGER NOT NULL,
    ends_on TEXT NOT NULL,
    PRIMARY KEY (tenant, id),
    FOREIGN KEY (tenant, achievement, version)
        REFERENCES achievement_version (tenant, achievement, version),
    CHECK (kind BETWEEN 1 AND 2)
) STRICT;
CREATE INDEX credit_offer_achievement
    ON credit_offer (tenant, achievement, version);

CREATE TABLE offering (
    tenant TEXT NOT NULL,
    id TEXT NOT NULL,
    achievement TEXT NOT NULL,
    version INTEGER NOT NULL,
    title TEXT NOT NULL, -- "" is the achievement's
    deliverer TEXT NOT NULL, -- who teaches it, when another
    mode INTEGER NOT NULL, -- enum participation
    place TEXT NOT NULL,
    url TEXT NOT NULL, -- where to join
    starts_on TEXT NOT NULL,
    ends_on TEXT NOT NULL,
    due_on TEXT NOT NULL, -- evidence
    weeks_min INTEGER NOT NULL,
    seats INTEGER NOT NULL, -- 0: without limit
    taken INTEGER NOT NULL, -- never more than seats
    price INTEGER NOT NULL,
    currency TEXT NOT NULL,
    state INTEGER NOT NULL, -- enum offering_state
    run TEXT NOT NULL,
    created_by TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (tenant, id),
    FOREIGN KEY (tenant, achievement, version)
        REFERENCES achievement_version (tenant, achievement, version),
    CHECK (state BETWEEN 1 AND 4),
    CHECK (taken >= 0 AND (seats = 0 OR taken <= seats))
) STRICT;
CREATE INDEX offering_achievement
    ON offering (tenant, achievement, starts_on, id);
CREATE INDEX offering_start ON offering (tenant, starts_on, id);
CREATE INDEX offering_run ON offering (tenant, run) WHERE run <> '';
