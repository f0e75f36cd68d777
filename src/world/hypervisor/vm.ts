import type { Nanos } from "../../kernel/time.ts";
import type { DiskTuning } from "../machine/leaky-bucket.ts";
import { UNTUNED } from "../machine/leaky-bucket.ts";
import { machineOf, type Machine } from "../machine/machine.ts";
import { imagePath } from "./provisioning/image.ts";
import type { StageRecord } from "../stages.ts";
import type { VmSpec } from "../scenario.ts";
import type { World } from "../state.ts";

/** What a VM is made of: libvirt keeps one such description for now (live) and one for the next start (config). */
export interface Definition {
  readonly vcpus: number;
  readonly vcpusMax: number;
  readonly memoryBytes: number;
  readonly memoryMaxBytes: number;
  /** `cpu.weight` of its cgroup, 1..10000. */
  readonly cpuShares: number;
  readonly vcpuPeriodUs: number;
  /** Per vCPU and period; -1 = none. */
  readonly vcpuQuotaUs: number;
  readonly tuning: DiskTuning;
}

/** virsh's words. */
export type VmState = "running" | "paused" | "in shutdown" | "shut off" | "crashed";
export type Stage = "off" | "firmware" | "kernel" | "services" | "up";

/** A virtual machine as its host knows it. */
export interface Vm {
  readonly name: string;
  readonly spec: VmSpec;
  /** Path of the machine inside. */
  readonly guest: string;
  /** Path of the image that is its first disk. */
  disk: string;
  /** Services that are deployed in it once it is up, and whether it had to configure itself for them. */
  serves: readonly string[];
  configured: boolean;
  /** The way to its first request since it was last started, and how long the first one of all took (-1: none yet). */
  stages: readonly StageRecord[];
  firstRequest: Nanos;
  state: VmState;
  stage: Stage;
  config: Definition;
  live: Definition;
  /** -1 while it does not run; counts starts on this host. */
  id: number;
  lastId: number;
  /** vCPUs it was started with: those cannot be unplugged. */
  bootVcpus: number;
  boots: number;
  startedAt: Nanos;
  /** Counts turns of its life: what was planned for an earlier one is stale. */
  turn: number;
  /** Row of the table its boot or its end has come to, what it waits for there, and whether it was paused when that came. */
  step: number;
  waitsFor: "" | "time" | "disk" | "cpu";
  overdue: boolean;
  /** What its guest does once it is down. */
  ending: "off" | "reboot" | "destroyed";
  pausedAt: Nanos;
  /** The last fact about its life, and the one that set the balloon going (-1: it rests). */
  because: number;
  ballooning: number;
}

/** Stale when the VM has taken another turn since. */
export type HypervisorEvent =
  | { readonly type: "vm"; readonly what: "boot" | "down"; readonly host: string; readonly vm: string; readonly turn: number }
  /** A migration: memory is copied; the pause is over. */
  | { readonly type: "vm"; readonly what: "migrate" | "switch"; readonly host: string; readonly vm: string; readonly turn: number; readonly to: string; readonly pause: Nanos }
  | { readonly type: "vm"; readonly what: "balloon"; readonly host: string; readonly vm: string; readonly because: number };

export function createVm(spec: VmSpec, host: string): Vm {
  const config: Definition = {
    vcpus: spec.vcpus, vcpusMax: spec.vcpusMax, memoryBytes: spec.memoryBytes, memoryMaxBytes: spec.memoryMaxBytes,
    cpuShares: spec.cpuShares, vcpuPeriodUs: 100_000, vcpuQuotaUs: -1, tuning: UNTUNED,
  };
  return {
    name: spec.name, spec, guest: `${host}/${spec.name}`, disk: imagePath(`${spec.name}.qcow2`),
    serves: [], configured: false, stages: [], firstRequest: -1, state: "shut off", stage: "off", config, live: config, id: -1, lastId: 0,
    bootVcpus: 0, boots: 0, startedAt: -1, turn: 0, step: 0, waitsFor: "", overdue: false, ending: "off", pausedAt: -1, because: -1, ballooning: -1,
  };
}

/** Descriptions are replaced, never changed: copies share them. */
export const copyVm = (vm: Vm): Vm => ({ ...vm });

/** It has an emulator: libvirt calls it active. */
export const isActive = (vm: Vm): boolean => vm.id >= 0;

/** A VM with the machines around and inside it, all for writing. */
export interface Placed {
  readonly host: Machine;
  readonly vm: Vm;
  readonly guest: Machine;
}

export function findVm(world: World, name: string): Placed | undefined {
  for (const path of world.machines.keys()) {
    if (world.machines.get(path)!.vms.has(name)) return placed(world, path, name);
  }
  return undefined;
}

export function placed(world: World, path: string, name: string): Placed | undefined {
  const host = machineOf(world, path);
  const vm = host?.vms.get(name);
  const guest = vm === undefined ? undefined : machineOf(world, vm.guest);
  return host === undefined || vm === undefined || guest === undefined ? undefined : { host, vm, guest };
}

/** The VM that a guest is, seen from inside. */
export function vmOf(world: World, guest: string): Placed | undefined {
  const machine = world.machines.get(guest);
  return machine === undefined || machine.host === "" ? undefined : placed(world, machine.host, machine.name);
}
