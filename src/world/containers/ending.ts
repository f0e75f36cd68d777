import { MILLISECOND, SECOND, type Nanos } from "../../kernel/time.ts";
import { dropGroups, inGroup } from "../machine/groups.ts";
import type { Machine } from "../machine/machine.ts";
import { dropUnused } from "../machine/namespaces.ts";
import { endProcess, type Ending } from "../machine/process-life.ts";
import type { Process } from "../machine/process.ts";
import { endStage } from "../stages.ts";
import type { World, WorldEnv } from "../state.ts";
import { tellKubelet } from "./cri.ts";
import { groupOf, isUp, type Container } from "./docker.ts";
import { programOf } from "./image.ts";
import { oomKillsIn } from "./limits.ts";
import { unplug } from "./networks.ts";
import { commandOf } from "./program.ts";
import { launchNext } from "./launch.ts";
import { forgetContainer } from "./remove.ts";
import { startContainer, type Objection } from "./start.ts";

/** How containers end, and whether they are started again: moby, `restartmanager/restartmanager.go`. */

const FIRST_BACK_OFF = 100 * MILLISECOND;
const LONGEST_BACK_OFF = 60 * SECOND;
/** A run of this length clears the back-off. */
const WELL = 10 * SECOND;

const containerOfPid = (machine: Machine, pid: number): Container | undefined => {
  for (const c of machine.docker?.containers.values() ?? []) if (c.pid === pid && isUp(c)) return c;
  return undefined;
};

/** The exit status with which a container's program answers a SIGTERM; -1: no handler; undefined: not a container's. */
export function handlerOf(machine: Machine, process: Process): number | undefined {
  const c = containerOfPid(machine, process.pid);
  const image = c === undefined ? undefined : machine.docker!.images.get(c.image);
  return image === undefined ? undefined : (programOf(image, commandOf(image, c!.settings)[0] ?? "")?.onTerm ?? -1);
}

/** The kernel says that a process has ended: when it was the PID 1 of a container, so has the container. */
export function containerProcessEnded(world: World, machine: Machine, process: Process, ending: Ending, env: WorldEnv): void {
  const c = containerOfPid(machine, process.pid);
  if (c === undefined) return;
  c.exitCode = ending.status;
  c.oomKilled = oomKillsIn(machine, groupOf(c)) > c.oomBefore;
  c.because = env.note("containerDied", `container/${c.name}`, { exit_code: c.exitCode, oom_killed: c.oomKilled, machine: machine.path }, ending.because);
  ended(world, machine, c, env);
}

function ended(world: World, machine: Machine, c: Container, env: WorldEnv): void {
  const lasted = env.now - c.startedAt;
  c.status = "exited";
  c.finishedAt = env.now;
  c.pid = 0;
  endStage(c, env.now);
  c.turn++;
  const app = machine.apps.get(c.app);
  if (app !== undefined) app.started = false;
  env.because([c.because], () => {
    release(world, machine, c, env);
    tellKubelet(machine, c, env);
    if (c.comesBack) comeBack(machine, c, env);
    else if (c.settings.autoRemove) forgetContainer(machine, c, false, env);
    else if (startsAgain(c)) planRestart(machine, c, lasted, env);
  });
}

function comeBack(machine: Machine, c: Container, env: WorldEnv): void {
  c.comesBack = false;
  startContainer(machine, c, 1, env);
}

function startsAgain(c: Container): boolean {
  const { policy, most } = c.settings.restart;
  if (c.stopping || policy === "no") return false;
  return policy !== "on-failure" || (c.exitCode !== 0 && (most === 0 || c.restarts < most));
}

/** The wait doubles from 0.1 s to a minute as long as no run lasts ten seconds. */
function planRestart(machine: Machine, c: Container, lasted: Nanos, env: WorldEnv): void {
  c.backOff = c.backOff === 0 || lasted >= WELL ? FIRST_BACK_OFF : Math.min(LONGEST_BACK_OFF, 2 * c.backOff);
  c.status = "restarting";
  env.after(c.backOff, { type: "docker", what: "restart", machine: machine.path, container: c.id, turn: c.turn });
}

export function restartDue(machine: Machine, c: Container, env: WorldEnv): void {
  if (c.status !== "restarting") return;
  c.restarts++;
  env.because([c.because], () => startContainer(machine, c, 1, env));
}

/** The daemon could not start it: it is as it was before, with an error. */
export function startFailed(world: World, machine: Machine, c: Container, { reason, status }: Objection, env: WorldEnv): void {
  c.stage = -1;
  endStage(c, env.now);
  c.turn++;
  c.error = reason;
  c.exitCode = status === 125 ? 128 : status;
  c.because = env.note("containerStartFailed", `container/${c.name}`, { reason, machine: machine.path }, [c.because]);
  if (c.status !== "created") c.status = "exited";
  release(world, machine, c, env);
  tellKubelet(machine, c, env);
  launchNext(world, machine, env);
}

/** What it held while it ran is given back: addresses, devices, group, namespaces. Its files stay. */
export function release(world: World, machine: Machine, c: Container, env: WorldEnv): void {
  unplug(machine, c);
  c.endpoints = [];
  c.scratch = new Map();
  for (const [tid, errand] of machine.docker!.errands) if (errand.about === "warmUp" && errand.container === c.id) machine.docker!.errands.delete(tid);
  const { view } = c;
  c.view = undefined;
  for (const pid of [c.sandbox, c.shim]) if (pid > 0) endProcess(world, machine, pid, { status: 0, because: [c.because] }, env);
  c.sandbox = 0;
  c.shim = 0;
  for (const p of [...machine.processes.values()]) if (inGroup(p.group, groupOf(c))) endProcess(world, machine, p.pid, { status: 137, because: [c.because] }, env);
  if (machine.groups.has(groupOf(c))) dropGroups(world, machine, groupOf(c), env.now);
  if (view === undefined) return;
  const others = [...machine.docker!.containers.values()].flatMap((other) => (other === c || other.view === undefined ? [] : Object.values(other.view)));
  for (const inode of Object.values(view)) {
    const ns = machine.namespaces.all.get(inode);
    if (ns !== undefined && ns.inode >= FIRST_MADE && !others.includes(inode)) ns.pinned = false;
  }
  dropUnused(machine.namespaces);
}

/** The first namespaces, the host's, have numbers below. */
const FIRST_MADE = 4026531840;
