import { SECOND, type Nanos } from "../../kernel/time.ts";
import type { Series } from "../observation.ts";
import type { World } from "../state.ts";
import { quantiles } from "../workload/latency.ts";
import { diskRates } from "./block.ts";
import { machineOf, type Machine } from "./machine.ts";
import { availableBytes } from "./memory.ts";
import { answersOf, cpuOf, lastSecond, stealShare, useOf } from "./window.ts";

/** All readings of a machine at one second: `names[i]` had the value `values[i]`. Never changed once taken; neighbours share their names. */
export interface Second {
  readonly at: Nanos;
  readonly names: readonly string[];
  readonly values: readonly number[];
}

const KEPT = 600;

/** One point a second, the last ten minutes of them. */
export function recordHistory(world: World, machine: Machine, now: Nanos): void {
  const last = machine.meter.history.at(-1);
  if (last !== undefined && now - last.at < SECOND) return;
  const names: string[] = [];
  const values: number[] = [];
  let same = last !== undefined;
  const put = (name: string, value: number): void => {
    same &&= last!.names[names.length] === name;
    names.push(name);
    values.push(value);
  };
  machineReadings(machine, put);
  for (const app of machine.apps.keys()) appReadings(machine, app, now, put);
  for (const guest of machine.guests) vmReadings(world, machine, guest, put);
  diskReadings(machine, put);
  const kept = machine.meter.history;
  machine.meter.history = [...(kept.length >= KEPT ? kept.slice(1) : kept), { at: now, names: same && last!.names.length === names.length ? last!.names : names, values }];
}

type Put = (name: string, value: number) => void;

function machineReadings(machine: Machine, put: Put): void {
  const about = `machine/${machine.path}`;
  const { memory, meter } = machine;
  put(`${about}.cpu`, cpuOf(machine));
  put(`${about}.steal`, stealShare(machine));
  put(`${about}.load1`, meter.loads[0]);
  put(`${about}.mem_used`, memory.kernelBytes + memory.anonBytes + memory.balloonBytes);
  put(`${about}.mem_cache`, memory.cacheBytes);
  put(`${about}.mem_available`, availableBytes(memory));
  put(`${about}.swap_used`, memory.swapUsedBytes);
}

function appReadings(machine: Machine, name: string, now: Nanos, put: Put): void {
  const app = machine.apps.get(name)!;
  const about = `app/${app.label}`;
  let cpu = 0;
  let waiting = 0;
  let rss = 0;
  for (const pid of app.pids) {
    const use = useOf(machine, pid);
    cpu += use.cpu;
    waiting += use.waiting;
    rss += machine.processes.get(pid)?.anonBytes ?? 0;
  }
  put(`${about}.cpu`, cpu);
  put(`${about}.waiting`, waiting);
  put(`${about}.rss`, rss);
  if (app.traffic === undefined) return;
  const answers = answersOf(machine, name);
  put(`${about}.served`, answers.served);
  put(`${about}.errors`, answers.errors);
  put(`${about}.timeouts`, answers.timeouts);
  put(`${about}.p95_ms`, (quantiles(app.traffic.latencies, now)?.p95 ?? -1e6) / 1e6);
}

function vmReadings(world: World, host: Machine, path: string, put: Put): void {
  const guest = machineOf(world, path);
  if (guest?.carrier === undefined) return;
  put(`vm/${guest.name}.cpu`, useOf(host, guest.carrier.pid).cpu);
  put(`vm/${guest.name}.steal`, stealShare(guest));
  put(`vm/${guest.name}.touched`, guest.memory.touchedBytes);
  put(`vm/${guest.name}.guest_swap`, guest.memory.swapUsedBytes);
}

function diskReadings(machine: Machine, put: Put): void {
  const window = lastSecond(machine);
  for (const name of machine.disks.keys()) {
    const to = window?.to.disks.get(name);
    const from = window?.from.disks.get(name);
    if (window === undefined || to === undefined || from === undefined) continue;
    const rates = diskRates(from, to, window.seconds);
    const about = `disk/${machine.path}/${name}`;
    put(`${about}.read_MBps`, rates.readMBps);
    put(`${about}.write_MBps`, rates.writeMBps);
    put(`${about}.await_ms`, rates.awaitMs);
  }
}

/** Adds the machine's series to `into`; the points of each are only gathered when somebody looks at it. */
export function offerSeries(machine: Machine, into: Record<string, Series>): void {
  const { history } = machine.meter;
  for (const [i, second] of history.entries()) {
    if (second.names === history[i - 1]?.names) continue;
    for (const name of second.names) if (!(name in into)) offer(history, name, into);
  }
}

function offer(history: readonly Second[], name: string, into: Record<string, Series>): void {
  const fix = (value: Series): Series => {
    Object.defineProperty(into, name, { value, enumerable: true });
    return value;
  };
  Object.defineProperty(into, name, { enumerable: true, configurable: true, get: () => fix(pointsOf(history, name)) });
}

function pointsOf(history: readonly Second[], name: string): Series {
  const points: { at: Nanos; value: number }[] = [];
  for (const { at, names, values } of history) {
    const column = names.indexOf(name);
    if (column >= 0) points.push({ at, value: values[column]! });
  }
  return points;
}
