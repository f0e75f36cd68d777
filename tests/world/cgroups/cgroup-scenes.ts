import { begin, type Timeline } from "../../../src/kernel/timeline.ts";
import type { Command } from "../../../src/world/command.ts";
import type { GroupRow } from "../../../src/world/observation.ts";
import type { AppSpec, Scenario } from "../../../src/world/scenario.ts";
import { world, type World, type WorldEvent } from "../../../src/world/world.ts";
import { act, goTo, present, wait } from "../../../src/kernel/timeline.ts";
import { seconds } from "../../../src/kernel/time.ts";
import { observe } from "../../../src/world/observe.ts";
import { fault, GIB, host, scenario } from "../scenes.ts";

export type Play = Timeline<Scenario, World, Command, WorldEvent>;

/** hermes: 4 CPUs, 8 GiB, no swap; every app can be started by a fault of its name. */
export function hermes(apps: readonly AppSpec[], engine: Scenario["engine"] = "fluid", swapBytes = 0): Play {
  const faults = apps.flatMap((a) => [fault(a.name, { start: [a.name] }), fault(`no ${a.name}`, { stop: [a.name] })]);
  return begin(world, scenario([host(apps, { name: "hermes", cpus: 4, memoryBytes: 8 * GIB, swapBytes })], faults, engine), 1);
}

export const after = (play: Play, s: number): Play => wait(play, seconds(s));
export const at = (play: Play, s: number): Play => goTo(play, seconds(s));
export const look = (play: Play) => observe(present(play));
export const group = (play: Play, path: string): GroupRow => look(play).tables.groups.find((g) => g.path === path)!;
export const appOf = (play: Play, name: string) => look(play).tables.apps.find((a) => a.name === name)!;

/** What came of a command: "ok", or the reason it was refused for. */
export function tried(play: Play, command: Command): { readonly play: Play; readonly said: string } {
  const [next, result] = act(play, command);
  return { play: next, said: result.ok ? "ok" : result.reason };
}

export function done(play: Play, command: Command): Play {
  const { play: next, said } = tried(play, command);
  if (said !== "ok") throw new Error(said);
  return next;
}

export const start = (play: Play, name: string): Play => done(play, { type: "fault", name });
export const mkdir = (path: string): Command => ({ type: "makeGroup", machine: "hermes", path });
export const rmdir = (path: string): Command => ({ type: "removeGroup", machine: "hermes", path });
export const echo = (text: string, path: string, file: string): Command => ({ type: "writeGroupFile", machine: "hermes", path, file, text });
export const set = (play: Play, path: string, file: string, text: string): Play => done(play, echo(text, path, file));
