import type { Nanos } from "../../kernel/time.ts";
import type { Machine } from "../machine/machine.ts";
import type { WorldEnv } from "../state.ts";
import { changePart, divided, partsOf } from "./gpu.ts";
import { endTurns } from "./turns.ts";

/** A process has ended: the driver takes back what it held, and its work is dropped. */
export function leaveGpus(machine: Machine, pid: number, env: WorldEnv): void {
  for (const { uuid, held, turns } of partsOf(machine)) {
    if (held.has(pid)) changePart(machine, uuid, (part) => ({ ...part, held: new Map([...part.held].filter(([holder]) => holder !== pid)) }));
    if (turns.some((turn) => turn.pid === pid)) endTurns(machine, uuid, (turn) => turn.pid === pid, env);
  }
}

/** The machine stops: nobody is left on its GPUs, and they stay as they are divided. */
export function emptyGpus(machine: Machine, now: Nanos): void {
  machine.gpus = machine.gpus.map((gpu) => divided(gpu, gpu.layout, now));
}
