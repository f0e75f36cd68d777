import { SECOND } from "../../kernel/time.ts";
import type { World, WorldEnv } from "../state.ts";
import { isAlive, type App } from "../workload/app.ts";
import { upward, type Group } from "./groups.ts";
import type { Machine } from "./machine.ts";
import type { Process } from "./process.ts";
import { answersOf, lastSecond, rateOf, stealShare, useOf } from "./window.ts";

/** Notes when a trouble begins and when it is over, once each, with what brought it about. */
export function raiseAlarms(world: World, machine: Machine, env: WorldEnv): void {
  if (lastSecond(machine) === undefined) return;
  alarmSteal(world, machine, env);
  alarmSwap(machine, env);
  for (const app of machine.apps.values()) {
    if (app.pids.length > 0 || app.contended >= 0) alarmWaiting(machine, app, env);
    if (app.traffic?.open === true) alarmRequests(world, machine, app, env);
  }
}

/** Trouble is over when it has not been seen for this long: one good second says little. */
const QUIET = 5 * SECOND;

const STEAL_HIGH = 0.1;
const STEAL_LOW = 0.05;
/** Whoever uses more than this part of what the greediest uses is as greedy. */
const ALIKE = 0.9;

function alarmSteal(world: World, machine: Machine, env: WorldEnv): void {
  const { meter } = machine;
  const share = stealShare(machine);
  if (meter.stolen < 0 && share > STEAL_HIGH) {
    const host = world.machines.get(machine.host);
    const [greedy, ...others] = host === undefined ? [] : greediest(host).filter(({ program }) => program !== machine.name);
    const alike = others.filter(({ cpu }) => cpu > ALIKE * greedy!.cpu).length;
    meter.stolen = env.note("cpuStolen", `vm/${machine.name}`, { steal: round(share), taken_most_by: greedy?.program ?? "", and_as_much_by: alike }, causesOf(greedy?.process));
  } else if (meter.stolen >= 0 && share < STEAL_LOW) {
    env.note("cpuStolenOver", `vm/${machine.name}`, { steal: round(share) }, [meter.stolen]);
    meter.stolen = -1;
  }
}

function alarmSwap(machine: Machine, env: WorldEnv): void {
  const { meter } = machine;
  const moved = rateOf(machine, (s) => s.swappedIn + s.swappedOut);
  if (moved > 0) meter.swappedAt = env.now;
  const about = `machine/${machine.path}`;
  if (meter.swapping < 0 && moved > 0) {
    meter.swapping = env.note("swapping", about, { bytes_per_second: Math.round(moved) }, meter.memoryLow >= 0 ? [meter.memoryLow] : undefined);
  } else if (meter.swapping >= 0 && env.now - meter.swappedAt >= QUIET) {
    env.note("swappingOver", about, { swap_used_bytes: machine.memory.swapUsedBytes }, [meter.swapping]);
    meter.swapping = -1;
  }
}

const WAITING_HIGH = 0.3;
const WAITING_LOW = 0.1;

/** An app waits for CPU when it gets less than 70% of the CPU time it is ready to use. */
function alarmWaiting(machine: Machine, app: App, env: WorldEnv): void {
  let cpu = 0;
  let waiting = 0;
  for (const pid of app.pids) {
    const use = useOf(machine, pid);
    cpu += use.cpu;
    waiting += use.waiting;
  }
  const share = waiting / Math.max(0.05, cpu + waiting);
  if (app.contended < 0 && share > WAITING_HIGH) {
    const [layer, causes] = heldBackBy(machine, app);
    app.contended = env.note("cpuContended", `app/${app.label}`, { cpu: round(cpu), waiting: round(waiting), ...layer }, causes);
  } else if (app.contended >= 0 && share < WAITING_LOW) {
    env.note("cpuContendedOver", `app/${app.label}`, { cpu: round(cpu), waiting: round(waiting) }, [app.contended]);
    app.contended = -1;
  }
}

/** The layer that keeps CPU from an app, and what led to it: its own limit, the host of its VM, or its neighbours. */
function heldBackBy(machine: Machine, app: App): readonly [layer: Readonly<Record<string, string>>, causes: number[]] {
  const cap = cappedBy(machine, app);
  if (cap !== undefined) return [{ capped_by: cap.path }, [cap.because, app.because].filter((id) => id >= 0)];
  if (machine.meter.stolen >= 0) return [{ held_by: "host" }, [machine.meter.stolen]];
  const [greedy] = greediest(machine);
  const other = greedy === undefined || greedy.program === app.name ? "" : greedy.process.vm || greedy.process.name;
  return [{ taken_most_by: other }, causesOf(greedy?.process)];
}

/** The group whose cpu.max holds the app back, innermost first. */
function cappedBy(machine: Machine, app: App): Group | undefined {
  for (const g of upward(machine.groups, machine.processes.get(app.pids[0]!)?.group ?? "")) {
    const purse = machine.cpus.groups.get(g.path)?.purse;
    if (purse !== undefined && purse !== null && purse.quota !== Infinity && purse.nrThrottled > 0) return g;
  }
  return undefined;
}

function alarmRequests(world: World, machine: Machine, app: App, env: WorldEnv): void {
  const { errors, timeouts } = answersOf(machine, app.name);
  const about = `app/${app.label}`;
  if (errors > 0 || timeouts > 0) app.troubledAt = env.now;
  const over = env.now - app.troubledAt >= QUIET;
  if (app.timingOut < 0 && timeouts > 0) {
    app.timingOut = env.note("requestsTimingOut", about, { per_second: round(timeouts) }, slownessCauses(machine, app));
  }
  if (app.failing < 0 && errors > 0) {
    app.failing = env.note("requestsFailing", about, { per_second: round(errors) }, failureCauses(world, machine, app));
  }
  if (over && (app.timingOut >= 0 || app.failing >= 0)) {
    env.note("requestsRecovering", about, { quiet_s: QUIET / SECOND }, [app.timingOut, app.failing].filter((id) => id >= 0));
    app.timingOut = -1;
    app.failing = -1;
  }
}

function slownessCauses(machine: Machine, app: App): number[] {
  const known = slownessOf(machine, app);
  return known.length > 0 ? known : causesOf(greediest(machine)[0]?.process);
}

/** What is known to make an app slow now: its own limit or its neighbours, the host of its VM, paging. */
export const slownessOf = ({ meter }: Machine, app: App): number[] => [app.contended, meter.stolen, meter.swapping].filter((id) => id >= 0);

function failureCauses(world: World, machine: Machine, app: App): number[] {
  const dead: number[] = isAlive(machine, app) ? [] : [app.because];
  for (const place of app.traffic?.needs ?? []) {
    const there = world.machines.get(place.machine);
    const needed = there?.apps.get(place.app);
    if (there !== undefined && needed !== undefined && !isAlive(there, needed)) dead.push(needed.because);
  }
  const causes = dead.filter((id) => id >= 0);
  return causes.length > 0 ? causes : slownessCauses(machine, app);
}

interface Greedy {
  /** The VM or app. */
  readonly program: string;
  readonly process: Process;
  readonly cpu: number;
}

/** The programs and VMs that used CPU within the last second, each with one of its processes; who used most comes first. */
function greediest(machine: Machine): Greedy[] {
  const used = new Map<string, Greedy>();
  for (const process of machine.processes.values()) {
    if (process.tids.length === 0) continue;
    const program = process.vm || process.app;
    const cpu = (used.get(program)?.cpu ?? 0) + useOf(machine, process.pid).cpu;
    if (cpu > 0) used.set(program, { program, process, cpu });
  }
  return [...used.values()].sort((a, b) => b.cpu - a.cpu);
}

const causesOf = (process: Process | undefined): number[] => (process === undefined ? [] : [process.because, process.adjusted].filter((id) => id >= 0));
const round = (value: number): number => Math.round(value * 100) / 100;
