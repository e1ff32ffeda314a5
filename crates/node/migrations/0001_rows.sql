-- Rows of a platform at finalized slots. Written once for both dialects: BLOB is BYTEA in PostgreSQL.
-- Amounts of 64 bits are eight bytes, most significant first, so that they sort as numbers. Times are unix seconds.

CREATE TABLE node (
    id BIGINT PRIMARY KEY CHECK (id = 1),
    genesis TEXT NOT NULL,
    platform TEXT NOT NULL,
    pool TEXT NOT NULL,
    mint TEXT NOT NULL,
    -- Up to where everything is here: written in one commit with what came of it.
    slot BIGINT NOT NULL,
    blockhash TEXT NOT NULL,
    time BIGINT NOT NULL,
    -- 'blocks': each block's hash was checked against its parent's. 'signatures': an endpoint's word.
    mode TEXT NOT NULL,
    -- From where on history is whole.
    history_from BIGINT NOT NULL
);

-- Every account as it was last read: the truth that all other rows of accounts are made from.
CREATE TABLE accounts (
    address TEXT PRIMARY KEY,
    owner TEXT NOT NULL,
    kind TEXT NOT NULL,
    data BLOB NOT NULL,
    lamports BLOB NOT NULL,
    slot BIGINT NOT NULL,
    -- When it was found closed; its last bytes stay.
    closed_slot BIGINT,
    -- 1: closed before it was ever read; its bytes hold what history tells, and zeros.
    is_rebuilt BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX accounts_by_kind ON accounts (kind, address);

CREATE TABLE platforms (address TEXT PRIMARY KEY, pool TEXT, treasury TEXT, guardian TEXT);
CREATE TABLE pools (address TEXT PRIMARY KEY, mint TEXT, scorer TEXT);
CREATE TABLE tracks (address TEXT PRIMARY KEY, number BIGINT);

CREATE TABLE creators (
    address TEXT PRIMARY KEY, handle TEXT, authority TEXT, profile_hash TEXT, created_at BIGINT
);
CREATE INDEX creators_by_handle ON creators (handle, address);
CREATE INDEX creators_by_authority ON creators (authority);
CREATE INDEX creators_by_time ON creators (created_at, address);

CREATE TABLE handles (address TEXT PRIMARY KEY, creator TEXT, released_at BIGINT);

CREATE TABLE permissions (
    address TEXT PRIMARY KEY, creator TEXT, attestor TEXT, starts_at BIGINT, ends_at BIGINT
);
CREATE INDEX permissions_by_creator ON permissions (creator);
CREATE INDEX permissions_by_attestor ON permissions (attestor);

CREATE TABLE positions (
    address TEXT PRIMARY KEY, holder TEXT, delegate TEXT, shares BLOB, earned BLOB
);
CREATE INDEX positions_by_holder ON positions (holder);
CREATE INDEX positions_by_delegate ON positions (delegate);
CREATE INDEX positions_by_shares ON positions (shares, address);
CREATE INDEX positions_by_earned ON positions (earned, address);

CREATE TABLE grants (address TEXT PRIMARY KEY, holder TEXT, number BIGINT, ends_at BIGINT);
CREATE INDEX grants_by_holder ON grants (holder);

CREATE TABLE works (
    address TEXT PRIMARY KEY, creator TEXT, content TEXT, metadata TEXT, parent TEXT, kind BIGINT, time BIGINT,
    revoked_slot BIGINT
);
CREATE INDEX works_by_time ON works (time, address);
CREATE INDEX works_by_creator ON works (creator, time);
CREATE INDEX works_by_content ON works (content);
CREATE INDEX works_by_metadata ON works (metadata);
CREATE INDEX works_by_parent ON works (parent);

CREATE TABLE batches (address TEXT PRIMARY KEY, author TEXT, root TEXT, time BIGINT, leaves BIGINT);
CREATE INDEX batches_by_time ON batches (time, address);
CREATE INDEX batches_by_author ON batches (author, time);

CREATE TABLE endorsements (address TEXT PRIMARY KEY, work TEXT, endorser TEXT, time BIGINT);
CREATE INDEX endorsements_by_work ON endorsements (work);
CREATE INDEX endorsements_by_endorser ON endorsements (endorser);

CREATE TABLE epochs (
    address TEXT PRIMARY KEY, number BIGINT, status BIGINT, proposer TEXT, challenger TEXT, proposed_at BIGINT,
    challenge_until BIGINT
);
CREATE INDEX epochs_by_number ON epochs (number, address);

CREATE TABLE proposals (
    address TEXT PRIMARY KEY, number BIGINT, track BIGINT, status BIGINT, proposer TEXT, document_hash TEXT,
    voting_from BIGINT, voting_until BIGINT, title TEXT, uri TEXT, actions TEXT
);
CREATE INDEX proposals_by_number ON proposals (number, address);

CREATE TABLE voters (address TEXT PRIMARY KEY, holder TEXT);
CREATE INDEX voters_by_holder ON voters (holder);

CREATE TABLE rules (address TEXT PRIMARY KEY, number BIGINT, domain BIGINT);
CREATE TABLE rule_versions (
    rule TEXT NOT NULL, number BIGINT NOT NULL, text_hash TEXT NOT NULL, effective_at BIGINT NOT NULL,
    sunset_at BIGINT NOT NULL, seen_slot BIGINT NOT NULL, PRIMARY KEY (rule, number, text_hash)
);

CREATE TABLE budgets (
    address TEXT PRIMARY KEY, number BIGINT, recipient TEXT, mint TEXT, ends_at BIGINT, report_due BIGINT
);

-- What happened, in the order of the chain: slot, place in the block, place in the transaction.
CREATE TABLE activity (
    slot BIGINT NOT NULL,
    place BIGINT NOT NULL,
    part BIGINT NOT NULL,
    signature TEXT NOT NULL,
    time BIGINT NOT NULL,
    program TEXT NOT NULL,
    instruction TEXT NOT NULL,
    is_inner BIGINT NOT NULL,
    args TEXT NOT NULL,
    accounts TEXT NOT NULL,
    events TEXT NOT NULL,
    PRIMARY KEY (slot, place, part)
);
CREATE INDEX activity_by_instruction ON activity (instruction, slot, place, part);
CREATE INDEX activity_by_signature ON activity (signature);
CREATE TABLE activity_accounts (
    address TEXT NOT NULL, slot BIGINT NOT NULL, place BIGINT NOT NULL, part BIGINT NOT NULL,
    PRIMARY KEY (address, slot, place, part)
);

-- Each ballot as it was cast, changes included. Weights are NULL where neither a log nor a position told them.
CREATE TABLE votes (
    slot BIGINT NOT NULL, place BIGINT NOT NULL, part BIGINT NOT NULL, signature TEXT NOT NULL, time BIGINT NOT NULL,
    proposal TEXT NOT NULL, holder TEXT, voter TEXT, choice BIGINT NOT NULL, weight TEXT, weight_from TEXT NOT NULL,
    -- What the log adds: the choice before, the weight in the second house, and whether shares left the delegate's ballot.
    was BIGINT, makers TEXT, is_override BIGINT, delegate_voter TEXT,
    PRIMARY KEY (slot, place, part)
);
CREATE INDEX votes_by_proposal ON votes (proposal, slot, place, part);
CREATE INDEX votes_by_holder ON votes (holder, slot, place, part);

-- What became of proposals, ballots apart: made, decided, executed, closed.
CREATE TABLE steps (
    slot BIGINT NOT NULL, place BIGINT NOT NULL, part BIGINT NOT NULL, signature TEXT NOT NULL, time BIGINT NOT NULL,
    proposal TEXT NOT NULL, step TEXT NOT NULL, detail TEXT NOT NULL,
    PRIMARY KEY (slot, place, part)
);
CREATE INDEX steps_by_proposal ON steps (proposal, slot, place, part);

-- What came into and went out of the treasury; mint '' is lamports, change is signed.
CREATE TABLE treasury (
    slot BIGINT NOT NULL, place BIGINT NOT NULL, part BIGINT NOT NULL, signature TEXT NOT NULL, time BIGINT NOT NULL,
    mint TEXT NOT NULL, change TEXT NOT NULL, after TEXT NOT NULL, instruction TEXT NOT NULL,
    PRIMARY KEY (slot, place, part)
);
CREATE INDEX treasury_by_mint ON treasury (mint, slot, place, part);

-- Which documents the chain names. A row stays when the chain names another: what was decided stays readable.
CREATE TABLE document_refs (
    hash TEXT NOT NULL, role TEXT NOT NULL, address TEXT NOT NULL, slot BIGINT NOT NULL,
    PRIMARY KEY (hash, role, address)
);
CREATE INDEX document_refs_by_address ON document_refs (address);

-- state: 'served', 'pending' (the chain does not name it yet), 'blocked' (this node does not serve it).
CREATE TABLE documents (
    hash TEXT PRIMARY KEY, state TEXT NOT NULL, size BIGINT NOT NULL, media TEXT NOT NULL, received_at BIGINT NOT NULL,
    sender TEXT,
    -- Whether its words can be searched and its pictures are known; what it is called, and the first of its pictures.
    is_read BIGINT NOT NULL DEFAULT 0, title TEXT, picture TEXT
);
CREATE INDEX documents_by_state ON documents (state, received_at);

-- Messages to webhooks: written with the cursor, so none is lost or made up; removed when delivered.
CREATE TABLE outbox (
    id TEXT PRIMARY KEY, hook TEXT NOT NULL, kind TEXT NOT NULL, body TEXT NOT NULL, attempts BIGINT NOT NULL,
    due_at BIGINT NOT NULL, state TEXT NOT NULL, error TEXT
);
CREATE INDEX outbox_by_due ON outbox (state, due_at);

-- What this node's key paid for, by the creator's genesis key.
CREATE TABLE sponsored (id TEXT PRIMARY KEY, genesis TEXT NOT NULL, at BIGINT NOT NULL, lamports BIGINT NOT NULL);
CREATE INDEX sponsored_by_genesis ON sponsored (genesis);
