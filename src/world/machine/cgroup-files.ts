import type { Controller } from "./groups.ts";

/**
 * The interface files of a cgroup: which controller brings them and where they stand (Documentation/admin-guide/cgroup-v2.rst,
 * "Core Interface Files", "Controllers"). The root has no limits: it is the machine.
 */
export interface GroupFile {
  readonly controller: Controller | "core";
  readonly on: "all" | "root" | "children";
}

const files = (controller: GroupFile["controller"], on: GroupFile["on"], names: string): [string, GroupFile][] => names.split(" ").map((name) => [name, { controller, on }]);

const GROUP_FILES: ReadonlyMap<string, GroupFile> = new Map([
  ...files("core", "all", "cgroup.controllers cgroup.max.depth cgroup.max.descendants cgroup.procs cgroup.stat cgroup.subtree_control cgroup.threads cpu.stat cpu.pressure io.pressure memory.pressure"),
  ...files("core", "children", "cgroup.events cgroup.freeze cgroup.kill cgroup.pressure cgroup.type cpu.stat.local"),
  ...files("cpu", "children", "cpu.idle cpu.max cpu.max.burst cpu.uclamp.max cpu.uclamp.min cpu.weight cpu.weight.nice"),
  ...files("cpuset", "all", "cpuset.cpus.effective cpuset.mems.effective"),
  ...files("cpuset", "children", "cpuset.cpus cpuset.cpus.partition cpuset.mems"),
  ...files("memory", "all", "memory.reclaim memory.stat"),
  ...files("memory", "children", "memory.current memory.events memory.events.local memory.high memory.low memory.max memory.min memory.oom.group memory.peak"),
  ...files("memory", "children", "memory.swap.current memory.swap.events memory.swap.high memory.swap.max memory.swap.peak memory.zswap.current memory.zswap.max memory.zswap.writeback"),
  ...files("io", "all", "io.stat"),
  ...files("io", "root", "io.cost.model io.cost.qos"),
  ...files("io", "children", "io.latency io.max io.weight"),
  ...files("pids", "children", "pids.current pids.events pids.events.local pids.max pids.peak"),
]);

/** Names in a group's directory, in the order of `ls`; `available` are the controllers its parent hands out. */
export function fileNames(path: string, available: readonly string[]): string[] {
  const root = path === "/";
  return [...GROUP_FILES].filter(([, file]) => isHere(file, root, available)).map(([name]) => name).sort();
}

const isHere = ({ controller, on }: GroupFile, root: boolean, available: readonly string[]): boolean =>
  (on === "all" || (on === "root") === root) && (controller === "core" || available.includes(controller));
