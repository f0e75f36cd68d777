import type { World } from "../state.ts";
import { deviceflaw, emulatorHolds } from "./deviceflaw.ts";
import { furthest, stops, walk, type Gate, type Judge, type Reach, type Walk, type Way } from "./gates.ts";
import { kernelbug } from "./kernelbug.ts";
import { misconfig } from "./misconfig.ts";
import { runtimebug } from "./runtimebug.ts";
import type { Standing } from "./standing.ts";
import { ofVm, tenantsOf, type Tenant } from "./tree.ts";

export const ATTACKS = ["misconfig", "kernelbug", "runtimebug", "deviceflaw"] as const;
export type Attack = (typeof ATTACKS)[number];

const WAYS: Readonly<Record<Attack, readonly Way[]>> = { misconfig, kernelbug, runtimebug, deviceflaw };

const inGuest = (gate: Gate, judge: Judge): readonly Way[] => [{ name: "from inside the guest", reaches: "host root", gates: { [gate]: judge } }];

/** Against a VM its administrator is taken as the attacker: all that is left is what the host shows it. */
const WAYS_OF_GUEST: Readonly<Record<Attack, readonly Way[]>> = {
  misconfig: inGuest("configuration", () => stops("a guest is given no handle of its host", "guest kernel")),
  kernelbug: inGuest("hypervisor", () => stops("the flaw is in the guest's own kernel: its calls never reach the host's", "guest kernel")),
  runtimebug: inGuest("runtime", () => stops("no container runtime stands between a guest and its host", "guest kernel")),
  deviceflaw: inGuest("hypervisor", emulatorHolds),
};

export interface Outcome extends Walk {
  readonly attack: Attack;
  readonly target: Standing;
  /** Where it ended: the path of a machine, or the container, or its sandbox. */
  readonly place: string;
  /** Who shares what was reached. */
  readonly hit: readonly Tenant[];
}

/** Where an attack on a running container or VM ends, and who is hit with it. A pure function of the world. */
export function outcomeOf(world: World, name: Attack, target: Standing): Outcome {
  const ways = (target.kind === "vm" ? WAYS_OF_GUEST : WAYS)[name];
  const ended = furthest(ways.map((way) => walk(way, target)));
  return { ...ended, attack: name, target, ...reachOf(world, name, target, ended.reached) };
}

function reachOf(world: World, name: Attack, target: Standing, reached: Reach): Pick<Outcome, "place" | "hit"> {
  const itself: Tenant = { kind: target.kind, name: target.name, machine: target.machine };
  if (reached === "host root" || reached === "host kernel") {
    const host = target.kind === "vm" || name === "deviceflaw" ? world.machines.get(target.machine)!.host : target.machine;
    return { place: host, hit: tenantsOf(world, host) };
  }
  if (target.kind === "vm") return { place: target.machine, hit: ofVm(world, target.machine) };
  return { place: reached === "guest kernel" ? `sandbox of ${target.name}` : target.name, hit: [itself] };
}
