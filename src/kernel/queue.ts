import type { Nanos } from "./time.ts";

/** An event waiting for its moment. `(at, seq)` is a total order: two events never tie. */
export interface Pending<E> {
  readonly at: Nanos;
  readonly seq: number;
  readonly event: E;
}

/** The future: a binary heap over `(at, seq)`. Events are plain data and are shared between copies. */
export class EventQueue<E> {
  private readonly ats: number[];
  private readonly seqs: number[];
  private readonly events: E[];

  private constructor(ats: number[], seqs: number[], events: E[]) {
    this.ats = ats;
    this.seqs = seqs;
    this.events = events;
  }

  static empty<E>(): EventQueue<E> {
    return new EventQueue<E>([], [], []);
  }

  copy(): EventQueue<E> {
    return new EventQueue(this.ats.slice(), this.seqs.slice(), this.events.slice());
  }

  get size(): number {
    return this.ats.length;
  }

  /** When the next event is due; Infinity when there is none. */
  get nextAt(): Nanos {
    return this.ats.length === 0 ? Infinity : this.ats[0]!;
  }

  push(at: Nanos, seq: number, event: E): void {
    const { ats, seqs, events } = this;
    let hole = ats.length;
    while (hole > 0) {
      const parent = (hole - 1) >> 1;
      const parentAt = ats[parent]!;
      if (parentAt < at || (parentAt === at && seqs[parent]! < seq)) break;
      ats[hole] = parentAt;
      seqs[hole] = seqs[parent]!;
      events[hole] = events[parent]!;
      hole = parent;
    }
    ats[hole] = at;
    seqs[hole] = seq;
    events[hole] = event;
  }

  /** Removes the next event and returns it. Only to be called when `size > 0`. */
  pop(): E {
    const { ats, seqs, events } = this;
    const first = events[0]!;
    const at = ats.pop()!;
    const seq = seqs.pop()!;
    const event = events.pop()!;
    const size = ats.length;
    if (size === 0) return first;
    let hole = 0;
    for (;;) {
      let child = 2 * hole + 1;
      if (child >= size) break;
      const right = child + 1;
      if (right < size && (ats[right]! < ats[child]! || (ats[right] === ats[child] && seqs[right]! < seqs[child]!))) child = right;
      const childAt = ats[child]!;
      if (at < childAt || (at === childAt && seq < seqs[child]!)) break;
      ats[hole] = childAt;
      seqs[hole] = seqs[child]!;
      events[hole] = events[child]!;
      hole = child;
    }
    ats[hole] = at;
    seqs[hole] = seq;
    events[hole] = event;
    return first;
  }

  /** What is due, soonest first. For showing, not for running: it sorts a copy. */
  pending(): Pending<E>[] {
    return this.ats
      .map((at, i) => ({ at, seq: this.seqs[i]!, event: this.events[i]! }))
      .sort((a, b) => a.at - b.at || a.seq - b.seq);
  }
}
