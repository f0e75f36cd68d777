import type { Nanos } from "./time.ts";

export type Cell = string | number | boolean;
export type Row = Readonly<Record<string, Cell>>;

/** Something that happened, and the facts that made it happen. */
export interface Fact {
  readonly id: number;
  readonly at: Nanos;
  /** What kind of thing happened, in lowerCamelCase: `oomKill`, `vmStarted`. */
  readonly type: string;
  /** The thing it happened to, as `kind/name`: `process/shop-db`, `vm/db1`. */
  readonly about: string;
  readonly detail?: Row;
  /** Ids of the facts that caused this one. */
  readonly because?: readonly number[];
}

const CHUNK = 1024;

/** The record: append-only; copies share all full chunks. A fact's id is its place in the log. */
export class FactLog {
  private readonly full: (readonly Fact[])[];
  private tail: Fact[];

  private constructor(full: (readonly Fact[])[], tail: Fact[]) {
    this.full = full;
    this.tail = tail;
  }

  static empty(): FactLog {
    return new FactLog([], []);
  }

  copy(): FactLog {
    return new FactLog(this.full.slice(), this.tail.slice());
  }

  get length(): number {
    return this.full.length * CHUNK + this.tail.length;
  }

  add(fact: Fact): void {
    this.tail.push(fact);
    if (this.tail.length === CHUNK) {
      this.full.push(this.tail);
      this.tail = [];
    }
  }

  at(id: number): Fact | undefined {
    const chunk = Math.floor(id / CHUNK);
    return chunk < this.full.length ? this.full[chunk]![id % CHUNK] : this.tail[id - this.full.length * CHUNK];
  }

  all(): Fact[] {
    return this.full.flat().concat(this.tail);
  }

  /** The newest `count` facts, oldest first. */
  last(count: number): Fact[] {
    const found: Fact[] = [];
    for (let id = Math.max(0, this.length - count); id < this.length; id++) found.push(this.at(id)!);
    return found;
  }
}
