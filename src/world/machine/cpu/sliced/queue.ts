/**
 * State of the sliced engine: per CPU one run queue for every group, as in kernel/sched/fair.c (`cfs_rq`). In a group's
 * queue stand its threads and, for each child group with something to run on that CPU, one entity for that child.
 */
import type { Nanos } from "../../../../kernel/time.ts";
import { tickAt } from "../purse.ts";
import type { Cpus, Group, Thread } from "../tree.ts";
import { copyTrace, createTrace, type Trace } from "./trace.ts";

/** What stands in a run queue: a thread, or a child group's queue. */
export interface Entity {
  readonly thread: Thread | null;
  readonly stands: Queue | null;
  /** The queue it stands in now. */
  queue: Queue | null;
  weight: number;
  /** Virtual run time: advances by run time · 1024 / weight. */
  vruntime: number;
  deadline: number;
  /** Until this virtual time a wake-up does not preempt it. */
  protectedUntil: number;
  /** How far it was behind (+) or ahead (-) of the queue's average when it left. */
  lag: number;
  /** The average when it left `leftQueue`: what it was ahead there wears off as the others run. */
  leftAt: number;
  leftQueue: Queue | null;
  fresh: boolean;
  /** Nothing in its group can run, but it was ahead of its share: it stands in the queue until the others have caught up. */
  delayed: boolean;
}

export interface Queue {
  readonly group: Group;
  readonly cpu: number;
  entity: Entity | null;
  readonly list: Entity[];
  current: Entity | null;
  /** Virtual time to start from when the queue is empty. */
  floor: number;
  load: number;
  /** Threads that could run on this CPU, here and below, not counting queues that are held back. */
  ready: number;
  /** This CPU's part of the group's run time (bandwidth control), handed out in slices of 5 ms. */
  left: number;
  throttled: boolean;
  throttledSince: Nanos;
}

/** One CPU. */
export interface Core {
  current: Thread | null;
  chargedAt: Nanos;
  /** Since when the current thread runs without a break. */
  ranFrom: Nanos;
  /** Someone else should be picked at the next occasion. */
  resched: boolean;
  /** Ticks in a row at which it had nothing to do and found nobody to take over. */
  failed: number;
  /** Its work has run out and it has not yet looked for more. */
  newlyIdle: boolean;
}

export interface Slicing {
  cores: Core[];
  slice: Nanos;
  ticked: Nanos;
  balanced: Nanos;
  /** How many CPUs were busy of late: what lies 32 ms back counts half (PELT). */
  load: number;
  loadAt: Nanos;
  readonly trace: Trace;
  /** In the fluid engine: since when nobody has had to wait, and before when it does not go back to rates. */
  waitedAt: Nanos;
  turnsUntil: Nanos;
}

export function createSlicing(count: number, now: Nanos): Slicing {
  const slicing: Slicing = { cores: [], slice: 0, ticked: tickAt(now), balanced: now, load: 0, loadAt: now, trace: createTrace(), waitedAt: Infinity, turnsUntil: -Infinity };
  setCores(slicing, count, now);
  return slicing;
}

/** Base slice: 0.7 ms times 1 + log2 of the CPUs, at most of 8 (kernel/sched/fair.c, `sysctl_sched_base_slice`). */
export function setCores(s: Slicing, count: number, now: Nanos): void {
  s.slice = 700_000 * (1 + Math.floor(Math.log2(Math.min(8, Math.max(1, count)))));
  while (s.cores.length < count) s.cores.push({ current: null, chargedAt: now, ranFrom: now, resched: false, failed: 0, newlyIdle: false });
}

export function createEntity(thread: Thread | null, stands: Queue | null, weight: number): Entity {
  return {
    thread, stands, queue: null, weight, vruntime: 0, deadline: 0, protectedUntil: 0, lag: 0, leftAt: 0, leftQueue: null, fresh: true, delayed: false,
  };
}

/** The group's queue on a CPU, made when first needed. */
export function queueOf(group: Group, cpu: number): Queue {
  while (group.queues.length <= cpu) {
    const queue: Queue = {
      group, cpu: group.queues.length, entity: null, list: [], current: null, floor: 0, load: 0, ready: 0, left: 0,
      throttled: false, throttledSince: 0,
    };
    if (group.parent) queue.entity = createEntity(null, queue, 2);
    group.queues.push(queue);
  }
  return group.queues[cpu] as Queue;
}

export function copyEntity(e: Entity, thread: Thread | null, stands: Queue | null): Entity {
  return {
    thread, stands, queue: e.queue, weight: e.weight, vruntime: e.vruntime, deadline: e.deadline, protectedUntil: e.protectedUntil,
    lag: e.lag, leftAt: e.leftAt, leftQueue: e.leftQueue, fresh: e.fresh, delayed: e.delayed,
  };
}

/** First half of a copy: the lists still hold the entities of the original until `copySlicing` links the new ones. */
export function copyQueue(q: Queue, group: Group): Queue {
  const made: Queue = {
    group, cpu: q.cpu, entity: null, list: q.list.slice(), current: q.current, floor: q.floor, load: q.load, ready: q.ready,
    left: q.left, throttled: q.throttled, throttledSince: q.throttledSince,
  };
  if (q.entity) made.entity = copyEntity(q.entity, null, made);
  return made;
}

export function copySlicing(s: Slicing, into: Cpus): Slicing {
  relink(into.root, into);
  return {
    cores: s.cores.map((core) => ({
      current: core.current && (into.threads.get(core.current.id) ?? null),
      chargedAt: core.chargedAt, ranFrom: core.ranFrom, resched: core.resched, failed: core.failed, newlyIdle: core.newlyIdle,
    })),
    slice: s.slice, ticked: s.ticked, balanced: s.balanced, load: s.load, loadAt: s.loadAt, trace: copyTrace(s.trace), waitedAt: s.waitedAt, turnsUntil: s.turnsUntil,
  };
}

function relink(g: Group, into: Cpus): void {
  for (const q of g.queues) {
    for (let i = 0; i < q.list.length; i++) q.list[i] = twin(q.list[i] as Entity, into);
    if (q.current) q.current = twin(q.current, into);
    if (q.entity) moveOver(q.entity, into);
  }
  for (const t of g.threads) if (t.entity) moveOver(t.entity, into);
  for (const child of g.groups) relink(child, into);
}

const twin = (e: Entity, into: Cpus): Entity =>
  (e.thread ? (into.threads.get(e.thread.id) as Thread).entity : twinQueue(e.stands as Queue, into)?.entity) as Entity;

const twinQueue = (q: Queue, into: Cpus): Queue | null => into.groups.get(q.group.path)?.queues[q.cpu] ?? null;

function moveOver(e: Entity, into: Cpus): void {
  e.queue &&= twinQueue(e.queue, into);
  e.leftQueue &&= twinQueue(e.leftQueue, into);
}
