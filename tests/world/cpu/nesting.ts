/** Machines in machines for tests of the CPUs alone, settled as the world settles them. */
import { advance, type Cpus } from "../../../src/world/machine/cpu/cpus.ts";
import { settleTree, soonest, type Carrying, type Finished, type Machines } from "../../../src/world/machine/scheduling.ts";
import type { Nanos } from "../../../src/kernel/time.ts";

interface Carried extends Carrying {
  readonly guests: string[];
}

export interface Nest extends Machines {
  readonly host: Carried;
  readonly all: Map<string, Carried>;
}

export function nestOn(cpus: Cpus): Nest {
  const host = { path: "host", cpus, guests: [], carrier: undefined };
  const all = new Map<string, Carried>([[host.path, host]]);
  return { host, all, look: (path) => all.get(path), own: (path) => all.get(path) };
}

/** A guest on the machine at `on`; its CPUs are these threads there. Answers its path. */
export function carry({ all }: Nest, on: string, cpus: Cpus, vcpus: readonly number[]): string {
  const carrying = all.get(on)!;
  const path = `${on}/${carrying.guests.length}`;
  carrying.guests.push(path);
  all.set(path, { path, cpus, guests: [], carrier: { vcpus } });
  return path;
}

/** Answers who is through; then give them work and settle again. */
export function settleNest(nest: Nest, now: Nanos): { readonly cpus: Cpus; readonly id: number }[] {
  const finished: Finished[] = [];
  settleTree(nest, nest.host, now, finished);
  return finished.flatMap(({ machine, tids }) => tids.map((id) => ({ cpus: nest.all.get(machine)!.cpus, id })));
}

export const nextNestChange = (nest: Nest): Nanos => soonest(nest, nest.host);

export function advanceNest(nest: Nest, now: Nanos): void {
  for (const { cpus } of nest.all.values()) advance(cpus, now);
}
