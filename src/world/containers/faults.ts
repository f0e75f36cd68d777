import { MILLISECOND, SECOND, type Nanos } from "../../kernel/time.ts";
import type { Part } from "../gpu/gpu.ts";
import { partFor } from "../gpu/program.ts";
import { claim, greed, GREED } from "../gpu/memory.ts";
import { beginTurn } from "../gpu/turns.ts";
import { machineOf, type Machine } from "../machine/machine.ts";
import { charge } from "../machine/memory-charge.ts";
import { endProcess } from "../machine/process-life.ts";
import type { World, WorldEnv } from "../state.ts";
import { isUp, type Container } from "./docker.ts";

/** What can go wrong inside containers: by the name of a container, of a pod, or of what made the pod. */

interface Place {
  readonly path: string;
  readonly id: string;
}

/** A suffix that a ReplicaSet, a StatefulSet or another owner gives to its pods: there are no vowels in it. */
const MADE = "(-[bcdfghjklmnpqrstvwxz2456789]{6,10}-[bcdfghjklmnpqrstvwxz2456789]{5}|-[bcdfghjklmnpqrstvwxz2456789]{5}|-\\d+)?";

/** Containers that run, ordered by name; sandboxes do not count. */
function containersNamed(world: World, name: string): Place[] {
  const like = new RegExp(`^${name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}${MADE}$`);
  const meant = ({ name: own, settings: { pod } }: Container): boolean => (pod === undefined ? own === name : pod.container !== "" && like.test(pod.name));
  const found = [...world.machines.values()].flatMap(({ path, docker }) => [...(docker?.containers.values() ?? [])].filter((c) => isUp(c) && meant(c)).map((c) => ({ path, id: c.id, name: c.name })));
  return found.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function each(world: World, places: readonly Place[], act: (machine: Machine, c: Container) => void): void {
  for (const { path, id } of places) {
    const machine = machineOf(world, path);
    const c = machine?.docker?.containers.get(id);
    if (machine !== undefined && c !== undefined) act(machine, c);
  }
}

const SIGSEGV = 139;

/** The program of one of them ends, as by a segmentation fault. */
export const crash = (world: World, name: string, env: WorldEnv): void =>
  each(world, containersNamed(world, name).slice(0, 1), (machine, c) => endProcess(world, machine, c.pid, { status: SIGSEGV, because: [env.note("containerCrashed", `container/${c.name}`, { machine: machine.path })] }, env));

/** The threads of one of them wait for each other: it takes requests in and answers none. Its port stays open. */
export const deadlock = (world: World, name: string, env: WorldEnv): void =>
  each(world, containersNamed(world, name).slice(0, 1), (machine, c) => {
    const app = machine.apps.get(c.app);
    if (app === undefined) return;
    app.stuck = true;
    c.because = env.note("deadlocked", `container/${c.name}`, { machine: machine.path });
  });

/** All of them listen no more for a while, and then again. */
export const blip = (world: World, name: string, lasts: Nanos, env: WorldEnv): void =>
  each(world, containersNamed(world, name), (machine, c) => {
    if (c.readyAt < 0) return;
    c.readyAt = -1;
    c.because = env.note("serviceAway", `container/${c.name}`, { seconds: lasts / SECOND, machine: machine.path });
    env.after(lasts, { type: "docker", what: "back", machine: machine.path, container: c.id, turn: c.turn });
  });

export function backAgain(c: Container, env: WorldEnv): void {
  c.readyAt = env.now;
  c.because = env.note("serviceBack", `container/${c.name}`, {}, [c.because]);
}

/** The program of one of them begins to hold on to memory that it needs no more. */
export const leak = (world: World, name: string, bytesPerSecond: number, env: WorldEnv): void =>
  each(world, containersNamed(world, name).slice(0, 1), (machine, c) => {
    c.because = env.note("leakBegan", `container/${c.name}`, { bytes_per_second: bytesPerSecond, machine: machine.path });
    planLeak(machine, c, bytesPerSecond, env);
  });

const PIECE: Nanos = 250 * MILLISECOND;

const planLeak = (machine: Machine, c: Container, bytesPerSecond: number, env: WorldEnv): void =>
  env.after(PIECE, { type: "docker", what: "leak", machine: machine.path, container: c.id, turn: c.turn, bytesPerSecond });

/** A quarter of a second of leaking; a new run of the container does not leak. */
export function leakDue(world: World, machine: Machine, c: Container, bytesPerSecond: number, env: WorldEnv): void {
  const process = machine.processes.get(c.pid);
  if (process === undefined) return;
  process.grownBy = c.because;
  if (charge(world, machine, process, Math.round((bytesPerSecond * PIECE) / SECOND), env)) planLeak(machine, c, bytesPerSecond, env);
}

/** The program of one of them takes its GPU's time whenever it may, and memory until there is none left: it dies of nothing. */
export const hogGpu = (world: World, name: string, bytesPerSecond: number, env: WorldEnv): void =>
  each(world, containersNamed(world, name).slice(0, 1), (machine, c) => {
    const part = partOf(machine, c);
    if (part === undefined) return;
    c.because = env.note("gpuGreedBegan", `container/${c.name}`, { bytes_per_second: bytesPerSecond, machine: machine.path });
    beginTurn(machine, part.uuid, { pid: c.pid, tid: -1, left: Infinity }, env);
    planGreed(machine, c, bytesPerSecond, env);
  });

const partOf = (machine: Machine, c: Container): Part | undefined => {
  const app = machine.apps.get(c.app);
  return app && partFor(machine, app);
};

const planGreed = (machine: Machine, c: Container, bytesPerSecond: number, env: WorldEnv): void =>
  env.after(GREED, { type: "docker", what: "greed", machine: machine.path, container: c.id, turn: c.turn, bytesPerSecond });

export function greedDue(machine: Machine, c: Container, bytesPerSecond: number, env: WorldEnv): void {
  const part = partOf(machine, c);
  if (part === undefined || !isUp(c)) return;
  claim(machine, part, c.pid, greed(part, bytesPerSecond), c.because);
  planGreed(machine, c, bytesPerSecond, env);
}
