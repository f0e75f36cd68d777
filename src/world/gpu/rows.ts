import type { Row } from "../../kernel/facts.ts";
import { MILLISECOND, type Nanos } from "../../kernel/time.ts";
import type { Machine } from "../machine/machine.ts";
import type { World } from "../state.ts";
import { quantiles } from "../workload/latency.ts";
import { freeBytes, gpusVisible, type Gpu, type Part } from "./gpu.ts";
import { MODEL, WHOLE } from "./profile.ts";
import { brought } from "./turns.ts";

/** A GPU as the driver of a machine lists it. Those that were passed through to a guest are the guest's alone. */
export interface GpuRow extends Row {
  machine: string; // path
  name: string; // "g1/0"
  index: number;
  model: string;
  uuid: string;
  mig: boolean; // it is divided
}

/** What programs are given of a GPU: all of it, or an instance that MIG has made. */
export interface GpuPartRow extends Row {
  machine: string; // path
  name: string; // "g1/0", or "g1/0/3" of a divided one
  gpu: number; // index
  index: number; // among those of its GPU
  profile: string; // "1g.10gb", "" for a whole one
  uuid: string;
  memory: number;
  used: number;
  programs: number; // that hold memory of it
  busy: number; // 0..1, of the last seconds
}

/** A program that holds memory of a GPU. */
export interface GpuProgramRow extends Row {
  machine: string; // path
  name: string; // of its app: in a cluster, its pod
  command: string;
  pid: number;
  part: string; // name of the GPU or its instance
  memory: number; // of that
  used: number;
  p95_ms: number; // of what it answers, -1: nothing lately
}

export interface GpuTables {
  readonly gpus: readonly GpuRow[];
  readonly gpu_parts: readonly GpuPartRow[];
  readonly gpu_programs: readonly GpuProgramRow[];
}

interface Placed {
  readonly machine: Machine;
  readonly gpu: Gpu;
  readonly part: Part;
  readonly index: number;
  readonly name: string;
}

const machines = (world: World): Machine[] => [...world.machines.values()].filter(({ gpus }) => gpus.length > 0);

export const gpuRows = (world: World): GpuRow[] =>
  machines(world).flatMap((machine) => gpusVisible(machine).map(({ index, uuid, layout }) => ({ machine: machine.path, name: `${machine.name}/${index}`, index, model: MODEL, uuid, mig: layout !== WHOLE })));

const placed = (world: World): Placed[] =>
  machines(world).flatMap((machine) => gpusVisible(machine).flatMap((gpu) => gpu.parts.map((part, index) => ({ machine, gpu, part, index, name: `${machine.name}/${gpu.index}${part.profile === "" ? "" : `/${index}`}` }))));

export const gpuPartRows = (world: World, now: Nanos): GpuPartRow[] =>
  placed(world).map(({ machine, gpu, part, index, name }) => ({
    machine: machine.path, name, gpu: gpu.index, index, profile: part.profile, uuid: part.uuid, memory: part.memoryBytes, used: part.memoryBytes - freeBytes(part), programs: part.held.size, busy: brought(part, now).busy,
  }));

export const gpuProgramRows = (world: World, now: Nanos): GpuProgramRow[] =>
  placed(world).flatMap(({ machine, part, name }) => [...part.held].flatMap(([pid, { bytes }]): GpuProgramRow[] => {
    const process = machine.processes.get(pid);
    const traffic = machine.apps.get(process?.app ?? "")?.traffic;
    const p95 = traffic && quantiles(traffic.latencies, now)?.p95;
    return process === undefined ? [] : [{ machine: machine.path, name: process.app, command: process.command, pid, part: name, memory: part.memoryBytes, used: bytes, p95_ms: p95 === undefined ? -1 : Math.round((p95 / MILLISECOND) * 10) / 10 }];
  }));
