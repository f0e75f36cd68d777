import { didYouMean } from "../../kernel/nearest.ts";
import { done, refused, type Result } from "../../kernel/model.ts";
import { given } from "../given.ts";
import type { World, WorldEnv } from "../state.ts";
import type { Choosing } from "./choosing.ts";
import { KINDS, type Placement, type PlacementKind } from "./placement.ts";
import type { Home, TraitName } from "./sheet.ts";
import { beginYear, estateOf } from "./year.ts";

/** What can be chosen: a home for a card, a place for a workload, a nightly backup; and a year to see what comes of it. */
export type ChoosingCommand =
  | { readonly type: "choose"; readonly do: "card"; readonly card: string; readonly home: Home; readonly trait: TraitName }
  | { readonly type: "choose"; readonly do: "place"; readonly workloads: readonly string[]; readonly kind: PlacementKind; readonly on: string }
  | { readonly type: "choose"; readonly do: "backup"; readonly name: string }
  | { readonly type: "choose"; readonly do: "year" };

const NOTHING = "there is nothing to choose in this world";

export function applyChoosing(world: World, command: ChoosingCommand, env: WorldEnv): Result {
  const { choosing } = world;
  if (choosing === undefined) return refused(NOTHING);
  switch (command.do) {
    case "card":
      return answer(world, choosing, command, env);
    case "place":
      return place(world, choosing, command, env);
    case "backup":
      return backUp(choosing, command.name, env);
    case "year":
      if (choosing.placed.size === 0) return refused("nothing is placed yet", "lab place NAME as vm puts a workload into a VM");
      given(env, "lab year");
      beginYear(choosing, env);
      return done;
  }
}

function answer(world: World, choosing: Choosing, { card, home, trait }: Extract<ChoosingCommand, { do: "card" }>, env: WorldEnv): Result {
  const { cards } = world.scenario.choosing!;
  if (!cards.some((c) => c.name === card)) return refused(`there is no card "${card}"${didYouMean(card, cards.map((c) => c.name))}`);
  given(env, `lab card ${card} ${home} ${trait}`);
  choosing.answers.set(card, { home, trait });
  return done;
}

function place(world: World, choosing: Choosing, { workloads, kind, on }: Extract<ChoosingCommand, { do: "place" }>, env: WorldEnv): Result {
  const known = world.scenario.choosing!.workloads;
  const stranger = workloads.find((name) => !known.some((w) => w.name === name));
  if (stranger !== undefined) return refused(`there is no workload "${stranger}"${didYouMean(stranger, known.map((w) => w.name))}`);
  if (!KINDS.includes(kind)) return refused(`there is no way to run something as "${kind}"${didYouMean(kind, KINDS)}`, `there are: ${KINDS.join(", ")}`);
  given(env, `lab place ${workloads.join(",")} as ${kind}${on === "" ? "" : ` on ${on}`}`);
  for (const name of workloads) choosing.placed.delete(name);
  for (const name of workloads) choosing.placed.set(name, placement(world, choosing, name, kind, on));
  return done;
}

/** Copies go to the hosts in turn, the emptiest first; a name that is no host's names the VM that compose runs in. */
function placement(world: World, choosing: Choosing, name: string, kind: PlacementKind, on: string): Placement {
  const workload = world.scenario.choosing!.workloads.find((w) => w.name === name)!;
  const { hosts, memory } = estateOf(world, choosing);
  const free = hosts.toSorted((a, b) => (memory.get(a) ?? 0) - (memory.get(b) ?? 0));
  const beside = kind === "compose" ? [...choosing.placed.values()].find((p) => p.kind === "compose" && p.vm === on) : undefined;
  const order = hosts.includes(on) ? [on] : beside !== undefined ? beside.hosts.slice(0, 1) : kind === "process" || kind === "metal" || kind === "compose" ? free.slice(0, 1) : free;
  return { workload: name, kind, hosts: Array.from({ length: workload.copies }, (_, i) => order[i % order.length]!), vm: kind === "compose" && !hosts.includes(on) && on !== "" ? on : "vm-compose" };
}

/** A workload, or the VM that several share: all in it. */
function backUp(choosing: Choosing, name: string, env: WorldEnv): Result {
  const inside = [...choosing.placed.values()].filter((p) => p.workload === name || (p.kind === "compose" && p.vm === name)).map((p) => p.workload);
  if (inside.length === 0) return refused(`nothing called "${name}" is placed`, "lab place puts a workload somewhere first");
  given(env, `lab backup ${name} nightly`);
  for (const workload of inside) choosing.backups.add(workload);
  return done;
}

