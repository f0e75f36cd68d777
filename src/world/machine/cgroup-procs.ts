import type { World, WorldEnv } from "../state.ts";
import { setThread } from "./cpu/cpus.ts";
import { no, type Refusal } from "./errno.ts";
import { settleFrozen } from "./freezer.ts";
import { chargeGroup, CONTROLLERS, type Controller, type Group, type Groups } from "./groups.ts";
import type { Machine } from "./machine.ts";
import { endStall } from "./memory-high.ts";
import type { Charge, Process } from "./process.ts";
import { touchCpus } from "./scheduling.ts";

/**
 * Who may live where: processes stand in the leaves of the tree, since a group that divides memory or disk among its
 * children must not compete with them itself ("no internal processes"; kernel/cgroup/cgroup.c, `cgroup_migrate_vet_dst`,
 * `cgroup_vet_subtree_control_enable`).
 */

/** Controllers that could also divide among the threads of one process. */
const THREADED: readonly Controller[] = ["cpuset", "cpu", "pids"];

/** Processes of the group itself, not of its children. */
const membersOf = (machine: Machine, path: string): Process[] => [...machine.processes.values()].filter((p) => p.group === path);

export const isPopulated = (machine: Machine, g: Group): boolean => g.pids > 0 || membersOf(machine, g.path).length > 0;

/** What the group's parent hands out: cgroup.controllers. */
export const availableTo = (groups: Groups, g: Group): readonly Controller[] => (g.parent === "" ? CONTROLLERS : groups.get(g.parent)!.control);

/** The rule is kept where only threaded controllers are on and no child lives. */
const couldBeThreadRoot = (machine: Machine, g: Group): boolean =>
  g.path === "/" || (g.control.every((c) => THREADED.includes(c)) && g.children.every((path) => !isPopulated(machine, machine.groups.get(path)!)));

/** Writing a pid to cgroup.procs: why not, or undefined. */
export function refusesProcess(machine: Machine, g: Group, process: Process | undefined): Refusal | undefined {
  if (process === undefined) return no("ESRCH");
  if (process.pid === 2 || process.ppid === 2) return no("EINVAL", "a thread of the kernel stays where it is");
  if (g.control.length > 0 && !couldBeThreadRoot(machine, g)) return no("EBUSY", "this group divides resources among its children: processes go into one of those");
  return undefined;
}

/** Writing `+memory -cpu` to cgroup.subtree_control: all of it, or nothing and why. */
export function newControl(machine: Machine, g: Group, text: string): readonly Controller[] | Refusal {
  const wanted = new Map<Controller, boolean>();
  for (const word of text.split(/\s+/).filter((one) => one !== "")) {
    const name = CONTROLLERS.find((c) => c === word.slice(1));
    if (name === undefined || !/^[+-]/.test(word)) return no("EINVAL", `write +NAME or -NAME; there are ${CONTROLLERS.join(" ")}`);
    wanted.set(name, word.startsWith("+"));
  }
  const enable = [...wanted].filter(([name, on]) => on && !g.control.includes(name)).map(([name]) => name);
  const disable = [...wanted].filter(([name, on]) => !on && g.control.includes(name)).map(([name]) => name);
  const missing = enable.find((name) => !availableTo(machine.groups, g).includes(name));
  if (missing !== undefined) return no("ENOENT", `cgroup.controllers has no ${missing}: the group above has to hand it out first`);
  if (disable.some((name) => g.children.some((path) => machine.groups.get(path)!.control.includes(name)))) return no("EBUSY", "a group below hands it on");
  const mixes = enable.every((c) => THREADED.includes(c)) && couldBeThreadRoot(machine, g);
  if (enable.length > 0 && g.path !== "/" && !mixes && membersOf(machine, g.path).length > 0) return no("EBUSY", "processes live in this group: move them into a child first");
  return CONTROLLERS.filter((c) => enable.includes(c) || (g.control.includes(c) && !disable.includes(c)));
}

/** Moves a process with all its threads. What it has allocated so far stays charged where it was. */
export function moveProcess(world: World, machine: Machine, process: Process, path: string, env: WorldEnv): void {
  const from = process.group;
  if (from === path) return;
  touchCpus(world, machine, env.now);
  for (const tid of process.tids) endStall(machine, process, machine.threads.get(tid));
  process.elsewhere = leftBehind(process, path);
  chargeGroup(machine.groups, from, 0, -process.threads, 0, -process.kernelBytes, -process.swapBytes);
  process.group = path;
  chargeGroup(machine.groups, path, 0, process.threads, 0, process.kernelBytes, process.swapBytes);
  for (const tid of process.tids) if (machine.cpus.threads.get(tid)?.group.path === from) setThread(machine.cpus, tid, { group: path });
  settleFrozen(world, machine, process, env);
}

/** What is charged elsewhere once it lives in `path`: what it allocated there before is at home again. */
function leftBehind(process: Process, path: string): readonly Charge[] {
  const here = process.anonBytes - process.elsewhere.reduce((sum, c) => sum + c.bytes, 0);
  const before = process.elsewhere.find((c) => c.group === process.group)?.bytes ?? 0;
  const others = process.elsewhere.filter((c) => c.group !== process.group && c.group !== path);
  return here + before > 0 ? [...others, { group: process.group, bytes: here + before }] : others;
}
