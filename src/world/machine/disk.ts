import { SECOND, type Nanos } from "../../kernel/time.ts";
import type { DiskSpec } from "../scenario.ts";
import { copyGate, type Gate } from "./block-gate.ts";
import { pieces, type Transfer } from "./block-transfer.ts";

/**
 * A disk as its machine sees it, with the limits in front of it and its counters (`/proc/diskstats`). The device behind
 * it is hardware, or a file on the disk of the machine that carries this one.
 */
export interface Disk {
  readonly name: string;
  /** The VM whose virtual disk it is; "" for hardware. */
  readonly vm: string;
  readonly capacityBytes: number;
  /** Bytes written to for the first time so far: what a thin disk takes up on its host, in whole clusters. */
  allocatedBytes: number;
  /** Written into the cluster that was allocated last. */
  tailBytes: number;
  /** Limits by cgroup path, and the emulator's own under the name `qemu`. */
  readonly gates: Map<string, Gate>;
  readonly device: Device | undefined;
  /** Counts how often it was switched off: what was under way before is nobody's afterwards. */
  life: number;
  inFlight: number;
  /** Sum of the times at which those in flight were submitted. */
  inFlightSince: Nanos;
  /** When the first of them was submitted. */
  busySince: Nanos;
  /** Counted for ever. `waitTime` sums what every request took from its submission; `busyTime` is that of the bus, or of a guest's whole disk. */
  reads: number;
  writes: number;
  readBytes: number;
  writeBytes: number;
  waitTime: Nanos;
  busyTime: Nanos;
}

/** Hardware: a FIFO before channels that serve one request each. Every request takes the latency, then its bytes go over the one bus. */
export interface Device {
  readonly bytesPerSecond: number;
  readonly latency: Nanos;
  readonly parallel: number;
  waiting: Transfer[];
  serving: number;
  /** When the bus has carried everything it was given so far. */
  busFreeAt: Nanos;
}

const CLUSTER = 64 * 1024;
/** A PCI Express packet of 256 bytes carries 26 more around them: nine bytes in ten are data. */
const PAYLOAD = 256 / (256 + 26);

const unused = { tailBytes: 0, life: 0, inFlight: 0, inFlightSince: 0, busySince: 0, reads: 0, writes: 0, readBytes: 0, writeBytes: 0, waitTime: 0, busyTime: 0 };

export function createDisk({ name, capacityBytes, bytesPerSecond, latency, parallel }: DiskSpec): Disk {
  const device = { bytesPerSecond, latency, parallel, waiting: [], serving: 0, busFreeAt: 0 };
  return { ...unused, name, vm: "", capacityBytes, allocatedBytes: capacityBytes, gates: new Map(), device };
}

/** A thin disk: a qcow2 file on the host, 64 KiB per cluster, allocated at first write (qemu, docs/interop/qcow2.txt). */
export function createThinDisk(name: string, vm: string, capacityBytes: number, allocatedBytes: number): Disk {
  return { ...unused, name, vm, capacityBytes, allocatedBytes: Math.min(capacityBytes, clusters(allocatedBytes)), gates: new Map(), device: undefined };
}

export function copyDisk(d: Disk): Disk {
  const gates = new Map<string, Gate>();
  for (const [name, gate] of d.gates) gates.set(name, copyGate(gate));
  return { ...d, gates, device: d.device && { ...d.device, waiting: d.device.waiting.slice() } };
}

const clusters = (bytes: number): number => Math.ceil(bytes / CLUSTER) * CLUSTER;

/** Programs write new places, one after the other, until the disk has no untouched cluster left; then they write over old ones. */
export function allocate(disk: Disk, bytes: number): void {
  const used = disk.allocatedBytes - (disk.tailBytes === 0 ? 0 : CLUSTER - disk.tailBytes);
  disk.allocatedBytes = Math.min(disk.capacityBytes, clusters(used + bytes));
  disk.tailBytes = (used + bytes) % CLUSTER;
}

/** Gives channels that are free the next requests; answers them with the time each is finished. */
export function serve(disk: Disk, device: Device, now: Nanos): { readonly transfer: Transfer; readonly at: Nanos }[] {
  const started: { transfer: Transfer; at: Nanos }[] = [];
  while (device.serving < device.parallel && device.waiting.length > 0) {
    const transfer = device.waiting.shift()!;
    const moving = movingTime(device, transfer);
    device.serving++;
    device.busFreeAt = Math.max(device.busFreeAt, now + device.latency) + moving;
    disk.busyTime += moving;
    started.push({ transfer, at: device.busFreeAt });
  }
  return started;
}

/** Many small pieces are held up by the channels' latency, few large ones by the bus. */
function movingTime(device: Device, { request }: Transfer): Nanos {
  const carrying = (request.bytes / (device.bytesPerSecond * PAYLOAD)) * SECOND;
  return Math.ceil(Math.max(carrying, ((pieces(request) - 1) * device.latency) / device.parallel));
}

/** Counts a request in, and out again when it is finished. */
export function countIn(disk: Disk, at: Nanos): void {
  if (disk.inFlight === 0) disk.busySince = at;
  disk.inFlight++;
  disk.inFlightSince += at;
}

export function countOut(disk: Disk, { request }: Transfer, at: Nanos, now: Nanos): void {
  disk.inFlight--;
  disk.inFlightSince -= at;
  disk.waitTime += now - at;
  // The bus of the hardware is somebody else's to a guest: its disk is busy while anything is under way (`iostat`, %util).
  if (disk.device === undefined && disk.inFlight === 0) disk.busyTime += now - disk.busySince;
  disk[request.op === "read" ? "reads" : "writes"]++;
  disk[request.op === "read" ? "readBytes" : "writeBytes"] += request.bytes;
}

/** Its machine was switched off: nobody waits for what is under way. */
export function switchOff(disk: Disk): void {
  disk.life++;
  disk.inFlight = 0;
  disk.inFlightSince = 0;
  for (const gate of disk.gates.values()) {
    gate.read = [];
    gate.write = [];
    gate.opensAt = Infinity;
  }
}

/** Takes away the limit of a cgroup that is removed: who still waits before it is dead, and gets nothing. */
export function dropGate(disk: Disk, group: string): void {
  const gate = disk.gates.get(group);
  disk.gates.delete(group);
  for (const { legs } of [...(gate?.read ?? []), ...(gate?.write ?? [])]) {
    disk.inFlight--;
    disk.inFlightSince -= legs.at(-1)!.at;
  }
}
