-- Full text: titles of works and proposals, names and handles of creators, texts of rules and documents.
CREATE TABLE search (
    kind TEXT NOT NULL, address TEXT NOT NULL, title TEXT NOT NULL, body TEXT NOT NULL,
    words TSVECTOR GENERATED ALWAYS AS (
        setweight(to_tsvector('simple', title), 'A') || setweight(to_tsvector('simple', left(body, 200000)), 'B')
    ) STORED
);
CREATE INDEX search_by_word ON search USING GIN (words);
CREATE INDEX search_by_address ON search (address);
