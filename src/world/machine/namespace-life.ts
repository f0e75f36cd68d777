import type { World, WorldEnv } from "../state.ts";
import { containerProcessEnded, handlerOf } from "../containers/ending.ts";
import type { Signal } from "../command.ts";
import type { Machine } from "./machine.ts";
import { dropUnused, enter, HOST, inherit, inside, leave, type View } from "./namespaces.ts";
import type { Process } from "./process.ts";
import { endProcess, type Ending } from "./process-life.ts";

/** What forking, dying and being signalled mean to the namespaces a process is in: pid_namespaces(7). */

/** A new process sees what it is told to, or what its parent sees. */
export function born(machine: Machine, process: Process, joins: View | undefined): void {
  if (joins !== undefined) enter(machine.namespaces, process.pid, joins);
  else if (machine.namespaces.members.size > 0) inherit(machine.namespaces, process.pid, process.ppid);
}

/** The end of a PID 1 is the end of its namespace: everybody in it gets SIGKILL. Orphans go to the PID 1 around them. */
export function departed(world: World, machine: Machine, process: Process, ending: Ending, env: WorldEnv): void {
  const n = machine.namespaces;
  if (n.members.size > 0) adopt(machine, process);
  const lost = leave(n, process.pid);
  const others = lost === 0 ? [] : inside(n, lost);
  if (others.length > 0) {
    const fact = env.note("pidNamespaceEnded", `process/${process.name}`, { machine: machine.path, pid: process.pid, namespace: lost, processes: others.length }, ending.because);
    for (const pid of others) endProcess(world, machine, pid, { status: 137, because: [fact] }, env);
  }
  containerProcessEnded(world, machine, process, ending, env);
  dropUnused(n);
}

function adopt(machine: Machine, gone: Process): void {
  for (const p of machine.processes.values()) {
    if (p.ppid !== gone.pid) continue;
    const own = machine.namespaces.all.get(machine.namespaces.members.get(p.pid)?.view.pid ?? HOST.pid);
    p.ppid = own === undefined || own.init === gone.pid ? 1 : own.init;
  }
}

/** What a signal does to a process: nothing, or an end with this status. */
export type Effect = "ignored" | number;

/**
 * The PID 1 of a namespace gets no signal for which it has no handler, wherever it comes from; SIGKILL and SIGSTOP
 * reach it from outside. A program with a handler ends in its own way.
 */
export function effectOf(machine: Machine, process: Process, signal: Signal, usual: number): Effect {
  const handler = handlerOf(machine, process);
  if (signal === "KILL" || signal === "STOP" || signal === "CONT") return usual;
  if (handler !== undefined && handler >= 0) return handler;
  const own = machine.namespaces.all.get(machine.namespaces.members.get(process.pid)?.view.pid ?? 0);
  return own?.init === process.pid && own.inode !== HOST.pid ? "ignored" : usual;
}

/** The machine has stopped: no view is left of what was on it. */
export function forgetViews(machine: Machine): void {
  machine.namespaces.members.clear();
  dropUnused(machine.namespaces);
}
