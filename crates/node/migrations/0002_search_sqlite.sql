-- Full text: titles of works and proposals, names and handles of creators, texts of rules and documents.
CREATE VIRTUAL TABLE search USING fts5 (kind UNINDEXED, address UNINDEXED, title, body, prefix = '3');
