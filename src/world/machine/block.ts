import type { Nanos } from "../../kernel/time.ts";
import type { World, WorldEnv } from "../state.ts";
import { ioDone } from "../workload/program.ts";
import { createGate, passOrWait, release, type Gate } from "./block-gate.ts";
import type { BlockRequest, Leg, Transfer } from "./block-transfer.ts";
import { allocate, countIn, countOut, serve, type Disk } from "./disk.ts";
import { createIoMax, type IoLimits } from "./io-max.ts";
import { createBuckets, isTuned, type DiskTuning } from "./leaky-bucket.ts";
import { accountTo, beginWait, endWait } from "./io-account.ts";
import { machineOf, type Machine } from "./machine.ts";

/**
 * The way of a request: through the limits of its process's cgroups, innermost first; for a virtual disk through the
 * emulator's limit and on to the disk of the machine below, as a request of the emulator; at last to the device.
 */

export type BlockEvent =
  /** The device is through with a transfer. */
  | { readonly type: "block"; readonly what: "done"; readonly machine: string; readonly disk: string; readonly transfer: Transfer }
  /** A limit lets somebody through; stale when it opens at another time by now. */
  | { readonly type: "block"; readonly what: "gate"; readonly machine: string; readonly disk: string; readonly gate: string; readonly at: Nanos };

/** The emulator's own limit (`virsh blkdeviotune`) stands behind those of all cgroups. */
const QEMU = "qemu";

/** Hands a request to the machine's first disk. */
export function submit(world: World, machine: Machine, request: BlockRequest, env: WorldEnv): void {
  pass(world, machine, { request, waiter: request.waiter ?? machine.path, legs: [] }, env);
}

export function handleBlock(world: World, event: BlockEvent, env: WorldEnv): void {
  const machine = machineOf(world, event.machine);
  const disk = machine?.disks.get(event.disk);
  if (machine === undefined || disk === undefined) return;
  if (event.what === "done") finish(world, machine, disk, event.transfer, env);
  else openGate(world, machine, disk, event.gate, event.at, env);
}

/** A transfer reaches a machine's disk. */
function pass(world: World, machine: Machine, transfer: Transfer, env: WorldEnv): void {
  const disk = machine.disks.values().next().value;
  if (disk === undefined) return;
  countIn(disk, env.now);
  const leg: Leg = { machine: machine.path, disk: disk.name, life: disk.life, at: env.now, group: "/" };
  const own = { ...transfer, legs: [...transfer.legs, { ...leg, group: groupOf(machine, { ...transfer, legs: [...transfer.legs, leg] }) }] };
  beginWait(machine, own, env.now);
  throughGates(world, machine, disk, own, gatesFor(machine, disk, own), env);
}

/** Names of the limits it has to pass: those of its group and of the groups above, then the emulator's. */
function gatesFor(machine: Machine, disk: Disk, transfer: Transfer): string[] {
  if (disk.gates.size === 0) return [];
  const names: string[] = [];
  for (let g = machine.groups.get(transfer.legs.at(-1)!.group); g !== undefined; g = machine.groups.get(g.parent)) {
    if (disk.gates.has(g.path)) names.push(g.path);
  }
  return disk.gates.has(QEMU) ? [...names, QEMU] : names;
}

/** The cgroup on whose account it goes: of the thread that asked, or of the emulator that asks for its guest. */
function groupOf(machine: Machine, { request, waiter, legs }: Transfer): string {
  const [above] = legs.length > 1 ? legs.slice(-2) : [];
  if (above !== undefined) {
    for (const p of machine.processes.values()) if (p.vm !== "" && `${machine.path}/${p.vm}` === above.machine) return p.group;
  }
  const thread = waiter === machine.path ? machine.threads.get(request.tid) : undefined;
  return machine.processes.get(thread?.pid ?? -1)?.group ?? "/";
}

function throughGates(world: World, machine: Machine, disk: Disk, transfer: Transfer, names: readonly string[], env: WorldEnv): void {
  for (const name of names) {
    const gate = disk.gates.get(name);
    if (gate === undefined) continue;
    const heldBefore = gate.heldAt;
    if (passOrWait(gate, transfer, env.now)) continue;
    noteHeld(disk, gate, name, heldBefore, env);
    // Who joins an empty queue is asked at once when it may go.
    if (gate.opensAt === Infinity) openGate(world, machine, disk, name, Infinity, env);
    return;
  }
  toDevice(world, machine, disk, transfer, env);
}

const QUIET: Nanos = 10e9;

/** Once, when a limit begins to hold somebody back; again only after it has held nobody for a while. */
function noteHeld(disk: Disk, gate: Gate, name: string, heldBefore: Nanos, env: WorldEnv): void {
  if (env.now - heldBefore < QUIET) return;
  const about = disk.vm === "" ? `disk/${disk.name}` : `vm/${disk.vm}`;
  env.note("diskThrottled", about, { disk: disk.name, limit: name === QEMU ? "blkdeviotune" : `io.max of ${name}` }, gate.because < 0 ? undefined : [gate.because]);
}

function openGate(world: World, machine: Machine, disk: Disk, name: string, at: Nanos, env: WorldEnv): void {
  const gate = disk.gates.get(name);
  if (gate === undefined || gate.opensAt !== at) return;
  for (const transfer of release(gate, env.now)) {
    const names = gatesFor(machine, disk, transfer);
    throughGates(world, machine, disk, transfer, names.slice(names.indexOf(name) + 1), env);
  }
  if (gate.opensAt < Infinity) planGate(machine, disk, name, gate, env);
}

function planGate(machine: Machine, disk: Disk, name: string, gate: Gate, env: WorldEnv): void {
  env.after(Math.max(0, gate.opensAt - env.now), { type: "block", what: "gate", machine: machine.path, disk: disk.name, gate: name, at: gate.opensAt });
}

function toDevice(world: World, machine: Machine, disk: Disk, transfer: Transfer, env: WorldEnv): void {
  if (disk.device !== undefined) {
    disk.device.waiting.push(transfer);
    return startServing(machine, disk, env);
  }
  if (transfer.request.op === "write") allocate(disk, transfer.request.bytes);
  const below = machineOf(world, machine.host);
  if (below !== undefined) pass(world, below, transfer, env);
}

function startServing(machine: Machine, disk: Disk, env: WorldEnv): void {
  for (const { transfer, at } of serve(disk, disk.device!, env.now)) {
    env.after(at - env.now, { type: "block", what: "done", machine: machine.path, disk: disk.name, transfer });
  }
}

function finish(world: World, machine: Machine, disk: Disk, transfer: Transfer, env: WorldEnv): void {
  disk.device!.serving--;
  let awaited = true;
  for (const leg of transfer.legs) {
    const passed = machineOf(world, leg.machine)?.disks.get(leg.disk);
    if (passed?.life === leg.life) {
      countOut(passed, transfer, leg.at, env.now);
      accountTo(machineOf(world, leg.machine)!, leg.group, transfer);
    }
    else awaited = false;
  }
  startServing(machine, disk, env);
  endWait(world, transfer, env.now);
  const { tid } = transfer.request;
  if (awaited && tid >= 0) ioDone(world, transfer.waiter, tid, env);
}

/** Writes a group's `io.max` for the machine's first disk; all four unlimited takes the limit away. */
export function limitGroup(world: World, machine: Machine, group: string, limits: IoLimits, because: number, env: WorldEnv): void {
  const none = Object.values(limits).every((limit) => limit === Infinity);
  setGate(world, machine, group, none ? undefined : createGate({ kind: "io.max", state: createIoMax(limits) }, because), env);
}

/** `virsh blkdeviotune` on a guest's first disk; all zero takes the limit away. */
export function tuneDisk(world: World, guest: Machine, tuning: DiskTuning, because: number, env: WorldEnv): void {
  setGate(world, guest, QEMU, isTuned(tuning) ? createGate({ kind: "qemu", state: createBuckets(tuning, env.now) }, because) : undefined, env);
}

/** A new limit takes over who waits before the old one; without one they may all go. */
function setGate(world: World, machine: Machine, name: string, gate: Gate | undefined, env: WorldEnv): void {
  const disk = machine.disks.values().next().value;
  if (disk === undefined) return;
  const old = disk.gates.get(name);
  if (gate === undefined) disk.gates.delete(name);
  else disk.gates.set(name, gate);
  const waiting = [...(old?.read ?? []), ...(old?.write ?? [])];
  for (const transfer of waiting) {
    const names = gatesFor(machine, disk, transfer);
    const rest = gate === undefined ? namesAfter(machine, disk, transfer, name) : names.slice(names.indexOf(name));
    throughGates(world, machine, disk, transfer, rest, env);
  }
}

/** The limits behind one that was just taken away. */
function namesAfter(machine: Machine, disk: Disk, transfer: Transfer, name: string): string[] {
  const names = gatesFor(machine, disk, transfer);
  return name === QEMU ? [] : names.filter((other) => other === QEMU || name.startsWith(other));
}
