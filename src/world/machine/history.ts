import { SECOND, type Nanos } from "../../kernel/time.ts";
import { healthyOf } from "../hypervisor/fleet/balancer.ts";
import type { Fleet } from "../hypervisor/fleet/fleet.ts";
import { ratesOf } from "../hypervisor/fleet/rows.ts";
import type { Series } from "../observation.ts";
import type { World } from "../state.ts";
import type { App } from "../workload/app.ts";
import { quantiles } from "../workload/latency.ts";
import { diskRates } from "./disk-rates.ts";
import type { Machine } from "./machine.ts";
import { availableBytes } from "./memory.ts";
import { answersOf, cpuOf, lastSecond, stealShare, useOf } from "./window.ts";

/** Readings of one thing at one second. Never changed once taken: copies share it. */
export interface Part {
  readonly kind: string;
  readonly name: string;
  readonly columns: readonly string[];
  readonly values: readonly number[];
}

/** All readings of a machine at one second. */
export interface Second {
  readonly at: Nanos;
  readonly parts: readonly Part[];
}

const KEPT = 600;
/** In a world of more machines than this, only machines and VMs have a history, not every app. */
const MANY_MACHINES = 200;

const MACHINE = ["cpu", "steal", "load1", "mem_used", "mem_cache", "mem_available", "swap_used"];
const APP = ["cpu", "waiting", "rss"];
const SERVING = [...APP, "served", "errors", "timeouts", "p95_ms"];
const VM = ["cpu", "steal", "touched", "guest_swap"];
const FLEET = ["load", "served", "dropped", "healthy"];
const DISK = ["read_MBps", "write_MBps", "await_ms"];

/** One point a second, the last ten minutes of them. */
export function recordHistory(world: World, machine: Machine, now: Nanos): void {
  const kept = machine.meter.history;
  const last = kept.at(-1);
  if (last !== undefined && now - last.at < SECOND) return;
  const parts = [machinePart(machine)];
  if (world.machines.size <= MANY_MACHINES) for (const app of machine.apps.values()) parts.push(appPart(machine, app, now));
  if (machine.fleet !== undefined) parts.push(fleetPart(machine.fleet));
  for (const guest of machine.guests) addVm(world, machine, guest, parts);
  for (const name of machine.disks.keys()) addDisk(machine, name, parts);
  machine.meter.history = [...(kept.length >= KEPT ? kept.slice(1) : kept), { at: now, parts }];
}

function machinePart(machine: Machine): Part {
  const { memory, meter } = machine;
  const used = memory.kernelBytes + memory.anonBytes;
  const values = [cpuOf(machine), stealShare(machine), meter.loads[0], used, memory.cacheBytes, availableBytes(memory), memory.swapUsedBytes];
  return { kind: "machine", name: machine.path, columns: MACHINE, values };
}

function appPart(machine: Machine, app: App, now: Nanos): Part {
  let cpu = 0;
  let waiting = 0;
  let rss = 0;
  for (const pid of app.pids) {
    const use = useOf(machine, pid);
    const p = machine.processes.get(pid)!;
    cpu += use.cpu;
    waiting += use.waiting;
    rss += p.anonBytes + p.fileBytes;
  }
  if (app.traffic === undefined) return { kind: "app", name: app.label, columns: APP, values: [cpu, waiting, rss] };
  const { served, errors, timeouts } = answersOf(machine, app.name);
  const p95 = quantiles(app.traffic.latencies, now)?.p95;
  return { kind: "app", name: app.label, columns: SERVING, values: [cpu, waiting, rss, served, errors, timeouts, p95 === undefined ? -1 : p95 / 1e6] };
}

function fleetPart(fleet: Fleet): Part {
  const { served, dropped } = ratesOf(fleet);
  return { kind: "fleet", name: fleet.name, columns: FLEET, values: [fleet.perSecond, served, dropped, healthyOf(fleet)] };
}

function addVm(world: World, host: Machine, path: string, parts: Part[]): void {
  const guest = world.machines.get(path);
  if (guest?.carrier === undefined) return;
  const values = [useOf(host, guest.carrier.pid).cpu, stealShare(guest), guest.memory.touchedBytes, guest.memory.swapUsedBytes];
  parts.push({ kind: "vm", name: guest.name, columns: VM, values });
}

function addDisk(machine: Machine, name: string, parts: Part[]): void {
  const window = lastSecond(machine);
  const to = window?.to.disks.get(name);
  const from = window?.from.disks.get(name);
  if (window === undefined || to === undefined || from === undefined) return;
  const { readMBps, writeMBps, awaitMs } = diskRates(from, to, window.seconds);
  parts.push({ kind: "disk", name: `${machine.path}/${name}`, columns: DISK, values: [readMBps, writeMBps, awaitMs] });
}

/** Adds the machine's series to `into`; the points of each are only gathered when somebody looks at it. */
export function offerSeries(machine: Machine, into: Record<string, Series>): void {
  const { history } = machine.meter;
  const offered = new Set<string>();
  for (const { parts } of history) {
    for (const { kind, name, columns } of parts) {
      const about = `${kind}/${name}`;
      if (offered.has(about)) continue;
      offered.add(about);
      columns.forEach((column, i) => offer(history, `${about}.${column}`, kind, name, i, into));
    }
  }
}

function offer(history: readonly Second[], series: string, kind: string, name: string, column: number, into: Record<string, Series>): void {
  const fix = (value: Series): Series => {
    Object.defineProperty(into, series, { value, enumerable: true });
    return value;
  };
  Object.defineProperty(into, series, { enumerable: true, configurable: true, get: () => fix(pointsOf(history, kind, name, column)) });
}

function pointsOf(history: readonly Second[], kind: string, name: string, column: number): Series {
  const points: { at: Nanos; value: number }[] = [];
  for (const { at, parts } of history) {
    const part = parts.find((p) => p.name === name && p.kind === kind);
    if (part !== undefined) points.push({ at, value: part.values[column]! });
  }
  return points;
}
