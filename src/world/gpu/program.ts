import type { Container } from "../containers/docker.ts";
import type { Machine } from "../machine/machine.ts";
import type { Process } from "../machine/process.ts";
import type { World, WorldEnv } from "../state.ts";
import type { App } from "../workload/app.ts";
import type { Doing } from "../workload/program.ts";
import { serving } from "../workload/traffic.ts";
import { gpusVisible, partsOf, type Part } from "./gpu.ts";
import { claim, giveBack, noGpu, outOfMemory } from "./memory.ts";
import { beginTurn, endTurns } from "./turns.ts";

/** What programs do on a GPU: load a model, compute for a request with memory that they need meanwhile, and go. */

/** What the container toolkit shows a container of the machine's GPUs. Source: `nvidia-container-toolkit`, NVIDIA_VISIBLE_DEVICES. */
export const DEVICES = "NVIDIA_VISIBLE_DEVICES";

export const devicesIn = ({ settings }: Container): readonly string[] => settings.env.find((line) => line.startsWith(`${DEVICES}=`))?.slice(DEVICES.length + 1).split(",") ?? [];

/** The first part that an app sees: in a container what that was given, outside of one what the machine has. */
export function partFor(machine: Machine, app: App): Part | undefined {
  const container = app.container === "" ? undefined : machine.docker?.containers.get(app.container);
  if (container === undefined) return gpusVisible(machine)[0]?.parts[0];
  const [first] = devicesIn(container);
  return first === undefined ? undefined : partsOf(machine).find(({ uuid }) => uuid === first);
}

/** A program has started: its model goes into the GPU's memory, and stays there. */
export function loadModel(world: World, machine: Machine, app: App, process: Process, env: WorldEnv): void {
  if (app.spec.program.kind !== "serve" || (app.spec.program.gpuMemory ?? 0) === 0) return;
  take(world, machine, app, process, app.spec.program.gpuMemory!, env);
}

/** A request goes onto the GPU: the thread's timer is due when it has been computed, unless the program does not survive it. */
export function computeOnGpu({ world, machine, app, process, thread, env }: Doing): void {
  const { onGpu = 0, gpuPerRequest = 0 } = serving(app);
  const part = take(world, machine, app, process, gpuPerRequest, env);
  if (part !== undefined) beginTurn(machine, part.uuid, { pid: process.pid, tid: thread.tid, left: onGpu }, env);
}

/** It is computed: its memory is free again. */
export function computedOnGpu({ machine, app, process, thread, env }: Doing): void {
  const part = partFor(machine, app);
  if (part === undefined) return;
  endTurns(machine, part.uuid, ({ tid }) => tid === thread.tid, env);
  giveBack(machine, part.uuid, process.pid, serving(app).gpuPerRequest ?? 0);
}

function take(world: World, machine: Machine, app: App, process: Process, bytes: number, env: WorldEnv): Part | undefined {
  const part = partFor(machine, app);
  if (part === undefined) return void noGpu(world, machine, process, env);
  return claim(machine, part, process.pid, bytes, process.because) ? part : void outOfMemory(world, machine, process, part, bytes, env);
}
