import type { Nanos } from "../../kernel/time.ts";
import { submit } from "../machine/block.ts";
import { removeThread, setWork } from "../machine/cpu/cpus.ts";
import { chargeGroup } from "../machine/groups.ts";
import { machineOf, type Machine } from "../machine/machine.ts";
import { addTask } from "../machine/process-life.ts";
import { touchCpus } from "../machine/scheduling.ts";
import type { World, WorldEnv } from "../state.ts";
import type { Errand } from "./docker.ts";
import { layerUnpacked, layerWritten } from "./pull.ts";
import { stageDone } from "./start.ts";
import { warmedUp } from "./warm-up.ts";

/**
 * CPU time and disk that starting, unpacking and warming up cost: a thread of containerd does it, or of a container's own
 * program (`pid`), in that process's group and on the machine's own CPUs.
 */
export function runErrand(world: World, machine: Machine, errand: Errand, work: Nanos, env: WorldEnv, pid = machine.docker!.containerd): void {
  const docker = machine.docker!;
  const process = machine.processes.get(pid);
  if (process === undefined) return;
  touchCpus(world, machine, env.now);
  const tid = addTask(machine, process, process.group);
  docker.errands.set(tid, errand);
  machine.threads.get(tid)!.state = "computing";
  setWork(machine.cpus, tid, Math.max(1, work));
}

/** The CPUs say that an errand has had its time. */
export function errandComputed(world: World, path: string, tid: number, env: WorldEnv): void {
  const machine = machineOf(world, path);
  const errand = machine?.docker?.errands.get(tid);
  if (machine === undefined || errand === undefined) return;
  if (errand.about === "layer") {
    const bytes = layerUnpacked(machine, errand);
    if (bytes > 0) {
      machine.threads.get(tid)!.inFlight++;
      return submit(world, machine, { op: "write", bytes, tid, purpose: "file" }, env);
    }
  }
  finish(world, machine, tid, errand, env);
}

/** The disk has taken what an errand wrote. */
export function errandWritten(world: World, path: string, tid: number, env: WorldEnv): void {
  const machine = machineOf(world, path);
  const errand = machine?.docker?.errands.get(tid);
  if (machine !== undefined && errand !== undefined) finish(world, machine, tid, errand, env);
}

function finish(world: World, machine: Machine, tid: number, errand: Errand, env: WorldEnv): void {
  machine.docker!.errands.delete(tid);
  const process = machine.processes.get(machine.threads.get(tid)?.pid ?? -1);
  if (process === undefined) return;
  touchCpus(world, machine, env.now);
  removeThread(machine.cpus, tid);
  machine.threads.delete(tid);
  process.tids = process.tids.filter((id) => id !== tid);
  process.threads--;
  chargeGroup(machine.groups, process.group, 0, -1);
  if (errand.about === "warmUp") warmedUp(machine, errand.container, errand.turn, env);
  else if (errand.about === "stage") stageDone(world, machine, errand.container, errand.turn, env);
  else layerWritten(world, machine, errand, env);
}
