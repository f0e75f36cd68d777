import type { Nanos } from "../../../kernel/time.ts";
import type { Vm } from "../vm.ts";

/** The parts that getting a VM to its first request is made of, in their order. */
export const STAGES = ["disk", "create", "firmware", "kernel", "services", "cloud-init", "packages", "app", "health"] as const;
export type StageName = (typeof STAGES)[number];

/** What of it is booting: the guest's own start, from its firmware to its last service. */
export const isBooting = (name: StageName): boolean => name === "firmware" || name === "kernel" || name === "services" || name === "cloud-init";

/** One part on the way of a VM to its first request. Never changed: replaced. `took` is -1 while it goes on. */
export interface StageRecord {
  readonly name: StageName;
  readonly at: Nanos;
  readonly took: Nanos;
}

/** The way begins anew: a VM that was ready is started again. */
export function clearStages(vm: Vm): void {
  vm.stages = [];
}

/** A part begins; the one before ends with it. */
export function beginStage(vm: Vm, name: StageName, now: Nanos): void {
  endStage(vm, now);
  vm.stages = [...vm.stages, { name, at: now, took: -1 }];
}

export function endStage(vm: Vm, now: Nanos): void {
  const last = vm.stages.at(-1);
  if (last === undefined || last.took >= 0) return;
  vm.stages = [...vm.stages.slice(0, -1), { ...last, took: now - last.at }];
}

/** A part that somebody has waited for before: the disk that was there when the VM was asked for. */
export function addStage(vm: Vm, name: StageName, at: Nanos, took: Nanos): void {
  vm.stages = [...vm.stages, { name, at, took }];
}

/** The parts added up: what somebody waited for commands in between does not count. */
export const totalOf = (vm: Vm, now: Nanos): Nanos => vm.stages.reduce((sum, s) => sum + (s.took < 0 ? now - s.at : s.took), 0);
