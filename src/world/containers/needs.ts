import { loadModel } from "../gpu/program.ts";
import type { Machine } from "../machine/machine.ts";
import { endProcess } from "../machine/process-life.ts";
import type { World, WorldEnv } from "../state.ts";
import { envOf, programFor, upstreamsThere } from "./asks.ts";
import { isUp, type Container } from "./docker.ts";
import type { ImageProgram } from "./spec.ts";

/** A program looks whether it has what it needs: variables of its environment, others that it asks, room for its model on a GPU. Without, it says so and ends. */
export function looksAround(world: World, machine: Machine, c: Container, env: WorldEnv): void {
  const program = programFor(machine.docker!, c);
  const complaint = program === undefined || !isUp(c) ? undefined : complaintOf(world, machine, c, program, env);
  if (complaint === undefined) return model(world, machine, c, env);
  c.log = [...c.log, { at: env.now, text: complaint }];
  const fact = env.note("programGaveUp", `container/${c.name}`, { printed: complaint, machine: machine.path }, [c.because]);
  endProcess(world, machine, c.pid, { status: 1, because: [fact] }, env);
}

function model(world: World, machine: Machine, c: Container, env: WorldEnv): void {
  const [app, process] = [machine.apps.get(c.app), machine.processes.get(c.pid)];
  if (app !== undefined && process !== undefined) loadModel(world, machine, app, process, env);
}

function complaintOf(world: World, machine: Machine, c: Container, { name, needsEnv, asks }: ImageProgram, env: WorldEnv): string | undefined {
  const missing = needsEnv.find((variable) => envOf(machine.docker!, c, variable) === "");
  if (missing !== undefined) return `${name}: fatal: ${missing} is not set`;
  if (asks === undefined || asks.elseExits === "") return undefined;
  return upstreamsThere(world, machine, c, env.now) ? undefined : asks.elseExits;
}
