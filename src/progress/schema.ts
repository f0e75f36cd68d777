import type { DatabaseSync } from "node:sqlite";

/** Each entry takes a file one version further; a new version is a new entry, never a change to an old one. */
const versions = [
  `CREATE TABLE place (course TEXT PRIMARY KEY, step TEXT NOT NULL, session TEXT NOT NULL, at TEXT NOT NULL) STRICT;
   CREATE TABLE step (course TEXT, step TEXT, seen INTEGER NOT NULL, done INTEGER NOT NULL, attempts INTEGER NOT NULL, hints INTEGER NOT NULL,
     told INTEGER NOT NULL, PRIMARY KEY (course, step)) STRICT, WITHOUT ROWID;
   CREATE TABLE answer (id INTEGER PRIMARY KEY, course TEXT NOT NULL, step TEXT NOT NULL, question TEXT NOT NULL, choice TEXT NOT NULL,
     reason TEXT, right INTEGER, at TEXT NOT NULL) STRICT;
   CREATE TABLE reflection (course TEXT, step TEXT, text TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (course, step)) STRICT, WITHOUT ROWID;
   CREATE TABLE line (id INTEGER PRIMARY KEY, course TEXT NOT NULL, text TEXT NOT NULL) STRICT;`,
];

/** The file was written by a Strata that knows more than this one. */
export class Newer extends Error {}

/** Brings a file to this version. Two programs may try at once: the second finds the work done. */
export function migrate(db: DatabaseSync, steps: readonly string[] = versions): void {
  if (versionOf(db) === steps.length) return;
  db.exec("BEGIN IMMEDIATE");
  try {
    const found = versionOf(db);
    if (found > steps.length) throw new Newer();
    for (const statements of steps.slice(found)) db.exec(statements);
    db.exec(`PRAGMA user_version = ${steps.length}`);
    db.exec("COMMIT");
  } catch (error) {
    db.exec("ROLLBACK");
    throw error;
  }
}

const versionOf = (db: DatabaseSync): number => Number(db.prepare("PRAGMA user_version").get()!.user_version);
