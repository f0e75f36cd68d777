import type { Row } from "../../kernel/facts.ts";
import type { Machine } from "../machine/machine.ts";
import type { World } from "../state.ts";

/** A GPU as the driver of a machine lists it. Those that were passed through to a guest are the guest's alone. */
export interface GpuRow extends Row {
  machine: string; // path
  name: string; // "g1/0"
  index: number;
  model: string;
  uuid: string;
}

const MODEL = "NVIDIA H100 80GB HBM3";

/** How many GPUs a machine's own driver has: not those that it has handed to a guest. */
export function gpusVisible({ spec, vms }: Machine): number {
  const passed = [...vms.values()].reduce((sum, vm) => sum + (vm.spec.gpus ?? 0), 0);
  return Math.max(0, (spec.gpus ?? 0) - passed);
}

export const gpuRows = (world: World): GpuRow[] =>
  [...world.machines.values()].flatMap((machine) => Array.from({ length: gpusVisible(machine) }, (_, index) => ({ machine: machine.path, name: `${machine.name}/${index}`, index, model: MODEL, uuid: uuidOf(`${machine.name}/${index}`) })));

/** The same device has the same number always. */
function uuidOf(name: string): string {
  let h = 0x811c9dc5;
  const digits = Array.from({ length: 4 }, (_, round) => {
    for (const sign of `${name}${round}`) h = Math.imul(h ^ sign.charCodeAt(0), 0x01000193) >>> 0;
    return h.toString(16).padStart(8, "0");
  }).join("");
  return `GPU-${digits.slice(0, 8)}-${digits.slice(8, 12)}-${digits.slice(12, 16)}-${digits.slice(16, 20)}-${digits.slice(20)}`;
}
