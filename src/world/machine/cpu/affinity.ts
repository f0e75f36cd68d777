/**
 * Sharing when not everyone may run everywhere (affinity, cpusets, pinned vCPUs). Everybody's share grows in
 * proportion to its weight until the CPUs it may use are full: the same max-min rule, with one more bound per set of
 * CPUs. Exact when the sets are disjoint or nested; with partly overlapping sets, up to 64 unions are respected.
 */
import { cpusetOf, meet, weightOf, type Cpus, type Group, type Thread } from "./tree.ts";

interface Pool {
  readonly cpus: readonly number[];
  readonly key: string;
  readonly members: Thread[];
  full: boolean;
}

const UNIONS = 64;
const NEAR = 1e-9;

/** Works out `fair` of every runnable thread. Answers who may run where, for `place`. */
export function fillRestricted(c: Cpus): Map<Thread, readonly number[]> {
  const allowed = new Map<Thread, readonly number[]>();
  collect(c, c.root, allowed);
  const pools = poolsOf(allowed);
  const open = new Set(allowed.keys());
  while (open.size > 0) grow(c, pools, open);
  return allowed;
}

function collect(c: Cpus, g: Group, allowed: Map<Thread, readonly number[]>): void {
  if (g.room === 0) return;
  const cpuset = cpusetOf(g);
  for (const t of g.threads) {
    if (!t.on) continue;
    t.fair = 0;
    allowed.set(t, online(c, meet(cpuset, t.affinity)));
  }
  for (const child of g.awake) collect(c, child, allowed);
}

/** CPUs that exist; one whose CPUs are all gone may run anywhere, as the kernel decides on hot-unplug. */
function online(c: Cpus, wish: readonly number[] | null): readonly number[] {
  const there = wish ? wish.filter((cpu) => cpu < c.count).sort((a, b) => a - b) : [];
  return there.length > 0 ? there : Array.from({ length: c.count }, (_, cpu) => cpu);
}

function poolsOf(allowed: Map<Thread, readonly number[]>): Pool[] {
  const sets = new Map<string, readonly number[]>();
  for (const cpus of allowed.values()) sets.set(cpus.join(), cpus);
  for (const a of sets.values()) {
    for (const b of sets.values()) {
      if (sets.size >= UNIONS || !a.some((cpu) => b.includes(cpu))) continue;
      const union = [...new Set([...a, ...b])].sort((x, y) => x - y);
      sets.set(union.join(), union);
    }
  }
  return [...sets].map(([key, cpus]) => {
    const members = [...allowed].filter(([, own]) => own.every((cpu) => cpus.includes(cpu))).map(([t]) => t);
    return { key, cpus, members, full: false };
  });
}

/** One step: everyone open grows until the first bound is met; whoever met it is closed. */
function grow(c: Cpus, pools: Pool[], open: Set<Thread>): void {
  const speed = new Map<Thread, number>();
  spread(c.root, 1, open, speed);
  let step = Infinity;
  for (const t of open) step = Math.min(step, (1 - t.fair) / (speed.get(t) as number));
  for (const pool of pools) {
    const pull = pool.members.reduce((sum, t) => sum + (open.has(t) ? (speed.get(t) as number) : 0), 0);
    if (pull > 0) step = Math.min(step, (pool.cpus.length - used(pool)) / pull);
  }
  for (const t of open) t.fair = Math.min(1, t.fair + Math.max(0, step) * (speed.get(t) as number));
  for (const t of open) if (t.fair >= 1 - NEAR) open.delete(t);
  for (const pool of pools) {
    if (pool.full || used(pool) < pool.cpus.length - NEAR) continue;
    pool.full = true;
    for (const t of pool.members) open.delete(t);
  }
}

const used = (pool: Pool): number => pool.members.reduce((sum, t) => sum + t.fair, 0);

/** How fast each open thread grows: the group's speed divided by weight among members that are still open. */
function spread(g: Group, speed: number, open: Set<Thread>, into: Map<Thread, number>): void {
  const groups = g.awake.filter((child) => child.room > 0 && anyOpen(child, open));
  const threads = g.threads.filter((t) => open.has(t));
  let weight = 0;
  for (const child of groups) weight += weightOf(child);
  for (const t of threads) weight += t.weight;
  for (const t of threads) into.set(t, (speed * t.weight) / weight);
  for (const child of groups) spread(child, (speed * weightOf(child)) / weight, open, into);
}

const anyOpen = (g: Group, open: Set<Thread>): boolean =>
  g.threads.some((t) => open.has(t)) || g.awake.some((child) => child.room > 0 && anyOpen(child, open));

/** Lays the shares on CPUs, the choosiest thread first, to know which CPUs are wanted and each thread's `pace`. */
export function place(c: Cpus, allowed: Map<Thread, readonly number[]>): void {
  const free = new Array<number>(c.count).fill(1);
  const order = [...allowed].sort(([, a], [, b]) => a.length - b.length);
  for (const [t, cpus] of order) {
    let left = t.fair;
    let ran = 0;
    for (const cpu of cpus) {
      const part = Math.min(left, free[cpu] as number);
      free[cpu] = (free[cpu] as number) - part;
      left -= part;
      ran += part * (c.rates[cpu] as number);
    }
    t.pace = t.fair > 0 ? ran / t.fair : 0;
  }
  for (let cpu = 0; cpu < c.count; cpu++) c.wanted[cpu] = (free[cpu] as number) < 1 - NEAR;
}
