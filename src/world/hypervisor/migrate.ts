import { done, refused, type Result } from "../../kernel/model.ts";
import { millis, seconds, SECOND, type Nanos } from "../../kernel/time.ts";
import { didYouMean } from "../../kernel/nearest.ts";
import { given } from "../given.ts";
import { tuneDisk } from "../machine/block.ts";
import { continueThread, stopThread } from "../machine/cpu/cpus.ts";
import { dropGroups } from "../machine/groups.ts";
import { machineOf, type Machine } from "../machine/machine.ts";
import { provide } from "../machine/memory-charge.ts";
import { freeBytes } from "../machine/memory.ts";
import { transmit } from "../machine/network.ts";
import { endProcess, spawn } from "../machine/process-life.ts";
import { standsStill } from "../machine/process.ts";
import { touchCpus } from "../machine/scheduling.ts";
import type { World, WorldEnv } from "../state.ts";
import { continueThreads } from "../workload/program.ts";
import { programOf } from "./emulator.ts";
import { notRunning } from "./power.ts";
import { enterScope, scopeOf, setVcpus } from "./vcpu.ts";
import { isActive, placed, type Placed } from "./vm.ts";

/**
 * Live migration with shared storage: memory is copied while the guest runs, then what it has dirtied meanwhile, until
 * the rest fits a short pause. Sources: https://libvirt.org/migration.html; QEMU, `docs/devel/migration/main.rst` (pre-copy),
 * `migration/options.c` (downtime-limit 300 ms).
 */

const DOWNTIME_LIMIT: Nanos = millis(300);
/** From the last copied page until the other emulator runs: devices are saved and loaded. */
const HANDOVER: Nanos = millis(40);
/** Finding the other libvirtd, starting an emulator there that waits. */
const PREPARE: Nanos = seconds(0.5);
/** Memory that a busy CPU writes to anew. */
const DIRTY_BYTES_PER_CPU = 96 * 2 ** 20;
const MOST_ROUNDS = 30;

/** Copying before the pause, and the pause itself. */
interface Plan {
  readonly copying: Nanos;
  readonly pause: Nanos;
  readonly bytes: number;
}

export function migrateVm(world: World, at: Placed, to: string, env: WorldEnv): Result {
  const { host, vm, guest } = at;
  if (!isActive(vm)) return notRunning();
  if (vm.state !== "running" || vm.stage !== "up" || guest.carrier === undefined) return refused(`a VM that is ${vm.stage === "up" ? vm.state : "still booting"} is not migrated here: wait until it is up`);
  const target = world.machines.get(to);
  if (target === undefined || target.host !== "") return refused(`Cannot recv data: ssh: Could not resolve hostname ${to}: Name or service not known: Connection reset by peer${didYouMean(to, [...world.machines.values()].filter((m) => m.host === "").map((m) => m.path))}`);
  if (target === world.machines.get(host.path)) return refused("Requested operation is not valid: cannot migrate domain to itself");
  if (!target.up) return refused(`Cannot recv data: ssh: connect to host ${to} port 22: No route to host: Connection reset by peer`);
  if (vm.spec.devices?.some((device) => device.startsWith("vfio")) === true) return refused("Requested operation is not valid: cannot migrate a domain with <hostdev mode='subsystem' type='pci'>", "a device that was passed through stays in its host");
  if (target.vms.has(vm.name)) return refused(`operation failed: domain '${vm.name}' already exists with uuid`);
  const plan = planOf(host, guest);
  if (guest.memory.touchedBytes + vm.spec.overheadBytes > freeBytes(target.memory) + target.memory.cacheBytes) return refused("internal error: qemu unexpectedly closed the monitor: cannot set up guest memory 'pc.ram': Cannot allocate memory", `${to} has no room for it`);
  const cause = given(env, `virsh migrate --live ${vm.name} qemu+ssh://${to}/system`);
  vm.because = env.note("migrationBegan", `vm/${vm.name}`, { from: host.path, to, copying_s: Math.round(plan.copying / SECOND), pause_ms: Math.round(plan.pause / 1e6) }, [cause]);
  env.after(PREPARE + plan.copying, { type: "vm", what: "migrate", host: host.path, vm: vm.name, turn: ++vm.turn, to, pause: plan.pause });
  return done;
}

/** Rounds get shorter as long as the guest dirties less than the wire carries. */
function planOf(host: Machine, guest: Machine): Plan {
  const wire = (host.nics.values().next().value?.bitsPerSecond ?? 10e9) / 8;
  const dirty = busyCpus(guest) * DIRTY_BYTES_PER_CPU;
  let left = guest.memory.touchedBytes;
  let bytes = 0;
  let copying = 0;
  for (let round = 0; round < MOST_ROUNDS && (left / wire) * SECOND > DOWNTIME_LIMIT; round++) {
    const took = left / wire;
    bytes += left;
    copying += took * SECOND;
    left = Math.min(guest.memory.touchedBytes, dirty * took);
  }
  return { copying: Math.round(copying), pause: Math.round((left / wire) * SECOND) + HANDOVER, bytes: bytes + left };
}

/** How many of its CPUs the guest used in the last second. */
function busyCpus({ meter: { samples }, cpus }: Machine): number {
  const [first, last] = [samples[0], samples.at(-1)];
  return first === undefined || last === undefined || last.at <= first.at ? cpus.count : (last.usage - first.usage) / (last.at - first.at);
}

/** Memory is over: the guest stands still for the rest, then it goes on in the other emulator. */
export function copied(world: World, at: Placed, to: string, pause: Nanos, env: WorldEnv): void {
  const { host, vm, guest } = at;
  vm.state = "paused";
  guest.paused = true;
  touchCpus(world, guest, env.now);
  for (const p of guest.processes.values()) if (!standsStill(p)) for (const tid of p.tids) stopThread(guest.cpus, tid);
  env.after(pause, { type: "vm", what: "switch", host: host.path, vm: vm.name, turn: vm.turn, to, pause });
}

/** The guest is the same machine with the same memory; around it, everything is new. */
export function switchOver(world: World, at: Placed, to: string, pause: Nanos, env: WorldEnv): void {
  const { host, vm, guest } = at;
  const target = machineOf(world, to);
  if (target === undefined || !target.up) return goOn(world, at, env);
  const held = guest.memory.touchedBytes;
  transmit(world, host, 0, held);
  transmit(world, target, held, 0);
  leave(world, at, env);
  const arrived = arrive(world, target, at, env);
  goOn(world, arrived, env);
  vm.because = env.note("vmMigrated", `vm/${vm.name}`, { from: host.path, to, pause_ms: Math.round(pause / 1e6) }, [vm.because]);
}

/** The emulator ends without its guest: that is no longer in it. */
function leave(world: World, { host, vm, guest }: Placed, env: WorldEnv): void {
  const { pid } = guest.carrier!;
  touchCpus(world, host, env.now);
  touchCpus(world, guest, env.now);
  guest.carrier = undefined;
  host.guests = host.guests.filter((path) => path !== guest.path);
  endProcess(world, host, pid, { status: 0, because: [vm.because] }, env);
  dropGroups(world, host, scopeOf(vm), env.now);
  host.vms.delete(vm.name);
}

/** An emulator on the other host takes all that the guest has touched. */
function arrive(world: World, target: Machine, { vm, guest }: Placed, env: WorldEnv): Placed {
  vm.lastId = Math.max(0, ...[...target.vms.values()].map((v) => v.lastId)) + 1;
  vm.id = vm.lastId;
  target.vms.set(vm.name, vm);
  guest.host = target.path;
  const process = spawn(world, target, { ...programOf(vm), group: scopeOf(vm), vm: vm.name, threads: 1, quiet: 2, anonBytes: vm.spec.overheadBytes, because: vm.because }, env);
  process.touchedAt = env.now;
  guest.carrier = { pid: process.pid, vcpus: [] };
  target.guests.push(guest.path);
  const at = placed(world, target.path, vm.name)!;
  enterScope(world, at, process.pid, env);
  setVcpus(world, at, vm.live.vcpus, env);
  guest.memory.touchedBytes = 0;
  provide(world, guest, env);
  tuneDisk(world, guest, vm.live.tuning, vm.because, env);
  return at;
}

function goOn(world: World, { vm, guest }: Placed, env: WorldEnv): void {
  vm.state = "running";
  guest.paused = false;
  touchCpus(world, guest, env.now);
  for (const p of guest.processes.values()) if (!standsStill(p)) for (const tid of p.tids) continueThread(guest.cpus, tid);
  continueThreads(world, guest, guest.processes.values(), env);
}
