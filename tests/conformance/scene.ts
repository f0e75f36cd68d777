/** A machine under load: programs as small reactions to time and to finished work. */
import { addThread, createCpus, readGroup, setWork, type Cpus } from "../../src/world/machine/cpu/cpus.ts";
import { advanceNest, nestOn, nextNestChange, settleNest, type Nest } from "../world/cpu/nesting.ts";
import { MILLISECOND, type Nanos } from "../../src/kernel/time.ts";
import type { Engine } from "./run.ts";

type Reaction = (now: Nanos) => void;

export interface Scene {
  readonly cpus: Cpus;
  readonly cost: Nanos;
  /** The machine and the virtual machines on it. */
  readonly nest: Nest;
  readonly plan: { at: Nanos; react: Reaction }[];
  readonly done: Map<number, Reaction>;
  /** State of the generator behind `between`. */
  seed: number;
}

/** The measured machine was a VM of two CPUs, also where the load was pinned to one of them (`onCpus`). */
export function scene(engine: Engine, start: Nanos, cost = COST.burst): Scene {
  const cpus = createCpus(2, engine, start, true);
  return { cost, cpus, nest: nestOn(cpus), plan: [], done: new Map(), seed: 1 + Math.round(start) };
}

/** Affinity of a load on the first `count` CPUs of the measured machine. */
export const onCpus = (count: number): readonly number[] | null => (count === 1 ? [0] : null);

export function at(s: Scene, when: Nanos, react: Reaction): void {
  let i = s.plan.length;
  while (i > 0 && (s.plan[i - 1] as { at: Nanos }).at > when) i -= 1;
  s.plan.splice(i, 0, { at: when, react });
}

export function play(s: Scene, until: Nanos): void {
  for (;;) {
    const { now } = s.cpus;
    for (let through = settleNest(s.nest, now); through.length > 0; through = settleNest(s.nest, now)) {
      for (const { id } of through) s.done.get(id)?.(now);
    }
    const next = Math.min(nextNestChange(s.nest), s.plan[0]?.at ?? Infinity);
    if (next > until) break;
    advanceNest(s.nest, next);
    while (s.plan[0] && s.plan[0].at <= next) s.plan.shift()?.react(next);
  }
  advanceNest(s.nest, until);
}

let ids = 0;

/** Thread ids are unique over all machines of a scene. */
export function thread(cpus: Cpus, group: string, nice = 0, affinity: readonly number[] | null = null): number {
  ids += 1;
  addThread(cpus, { id: ids, group, nice, affinity });
  return ids;
}

export const ms = (n: number): Nanos => Math.round(n * MILLISECOND);

/**
 * What a burst costs beside its work (clock readings, cold caches), as measured: the CPU time of the open-loop cases
 * exceeds their work by 45 to 66 µs a burst, that of the request cases by 27 to 54 µs, that of bursts of a VM alone by
 * 60 µs; on a CPU that was busy, 5 µs.
 */
export const COST = { burst: 55_000, request: 38_000, busy: 5_000 };
/** What the threads of a group use together when they start, and again when they end: 1 ms was measured for both. */
export const START = 500_000;
/** Timers fire late (`timer_slack_ns` is 50 µs, the rest is the way to the thread). */
const SLACK = { from: 50_000, to: 90_000 };

/** No two wake-ups and bursts of a real machine take exactly the same time: an even spread, the same in every run of a test. */
function between(s: Scene, from: Nanos, to: Nanos): Nanos {
  s.seed = (Math.imul(s.seed, 1664525) + 1013904223) >>> 0;
  return Math.round(from + ((to - from) * s.seed) / 2 ** 32);
}

const cost = (s: Scene): Nanos => between(s, 0, 2 * (isBusy(s.cpus) ? COST.busy : s.cost));

/** Does whoever wakes now come to a CPU that runs already? */
function isBusy(cpus: Cpus): boolean {
  const [first] = cpus.threads.values();
  return readGroup(cpus, "/").runnable >= (first?.affinity?.length ?? cpus.count);
}

const slack = (s: Scene): Nanos => between(s, SLACK.from, SLACK.to);

/** What a thread still has to do to come to an end once it notices that it is time. */
const EXIT = 200_000;

/** Always busy from `from` until it notices that `until` has come; a thread that is held back notices late. */
export function busy(s: Scene, id: number, from: Nanos, until: Nanos, cpus = s.cpus): void {
  at(s, from, () => setWork(cpus, id, Infinity));
  at(s, until, () => setWork(cpus, id, EXIT));
}

/** A burst of work at fixed times, whether or not the last one is through. Answers the list its latencies (ms) go to. */
export function openLoop(s: Scene, id: number, work: Nanos, due: readonly Nanos[], cpus = s.cpus, latencies: number[] = []): number[] {
  return serve(s, [id], work, due, cpus, latencies);
}

/** One queue of requests, several servers. */
export function serve(s: Scene, servers: readonly number[], work: Nanos, due: readonly Nanos[], cpus = s.cpus, latencies: number[] = []): number[] {
  const queue: Nanos[] = [];
  const idle = [...servers];
  const current = new Map<number, Nanos>();
  const take = (id: number): void => {
    const next = queue.shift();
    if (next === undefined) return void idle.push(id);
    current.set(id, next);
    setWork(cpus, id, work + cost(s));
  };
  for (const id of servers) {
    s.done.set(id, (now) => {
      const due = current.get(id);
      if (due === undefined) return;
      latencies.push((now - due) / MILLISECOND);
      current.delete(id);
      take(id);
    });
  }
  for (const when of due) {
    at(s, when + slack(s), () => {
      queue.push(when);
      const id = idle.shift();
      if (id !== undefined) take(id);
    });
  }
  return latencies;
}

/** Runs, sleeps, runs, until the end. Answers how long each run took (ms). */
export function closedLoop(s: Scene, id: number, run: Nanos, sleep: Nanos, from: Nanos, until: Nanos, cpus = s.cpus, latencies: number[] = []): number[] {
  let began = 0;
  const begin: Reaction = (now) => {
    began = now;
    setWork(cpus, id, run + cost(s));
  };
  s.done.set(id, (now) => {
    latencies.push((now - began) / MILLISECOND);
    if (now + sleep < until) at(s, now + sleep + slack(s), begin);
  });
  at(s, from, begin);
  return latencies;
}

/** Where the start of a run lies between two ticks, and in the group's period: unknown, so all parts of both are tried. */
export const PHASES = Array.from({ length: 16 }, (_, i) => ({ tick: ms(0.125 + ((i * 5) % 16) * 0.25), period: (i + 0.5) / 16 }));

/** The time at which limits are written so that `start` lies at that part of their period. */
export const before = (start: Nanos, periodUs: number | undefined, part: number): Nanos =>
  start - Math.round((periodUs ?? 100_000) * 1000 * part);

export function fixedTimes(from: Nanos, every: Nanos, until: Nanos): Nanos[] {
  const times: Nanos[] = [];
  for (let when = from; when < until; when += every) times.push(when);
  return times;
}

/** Exponential gaps from the xorshift generator of the measuring program, seed 1. */
export function poissonTimes(from: Nanos, every: Nanos, until: Nanos): Nanos[] {
  const times: Nanos[] = [];
  let state = BigInt.asUintN(64, 1n * 6364136223846793005n + 1442695040888963407n);
  let when = from;
  while (when < until) {
    times.push(Math.round(when));
    state = BigInt.asUintN(64, state ^ (state << 13n));
    state ^= state >> 7n;
    state = BigInt.asUintN(64, state ^ (state << 17n));
    const u = (Number(state >> 11n) + 0.5) / 2 ** 53;
    when += -Math.log(u) * every;
  }
  return times;
}
