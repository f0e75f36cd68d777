import { SECOND } from "../../kernel/time.ts";
import type { Signal } from "../command.ts";
import type { Machine } from "../machine/machine.ts";
import { settleFreezer } from "../machine/freezer.ts";
import { endProcess } from "../machine/process-life.ts";
import { deliver } from "../machine/signals.ts";
import type { World, WorldEnv } from "../state.ts";
import { no, type Answer } from "./answer.ts";
import type { Ask } from "./command.ts";
import { programFor } from "./asks.ts";
import type { ImageProgram } from "./spec.ts";
import { groupOf, isUp, type Container } from "./docker.ts";
import { applyLimits, objection } from "./limits.ts";
import { forgetContainer } from "./remove.ts";
import { cancelStart, startContainer } from "./start.ts";

/** Starting, stopping, ending and removing containers that exist. */

const asked = (c: Container, what: string, env: WorldEnv): number => env.note("containerAsked", `container/${c.name}`, { to: what });

export function start(machine: Machine, containers: readonly Container[], env: WorldEnv): Answer {
  if (containers.some((c) => c.status === "paused")) return no("Error response from daemon: cannot start a paused container, try unpause instead");
  return () => {
    for (const c of containers) {
      if (c.status === "running" || c.stage >= 0) continue;
      c.restarts = 0;
      c.backOff = 0;
      startContainer(machine, c, 0, env);
    }
  };
}

/** SIGTERM (or the image's own signal) to its PID 1; SIGKILL when it has not ended after the grace time. */
export function stop(world: World, machine: Machine, containers: readonly Container[], graceSeconds: number, env: WorldEnv): Answer {
  return () => {
    for (const c of containers) stopOne(world, machine, c, graceSeconds, env);
  };
}

/** Its end begins, whatever it is doing. */
export function stopOne(world: World, machine: Machine, c: Container, graceSeconds: number, env: WorldEnv): void {
  c.stopping = true;
  cancelStart(world, machine, c, env);
  if (c.status === "restarting") {
    c.status = "exited";
    c.turn++;
  }
  if (!isUp(c)) return;
  const fact = asked(c, "stop", env);
  if (c.status === "paused") thaw(world, machine, c, env);
  const { turn } = c;
  signalOne(world, machine, c, "TERM", fact, env);
  if (c.turn === turn) env.after(graceSeconds * SECOND, { type: "docker", what: "grace", machine: machine.path, container: c.id, turn });
}

export function graceOver(world: World, machine: Machine, c: Container, env: WorldEnv): void {
  if (!isUp(c)) return;
  signalOne(world, machine, c, "KILL", env.note("graceOver", `container/${c.name}`, { machine: machine.path }, [c.because]), env);
}

function signalOne(world: World, machine: Machine, c: Container, signal: Signal, cause: number, env: WorldEnv): void {
  const process = machine.processes.get(c.pid);
  const program = programFor(machine.docker!, c);
  if (signal === "TERM" && process !== undefined && program !== undefined && program.stopsIn > 0 && program.onTerm >= 0) return winds(machine, c, program, cause, env);
  if (process !== undefined) deliver(world, machine, process, signal, cause, env);
}

/** It listens no longer, finishes what it has, and ends. */
function winds(machine: Machine, c: Container, { stopsIn, onTerm }: ImageProgram, cause: number, env: WorldEnv): void {
  c.readyAt = -1;
  c.because = cause;
  env.after(stopsIn, { type: "docker", what: "exit", machine: machine.path, container: c.id, turn: c.turn, status: onTerm });
}

/** Stops, and is started again as soon as it has stopped. */
export function restart(world: World, machine: Machine, containers: readonly Container[], graceSeconds: number, env: WorldEnv): Answer {
  return () => {
    for (const c of containers) {
      c.comesBack = isUp(c);
      stopOne(world, machine, c, graceSeconds, env);
      c.restarts = 0;
      if (!c.comesBack && c.stage < 0) startContainer(machine, c, 1, env);
    }
  };
}

export function kill(world: World, machine: Machine, containers: readonly Container[], signal: Signal, env: WorldEnv): Answer {
  const still = containers.find((c) => !isUp(c));
  if (still !== undefined) return no(`Error response from daemon: cannot kill container: ${still.name}: container ${still.id} is not running`);
  return () => {
    for (const c of containers) {
      c.stopping = c.stopping || signal === "KILL";
      signalOne(world, machine, c, signal, asked(c, `kill -s ${signal}`, env), env);
    }
  };
}

/** The freezer: every process of its group stands still, and keeps what it holds. */
export function pause(world: World, machine: Machine, containers: readonly Container[], env: WorldEnv): Answer {
  for (const c of containers) {
    if (c.status === "paused") return no(`Error response from daemon: container ${c.id} is already paused`);
    if (c.status !== "running") return no(`Error response from daemon: container ${c.id} is not running`);
  }
  return () => {
    for (const c of containers) {
      freeze(world, machine, c, true, env);
      c.status = "paused";
      c.because = env.note("containerPaused", `container/${c.name}`, { machine: machine.path });
    }
  };
}

export function unpause(world: World, machine: Machine, containers: readonly Container[], env: WorldEnv): Answer {
  const running = containers.find((c) => c.status !== "paused");
  if (running !== undefined) return no(`Error response from daemon: container ${running.id} is not paused`);
  return () => {
    for (const c of containers) {
      thaw(world, machine, c, env);
      c.because = env.note("containerUnpaused", `container/${c.name}`, { machine: machine.path });
    }
  };
}

function thaw(world: World, machine: Machine, c: Container, env: WorldEnv): void {
  c.status = "running";
  freeze(world, machine, c, false, env);
}

function freeze(world: World, machine: Machine, c: Container, on: boolean, env: WorldEnv): void {
  machine.groups.get(groupOf(c))!.freeze = on;
  settleFreezer(world, machine, groupOf(c), env);
}

export function remove(world: World, machine: Machine, containers: readonly Container[], { force, volumes }: Ask<"rm">, env: WorldEnv): Answer {
  const up = containers.find((c) => isUp(c) || c.status === "restarting");
  if (up !== undefined && !force) {
    const state = up.status === "paused" ? "paused" : up.status === "restarting" ? "restarting" : "running";
    const advice = up.status === "paused" ? "unpause and then stop the container before removing or force remove" : "stop the container before removing or force remove";
    return no(`Error response from daemon: cannot remove container "/${up.name}": container is ${state}: ${advice}`);
  }
  return () => {
    for (const c of containers) removeOne(world, machine, c, force ? "rm -f" : "rm", volumes, env);
  };
}

export function removeOne(world: World, machine: Machine, c: Container, how: string, volumes: boolean, env: WorldEnv): void {
  c.stopping = true;
  c.comesBack = false;
  cancelStart(world, machine, c, env);
  if (c.status === "restarting") c.turn++;
  const fact = asked(c, how, env);
  if (isUp(c)) endProcess(world, machine, c.pid, { status: 137, because: [fact] }, env);
  if (machine.docker!.containers.has(c.id)) forgetContainer(machine, c, volumes, env);
}

export function rename(machine: Machine, c: Container, name: string, env: WorldEnv): Answer {
  const same = [...machine.docker!.containers.values()].find((other) => other.name === name);
  if (same !== undefined) {
    return no(`Error response from daemon: Error when allocating new name: Conflict. The container name "/${name}" is already in use by container "${same.id}". You have to remove (or rename) that container to be able to reuse that name.`);
  }
  if (!/^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/.test(name)) return no(`Error response from daemon: Error when allocating new name: Invalid container name (${name}), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed`);
  return () => {
    env.note("containerRenamed", `container/${name}`, { from: c.name, machine: machine.path });
    c.name = name;
  };
}

/** New limits for what runs, without a restart: they are files of its group. */
export function update(world: World, machine: Machine, containers: readonly Container[], { limits, restart: policy }: Ask<"update">, env: WorldEnv): Answer {
  for (const c of containers) {
    const next = { ...c.settings.limits, ...limits };
    if (limits.memoryBytes !== undefined && limits.memorySwapBytes === undefined && next.memorySwapBytes > 0 && next.memoryBytes > next.memorySwapBytes) {
      return no(`Error response from daemon: Cannot update container ${c.id}: Memory limit should be smaller than already set memoryswap limit, update the memoryswap at the same time`);
    }
    const refusal = objection(next, machine);
    if (refusal !== undefined) return refusal;
  }
  return () => {
    for (const c of containers) {
      c.settings = { ...c.settings, limits: { ...c.settings.limits, ...limits }, restart: policy ?? c.settings.restart };
      applyLimits(world, machine, groupOf(c), c.settings.limits, env.note("containerUpdated", `container/${c.name}`, { machine: machine.path }), env);
    }
  };
}
