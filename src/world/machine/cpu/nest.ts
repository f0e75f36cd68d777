/**
 * Machines inside machines: a virtual machine's CPUs are threads of the machine that carries it. What the guest's CPUs
 * want makes those threads runnable; what the threads are granted is how fast the guest's CPUs run. What the guest
 * wanted and did not get is its steal: the run delay of its vCPU threads.
 */
import type { Nanos } from "../../../kernel/time.ts";
import { advance, nextChange, setRates, settle, setWork, type Cpus } from "./cpus.ts";

/** A machine, the guests it carries, and for each guest the thread on this machine behind each of its CPUs. */
export interface Nest {
  readonly cpus: Cpus;
  readonly guests: readonly Guest[];
}

export interface Guest extends Nest {
  /** Thread ids on the carrying machine, one per CPU of the guest. */
  readonly vcpus: readonly number[];
}

export interface Finished {
  readonly cpus: Cpus;
  readonly id: number;
}

/**
 * Settles a machine and everything inside it. Answers which threads are through with their work, in which machine;
 * when there are any, give them new work and call again, as with `settle`.
 */
export function settleNest(nest: Nest, now: Nanos): Finished[] {
  advanceNest(nest, now);
  const finished: Finished[] = [];
  ask(nest, now, finished);
  if (finished.length === 0) grant(nest, now);
  return finished;
}

/** When something next changes by itself in the machine or inside it. */
export function nextNestChange(nest: Nest): Nanos {
  let next = nextChange(nest.cpus);
  for (const guest of nest.guests) next = Math.min(next, nextNestChange(guest));
  return next;
}

export function advanceNest(nest: Nest, now: Nanos): void {
  advance(nest.cpus, now);
  for (const guest of nest.guests) advanceNest(guest, now);
}

/** From the inside out: each guest decides who runs, and its vCPU threads want to run where it has somebody. */
function ask(nest: Nest, now: Nanos, finished: Finished[]): void {
  for (const guest of nest.guests) {
    ask(guest, now, finished);
    guest.vcpus.forEach((id, cpu) => wish(nest.cpus, id, cpu < guest.cpus.count && guest.cpus.wanted[cpu] === true));
  }
  for (const id of settle(nest.cpus, now)) finished.push({ cpus: nest.cpus, id });
}

function wish(host: Cpus, id: number, wanted: boolean): void {
  if (wanted !== (host.threads.get(id)?.work ?? 0) > 0) setWork(host, id, wanted ? Infinity : 0);
}

/** From the outside in: each guest's CPUs run as fast as their threads do. */
function grant(nest: Nest, now: Nanos): void {
  for (const guest of nest.guests) {
    setRates(guest.cpus, guest.vcpus.map((id) => nest.cpus.threads.get(id)?.rate ?? 0));
    settle(guest.cpus, now);
    grant(guest, now);
  }
}
