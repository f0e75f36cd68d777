import type { World, WorldEnv } from "../state.ts";
import { removeThread, setCount, setGroup, setThread } from "../machine/cpu/cpus.ts";
import { chargeGroup, ensureGroup } from "../machine/groups.ts";
import type { Machine } from "../machine/machine.ts";
import { addTask } from "../machine/process-life.ts";
import { touchCpus } from "../machine/scheduling.ts";
import type { Definition, Placed, Vm } from "./vm.ts";

/**
 * A vCPU is a thread of the emulator on the host. libvirt gives every VM a cgroup of its own with the weight
 * `cpu_shares`, and in it one group per vCPU (https://libvirt.org/cgroups.html): so contention is shared per VM, and
 * a quota holds per vCPU. What a vCPU thread is granted is how fast that CPU of the guest runs; what it was ready for
 * and did not get is the guest's steal.
 */

/** systemd's name of the scope: a dash inside a name is written `\x2d`. */
export const scopeOf = (vm: Vm): string => `/machine.slice/machine-qemu\\x2d${vm.id}\\x2d${vm.name.replaceAll("-", "\\x2d")}.scope`;
const vcpuGroup = (vm: Vm, index: number): string => `${scopeOf(vm)}/libvirt/vcpu${index}`;

/** The groups of a VM that is being started, and the place of the emulator's own thread in them. */
export function enterScope(world: World, { host, vm }: Placed, pid: number, env: WorldEnv): void {
  const emulator = `${scopeOf(vm)}/libvirt/emulator`;
  ensureGroup(world, host, emulator, env.now);
  touchCpus(world, host, env.now);
  setThread(host.cpus, pid, { group: emulator });
  setGroup(host.cpus, scopeOf(vm), { weight: vm.live.cpuShares });
}

/** Brings the number of vCPUs online to `count`: hot-plug at the end, unplug from the end. */
export function setVcpus(world: World, { host, vm, guest }: Placed, count: number, env: WorldEnv): void {
  const carrier = guest.carrier;
  if (carrier === undefined) return;
  touchCpus(world, host, env.now);
  touchCpus(world, guest, env.now);
  const vcpus = carrier.vcpus.slice();
  while (vcpus.length < count) vcpus.push(plug(world, host, vm, carrier.pid, vcpus.length, env));
  while (vcpus.length > count) unplug(host, carrier.pid, vcpus.pop()!);
  guest.carrier = { pid: carrier.pid, vcpus };
  setCount(guest.cpus, count);
}

function plug(world: World, host: Machine, vm: Vm, pid: number, index: number, env: WorldEnv): number {
  const emulator = host.processes.get(pid)!;
  const group = vcpuGroup(vm, index);
  ensureGroup(world, host, group, env.now);
  const tid = addTask(host, emulator, group);
  applyQuota(host, vm, index);
  return tid;
}

function unplug(host: Machine, pid: number, tid: number): void {
  const emulator = host.processes.get(pid)!;
  emulator.tids = emulator.tids.filter((id) => id !== tid);
  emulator.threads--;
  chargeGroup(host.groups, emulator.group, 0, -1);
  removeThread(host.cpus, tid);
  host.threads.delete(tid);
}

/** Weight and quota of a running VM from now on. */
export function reschedule(world: World, { host, vm, guest }: Placed, env: WorldEnv): void {
  touchCpus(world, host, env.now);
  setGroup(host.cpus, scopeOf(vm), { weight: vm.live.cpuShares });
  for (let i = 0; i < (guest.carrier?.vcpus.length ?? 0); i++) applyQuota(host, vm, i);
}

function applyQuota(host: Machine, vm: Vm, index: number): void {
  const { vcpuQuotaUs, vcpuPeriodUs }: Definition = vm.live;
  setGroup(host.cpus, vcpuGroup(vm, index), { quotaUs: vcpuQuotaUs < 0 ? Infinity : vcpuQuotaUs, periodUs: vcpuPeriodUs });
}
