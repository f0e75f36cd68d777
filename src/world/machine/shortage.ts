import type { WorldEnv } from "../state.ts";
import type { Machine } from "./machine.ts";
import { availableBytes } from "./memory.ts";
import type { Process } from "./process.ts";

const LOW = 0.05;
const ENOUGH = 0.1;

const inMib = (bytes: number): number => Math.round(bytes / 2 ** 20);

/** Notes once when memory gets short, with the process that took the last of it as the cause, and once when it is over. */
export function noteShortage(machine: Machine, process: Process, env: WorldEnv): void {
  const { memory, meter } = machine;
  const part = availableBytes(memory) / memory.totalBytes;
  if (meter.memoryLow < 0 && part < LOW) {
    const detail = { available_MiB: inMib(availableBytes(memory)), taken_last_by: process.name, pid: process.pid };
    meter.memoryLow = env.note("memoryLow", `machine/${machine.path}`, detail, [process.grownBy]);
  } else if (meter.memoryLow >= 0 && part > ENOUGH) {
    env.note("memoryEnough", `machine/${machine.path}`, { available_MiB: inMib(availableBytes(memory)) }, [meter.memoryLow]);
    meter.memoryLow = -1;
  }
}
