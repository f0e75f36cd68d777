import { createThinDisk, switchOff } from "../machine/disk.ts";
import { tuneDisk } from "../machine/block.ts";
import { dropGroups } from "../machine/groups.ts";
import { createMachine, halt } from "../machine/machine-life.ts";
import type { Machine } from "../machine/machine.ts";
import { createNic } from "../machine/network.ts";
import { endProcess, spawn } from "../machine/process-life.ts";
import type { VmSpec } from "../scenario.ts";
import type { World, WorldEnv } from "../state.ts";
import { dropBootThreads } from "./boot.ts";
import { enterScope, scopeOf, setVcpus } from "./vcpu.ts";
import { createVm, placed, type Placed, type Vm } from "./vm.ts";

/** The process on the host that is the VM: qemu with its threads, the guest's memory as its anonymous pages. */

const MIB = 1024 * 1024;
const VIRTIO_NIC_BITS = 10e9;
/** I/O and worker threads that a VM of this kind keeps. */
const WORKERS = 2;

/** Defines a VM on a host, switched off: a machine with a thin disk and a virtual network card. */
export function defineVm(world: World, hostPath: string, spec: VmSpec, env: WorldEnv): void {
  const host = world.machines.get(hostPath)!;
  const vm = createVm(spec, hostPath);
  host.vms.set(spec.name, vm);
  const guest = createMachine(world, {
    path: vm.guest, host: hostPath, spec, cpuModel: host.cpuModel, cpus: spec.vcpus, memoryBytes: spec.memoryMaxBytes,
  }, env);
  guest.disks.set("vda", createThinDisk("vda", spec.name, spec.diskBytes, spec.diskAllocatedBytes));
  guest.nics.set("enp1s0", createNic("enp1s0", VIRTIO_NIC_BITS, spec.name));
}

/** Takes the description of a VM that is off away, and the machine with it. */
export function dropVm(world: World, host: Machine, vm: Vm): void {
  host.vms.delete(vm.name);
  world.machines.delete(vm.guest);
}

/** Starts the emulator with the VM's description as it is configured. False when it did not live: the host had no memory for it. */
export function startEmulator(world: World, at: Placed, because: number, env: WorldEnv): boolean {
  const { host, vm, guest } = at;
  vm.live = vm.config;
  vm.lastId = Math.max(0, ...[...host.vms.values()].map((v) => v.lastId)) + 1;
  vm.id = vm.lastId;
  const process = spawn(world, host, {
    ...programOf(vm), group: scopeOf(vm), vm: vm.name, threads: 1, quiet: WORKERS, anonBytes: vm.spec.overheadBytes, because,
  }, env);
  if (host.processes.get(process.pid) !== process) return neverLived(world, at, env);
  process.touchedAt = env.now;
  guest.memory.totalBytes = vm.live.memoryMaxBytes;
  guest.memory.touchedBytes = 0;
  guest.memory.balloonBytes = 0;
  guest.carrier = { pid: process.pid, vcpus: [] };
  host.guests.push(guest.path);
  enterScope(world, at, process.pid, env);
  setVcpus(world, at, vm.live.vcpus, env);
  vm.bootVcpus = vm.live.vcpus;
  tuneDisk(world, guest, vm.live.tuning, because, env);
  return true;
}

/** The OOM killer took it before it had begun. */
function neverLived(world: World, { host, vm }: Placed, env: WorldEnv): false {
  dropGroups(world, host, scopeOf(vm), env.now);
  vm.id = -1;
  vm.because = env.note("vmShutOff", `vm/${vm.name}`, { host: host.path, reason: "killed" });
  return false;
}

/** Address space beside the guest's RAM: stacks and heaps of its threads, libraries, device memory. Most of it is never touched. */
const EMULATOR_SPACE = 1200 * MIB;

/** What the process on the host is called, how it was started, and how much it maps. */
export const programOf = (vm: Vm) =>
  vm.spec.machine === "microvm"
    ? { name: "firecracker", command: `/usr/bin/firecracker --id ${vm.name} --api-sock /run/firecracker/${vm.name}.socket`, user: "firecracker", fileBytes: 3 * MIB, virtBytes: vm.live.memoryMaxBytes + 16 * MIB }
    : { name: "qemu-system-x86_64", command: commandOf(vm), user: "libvirt-qemu", fileBytes: 28 * MIB, virtBytes: vm.live.memoryMaxBytes + EMULATOR_SPACE };

const commandOf = ({ name, live }: Vm): string =>
  `/usr/bin/qemu-system-x86_64 -name guest=${name},debug-threads=on -accel kvm -cpu host -m size=${live.memoryMaxBytes / 1024}k -smp ${live.vcpus},maxcpus=${live.vcpusMax} -device virtio-balloon-pci`;

/** Ends the emulator, and with it the VM: `carrierExited` does the rest. */
export function endEmulator(world: World, { host, guest }: Placed, status: number, because: readonly number[], env: WorldEnv): void {
  if (guest.carrier !== undefined) endProcess(world, host, guest.carrier.pid, { status, because }, env);
}

/** The guest's kernel stops, whatever the reason; its emulator and what it has touched stay. */
export function stopGuest(world: World, { guest }: Placed, env: WorldEnv): void {
  halt(world, guest.path, env);
  dropBootThreads(world, guest, env);
  guest.memory.kernelBytes = 0;
  guest.memory.balloonBytes = 0;
  guest.paused = false;
  guest.meter = { ...guest.meter, samples: [], memoryLow: -1, swapping: -1, stolen: -1 };
  for (const disk of guest.disks.values()) switchOff(disk);
}

/** The emulator is gone, by whoever's hand: nothing of the VM is left on the host but its description and its disk. */
export function emulatorGone(world: World, hostPath: string, name: string, env: WorldEnv): Placed | undefined {
  const at = placed(world, hostPath, name);
  if (at === undefined || at.guest.carrier === undefined) return undefined;
  const { host, vm, guest } = at;
  stopGuest(world, at, env);
  guest.carrier = undefined;
  guest.memory.touchedBytes = 0;
  host.guests = host.guests.filter((path) => path !== guest.path);
  dropGroups(world, host, scopeOf(vm), env.now);
  vm.id = -1;
  vm.turn++;
  vm.stage = "off";
  vm.ballooning = -1;
  vm.waitsFor = "";
  return at;
}
