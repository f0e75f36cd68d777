import type { Nanos } from "../../../kernel/time.ts";
import type { FleetSpec } from "../../scenario.ts";
import type { StageRecord } from "../../stages.ts";

/**
 * Services behind one load balancer: in VMs, in containers, or as plain programs of the host. Requests come from outside at their own pace (open loop); who finds no
 * healthy service with room is dropped.
 */
export interface Fleet {
  readonly name: string;
  readonly spec: FleetSpec;
  /** File that new VMs are made from, and how: copied whole, or cloned thin. */
  image: string;
  thin: boolean;
  perVm: number;
  services: Map<string, Service>;
  /** Containers that are still to be made: replaced, never changed. */
  toLaunch: readonly { readonly name: string; readonly image: string }[];
  /** Numbers given out so far. */
  numbered: number;
  perSecond: number;
  /** Counts changes of the load: an arrival planned before is stale after. */
  turn: number;
  /** Whose turn it is among equals. */
  next: number;
  /** Counted for ever: sent to the balancer, dropped by it, and what services that are gone have served or lost. */
  sent: number;
  dropped: number;
  pastServed: number;
  pastLost: number;
  /** How many VMs there were when the load last rose. */
  vmsWhenLoaded: number;
  /** Readings of the last second: replaced, never changed. */
  readings: readonly Reading[];
  /** What last changed how much comes or how much can be served: -1 for nothing yet. */
  because: number;
  /** The fact that it drops requests, -1 when it does not, and when it last did. */
  dropping: number;
  droppedAt: Nanos;
}

export interface Reading {
  readonly at: Nanos;
  readonly served: number;
  readonly dropped: number;
}

/** One instance as the load balancer knows it. */
export interface Service {
  readonly name: string;
  /** "" for one on the host itself. */
  readonly vm: string;
  /** Of a plain program: the parts of the way to its first request. A VM and a container keep their own. */
  stages: readonly StageRecord[];
  healthy: boolean;
  /** Checks in a row that it still has to pass. */
  checks: number;
  turn: number;
}

export const createFleet = (spec: FleetSpec): Fleet => ({
  name: spec.name, spec, image: spec.image, thin: spec.thin, perVm: 1, services: new Map(), toLaunch: [], numbered: 0, perSecond: spec.load, turn: 0, next: 0,
  sent: 0, dropped: 0, pastServed: 0, pastLost: 0, vmsWhenLoaded: 0, readings: [], because: -1, dropping: -1, droppedAt: -Infinity,
});

export function copyFleet(f: Fleet): Fleet {
  const services = new Map<string, Service>();
  for (const [name, service] of f.services) services.set(name, { ...service });
  return { ...f, services };
}

const two = (n: number): string => `${n}`.padStart(2, "0");

/** The next name for an instance: svc-01, svc-02, … */
export const nextService = (fleet: Fleet): string => `${fleet.name}-${two(++fleet.numbered)}`;

/** A new instance: the load balancer knows it, and sends it nothing until it has passed its checks. */
export const join = (fleet: Fleet, name: string, vm: string): void => void fleet.services.set(name, { name, vm, stages: [], healthy: false, checks: 1, turn: 0 });

/** Path of the machine that a service runs on. */
export const pathOf = (host: string, { vm }: Pick<Service, "vm">): string => (vm === "" ? host : `${host}/${vm}`);

/** Names of its VMs, in the order they were made. */
export const vmsOf = (fleet: Fleet): string[] => [...new Set([...fleet.services.values()].map((s) => s.vm))].filter((vm) => vm !== "");

/** Names of its containers and programs on the host, in the order they were made. */
export const onHost = (fleet: Fleet): string[] => [...fleet.services.values()].filter((s) => s.vm === "").map((s) => s.name);


/** The first VM name that nobody has: svc01, svc02, … */
export function nextVm(fleet: Fleet, taken: (name: string) => boolean): string {
  let n = 1;
  while (taken(`${fleet.name}${two(n)}`)) n++;
  return `${fleet.name}${two(n)}`;
}
