import { SECOND, toSeconds, type Nanos } from "../../kernel/time.ts";
import { ratesOf } from "../machine/block-rows.ts";
import { readThread } from "../machine/cpu/cpus.ts";
import type { Machine } from "../machine/machine.ts";
import { stealShare, useOf } from "../machine/window.ts";
import type { VmRow } from "../observation.ts";
import type { World } from "../state.ts";
import { totalOf } from "../stages.ts";
import { isActive, type Vm } from "./vm.ts";

export function vmRows(world: World, now: Nanos): VmRow[] {
  const rows: VmRow[] = [];
  for (const host of world.machines.values()) for (const vm of host.vms.values()) rows.push(vmRow(host, vm, world.machines.get(vm.guest)!, now));
  return rows;
}

function vmRow(host: Machine, vm: Vm, guest: Machine, now: Nanos): VmRow {
  const emulator = host.processes.get(guest.carrier?.pid ?? -1);
  const active = isActive(vm);
  const { vcpus, vcpusMax, memoryBytes, memoryMaxBytes, cpuShares, vcpuPeriodUs, vcpuQuotaUs } = active ? vm.live : vm.config;
  const rates = ratesOf(guest, "vda");
  const { wanted, rates: speeds, count } = guest.cpus;
  return {
    name: vm.name, id: vm.id, machine: host.path, guest: guest.path, os: vm.spec.os, state: vm.state, stage: vm.stage,
    uptime_s: active ? toSeconds(now - vm.startedAt) : 0, boots: vm.boots, vcpus, vcpus_max: vcpusMax,
    memory: guest.up ? memoryMaxBytes - guest.memory.balloonBytes : memoryBytes, memory_max: memoryMaxBytes,
    config_vcpus: vm.config.vcpus, config_vcpus_max: vm.config.vcpusMax, config_memory: vm.config.memoryBytes, config_memory_max: vm.config.memoryMaxBytes,
    touched: guest.memory.touchedBytes, rss: emulator === undefined ? 0 : emulator.anonBytes + emulator.fileBytes,
    overhead: active ? vm.spec.overheadBytes : 0, swapped: emulator?.swapBytes ?? 0, guest_swap: guest.memory.swapUsedBytes,
    cpu: emulator === undefined ? 0 : useOf(host, emulator.pid).cpu,
    cpu_time_s: emulator === undefined ? 0 : emulator.tids.reduce((sum, tid) => sum + readThread(host.cpus, tid).usage, 0) / SECOND,
    steal: guest.up ? stealShare(guest) : 0, cpu_shares: cpuShares, vcpu_quota_us: vcpuQuotaUs, vcpu_period_us: vcpuPeriodUs,
    vcpu_waiting: active ? waiting(wanted, speeds, count) : 0, busy: active && wanted.slice(0, count).every(Boolean),
    disk_await_ms: rates?.awaitMs ?? 0, disk_MBps: (rates?.readMBps ?? 0) + (rates?.writeMBps ?? 0),
    image: vm.disk, ...costOf(vm, guest), services: vm.serves.length,
    starting_s: totalOf(vm, now) / SECOND, first_request_s: vm.firstRequest < 0 ? -1 : vm.firstRequest / SECOND,
  };
}

/** What the host holds for a VM, and how much of it the guest's apps are the reason for. */
function costOf(vm: Vm, guest: Machine): Pick<VmRow, "held" | "work" | "tax" | "tax_share"> {
  const held = isActive(vm) ? guest.memory.touchedBytes + vm.spec.overheadBytes : 0;
  let work = 0;
  for (const p of guest.processes.values()) if (p.app !== "") work += p.anonBytes + p.swapBytes;
  return { held, work, tax: held - work, tax_share: held === 0 ? 0 : (held - work) / held };
}

/** vCPUs that are ready and have no CPU now; parts of one where several take turns. */
function waiting(wanted: readonly boolean[], speeds: readonly number[], count: number): number {
  let sum = 0;
  for (let i = 0; i < count; i++) if (wanted[i] === true) sum += 1 - (speeds[i] ?? 1);
  return Math.round(sum * 100) / 100;
}
