/** A fork bomb under pids.max: how many children it gets, and where the refusals are counted. */
import { present } from "../../../src/kernel/timeline.ts";
import { near, type Check, type LeftOut, type Measured } from "../check.ts";
import type { Engine } from "../run.ts";
import { group, groupOf, look, machine, pass, program, start, type Play } from "../machine.ts";


interface Given {
  readonly pids_max: number | "max";
  readonly parent_pids_max?: number;
  readonly bomb: "fork" | "threads";
  readonly attempts: number;
}

/** The measuring program tried five more times after its first refusal; a program that clones threads gave up at once. */
const AGAIN = { fork: 5, threads: 0 };
const EVERY = 1_000_000;

export const leftOut: readonly LeftOut[] = [{ field: "us_per_fork", why: "what a fork costs is given to the program here, not worked out" }];

/** Refusals are those of the measured v1 files, counted where the fork was tried; cgroup v2 counts them at the limit too. */
export function check(given: Given, seen: Record<string, Measured>, engine: Engine): Check[] {
  const nested = given.parent_pids_max !== undefined;
  const path = nested ? "/p/g" : "/g";
  const bomb = program("bomb", path, { kind: "fork", every: EVERY, children: "wait" });
  let play = group(machine(engine, [bomb]), path, { "pids.max": `${given.pids_max}` });
  if (nested) play = group(play, "/p", { "pids.max": `${given.parent_pids_max}` });
  play = untilRefused(start(play, "bomb"), path, 1 + AGAIN[given.bomb], given.attempts);
  const g = groupOf(play, path);
  const exact = { absolute: 0 };
  return [
    ...near("children_created", seen["children_created"], [look(play).tables.processes.filter((p) => p.app === "bomb").length - 1], exact),
    ...near("errno", seen["errno"], [refusals(play, path) > 0 ? 11 : 0], exact),
    ...near("pids_current", seen["pids_current"], [g.pids], exact),
    ...near("pids_events_max", seen["pids_events_max"], [refusals(play, path)], exact),
    ...near("next_5_forks_failing", seen["next_5_forks_failing"], [refusals(play, path) - 1], exact),
    ...(nested ? near("parent_events_max", seen["parent_events_max"], [refusals(play, "/p")], exact) : []),
    ...(nested ? near("parent_current", seen["parent_current"], [groupOf(play, "/p").pids], exact) : []),
  ];
}

const refusals = (play: Play, path: string): number => present(play).state.machines.get("m")!.groups.get(path)!.forksRefused;

/** Lets the bomb run until it was refused so often; a fork takes its time and the pause after it. */
function untilRefused(play: Play, path: string, wanted: number, attempts: number): Play {
  let now = play;
  for (let tried = 0; tried < 2 * attempts && refusals(now, path) < wanted; tried++) now = pass(now, 0.001);
  return now;
}
