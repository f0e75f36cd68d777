import { MILLISECOND, SECOND, type Nanos } from "../../kernel/time.ts";
import type { Machine } from "../machine/machine.ts";
import { endProcess } from "../machine/process-life.ts";
import type { Process } from "../machine/process.ts";
import type { World, WorldEnv } from "../state.ts";
import { changePart, freeBytes, type Part } from "./gpu.ts";

const GIB = 1024 ** 3;

/** Gives a process more memory of a part; false when there is not so much left, whoever holds it. */
export function claim(machine: Machine, part: Part, pid: number, bytes: number, because: number): boolean {
  if (bytes > freeBytes(part)) return false;
  if (bytes > 0) changePart(machine, part.uuid, (now) => ({ ...now, held: new Map(now.held).set(pid, { bytes: (now.held.get(pid)?.bytes ?? 0) + bytes, because }) }));
  return true;
}

export const giveBack = (machine: Machine, uuid: string, pid: number, bytes: number): void =>
  changePart(machine, uuid, (part) => {
    const holding = part.held.get(pid);
    return holding === undefined || bytes === 0 ? part : { ...part, held: new Map(part.held).set(pid, { ...holding, bytes: holding.bytes - bytes }) };
  });

/**
 * A program asks for memory of its GPU and gets none: that is an exception which hardly any program survives. It meets
 * whoever asks, and not whoever holds the most. Source: `torch.OutOfMemoryError`, c10/cuda/CUDACachingAllocator.cpp.
 */
export function outOfMemory(world: World, machine: Machine, process: Process, part: Part, asked: number, env: WorldEnv): void {
  const [pid, most] = [...part.held].filter(([other]) => other !== process.pid).sort(([, a], [, b]) => b.bytes - a.bytes)[0] ?? [];
  const by = machine.processes.get(pid ?? -1)?.app ?? "";
  const gib = (bytes: number): string => `${(bytes / GIB).toFixed(2)} GiB`;
  const text = `torch.OutOfMemoryError: CUDA out of memory. Tried to allocate ${gib(asked)}. GPU 0 has a total capacity of ${gib(part.memoryBytes)} of which ${gib(freeBytes(part))} is free.`;
  const because = most === undefined || most.because < 0 ? [] : [most.because];
  const fact = env.note("gpuOutOfMemory", `app/${process.app}`, { asked_bytes: asked, free_bytes: freeBytes(part), by, by_bytes: most?.bytes ?? 0, machine: machine.path }, because);
  ends(world, machine, process, text, fact, env);
}

export function noGpu(world: World, machine: Machine, process: Process, env: WorldEnv): void {
  ends(world, machine, process, "RuntimeError: No CUDA GPUs are available", env.note("gpuMissing", `app/${process.app}`, { machine: machine.path }), env);
}

/** It says why, and ends. */
function ends(world: World, machine: Machine, process: Process, text: string, fact: number, env: WorldEnv): void {
  const container = machine.docker?.containers.get(machine.apps.get(process.app)?.container ?? "");
  if (container !== undefined) container.log = [...container.log, { at: env.now, text }];
  endProcess(world, machine, process.pid, { status: 1, because: [fact] }, env);
}

/** How often a greedy program asks for more. */
export const GREED: Nanos = 250 * MILLISECOND;

/** What a greedy program gets in a quarter of a second: as much as it asks for, or all that is left. */
export const greed = (part: Part, bytesPerSecond: number): number => Math.min((bytesPerSecond * GREED) / SECOND, freeBytes(part));
