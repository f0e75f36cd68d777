import { SECOND } from "../../kernel/time.ts";
import type { Machine } from "./machine.ts";
import type { Answers, Sample } from "./meter.ts";

/** Readings over the last second: differences between two samples. Rates per second; CPU in CPUs. */

const nothing: Answers = { arrived: 0, served: 0, errors: 0, timeouts: 0, diskBytes: 0 };

export interface Window {
  readonly from: Sample;
  readonly to: Sample;
  readonly seconds: number;
}

/** Undefined before two samples have been taken: there is nothing to compare. */
export function lastSecond(machine: Machine): Window | undefined {
  const { samples } = machine.meter;
  const from = samples[0];
  const to = samples[samples.length - 1];
  if (from === undefined || to === undefined || to.at <= from.at) return undefined;
  return { from, to, seconds: (to.at - from.at) / SECOND };
}

/** How fast a counter of the machine grew. */
export function rateOf(machine: Machine, counter: (sample: Sample) => number): number {
  const window = lastSecond(machine);
  return window === undefined ? 0 : (counter(window.to) - counter(window.from)) / window.seconds;
}

/** CPUs that a process used and waited for. A process that was born within the second counts from nothing. */
export function useOf(machine: Machine, pid: number): { readonly cpu: number; readonly waiting: number } {
  const window = lastSecond(machine);
  const to = window?.to.processes.get(pid);
  if (window === undefined || to === undefined) return { cpu: 0, waiting: 0 };
  const from = window.from.processes.get(pid);
  const nanos = window.seconds * SECOND;
  return { cpu: (to.usage - (from?.usage ?? 0)) / nanos, waiting: (to.waiting - (from?.waiting ?? 0)) / nanos };
}

/** Requests of an app per second, by what became of them. */
export function answersOf(machine: Machine, app: string): Answers {
  const window = lastSecond(machine);
  const to = window?.to.apps.get(app);
  if (window === undefined || to === undefined) return nothing;
  const from = window.from.apps.get(app) ?? nothing;
  const per = (a: number, b: number): number => (a - b) / window.seconds;
  return {
    arrived: per(to.arrived, from.arrived), served: per(to.served, from.served), errors: per(to.errors, from.errors),
    timeouts: per(to.timeouts, from.timeouts), diskBytes: per(to.diskBytes, from.diskBytes),
  };
}

export const cpuOf = (machine: Machine): number => rateOf(machine, (s) => s.usage) / SECOND;
/** CPUs that a guest was ready to use and did not get. */
export const stealOf = (machine: Machine): number => rateOf(machine, (s) => s.steal) / SECOND;

/** The part of the time its vCPUs wanted to run in which the host ran others, 0..1. */
export function stealShare(machine: Machine): number {
  const stolen = stealOf(machine);
  const wanted = cpuOf(machine) + stolen;
  return wanted <= 0 ? 0 : stolen / wanted;
}
