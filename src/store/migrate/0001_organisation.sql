-- Who issues: one organisation is one tenant.

CREATE TABLE organisation (
    tenant TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    created_unix_s INTEGER NOT NULL
);
