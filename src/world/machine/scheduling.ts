import type { Nanos } from "../../kernel/time.ts";
import type { World, WorldEnv } from "../state.ts";
import { workDone } from "../workload/program.ts";
import { advance, nextChange, rate, setRates, settle, setWork, type Cpus } from "./cpu/cpus.ts";
import { machineOf, type Machine } from "./machine.ts";

/**
 * Where the programs meet the CPUs. A change to a thread anywhere on a hardware host may shift every share on it and
 * in its guests, so a host and its guests are settled together, once, after the event that changed something. What a
 * guest's CPUs want makes its vCPU threads runnable on the host, and what those are granted is how fast the guest's
 * CPUs run; what it wanted and did not get is its steal, the run delay of its vCPU threads.
 */

/** A machine as far as sharing CPUs goes. */
export interface Carrying {
  readonly path: string;
  readonly cpus: Cpus;
  /** Paths of the guests it carries. */
  readonly guests: readonly string[];
  /** Of a guest: the threads on its host behind its CPUs. */
  readonly carrier: { readonly vcpus: readonly number[] } | undefined;
}

/** Where machines are found: to look at one, and to change one. */
export interface Machines {
  look(path: string): Carrying | undefined;
  own(path: string): Carrying | undefined;
}

const machinesOf = (world: World): Machines => ({ look: (path) => world.machines.get(path), own: (path) => machineOf(world, path) });

/** To be called before any change to threads, groups or CPUs of a machine: brings them to now and has them settled afterwards. */
export function touchCpus(world: World, machine: Machine, now: Nanos): void {
  advance(machine.cpus, now);
  const hardware = hardwareOf(world, machine);
  const { dirty } = world;
  if (dirty[dirty.length - 1] !== hardware && !dirty.includes(hardware)) dirty.push(hardware);
}

/** The hardware at the bottom: a guest may have been moved to another host than its path names. */
export function hardwareOf(world: World, machine: Machine): string {
  let below: Pick<Machine, "host" | "path"> = machine;
  while (below.host !== "") below = world.machines.get(below.host)!;
  return below.path;
}

/** Shares out the CPUs of every host on which something changed, and hands finished work back to its programs. */
export function settleDirty(world: World, env: WorldEnv): void {
  for (let next = world.dirty.pop(); next !== undefined; next = world.dirty.pop()) {
    const host = machineOf(world, next);
    if (host !== undefined) settleHost(world, host, env);
  }
}

/** The event that `planNext` asked for. */
export function cpuDue(world: World, path: string, at: Nanos, env: WorldEnv): void {
  const host = world.machines.get(path);
  if (host === undefined || host.cpuAt !== at) return;
  const own = machineOf(world, path)!;
  own.cpuAt = Infinity;
  touchCpus(world, own, env.now);
}

/** Threads that are through with their work. */
export interface Finished {
  readonly machine: string;
  readonly tids: readonly number[];
}

function settleHost(world: World, host: Machine, env: WorldEnv): void {
  const machines = machinesOf(world);
  for (;;) {
    const finished: Finished[] = [];
    settleTree(machines, host, env.now, finished);
    if (finished.length === 0) break;
    for (const { machine, tids } of finished) for (const tid of tids) workDone(world, machine, tid, env);
  }
  world.dirty = world.dirty.filter((path) => path !== host.path);
  planNext(machines, host, env);
}

/**
 * Guests say which vCPUs want to run, the host shares its CPUs, guests run at what their vCPUs got. When somebody has
 * finished: give them new work and settle again, as with `settle`.
 */
export function settleTree(machines: Machines, machine: Carrying, now: Nanos, finished: Finished[]): void {
  for (const path of machine.guests) {
    const guest = machines.own(path);
    if (guest === undefined) continue;
    settleTree(machines, guest, now, finished);
    ask(machine, guest, now);
  }
  collect(machine, settle(machine.cpus, now), finished);
  for (const path of machine.guests) {
    const guest = machines.look(path);
    if (guest !== undefined) grant(machines, machine, guest, now, finished);
  }
}

function ask(host: Carrying, guest: Carrying, now: Nanos): void {
  const vcpus = guest.carrier?.vcpus ?? [];
  for (let i = 0; i < vcpus.length; i++) {
    const thread = host.cpus.threads.get(vcpus[i]!);
    if (thread === undefined) continue;
    const wants = guest.cpus.wanted[i] === true;
    if (wants === thread.work > 0) continue;
    advance(host.cpus, now);
    setWork(host.cpus, vcpus[i]!, wants ? Infinity : 0);
  }
}

function grant(machines: Machines, host: Carrying, guest: Carrying, now: Nanos, finished: Finished[]): void {
  const vcpus = guest.carrier?.vcpus ?? [];
  let changed = false;
  for (let i = 0; i < vcpus.length; i++) if (speed(host, guest, vcpus[i]!, i) !== guest.cpus.rates[i]) changed = true;
  if (!changed) return;
  const rates = vcpus.map((tid, i) => speed(host, guest, tid, i));
  advance(guest.cpus, now);
  setRates(guest.cpus, rates);
  settleTree(machines, guest, now, finished);
}

/** A vCPU that sleeps would be let run at once: its speed says nothing until it wakes. */
function speed(host: Carrying, guest: Carrying, tid: number, vcpu: number): number {
  if (!host.cpus.threads.has(tid)) return 0;
  return guest.cpus.wanted[vcpu] === true ? rate(host.cpus, tid) : (guest.cpus.rates[vcpu] ?? 1);
}

function collect(machine: Carrying, tids: readonly number[], finished: Finished[]): void {
  if (tids.length > 0) finished.push({ machine: machine.path, tids: tids.slice() });
}

function planNext(machines: Machines, host: Machine, env: WorldEnv): void {
  const at = Math.max(env.now, soonest(machines, host));
  if (at >= host.cpuAt) return;
  host.cpuAt = at;
  env.after(at - env.now, { type: "cpu", host: host.path, at });
}

/** When something next changes by itself in the machine or inside it. */
export function soonest(machines: Machines, machine: Carrying): Nanos {
  let at = nextChange(machine.cpus);
  for (const path of machine.guests) {
    const guest = machines.look(path);
    if (guest !== undefined) at = Math.min(at, soonest(machines, guest));
  }
  return at;
}
