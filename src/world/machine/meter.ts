import { MILLISECOND, SECOND, type Nanos } from "../../kernel/time.ts";
import { readFleet } from "../hypervisor/fleet/balancer.ts";
import type { World, WorldEnv } from "../state.ts";
import type { App } from "../workload/app.ts";
import { raiseAlarms } from "./alarms.ts";
import { countDisk, type DiskCount } from "./disk-rates.ts";
import { advance, readMachine, readThread } from "./cpu/cpus.ts";
import { recordHistory, type Second } from "./history.ts";
import { machineOf, type Machine } from "./machine.ts";
import { countNic, type NicCount } from "./network.ts";
import { bringPressures } from "./pressure.ts";
import type { Process } from "./process.ts";

/** The instruments of a machine: what `top` and `vmstat` would have to remember between two looks. */
export interface Meter {
  /** Readings of the last second and a little more, oldest first. */
  samples: readonly Sample[];
  history: readonly Second[];
  /** Load averages over 1, 5 and 15 minutes, and when they were last brought forward. */
  loads: readonly [number, number, number];
  loadsAt: Nanos;
  /** Facts that are true now; -1 when not. */
  memoryLow: number;
  swapping: number;
  swappedAt: Nanos;
  stolen: number;
}

/** Everything that counts for ever, as it stood at one instant. Never changed once taken: copies share it. */
export interface Sample {
  readonly at: Nanos;
  readonly usage: Nanos;
  readonly steal: Nanos;
  readonly idle: Nanos;
  readonly processes: ReadonlyMap<number, Use>;
  readonly apps: ReadonlyMap<string, Answers>;
  readonly disks: ReadonlyMap<string, DiskCount>;
  readonly nics: ReadonlyMap<string, NicCount>;
  /** Requests of each client of a Docker host that failed. */
  readonly clients: ReadonlyMap<string, number>;
  readonly swappedIn: number;
  readonly swappedOut: number;
  readonly blocked: number;
}

export interface Use {
  readonly usage: Nanos;
  readonly waiting: Nanos;
}

export interface Answers {
  readonly arrived: number;
  readonly served: number;
  readonly errors: number;
  readonly timeouts: number;
  readonly diskBytes: number;
}

const PERIOD = 250 * MILLISECOND;
const LOAD_PERIOD = 5 * SECOND;

export function createMeter(now: Nanos): Meter {
  return { samples: [], history: [], loads: [0, 0, 0], loadsAt: now, memoryLow: -1, swapping: -1, swappedAt: -1, stolen: -1 };
}

export function copyMeter(m: Meter): Meter {
  return { samples: m.samples, history: m.history, loads: m.loads, loadsAt: m.loadsAt, memoryLow: m.memoryLow, swapping: m.swapping, swappedAt: m.swappedAt, stolen: m.stolen };
}

/** Reads a hardware host and all guests on it, and comes back. */
export function takeSample(world: World, path: string, env: WorldEnv): void {
  const host = machineOf(world, path);
  if (host === undefined) return;
  env.after(world.scenario.sampleEvery ?? PERIOD, { type: "sample", host: path });
  sampleTree(world, host, env);
  readFleet(world, host, env);
}

function sampleTree(world: World, machine: Machine, env: WorldEnv): void {
  for (const path of machine.guests) {
    const guest = machineOf(world, path);
    if (guest !== undefined) sampleTree(world, guest, env);
  }
  if (!machine.up) return;
  advance(machine.cpus, env.now);
  const { meter } = machine;
  const from = env.now - SECOND;
  const kept = meter.samples.filter((s, i) => s.at >= from || (meter.samples[i + 1]?.at ?? Infinity) > from);
  meter.samples = [...kept, sampleOf(machine, env.now)];
  bringLoads(machine, env.now);
  bringPressures(machine, env.now);
  raiseAlarms(world, machine, env);
  recordHistory(world, machine, env.now);
}

function sampleOf(machine: Machine, at: Nanos): Sample {
  const { usage, steal, idle } = readMachine(machine.cpus);
  const processes = new Map<number, Use>();
  for (const p of machine.processes.values()) if (p.tids.length > 0) processes.set(p.pid, useOf(machine, p));
  const apps = new Map<string, Answers>();
  for (const app of machine.apps.values()) if (app.traffic !== undefined || app.diskBytes > 0) apps.set(app.name, answersOf(app));
  const disks = new Map<string, DiskCount>();
  for (const [name, disk] of machine.disks) disks.set(name, countDisk(disk, at));
  const nics = new Map<string, NicCount>();
  for (const [name, nic] of machine.nics) nics.set(name, countNic(nic));
  const clients = new Map<string, number>();
  for (const client of machine.docker?.clients.values() ?? []) clients.set(client.name, client.failed);
  const { swappedInBytes, swappedOutBytes } = machine.memory;
  return { at, usage, steal, idle, processes, apps, disks, nics, clients, swappedIn: swappedInBytes, swappedOut: swappedOutBytes, blocked: blockedThreads(machine) };
}

function answersOf({ traffic, diskBytes }: App): Answers {
  return { arrived: traffic?.arrived ?? 0, served: traffic?.served ?? 0, errors: traffic?.errors ?? 0, timeouts: traffic?.timeouts ?? 0, diskBytes };
}

function useOf(machine: Machine, process: Process): Use {
  let usage = 0;
  let waiting = 0;
  for (const tid of process.tids) {
    const thread = readThread(machine.cpus, tid);
    usage += thread.usage;
    waiting += thread.waiting;
  }
  return { usage, waiting };
}

/** Threads in uninterruptible sleep: they wait for a disk. */
export function blockedThreads(machine: Machine): number {
  let blocked = 0;
  for (const t of machine.threads.values()) if (t.inFlight > 0 && (t.state === "reading" || t.state === "paging")) blocked++;
  return blocked;
}

/** The kernel's load averages: runnable and uninterruptible threads, exponentially damped every five seconds (kernel/sched/loadavg.c). */
function bringLoads(machine: Machine, now: Nanos): void {
  const { meter } = machine;
  for (; meter.loadsAt + LOAD_PERIOD <= now; meter.loadsAt += LOAD_PERIOD) {
    const active = machine.cpus.root.runnable + blockedThreads(machine);
    const [one, five, fifteen] = meter.loads;
    meter.loads = [damp(one, active, 60), damp(five, active, 300), damp(fifteen, active, 900)];
  }
}

function damp(load: number, active: number, seconds: number): number {
  const keep = Math.exp(-5 / seconds);
  return load * keep + active * (1 - keep);
}
