import type { Row } from "../../kernel/facts.ts";
import type { World } from "../state.ts";
import { ATTACKS, outcomeOf, type Outcome } from "./attack.ts";
import { standings, type Standing } from "./standing.ts";
import { hasOwnKernel, ofVm, sharersOf, tenantsOf, type Tenant } from "./tree.ts";

/** How one attack on one running container or VM would end, were it tried now. */
export interface WallRow extends Row {
  name: string; // attack_target
  attack: string; // misconfig kernelbug runtimebug deviceflaw
  target: string;
  kind: string; // container vm
  machine: string;
  runtime: string; // runc runsc kata; "" for a VM
  way: string;
  reached: string; // container, powerless uid, guest kernel, host kernel, host root
  place: string;
  stopped_by: string; // a gate; none
  why: string;
  blast_radius: number;
  hit: string; // names joined by commas
  /** A line for each gate: gate, what it says, why, with tabs between. */
  gates: string;
  shares: string; // who else calls the kernel that answers it, joined by commas
  /** Who goes down when the kernel that answers the target's calls panics. */
  panic_radius: number;
  panic_hit: string;
}

export const wallRows = (world: World): WallRow[] => standings(world).flatMap((target) => ATTACKS.map((name) => wallRow(world, outcomeOf(world, name, target))));

function wallRow(world: World, o: Outcome): WallRow {
  const { target } = o;
  const down = panicHits(world, o);
  return {
    name: `${o.attack}_${target.name}`, attack: o.attack, target: target.name, kind: target.kind, machine: target.machine, runtime: target.kind === "vm" ? "" : target.runtime,
    way: o.way, reached: o.reached, place: o.place, stopped_by: o.stoppedBy, why: o.why, blast_radius: o.hit.length, hit: names(o.hit),
    gates: o.findings.map((f) => [f.gate, f.says, f.why].join("\t")).join("\n"), shares: names(besides(world, target)), panic_radius: down.length, panic_hit: names(down),
  };
}

/** Who else has the same kernel: nobody, for a VM or a sandbox. */
function besides(world: World, target: Standing): Tenant[] {
  if (target.kind === "vm" || hasOwnKernel(target.runtime)) return [];
  return sharersOf(world, target.machine).filter((t) => t.kind !== "container" || t.name !== target.name);
}

/** On a panic everything on that kernel stops: its apps, all its containers (a sandbox is a process of it too), and the VMs it carries. */
function panicHits(world: World, { target }: Outcome): readonly Tenant[] {
  if (target.kind === "vm") return ofVm(world, target.machine);
  if (hasOwnKernel(target.runtime)) return [{ kind: "container", name: target.name, machine: target.machine }];
  return tenantsOf(world, target.machine);
}

const names = (tenants: readonly Tenant[]): string => tenants.map((t) => t.name).join(",");
