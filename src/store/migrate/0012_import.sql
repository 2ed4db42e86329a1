-- What an import changed, as it was before: so that it can be put back.

CREATE TABLE import_before (
    tenant TEXT NOT NULL,
    run TEXT NOT NULL,
    person TEXT NOT NULL,
    role INTEGER NOT NULL,
    number TEXT NOT NULL,
    unit TEXT NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (tenant, run, person, role),
    FOREIGN KEY (tenant, run) REFERENCES import_run (tenant, id)
) STRICT;
