-- The award log: one for all tenants, its rows kept for ever. What a leaf
-- says of an award is H(salt, content); without the salt nobody can tell.

-- global: log_leaf
CREATE TABLE log_leaf (
    leaf_index INTEGER NOT NULL PRIMARY KEY, -- from 0, without gaps
    logged_at INTEGER NOT NULL,
    leaf_bytes BLOB NOT NULL -- what is hashed
);
-- append-only: log_leaf

-- Complete nodes of the tree: level 0 are the hashes of the leaves.
-- global: log_node
CREATE TABLE log_node (
    tree_level INTEGER NOT NULL,
    node_index INTEGER NOT NULL,
    node_hash BLOB NOT NULL,
    PRIMARY KEY (tree_level, node_index)
);
-- append-only: log_node

-- Deleted when a learner is erased (RELIABILITY PR-01).
CREATE TABLE log_salt (
    tenant TEXT NOT NULL,
    leaf_index INTEGER NOT NULL,
    leaf_salt BLOB NOT NULL,
    PRIMARY KEY (tenant, leaf_index)
);

-- Checkpoints as they were published.
-- global: log_checkpoint
CREATE TABLE log_checkpoint (
    tree_size INTEGER NOT NULL PRIMARY KEY,
    logged_at INTEGER NOT NULL,
    signed_note TEXT NOT NULL
);
-- append-only: log_checkpoint
