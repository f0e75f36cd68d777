import type { DatabaseSync, SQLOutputValue } from "node:sqlite";
import type { Answer, Changes, Kept, Place, Reflection, StepRecord } from "../session/record.ts";

const MOST_LINES = 500;
const LOST = "Your last step could not be saved";

/** What learners have done, per course ("" is Strata's own). Keeping never throws: `notice` tells what went wrong. */
export class Store {
  /** A sentence for the learner when progress is not being saved or was damaged. */
  notice: string | undefined;
  private readonly db: DatabaseSync;
  /** What could not be written yet. */
  private unkept: (() => void)[] = [];

  constructor(db: DatabaseSync, notice?: string) {
    this.db = db;
    this.notice = notice;
  }

  kept(course: string): Kept {
    const rows = (sql: string): Record<string, SQLOutputValue>[] => this.db.prepare(sql).all(course);
    const place = rows("SELECT step, session FROM place WHERE course = ?")[0] as unknown as Place | undefined;
    return {
      place: place && { ...place },
      steps: rows("SELECT * FROM step WHERE course = ? ORDER BY step").map(stepRecord),
      answers: rows("SELECT * FROM answer WHERE course = ? ORDER BY id").map(answer),
      reflections: rows("SELECT step, text, at FROM reflection WHERE course = ? ORDER BY at").map((r) => ({ ...r }) as unknown as Reflection & { at: string }),
      lines: rows(`SELECT text FROM line WHERE course = ? ORDER BY id DESC LIMIT ${MOST_LINES}`).map((r) => String(r.text)).reverse(),
    };
  }

  /** Keeps all of the changes, or none of them if that fails. `at` is when, ISO 8601. */
  keep(course: string, changes: Changes, at = new Date().toISOString()): void {
    this.unkept.push(() => this.write(course, changes, at));
    if (this.attempt(() => this.unkept.forEach((write) => write()))) this.unkept = [];
  }

  /** Forgets everything about a course. */
  forget(course: string): void {
    this.attempt(() => {
      for (const table of ["place", "step", "answer", "reflection", "line"]) this.db.prepare(`DELETE FROM ${table} WHERE course = ?`).run(course);
    });
  }

  close(): void {
    this.db.close();
  }

  private write(course: string, { place, steps = [], answers = [], reflections = [], lines = [] }: Changes, at: string): void {
    if (place !== undefined) this.run("INSERT OR REPLACE INTO place VALUES (?, ?, ?, ?)", course, place.step, place.session, at);
    for (const s of steps) this.run(MERGE_STEP, course, s.step, Number(s.seen), Number(s.done), s.attempts, s.hints, Number(s.told));
    for (const a of answers) this.run("INSERT INTO answer VALUES (NULL, ?, ?, ?, ?, ?, ?, ?)", course, a.step, a.question, a.choice, a.reason ?? null, a.right === undefined ? null : Number(a.right), at);
    for (const r of reflections) this.run("INSERT OR REPLACE INTO reflection VALUES (?, ?, ?, ?)", course, r.step, r.text, at);
    for (const text of lines) this.run("INSERT INTO line VALUES (NULL, ?, ?)", course, text);
    if (lines.length > 0) this.run(`DELETE FROM line WHERE course = ?1 AND id NOT IN (SELECT id FROM line WHERE course = ?1 ORDER BY id DESC LIMIT ${MOST_LINES})`, course);
  }

  private run(sql: string, ...values: (string | number | null)[]): void {
    this.db.prepare(sql).run(...values);
  }

  private attempt(work: () => void): boolean {
    try {
      this.db.exec("BEGIN IMMEDIATE");
      work();
      this.db.exec("COMMIT");
      if (this.notice?.startsWith(LOST) === true) this.notice = undefined;
      return true;
    } catch (error) {
      if (this.db.isTransaction) this.db.exec("ROLLBACK");
      this.notice = `${LOST}: ${(error as Error).message}. You can go on; it is tried again with the next one.`;
      return false;
    }
  }
}

/** Two terminals may each know a part: nothing done is ever undone. */
const MERGE_STEP = `INSERT INTO step VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET seen = max(seen, excluded.seen), done = max(done, excluded.done),
  attempts = max(attempts, excluded.attempts), hints = max(hints, excluded.hints), told = max(told, excluded.told)`;

type Values = Record<string, SQLOutputValue>;

const stepRecord = (r: Values): StepRecord => ({
  step: String(r.step),
  seen: r.seen === 1,
  done: r.done === 1,
  attempts: Number(r.attempts),
  hints: Number(r.hints),
  told: r.told === 1,
});

const answer = (r: Values): Answer & { at: string } => ({
  step: String(r.step),
  question: String(r.question),
  choice: String(r.choice),
  ...(r.reason === null ? undefined : { reason: String(r.reason) }),
  ...(r.right === null ? undefined : { right: r.right === 1 }),
  at: String(r.at),
});
