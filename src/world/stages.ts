import type { Nanos } from "../kernel/time.ts";

/** The parts that getting a VM to its first request is made of, in their order. */
export type StageName = "disk" | "create" | "firmware" | "kernel" | "services" | "cloud-init" | "packages" | "app" | "health";

/** What of it is booting: the guest's own start, from its firmware to its last service. */
export const isBooting = (name: string): boolean => name === "firmware" || name === "kernel" || name === "services" || name === "cloud-init";

/** One part on the way of a VM, a container or a program to its first request. Never changed: replaced. `took` is -1 while it goes on. */
export interface StageRecord {
  readonly name: string;
  readonly at: Nanos;
  readonly took: Nanos;
}

/** Somebody on the way to a first request. */
export interface Starting {
  stages: readonly StageRecord[];
}

/** The way begins anew: what was ready is started again. */
export function clearStages(who: Starting): void {
  who.stages = [];
}

/** A part begins; the one before ends with it. */
export function beginStage(who: Starting, name: string, now: Nanos): void {
  endStage(who, now);
  who.stages = [...who.stages, { name, at: now, took: -1 }];
}

export function endStage(who: Starting, now: Nanos): void {
  const last = who.stages.at(-1);
  if (last === undefined || last.took >= 0) return;
  who.stages = [...who.stages.slice(0, -1), { ...last, took: now - last.at }];
}

/** A part that somebody has waited for before: the disk or the image that was there when the start was asked for. */
export function addStage(who: Starting, name: string, at: Nanos, took: Nanos): void {
  who.stages = [...who.stages, { name, at, took }];
}

/** The parts added up: what somebody waited for commands in between does not count. */
export const totalOf = (who: Starting, now: Nanos): Nanos => who.stages.reduce((sum, s) => sum + (s.took < 0 ? now - s.at : s.took), 0);
