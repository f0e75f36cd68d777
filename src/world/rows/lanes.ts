import { SECOND, type Nanos } from "../../kernel/time.ts";
import { segments } from "../machine/cpu/cpus.ts";
import type { Machine } from "../machine/machine.ts";
import type { LaneSlot } from "../observation.ts";
import type { World } from "../state.ts";

const SHOWN = 2 * SECOND;

/** Who ran on which CPU within the last two seconds. The fluid engine has rates, not turns: there it is empty. */
export function laneSlots(world: World, now: Nanos): LaneSlot[] {
  const slots: LaneSlot[] = [];
  for (const m of world.machines.values()) {
    for (const { cpu, id, from, to } of segments(m.cpus, now - SHOWN)) slots.push({ machine: m.path, cpu, from, to, who: whoIs(m, id), tid: id });
  }
  return slots;
}

/** The VM or app a thread belongs to; "(ended)" when it is gone. */
function whoIs(m: Machine, tid: number): string {
  const process = m.processes.get(m.threads.get(tid)?.pid ?? -1);
  if (process === undefined) return "(ended)";
  return process.vm || process.app || process.name;
}
