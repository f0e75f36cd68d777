import { FactLog, type Row } from "./facts.ts";
import type { Env, Model, Result } from "./model.ts";
import { EventQueue } from "./queue.ts";
import { Streams } from "./random.ts";
import type { Nanos } from "./time.ts";

/** One running instant of a simulation: the only thing in the kernel that changes in place. */
export class Moment<S, C, E> implements Env<E> {
  now: Nanos = 0;
  /** How many events have been handled: with `now`, a position in history. */
  handled = 0;
  state: S;
  readonly queue: EventQueue<E>;
  readonly random: Streams;
  readonly facts: FactLog;
  private readonly model: Model<never, S, C, E>;
  private seq = 0;
  private causes: readonly number[] | undefined;

  private constructor(model: Model<never, S, C, E>, state: S, queue: EventQueue<E>, random: Streams, facts: FactLog) {
    this.model = model;
    this.state = state;
    this.queue = queue;
    this.random = random;
    this.facts = facts;
  }

  static begin<Scenario, S, C, E>(model: Model<Scenario, S, C, E>, scenario: Scenario, seed: number): Moment<S, C, E> {
    const moment = new Moment<S, C, E>(model, undefined as S, EventQueue.empty(), new Streams(seed), FactLog.empty());
    moment.state = model.begin(scenario, moment);
    return moment;
  }

  copy(): Moment<S, C, E> {
    const copy = new Moment(this.model, this.model.copy(this.state), this.queue.copy(), this.random.copy(), this.facts.copy());
    copy.now = this.now;
    copy.handled = this.handled;
    copy.seq = this.seq;
    return copy;
  }

  after(delay: Nanos, event: E): void {
    if (!(delay >= 0)) throw new RangeError(`an event cannot be planned ${delay} ns from now`);
    this.queue.push(this.now + Math.round(delay), this.seq++, event);
  }

  note(type: string, about: string, detail?: Row, because: readonly number[] | undefined = this.causes): number {
    const id = this.facts.length;
    this.facts.add({
      id,
      at: this.now,
      type,
      about,
      ...(detail === undefined ? undefined : { detail }),
      ...(because === undefined || because.length === 0 ? undefined : { because }),
    });
    return id;
  }

  because(causes: readonly number[], work: () => void): void {
    const before = this.causes;
    this.causes = causes;
    try {
      work();
    } finally {
      this.causes = before;
    }
  }

  /** Handles the next event. Only to be called when one is due. */
  handleNext(): void {
    this.now = this.queue.nextAt;
    this.handled++;
    this.model.handle(this.state, this.queue.pop(), this);
  }

  apply(command: C): Result {
    return this.model.apply(this.state, command, this);
  }
}
