import { SECOND, type Nanos } from "../../kernel/time.ts";
import type { DiskSpec } from "../scenario.ts";
import type { World, WorldEnv } from "../state.ts";
import { ioDone } from "../workload/program.ts";
import { machineOf, type Machine } from "./machine.ts";

/**
 * A block device: a FIFO before a number of requests served at the same time. Each takes the device's latency; their
 * bytes then go over one bus, one after the other.
 */
export interface Disk {
  readonly name: string;
  readonly capacityBytes: number;
  readonly bytesPerSecond: number;
  readonly latency: Nanos;
  readonly parallel: number;
  waiting: Queued[];
  serving: number;
  /** When the bus has carried everything it was given so far. */
  busFreeAt: Nanos;
  /** Counted for ever. `waitTime` sums what every request took from its submission; `busyTime` is the bus's. */
  reads: number;
  writes: number;
  readBytes: number;
  writeBytes: number;
  waitTime: Nanos;
  busyTime: Nanos;
}

export interface BlockRequest {
  readonly op: "read" | "write";
  readonly bytes: number;
  /** The thread that waits for it; -1 when nobody does. */
  readonly tid: number;
  /** The machine of that thread when it is another one than the disk's. */
  readonly waiter?: string;
  readonly purpose: "file" | "swap";
}

interface Queued {
  readonly at: Nanos;
  readonly request: BlockRequest;
}

export interface BlockEvent {
  readonly type: "block";
  readonly machine: string;
  readonly disk: string;
  readonly since: Nanos;
  readonly request: BlockRequest;
}

export function createDisk(spec: DiskSpec): Disk {
  return {
    name: spec.name, capacityBytes: spec.capacityBytes, bytesPerSecond: spec.bytesPerSecond, latency: spec.latency, parallel: spec.parallel,
    waiting: [], serving: 0, busFreeAt: 0, reads: 0, writes: 0, readBytes: 0, writeBytes: 0, waitTime: 0, busyTime: 0,
  };
}

export const copyDisk = (d: Disk): Disk => ({ ...d, waiting: d.waiting.slice() });

/** Hands a request to the machine's first disk. */
export function submit(_world: World, machine: Machine, request: BlockRequest, env: WorldEnv): void {
  const disk = machine.disks.values().next().value;
  if (disk === undefined) return;
  disk.waiting.push({ at: env.now, request });
  serveWaiting(machine, disk, env);
}

function serveWaiting(machine: Machine, disk: Disk, env: WorldEnv): void {
  while (disk.serving < disk.parallel && disk.waiting.length > 0) {
    const { at, request } = disk.waiting.shift()!;
    const moving = Math.ceil((request.bytes / disk.bytesPerSecond) * SECOND);
    disk.serving++;
    disk.busFreeAt = Math.max(disk.busFreeAt, env.now + disk.latency) + moving;
    disk.busyTime += moving;
    env.after(disk.busFreeAt - env.now, { type: "block", machine: machine.path, disk: disk.name, since: at, request });
  }
}

/** A request is finished. */
export function handleBlock(world: World, { machine: path, disk: name, since, request }: BlockEvent, env: WorldEnv): void {
  const machine = machineOf(world, path);
  const disk = machine?.disks.get(name);
  if (machine === undefined || disk === undefined) return;
  disk.serving--;
  disk.waitTime += env.now - since;
  if (request.op === "read") {
    disk.reads++;
    disk.readBytes += request.bytes;
  } else {
    disk.writes++;
    disk.writeBytes += request.bytes;
  }
  serveWaiting(machine, disk, env);
  if (request.tid >= 0) ioDone(world, request.waiter ?? path, request.tid, env);
}

/** A disk's counters at one instant. */
export interface DiskCount {
  readonly requests: number;
  readonly reads: number;
  readonly writes: number;
  readonly readBytes: number;
  readonly writeBytes: number;
  readonly waitTime: Nanos;
  readonly busyTime: Nanos;
}

export const countDisk = ({ reads, writes, readBytes, writeBytes, waitTime, busyTime }: Disk): DiskCount => ({
  requests: reads + writes, reads, writes, readBytes, writeBytes, waitTime, busyTime,
});

/** Megabytes (10^6) per second, requests per second, milliseconds per finished request, part of the time the bus was busy. */
export interface DiskRates {
  readonly readMBps: number;
  readonly writeMBps: number;
  readonly iops: number;
  readonly awaitMs: number;
  readonly utilisation: number;
}

export function diskRates(from: DiskCount, to: DiskCount, seconds: number): DiskRates {
  const finished = to.requests - from.requests;
  return {
    readMBps: (to.readBytes - from.readBytes) / 1e6 / seconds,
    writeMBps: (to.writeBytes - from.writeBytes) / 1e6 / seconds,
    iops: finished / seconds,
    awaitMs: finished === 0 ? 0 : (to.waitTime - from.waitTime) / 1e6 / finished,
    utilisation: Math.min(1, (to.busyTime - from.busyTime) / SECOND / seconds),
  };
}
