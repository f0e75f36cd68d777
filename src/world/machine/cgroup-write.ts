import type { World, WorldEnv } from "../state.ts";
import { limitGroup } from "./block.ts";
import { moveProcess, newControl, refusesProcess } from "./cgroup-procs.ts";
import { readBytesOrMax, readCountOrMax, readMemory, readWhole } from "./cgroup-values.ts";
import type { GroupSettings } from "./cpu/cpus.ts";
import { readCpuBurst, readCpuIdle, readCpuMax, readCpuNice, readCpuset, readCpuWeight, setCpu } from "./cpu-settings.ts";
import { no, type Refusal } from "./errno.ts";
import { killGroup, settleFreezer } from "./freezer.ts";
import type { Group, MemoryLimits } from "./groups.ts";
import { readIoMax } from "./io-settings.ts";
import type { Machine } from "./machine.ts";
import { enforceMax } from "./memory-max.ts";
import { reclaimHigh } from "./memory-high.ts";
import { reclaimGroup } from "./reclaim.ts";

/** What a write to an interface file does, once it is known to be a right one; given the fact that says who wrote it. */
export type Effect = (fact: number) => Refusal | void;

export interface Writing {
  readonly world: World;
  readonly machine: Machine;
  readonly group: Group;
  readonly env: WorldEnv;
}

type Writer = (at: Writing, text: string) => Effect | Refusal;

const SIZE = "bytes, with K, M or G if you like, or max";

function memory(key: "min" | "low" | "high" | "max" | "swapMax"): Writer {
  return (at, text) => {
    const bytes = readBytesOrMax(text);
    return bytes === undefined ? no("EINVAL", SIZE) : () => setMemory(at, { [key]: bytes });
  };
}

/** New memory limits take effect at once: what is over them is reclaimed, and over memory.max killed. */
export function setMemory({ world, machine, group, env }: Writing, change: Partial<MemoryLimits>): void {
  group.limits = { ...group.limits, ...change };
  if (change.max !== undefined) enforceMax(world, machine, group, env);
  if (change.high !== undefined) reclaimHigh(world, machine, group.path, env);
}

function cpu(read: (machine: Machine, group: Group, text: string) => GroupSettings | Refusal): Writer {
  return (at, text) => {
    const settings = read(at.machine, at.group, text);
    return "errno" in settings ? settings : () => setCpu(at.world, at.machine, at.group, settings, at.env);
  };
}

/** A switch: 0 or 1, anything else out of range. */
function flag(text: string, otherwise: "EINVAL" | "ERANGE"): boolean | Refusal {
  const value = readWhole(text);
  if (value === undefined) return no("EINVAL", "0 or 1");
  return value === 0 || value === 1 ? value === 1 : no(otherwise, "0 or 1");
}

function count(set: (group: Group, value: number) => number): Writer {
  return ({ group }, text) => {
    const value = readCountOrMax(text);
    return value === undefined ? no("EINVAL", "a whole number, or max") : () => void set(group, value);
  };
}

const absent = (what: string): Writer => () => no("EOPNOTSUPP", `a real file, not simulated here: ${what}`);
const TRIGGER: Writer = (_, text) => (/^(some|full) \d+ \d+$/.test(text) ? () => undefined : no("EINVAL", "a trigger: some or full, µs of stall, µs of window; it lives as long as the file is open, here not at all"));

export const WRITERS: Readonly<Record<string, Writer>> = {
  "cgroup.procs": ({ world, machine, group, env }, text) => {
    const pid = readWhole(text);
    if (pid === undefined || pid < 0) return no("EINVAL", "one process id");
    const process = machine.processes.get(pid);
    return refusesProcess(machine, group, process) ?? (() => moveProcess(world, machine, process!, group.path, env));
  },
  "cgroup.threads": () => no("EOPNOTSUPP", "only inside a threaded subtree, which is not simulated here; cgroup.procs takes whole processes"),
  "cgroup.type": absent("threaded groups; every group here is a domain"),
  "cgroup.subtree_control": ({ machine, group }, text) => {
    const control = newControl(machine, group, text);
    return "errno" in control ? control : () => void (group.control = control);
  },
  "cgroup.max.depth": count((group, value) => (group.maxDepth = value)),
  "cgroup.max.descendants": count((group, value) => (group.maxDescendants = value)),
  "cgroup.freeze": ({ world, machine, group, env }, text) => {
    const on = flag(text, "ERANGE");
    if (typeof on !== "boolean") return on;
    return () => {
      group.freeze = on;
      settleFreezer(world, machine, group.path, env);
    };
  },
  "cgroup.kill": ({ world, machine, group, env }, text) => (text === "1" ? (fact) => killGroup(world, machine, group, fact, env) : no(readWhole(text) === undefined ? "EINVAL" : "ERANGE", "it takes 1")),
  "cgroup.pressure": absent("pressure is always kept"),
  "cpu.pressure": TRIGGER,
  "memory.pressure": TRIGGER,
  "io.pressure": TRIGGER,
  "cpu.max": cpu(readCpuMax),
  "cpu.max.burst": cpu(readCpuBurst),
  "cpu.weight": cpu(readCpuWeight),
  "cpu.weight.nice": cpu(readCpuNice),
  "cpu.idle": cpu((_machine, _group, text) => readCpuIdle(text)),
  "cpu.uclamp.min": absent("CPUs have one speed"),
  "cpu.uclamp.max": absent("CPUs have one speed"),
  "cpuset.cpus": cpu((machine, _group, text) => readCpuset(machine, text)),
  "cpuset.cpus.partition": absent("cpuset.cpus keeps groups apart"),
  "cpuset.mems": ({ machine: _machine }, text) => (text === "" || text === "0" ? () => undefined : no("EINVAL", "this machine has one memory node, 0")),
  "memory.min": memory("min"),
  "memory.low": memory("low"),
  "memory.high": memory("high"),
  "memory.max": memory("max"),
  "memory.swap.max": memory("swapMax"),
  "memory.swap.high": absent("memory.swap.max limits swap"),
  "memory.zswap.max": absent("there is no compressed swap"),
  "memory.zswap.writeback": absent("there is no compressed swap"),
  "memory.peak": () => () => undefined,
  "memory.oom.group": (at, text) => {
    const on = flag(text, "EINVAL");
    return typeof on === "boolean" ? () => setMemory(at, { oomGroup: on }) : on;
  },
  "memory.reclaim": ({ world, machine, group, env }, text) => {
    const bytes = readMemory(text);
    if (bytes === undefined) return no("EINVAL", SIZE);
    return () => (reclaimGroup(world, machine, group.path, bytes, env) < bytes ? no("EAGAIN", "less than that could be reclaimed") : undefined);
  },
  "pids.max": count((group, value) => (group.pidsMax = value)),
  "io.max": ({ world, machine, group, env }, text) => {
    const limits = readIoMax(machine, group.path, text);
    return "errno" in limits ? limits : (fact) => limitGroup(world, machine, group.path, limits, fact, env);
  },
  "io.weight": absent("disks serve in order; io.max limits"),
  "io.latency": absent("io.max limits"),
  "io.cost.qos": absent("io.max limits"),
  "io.cost.model": absent("io.max limits"),
};
