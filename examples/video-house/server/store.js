// What the house keeps: who uploaded what, how often it was watched, and what the node told.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import sqlite from 'node-sqlite3-wasm';

const TABLES = `
CREATE TABLE IF NOT EXISTS films (
  hash TEXT PRIMARY KEY, creator TEXT NOT NULL, title TEXT NOT NULL, uploaded INTEGER NOT NULL,
  work TEXT, batch TEXT, proof TEXT
);
CREATE TABLE IF NOT EXISTS views (hash TEXT NOT NULL, day TEXT NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (hash, day));
CREATE TABLE IF NOT EXISTS exports (day TEXT PRIMARY KEY, hash TEXT NOT NULL, work TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS facts (id TEXT PRIMARY KEY, type TEXT NOT NULL, at INTEGER NOT NULL);
`;

/** Opens the database in a folder. */
export function openStore(folder) {
  mkdirSync(join(folder, 'films'), { recursive: true });
  const db = new sqlite.Database(join(folder, 'house.db'));
  db.exec(TABLES);
  return {
    film: (hash) => db.get('SELECT * FROM films WHERE hash = ?', [hash]),
    films: () =>
      db.all(`SELECT hash, creator, title, uploaded, work, batch, (SELECT coalesce(sum(count), 0) FROM views v
        WHERE v.hash = films.hash) AS views FROM films ORDER BY uploaded DESC`),
    addFilm: ({ hash, creator, title }) =>
      db.run('INSERT INTO films (hash, creator, title, uploaded) VALUES (?, ?, ?, ?)', [hash, creator, title, now()]),
    attested: (hash, work) => db.run('UPDATE films SET work = ? WHERE hash = ?', [work, hash]),
    /** Films that no attestation says anything about yet. */
    waiting: () => db.all('SELECT hash, creator FROM films WHERE work IS NULL AND batch IS NULL ORDER BY hash'),
    batched: (hash, batch, proof) =>
      db.run('UPDATE films SET batch = ?, proof = ? WHERE hash = ?', [batch, JSON.stringify(proof), hash]),
    watched: (hash, day) =>
      db.run('INSERT INTO views VALUES (?, ?, 1) ON CONFLICT DO UPDATE SET count = count + 1', [hash, day]),
    viewsOf: (day) =>
      db.all('SELECT f.creator, v.hash, v.count FROM views v JOIN films f USING (hash) WHERE day = ? ORDER BY v.hash', [
        day,
      ]),
    exported: (day) => db.get('SELECT * FROM exports WHERE day = ?', [day]),
    addExport: (day, hash, work) => db.run('INSERT INTO exports VALUES (?, ?, ?)', [day, hash, work]),
    exports: () => db.all('SELECT * FROM exports ORDER BY day DESC'),
    /** A fact that comes again is one fact. */
    addFact: ({ id, type }) => db.run('INSERT OR IGNORE INTO facts VALUES (?, ?, ?)', [id, type, now()]),
    facts: () => db.all('SELECT * FROM facts ORDER BY at DESC, id LIMIT 20'),
    close: () => db.close(),
  };
}

const now = () => Math.floor(Date.now() / 1000);
