import { serviceUp } from "../hypervisor/fleet/balancer.ts";
import type { Machine } from "../machine/machine.ts";
import { beginStage, clearStages, endStage } from "../stages.ts";
import type { World, WorldEnv } from "../state.ts";
import { openTraffic } from "../workload/traffic.ts";
import { programFor } from "./asks.ts";
import type { Container } from "./docker.ts";
import { runErrand } from "./errand.ts";
import type { ImageProgram } from "./spec.ts";

/**
 * From a container's first instruction to its first request: its program waits for others, then computes in its own group,
 * then somebody checks its health. The engine has no part in it; a program takes as long in a VM.
 */

export const takesTime = ({ warmUp, warmWork, check }: ImageProgram): boolean => warmUp + warmWork + check > 0;

export function beginWarmUp(machine: Machine, c: Container, program: ImageProgram, env: WorldEnv): void {
  if (!takesTime(program)) {
    endStage(c, env.now);
    c.readyAt = env.now;
    return serviceUp(machine, c.app, env);
  }
  beginStage(c, "app", env.now);
  env.after(program.warmUp, { type: "docker", what: "warm", machine: machine.path, container: c.id, turn: c.turn });
}

/** It has been at work for days when the scenario begins. */
export function alreadyWarm(machine: Machine, c: Container, env: WorldEnv): void {
  clearStages(c);
  c.readyAt = env.now;
  const app = machine.apps.get(c.app);
  if (app?.traffic !== undefined) openTraffic(machine, app, env);
}

/** What it waited for is there: it computes. */
export function warm(world: World, machine: Machine, c: Container, env: WorldEnv): void {
  if (c.readyAt >= 0) return;
  const work = programFor(machine.docker!, c)?.warmWork ?? 0;
  const errand = { about: "warmUp", container: c.id, turn: c.turn } as const;
  if (work === 0) warmedUp(machine, c.id, c.turn, env);
  else runErrand(world, machine, errand, work, env, c.pid);
}

/** Its program could serve now; nobody knows before its health is checked. */
export function warmedUp(machine: Machine, id: string, turn: number, env: WorldEnv): void {
  const c = machine.docker!.containers.get(id);
  if (c === undefined || c.turn !== turn) return;
  const check = programFor(machine.docker!, c)?.check ?? 0;
  if (check === 0) return ready(machine, c, env);
  beginStage(c, "health", env.now);
  env.after(check, { type: "docker", what: "checked", machine: machine.path, container: id, turn });
}

export function ready(machine: Machine, c: Container, env: WorldEnv): void {
  endStage(c, env.now);
  c.readyAt = env.now;
  const fact = env.note("containerReady", `container/${c.name}`, { seconds: (env.now - c.askedAt) / 1e9, machine: machine.path }, [c.because]);
  const app = machine.apps.get(c.app);
  if (app?.traffic !== undefined) openTraffic(machine, app, env);
  env.because([fact], () => serviceUp(machine, c.app, env));
}
