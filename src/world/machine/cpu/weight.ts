/**
 * Weights of the CPU scheduler. One internal unit everywhere: the scheduler's load weight, 1024 for a nice-0
 * thread or a default group. Table: kernel/sched/core.c, `sched_prio_to_weight`.
 */
const NICE = [
  88761, 71755, 56483, 46273, 36291, 29154, 23254, 18705, 14949, 11916, 9548, 7620, 6100, 4904, 3906, 3121, 2501,
  1991, 1586, 1277, 1024, 820, 655, 526, 423, 335, 272, 215, 172, 137, 110, 87, 70, 56, 45, 36, 29, 23, 18, 15,
];

/** What an idle group (`cpu.idle` = 1) weighs beside its siblings: kernel/sched/sched.h, `WEIGHT_IDLEPRIO`. */
export const IDLE_WEIGHT = 3;
export const DEFAULT_SHARES = 1024;

/** Load weight of a thread. Refuses nothing: nice is clamped to -20..19 as setpriority(2) does. */
export function niceWeight(nice: number): number {
  const clamped = Math.min(19, Math.max(-20, Math.round(nice)));
  return NICE[clamped + 20] as number;
}

/** Load weight of a group from cgroup v2 `cpu.weight` (1..10000, default 100): kernel/sched/core.c, `sched_weight_from_cgroup`. */
export function cpuWeight(weight: number): number {
  return Math.max(2, Math.round((Math.min(10_000, Math.max(1, weight)) * 1024) / 100));
}
