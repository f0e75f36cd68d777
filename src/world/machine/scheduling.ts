import type { Nanos } from "../../kernel/time.ts";
import type { World, WorldEnv } from "../state.ts";
import { workDone } from "../workload/program.ts";
import { advance, nextChange, rate, setRates, settle, setWork } from "./cpu/cpus.ts";
import { machineOf, type Machine } from "./machine.ts";

/**
 * Where the programs meet the CPUs. A change to a thread anywhere on a hardware host may shift every share on it and
 * in its guests, so a host and its guests are settled together, once, after the event that changed something.
 */

/** To be called before any change to threads, groups or CPUs of a machine: brings them to now and has them settled afterwards. */
export function touchCpus(world: World, machine: Machine, now: Nanos): void {
  advance(machine.cpus, now);
  const hardware = hardwareOf(machine.path);
  const { dirty } = world;
  if (dirty[dirty.length - 1] !== hardware && !dirty.includes(hardware)) dirty.push(hardware);
}

export function hardwareOf(path: string): string {
  const slash = path.indexOf("/");
  return slash < 0 ? path : path.slice(0, slash);
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

interface Finished {
  readonly machine: string;
  readonly tids: readonly number[];
}

function settleHost(world: World, host: Machine, env: WorldEnv): void {
  for (;;) {
    const finished: Finished[] = [];
    settleTree(world, host, env.now, finished);
    if (finished.length === 0) break;
    for (const { machine, tids } of finished) for (const tid of tids) workDone(world, machine, tid, env);
  }
  world.dirty = world.dirty.filter((path) => path !== host.path);
  planNext(world, host, env);
}

/** Guests say which vCPUs want to run, the host shares its CPUs, guests run at what their vCPUs got. */
function settleTree(world: World, machine: Machine, now: Nanos, finished: Finished[]): void {
  for (const path of machine.guests) {
    const guest = machineOf(world, path);
    if (guest === undefined) continue;
    settleTree(world, guest, now, finished);
    ask(machine, guest, now);
  }
  collect(machine, settle(machine.cpus, now), finished);
  for (const path of machine.guests) {
    const guest = world.machines.get(path);
    if (guest !== undefined) grant(world, machine, guest, now, finished);
  }
}

function ask(host: Machine, guest: Machine, now: Nanos): void {
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

function grant(world: World, host: Machine, guest: Machine, now: Nanos, finished: Finished[]): void {
  const vcpus = guest.carrier?.vcpus ?? [];
  let changed = false;
  for (let i = 0; i < vcpus.length; i++) if (speed(host, guest, vcpus[i]!, i) !== guest.cpus.rates[i]) changed = true;
  if (!changed) return;
  const rates = vcpus.map((tid, i) => speed(host, guest, tid, i));
  advance(guest.cpus, now);
  setRates(guest.cpus, rates);
  settleTree(world, guest, now, finished);
}

/** A vCPU that sleeps would be let run at once: its speed says nothing until it wakes. */
function speed(host: Machine, guest: Machine, tid: number, vcpu: number): number {
  if (!host.cpus.threads.has(tid)) return 0;
  return guest.cpus.wanted[vcpu] === true ? rate(host.cpus, tid) : (guest.cpus.rates[vcpu] ?? 1);
}

function collect(machine: Machine, tids: readonly number[], finished: Finished[]): void {
  if (tids.length > 0) finished.push({ machine: machine.path, tids: tids.slice() });
}

function planNext(world: World, host: Machine, env: WorldEnv): void {
  const at = Math.max(env.now, soonest(world, host));
  if (at >= host.cpuAt) return;
  host.cpuAt = at;
  env.after(at - env.now, { type: "cpu", host: host.path, at });
}

function soonest(world: World, machine: Machine): Nanos {
  let at = nextChange(machine.cpus);
  for (const path of machine.guests) {
    const guest = world.machines.get(path);
    if (guest !== undefined) at = Math.min(at, soonest(world, guest));
  }
  return at;
}
