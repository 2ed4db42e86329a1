-- What one organisation has asked another to do for it. Once that agrees, it
-- stands in the organisation itself (operator, signer).

CREATE TABLE delegation (
    tenant TEXT NOT NULL, -- who asks
    kind INTEGER NOT NULL, -- enum delegation_kind
    delegate TEXT NOT NULL, -- the tenant that is asked
    created_by TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (tenant, kind),
    FOREIGN KEY (tenant) REFERENCES organisation (tenant),
    FOREIGN KEY (delegate) REFERENCES organisation (tenant),
    CHECK (kind BETWEEN 1 AND 2)
) STRICT;
CREATE INDEX delegation_delegate ON delegation (delegate, created_at);
CREATE INDEX organisation_signer ON organisation (signer);
