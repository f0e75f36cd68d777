import type { Nanos } from "../../kernel/time.ts";
import type { Machine } from "../machine/machine.ts";
import { layoutOf, MEMORY_BYTES, SEVENTHS, WHOLE } from "./profile.ts";

/** A GPU of a machine, and how it is divided. Never changed: a new one is put in its place. */
export interface Gpu {
  readonly index: number;
  readonly uuid: string;
  /** `all-disabled`: it is whole. */
  readonly layout: string;
  /** What programs are given: the whole GPU, or the instances that MIG has made of it. */
  readonly parts: readonly Part[];
}

/** A whole GPU or an instance of it: memory that no other part can touch, and compute that no other part can have. */
export interface Part {
  readonly uuid: string;
  /** `1g.10gb`; "" for a whole GPU. */
  readonly profile: string;
  readonly memoryBytes: number;
  readonly sevenths: number;
  /** Memory by process. Inside a part there is no wall: who asks when nothing is left gets nothing. */
  readonly held: ReadonlyMap<number, Holding>;
  /** Work that is on it now: processes take turns. */
  readonly turns: readonly Turn[];
  readonly since: Nanos;
  /** The part of the last seconds in which there was work, 0..1. */
  readonly busy: number;
}

export interface Holding {
  readonly bytes: number;
  /** The fact behind its last growth. */
  readonly because: number;
}

export interface Turn {
  readonly pid: number;
  readonly tid: number;
  /** What it still needs on a whole GPU that it has alone; Infinity: it never stops. */
  readonly left: Nanos;
}

/** GPUs of a machine, whole, as it is built. */
export const createGpus = (machine: string, count: number): readonly Gpu[] =>
  Array.from({ length: count }, (_, index) => divided({ index, uuid: `GPU-${digitsOf(`${machine}/${index}`)}`, layout: WHOLE, parts: [] }, WHOLE, 0));

/** The same GPU in another layout, with nobody on it. */
export function divided(gpu: Gpu, layout: string, now: Nanos): Gpu {
  const idle = { held: new Map(), turns: [], since: now, busy: 0 };
  const instances = layoutOf(layout) ?? [];
  const whole: Part = { ...idle, uuid: gpu.uuid, profile: "", memoryBytes: MEMORY_BYTES, sevenths: SEVENTHS };
  const parts = instances.map(({ name, sevenths, memoryBytes }, i): Part => ({ ...idle, uuid: `MIG-${digitsOf(`${gpu.uuid}/${i}/${name}`)}`, profile: name, memoryBytes, sevenths }));
  return { ...gpu, layout, parts: parts.length === 0 ? [whole] : parts };
}

/** What a machine's own driver has: not what it has handed to a guest. */
export function gpusVisible({ spec, vms, gpus }: Machine): readonly Gpu[] {
  const passed = [...vms.values()].reduce((sum, vm) => sum + (vm.spec.gpus ?? 0), 0);
  return gpus.slice(0, Math.max(0, (spec.gpus ?? 0) - passed));
}

export const partsOf = ({ gpus }: Machine): readonly Part[] => gpus.flatMap(({ parts }) => parts);

export const freeBytes = ({ memoryBytes, held }: Part): number => [...held.values()].reduce((free, { bytes }) => free - bytes, memoryBytes);

export function changePart(machine: Machine, uuid: string, change: (part: Part) => Part): void {
  machine.gpus = machine.gpus.map((gpu) => (gpu.parts.some((part) => part.uuid === uuid) ? { ...gpu, parts: gpu.parts.map((part) => (part.uuid === uuid ? change(part) : part)) } : gpu));
}

/** The same device has the same number always. */
function digitsOf(name: string): string {
  let h = 0x811c9dc5;
  const digits = Array.from({ length: 4 }, (_, round) => {
    for (const sign of `${name}${round}`) h = Math.imul(h ^ sign.charCodeAt(0), 0x01000193) >>> 0;
    return h.toString(16).padStart(8, "0");
  }).join("");
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-${digits.slice(12, 16)}-${digits.slice(16, 20)}-${digits.slice(20)}`;
}
