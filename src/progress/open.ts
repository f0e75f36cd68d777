import { existsSync, mkdirSync, renameSync } from "node:fs";
import { dirname, join } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { migrate, Newer } from "./schema.ts";
import { sqlite } from "./sqlite.ts";
import { Store } from "./store.ts";

const BUSY_MS = 2_000;

/**
 * Opens what is kept in `folder`, making it if need be. Never throws: a damaged file is moved aside, and where
 * nothing can be written everything works and is forgotten at the end; `notice` says so.
 */
export async function openProgress(folder: string): Promise<Store> {
  const Database = await sqlite();
  const file = join(folder, "progress.db");
  const open = (): DatabaseSync => opened(new Database(file, { timeout: BUSY_MS }));
  const unsaved = (why: string): Store => new Store(opened(new Database(":memory:")), `Progress is not being saved: ${why}.`);
  try {
    makeFolder(folder);
    return new Store(open());
  } catch (error) {
    if (error instanceof Newer) return unsaved(`${file} was written by a newer Strata, which can go on with it`);
    if (!isDamaged(error)) return unsaved(`${file} cannot be opened (${(error as Error).message}), set STRATA_HOME to a folder that you may write to`);
    try {
      const aside = moveAside(file);
      return new Store(open(), `The saved progress was damaged. It is now in ${aside}, and you start afresh.`);
    } catch (again) {
      return unsaved(`${file} is damaged and cannot be moved (${(again as Error).message})`);
    }
  }
}

/** Not mkdirSync's `recursive`: where a parent exists and lets nothing be made in it (/proc), that one tries for ever. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  if (dirname(folder) !== folder) makeFolder(dirname(folder));
  mkdirSync(folder, { mode: 0o700 });
}

function opened(db: DatabaseSync): DatabaseSync {
  try {
    db.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL");
    const sound = db.prepare("PRAGMA quick_check(1)").get()!.quick_check;
    if (sound !== "ok") throw Object.assign(new Error(String(sound)), { errcode: CORRUPT });
    migrate(db);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

// https://sqlite.org/rescode.html; the low byte of an extended code is the primary one.
const CORRUPT = 11;
const NOT_A_DATABASE = 26;

function isDamaged(error: unknown): boolean {
  const code = ((error as { errcode?: number }).errcode ?? 0) & 0xff;
  return code === CORRUPT || code === NOT_A_DATABASE;
}

function moveAside(file: string): string {
  let n = 1;
  while (existsSync(`${file}.damaged-${n}`)) n++;
  const aside = `${file}.damaged-${n}`;
  renameSync(file, aside);
  // What belongs to the damaged file would damage the new one.
  for (const part of ["-wal", "-shm"]) if (existsSync(file + part)) renameSync(file + part, aside + part);
  return aside;
}
