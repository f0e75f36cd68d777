import { cpuSharesToWeight } from "../cluster/kubelet/cpu-shares.ts";
import { setMemory } from "../machine/cgroup-write.ts";
import type { GroupSettings } from "../machine/cpu/cpus.ts";
import { setCpu } from "../machine/cpu-settings.ts";
import type { Machine } from "../machine/machine.ts";
import type { World, WorldEnv } from "../state.ts";
import { no, type Refusal } from "./answer.ts";
import type { Limits } from "./spec.ts";

/** What `--cpus`, `--memory` and their like become: files of the container's cgroup (docs.docker.com, "Resource constraints"). */

const PERIOD_US = 100_000;
const LEAST_MEMORY = 6 * 2 ** 20;

/** The daemon's objections to limits, before anything is made. */
export function objection(limits: Limits, machine: Machine): Refusal | undefined {
  const { count } = machine.cpus;
  if (limits.nanoCpus === 0 ? false : limits.nanoCpus > 0 && (limits.nanoCpus < 1e7 || limits.nanoCpus > count * 1e9)) {
    return no(`Error response from daemon: range of CPUs is from 0.01 to ${count}.00, as there are only ${count} CPUs available`);
  }
  if (limits.memoryBytes > 0 && limits.memoryBytes < LEAST_MEMORY) return no("Error response from daemon: Minimum memory limit allowed is 6MB");
  if (limits.memorySwapBytes > 0 && limits.memoryBytes <= 0) return no("Error response from daemon: You should always set the Memory limit when using Memoryswap limit, see usage");
  if (limits.memorySwapBytes > 0 && limits.memorySwapBytes < limits.memoryBytes) {
    return no("Error response from daemon: Minimum memoryswap limit should be larger than memory limit, see usage");
  }
  const cpus = limits.cpuset === "" ? [] : readCpuset(limits.cpuset);
  if (cpus === undefined) return no(`Error response from daemon: Invalid value ${limits.cpuset} for cpuset cpus`);
  if (cpus.some((cpu) => cpu >= count)) return no(`Error response from daemon: Requested CPUs are not available - requested ${limits.cpuset}, available: ${count === 1 ? "0" : `0-${count - 1}`}`);
  return undefined;
}

/** `0-2,4` as cpuset.cpus takes it. */
function readCpuset(text: string): number[] | undefined {
  const cpus = new Set<number>();
  for (const part of text.split(",")) {
    const [, first, last = first] = /^(\d+)(?:-(\d+))?$/.exec(part.trim()) ?? [];
    if (first === undefined || Number(last) < Number(first) || Number(last) > 4096) return undefined;
    for (let cpu = Number(first); cpu <= Number(last); cpu++) cpus.add(cpu);
  }
  return [...cpus].sort((a, b) => a - b);
}

/** How often the kernel has killed in a group because memory was short: memory.events, oom_kill. */
export const oomKillsIn = (machine: Machine, path: string): number => machine.groups.get(path)?.events.oom_kill ?? 0;

/** Writes the limits into the container's group: cpu.max, cpu.weight, cpuset.cpus, memory.max, memory.swap.max, pids.max. */
export function applyLimits(world: World, machine: Machine, path: string, limits: Limits, because: number, env: WorldEnv): void {
  const group = machine.groups.get(path);
  if (group === undefined) return;
  const cpus: GroupSettings = {
    quotaUs: limits.nanoCpus > 0 ? Math.round((limits.nanoCpus / 1e9) * PERIOD_US) : Infinity,
    periodUs: PERIOD_US,
    weight: limits.cpuShares > 0 ? cpuSharesToWeight(limits.cpuShares) : 100,
    cpuset: limits.cpuset === "" ? null : readCpuset(limits.cpuset)!,
  };
  setCpu(world, machine, group, cpus, env);
  group.because = because;
  group.pidsMax = limits.pids > 0 ? limits.pids : Infinity;
  setMemory({ world, machine, group, env }, { max: limits.memoryBytes > 0 ? limits.memoryBytes : Infinity, swapMax: swapMax(limits) });
}

/** `--memory-swap` is memory and swap together; without it as much swap as memory; -1: no limit. */
function swapMax({ memoryBytes, memorySwapBytes }: Limits): number {
  if (memoryBytes <= 0 || memorySwapBytes === -2) return Infinity;
  return memorySwapBytes > 0 ? memorySwapBytes - memoryBytes : memoryBytes;
}
