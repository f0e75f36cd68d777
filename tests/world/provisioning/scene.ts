import type { FleetSpec, ImageSpec, Scenario } from "../../../src/world/scenario.ts";
import type { FleetRow, ImageFileRow, StageRow, VmRow } from "../../../src/world/observation.ts";
import { GIB, host, look, MIB, type Play } from "../scenes.ts";

const image = (file: string, packages: readonly string[] = []): ImageSpec => ({ file, virtualBytes: 10 * GIB, usedBytes: 4460 * MIB, packages });

/** A host of 16 CPUs with a stock image, a copy of it and a golden image; instances of `svc` as wanted. */
export function fleetWorld(more: Partial<FleetSpec> = {}): Scenario {
  const disk = { name: "nvme0n1", capacityBytes: 4e12, bytesPerSecond: 14e9, latency: 80_000, parallel: 16 };
  const atlas = host([], { cpus: 16, swapBytes: 8 * GIB, systemBytes: 2 * GIB, disk, images: [image("stock.qcow2"), image("svc.qcow2"), image("golden.qcow2", ["svc"])] });
  const fleet: FleetSpec = {
    name: "svc", image: "stock.qcow2", thin: false, running: 0, load: 0, vcpus: 2, memoryBytes: 128 * MIB, systemBytes: 350 * MIB, overheadBytes: 120 * MIB,
    work: 20e6, backlog: 25, timeout: 2e9, ...more,
  };
  return { name: "fleet", title: "fleet", engine: "fluid", hosts: [atlas], faults: [], fleet };
}

export const golden = { image: "golden.qcow2", thin: true };
export const fleetOf = (t: Play): FleetRow => look(t).tables.fleets[0]!;
export const vmOf = (t: Play, name: string): VmRow => look(t).tables.vms.find((v) => v.name === name)!;
export const imageOf = (t: Play, name: string): ImageFileRow | undefined => look(t).tables.image_files.find((i) => i.name === name);
/** The way of a VM to its first request: every part with its seconds. */
export const wayOf = (t: Play, name: string): string => look(t).tables.stages.filter((s: StageRow) => s.vm === name).map((s) => `${s.name} ${s.seconds.toFixed(1)}`).join(", ");
