import { MICROSECOND } from "../../kernel/time.ts";
import type { World, WorldEnv } from "../state.ts";
import { setGroup, type GroupSettings } from "./cpu/cpus.ts";
import { niceWeight } from "./cpu/weight.ts";
import { cpuListText, readCpuList, readWhole } from "./cgroup-values.ts";
import { no, type Refusal } from "./errno.ts";
import type { Group } from "./groups.ts";
import type { Machine } from "./machine.ts";
import { touchCpus } from "./scheduling.ts";

/** What the files of the cpu and cpuset controllers accept: kernel/sched/core.c, kernel/cgroup/cpuset.c. Times in microseconds. */

const LEAST = 1000;
const LONGEST = 1_000_000;

const settingsOf = (machine: Machine, g: Group) => machine.cpus.groups.get(g.path)!;

/** `$MAX $PERIOD`; one word alone leaves the period (`cpu_period_quota_parse`). */
export function readCpuMax(machine: Machine, g: Group, text: string): GroupSettings | Refusal {
  const { purse } = settingsOf(machine, g);
  const [max = "", period] = text.split(/\s+/);
  const quotaUs = max === "max" ? Infinity : readWhole(max);
  const periodUs = period === undefined ? (purse?.period ?? 100_000 * MICROSECOND) / MICROSECOND : readWhole(period);
  if (quotaUs === undefined || periodUs === undefined) return no("EINVAL", "two numbers in microseconds, as in 50000 100000: so much CPU time per period; max lifts the limit");
  if (quotaUs < LEAST || periodUs < LEAST || periodUs > LONGEST) return no("EINVAL", "at least 1000 µs per period, and a period from 1000 to 1000000 µs");
  if (quotaUs !== Infinity && (purse?.burst ?? 0) / MICROSECOND > quotaUs) return no("EINVAL", "cpu.max.burst may not be more than the quota");
  return { quotaUs, periodUs };
}

export function readCpuBurst(machine: Machine, g: Group, text: string): GroupSettings | Refusal {
  const burstUs = readWhole(text);
  const quota = settingsOf(machine, g).purse?.quota ?? Infinity;
  if (burstUs === undefined || burstUs < 0) return no("EINVAL", "microseconds that may be saved up");
  if (burstUs * MICROSECOND > quota) return no("EINVAL", `at most the quota of cpu.max, ${quota / MICROSECOND} µs`);
  return { burstUs };
}

export function readCpuWeight(machine: Machine, g: Group, text: string): GroupSettings | Refusal {
  const weight = readWhole(text);
  if (weight === undefined || weight < 0) return no("EINVAL", "a whole number from 1 to 10000");
  if (weight < 1 || weight > 10_000) return no("ERANGE", "cpu.weight runs from 1 to 10000; it divides what is contended");
  return settingsOf(machine, g).idle ? no("EINVAL", "cpu.idle is 1: an idle group has no weight to set") : { weight };
}

export function readCpuNice(machine: Machine, g: Group, text: string): GroupSettings | Refusal {
  const nice = readWhole(text);
  if (nice === undefined) return no("EINVAL");
  if (nice < -20 || nice > 19) return no("ERANGE", "from -20 (most) to 19 (least)");
  return settingsOf(machine, g).idle ? no("EINVAL") : { shares: niceWeight(nice) };
}

export const readCpuIdle = (text: string): GroupSettings | Refusal => (text === "0" || text === "1" ? { idle: text === "1" } : no("EINVAL", "0 or 1"));

/** A list of CPUs; nothing = those of the group above. */
export function readCpuset(machine: Machine, text: string): GroupSettings | Refusal {
  if (text === "") return { cpuset: null };
  const cpus = readCpuList(text);
  if (cpus === undefined || cpus.some((cpu) => cpu >= machine.cpus.count)) return no("EINVAL", `a list like 0-2,4 of this machine's CPUs, ${cpuListText(Array.from({ length: machine.cpus.count }, (_, cpu) => cpu))}`);
  return { cpuset: cpus };
}

export function setCpu(world: World, machine: Machine, g: Group, settings: GroupSettings, env: WorldEnv): void {
  touchCpus(world, machine, env.now);
  setGroup(machine.cpus, g.path, settings);
}
