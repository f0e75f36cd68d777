/**
 * The state of one machine's CPU scheduling: a tree of cgroups with threads in them. Plain data, changed in place.
 * Numbers that grow with time (usage, waiting) hold as of `since`; they are brought forward when a rate changes.
 */
import type { Nanos } from "../../../kernel/time.ts";
import { copyPurse, createPurse, type Purse } from "./purse.ts";
import { copyEntity, copyQueue, copySlicing, type Entity, type Queue, type Slicing } from "./sliced/queue.ts";
import { createStalls, type StallCount } from "./stalls.ts";
import { DEFAULT_SHARES, IDLE_WEIGHT, niceWeight } from "./weight.ts";

export interface Thread {
  readonly id: number;
  group: Group;
  nice: number;
  weight: number;
  /** CPUs it may run on; null = all. */
  affinity: readonly number[] | null;
  /** SIGSTOP, a paused VM, the freezer: does not run though it has work, and does not wait either. */
  stopped: boolean;
  /** CPU time it still wants; Infinity = busy for ever, 0 = asleep. */
  work: number;
  usage: number;
  /** Time it was runnable and did not run (`run_delay` of schedstat). */
  waiting: number;
  since: Nanos;
  /** Share of a CPU of this machine that it holds, 0..1; `fair` is the share just worked out that takes its place. */
  share: number;
  fair: number;
  /** Speed it really runs at: its share times what those CPUs are granted. */
  rate: number;
  /** Mean speed of the CPUs it was placed on, where affinity matters; -1 = that of the machine. */
  pace: number;
  doneAt: Nanos;
  wokeAt: Nanos;
  /** Counted as runnable. A thread that has just finished stays counted until it is clear that no new work comes. */
  on: boolean;
  /** Its place in the run queues; null when it never stood in one. */
  entity: Entity | null;
  /** How far it is behind its fair share, for the balancer of the sliced engine. */
  behind: number;
  usageSeen: number;
  seenAt: Nanos;
  /** When it last left a CPU: for a while it is hot there. */
  ranUntil: Nanos;
  /** What it weighs against all others, worked out by the balancer. */
  pull: number;
  /** The CPU it is on or was last on in a run queue; -1 = none yet. */
  cpu: number;
  /** The CPU it was on before it last woke (`recent_used_cpu`). */
  cpuBefore: number;
}

export interface Group {
  readonly path: string;
  readonly parent: Group | null;
  readonly groups: Group[];
  readonly threads: Thread[];
  weight: number;
  idle: boolean;
  cpuset: readonly number[] | null;
  purse: Purse | null;
  /** Runnable threads in here and below. */
  runnable: number;
  /** Child groups with something runnable, in the order in which they woke. */
  awake: Group[];
  /** CPUs it can make use of now. */
  room: number;
  usage: number;
  waiting: number;
  since: Nanos;
  share: number;
  fair: number;
  rate: number;
  /** One run queue per CPU and the weight queued in all of them; empty while the fluid engine uses rates. */
  queues: Queue[];
  load: number;
  readonly stalls: StallCount;
}

export interface Cpus {
  count: number;
  readonly engine: "fluid" | "sliced";
  /** Its CPUs are vCPUs of another machine. */
  readonly virtual: boolean;
  now: Nanos;
  readonly root: Group;
  readonly groups: Map<string, Group>;
  readonly threads: Map<number, Thread>;
  /** Speed at which each CPU of this machine really runs now: 1 on hardware, in a guest what its vCPU thread is granted. */
  rates: number[];
  wanted: boolean[];
  /** Per CPU, as of `since`: time busy, and time it wanted to run and was not let (steal). */
  busy: number[];
  steal: number[];
  since: Nanos;
  /** CPU time that existed: the number of CPUs online, summed over time. */
  online: number;
  dirty: boolean;
  /** How many threads and groups may not run everywhere; 0 takes the short way through the solver. */
  restricted: number;
  /** Threads with an end in sight and groups with a limit: the ones that bring the next change. */
  running: Thread[];
  limited: Group[];
  /** Threads that have just finished and may get new work at the same instant. */
  limbo: Thread[];
  /** When a thread last woke. */
  wokeAt: Nanos;
  /** The run queues; null while the fluid engine uses rates (`turns.ts`). */
  slicing: Slicing | null;
}

export function createGroup(path: string, parent: Group | null, now: Nanos): Group {
  return {
    path, parent, groups: [], threads: [], weight: DEFAULT_SHARES, idle: false, cpuset: null, purse: null,
    runnable: 0, awake: [], room: 0, usage: 0, waiting: 0, since: now, share: 0, fair: 0, rate: 0,
    queues: [], load: 0, stalls: createStalls(),
  };
}

export function createThread(id: number, group: Group, nice: number, affinity: readonly number[] | null, now: Nanos): Thread {
  return {
    id, group, nice, weight: niceWeight(nice), affinity, stopped: false, work: 0, usage: 0, waiting: 0, since: now,
    share: 0, fair: 0, rate: 0, pace: -1, doneAt: Infinity, wokeAt: -Infinity, on: false, entity: null, behind: 0, usageSeen: 0, seenAt: now, ranUntil: -Infinity, pull: 0, cpu: -1, cpuBefore: -1,
  };
}

export const isRunnable = (t: Thread): boolean => t.work > 0 && !t.stopped;
export const weightOf = (g: Group): number => (g.idle ? IDLE_WEIGHT : g.weight);

/** One runnable thread more (+1) or less (-1) in a group. */
export function countRunnable(g: Group, by: 1 | -1): void {
  if (g.parent && g.runnable === 0) g.parent.awake.push(g);
  g.runnable += by;
  if (g.parent && g.runnable === 0) g.parent.awake.splice(g.parent.awake.indexOf(g), 1);
}

export function purseOf(g: Group, now: Nanos): Purse {
  g.purse ??= createPurse(now);
  return g.purse;
}

/** CPUs that a group's cpuset and those of its ancestors leave; null = all. */
export function cpusetOf(group: Group): readonly number[] | null {
  let allowed: readonly number[] | null = null;
  for (let g: Group | null = group; g; g = g.parent) if (g.cpuset) allowed = meet(allowed, g.cpuset);
  return allowed;
}

export function meet(a: readonly number[] | null, b: readonly number[] | null): readonly number[] | null {
  if (!a) return b;
  if (!b) return a;
  const both = a.filter((cpu) => b.includes(cpu));
  return both.length > 0 ? both : b;
}

function copyThread(t: Thread, group: Group): Thread {
  const made: Thread = {
    id: t.id, group, nice: t.nice, weight: t.weight, affinity: t.affinity, stopped: t.stopped, work: t.work, usage: t.usage,
    waiting: t.waiting, since: t.since, share: t.share, fair: t.fair, rate: t.rate, pace: t.pace, doneAt: t.doneAt, wokeAt: t.wokeAt, on: t.on,
    entity: null, behind: t.behind, usageSeen: t.usageSeen, seenAt: t.seenAt, ranUntil: t.ranUntil, pull: t.pull, cpu: t.cpu, cpuBefore: t.cpuBefore,
  };
  if (t.entity) made.entity = copyEntity(t.entity, made, null);
  return made;
}

function copyGroup(g: Group, parent: Group | null, into: Cpus): Group {
  const made: Group = {
    path: g.path, parent, groups: [], threads: [], weight: g.weight, idle: g.idle, cpuset: g.cpuset,
    purse: g.purse && copyPurse(g.purse), runnable: g.runnable, awake: [], room: g.room, usage: g.usage, waiting: g.waiting,
    since: g.since, share: g.share, fair: g.fair, rate: g.rate, queues: [], load: g.load, stalls: { ...g.stalls },
  };
  for (const queue of g.queues) made.queues.push(copyQueue(queue, made));
  for (const child of g.groups) made.groups.push(copyGroup(child, made, into));
  for (const child of g.awake) made.awake.push(into.groups.get(child.path) as Group);
  for (const thread of g.threads) {
    const t = copyThread(thread, made);
    made.threads.push(t);
    into.threads.set(t.id, t);
  }
  into.groups.set(g.path, made);
  return made;
}

/** A copy that shares nothing that changes. */
export function copyCpus(c: Cpus): Cpus {
  const made: Cpus = {
    count: c.count, engine: c.engine, virtual: c.virtual, now: c.now, root: c.root, groups: new Map(), threads: new Map(), rates: c.rates.slice(),
    wanted: c.wanted.slice(), busy: c.busy.slice(), steal: c.steal.slice(), since: c.since, online: c.online, dirty: c.dirty,
    restricted: c.restricted, running: [], limited: [], limbo: [], wokeAt: c.wokeAt, slicing: null,
  };
  (made as { root: Group }).root = copyGroup(c.root, null, made);
  for (const t of c.running) made.running.push(made.threads.get(t.id) as Thread);
  for (const t of c.limbo) made.limbo.push(made.threads.get(t.id) as Thread);
  for (const g of c.limited) made.limited.push(made.groups.get(g.path) as Group);
  if (c.slicing) made.slicing = copySlicing(c.slicing, made);
  return made;
}
